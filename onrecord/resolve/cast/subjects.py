"""Who speaks where no source is marked but the sentence tells: "Okafor denied it and accused her of fraud".

In:   a Cast, and the number of an attribution.
Out:  the reading of the source that it shares, of the subject before the verb, or of who acts behind a passive; None
      where "it is said"; and whose words stand after "despite", where a source is marked too.
Not here: attributions with a source (sources.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolve.cast.antecedents import PREPOSITIONS
from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.sources import BASE_END, SourceReading
from onrecord.resolve.cast.words import is_participle
from onrecord.resolve.wordlists import word_set
from onrecord.types import MentionForm

if TYPE_CHECKING:
    from onrecord.resolve.cast.chains import Cast

ADVERBS = ("also", "then", "even", "later", "again", "repeatedly", "publicly")
# Verbs after "and" whose form does not say that they are verbs.
FINITE = word_set(
    "said told wrote says tells swears swore thinks thought believes knows knew felt spoke insists argues"
)
PASSIVE = ("is", "are", "was", "were", "be", "been", "being")
AUXILIARIES = ("has", "had", "have", "will", "would", "did", "does", "seems", "seemed", "appears", "appeared")
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
        opens = (f for f in cast.mentions if f.begin == opening and f.last < before)
        stands_before = (f for f in cast.mentions if f.last == start and not other.source)
        found = next(opens, None) or next(stands_before, None)
        if found and words.text[found.last].islower() and words.lower[found.last] not in BASE_END:
            return read_mention(cast, found)
        if not cast.attributions[number].source and telling is not None:
            return telling
    return None


def find_agent(cast: Cast, number: int) -> SourceReading | None:
    """Return who acts by the words behind a passive: "the bill {was passed} by Congress".

    "Okafor {was asked} about it", "{inspired} by the story"    None
    """
    words, parts = cast.words, [cast.words.inside(span) for span in cast.attributions[number].cue]
    if not parts or not any(word in PASSIVE for first, last in parts for word in words.lower[first:last]):
        return None
    by = parts[-1][1] - (words.lower[parts[-1][1] - 1] == "by")
    if words.lower[by : by + 1] != ["by"]:
        return None
    start = by + 1 + (words.lower[by + 1 : by + 2] == ["the"])
    stood = [found for found in cast.mentions if by < found.begin <= start and can_speak(found)]
    return read_mention(cast, max(stood, key=lambda found: found.last)) if stood else None


def find_subject(cast: Cast, number: int) -> SourceReading | None:
    """Return whoever stands before an active verb as its subject: "Okafor {appears} set to resign".

    Not what belongs to the content, and no "it", which mostly means nothing: "it {seems} clear that ...".
    """
    words, attribution = cast.words, cast.attributions[number]
    first, last = words.inside(attribution.cue[0]) if attribution.cue else (0, 0)
    if not is_active(words.lower[first:last]):
        return None
    before = first
    while before > 0 and words.lower[before - 1] in ADVERBS:
        before -= 1
    parts = (words.inside(span) for span in attribution.content)
    if any(start < before <= end for start, end in parts):
        return None
    stood = (f for f in cast.mentions if f.last == before and can_speak(f) and f.head != "it" and is_free(cast, f))
    found = next(stood, None)
    if found and found.form is MentionForm.NOMINAL and words.lower[first] not in (*AUXILIARIES, *FINITE):
        return None  # "a man {suspected} of fraud"
    return read_mention(cast, found) if found and words.sentence[found.first] == words.sentence[first] else None


def is_active(cue: list[str]) -> bool:
    """True for a verb in its finite form: "appears", "has mused"; not "was asked", "bearing", "about"."""
    if not cue or any(word in PASSIVE for word in cue):
        return False
    return cue[0] in AUXILIARIES or cue[0] in FINITE or is_participle(cue[0])


def is_free(cast: Cast, found: Found) -> bool:
    """True for a mention that no preposition governs; "after", "before" and "as" also open clauses."""
    first = found.begin
    first -= cast.words.lower[first - 1] == "the"
    return cast.words.lower[first - 1] not in (PREPOSITIONS | {"among"}) - {"after", "before", "as"}


def can_speak(found: Found) -> bool:
    """True for a name of somebody, a description, or a pronoun of the third person."""
    return found.kind is not None or (found.form is MentionForm.PRONOMINAL and found.gender != "1")


def read_mention(cast: Cast, found: Found) -> SourceReading:
    """Return a mention as if a source had been marked there."""
    first = found.begin
    return SourceReading((found,), (first, found.last), cast.document.quote(cast.words.span(first, found.last)))


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
