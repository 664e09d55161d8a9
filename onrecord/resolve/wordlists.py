"""The lists and tables of data/, read; and short lists of words in code.

In:   the name of a file in data/, or words in a string.
Out:  its lines, its sections, its rows, what was learned; a set of words.
Not here: what the words mean to anyone.
"""

from __future__ import annotations

import csv
import json
from functools import cache
from importlib.resources import files
from typing import Any


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string: "a an the" -> {"a", "an", "the"}."""
    return frozenset(words.split())


def read_text(name: str) -> str:
    """Return a file of data/."""
    return (files("onrecord") / "data" / name).read_text("utf-8")


@cache
def read_list(name: str) -> tuple[str, ...]:
    """Return the lines of a list in data/, without comments."""
    return tuple(line.strip() for line in read_text(name).splitlines() if line.strip() and not line.startswith("#"))


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


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table in data/."""
    return list(csv.DictReader(read_text(name).splitlines()))


def read_learned(name: str) -> Any:
    """Return what training/ wrote into data/ as JSON."""
    return json.loads(read_text(name))
