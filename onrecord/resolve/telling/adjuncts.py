"""What speaks for a time that a statement's own sentence names: its place, what lies between, how the clause takes it.

In:   the text, a Passage, and the words of a time in its sentence.
Out:  signs by name.
Not here: times named or held before (moments.py); what the signs weigh (dating.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.resolve.telling.candidates import read_cue
from onrecord.resolve.telling.clauses import ASIDE, CLAUSE, blank, has_verb, is_adverbial, is_noun, read_tense
from onrecord.resolve.telling.occasions import is_occasion
from onrecord.resolve.telling.passages import Passage
from onrecord.resolve.telling.said import is_datable
from onrecord.types import Span, Timex

WORD = re.compile(r"\w+")


def describe_place(
    text: str, passage: Passage, span: Span, kind: str, walls: Sequence[Span], others: Sequence[Span]
) -> Iterator[str]:
    """Give the signs of where a time of this kind stands to the cue.

    `walls` are contents, whose words are not counted; `others` the cues of other statements.
    """
    attribution = passage.attribution
    where = _locate(passage, span)
    anchors = attribution.cue or attribution.source or attribution.content
    first, last = anchors[0].start, anchors[-1].end
    between = blank(text, last, span.start, walls) if span.start >= last else blank(text, span.end, first, walls)
    before = text[max(passage.sentence.start, span.start - 25) : span.start]
    lead = (WORD.findall(before.lower()) or ["nothing"])[-1] if before.strip() else "nothing"
    if re.search(r"[,;:—“”]\s*$", before):
        lead = "comma"
    after = text[span.end : passage.sentence.end][:20]
    follows = after.strip()[:1] if re.match(r"\s*[^\w\s]", after) else (WORD.findall(after.lower()) or ["end"])[0]
    words = len(WORD.findall(between))
    far = "near" if words < 2 else "close" if words < 6 else "far" if words < 14 else "very far"
    nearer = [one for one in others if (last <= one.start < span.start) or (span.end <= one.start < first)]
    clause = "apart" if CLAUSE.search(between) else "together"
    aside = bool(ASIDE.search(between))
    verb = has_verb(between)
    tense, cue = read_tense(passage), read_cue(passage)
    opens = span.start - passage.sentence.start < 8
    yield from (f"own, {sign}" for sign in (
        kind, where, f"{where}, {kind}", f"{where}, {lead}", f"{where}, {far}, {clause}", f"lead {lead}",
        f"{where}, aside {aside}", f"{where}, verb {verb}", f"{where}, verb {verb}, aside {aside}, {clause}",
        f"{where}, other cue {bool(nearer)}", f"{where}, {tense}", f"{kind}, {tense}", f"{where}, {kind}, {far}",
        f"opens {opens}, {where}", f"{cue}, {kind}", f"{cue}, {where}", f"follows {follows}", f"{where}, {follows}",
        f"{where}, {passage.quotation}", f"noun {is_noun(passage)}, {where}", f"{tense}, verb {verb}",
        f"opens {opens}, verb {verb}, {tense}", f"other cue {bool(nearer)}, {clause}, verb {verb}",
        f"{lead}, {kind}", f"source {bool(passage.source)}, {where}",
    ))


def describe_clause(
    text: str, passage: Passage, timex: Timex, kind: str, distance: float | None, number: int
) -> Iterator[str]:
    """Give the signs that the rules of clauses know: `distance` as they measure it, of how many times this is one."""
    fits = "none" if distance is None else "near" if distance < 12 else "mid" if distance < 50 else "far"
    adverbial = is_adverbial(text, passage.sentence, timex)
    following = " ".join(WORD.findall(text[timex.span.end :][:60])[:3])
    occasion, tense = is_occasion(following), read_tense(passage)
    yield from (f"own, {sign}" for sign in (
        f"fits {fits}", f"fits {fits}, {tense}", f"fits {fits}, {kind}", f"adverbial {adverbial}",
        f"adverbial {adverbial}, occasion {occasion}", f"of {min(number, 3)}", f"of {min(number, 3)}, fits {fits}",
        f"type {timex.type}", f"adverbial {adverbial}, {kind}", f"datable {is_datable(timex, passage)}",
    ))


def _locate(passage: Passage, span: Span) -> str:
    attribution = passage.attribution
    for role in ("cue", "source"):
        if any(part.overlaps(span) for part in getattr(attribution, role)):
            return role
    anchors = attribution.cue or attribution.source or attribution.content
    if span.start < anchors[-1].end:
        return "before"
    return "after all" if span.start >= attribution.content[-1].end else "after"
