"""onrecord: from a pile of news articles to a record of who said what.

In:   nothing is read here, and nothing heavy is imported before it is asked for.
Out:  the public nouns: types, errors, Tagger, Record, Query.
Not here: the verbs. Each lives in the room that is called after it: `from onrecord.read import read`,
      `from onrecord.extract import extract`, `from onrecord.resolve import resolve`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.errors import BrokenRecord, ForeignLanguage, ModelMismatch, OnRecordError, UnreadableDocument
from onrecord.types import (
    Act,
    Attribution,
    Chain,
    Document,
    Extraction,
    Kind,
    Mention,
    MentionForm,
    Quotation,
    Quoted,
    Reason,
    Role,
    Segments,
    Span,
    Speaker,
    Statement,
    Timex,
)

if TYPE_CHECKING:
    from onrecord.record import Query, Record
    from onrecord.tag import Tagger

__version__ = "0.1.0"
__all__ = [
    "Act", "Attribution", "BrokenRecord", "Chain", "Document", "Extraction", "ForeignLanguage", "Kind", "Mention",
    "MentionForm", "ModelMismatch", "OnRecordError", "Query", "Quotation", "Quoted", "Reason", "Record", "Role",
    "Segments", "Span", "Speaker", "Statement", "Tagger", "Timex", "UnreadableDocument",
]
# These bring numpy or SQLite with them.
HEAVY = {"Query": "onrecord.record", "Record": "onrecord.record", "Tagger": "onrecord.tag"}


def __getattr__(name: str) -> Any:
    """Return a heavy name, imported now."""
    if name not in HEAVY:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(HEAVY[name]), name)
