"""Where an article lies -> Document, and how its body is divided -> Segments."""

from onrecord.read.article import Note
from onrecord.read.files import iter_documents, read
from onrecord.read.segment import segment

__all__ = ["Note", "iter_documents", "read", "segment"]
