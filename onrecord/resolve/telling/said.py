"""When a statement was made: the words that say so, and the date they stand for.

In:   the passages of one article in order of the text, its segments and times, and its speakers if they are known.
Out:  a Said for each passage: the words, the date, the reason; all None where the article does not say.
Not here: finding times (resolve/dates.py), whether a time goes with the verb (clauses.py), and what mostly holds where
      these rules are silent (moments.py, dating.py).

A time belongs to the statement whose verb it stands with; one inside the content tells what was said, not when.
An occasion once dated (an interview, a hearing) holds for what its people say next, in the past tense, until another
one comes between (occasions.py). Headlines are given none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.resolve.telling.clauses import CLAUSE, cut_content, is_adverbial, measure
from onrecord.resolve.telling.occasions import (
    NAME,
    TIMES,
    Occasion,
    begins_another,
    find_people,
    fold,
    holds,
    is_scene,
    name_keys,
)
from onrecord.resolve.telling.passages import Passage, find_home
from onrecord.resolve.times.value import parse_anchor
from onrecord.types import Reason, Segments, Span, Speaker, Timex

# Words that put a statement before or after others, without a date of their own.
BESIDE = re.compile(
    r"\b(?:once|(?:almost )?immediately|earlier|later|then|previously|subsequently|afterwards?|at th(?:e|at) time)\b",
    re.IGNORECASE)
# "said after the convention": a time that only the event knows.
LEADING_UP = r"in the (?:days|weeks|months|years) (?:before|after|leading up to)"
EVENT = re.compile(
    r"\s*,?\s*((?:(?:shortly|just|soon|right|[\w ]{1,12}(?:minutes|hours|days|weeks|months|years)) )?"
    rf"(?:(?:after|before|when|upon|following|{LEADING_UP})\s+(?!adding|saying)|"
    r"as (?:he|she|they) (?=(?:\w+ed|left|took|spoke|came|met) ))"
    r"(?:[^,.;:“”—\n]|(?<=\b[A-Z])\.|(?<=\b(?:[MD]r|Ms))\.|(?<=\b(?:Mrs|Sen|Rep|Gov))\.|\.(?=\w)){3,90})",
    re.IGNORECASE)
OPENING = re.compile(
    r"(?:But |And |Then )?((?:(?:(?:Shortly |Just |Soon )?(?:After|Before)|Ahead of|In the wake of|By the time|"
    rf"I{LEADING_UP[1:]}|As an? (?:child|boy|girl|teenager|student|young \w+)) )[^,.;:“”—\n]{{3,90}}),")
# "at 7 p.m. Eastern": when something began, not when others spoke.
CLOCK = re.compile(r"(?:around |about )?\d{1,2}(?::\d\d)? ?[ap]\.?m\.?(?: \w+)?|\d{1,2}:\d\d|noon", re.IGNORECASE)
# "WASHINGTON, Aug. 24 (UPI)": when it was filed.
DATELINE = re.compile(r"\s*\((?:UPI|AP|AFP|Reuters|CNN)\)")


@dataclass(frozen=True, slots=True)
class Said:
    """When a statement was made: as written, as a date, and why we think so."""

    timex: Span | None = None
    said_on: str | None = None
    reason: Reason | None = None


def find_said(
    segments: Segments,
    passages: Sequence[Passage],
    timexes: Sequence[Timex],
    speakers: Sequence[Speaker | None] | None = None,
) -> list[Said]:
    """Return when each statement was made.

    "He will run in May, Smith said Thursday."                 "Thursday", not May
    "In a June interview, Smith said … He added …"             "June" for both
    "Smith, who was elected in 2010, said …"                   not said
    "Smith said at the time …"                                 the words; the date of the occasion, if there is one
    """
    said: list[Said] = []
    occasion: Occasion | None = None
    earlier: dict[str, Occasion] = {}
    keys: frozenset[str] = frozenset()
    contents = sorted(span for passage in passages for span in passage.attribution.content)
    for place, passage in enumerate(passages):
        keys = name_keys(passage, speakers[place] if speakers else None) or keys
        if in_headline(passage):
            said.append(Said())
            continue
        occasion = find_scene(segments, passages, place, timexes, contents, occasion, earlier)
        others = find_others(passage, passages)
        found = find_stated(passage, timexes, contents, others)
        if found and found.said_on:
            occasion = _open(found, passage, keys, contents)
        elif not found:
            found = find_beside(passage, occasion, keys) or find_held(passage, occasion, keys, segments)
            if occasion and found:
                occasion = occasion.extend(passage, keys)
            elif occasion and begins_another(passage, occasion):
                occasion = None
        if occasion and (found or occasion.said_on not in earlier):
            earlier[occasion.said_on] = occasion
        said.append(found or find_event(passage, timexes) or Said())
    return share(passages, said)


def find_others(passage: Passage, passages: Sequence[Passage]) -> list[Span]:
    """Return the verbs of other speakers, but of none in whose content the statement stands."""
    here = (passage.attribution.cue or passage.attribution.content)[0]
    return [
        span
        for other in passages
        if other.source != passage.source and not any(piece.contains(here) for piece in other.attribution.content)
        for span in other.attribution.cue
    ]


def find_held(passage: Passage, occasion: Occasion | None, keys: frozenset[str], segments: Segments) -> Said | None:
    """Return the time of the occasion, where the statement still belongs to it."""
    if occasion is None or not holds(occasion, passage, keys, segments):
        return None
    words = passage.document.quote(occasion.timex)
    reason = Reason("said_on", f"the occasion of “{words}” still holds", occasion.timex, 0.6)
    return Said(occasion.timex, occasion.said_on, reason)


def share(passages: Sequence[Passage], said: list[Said]) -> list[Said]:
    """Return the times with those given to both where one source says two things in a sentence, dated at its end."""
    shared = list(said)
    for place in range(len(passages) - 2, -1, -1):
        here, following = passages[place], passages[place + 1]
        same = here.sentence == following.sentence and here.attribution.source == following.attribution.source
        timex = shared[place + 1].timex
        if same and shared[place].timex is None and timex and timex.start > here.attribution.content[-1].end:
            shared[place] = shared[place + 1]
    return shared


def _open(found: Said, passage: Passage, keys: frozenset[str], contents: Sequence[Span]) -> Occasion:
    assert found.timex is not None and found.said_on is not None
    # Of a month or a year only the speaker is known to have been there.
    people = keys | find_people(passage, found.timex, contents) if len(found.said_on) >= 10 else keys
    return Occasion(found.timex, found.said_on, people, passage, passage)


def in_headline(passage: Passage) -> bool:
    """True for a statement made in the headline that opens the text."""
    title, text = (passage.document.title or "").strip(), passage.document.text
    return bool(title) and text.lstrip()[:20].casefold() == title[:20].casefold() and passage.start < len(title) + 2


def find_scene(
    segments: Segments,
    passages: Sequence[Passage],
    place: int,
    timexes: Sequence[Timex],
    contents: Sequence[Span],
    occasion: Occasion | None,
    earlier: Mapping[str, Occasion],
) -> Occasion | None:
    """Return the occasion that is on when a statement begins.

    A sentence since the last statement may date a new one ("They met Friday. He said …") or take up an earlier one
    of the same date; any other date there, as fine as that of the occasion, ends it.
    """
    passage = passages[place]
    last = passages[place - 1].end if place else 0
    cue = (passage.attribution.cue or passage.attribution.content)[0]
    for timex in timexes:
        clock = CLOCK.fullmatch(passage.document.quote(timex.span))
        if clock or not (last <= timex.span.start < cue.start and timex.iso and is_datable(timex, passage)):
            continue
        sentence = find_home(segments.sentences, timex.span.start)
        if sentence is None or sentence.start < last or any(span.overlaps(timex.span) for span in contents):
            continue
        if is_adverbial(passage.document.text, sentence, timex):
            around = passage.document.text[max(sentence.start, timex.span.start - 50) : timex.span.end + 25]
            if sentence != passage.sentence and any(map(is_scene, CLAUSE.split(around))):
                occasion = Occasion(widen(timex, passage), timex.iso, frozenset(), passage, passage, sentence)
            elif timex.iso in earlier and len(timex.iso) == 10 and passage.paragraph.contains(sentence):
                occasion = replace(earlier[timex.iso], last=passage, scene=sentence, closed=False)
            elif not occasion or timex.iso != occasion.said_on and len(timex.iso) >= len(occasion.said_on):
                occasion = _set_out(timex, passage, sentence)
    return occasion


def _set_out(timex: Timex, passage: Passage, sentence: Span) -> Occasion | None:
    """Return the day of a deed, for what those named in its sentence say next: "Okafor met them on Friday. He said"."""
    text = passage.document.text[sentence.start : sentence.end]
    people = frozenset(fold(name) for name in NAME.findall(text)) - TIMES
    if sentence == passage.sentence or not people or len(timex.iso or "") != 10:
        return None
    return Occasion(widen(timex, passage), timex.iso or "", people, passage, passage, sentence, closed=True)


def find_stated(
    passage: Passage, timexes: Sequence[Timex], contents: Sequence[Span], others: Sequence[Span]
) -> Said | None:
    """Return the time in the statement's own sentence that goes with its verb, the nearest of them, or None."""
    best: tuple[float, Timex] | None = None
    for timex in timexes:
        if passage.sentence.contains(timex.span) and is_datable(timex, passage):
            distance = measure(passage, timex, contents, others)
            if distance is not None and (best is None or distance < best[0]):
                best = distance, timex
    if best is None:
        return None
    distance, timex = best
    words = widen(timex, passage)
    score = round(max(0.5, 0.95 - distance / 300), 2)
    reason = Reason("said_on", f"“{passage.document.quote(words)}” stands with the verb", words, score)
    return Said(words, timex.iso, reason)


def is_datable(timex: Timex, passage: Passage) -> bool:
    """True for times at which something can have been said: not what comes back, not what is still to come.

    Of lengths only those that reach up to now ("over the past few days") or lead elsewhere ("a few days later").
    """
    words = passage.document.quote(widen(timex, passage)).lower()
    if timex.type == "DURATION" and not re.search(r"\b(?:past|last|recent|later|earlier)\b|^for ", words):
        return False
    if DATELINE.match(passage.document.text, timex.span.end):
        return False
    published = passage.document.published
    ahead = timex.iso and published and timex.iso[: len(published)] > published[: len(timex.iso)]
    return timex.type != "SET" and timex.value != "FUTURE_REF" and not ahead


def is_recent(timex: Timex, passage: Passage) -> bool:
    """True for one of the seven days up to publication."""
    day, published = parse_anchor(timex.iso).date, parse_anchor(passage.document.published).date
    return bool(day and published and len(timex.iso or "") == 10 and 0 <= (published - day).days < 7)


def widen(timex: Timex, passage: Passage) -> Span:
    """Return the words with what leads to them: "in January", "over the past week", "days later"; but "Thursday"."""
    text, start = passage.document.text, timex.span.start
    if timex.type == "DURATION" and (match := re.match(r"\s+(?:later|earlier)\b", text[timex.span.end :][:12])):
        return Span(start, timex.span.end + match.end())
    if timex.value in {"PXY", "PXM", "PXW", "PXD"} and text[max(0, start - 4) : start].lower() == "for ":
        return Span(start - 4, timex.span.end)
    if timex.type == "DURATION" and text[max(0, start - 5) : start].lower() == "over ":
        return Span(start - 5, timex.span.end)
    dated = re.fullmatch(r"[\dX]{3,4}(?:-(?:\d\d|SP|SU|FA|WI))?", timex.value)
    return Span(start - 3, timex.span.end) if dated and text[max(0, start - 3) : start].lower() == "in " else timex.span


def find_beside(passage: Passage, occasion: Occasion | None, keys: frozenset[str]) -> Said | None:
    """Return "once", "earlier", "then" beside the verb; their date is that of the speaker's occasion."""
    text, cue = passage.document.text, passage.attribution.cue
    if not cue:
        return None
    start, end = max(passage.sentence.start, cue[0].start - 14), min(passage.sentence.end, cue[-1].end + 40)
    opening = BESIDE.match(text, passage.sentence.start, start)
    for match in ([opening] if opening else []) + list(BESIDE.finditer(text, start, end)):
        span = Span(*match.span())
        if any(piece.overlaps(span) for piece in passage.attribution.content):
            continue
        between = text[match.end() : cue[0].start] if match.end() <= cue[0].start else text[cue[-1].end : match.start()]
        near = 4 if match.group().lower().startswith("afterward") else 1  # "told an aide afterward"
        opens = match.start() == passage.sentence.start and between.startswith(",")
        if not opens and (len(between.split()) > near or CLAUSE.search(between)):
            continue
        if match.group().lower() == "then" and match.start() <= cue[0].start:
            continue  # "then said": what came next, not when
        same = occasion and (keys & occasion.keys or match.group().lower() in {"then", "at the time", "at that time"})
        lost = match.group().lower() in {"once", "previously"}
        date = occasion.said_on if occasion and same and not lost else None
        return Said(span, date, Reason("said_on", f"“{match.group()}” stands beside the verb", span, 0.7))
    return None


def find_event(passage: Passage, timexes: Sequence[Timex]) -> Said | None:
    """Return the event that dates the statement: "said after the convention".

    It stands right after the verb, right after the content, or before the main clause. It has no date, unless it names
    one of the days before publication: "said after a lunch on Tuesday" was said on Tuesday.
    """
    attribution, text, sentence = passage.attribution, passage.document.text, passage.sentence
    if not attribution.cue:
        return None
    ends = [span.end for span in (attribution.cue[-1], attribution.content[-1])]
    matches = [EVENT.match(text, end, sentence.end) for end in ends if sentence.start <= end < sentence.end]
    matches.append(OPENING.match(text, sentence.start, attribution.cue[0].start))
    for match in filter(None, matches):
        # "the levels of 2008, when she won": said of the year
        relative = re.match(r"\s*,\s*when\b", match.group())
        cut = cut_content(Span(*match.span(1)), attribution.content)
        if cut and not relative:
            cut = Span(cut.start, cut.start + len(passage.document.quote(cut).rstrip()))
            days = [timex for timex in timexes if cut.contains(timex.span) and is_recent(timex, passage)]
            if days and not match[1].startswith("in"):
                return Said(days[0].span, days[0].iso, Reason("said_on", "the day of the event it follows", cut, 0.6))
            return Said(cut, None, Reason("said_on", "an event dates the verb", cut, 0.6))
    return None
