"""Lists of words: those in data/, and short ones in code.

In:   the name of a list in data/, or words in a string.
Out:  its lines, its sections, a set of words.
Not here: what the words mean to anyone.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string: "a an the" -> {"a", "an", "the"}."""
    return frozenset(words.split())


@cache
def read_list(name: str) -> tuple[str, ...]:
    """Return the lines of a list in data/, without comments."""
    text = (files("onrecord") / "data" / name).read_text("utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def read_sections(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lines of a list in data/ under each heading: [deny] deny, dispute -> {"deny": ("deny", "dispute")}."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in read_list(name):
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        else:
            lines.append(line)
    return {heading: tuple(found) for heading, found in sections.items()}
