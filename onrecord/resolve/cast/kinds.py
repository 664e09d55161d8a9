"""What a name is the name of: a person, an organisation, a document, a place.

In:   the words of a name, where it stands, and the Lexicon.
Out:  its Kind and, for a person, the gender where the given name tells it. None is a place or unknown.
Not here: where a name begins and ends (runs.py).
"""

from __future__ import annotations

import re

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.lexicon import Lexicon, Noun, read_class
from onrecord.resolve.cast.names import PARTICLES, SUFFIXES, gender_of, is_korean_given, parse_name
from onrecord.resolve.cast.words import DOMAINS, Words
from onrecord.types import Kind, MentionForm

PARTY = read_class("party")
# Besides parties and nations: "Latinas", "Evangelicals".
FOLLOWINGS = read_class("following")
BEFORE_OF = read_class("before_of")
BEFORE_FOR = read_class("before_for")
ORG_HEADS = read_class("organization_head")
DOC_HEADS = read_class("document_head")
NOT_PERSON = read_class("place_head")
# In the midst of a name, with a capital, they make it that of a body: "Bakers Without Borders".
PREPOSITIONS = frozenset({"without", "against", "beyond", "across", "within", "behind"})
# Nobody but a person is called so: "Ms. Gao" is no GAO.
COURTESY = ("mr.", "mrs.", "ms.", "mr", "mrs", "ms", "miss", "dr.", "sen.", "rep.", "gov.")
# No person's name ends so.
LEGAL_FORMS = read_class("legal_form")
# What a ship's name begins with, be she called after a person or not: "USS Gerald Ford".
VESSEL = read_class("vessel")
# In the midst of a name they make it that of a body or a place: "Lund National Forest".
NATIONAL = frozenset({"national", "international", "federal"})
INITIALS = re.compile(r"(?:[a-z]\.)+")
# "GitHub", "ProPublica", "znak.com"; but "McGahn", "DeSantis", "MacArthur".
SITE = rf".+\.{DOMAINS}"
COINED = re.compile(rf"(?!Mac|Fitz|Van)([A-Z][a-z]{{2,}})[A-Z]\w*|{SITE}")


def make_name(first: int, last: int, kind: Kind | None, gender: str, name: tuple[str, ...], title=None) -> Found:
    """Return a named mention; its head is the family name, or all its words."""
    head = parse_name(name).family if kind is Kind.PERSON else " ".join(name).lower()
    return Found(first, last, MentionForm.NAMED, kind, gender, kind is Kind.GROUP, head, name, title, definite=True)


def find_kind(
    words: Words, lexicon: Lexicon, name: tuple[str, ...], first: int, last: int, titled: bool
) -> tuple[Kind | None, str]:
    """Return what a name is the name of, and the gender of a person where the given name tells."""
    lower = [word.lower() for word in name]
    whole = " ".join(lower)
    called = titled and words.lower[first - 1] in COURTESY
    held = lexicon.terms.get(whole, ()) if len(name) > 1 else ()
    gender = next((term.gender.lower() for term in held if term.gender), "") or gender_of(parse_name(name), lexicon)
    if called or held or (titled and lower[-1] not in ORG_HEADS and whole not in lexicon.organizations):
        return Kind.PERSON, gender
    if whole in lexicon.organizations:
        return Kind.ORGANIZATION, ""
    if whole in lexicon.places or is_vessel(lower):
        return None, ""
    if len(name) == 1:
        return find_kind_of_word(words, lexicon, name[0], first, last)
    body = "of" in lower and lower[lower.index("of") - 1] in BEFORE_OF  # "Federation of Bakers"
    if is_people(lexicon, lower[-1]) and not body and not (lower[0] in lexicon.given and lower[-1] not in PARTY):
        return Kind.GROUP, ""
    if is_society(lower) or not NATIONAL.isdisjoint(lower[1:-1]):
        return Kind.ORGANIZATION, ""
    if lower[-1] in DOC_HEADS:
        return Kind.DOCUMENT, ""
    if lower[-1] in ORG_HEADS or is_firm(lower) or any(word in BEFORE_OF and "of" in lower for word in lower):
        return Kind.ORGANIZATION, ""
    if lower[-1] in NOT_PERSON:
        return None, ""
    if has_preposition(lower):
        return Kind.ORGANIZATION, ""
    if len(name) == 2 and is_korean_given(name[1]):
        return Kind.PERSON, ""
    if lower[0] in lexicon.given or lower[-1] in SUFFIXES or INITIALS.fullmatch(lower[0]):
        return Kind.PERSON, gender_of(parse_name(name), lexicon)
    if lower[-1] in lexicon.surnames and lower[0] not in lexicon.common:
        return Kind.PERSON, gender_of(parse_name(name), lexicon)
    if noun := find_noun_before(words, lexicon, first):
        return Kind.PERSON, noun.gender
    if lower[-1] in lexicon.nouns and lexicon.nouns[lower[-1]].kind is Kind.GROUP:
        return Kind.GROUP, ""
    if any(word in PARTICLES for word in lower[1:-1]):
        return Kind.PERSON, gender_of(parse_name(name), lexicon)
    if any(word in lexicon.common or word in lexicon.demonyms or word.isupper() for word in (*lower, *name)):
        return Kind.ORGANIZATION, ""
    return (Kind.PERSON, "") if len(name) <= 4 else (Kind.ORGANIZATION, "")


def find_noun_before(words: Words, lexicon: Lexicon, first: int) -> Noun | None:
    """Return the noun for one person that stands right before a name: "the hacker Okafor"."""
    if first == 0 or words.sentence[first - 1] != words.sentence[first]:
        return None
    noun = lexicon.nouns.get(words.lower[first - 1])
    return noun if noun and noun.kind is Kind.PERSON else None


def is_society(lower: list[str]) -> bool:
    """True for "Citizens for Tax Justice", "Court of Appeals", where no word is a title."""
    pairs = set(zip(lower, lower[1:], strict=False))
    bodies = ("court", "courts", "department", "bureau", "institute", "house")
    return any((word, "for") in pairs for word in BEFORE_FOR & set(lower)) or any(
        (word, "of") in pairs for word in bodies
    )


def is_coined(lexicon: Lexicon, word: str) -> bool:
    """True for a word that no person is called by: "GitHub", "znak.com"; not "McGahn", "AnnMarie"."""
    coined = COINED.fullmatch(word)
    return coined is not None and (coined[1] or "").lower() not in lexicon.given


def is_firm(lower: list[str]) -> bool:
    """True for "Harbour Systems Inc.", "Lund & Co.", whoever the firm is named after."""
    return len(lower) > 1 and (lower[-1] in LEGAL_FORMS or "&" in lower)


def has_preposition(lower: list[str]) -> bool:
    """True for "Bakers Without Borders": no person has such a word in the midst of the name."""
    return not PREPOSITIONS.isdisjoint(lower[1:-1])


def is_vessel(lower: list[str]) -> bool:
    """True for "USS Gerald Ford", "HMS Beagle"."""
    return len(lower) > 1 and lower[0] in VESSEL


def is_people(lexicon: Lexicon, lower: str) -> bool:
    """True for the plural of a party, a nation, a following: "Democrats", "African-Americans", "Birchers"."""
    last = lower.rpartition("-")[2]
    if last in PARTY or last in lexicon.demonyms or last.removesuffix("s") in FOLLOWINGS | PARTY:
        return last.endswith("s") and not last.endswith("ss")
    known = lower in lexicon.surnames or lower in lexicon.organizations or lower in ORG_HEADS
    return lower.endswith(("ers", "ists", "ites", "ians")) and len(lower) > 6 and not known


def find_kind_of_word(words: Words, lexicon: Lexicon, word: str, first: int, last: int) -> tuple[Kind | None, str]:
    """Return what a name of one word is the name of."""
    lower = word.lower()
    if is_people(lexicon, lower):
        return Kind.GROUP, ""
    if lower in lexicon.demonyms or lower in PARTY:
        return None, ""
    if word.isupper() and len(word.replace(".", "")) > 1:
        return Kind.ORGANIZATION, ""
    if lower in ORG_HEADS or is_coined(lexicon, word):
        return Kind.ORGANIZATION, ""
    if lower in DOC_HEADS:
        return Kind.DOCUMENT, ""
    if lower in lexicon.given and lower not in lexicon.common:
        return Kind.PERSON, gender_of(parse_name((word, "x")), lexicon) if lower not in lexicon.surnames else ""
    if lower in lexicon.surnames and lower not in lexicon.common:
        return Kind.PERSON, ""
    noun = find_noun_before(words, lexicon, first)
    return (Kind.PERSON, noun.gender) if noun else (None, "")
