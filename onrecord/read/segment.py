"""From an article to its paragraphs, sentences and quotations.

In:   a Document: its text and the stretches of it that are boilerplate.
Out:  Segments. Time grows with the length of the text and with nothing else, however the text is made.
Not here: where a sentence ends (sentences.py), what a quotation mark does (quotations.py), what is boilerplate.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.read.quotations import find_quotations
from onrecord.read.sentences import find_sentences
from onrecord.types import Document, Segments, Span

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# A line break is one of these; "\r\n" is one, not two.
LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# White space, and what is as invisible: zero-width space, word joiner, byte order mark.
BLANK = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\u200b\u2060\ufeff"
SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
# Widths at which mail programs and typists break lines. Longer lines are paragraphs.
WRAP_WIDTHS = range(40, 101)


def segment(document: Document) -> Segments:
    """Return the paragraphs, sentences and quotations of the body.

        "WASHINGTON (AP) — Police said no. “Why?” she asked.\\n\\nNobody knew."      the dateline being boilerplate
    has the paragraphs    "Police said no. “Why?” she asked."  "Nobody knew."
    and the sentences     "Police said no."  "“Why?” she asked."  "Nobody knew."
    and the quotation     "“Why?”"
    """
    paragraphs = tuple(find_paragraphs(document.text, document.boilerplate))
    return Segments(
        paragraphs=paragraphs,
        sentences=tuple(find_sentences(document.text, paragraphs)),
        quotations=tuple(find_quotations(document.text, paragraphs)),
    )


def find_paragraphs(text: str, boilerplate: Sequence[Span] = ()) -> Iterator[Span]:
    """Yield the paragraphs of `text` without the boilerplate, in order.

    A blank line ends one. So does a single line break, unless the lines were broken to a width, as in e-mail:
        "One line.\\nAnother line."                                  two paragraphs
        "…sixty-odd characters and then the line\\nis broken…"       one
    """
    pieces = sorted(boilerplate)
    first = 0
    for paragraph in join_lines(text):
        while first < len(pieces) and pieces[first].end <= paragraph.start:
            first += 1
        start = paragraph.start
        for piece in pieces[first : bisect_left(pieces, Span(paragraph.end, paragraph.end + 1))]:
            if left := strip(text, start, piece.start):
                yield left
            start = max(start, piece.end)
        if left := strip(text, start, paragraph.end):
            yield left


def join_lines(text: str) -> Iterator[Span]:
    """Yield the stretches between the line breaks that end a paragraph."""
    lines = [line for match in LINE.finditer(text) if (line := strip(text, match.start(), match.end()))]
    width = find_wrap_width(text, lines)
    start = None
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        start = line.start if start is None else start
        if following is None or width is None or not is_wrapped(text, line, following, width):
            yield Span(start, line.end)
            start = None


def find_wrap_width(text: str, lines: Sequence[Span]) -> int | None:
    """Return the width to which the lines were broken, or None where a line is a paragraph.

    Broken to a width means: most line breaks stand inside a sentence, where the next word no longer fitted.
    """
    if len(lines) < 3:
        return None
    width = sorted(map(len, lines))[int(0.95 * (len(lines) - 1))]  # not the longest: that may be an address
    if width not in WRAP_WIDTHS:
        return None
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if not is_blank_between(text, a, b)]
    wrapped = sum(not fits(text, a, b, width) and not ends_sentence(text, a) for a, b in pairs)
    return width if wrapped * 2 > len(pairs) else None


def is_wrapped(text: str, line: Span, following: Span, width: int) -> bool:
    """True when the break after `line` is one of layout, not of thought."""
    if is_blank_between(text, line, following):
        return False
    return not fits(text, line, following, width) or (not ends_sentence(text, line) and len(line) * 2 > width)


def is_blank_between(text: str, line: Span, following: Span) -> bool:
    # A gap of more than 200 characters holds more than one break, or nothing that we would call the same paragraph.
    return len(LINE_BREAK.findall(text, line.end, min(following.start, line.end + 200))) > 1


def fits(text: str, line: Span, following: Span, width: int) -> bool:
    """True when the first word of the following line would have found room on this one."""
    word = text[following.start : min(following.end, following.start + width)].split(None, 1)[0]
    return len(line) + 1 + len(word) <= width


def ends_sentence(text: str, line: Span) -> bool:
    return SENTENCE_END.search(text[max(line.start, line.end - 6) : line.end]) is not None


def strip(text: str, start: int, end: int) -> Span | None:
    """Return text[start:end] without the blanks at its ends, or None where nothing is left.

    "\\u200b said \\n"  ->  "said"
    """
    words = text[start:end]
    left = len(words) - len(words.lstrip(BLANK))
    right = len(words.rstrip(BLANK))
    return Span(start + left, start + right) if left < right else None
