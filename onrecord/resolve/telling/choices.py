"""The channel of each statement: what the rules propose, and where they are silent what mostly is one.

In:   the Passages of one article in order of the text, their speakers, the chains, and the Scenes the rules propose.
Out:  the Scenes, their channels decided.
Not here: the candidates and their signs (candidates.py); how they are weighed (choosing.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.resolve.telling.candidates import Candidate, Venues
from onrecord.resolve.telling.choosing import choose_best, rate
from onrecord.resolve.telling.scenes import Scene
from onrecord.types import Document, Reason

WEIGHTS = "channels.json"
# Which of the candidates of a statement is taken, by the statement's number; None for none.
Chooser = Callable[[int, Sequence[Candidate]], int | None]


def choose_channels(venues: Venues, choose: Chooser | None = None) -> list[Scene]:
    """Return the scenes with the channels that no rule found.

    "At the rally, he spoke of jobs."  next: "Okafor promised a bridge"      the rally, for what Okafor says there
    "said in a statement", which the rules found                             stays
    """
    choose = choose or (lambda _, candidates: choose_best(WEIGHTS, candidates))
    decided = []
    for number, scene in enumerate(venues.scenes):
        candidates = venues.find_candidates(number)
        place = choose(number, candidates)
        chosen = None if place is None else candidates[place]
        venues.decide(number, chosen.venue if chosen else None)
        decided.append(_set_channel(venues.document, scene, chosen, candidates))
    return decided


def _set_channel(
    document: Document, scene: Scene, chosen: Candidate | None, candidates: Sequence[Candidate]
) -> Scene:
    if chosen is not None and chosen.proposed:
        return scene
    kept = tuple(reason for reason in scene.reasons if reason.field != "channel")
    if chosen is None:
        return replace(scene, channel=None, reasons=kept)
    span = chosen.venue.span
    score = rate(WEIGHTS, chosen, candidates)
    why = "named in the same sentence" if chosen.own else f"“{document.quote(span)}” goes on, as far as can be told"
    return replace(scene, channel=span, reasons=(*kept, Reason("channel", why, span, score)))
