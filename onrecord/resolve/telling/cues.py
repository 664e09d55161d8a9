"""The words that ascribe: which act a cue does, and whether it is negated.

In:   the words of a cue ("has steadfastly refused to disclose").
Out:  the known cues in it with their acts (Cue), and the word that negates it, if any.
Not here: acts that only the content shows ("said he would not resign"): acts.py.

The lists are data/cues.txt and data/cue-forms.txt; add a cue there, in its base form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.resolve.wordlists import read_list, read_sections, word_set
from onrecord.types import Act

TOKEN = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*|[’'][a-z]+|\S")
NEGATED = re.compile(r"n[’']t|\w+?(?=n[’']t)|\w+")
VOWELS = "aeiou"
LONGEST = 6  # words in the longest cue we list

# Words that turn a cue around. "fail" and "avoid" say that it was not said: "avoids condemning".
NEGATORS = word_set(
    "not n't never cannot cant dont didnt doesnt wont without neither nor no hardly barely rarely failure refusal "
    "reluctant unable unwilling reluctance"
)
NEGATING = word_set("decline refuse fail avoid stop")
# "decided against recommending" negates, "rules against" and "warns against" do not.
AGAINST = word_set("decide opt choose")


@dataclass(frozen=True, slots=True)
class Cue:
    """A listed cue found in some words: its base form, its act, and where it stands, in characters of the words."""

    base: str
    act: Act
    start: int
    end: int


def find_cues(words: str) -> list[Cue]:
    """Return the listed cues in `words`, longest first at each place, in order.

    "called for"                 -> call for (demand), and not call (judge)
    "said in a statement"        -> say (state), statement (state)
    "pushed back on"             -> push back (deny)
    """
    tokens = [(token.group().lower().replace("’", "'"), token.start(), token.end()) for token in TOKEN.finditer(words)]
    table, bases = _cues(), _bases()
    found: list[Cue] = []
    place = 0
    while place < len(tokens):
        firsts = bases.get(tokens[place][0], (tokens[place][0],))
        for length in range(min(LONGEST, len(tokens) - place), 0, -1):
            rest = tuple(token for token, _, _ in tokens[place + 1 : place + length])
            hit = next(((first, *rest) for first in firsts if (first, *rest) in table), None)
            if hit:
                found.append(Cue(" ".join(hit), table[hit], tokens[place][1], tokens[place + length - 1][2]))
                place += length - 1
                break
        place += 1
    return found


def decide_cue(cues: list[Cue]) -> Cue | None:
    """Return the cue that says most: the first that is no mere saying, else the first, else None."""
    return next((cue for cue in cues if cue.act is not Act.STATE), cues[0] if cues else None)


def find_negator(words: str) -> str | None:
    """Return the word in `words` that negates the cue, or None.

    "did not say" -> "not"    "declined to comment" -> "declined"    "said" -> None
    "decided against recommending" -> "against"    "ruled against" -> None    "is not alone in saying" -> "not"
    """
    bases = _bases()
    before: tuple[str, ...] = ()
    for token in NEGATED.findall(words.lower()):
        token = token.replace("’", "'")
        mine = bases.get(token, ())
        if token in NEGATORS or NEGATING.intersection(mine) or (token == "against" and AGAINST.intersection(before)):
            return token
        before = mine
    return None


def forms(base: str) -> tuple[str, ...]:
    """Return every form of a verb or noun: "tell" -> tell, told, tells, telling."""
    return tuple(dict.fromkeys((base, *_irregular().get(base, ()), *inflect(base))))


def inflect(base: str) -> tuple[str, ...]:
    """Return the forms that rules give for a verb or noun.

    "deny" -> denies, denied, denying    "argue" -> argues, argued, arguing    "push" -> pushes, pushed, pushing
    "slam" -> slams, slamed, slaming: doubled consonants are in cue-forms.txt; forms nobody writes do no harm.
    """
    if base.endswith("y") and len(base) > 2 and base[-2] not in VOWELS:
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base.endswith("e"):
        return base + "s", base + "d", base[:-1] + "ing", base + "ing"
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es", base + "ed", base + "ing"
    return base + "s", base + "ed", base + "ing"


@cache
def _cues() -> dict[tuple[str, ...], Act]:
    """Every listed cue, split into words, with its act; the first section that lists a cue wins."""
    table: dict[tuple[str, ...], Act] = {}
    for act, lines in read_sections("cues.txt").items():
        for line in lines:
            table.setdefault(tuple(line.split()), Act(act))
    return table


@cache
def _bases() -> dict[str, tuple[str, ...]]:
    """Every form of the first word of every listed cue, with the base forms it may belong to."""
    found: dict[str, dict[str, None]] = {}
    for base in dict.fromkeys([first for first, *_ in _cues()] + sorted(NEGATING | AGAINST)):
        for form in forms(base):
            found.setdefault(form, {})[base] = None
    return {form: tuple(bases) for form, bases in found.items()}


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in read_list("cue-forms.txt"):
        base, *others = line.split()
        found[base] = found.get(base, ()) + tuple(others)
    return found
