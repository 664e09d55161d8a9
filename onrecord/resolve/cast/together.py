"""Several people by one description: "the two men", "neither candidate", "the senators", "the couple".

In:   a Cast and one description.
Out:  the thread of all of them and a score, or None.
Not here: several named in one source (several.py).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.resolve.cast.bearers import score_nearness
from onrecord.resolve.cast.epithets import ANONYMOUS
from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.threads import Thread
from onrecord.types import Kind

if TYPE_CHECKING:
    from onrecord.resolve.cast.chains import Cast

# How many sentences after several spoke as one "the senators" can mean them.
JOINT_REACH = 12
# Of these there are always more: "the American people", "the voters".
ANYBODY = ("person", "voter", "supporter", "critic", "opponent", "american", "republican", "democrat")
COUPLES = ("couple", "pair", "duo", "trio")


def find_both(cast: Cast, found: Found) -> tuple[Thread | None, float]:
    """Return the two people whom "the two men", "both candidates", "neither man" means.

    The last two who spoke as one ("Okafor and Lund wrote"); where there are none, the two named last.
    """
    lower = cast.words.lower[found.first : found.last]
    noun = cast.lexicon.nouns.get(found.head)
    neither = lower[0] == "neither" and noun is not None and not noun.plural and len(lower) == 2
    two = {"two", "both"} & set(lower) and lower[0] in ("the", "these", "those", "both")
    if found.kind is not Kind.GROUP or not (neither or two):
        return None, 0.0
    if noun is not None and noun.kind not in (Kind.PERSON, Kind.GROUP) or found.head in ("side", "camp"):
        return None, 0.0  # "the two countries", "both sides": no two people
    if (pair := find_joint_speakers(cast, found)) is not None and len(pair.members) == 2:
        return pair, 0.6
    people = [t for t in cast.threads if t.kind is Kind.PERSON and t.named and not t.members]
    people = [thread for thread in people if not found.gender or thread.gender in ("", found.gender)]
    near = score_nearness(cast, replace(found, kind=Kind.PERSON, plural=False), people)
    nearest = sorted((thread for thread in people if id(thread) in near), key=lambda thread: near[id(thread)])[-2:]
    if len(nearest) < 2:
        return None, 0.0
    return cast.pair(tuple(sorted(nearest, key=lambda thread: thread.found[0].first))), 0.6


def find_joint_speakers(cast: Cast, found: Found) -> Thread | None:
    """Return those who last spoke as one before a description: "Mary Ng and Peter Lund wrote ... The senators"."""
    here = cast.words.sentence[found.first]
    for reading in reversed(cast.readings):
        heads = reading.heads if reading and not reading.also else ()
        near = heads and heads[-1].last <= found.first and here - cast.words.sentence[heads[0].first] <= JOINT_REACH
        if not near or len(heads) < 2:
            continue
        members = [cast.find(head)[0] for head in heads]
        people = [thread for thread in members if thread is not None and thread.kind is Kind.PERSON and thread.named]
        if len(people) == len(heads):
            return cast.pair(tuple(dict.fromkeys(people)))
    return None


def find_all_speakers(cast: Cast, found: Found) -> tuple[Thread | None, float]:
    """Return whom "the senators", "the couple" means after several people spoke as one."""
    lower = cast.words.lower[found.first : found.last]
    noun = cast.lexicon.nouns.get(lower[-1])
    if lower[0] not in ("the", "these", "those") or noun is None or found.kind is not Kind.GROUP or len(lower) > 3:
        return None, 0.0
    single = cast.lexicon.nouns.get(noun.singular)
    if not (single and single.kind is Kind.PERSON) and found.head not in COUPLES:
        return None, 0.0
    if noun.singular in ANYBODY or noun.singular in ANONYMOUS:
        return None, 0.0
    thread = find_joint_speakers(cast, found)
    return (thread, 0.5) if thread is not None else (None, 0.0)
