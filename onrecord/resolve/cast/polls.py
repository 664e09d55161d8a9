"""Polls by name: "USA TODAY/Suffolk University Poll" is one name, and "the Suffolk poll" is short for it.

In:   Words and the names in them.
Out:  names, those of a poll's makers joined with it; whether two names are one poll's.
Not here: polls in small letters, and which one a bare "the poll" is (documents.py).
"""

from __future__ import annotations

import re

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.kinds import make_name
from onrecord.resolve.cast.words import Words
from onrecord.types import Kind

POLLS = frozenset({"poll", "survey", "average"})


def join_makers(words: Words, names: list[Found]) -> list[Found]:
    """Return the names, each poll's with those of its makers before a slash: "ABC News/Harbour Post Poll"."""
    ends = {name.last: name for name in names}
    joined: list[Found] = []
    for name in names:
        first = find_first_maker(words, ends, name.first) if is_poll(name) else name.first
        if first < name.first:
            joined = [other for other in joined if other.first < first]
            name = make_name(first, name.last, Kind.DOCUMENT, "", write_name(words, first, name.last))
        joined.append(name)
    return joined


def is_poll(name: Found) -> bool:
    """True for the name of a poll: "Harbour Post Poll"."""
    return name.kind is Kind.DOCUMENT and name.name[-1].lower() in POLLS


def find_first_maker(words: Words, ends: dict[int, Found], first: int) -> int:
    """Return where the makers of a poll begin whose last one begins at `first`; `ends` has names by where they end.

    "USA TODAY/Rock the Vote Poll": what a slash joins goes on across "the".
    """
    while first > 1:
        before = ends.get(first - 1)
        slash = before and (words.text[first - 1] == "/" or words.text[before.first - 1] == "/")
        if before is None or not slash or words.lower[first - 1] not in ("/", "the"):
            break
        first = before.first
    return first


def write_name(words: Words, first: int, last: int) -> tuple[str, ...]:
    """Return the words of a name as written, a slash without spaces."""
    gaps = (" " if i > first and words.start[i] > words.end[i - 1] else "" for i in range(first, last))
    return tuple("".join(gap + words.text[i] for gap, i in zip(gaps, range(first, last), strict=True)).split())


def is_same_poll(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where the makers of one are the other's in short: "Post-ABC poll" for "Harbour Post-ABC News poll".

    Each maker must be there: the ABC News poll is another one.
    """
    if one[-1].lower() not in POLLS or other[-1].lower() not in POLLS:
        return False
    makers = split_makers(one), split_makers(other)
    pairs = list(zip(*makers, strict=False))
    return len(makers[0]) == len(makers[1]) and (
        all(a and is_within(a, b) for a, b in pairs) or all(b and is_within(b, a) for a, b in pairs)
    )


def split_makers(name: tuple[str, ...]) -> list[list[str]]:
    """Return the makers in a poll's name, each as words in small letters."""
    return [maker.split() for maker in re.split(r"[-–/]", " ".join(name[:-1]).lower())]


def is_within(shorter: list[str], longer: list[str]) -> bool:
    """True where the words of one stand in the other, in order."""
    rest = iter(longer)
    return all(word in rest for word in shorter)
