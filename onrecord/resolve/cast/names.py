"""A person's name taken apart, and whether two names can be one person's.

In:   a name as written, with or without titles.
Out:  PersonName; whether two can belong to one person; which is the fuller.
Not here: finding names (mentions.py), choosing among several who fit (chains.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.resolve.cast.lexicon import Lexicon
from onrecord.resolve.wordlists import read_table, word_set

SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
PARTICLES = word_set("van von der den de da di du del della la le bin ibn al el ben dos st.")

# Given names too: "Ben" and "Al" open a name of two words as often as not.
GIVEN_TOO = {"ben", "al"}
# Titles that open a name more often: "Dean Lund".
TITLE_TOO = {"dean"}
KOREAN_GIVEN = re.compile(r"[A-Z][a-z]{1,4}-[a-z]{2,5}")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name, in lower case. One word alone is `family`, although it may be a given name."""

    given: tuple[str, ...]
    family: str
    suffix: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All parts but the suffix, in order."""
        return (*self.given, *self.family.split())


def parse_name(words: list[str] | tuple[str, ...]) -> PersonName:
    """Return the parts of a name without titles.

    ["Donald", "Trump", "Jr."]   -> given ("donald",), family "trump", suffix "jr"
    ["Osama", "bin", "Laden"]    -> given ("osama",), family "bin laden"
    ["Clinton"]                  -> given (), family "clinton"
    ["Ban", "Ki-moon"]           -> given ("ki-moon",), family "ban": Korean family names come first
    """
    if len(words) == 2 and is_korean_given(words[1]):
        return PersonName((words[1].lower(),), words[0].lower())
    lower = [word.lower() for word in words if word != ","]
    suffix = ""
    if len(lower) > 1 and lower[-1] in SUFFIXES:
        suffix = lower.pop().rstrip(".")
    start = len(lower) - 1
    while start > 1 and lower[start - 1] in PARTICLES:
        start -= 1
    if start == 1 and lower[0] in PARTICLES - GIVEN_TOO:
        start = 0
    return PersonName(tuple(lower[:start]), " ".join(lower[start:]), suffix)


def is_korean_given(word: str) -> bool:
    """True for "Ki-moon", "Jong-un": a small letter after the hyphen, as no double family name has it."""
    return KOREAN_GIVEN.fullmatch(word) is not None


@cache
def read_nicknames() -> dict[str, frozenset[str]]:
    """Return short form -> the given names it stands for: "bill" -> {"william", ...}."""
    return {row["nickname"]: frozenset(row["names"].split("|")) for row in read_table("nicknames.csv")}


# What makes a family name of a father's: Donaldson, Roberts.
FATHERS = ("s", "son", "sen")


def same_given(one: str, other: str) -> bool:
    """True where two given names can be one person's.

    "J." and "James"      an initial
    "Bill" and "William"  a short form
    "Jeff" and "Jefferson"  a beginning of three letters or more
    "Donald" and "Donaldson", "Robert" and "Roberts"   no: family names made of given ones
    """
    one, other = one.rstrip("."), other.rstrip(".")
    if one == other:
        return True
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and long.startswith(short) and long[len(short) :] not in FATHERS:
        return True
    nicknames = read_nicknames()
    ones, others = nicknames.get(one, frozenset()) | {one}, nicknames.get(other, frozenset()) | {other}
    return not ones.isdisjoint(others)


def same_person(one: PersonName, other: PersonName) -> bool:
    """True where both names, each of two words or more, can be one person's.

    Donald J. Trump, Donald Trump    yes
    Donald Trump, Donald Trump Jr.   no: the suffix is what tells them apart
    Bill Clinton, Hillary Clinton    no
    Hillary Rodham Clinton, Hillary Clinton   yes
    Donald Jr., Donald Trump Jr.     yes
    """
    if one.suffix and one.suffix == other.suffix and bool(one.given) != bool(other.given):
        return one.family == other.given[0] if other.given else other.family == one.given[0]
    if one.suffix != other.suffix or not one.given or not other.given:
        return False
    if one.family != other.family:
        # "Ileana Ros-Lehtinen" and "Ileana Ros", "Aung San Suu Kyi": the shorter is the beginning of the longer.
        short, long = sorted((one.words, other.words), key=len)
        return len(short) >= 2 and len(short) < len(long) and long[: len(short)] == short
    first, second = one.given[0], other.given[0]
    if same_given(first, second):
        return True
    # "J. Edgar Hoover" and "Edgar Hoover": the middle name is the one in use.
    middles = {name.rstrip(".") for name in (*one.given[1:], *other.given[1:]) if len(name.rstrip(".")) > 1}
    return (first in middles or second in middles) and (len(one.given) == 1 or len(other.given) == 1)


def gender_of(name: PersonName, lexicon: Lexicon) -> str:
    """Return "m", "f" or "" from the first given name that is no initial; an unknown one is judged by its end."""
    for given in name.given:
        women = lexicon.given.get(given)
        if women is not None:
            return "f" if women >= 0.85 else "m" if women <= 0.15 else ""
        if len(given) > 3:
            women = lexicon.endings.get(given[-2:], 0.5)
            return "f" if women >= 0.97 else "m" if women <= 0.02 else ""
    return ""
