"""A PDF with a text layer -> Document.

In:   the bytes of a PDF.
Out:  its text in paragraphs, words broken at line ends put together, without page numbers and running heads.
Not here: scanned pages, which have no text layer; tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from threading import Lock

import pypdfium2

from onrecord.errors import UnreadableDocument
from onrecord.read.article import MAX_CHARACTERS, Found
from onrecord.read.inputs import Input
from onrecord.types import Document

# PDFium is one for the whole process and not made for threads.
PDFIUM = Lock()
BROKEN_WORD = "\x02\ufffe"  # what PDFium gives for a hyphen at the end of a line
# From which distance between lines on, in usual distances, they are two paragraphs.
PARAGRAPH_GAP = 1.3
# How much larger the letters of a heading are.
LARGER = 1.25
# Least indent of a first line, and how short a last line is, in parts of the column's width.
INDENT, SHORT = 0.015, 0.1
# Lines before and after that show where the column ends.
NEIGHBOURS = 6
SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its words and where it stands, in points from the lower left."""

    words: str
    left: float
    right: float
    bottom: float
    top: float
    page: int


def iter_pdf(entry: Input) -> Iterator[Found]:
    """Yield the article of a PDF."""
    with PDFIUM:
        lines, title = read_lines(entry.read(), entry.path)
    text = "\n\n".join(join_paragraphs(drop_running_heads(lines)))
    if not any(character.isalpha() for character in text):
        raise UnreadableDocument(f"{entry.path}: no text layer, only pictures of pages. Run OCR on it first.")
    printed = title and " ".join(title.split()) in text[:1000]  # programs put file names there, too
    yield Document(text, title=title if printed else None, url=entry.url, path=entry.path)


def read_lines(pdf: bytes, path: str) -> tuple[list[Line], str | None]:
    """Return the lines of all pages and the title the file declares."""
    lines: list[Line] = []
    try:
        with pypdfium2.PdfDocument(pdf) as document:
            title = document.get_metadata_value("Title")
            for number in range(len(document)):
                page = document[number]
                lines += read_page_lines(page.get_textpage(), number)
                page.close()
                if sum(len(line.words) for line in lines) > MAX_CHARACTERS:
                    break
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocument(f"{path}: locked with a password. Save it without one.") from None
        raise UnreadableDocument(f"{path}: a broken PDF ({error}). Get it again, or save its text.") from None
    return lines, title


def read_page_lines(page: pypdfium2.PdfTextPage, number: int) -> list[Line]:
    """Return the lines of one page in the order of the file, which is that of reading in all but forms."""
    lines = []
    text = page.get_text_range()
    for match in re.finditer(r"[^\r\n]+", text):
        words = match[0].strip()
        first = match.start() + len(match[0]) - len(match[0].lstrip())
        if words:
            left, bottom, _, top = page.get_charbox(first, loose=True)
            _, _, right, _ = page.get_charbox(first + len(words) - 1, loose=True)
            lines.append(Line(words, left, right, bottom, top, number))
    return lines


def drop_running_heads(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without page numbers and without what stands at the top or foot of most pages."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges = {
        id(line)
        for page in pages.values()
        for line in [*sorted(page, key=lambda line: -line.top)[:2], *sorted(page, key=lambda line: line.bottom)[:2]]
    }
    without_numbers = {id(line): re.sub(r"\d+", "#", line.words) for line in lines}
    often = Counter(without_numbers[key] for key in edges)
    return [
        line
        for line in lines
        if id(line) not in edges
        or not (re.fullmatch(r"(?i)(?:page )?#(?: (?:of|/) #)?", words := without_numbers[id(line)])
                or (len(pages) > 2 and often[words] * 2 > len(pages)))
    ]  # fmt: skip


def join_paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the paragraphs, their lines joined by blanks."""
    pitches = [a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page and a.bottom > b.bottom]
    pitch = median(pitches) if pitches else 0.0
    paragraph = ""
    for number, line in enumerate(lines):
        if number and begins_paragraph(lines, number, pitch):
            yield paragraph.rstrip(BROKEN_WORD)
            paragraph = line.words
        elif paragraph.endswith(tuple(BROKEN_WORD)):
            paragraph = paragraph.rstrip(BROKEN_WORD) + line.words
        else:
            paragraph += " " * bool(paragraph) + line.words
    if paragraph:
        yield paragraph.rstrip(BROKEN_WORD)


def begins_paragraph(lines: Sequence[Line], number: int, pitch: float) -> bool:
    """True when lines[number] begins a paragraph: by its distance, its size, its indent, or the short line before."""
    before, line = lines[number - 1], lines[number]
    ended = SENTENCE_END.search(before.words) is not None
    if line.page != before.page or line.bottom > before.bottom:  # the next page or column
        return ended
    heights = sorted((before.top - before.bottom, line.top - line.bottom))
    if before.bottom - line.bottom > PARAGRAPH_GAP * pitch or heights[1] > LARGER * heights[0]:
        return True
    column = [
        near
        for near in lines[max(0, number - NEIGHBOURS) : number + NEIGHBOURS]
        if near.page == line.page and near.left < line.right and line.left < near.right
    ]
    left, right = min(near.left for near in column), max(near.right for near in column)
    indented = line.left > left + INDENT * (right - left) and before.left < line.left
    return ended and (indented or before.right < right - SHORT * (right - left))
