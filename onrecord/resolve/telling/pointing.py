"""What the tagger's pointers say for a candidate: to whom, through what or when it was said.

In:   an Attribution with its pointers, and where a candidate stands.
Out:  what that adds to the candidate's total (choosing.py): above 0, it speaks for it.
Not here: the pointers themselves (onrecord/tag/point.py).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from onrecord.resolve.telling.passages import Passage
from onrecord.types import Attribution, Pointer, Span

# What no pointer names may still be it, once in so many times; what one names at all, as often as this.
LEAST, NAMED = 0.04, 0.35
# How far the tagger is believed beside the signs: where it has the whole sentence before it, and where the candidate
# stands elsewhere, which it may not have seen. Chosen on half of the articles held back, and looked at on the other.
OWN_SHARE, FAR_SHARE = 0.8, 0.3
# A stretch of the sentence that is no candidate yet becomes one from here.
SURE = 0.5


def weigh_pointers(attribution: Attribution, field: str, spans: Sequence[Span], own: bool) -> float:
    """Return what the tagger adds to a candidate that stands at `spans`; `own`, where that is the statement's sentence.

    0 where no tagger looked. Silence counts against what stands in the sentence, not against what was said before.
    """
    if not attribution.acts:
        return 0.0
    pointed = [one.score for one in find_pointers(attribution, field) if any(map(one.span.overlaps, spans))]
    odds = find_odds(max(NAMED, *pointed) if pointed else LEAST)
    return OWN_SHARE * odds if own else FAR_SHARE * max(0.0, odds)


def find_pointers(attribution: Attribution, field: str) -> list[Pointer]:
    """Return the pointers of one field, the surest first."""
    return sorted((one for one in attribution.pointers if one.field == field), key=lambda one: -one.score)


def find_pointers_beside(passage: Passage, field: str) -> list[Pointer]:
    """Return the pointers of one field at the statement's own sentence, the surest first."""
    start, end = min(passage.start, passage.sentence.start), max(passage.end, passage.sentence.end)
    return [one for one in find_pointers(passage.attribution, field) if start <= one.span.start < end]


def find_unknown(passage: Passage, field: str, known: Sequence[Span]) -> list[Pointer]:
    """Return the sure pointers at the statement's own sentence that touch none of the `known` spans."""
    beside = (one for one in find_pointers_beside(passage, field) if one.score >= SURE)
    return [one for one in beside if not any(map(one.span.overlaps, known))]


def find_odds(score: float) -> float:
    """Return a probability as the logarithm of its odds."""
    return math.log(score / (1.001 - score))
