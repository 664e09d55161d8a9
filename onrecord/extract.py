"""The whole story on one screen. START HERE.

    document ──▶ segments ──▶ attributions ──▶ statements
              read          tag             resolve

In:   a Document (onrecord.read gives one) and a tagger (onrecord.tag.Tagger.load()).
Out:  an Extraction: its statements in order of the text, and the people who figure in it.
Not here: anything but the order of the stages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from onrecord.read.segment import segment
from onrecord.resolve import resolve
from onrecord.types import LIKELY, Attribution, Document, Extraction, Segments


class Tags(Protocol):
    """Whatever marks the passages in which someone is said to have said something."""

    def tag(self, document: Document, segments: Segments) -> Sequence[Attribution]:
        """Return the attributions of `document`."""


def extract(document: Document, tagger: Tags, min_score: float = LIKELY) -> Extraction:
    """Return who said what in `document`, leaving out attributions the tagger scores under `min_score`: without it,
    those likelier wrong than right.

    for statement in extract(document, tagger):
        print(statement.speaker, statement.act, document.quote(statement.content[0]))
    """
    segments = segment(document)
    attributions = [found for found in tagger.tag(document, segments) if found.score >= min_score]
    return resolve(document, segments, attributions)
