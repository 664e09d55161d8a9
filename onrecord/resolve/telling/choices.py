"""The channel of each statement: what the rules propose, and where they are silent what mostly is one.

In:   the Passages of one article in order of the text, their speakers, the chains, and the Scenes the rules propose.
Out:  the Scenes, their channels decided.
Not here: the candidates and their signs (candidates.py); how the signs got their weights (training/channels.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from onrecord.resolve.telling.candidates import Candidate, Venues
from onrecord.resolve.telling.scenes import Scene
from onrecord.resolve.wordlists import read_learned
from onrecord.types import Document, Reason

# Which of the candidates of a statement is taken, by the statement's number; None for none.
Chooser = Callable[[int, Sequence[Candidate]], int | None]


def choose_channels(venues: Venues, choose: Chooser | None = None) -> list[Scene]:
    """Return the scenes with the channels that no rule found.

    "At the rally, he spoke of jobs."  next: "Okafor promised a bridge"      the rally, for what Okafor says there
    "said in a statement", which the rules found                             stays
    """
    choose = choose or choose_best
    decided = []
    for number, scene in enumerate(venues.scenes):
        candidates = venues.find_candidates(number)
        place = choose(number, candidates)
        chosen = None if place is None else candidates[place]
        venues.decide(number, chosen.venue if chosen else None)
        decided.append(_set_channel(venues.document, scene, chosen, candidates))
    return decided


def choose_best(number: int, candidates: Sequence[Candidate]) -> int | None:
    """Return which candidate has the most for it, None where nothing has more for than against it."""
    totals = [weigh(candidate) for candidate in candidates]
    best = max(range(len(totals)), key=totals.__getitem__, default=None)
    return best if best is not None and totals[best] > 0 else None


def weigh(candidate: Candidate) -> float:
    """Return what the signs of a candidate add up to: above 0, it is rather taken than not."""
    weights = _weights()
    return weights["always"] + sum(weights.get(sign, 0.0) for sign in candidate.signs)


def _set_channel(
    document: Document, scene: Scene, chosen: Candidate | None, candidates: Sequence[Candidate]
) -> Scene:
    if chosen is not None and chosen.proposed:
        return scene
    kept = tuple(reason for reason in scene.reasons if reason.field != "channel")
    if chosen is None:
        return replace(scene, channel=None, reasons=kept)
    span = chosen.venue.span
    score = math.exp(weigh(chosen)) / (1 + sum(math.exp(weigh(candidate)) for candidate in candidates))
    why = "named in the same sentence" if chosen.own else f"“{document.quote(span)}” goes on, as far as can be told"
    return replace(scene, channel=span, reasons=(*kept, Reason("channel", why, span, round(score, 2))))


@cache
def _weights() -> dict[str, float]:
    return {sign: value / 100 for sign, value in read_learned("channels.json").items()}
