"""Names of people joined: full names with full names, part names with the one they are part of.

In:   a Cast and its named mentions of people.
Out:  threads of people in the Cast.
Not here: pronouns and descriptions.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from onrecord.resolve.cast.antecedents import read_weights
from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.names import parse_name, same_given, same_person
from onrecord.resolve.cast.offices import find_terms
from onrecord.resolve.cast.roles import SHORT_TITLES
from onrecord.resolve.cast.threads import Thread
from onrecord.resolve.cast.words import POSSESSIVE
from onrecord.types import Kind

if TYPE_CHECKING:
    from onrecord.resolve.cast.chains import Cast

# What share of those with a given name may be of the other sex for it to tell nothing against a title.
SURE = 0.03

def place_people(cast: Cast, found: list[Found]) -> None:
    """Put the full names into threads; what can be one person's name is one person."""
    for mention in sorted(found, key=lambda mention: (-len(mention.name), mention.first)):
        name, gender = parse_name(mention.name), mention.gender or tell_gender(cast, mention)
        fitting = [
            thread
            for thread in cast.threads
            if any(same_person(name, other) for other in thread.person_names)
            and (not gender or thread.gender in ("", gender))
        ]
        thread = max(fitting, key=lambda thread: len(thread.found)) if fitting else Thread(Kind.PERSON)
        thread.gender = thread.gender or gender
        cast.place(mention, thread)


def tell_gender(cast: Cast, mention: Found) -> str:
    """Return the gender that the noun beside a name tells: "her husband, Sae Lund", "Sae Lund, his wife,"; else ""."""
    words, opening = cast.words, cast.words.first[cast.words.sentence[mention.begin]]
    before, after = words.lower[opening : mention.begin], words.lower[mention.last : words.sentence_end(mention.begin)]
    beside = before[-1:]
    if beside == [","]:  # "her husband, Sae Lund"; not "... met the actress, Sae Lund"
        beside = before[-2:-1] if POSSESSIVE.intersection(before[-3:-2]) else []
    if after[:1] == [","] and {"a", "an", "the", *POSSESSIVE}.intersection(after[1:2]):
        beside = [*beside, *after[2:3]]
    nouns = (cast.lexicon.nouns.get(word) for word in beside)
    return next((noun.gender for noun in nouns if noun and noun.kind is Kind.PERSON and not noun.plural), "")


def place_part_names(cast: Cast, found: list[Found]) -> None:
    """Put the part names into threads: family names, then given names, then new people."""
    for mention in found:
        if mention.plural:
            place_family(cast, mention)
            continue
        part = mention.head
        fitting = [thread for thread in cast.threads if is_part_of(part, thread) and agrees_in_title(mention, thread)]
        if not fitting:
            fitting = [
                thread for thread in cast.threads if is_given_name(part, thread) and agrees_in_title(mention, thread)
            ]
        if not fitting:
            fitting = [thread for thread in cast.threads if is_first_of_two_families(part, thread)]
        if not fitting:
            fitting = [thread for thread in cast.threads if (mention.name[0],) in thread.names]
        if not fitting and (guessed := find_guessed(cast, mention)):
            fitting = [guessed]
            guessed.gender = mention.gender
        if not fitting:
            gender = mention.gender or tell_gender(cast, mention)
            thread = Thread(Kind.PERSON, gender, names=find_namegiver(cast, mention))
            cast.place(mention, thread)
        elif len(fitting) == 1 or len(fitting := prefer_office(cast, mention, prefer_gender(mention, fitting))) == 1:
            cast.place(mention, fitting[0], 0.97)
        else:
            cast.place(mention, *choose_namesake(cast, mention, fitting))


def prefer_gender(mention: Found, fitting: list[Thread]) -> list[Thread]:
    """Return those of whom the gender of the title is known, if any: "Mrs. Okafor" beside Ada Okafor and J. Okafor."""
    alike = [thread for thread in fitting if mention.gender and thread.gender == mention.gender]
    return alike or fitting


def prefer_office(cast: Cast, mention: Found, fitting: list[Thread]) -> list[Thread]:
    """Return those who held the office before a bare family name, if any: "President Okafor" beside his brother.

    By the tables, or by a title before a full name.
    """
    if mention.title is None or len(fitting) < 2:
        return fitting

    def name_offices(found: Found) -> list[str]:
        return [SHORT_TITLES.get(word, word) for word in cast.words.lower[found.begin : found.first]]

    office = name_offices(mention)[-1]

    def held(thread: Thread) -> bool:
        full = (found for found in thread.found if len(found.name) > 1)
        terms = (term.office.split() for term in find_terms(cast.lexicon, thread))
        return any(office in offices for offices in (*map(name_offices, full), *terms))

    return [thread for thread in fitting if held(thread)] or fitting


def place_family(cast: Cast, mention: Found) -> None:
    """Put "the Okafors" into the thread of those two or more who have the name; of one alone they are a group."""
    members = [
        thread
        for thread in cast.threads
        if thread.kind is Kind.PERSON and any(mention.head == name.family for name in thread.person_names)
    ]
    if len(members) > 1:
        cast.place(mention, cast.pair(tuple(members)))
    else:
        fitting = (thread for thread in cast.threads if thread.kind is Kind.GROUP and mention.name in thread.names)
        cast.place(mention, next(fitting, None) or Thread(Kind.GROUP, plural=True))


def is_part_of(part: str, thread: Thread) -> bool:
    """True where a word is the family name, or the last part of a double one."""
    return any(part == name.family or part in name.family.split() for name in thread.person_names)


def is_first_of_two_families(part: str, thread: Thread) -> bool:
    """True where a word stands between given name and family name: "Acosta" of "Melba Acosta Febo"."""
    return any(part in name.given[1:] for name in thread.person_names)


def is_given_name(part: str, thread: Thread) -> bool:
    """True where a word is the given name: "Hillary"."""
    return any(
        name.given and (part == name.given[0] or (len(part) > 2 and same_given(part, name.given[0])))
        for name in thread.person_names
    )


def agrees_in_title(mention: Found, thread: Thread) -> bool:
    """False where "Mrs." or a given name tells against it."""
    return not mention.gender or thread.gender in ("", mention.gender)


def find_guessed(cast: Cast, mention: Found) -> Thread | None:
    """Return the only one with a family name, if but a doubtful given name tells against the title.

    "Lindsey Okafor ... Mr. Okafor": nine in ten called so are women. "Michelle Okafor ... Mr. Okafor" are two.
    """
    family = [thread for thread in cast.threads if is_part_of(mention.head, thread)]
    if len(family) != 1 or not mention.gender or any(is_courtesy(cast, found) for found in family[0].found):
        return None
    given = family[0].person_names[0].given
    women = cast.lexicon.given.get(given[0], 0.5) if given else 0.5
    return family[0] if SURE < women < 1 - SURE else None


def find_namegiver(cast: Cast, mention: Found) -> dict[tuple[str, ...], int]:
    """Return the full name that only something called after a person gives: "Ada Okafor Radio"."""
    names = (found.name for found in cast.mentions if found.kind is Kind.ORGANIZATION and len(found.name) > 2)
    given = (name[:2] for name in names if name[0].lower() in cast.lexicon.given and name[1] == mention.name[0])
    return {name: 1 for name in given if name[0].lower() not in cast.lexicon.common}


def is_courtesy(cast: Cast, found: Found) -> bool:
    """True for a name with "Mr." or "Mrs." before it."""
    return found.title is not None and cast.words.lower[found.first - 1].rstrip(".") in ("mr", "mrs", "ms")


def describe_namesake(cast: Cast, mention: Found, thread: Thread) -> dict[str, float]:
    """Return what speaks for one of several with a family name, when the family name stands alone.

    Who is meant by it is named in full once, with an office, and speaks under the full name; the family is named in
    full every time, or by the given name, or as somebody's wife or son.
    """
    sentence, here = cast.words.sentence, cast.words.sentence[mention.first]
    full = [found for found in thread.found if len(found.name) > 1]
    given = [found for found in thread.found if len(found.name) == 1 and is_given_name(found.name[0].lower(), thread)]
    gaps = [here - sentence[found.first] for found in full if found.first < mention.first]
    spoke = [here - sentence[found.first] for found in full if found.last - 1 in cast.scene.own]
    categories = {role.category for role in thread.roles}
    return {
        "same sentence": float(0 in gaps),
        "one or two sentences back": float(bool({1, 2} & set(gaps))),
        "named in full before": float(bool(gaps)),
        "named in full often": math.log1p(len(full)),
        "by given name": math.log1p(len(given)),
        "speaks": float(bool(spoke)),
        "spoke just before": float(bool({0, 1, 2} & set(spoke))),
        "first in article": float(bool(full) and sentence[full[0].first] <= 2),
        "office": float("office" in categories and not any(role.former for role in thread.roles)),
        "former office": float(any(role.former for role in thread.roles)),
        "party": float("party" in categories or "state" in categories),
        "relation": float("relation" in categories),
        "junior": float(any(name.suffix in ("jr", "ii", "iii") for name in thread.person_names)),
        "given name known": float(
            any(name.given[:1] and name.given[0] in cast.lexicon.given for name in thread.person_names)
        ),
    }


def choose_namesake(cast: Cast, mention: Found, fitting: list[Thread]) -> tuple[Thread, float]:
    """Return which of several with one family name is meant, and how sure that is."""
    weights = read_weights()["namesake"]
    scores = [
        sum(weights.get(name, 0.0) * value for name, value in describe_namesake(cast, mention, thread).items())
        for thread in fitting
    ]
    best = max(range(len(fitting)), key=scores.__getitem__)
    return fitting[best], 1 / sum(math.exp(score - scores[best]) for score in scores)
