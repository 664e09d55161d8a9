"""From paragraphs to sentences.

In:   the text and its paragraphs.
Out:  the sentences, each within one paragraph.
Not here: paragraphs (segment.py); sentences in languages that do not write them as English does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from onrecord.types import Span

# Marks that may end a sentence, the quotation marks and brackets that belong to it, and the blanks after it. All
# but the first may be empty, so that the search never turns back: a million full stops cost what a million letters do.
ENDING = re.compile(r"([.!?…]+|[。！？]+)([\"'”’»)\]]*)([\s\u200b\ufeff]*)")
LAST_WORD = re.compile(r"[^\W_](?:[\w.’'&-]*\w)?$")
INITIALS = re.compile(r"(?:\w\.)+\w$")
# What may stand before the first letter of a sentence.
OPENING = re.compile(r"[\"'“‘«„`(\[—–-]*")
# "“Why?” Clinton asked." is one sentence: a name and a verb of speech after a question inside quotation marks.
CUE_AFTER_NAME = re.compile(
    r"(?!(?:He|She|It|They|We|I|You)\b)(?:[A-Z][\w.’'-]*\s+){1,5}"
    r"(?:said|says|asked|asks|wrote|writes|told|tweeted|added|replied|shouted|yelled|cried|wondered|exclaimed|demanded)\b"
)


def find_sentences(text: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    """Yield the sentences of each paragraph.

    "Rep. Ada Okafor, D-Calif., spoke at 5 p.m. Monday. “Why?” she asked. “No.” She left."
        ->  "Rep. Ada Okafor, D-Calif., spoke at 5 p.m. Monday."  "“Why?” she asked."  "“No.”"  "She left."
    """
    for paragraph in paragraphs:
        start = paragraph.start
        for ending in ENDING.finditer(text, paragraph.start, paragraph.end):
            if ending.end() < paragraph.end and is_end(text, start, ending):
                yield Span(start, ending.start(3))
                start = ending.end()
        yield Span(start, paragraph.end)


def is_end(text: str, start: int, ending: re.Match[str]) -> bool:
    """True when the sentence that began at `start` is over with these marks."""
    marks, closers, blanks = ending.groups()
    if marks[0] in "。！？":
        return True
    opening = OPENING.match(text, ending.end(), ending.end() + 5)
    following = text[opening.end() : opening.end() + 60] if opening else ""
    first = following[:1]
    if not blanks:  # "…the end.The next…": a space was lost
        before = text[max(start, ending.start() - 3) : ending.start()]
        return marks == "." and len(before) == 3 and before.isalpha() and before.islower() and is_name(following)
    if first.islower() or not (first.isalnum() or is_symbol(first)):
        return False
    if marks == "." and not closers:
        return not is_abbreviation(text, start, ending.start(), following)
    if closers and marks != "." and not closers.startswith((")", "]")):
        return CUE_AFTER_NAME.match(following) is None
    return True


def is_name(following: str) -> bool:
    return following[:1].isupper() and following[1:2].islower()


def is_symbol(character: str) -> bool:
    """True for what can begin a sentence without being a letter: "$5 million", "@police", an emoji."""
    return character in "$€£@#*•" or ord(character or " ") >= 0x2600


def is_abbreviation(text: str, start: int, stop: int, following: str) -> bool:
    """True when the full stop at `stop` only shortens the word before it.

    "Sen.|Okafor"  True       "U.S.|Attorney"  True     "at 5 p.m.|Monday"  True     "John F.|Kennedy"   True
    "of Utah.|He"  False      "in the U.S.|The"  False  "at 5 p.m.|The"     False    "So do I.|Nobody"   False
    """
    found = LAST_WORD.search(text, max(start, stop - 24), stop)
    if found is None:
        return text[max(start, stop - 2) : stop] == ". "  # the last of " . . . "
    word = found[0]
    if len(word) == 1 and word.isalpha():
        before = text[max(start, found.start() - 12) : found.start()].split()
        return word != "I" or not before or not before[-1].islower()  # "Charles I. Bello", but "so do I."
    last_part = word.rpartition("-")[2]  # "D-Calif"
    never, seldom, starters = read_abbreviations()
    if word in ("No", "Nos", "no", "nos"):
        return following[:1].isdigit()
    if word in never or last_part in never:
        return True
    if word in seldom or last_part in seldom or INITIALS.search(word):
        first_word = re.match(r"\w+", following)
        return first_word is None or first_word[0] not in starters
    return False


@cache
def read_abbreviations() -> tuple[frozenset[str], ...]:
    """Return those that never end a sentence ("Sen"), those that seldom do ("Inc"), and the words that begin one."""
    lines = files("onrecord").joinpath("data/abbreviations.txt").read_text("utf-8").splitlines()
    rows = dict(line.split(":", 1) for line in lines if line and not line.startswith("#"))
    return tuple(frozenset(w.rstrip(".") for w in rows[name].split()) for name in ("never", "seldom", "starters"))
