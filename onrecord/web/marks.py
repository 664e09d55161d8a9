"""Where statements stand in a text: the text cut at every mark, so that a template only has to write the pieces.

In:   an article or a hit.
Out:  Paragraphs of Pieces.
Not here: HTML (templates), which colour a speaker has (views.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.record import Article, Hit
from onrecord.types import Span
from onrecord.web.views import Colours

LINE = re.compile(r"[^\n]*\S[^\n]*")
LONGEST = 6000  # characters of a passage that are shown around one statement
# Of one page of an article. A browser lays out more only slowly; nearly every article is one page.
PART_CHARACTERS, PART_STATEMENTS = 40_000, 250
ROLES = ("content", "source", "cue", "addressee", "channel", "timex")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span with what it is: a role of a statement, a word that was searched for, boilerplate."""

    span: Span
    role: str
    key: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same marks cover.

    `role`, `key` and `colour` are those of the shortest mark; `keys` all statements it belongs to; `others` the
    roles beside.
    """

    text: str
    role: str = ""
    key: str = ""
    colour: str = ""
    keys: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article, with the statements that begin in it."""

    pieces: tuple[Piece, ...]
    hits: tuple[Hit, ...] = ()


def cut_pieces(text: str, whole: Span, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Return `whole` of `text` cut wherever a mark begins or ends."""
    inside = [mark for mark in marks if mark.span.overlaps(whole)]
    edges = {whole.start, whole.end}
    for mark in inside:
        edges |= {max(mark.span.start, whole.start), min(mark.span.end, whole.end)}
    # The shortest first: what is innermost gives a piece its colour.
    inside.sort(key=lambda mark: (len(mark.span), mark.span.start, ROLES.index(mark.role) if mark.role in ROLES else 9))
    cuts, pieces = sorted(edges), []
    for start, end in zip(cuts, cuts[1:], strict=False):
        over = [mark for mark in inside if mark.span.start <= start and end <= mark.span.end]
        if not over:
            pieces.append(Piece(text[start:end]))
            continue
        keys = tuple(dict.fromkeys(mark.key for mark in over if mark.key))
        others = tuple(dict.fromkeys(mark.role for mark in over[1:] if mark.role != over[0].role))
        pieces.append(Piece(text[start:end], over[0].role, over[0].key, over[0].colour, keys, others))
    return tuple(pieces)


def mark_text(article: Article, colours: Colours) -> list[Paragraph]:
    """Return the article's text as paragraphs, its statements marked, each with the ones that begin there."""
    text = article.document.text
    marks = [Mark(span, "boilerplate") for span in article.document.boilerplate]
    for hit in article.statements:
        colour = colours.of(hit)
        for role in ("content", "source", "cue"):
            marks += [Mark(span, role, hit.key, colour) for span in getattr(hit.statement, role)]
    marks.sort(key=lambda mark: mark.span)
    begins = sorted(((find_extent(hit).start, hit) for hit in article.statements), key=lambda pair: pair[0])
    lines = [Span(line.start(), line.end()) for line in LINE.finditer(text)]
    paragraphs, open_marks, next_mark, next_hit = [], [], 0, 0
    for number, line in enumerate(lines):
        while next_mark < len(marks) and marks[next_mark].span.start < line.end:
            open_marks.append(marks[next_mark])
            next_mark += 1
        open_marks = [mark for mark in open_marks if mark.span.end > line.start]
        hits = []
        # What begins in the blank before the next paragraph belongs to this one; there is none after the last.
        border = lines[number + 1].start if number + 1 < len(lines) else len(text)
        while next_hit < len(begins) and begins[next_hit][0] < border:
            hits.append(begins[next_hit][1])
            next_hit += 1
        paragraphs.append(Paragraph(cut_pieces(text, line, open_marks), tuple(hits)))
    return paragraphs


def split_parts(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Return the paragraphs in parts that a page can hold; an empty article is one empty part."""
    parts: list[list[Paragraph]] = [[]]
    characters = statements = 0
    for paragraph in paragraphs:
        characters += sum(len(piece.text) for piece in paragraph.pieces)
        statements += len(paragraph.hits)
        if parts[-1] and (characters > PART_CHARACTERS or statements > PART_STATEMENTS):
            parts.append([])
            characters, statements = sum(len(piece.text) for piece in paragraph.pieces), len(paragraph.hits)
        parts[-1].append(paragraph)
    return parts


def find_part(parts: Sequence[Sequence[Paragraph]], key: str) -> int:
    """Return the part in which the statement of this key begins, the first where there is none."""
    return next((at for at, part in enumerate(parts) for paragraph in part for hit in paragraph.hits
                 if hit.key == key), 0)


def mark_passage(hit: Hit, text: str | None = None) -> tuple[Piece, ...]:
    """Return the words around a statement with its roles and the words searched for marked.

    With the article's `text`, whole paragraphs; without, the stretch that the hit carries.
    """
    if text is None:
        text, offset = hit.passage, hit.passage_start
        whole = Span(0, len(text)) if text else None
    else:
        offset, extent = 0, find_extent(hit)
        start = max(text.rfind("\n", 0, extent.start) + 1, extent.start - LONGEST)
        end = text.find("\n", extent.end)
        whole = Span(start, min(end if end > 0 else len(text), extent.end + LONGEST))
    if whole is None:
        return ()
    return cut_pieces(text, whole, [Mark(Span(span.start - offset, span.end - offset), role, hit.key)
                                    for role, span in list_spans(hit)
                                    if span.start >= offset and (offset == 0 or span.end - offset <= len(text))])


def list_spans(hit: Hit) -> list[tuple[str, Span]]:
    """Return (role, span) of everything a statement rests on, and of the words searched for."""
    statement = hit.statement
    spans = [(role, span) for role in ("content", "source", "cue") for span in getattr(statement, role)]
    spans += [(role, span) for role in ("addressee", "channel", "timex") if (span := getattr(statement, role))]
    return spans + [("hit", span) for span in hit.marks]


def find_extent(hit: Hit) -> Span:
    """Return the stretch from the first word of a statement to its last."""
    spans: Sequence[Span] = (*hit.statement.source, *hit.statement.cue, *hit.statement.content)
    return Span(min(span.start for span in spans), max(span.end for span in spans))
