"""A description whose head no table knows, or that counts people: "the kerfuffle", "U.S. intelligence", "two-thirds".

In:   the words of a source, and where its base noun phrase ends.
Out:  a Found of form NOMINAL, or a name where capitals say so.
Not here: which mention is the head of a source (sources.py).
"""

from __future__ import annotations

import re

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.kinds import find_kind, make_name
from onrecord.resolve.cast.lexicon import Lexicon, read_class
from onrecord.resolve.cast.mentions import is_followed_by_noun
from onrecord.resolve.cast.words import Words
from onrecord.types import Kind, MentionForm

# What a source ends with and no description does.
TRAIL = read_class("source_trail")
QUANTIFIERS = read_class("quantifier")
NOWADAYS = ("today", "now", "here", "there")
# Whoever is called so is any of many.
EACH = ("each", "every", "neither")
THINGS = read_class("thing")
SITES = read_class("site")
THING_ENDS = ("tion", "ment", "ness", "ity", "ance", "ence", "ism", "ship", "ure")
PERSON_ENDS = ("er", "or", "ist", "ian", "man", "woman", "ant", "ent", "ee", "ite", "-old", "ot")
ARTICLES = ("a", "an", "the", "this", "that", "his", "her", "their", "its", "my", "our", "one", "another")


def make_description(words: Words, lexicon: Lexicon, first: int, last: int, limit: int) -> Found:
    """Return a description whose head no table knows; a plural is a group, a capital an organisation."""
    while last - 1 > first and (words.lower[last - 1] in TRAIL or words.lower[last - 1] in NOWADAYS):
        last -= 1
    head = words.lower[last - 1]
    noun = lexicon.nouns.get(head) or lexicon.nouns.get(head.rpartition("-")[2])  # "a baker-turned-senator"
    counted = is_count(head) or any(word in EACH for word in words.lower[first : first + 2])
    those = words.lower[first] in ("these", "those")
    plural = noun.plural if noun else those or bool(re.search(r"[^s]s$", head))
    told = is_thing(head) or (plural and words.text[last - 1].islower())
    if noun is None and not counted and not told:
        # "several people Okafor has met", "a study being released": the first noun known is the head.
        inner = (i for i in range(first, limit) if words.lower[i] in lexicon.nouns)
        known = next((i for i in inner if not is_followed_by_noun(words, lexicon, i)), None)
        if known is not None:
            noun, head, last = lexicon.nouns[words.lower[known]], words.lower[known], known + 1
            plural = noun.plural
    if counted:
        return make_counted(words, lexicon, first, last)
    capitals = first < last - 1 and all(text[0].isupper() for text in words.text[first:last])
    if noun is None and capitals and words.sentence[first] not in words.headlines:
        name = tuple(words.text[first:last])
        kind, gender = find_kind(words, lexicon, name, first, last, False)
        person = kind is Kind.PERSON
        return make_name(first, last, kind if person else Kind.ORGANIZATION, gender if person else "", name)
    kind = noun.kind if noun else guess_kind(words.text[last - 1], words.lower[first], plural)
    definite = words.lower[first] in ("the", "this", "that", "these", "those")
    return Found(
        first, last, MentionForm.NOMINAL, kind, "", plural, noun.singular if noun else head, (), definite=definite
    )


def guess_kind(text: str, opening: str, plural: bool) -> Kind:
    """Return what a noun of no table means: one thing has an article, people and masses of them have none.

    "the palace"                    an organisation: who works there speaks for it
    "the kerfuffle"                 a document: what is said is in it
    "the greengrocer"               a person by the ending
    "U.S. intelligence", "locals"   a group
    "Mercury"                       an organisation: a name, though no mention
    """
    head = text.lower()
    person = head.removesuffix("s").endswith(PERSON_ENDS)
    if head in SITES:
        return Kind.ORGANIZATION
    if is_thing(head):
        return Kind.DOCUMENT
    if opening in ARTICLES and not person and not plural:
        return Kind.DOCUMENT
    if opening in ARTICLES:
        return Kind.GROUP if plural else Kind.PERSON
    return Kind.ORGANIZATION if text[0].isupper() and not plural else Kind.GROUP


def is_count(word: str) -> bool:
    """True for what counts people: "some", "one", "two-thirds", "10" in "six in 10"."""
    return word == "one" or word in QUANTIFIERS or word.isdigit()


def is_thing(noun: str) -> bool:
    """True for a noun of no table that means nobody: "precedents", "the aftermath", "an explanation"."""
    return noun in THINGS or noun.removesuffix("s") in THINGS or noun.removesuffix("s").endswith(THING_ENDS)


def make_counted(words: Words, lexicon: Lexicon, first: int, last: int) -> Found:
    """Return "some", "one of the doctors", "six in 10": what they are is told by the noun after "of"."""
    head = words.lower[last - 1]
    members = (lexicon.nouns[word] for word in words.lower[last : last + 6] if word in lexicon.nouns)
    noun = next((of for of in members if of.plural), None)
    kind = noun.kind if noun else Kind.GROUP
    share = words.lower[last : last + 1] == ["in"] and "".join(words.lower[last + 1 : last + 2]).isalnum()
    none = words.lower[last - 2 : last] == ["no", "one"]
    if head == "one" and kind is Kind.GROUP and not none and not (share and is_count(words.lower[last + 1])):
        kind = Kind.PERSON
    return Found(first, last, MentionForm.NOMINAL, kind, "", head != "one", head, (), definite=False)
