"""Where an article lies -> Document, and how its body is divided -> Segments."""

from onrecord.read.segment import segment

__all__ = ["segment"]
