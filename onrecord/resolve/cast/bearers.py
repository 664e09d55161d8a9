"""Whom a description of one person means by what was said of everybody: "the senator", "his lawyer".

In:   a Cast and one description of a person.
Out:  its thread and a score, or None.
Not here: descriptions that repeat a noun (nominals.py), epithets that nothing said explains (epithets.py).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.resolve.cast.antecedents import agrees, choose_group, describe_candidates, read_weights
from onrecord.resolve.cast.epithets import SOLE_OFFICES, is_bare, same_things
from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.lexicon import read_class
from onrecord.resolve.cast.names import parse_name
from onrecord.resolve.cast.offices import EMPTY, score_office
from onrecord.resolve.cast.sources import SourceReading
from onrecord.resolve.cast.threads import Thread
from onrecord.resolve.cast.words import POSSESSIVE, POSSESSIVE_MARKS
from onrecord.types import Kind, MentionForm

if TYPE_CHECKING:
    from onrecord.resolve.cast.chains import Cast

MIN_OFFICE = 0.5
# How much an office that fits outweighs nearness, in log odds; and how near one is who was not named within reach.
# Set on labelled articles, the descriptions of the development articles coming out as before.
OFFICE_WEIGHT = 3.6
FAR = -5.0
# Who mostly shares the family name.
RELATIVES = read_class("relative")


def find_owner(cast: Cast, found: Found, inner: list[Found]) -> tuple[Thread | None, str]:
    """Return whose the described one is, and the possessive pronoun if it is one: "his lawyer"."""
    word = cast.words.lower[found.first]
    if word in POSSESSIVE:
        return cast.of.get((found.first, found.first + 1), (None, 0.0))[0], word
    owners = [name for name in inner if cast.words.lower[min(name.last, len(cast.words) - 1)] in POSSESSIVE_MARKS]
    return (cast.find(owners[-1])[0], "") if owners else (None, "")


def find_bearer(
    cast: Cast, found: Found, inner: list[Found], reading: SourceReading | None
) -> tuple[Thread | None, float]:
    """Return the person whose role the description names, by the article or by the tables.

    Of several whom "the governor" fits, and where it fits badly, the one most likely meant by nearness.
    """
    bare_title = found.head in cast.lexicon.titles and found.first == found.last - 1
    if found.kind is not Kind.PERSON or found.plural or not (found.definite or bare_title):
        return None, 0.0
    end = find_complement_end(cast, found, reading.words[1]) if reading else found.last
    words = {word for word in cast.words.lower[found.first : end] if word[0].isalpha()}
    modifiers = words - (EMPTY - {"former"}) - {found.head}
    owner, pronoun = find_owner(cast, found, inner)
    people = [t for t in cast.threads if t.kind is Kind.PERSON and t.named and not t.members and t is not owner]
    people = [thread for thread in people if not found.gender or thread.gender in ("", found.gender)]
    if owner is not None or pronoun:
        fits = [score_relation(cast, thread, found.head, owner, pronoun) for thread in people]
    else:
        published = cast.document.published
        fits = [score_office(thread, found.head, modifiers, cast.lexicon, published) for thread in people]
    bare = owner is None and not pronoun and found.head not in SOLE_OFFICES and is_bare(cast, found, reading, inner)
    fitting = [(thread, fit) for thread, fit in zip(people, fits, strict=True) if fit >= (0 if bare else MIN_OFFICE)]
    if not any(fit >= MIN_OFFICE for _, fit in fitting):
        return find_relative(found, owner, people)
    near = score_nearness(cast, found, [thread for thread, _ in fitting])
    odds = [near.get(id(thread), FAR) + OFFICE_WEIGHT * fit for thread, fit in fitting]
    best = max(range(len(fitting)), key=odds.__getitem__)
    share = 1 / sum(math.exp(score - odds[best]) for score in odds)
    return fitting[best][0], min(0.95, 0.4 + 0.4 * share)


def find_complement_end(cast: Cast, found: Found, last: int) -> int:
    """Return where a description ends that goes on to `last`, what only tells more left out: "..., who was 40"."""
    lower = cast.words.lower
    return next((i for i in range(found.last, last) if lower[i] in (",", "who", "which", "that", "whose")), last)


def find_relative(found: Found, owner: Thread | None, people: list[Thread]) -> tuple[Thread | None, float]:
    """Return the one of the owner's family name whom "his wife", "her father" can mean, if there is just one.

    Nobody of whom the article says that they are something else to somebody: "his daughter Mary Ng" is no "wife".
    """
    if owner is None or found.head not in RELATIVES or not owner.names:
        return None, 0.0
    family = parse_name(owner.fullest).family
    bearing = (thread for thread in people if any(name.family == family for name in thread.person_names))
    fitting = [thread for thread in bearing if thread.gender == found.gender and not is_other_relative(found, thread)]
    return (fitting[0], 0.6) if len(fitting) == 1 else (None, 0.0)


def is_other_relative(found: Found, thread: Thread) -> bool:
    """True for one who is called another relative: son or daughter, where a wife is sought."""
    told = {word for role in thread.roles for word in role.value.lower().split()} & RELATIVES
    return bool(told) and found.head not in told


def score_nearness(cast: Cast, found: Found, threads: list[Thread]) -> dict[int, float]:
    """Return the log odds of each thread within reach, by its identity, as if a pronoun stood for the description."""
    weights = read_weights()[choose_group(cast.scene, replace(found, form=MentionForm.PRONOMINAL))]
    agreeing = (thread for thread in threads if agrees(found, thread))
    pairs = describe_candidates(cast.words, cast.scene, found, agreeing)
    return {id(t): sum(weights.get(name, 0.0) * value for name, value in features.items()) for t, features in pairs}


def score_relation(cast: Cast, thread: Thread, head: str, owner: Thread | None, pronoun: str) -> float:
    """Return 1.0 where the article says the same of a thread: "Okafor's lawyer", "a lawyer for Okafor"."""
    heads = same_things(head) | ({"lawyer", "attorney"} if head in ("lawyer", "attorney") else set())
    for role in thread.roles:
        words = role.value.lower().replace("’", "'").replace("'s", "").split()
        if not heads & set(words):
            continue
        first, last = cast.words.inside(role.words)
        mine = pronoun in ("my", "our") and cast.words.lower[first] == pronoun
        owners = [cast.of[i, i + 1][0] for i in range(first, last) if (i, i + 1) in cast.of]
        if mine or (owner is not None and (owner in owners or parse_name(owner.fullest).family in words)):
            return 1.0
    return 0.0


