"""Through what something may have been said: every phrase that names an act, a place or a medium.

In:   a stretch of text; or a Passage.
Out:  Named: the span ("an interview with CNN", "Twitter"; "tweeted", where that word alone says it), its kind,
      its head and the word before it.
Not here: which of them a statement was made through (scenes.py); to whom it was said (addressees.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.resolve.telling.cues import decide_cue, find_cues, inflect
from onrecord.resolve.telling.passages import Passage
from onrecord.resolve.telling.phrases import DETERMINERS, extend_phrase, find_phrase
from onrecord.resolve.wordlists import read_sections, word_set
from onrecord.types import Span

# What may come before a channel: "in an essay", "under questioning", "issued a statement", "closed her speech".
LEADS = word_set(
    "in at during on via over with under amid by through from of to for after before following since about inside "
    "ran run wrote write sent issue issued issuing released releasing published publishing posted posting penned aired "
    "launched circulated give gave gives giving deliver delivered delivering held holding began begin begun closed "
    "closing opened opening ended ending used using hosted made hold filed filing read said"
)
OWNER = re.compile(r"\b[A-Z][\w.-]*(?:[’']s|(?<=s)[’'])\s")
# "the caucus held |a press conference": another phrase begins here.
INNER = re.compile(r"\w+(?<!\bof)(?<!\band)\s+(?:a|an|the|his|her|their|its|this|that)\s")
MEDIUM = word_set("on via over in to through for across by")
# Whatever follows these is where it was said: "aboard the USS Gerald Ford", "speaking at a church".
ABOARD = re.compile(
    r"\b(?:aboard|(?:speaking|spoke|speaks|appearing|appeared|testified|testifying) (?:at|in|on))\s+", re.I
)
# "at least", "at the time" name no place.
NO_PLACE = re.compile(r"(?:the (?:time|end|moment|same)|least|most|first|last|once|all|this|that|which|one|\d)\b", re.I)
WRITING_FOR = re.compile(r"\b(?:[Ww]riting|wrote|writes)\s+(?:for|in|on)\s+(?=(?:(?:the|a|an) )?[A-Z])")
# "an interview with CNN", "a rally in Ohio", "a post on Facebook"; not "a letter to Comey", where Comey is addressed.
WHEN = r"(?:\s+(?:\w+day|(?:that|last|this) \w+)(?: (?:morning|night|afternoon|evening))?)?"
# "a survey published Monday by NBC News": a participle that says whose it is, or where it was.
MADE = (
    r"(?:\s+(?:published|broadcast|hosted|held|released|taped|aired|put out|posted|sponsored|organized|conducted|filed|"
    r"recorded|moderated|televised|issued))?"
)
# "a series of tweets" is tweets.
SERIES = re.compile(r"(?:.*\s)?(?:series|string|flurry|pair|couple|number|round|spate|barrage|set)\s+of\s+", re.I)
# "his State of the Union address", "cable news".
NAMED_OF = re.compile(r"\bState of the Union(?=\s\w)")
BROADCAST = word_set("cable network television local")
AFTER = {
    "writing": re.compile(rf"{MADE}{WHEN}\s+(?:on|for|by|in|from(?=\s+[A-Z]))\s+"),
    "occasion": re.compile(rf"{MADE}{WHEN}\s+(?:with|in|at|on|of|before|after|aboard|by|from|outside)\s+"),
    "at": re.compile(r"\s+in\s+(?=[A-Z])"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase that may be a channel: where it is, its kind, its head in the singular, the word before it."""

    span: Span
    kind: str
    head: str
    lead: str


def find_named(text: str, stretch: Span) -> Iterator[Named]:
    """Give each phrase of a stretch that names what something may be said through, in order.

    "said in a statement Tuesday"          a statement (writing, after "in")
    "during remarks after a meeting with"  remarks after a meeting with ... (occasion, after "during")
    "wrote on Twitter"                     Twitter (medium, after "on")
    "on Tuesday"                           nothing
    """
    taken = stretch.start
    for start, lead in _iter_starts(text, stretch):
        phrase = find_phrase(text, start, stretch.end) if start >= taken else None
        if phrase is None or INNER.search(text, phrase.start, phrase.end):
            continue
        kind, head = read_kind(text[phrase.start : phrase.end])
        if kind is None and lead in ("at", "aboard", "writing") and not NO_PLACE.match(text, start):
            kind, head = "medium" if lead == "writing" else "at", lead
        if kind is None or (kind == "medium" and lead not in MEDIUM and lead != "writing"):
            continue
        span = extend_phrase(text, phrase, kind, stretch.end, AFTER, lambda words: read_kind(words)[0])
        taken = span.end
        yield Named(span, kind, head, lead)


def find_verb(passage: Passage) -> Named | None:
    """Return the verb of a cue that is a channel by itself: "tweeted"."""
    told = decide_cue(find_cues(passage.cue))
    if told is None or len(passage.attribution.cue) != 1 or told.base not in _words()["verb"]:
        return None
    start = passage.attribution.cue[0].start
    return Named(Span(start + told.start, start + told.end), "verb", told.base, "")


def read_kind(words: str) -> tuple[str | None, str]:
    """Return the kind of channel that a noun phrase names by its head, the last word before "of", and the head.

    "a letter of protest" -> writing, letter    "the debates" -> occasion, debate    "ABC News" -> medium, news
    "the pilot" -> None
    """
    kinds = _words()
    words = NAMED_OF.sub("Union", words[match.end() :] if (match := SERIES.match(words)) else words)
    pieces = re.split(r"\s+of\s+", words)[0].split()
    head = pieces[-1].removesuffix("’s").removesuffix("'s")
    if head in kinds["place"] or (len(pieces) > 1 and head in kinds["outlet"] and pieces[-2][0].isupper()):
        return "medium", head.lower()
    if head == "news" and len(pieces) > 1 and pieces[-2] in BROADCAST:
        return "medium", head
    low = head.lower()
    if words == "March":
        return None, low
    for kind in ("writing", "occasion"):
        if low in kinds[kind]:
            return kind, low if low in _singular() else low.removesuffix("s")
    return None, low


def _iter_starts(text: str, stretch: Span) -> Iterator[tuple[int, str]]:
    """Give where a noun phrase may start, with the word before it, in order."""
    found: dict[int, str] = {}
    for match in re.finditer(r"\b(\w+)\s+(?=[\w“\"])", text[stretch.start : stretch.end]):
        word, start = match[1].lower(), stretch.start + match.end()
        if word in LEADS:
            found[start] = word
        if word in DETERMINERS:
            found.setdefault(stretch.start + match.start(), "")
    for match in OWNER.finditer(text, stretch.start, stretch.end):
        found.setdefault(match.start(), "")
    for lead, pattern in (("writing", WRITING_FOR), ("aboard", ABOARD)):
        for match in pattern.finditer(text, stretch.start, stretch.end):
            found[match.end()] = lead
    yield from sorted(found.items())


@cache
def _words() -> dict[str, frozenset[str]]:
    """Return the words of data/channels.txt by section, with their plurals (verbs and media without)."""
    found: dict[str, set[str]] = {}
    for heading, lines in read_sections("channels.txt").items():
        kind = heading.removesuffix(", maybe")
        for word in " ".join(lines).split():
            found.setdefault(kind, set()).update((word,) if kind in ("verb", "place") else (word, inflect(word)[0]))
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def _singular() -> frozenset[str]:
    return word_set(" ".join(line for lines in read_sections("channels.txt").values() for line in lines))
