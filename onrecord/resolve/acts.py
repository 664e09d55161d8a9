"""What was done by saying it: the act of each attribution, and whether the cue is negated.

In:   Passages.
Out:  a Doing for each: the act, the negation, and the words that decided.
Not here: which cues there are (cues.py, data/cues.txt).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.resolve.cues import find_cues, find_negator
from onrecord.resolve.passages import Passage
from onrecord.types import Act, Reason


@dataclass(frozen=True, slots=True)
class Doing:
    """The act of one attribution and whether it is negated, with the reasons for both."""

    act: Act
    negated: bool
    reasons: tuple[Reason, ...] = ()


def find_acts(passages: Sequence[Passage]) -> list[Doing]:
    """Return the act of each passage, in their order."""
    return [find_act(passage) for passage in passages]


def find_act(passage: Passage) -> Doing:
    """Return the act of one passage, from its cue."""
    cues = find_cues(passage.cue)
    told = next((cue for cue in cues if cue.act is not Act.STATE), cues[0] if cues else None)
    negator = find_negator(passage.cue)
    act = told.act if told else Act.STATE
    why = f"the cue “{passage.cue}” mostly means: {act}" if told else "no listed cue; a plain assertion is assumed"
    reasons = (Reason("act", why, passage.attribution.cue[0] if passage.attribution.cue else None),)
    if negator:
        reasons += (Reason("negated", f"the cue holds “{negator}”", passage.attribution.cue[0]),)
    return Doing(act, negator is not None, reasons)
