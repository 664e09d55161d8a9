"""Who speaks where no source is marked but the sentence has a subject: "Okafor denied it and accused her of fraud".

In:   a Cast, and the number of an attribution.
Out:  the reading of the source that it shares, or None: passives and "it is said" have nobody; and whose words stand
      after "despite", where a source is marked too.
Not here: attributions with a source (sources.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolve.cast.sources import BASE_END, SourceReading
from onrecord.resolve.wordlists import word_set

if TYPE_CHECKING:
    from onrecord.resolve.cast.chains import Cast

ADVERBS = ("also", "then", "even", "later", "again", "repeatedly", "publicly")
# Verbs after "and" whose form does not say that they are verbs.
FINITE = word_set(
    "said told wrote says tells swears swore thinks thought believes knows knew felt spoke insists argues"
)
BETWEEN = (*ADVERBS, "having", "once", "previously", "earlier", "initially", "consistently")


def find_conceding(cast: Cast, number: int) -> SourceReading | None:
    """Return who said what stands after "despite": the subject of the clause before it, if a content is that clause.

    Where that cannot speak, whoever tells of it does, unless the tagger knows better: "Okafor said the ferry will run
    despite saying in May it would not".

    "amid {the news} {that Okafor left} despite {denying} ..."   Okafor, whoever's the news is
    "Okafor {reportedly} {left} despite {saying} ..."            Okafor
    "Lund {praised} {the bill} despite {calling} it ..."         None: "the bill" is no clause, and the source counts
    """
    words, cue = cast.words, cast.attributions[number].cue
    before = words.inside(cue[0])[0] - 1 if cue else -1
    while before > 0 and words.lower[before] in BETWEEN:
        before -= 1
    if before < 1 or words.lower[before] != "despite":
        return None
    for other, telling in zip(cast.attributions, cast.readings, strict=True):
        parts = [words.inside(span) for span in other.content]
        if not any(first < before <= last for first, last in parts):
            continue
        opening = parts[0][0] + (words.lower[parts[0][0]] == "that")
        start = min(words.inside(span)[0] for span in (*other.cue, *other.content))
        opens = (f for f in cast.mentions if (f.title or (f.first,))[0] == opening and f.last < before)
        stands_before = (f for f in cast.mentions if f.last == start and not other.source)
        found = next(opens, None) or next(stands_before, None)
        if found and words.text[found.last].islower() and words.lower[found.last] not in BASE_END:
            first = (found.title or (found.first,))[0]
            return SourceReading((found,), (first, found.last), cast.document.quote(words.span(first, found.last)))
        if not cast.attributions[number].source and telling is not None:
            return telling
    return None


def find_shared_source(cast: Cast, number: int) -> SourceReading | None:
    """Return the source that a verb shares with the one before it in the sentence.

    "Okafor {denied} it and {accused} her of fraud"     accused: Okafor
    "Okafor {called} for an inquiry, {saying} ..."      saying: Okafor
    "The bill, {known} as ...", "{Asked} about it, ..."  nobody
    """
    cue = cast.attributions[number].cue
    words = cast.words
    first = words.inside(cue[0])[0] if cue else len(words)
    if first >= len(words) or not is_second_verb(cast, first):
        return None
    best: tuple[int, SourceReading] | None = None
    for attribution, reading in zip(cast.attributions, cast.readings, strict=True):
        if reading is None or not attribution.cue:
            continue
        other = words.inside(attribution.cue[0])[0]
        if words.sentence[other] == words.sentence[first] and other < first and (best is None or other > best[0]):
            best = other, reading
    return best[1] if best else None


def is_second_verb(cast: Cast, first: int) -> bool:
    """True for an active verb that goes on with a subject's clause: "and accused", ", saying", "while praising"."""
    lower = cast.words.lower
    before = first - 1
    while before > 0 and lower[before] in ADVERBS:
        before -= 1
    if before < 1:
        return False
    if lower[first].endswith("ing"):
        return lower[before] in (",", "while", "and", "before", "after")
    return lower[before] == "and" and (lower[first].endswith("ed") or lower[first] in FINITE)
