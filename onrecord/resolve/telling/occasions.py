"""An occasion on which several things are said: an interview, a rally, a hearing.

In:   the statement that dated it, and those that follow.
Out:  whether a later statement still belongs to it.
Not here: which words date it (said.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.resolve.telling.cues import find_cues
from onrecord.resolve.telling.passages import Passage
from onrecord.resolve.times.tense import TENSES
from onrecord.resolve.times.vocabulary import WORDS
from onrecord.resolve.wordlists import read_table
from onrecord.types import Quotation, Segments, Span, Speaker

PRONOUNS = frozenset({"he", "she", "they", "who", "it", "his", "her", "their", "i", "we", "the"})
PRESENT = frozenset({"has", "have", "had", "is", "are", "will", "would", "may", "can", "say", "says"})
NAME = re.compile(r"\b(?!(?:The|A|An|One|Some|Many)\b)[A-Z][\w’'-]+")
# "Lawmakers said Friday", and one of them is quoted next.
GROUP = re.compile(r"\b[a-z]+s$")
# An aside on someone else: "which first reported".
SIDE = re.compile(r"^(?:which|that)\b", re.IGNORECASE)
# Names that are no people's: months and days.
TIMES = frozenset(word for word, (kind, _) in WORDS.items() if kind in {"month", "weekday"})
ASKED = re.compile(r"(?:asked|pressed|questioned|told|quizzed)\b", re.IGNORECASE)
# Paragraphs without a word of the occasion after which it is over.
REACH = 1


@dataclass(frozen=True, slots=True)
class Occasion:
    """A dated occasion: its time as written and as a date, who spoke at it, and the last statement known to be of it.

    `scene` is the sentence that set it, where that was no statement; `closed` is one that only those named there share.
    """

    timex: Span
    said_on: str
    keys: frozenset[str]
    first: Passage
    last: Passage
    scene: Span | None = None
    closed: bool = False

    def extend(self, passage: Passage, keys: frozenset[str]) -> Occasion:
        """Return the occasion with one more statement and its speaker."""
        return replace(self, last=passage, keys=self.keys | keys)


def holds(occasion: Occasion, passage: Passage, keys: frozenset[str], segments: Segments) -> bool:
    """True when `passage` belongs to the occasion: past tense, near, and said by one of its people.

    Another speaker belongs to it who "added" or "replied", and the first one quoted after a group ("lawmakers said").
    """
    theirs = keys & occasion.keys or len(passage.source.split()) < 2
    if passage.sentence == occasion.last.sentence and occasion.keys and theirs:
        return is_past(passage) and not SIDE.search(passage.source)
    if not is_past(passage) or begins_another(passage, occasion):
        return False
    if occasion.closed and occasion.first is occasion.last and not (passage.source and find_cues(passage.cue)):
        return False
    if same_deed(occasion.first, passage):
        return True
    scene = occasion.scene or occasion.last.sentence
    gap = sum(scene.start < paragraph.start <= passage.sentence.start for paragraph in segments.paragraphs)
    # A month or a year lasts for a paragraph only ("In 2012 he said so."), unless a scene was set in it; nor does what
    # nobody is said to have said go on with what was said before, but for the questions that were asked.
    text, timex = passage.document.text, occasion.timex
    shared = _nouns("shared").search(text, max(scene.start, timex.start - 40), timex.end + 25)
    spoken = passage.source or ASKED.match(passage.cue)
    if gap > (REACH if spoken and (occasion.scene or shared or is_fine(occasion.said_on)) else 0):
        return False
    if keys & occasion.keys:
        return True
    if occasion.scene and not occasion.closed and occasion.scene.start >= passage.paragraph.start - 1:
        return True
    if not read_kind("joining").isdisjoint(passage.cue.lower().split()):
        return True
    if GROUP.search(occasion.first.source) and passage.quotation is not Quotation.INDIRECT:
        return True
    return bool(shared)


def is_fine(said_on: str) -> bool:
    """True for a day, or an interval given in days: a week, a weekend."""
    return len(said_on.split("/")[0]) == 10


def same_deed(first: Passage, passage: Passage) -> bool:
    """True when both tell of one deed: "the panel voted Thursday", "the committee voted 19-15"; saying is no deed."""
    deeds = set(re.findall(r"[a-z]+ed\b", first.cue.lower())) - read_kind("saying") - read_kind("joining")
    return any(word.endswith(deed) for word in re.findall(r"[a-z]+ed\b", passage.cue.lower()) for deed in deeds)


def begins_another(passage: Passage, occasion: Occasion) -> bool:
    """True when the statement's own sentence names an occasion: "in a statement", "told CNN"."""
    start, end = passage.sentence.start, passage.sentence.end
    outside = "".join(char for place, char in enumerate(passage.document.text[start:end], start)
                      if not any(span.start <= place < span.end for span in passage.attribution.content))
    told = re.search(r"\btold (?:the )?([A-Z]\w+)", outside)
    # "said on Thursday …, he told NBC" goes on with it, unless it was told to another.
    elsewhere = told and fold(told[1]) not in occasion.keys and "told" in occasion.first.cue
    return bool(elsewhere or _own_occasion().search(outside))


def find_people(passage: Passage, timex: Span, contents: Sequence[Span]) -> frozenset[str]:
    """Return the names in the statement's sentence outside what it reports: who was there with the speaker.

    A content that took in the time has those before it: "grilled {Jane Okafor on Tuesday for …}".
    """
    text, sentence = passage.document.text, passage.sentence
    names = set()
    for match in NAME.finditer(text, sentence.start + 1, sentence.end):
        home = next((piece for piece in contents if piece.start <= match.start() < piece.end), None)
        if home is None or home in passage.attribution.content and match.end() <= timex.start:
            names.add(fold(match.group()))
    return frozenset(names) - TIMES


def fold(name: str) -> str:
    """Return a name as it is compared: "Republicans" and "Republican’s" -> "republican"."""
    return re.sub(r"[’']s$|s$", "", name.lower())


def is_past(passage: Passage) -> bool:
    """True for "said", "tweeted", "adding"; False for "says", "has said", "would say"."""
    words = re.findall(r"[a-z’']+", passage.cue.lower())
    if not words or set(words) & (PRESENT | read_kind("state")):
        return False
    if words[0] == "to":  # "forced him to admit"
        head = passage.document.text[passage.sentence.start : passage.attribution.cue[0].start].lower()
        verbs = re.findall(r"[a-z]+", head)
        return "will" not in verbs and any(word.endswith("ed") or TENSES.get(word) is False for word in verbs)
    return any(word.startswith("did") or word.endswith(("ed", "ing")) or TENSES.get(word) is False for word in words)


def is_occasion(words: str) -> bool:
    """True when the words name what statements are made in: "interview on CNBC", "study"."""
    return bool(_nouns("noun", "shared", "lesser").search(words))


def is_scene(words: str) -> bool:
    """True when the words name an occasion that lasts for several statements: "interview", not "vote"."""
    return bool(_nouns("noun", "shared").search(words))


def name_keys(passage: Passage, speaker: Speaker | None) -> frozenset[str]:
    """Return what the speaker can be known again by: the last word of each name; empty for a pronoun."""
    if speaker is not None:
        return frozenset(fold(name.split()[-1]) for name in speaker.names)
    head = re.split(r"[,(]| of | in ", passage.source)[0]
    if not head.strip() or head.lower() in PRONOUNS:
        return frozenset()
    names = NAME.findall(head)
    last = names[-1] if names else head.split()[-1]
    return frozenset({fold(last)})


@cache
def read_kind(kind: str) -> frozenset[str]:
    """Return the words of one kind in data/occasions.csv."""
    return frozenset(row["word"] for row in read_table("occasions.csv") if row["kind"] == kind)


@cache
def _nouns(*kinds: str) -> re.Pattern[str]:
    nouns = sorted(word for kind in kinds for word in read_kind(kind))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, nouns))})s?\b", re.IGNORECASE)


@cache
def _own_occasion() -> re.Pattern[str]:
    led = r"\b(?:in|at|during|on|via|by) (?:an?|his|her|their) (?:[\w’'-]+ ){0,3}"
    return re.compile(rf"{led}{_nouns('noun', 'shared', 'lesser').pattern}", re.IGNORECASE)
