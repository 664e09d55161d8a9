"""Build documents from sentences with their roles in braces, so that a test is the sentence it is about.

    document, attribution = marked("{source Police} {cue said} {content the road is closed}.")
    [statement] = statements("{source Police} {cue said} {content the road is closed}.")

Several attributions are told apart by a number; roles may nest, for one statement inside another's content:

    statements("{source1 CNN} {cue1 reported} {content1 that {source2 Ryan} {cue2 said} {content2 he will}}.")
"""

from __future__ import annotations

import re

from onrecord.read.segment import segment
from onrecord.resolve import resolve
from onrecord.types import Attribution, Document, Extraction, Span, Statement

BRACE = re.compile(r"\{(source|cue|content)(\d*) |\}")


def marked_all(text: str, **fields: str) -> tuple[Document, list[Attribution]]:
    """Return the document and its attributions in order of their numbers; `fields` go into the document."""
    plain, end = "", 0
    opened: list[tuple[str, str, int]] = []
    roles: dict[str, dict[str, list[Span]]] = {}
    for brace in BRACE.finditer(text):
        plain, end = plain + text[end : brace.start()], brace.end()
        if brace[1]:
            opened.append((brace[1], brace[2], len(plain)))
        else:
            role, number, start = opened.pop()
            spans = roles.setdefault(number, {"source": [], "cue": [], "content": []})
            spans[role].append(Span(start, len(plain)))
    attributions = [
        Attribution(*(tuple(sorted(spans[role])) for role in ("source", "cue", "content")))
        for _, spans in sorted(roles.items(), key=lambda numbered: int(numbered[0] or 0))
    ]
    return Document(plain + text[end:], **fields), attributions


def marked(text: str, **fields: str) -> tuple[Document, Attribution]:
    """Return the document and its one attribution."""
    document, [attribution] = marked_all(text, **fields)
    return document, attribution


def extraction(text: str, **fields: str) -> Extraction:
    """Return what resolve makes of the marked text."""
    document, attributions = marked_all(text, **fields)
    return resolve(document, segment(document), attributions)


def statements(text: str, **fields: str) -> tuple[Statement, ...]:
    """Return the statements of the marked text, in order of the text."""
    return extraction(text, **fields).statements


class FakeTagger:
    """A tagger that finds exactly what it was given."""

    def __init__(self, *attributions: Attribution) -> None:
        self.attributions = attributions

    def tag(self, document: Document, segments: object) -> list[Attribution]:
        return list(self.attributions)
