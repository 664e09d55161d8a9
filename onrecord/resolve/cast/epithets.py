"""Whom a description means that no earlier words explain: epithets, what is named only later.

In:   a Cast and one description.
Out:  its thread and a score, or None.
Not here: descriptions that repeat a noun or a role (nominals.py).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.resolve.cast.antecedents import agrees, find_antecedent
from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.lexicon import read_class
from onrecord.resolve.cast.mentions import has_owner
from onrecord.resolve.cast.offices import EMPTY, find_terms, score_home
from onrecord.resolve.cast.sources import SourceReading
from onrecord.resolve.cast.threads import Thread
from onrecord.resolve.cast.words import POSSESSIVE, POSSESSIVE_MARKS
from onrecord.types import Kind, MentionForm

if TYPE_CHECKING:
    from onrecord.resolve.cast.chains import Cast

# What sort of organisation a noun means; offices of state are called by their own noun only.
ORGANIZATION_NOUNS = {
    "business": read_class("business_noun"),
    "media": read_class("media_noun") | {"agency"},
    "government": frozenset({"agency", "bureau", "department"}),
    "party": frozenset({"party"}),
    "other": read_class("body_noun"),
}
# Nouns that pick up one another: "a survey ... the study".
SAME_THING = [
    {"study", "survey", "report", "poll", "paper", "analysis", "review", "finding", "findings"},
    {"article", "piece", "story", "column", "report", "editorial", "op-ed"},
    {"panel", "committee", "subcommittee"},
    {"company", "firm", "corporation", "business"},
    {"newspaper", "paper", "outlet", "publication"},
    {"network", "channel", "station", "outlet"},
    {"dad", "father"},
    {"mom", "mother"},
]
# Who is called so has no name in the article, as a rule: "the source", "the official".
ANONYMOUS = read_class("anonymous")
# One person at a time holds these, and the article or the tables say who: nearness alone makes nobody president.
SOLE_OFFICES = frozenset({"president", "pope", "king", "queen", "emperor", "chancellor", "premier", "prime minister"})
SOUGHT = ("president", "vice", "governor", "senate", "congress", "mayor", "office")
# Only who runs for an office is called so.
POLITICAL = frozenset({"candidate", "nominee", "front-runner", "frontrunner", "contender", "hopeful", "politician"})
ELECTED = frozenset({"senator", "representative", "congressman", "congresswoman", "governor", "mayor", "president"})
# What everybody is of: "the nation's top cop".
PUBLIC = frozenset({"nation", "country", "state", "world", "city"})
# What federal judges are judges of.
FEDERAL = {"u.s.", "district", "circuit"}
# Leads say "a House panel" and name it in the next paragraph.
LEAD_SENTENCES = 4
# How many sentences below a headline name whom it only describes.
HEADLINE_REACH = 6


def same_things(head: str) -> set[str]:
    """Return the nouns that can pick up `head`, itself included."""
    return {head}.union(*(group for group in SAME_THING if head in group))


def is_bare(cast: Cast, found: Found, reading: SourceReading | None, inner: list[Found]) -> bool:
    """True where nothing in the description or after it says who is meant: "the senator", not "the man who ..."."""
    lower = cast.words.lower
    if found.plural or found.kind not in (Kind.PERSON, Kind.ORGANIZATION):
        return False
    # Headlines leave the article out: "Win or not, candidate says".
    if not found.definite and not (reading and is_articleless(cast, found)):
        return False
    known = found.head in cast.lexicon.nouns or found.head.endswith(("man", "woman", "-old"))
    if not known or found.head in ANONYMOUS:
        return False
    owned = any(lower[name.last] in POSSESSIVE_MARKS for name in inner if name.last < len(lower))
    public = not PUBLIC.isdisjoint(lower[found.first : found.last])
    if owned or lower[found.first] in POSSESSIVE or (has_owner(cast.words, found.first, found.last) and not public):
        return False
    after = lower[found.last] if found.last < len(lower) else ""
    follows = lower[found.last + 1] if found.last + 1 < len(lower) else ""
    if after == "for" and follows in SOUGHT:
        return True
    if after in ("of", "from") and (follows in cast.lexicon.places or follows in ("two", "three", "four", "five")):
        return True
    # "the mogul and television star", but not "the mayor and her staff".
    goes_on = after == "and" and found.kind is Kind.PERSON and follows not in POSSESSIVE
    if reading and reading.words[1] > found.last and after != "," and not goes_on:
        return False
    return after not in ("who", "of", "for", "that", "whose", "in", "at", "from", "on")


def is_articleless(cast: Cast, found: Found) -> bool:
    """True for a lone noun for a person that opens its clause."""
    lower = cast.words.lower
    alone = found.kind is Kind.PERSON and found.last - found.first == 1
    alone = alone and not (found.last < len(lower) and lower[found.last] in POSSESSIVE_MARKS)
    begins = found.first == cast.words.first[cast.words.sentence[found.first]]
    return alone and (begins or not lower[found.first - 1].isalnum())


def can_be(cast: Cast, found: Found, thread: Thread) -> bool:
    """False where what is known tells against a description: no court is "the company", no Texan "the Iowa man"."""
    if found.kind is not Kind.ORGANIZATION:
        words = set(cast.words.lower[found.first : found.last])
        return found.kind is not Kind.PERSON or score_home(thread, words, cast.lexicon) >= 0
    wanted = {name for name, nouns in ORGANIZATION_NOUNS.items() if found.head in nouns}
    types = {cast.lexicon.types.get(" ".join(name).lower().removeprefix("the ")) for name in thread.names} - {None}
    types |= {name for name, nouns in ORGANIZATION_NOUNS.items() if nouns & {word.lower() for word in thread.fullest}}
    types |= {"nation" for name in thread.names if " ".join(name).lower() in cast.lexicon.places}
    return bool(wanted & types) or (not types and bool(wanted) and "government" not in wanted)


def find_epithet_bearer(cast: Cast, found: Found) -> tuple[Thread | None, float]:
    """Return whom a definite description without an earlier mention means: the likeliest named one nearby."""
    if found.head in SOLE_OFFICES:
        return None, 0.0
    named = [thread for thread in cast.threads if thread.named and not thread.members and can_be(cast, found, thread)]
    # Who speaks under a description is found as if it were a pronoun.
    named = [thread for thread in named if agrees(found, thread)]
    if found.head in POLITICAL:
        named = [thread for thread in named if is_in_politics(cast, thread)] or named
    thread, score = find_antecedent(cast.words, cast.scene, replace(found, form=MentionForm.PRONOMINAL), named)
    return thread, 0.6 * score


def is_in_politics(cast: Cast, thread: Thread) -> bool:
    """True for one who held or runs for an office, by the article or by the tables."""
    held = find_terms(cast.lexicon, thread) or any(role.category in ("party", "state") for role in thread.roles)
    return bool(held) or any((POLITICAL | ELECTED) & set(role.value.lower().split()) for role in thread.roles)


def first_named(thread: Thread) -> int:
    """Return the word at which a thread is first called by name."""
    return min((found.first for found in thread.found if found.form is MentionForm.NAMED), default=-1)


def find_introduced_later(cast: Cast, found: Found, later: list[Thread]) -> tuple[Thread | None, float]:
    """Return the one person named after the lead of whom the article says the same: "a spokesman for Lund ...".

    Words of the description must come again ("Lund spokesman Mary Ng"), where it has any besides its noun; "a federal
    judge" is a "U.S. District Judge".
    """
    end = cast.words.sentence_end(found.first)
    described = {word for word in cast.words.lower[found.first : min(found.last + 8, end)] if word[0].isalpha()}
    described -= {found.head, *EMPTY}
    described |= FEDERAL if found.head == "judge" and "federal" in described else set()
    fitting = []
    for thread in later:
        values = [set(role.value.lower().split()) for role in thread.roles if role.category != "party"]
        if any(found.head in value and (value - EMPTY == {found.head} or described & value) for value in values):
            fitting.append(thread)
    return (fitting[0], 0.6) if len(fitting) == 1 else (None, 0.0)


def find_told_below(cast: Cast, found: Found, later: list[Thread]) -> tuple[Thread | None, float]:
    """Return the one person who is named, and speaks, only below a headline: "Port chief resigns"."""
    if found.head in ANONYMOUS or found.head in SOLE_OFFICES:
        return None, 0.0
    here, heads = cast.words.sentence[found.first], set(cast.scene.heads.values())
    near = (t for t in later if cast.words.sentence[first_named(t)] <= here + HEADLINE_REACH)
    alike = (t for t in near if not found.gender or t.gender in ("", found.gender))
    fresh = (t for t in alike if all(cast.words.sentence[mention.first] > here for mention in t.found))
    telling = [thread for thread in fresh if any(mention.last - 1 in heads for mention in thread.found)]
    return (telling[0], 0.6) if len(telling) == 1 else (None, 0.0)


def find_next_speaker(cast: Cast, found: Found) -> tuple[Thread | None, float]:
    """Return who is first named as the next to speak, one sentence on: "The union's head is worried. Mary Ng said".

    Of twelve such in labelled articles eleven were right; of "a head of the union" few are.
    """
    one = found.kind is Kind.PERSON and found.definite and not found.plural
    if not one or found.head in ANONYMOUS or found.head in SOLE_OFFICES:
        return None, 0.0
    here, said = cast.words.sentence[found.first], cast.scene.sources
    head = next((at for at in said if at >= found.last and cast.words.sentence[at] > here), len(cast.words))
    for thread in cast.threads:
        speaks = any(mention.last - 1 == head and len(mention.name) > 1 for mention in thread.found)
        alike = thread.kind is Kind.PERSON and (not found.gender or thread.gender in ("", found.gender))
        if speaks and alike and cast.words.sentence[head] == here + 1 and first_named(thread) > found.last:
            return thread, 0.6
    return None, 0.0


def find_named_later(cast: Cast, found: Found) -> tuple[Thread | None, float]:
    """Return whom the article names only later: "A House panel voted ... The House Oversight Committee".

    An organisation of the lead, by the noun in its name; a man or woman, by the one bare given name of that sex.
    """
    later = [thread for thread in cast.threads if thread.names and not thread.members and thread.kind is found.kind]
    later = [thread for thread in later if first_named(thread) > found.last]
    if found.kind is Kind.ORGANIZATION and cast.words.sentence[found.first] < LEAD_SENTENCES:
        described = set(cast.words.lower[found.first : found.last]) - {found.head, "the", "a", "an"}
        fitting = []
        for number, thread in enumerate(later):
            named = {word.lower() for word in thread.fullest}
            if len(named) > 1 and same_things(found.head) & named:
                fitting.append((len(described & named), -first_named(thread), number))
        return (later[max(fitting)[2]], 0.6) if fitting else (None, 0.0)
    sentence = cast.words.sentence[found.first]
    headline = sentence in cast.words.headlines or (sentence == 0 and cast.words.lower[found.first] != "the")
    if found.kind is Kind.PERSON and headline:
        told, score = find_told_below(cast, found, later)
        if told is not None:
            return told, score
    if found.kind is Kind.PERSON and not found.definite and cast.words.sentence[found.first] < LEAD_SENTENCES:
        return find_introduced_later(cast, found, later)
    if found.kind is Kind.PERSON and found.head in ("man", "woman", "boy", "girl"):
        alike = [thread for thread in later if len(thread.fullest) == 1 and thread.gender == found.gender]
        alike = [thread for thread in alike if thread.fullest[0].lower() in cast.lexicon.given]
        return (alike[0], 0.5) if len(alike) == 1 else (None, 0.0)
    return None, 0.0
