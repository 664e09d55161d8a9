"""Names of people joined: full names with full names, part names with the one they are part of.

In:   a Cast and its named mentions of people.
Out:  threads of people in the Cast.
Not here: pronouns and descriptions.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from onrecord.resolve.found import Found
from onrecord.resolve.names import parse_name, same_given, same_person
from onrecord.resolve.threads import Thread
from onrecord.types import Kind

if TYPE_CHECKING:
    from onrecord.resolve.chains import Cast

NEAR = 2


def place_people(cast: Cast, found: list[Found]) -> None:
    """Put the full names into threads; what can be one person's name is one person."""
    for mention in sorted(found, key=lambda mention: (-len(mention.name), mention.first)):
        name = parse_name(mention.name)
        fitting = [
            thread
            for thread in cast.threads
            if any(same_person(name, other) for other in thread.person_names)
            and (not mention.gender or thread.gender in ("", mention.gender))
        ]
        thread = max(fitting, key=lambda thread: len(thread.found)) if fitting else Thread(Kind.PERSON, mention.gender)
        cast.place(mention, thread)


def place_part_names(cast: Cast, found: list[Found]) -> None:
    """Put the part names into threads: family names, then given names, then new people."""
    for mention in found:
        part = mention.name[0].lower()
        fitting = [thread for thread in cast.threads if is_part_of(part, thread) and agrees_in_title(mention, thread)]
        if not fitting:
            fitting = [
                thread for thread in cast.threads if is_given_name(part, thread) and agrees_in_title(mention, thread)
            ]
        if not fitting:
            fitting = [thread for thread in cast.threads if (mention.name[0],) in thread.names]
        if not fitting:
            cast.place(mention, Thread(Kind.PERSON, mention.gender))
        elif len(fitting) == 1:
            cast.place(mention, fitting[0], 0.97)
        else:
            cast.place(mention, *choose_namesake(cast, mention, fitting))


def is_part_of(part: str, thread: Thread) -> bool:
    """True where a word is the family name, or the last part of a double one."""
    return any(part == name.family or part in name.family.split() for name in thread.person_names)


def is_given_name(part: str, thread: Thread) -> bool:
    """True where a word is the given name: "Hillary"."""
    return any(
        name.given and (part == name.given[0] or (len(part) > 2 and same_given(part, name.given[0])))
        for name in thread.person_names
    )


def agrees_in_title(mention: Found, thread: Thread) -> bool:
    """False where "Mrs." or a given name tells against it."""
    return not mention.gender or thread.gender in ("", mention.gender)


def choose_namesake(cast: Cast, mention: Found, fitting: list[Thread]) -> tuple[Thread, float]:
    """Return which of several with one family name is meant, and how sure that is.

    The one last called by the full name nearby; else the one the article names most. "Jr." only when just named.
    """
    sentence = cast.words.sentence[mention.first]

    def weigh(thread: Thread) -> float:
        full = [found for found in thread.found if len(found.name) > 1]
        near = [
            found
            for found in full
            if found.first < mention.first and sentence - cast.words.sentence[found.first] <= NEAR
        ]
        senior = not any(name.suffix in ("jr", "ii", "iii") for name in thread.person_names)
        return 1.0 * bool(near) + 1.5 * math.log1p(len(full)) + 1.0 * senior + (near[-1].first / 1e6 if near else 0)

    weights = [weigh(thread) for thread in fitting]
    best = max(range(len(fitting)), key=weights.__getitem__)
    total = sum(math.exp(weight - weights[best]) for weight in weights)
    return fitting[best], 1 / total
