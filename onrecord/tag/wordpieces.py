"""From a stretch of an article to the numbers the network reads.

In:   text and the paragraphs to be tagged.
Out:  Windows: whole paragraphs packed together, each word with its place in the text and its wordpieces.
Not here: what the network makes of them (tagger.py, decode.py).

A word is a run of letters and digits, or one other visible character. Spans are made of words, never of wordpieces, so
offsets are exact whatever happens to a word's letters on the way into the network.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.types import Span

# Combining marks, soft hyphens and zero-width characters belong to the word they stand in.
INVISIBLE = "\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufe0e\ufe0f\ufeff"
WORD = re.compile(rf"\w[\w{INVISIBLE}]*|[^\w\s{INVISIBLE}]")
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+")

# 192 wordpieces a window scored best on PolNeAR's dev part, both shorter and longer ones less; two are [CLS] and [SEP].
WINDOW_PIECES = 190
LONGEST_WORD = 64
PAD, UNKNOWN, START, END = 0, 1, 2, 3

PLAIN, TITLE, UPPER, MIXED, INITIAL, DIGITS, PUNCTUATION = range(7)
CLOSING = ".?!…\"”’)"
DASHES = ("—", "―", "–", "- ")
MARKS = {"“": 1, "”": 2, '"': 3, "‘": 4, "’": 5, "'": 6, "«": 1, "»": 2, "„": 1, "`": 4}


class Wordpieces:
    """The vocabulary and the greedy longest-match split of a word into pieces (Wu et al. 2016, as in BERT)."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self.ids = {piece: number for number, piece in enumerate(pieces)}
        self._known: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def encode(self, word: str) -> tuple[int, ...]:
        """Return the piece numbers of one word; never empty.

        "Kislyak" -> ("ki", "##sly", "##ak"); a letter the vocabulary lacks makes the whole word unknown.
        """
        known = self._known.get(word)
        if known is None:
            if len(self._known) > 200_000:  # bounded memory over millions of articles
                self._known.clear()
            known = self._known[word] = self._split(normalize_word(word))
        return known

    def _split(self, letters: str) -> tuple[int, ...]:
        if not letters or len(letters) > LONGEST_WORD:
            return (UNKNOWN,)
        numbers, start = [], 0
        while start < len(letters):
            for end in range(len(letters), start, -1):
                piece = letters[start:end] if start == 0 else "##" + letters[start:end]
                if piece in self.ids:
                    numbers.append(self.ids[piece])
                    start = end
                    break
            else:
                return (UNKNOWN,)
        return tuple(numbers)


@dataclass(slots=True)
class Window:
    """Up to WINDOW_PIECES wordpieces of whole paragraphs, with the words they make up.

    Per word: `starts`, `ends` in characters of the text, `first` the number of its first piece. Per piece: `pieces`
    the vocabulary number, and four features the vocabulary does not carry: letter case, quotation mark, inside a
    quotation, place in the line.
    """

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)
    case: list[int] = field(default_factory=list)
    mark: list[int] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    place: list[int] = field(default_factory=list)

    def append(self, other: Window) -> None:
        """Put the words of `other` after these."""
        shift = len(self.pieces)
        self.first.extend(shift + number for number in other.first)
        for name in ("starts", "ends", "pieces", "case", "mark", "quoted", "place"):
            getattr(self, name).extend(getattr(other, name))


def normalize_word(word: str) -> str:
    """Return the word as the vocabulary spells it: lower case, no accents, nothing invisible.

    "Beyoncé" -> "beyonce", "con\u00adtent" -> "content". Quotation marks keep their kind through Window.mark.
    """
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFD", word.lower())
    letters = "".join(c for c in letters if unicodedata.category(c) not in ("Mn", "Cf"))
    return {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'"}.get(letters, letters)


def find_case(word: str) -> int:
    """Return how the word is written: PLAIN, TITLE ("Rep"), UPPER ("CNN"), MIXED ("McCain"), INITIAL ("J"), ..."""
    if word.islower():
        return PLAIN
    if word[0].isdigit():
        return DIGITS
    if not word[0].isalnum():
        return PUNCTUATION
    if len(word) == 1:
        return INITIAL if word.isupper() else PLAIN
    if word.isupper():
        return UPPER
    return TITLE if word[0].isupper() and word[1:].islower() else (MIXED if not word.islower() else PLAIN)


def read_line(text: str, line: Span, wordpieces: Wordpieces, first_line: bool) -> Window:
    """Return the words and pieces of one paragraph, however long."""
    window, inside, fresh = Window(), 0, True
    for match in WORD.finditer(text, line.start, line.end):
        word = match.group()
        mark = MARKS.get(word, 0)
        if mark == 1:
            inside = 1
        numbers = wordpieces.encode(word)
        window.starts.append(match.start())
        window.ends.append(match.end())
        window.first.append(len(window.pieces))
        count = len(numbers)
        window.pieces.extend(numbers)
        window.case.extend([find_case(word)] * count)
        window.mark.extend([mark] * count)
        window.quoted.extend([inside] * count)
        window.place.extend([(2 if first_line else 1) if fresh else 0] * count)
        fresh = False
        if mark == 2:
            inside = 0
        elif mark == 3:
            inside = 1 - inside
    return window


def iter_windows(text: str, paragraphs: Iterable[Span], wordpieces: Wordpieces) -> Iterator[Window]:
    """Yield the text in windows, in order; every word of every paragraph is in exactly one.

    An odd one at the end is cut in two between paragraphs, so that two threads end together; that holds for one thread
    too, for the answer must not hang on their number.
    """
    last, count = None, 0
    for window in pack_paragraphs(text, paragraphs, wordpieces):
        if last:
            yield last
        last, count = window, count + 1
    if last:
        yield from halve_window(text, last) if count % 2 else [last]


def halve_window(text: str, window: Window) -> list[Window]:
    """Return a window of more than half the size as two, cut between the paragraphs nearest its middle; else as one."""
    opens = [word for word, piece in enumerate(window.first) if window.place[piece]]
    middle = len(window.pieces) / 2
    cuts = [
        (abs(window.first[word] - middle), word)
        for before, word in pairwise(opens)
        if text[window.ends[word - 1] - 1] in CLOSING  # the lines of a text may be cut anywhere
        and not text.startswith(DASHES, window.starts[word])
        and not is_held_open(text[window.starts[before] : window.ends[word - 1]])
    ]
    if not cuts or len(window.pieces) <= WINDOW_PIECES // 2:
        return [window]
    _, cut = min(cuts)
    return [slice_words(window, 0, cut), slice_words(window, cut, len(window.first))]


def pack_paragraphs(text: str, paragraphs: Iterable[Span], wordpieces: Wordpieces) -> Iterator[Window]:
    """Yield windows as full as they get.

    Paragraphs stay whole. One that goes on with the quotation of the one before, follows a colon, or opens with a dash
    ("— Ada Okafor" under her words) stays with it where both fit, since an attribution may span them. A paragraph too
    long for a window is cut at a sentence's end, and where there is none, at a word.
    """
    window, block, held_open = Window(), Window(), False
    first_line = True
    for paragraph in paragraphs:
        line = read_line(text, paragraph, wordpieces, first_line)
        if not line.first:
            continue
        first_line = False
        belongs = held_open or text.startswith(DASHES, paragraph.start)
        continues = belongs and len(block.pieces) + len(line.pieces) <= WINDOW_PIECES
        if not continues:
            if len(window.pieces) + len(block.pieces) > WINDOW_PIECES:
                yield window
                window = Window()
            window.append(block)
            block = Window()
        if len(line.pieces) > WINDOW_PIECES:
            if window.first:
                yield window
            *whole, window = cut_line(text, line)
            yield from whole
        else:
            block.append(line)
        held_open = is_held_open(text[paragraph.start : paragraph.end])
    if len(window.pieces) + len(block.pieces) > WINDOW_PIECES:
        yield window
        window = Window()
    window.append(block)
    if window.first:
        yield window


def is_held_open(line: str) -> bool:
    """Return True when the next line may belong to this one: it ends with a colon, or in an open quotation."""
    return line.endswith(":") or line.count("“") > line.count("”") or line.count('"') % 2 == 1


def find_breaks(text: str, window: Window) -> list[int]:
    """Return the words that begin anew: the first ones below a headline or caption, a line that ends without a mark.

    An empty line must stand between, for the lines of a text may be cut anywhere.
    """
    opens = [word for word, piece in enumerate(window.first) if word and window.place[piece]]
    return [
        word
        for word in opens
        if text[window.ends[word - 1] - 1].isalnum()
        and text.count("\n", window.ends[word - 1], window.starts[word]) > 1
    ]


def cut_line(text: str, line: Window) -> list[Window]:
    """Return a line of more than WINDOW_PIECES in parts that fit, cut after a sentence where one ends late enough."""
    sentence_ends = {m.end() for m in SENTENCE_END.finditer(text, line.starts[0], line.ends[-1])}
    parts, begin = [], 0
    bounds = line.first + [len(line.pieces)]
    while begin < len(line.first):
        end = begin
        while end < len(line.first) and bounds[end + 1] - bounds[begin] <= WINDOW_PIECES:
            end += 1
        end = max(end, begin + 1)
        if end < len(line.first):
            for cut in range(end, begin + (end - begin) // 2, -1):
                if line.starts[cut] in sentence_ends:
                    end = cut
                    break
        parts.append(slice_words(line, begin, end))
        begin = end
    return parts


def slice_words(window: Window, begin: int, end: int) -> Window:
    """Return the words numbered begin to end (half-open) as a window of their own."""
    bounds = window.first + [len(window.pieces)]
    low, high = bounds[begin], bounds[end]
    high = min(high, low + WINDOW_PIECES)  # one word of more pieces than a window: its first ones stand for it
    return Window(
        window.starts[begin:end],
        window.ends[begin:end],
        [number - low for number in window.first[begin:end]],
        *(getattr(window, name)[low:high] for name in ("pieces", "case", "mark", "quoted", "place")),
    )
