"""From quotation marks to the stretches between them.

In:   the text and its paragraphs.
Out:  Quoted, in order of the text, the outer before the inner.
Not here: who is quoted; whether quoted words are speech, a title or irony.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.types import Quoted, Span

# Double marks anywhere; single ones only at the edge of a word, since inside one they are apostrophes ("don't").
MARK = re.compile(r"[\"“”„‟«»]|``|''|‘‘|’’|(?<!\w)['‘’‚‛]|['‘’](?!\w)")
# What looks like a quotation mark and is none: feet and inches (5'10"), letters left out ('tis, '90s, rock 'n' roll).
MEASURE = re.compile(r"\d{1,2}\s?['’′]\s?\d{1,2}\s?(?:[\"”″]|'')")
LEFT_OUT = re.compile(
    r"['‘’‛](?:\d\ds?(?!\w)|(?:[Tt]is|[Tt]was|[Tt]were|[Ee]m|[Cc]ause|[Cc]uz|[Tt]il|[Rr]ound|[Bb]out|[Nn])(?!\w)['’]?)"
)
DOUBLE, SINGLE, ANGLE = "double", "single", "angle"
STRAIGHT = {'"': DOUBLE, "''": DOUBLE, "'": SINGLE}
OPENS = dict.fromkeys(("“", "„", "‟", "``", "‘‘"), DOUBLE) | dict.fromkeys("‘‚‛", SINGLE) | {"«": ANGLE}
CLOSES = {"”": DOUBLE, "’’": DOUBLE, "’": SINGLE, "»": ANGLE}
BEFORE_OPENING = frozenset("([{<—–-/“‘\"'„«|=>\u200b\ufeff")
# Nobody quotes deeper; a text that seems to has marks that mean something else.
MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark: where it stands, its family, and what its neighbours allow it to be.

    `doubtful` marks the closing ones that may be an apostrophe or inches: “the voters’ choice”, "a 12" pizza".
    """

    start: int
    end: int
    family: str
    opens: bool
    closes: bool
    doubtful: bool


def find_quotations(text: str, paragraphs: Sequence[Span]) -> Iterator[Quoted]:
    """Yield what stands between quotation marks, the marks included.

    “We will not ‘bow’,” she said.    “We will not ‘bow’,” at depth 0, ‘bow’ at depth 1
    “It is late, he said.             to the end of the paragraph (or to where another opens), not closed
    James’ car, the '90s, 5'10"       nothing
    A stretch that is not closed is `continued` where the next paragraph opens with the same mark.
    """
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        yield from quote_paragraph(text, paragraph, following)


def opening_family(text: str, paragraph: Span) -> str | None:
    """Return the family of the mark that a paragraph begins with, or None."""
    found = MARK.match(text, paragraph.start, paragraph.end)
    if found is None or LEFT_OUT.match(text, paragraph.start, paragraph.end):
        return None
    return STRAIGHT.get(found[0]) or OPENS.get(found[0])


def find_marks(text: str, paragraph: Span) -> list[Mark]:
    """Return the quotation marks of one paragraph, without apostrophes and measures."""
    found = list(MARK.finditer(text, paragraph.start, paragraph.end))
    if not found:
        return []
    no_marks = {
        place
        for pattern in (MEASURE, LEFT_OUT)
        for match in pattern.finditer(text, paragraph.start, paragraph.end)
        for place in range(match.start(), match.end())
    }
    return [read_mark(text, paragraph, match) for match in found if match.start() not in no_marks]


def read_mark(text: str, paragraph: Span, match: re.Match[str]) -> Mark:
    """Return what a mark may be, by its shape and its neighbours."""
    mark, start, end = match[0], match.start(), match.end()
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    begins = (before.isspace() or before in BEFORE_OPENING) and not after.isspace()
    ends = not before.isspace() and not after.isalnum()
    if mark in STRAIGHT:  # only the neighbours tell; a double one between blanks or letters is whichever is due
        family = STRAIGHT[mark]
        due = family == DOUBLE and begins == ends
        opens, closes = begins or due, ends or due
    elif mark in OPENS:  # “like this“ closes, as in German
        family, opens, closes = OPENS[mark], True, ends and not begins and mark in "“«"
    else:  # ”like this” opens
        family, opens, closes = CLOSES[mark], begins and not ends and mark in "”»", True
    unlike = before.isdigit() if family == DOUBLE else before.isalpha()
    doubtful = unlike and after.isspace() and text[end + 1 : end + 2].islower()
    return Mark(start, end, family, opens, closes, doubtful)


def pair_marks(marks: Sequence[Mark]) -> tuple[list[tuple[Mark, Mark]], list[Mark]]:
    """Return which marks open and close together, and those that never close."""
    open_marks: list[Mark] = []
    left_open: list[Mark] = []
    pairs: list[tuple[Mark, Mark]] = []
    better_later = find_better_closers(marks)
    for number, mark in enumerate(marks):
        place = next((i for i in reversed(range(len(open_marks))) if open_marks[i].family == mark.family), None)
        if mark.closes and place is not None:
            crosses = mark.family == SINGLE and place < len(open_marks) - 1  # “the boys’ club” inside single marks
            if not crosses and not (mark.doubtful and better_later[number]):
                pairs.append((open_marks[place], mark))
                del open_marks[place:]
        elif mark.opens:
            open_marks.append(mark)
            if len(open_marks) > MAX_DEPTH:
                left_open.append(open_marks.pop(0))
    return pairs, left_open + open_marks


def find_better_closers(marks: Sequence[Mark]) -> list[bool]:
    """Return for each mark whether one of its family that surely closes follows before one that opens."""
    better: list[bool] = []
    coming = {DOUBLE: False, SINGLE: False, ANGLE: False}
    for mark in reversed(marks):
        better.append(coming[mark.family])
        if mark.opens:
            coming[mark.family] = False
        elif not mark.doubtful:
            coming[mark.family] = True
    return better[::-1]


def quote_paragraph(text: str, paragraph: Span, following: Span | None) -> Iterator[Quoted]:
    """Yield the quotations of one paragraph in order, with their depth.

    A single mark left open is an apostrophe, unless its paragraph and the following one begin with it. Any other
    reaches to the next that opens: “No, he said. “Go,” he said.  ->  “No, he said.  and  “Go,”
    """
    pairs, left_open = pair_marks(find_marks(text, paragraph))
    goes_on = opening_family(text, following) if left_open and following else None
    found = [(opening.start, -closing.end, True, False) for opening, closing in pairs]
    never_closed = set(left_open)
    later: dict[str, int] = {}
    for mark in sorted([opening for opening, _ in pairs] + left_open, key=lambda mark: mark.start, reverse=True):
        if mark in never_closed and (mark.family != SINGLE or (mark.start == paragraph.start and goes_on == SINGLE)):
            end = later.get(mark.family, paragraph.end)
            end = mark.start + len(text[mark.start : end].rstrip())
            found.append((mark.start, -end, False, end == paragraph.end and mark.family == goes_on))
        later[mark.family] = mark.start
    ends: list[int] = []
    for start, minus_end, closed, continued in sorted(found):
        while ends and ends[-1] <= start:
            ends.pop()
        yield Quoted(Span(start, -minus_end), len(ends), closed, continued)
        ends.append(-minus_end)
