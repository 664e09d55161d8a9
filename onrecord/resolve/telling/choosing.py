"""Which of its candidates a statement has: the one whose signs weigh most together.

In:   candidates, each with its signs by name, and what each sign weighs.
Out:  the place of one among them, or None; how sure that is.
Not here: the candidates (candidates.py for channels, moments.py for times); how signs get weights (training/).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from onrecord.resolve.wordlists import read_learned


class Signed(Protocol):
    """Anything with signs for and against it, and with what the tagger says of it (pointing.py)."""

    @property
    def signs(self) -> tuple[str, ...]: ...

    @property
    def pointed(self) -> float: ...


def choose_best(table: str, candidates: Sequence[Signed]) -> int | None:
    """Return which candidate has the most for it, None where nothing has more for than against it."""
    totals = [weigh(table, candidate) for candidate in candidates]
    best = max(range(len(totals)), key=totals.__getitem__, default=None)
    return best if best is not None and totals[best] > 0 else None


def rate(table: str, chosen: Signed, candidates: Sequence[Signed]) -> float:
    """Return how sure a choice is, 0 to 1, against the other candidates and none at all."""
    whole = 1 + sum(math.exp(weigh(table, candidate)) for candidate in candidates)
    return round(math.exp(weigh(table, chosen)) / whole, 2)


def weigh(table: str, candidate: Signed) -> float:
    """Return what the signs of a candidate add up to: above 0, it is rather taken than not.

    `table` names the weights, a file of onrecord/data; a sign that it does not have weighs nothing.
    """
    weights = _read_weights(table)
    return weights["always"] + sum(weights.get(sign, 0.0) for sign in candidate.signs) + candidate.pointed


@cache
def _read_weights(table: str) -> dict[str, float]:
    return {sign: value / 100 for sign, value in read_learned(table).items()}
