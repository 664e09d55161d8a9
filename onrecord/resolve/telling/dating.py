"""When each statement was made: the time that, by all signs, is the likeliest.

In:   the Moments of one article.
Out:  a Said for each statement.
Not here: the candidates and their signs (moments.py); how the signs got their weights (training/moments.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache

from onrecord.resolve.telling.moments import Dated, Moments
from onrecord.resolve.telling.said import Said
from onrecord.resolve.wordlists import read_learned
from onrecord.types import Reason

# Which of the candidates of a statement is taken, by the statement's number; None for none.
Chooser = Callable[[int, Sequence[Dated]], int | None]


def choose_moments(moments: Moments, choose: Chooser | None = None) -> list[Said]:
    """Return when each statement was made.

    "Okafor spoke in Leeds on Friday."  next: "The bridge is safe, she said."     Friday, which no rule carries on
    "said Thursday", which the rules found                                        stays
    """
    choose = choose or choose_best
    said = []
    for number in range(len(moments.passages)):
        candidates = moments.find_candidates(number)
        place = choose(number, candidates)
        chosen = None if place is None else candidates[place]
        moments.decide(number, chosen)
        said.append(_render(moments, chosen, candidates) if chosen else Said())
    return said


def choose_best(number: int, candidates: Sequence[Dated]) -> int | None:
    """Return which candidate has the most for it, None where nothing has more for than against it."""
    totals = [weigh(candidate) for candidate in candidates]
    best = max(range(len(totals)), key=totals.__getitem__, default=None)
    return best if best is not None and totals[best] > 0 else None


def weigh(candidate: Dated) -> float:
    """Return what the signs of a candidate add up to: above 0, it is rather taken than not."""
    weights = _weights()
    return weights["always"] + sum(weights.get(sign, 0.0) for sign in candidate.signs)


def _render(moments: Moments, chosen: Dated, candidates: Sequence[Dated]) -> Said:
    if chosen.proposed is not None:
        return chosen.proposed
    words = moments.document.quote(chosen.span)
    score = math.exp(weigh(chosen)) / (1 + sum(math.exp(weigh(candidate)) for candidate in candidates))
    why = f"“{words}” is named in the same sentence" if chosen.own else f"“{words}” still holds, as far as can be told"
    return Said(chosen.span, chosen.said_on, Reason("said_on", why, chosen.span, round(score, 2)))


@cache
def _weights() -> dict[str, float]:
    return {sign: value / 100 for sign, value in read_learned("moments.json").items()}
