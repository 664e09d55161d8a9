"""The words of an article that refer to someone or something: names, descriptions, pronouns.

In:   Words and the Lexicon.
Out:  Found mentions in order of the text, each with what its own words tell: kind, gender, number, head.
Not here: where a capitalized run divides (runs.py), who is meant (chains.py).
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.lexicon import Lexicon, Noun, read_class
from onrecord.resolve.cast.runs import find_names
from onrecord.resolve.cast.words import POSSESSIVE, POSSESSIVE_MARKS, Words, is_participle
from onrecord.types import Kind, MentionForm

# pronoun -> gender, plural. "it" can be an organisation or document; "they" is plural or of unknown gender.
PRONOUNS: dict[str, tuple[str, bool]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("m", False)),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("f", False)),
    **dict.fromkeys(("it", "its", "itself"), ("n", False)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("", True)),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), ("1", False)),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), ("1", True)),
    **dict.fromkeys(("who", "whom", "whose", "which", "that"), ("r", False)),
}
DEFINITE = {"the", "this", "that", "these", "those", "such", "both"}
INDEFINITE = read_class("indefinite")
# What ends a noun phrase on its left.
STOP = read_class("phrase_stop")
# Adjectives too, unless an article stands before them: "make public", "the public".
NEED_ARTICLE = read_class("need_article")
# Their possessive says when, not whose.
TIMES = read_class("calendar") | {"today", "yesterday", "week", "month", "year"}
MAX_MODIFIERS = 6
# What documents do, and nouns too.
DOCUMENT_VERBS = ("show", "shows", "features", "details", "records", "claims", "projects")


def find_mentions(words: Words, lexicon: Lexicon) -> list[Found]:
    """Return every mention in order, the longer first where two begin alike.

    "Sessions' spokeswoman said she ..."  ->  Sessions (named), Sessions' spokeswoman (nominal), she (pronominal)
    """
    names = find_names(words, lexicon)
    named = {i for name in names for i in range(name.first, name.last)}
    groups = [widen_group(words, name) for name in names if name.kind is Kind.GROUP]
    names = [name for name in names if name.kind is not Kind.GROUP]
    found = [*names, *groups, *find_descriptions(words, lexicon, names, named), *find_pronouns(words, named)]
    return sorted(found, key=lambda mention: (mention.first, -mention.last))


def widen_group(words: Words, name: Found) -> Found:
    """Return "Republicans", "House Democrats" as a description, with what stands before it."""
    first = find_left_edge(words, name.first, set(), {})
    head = words.lower[name.last - 1].removesuffix("s")
    definite = words.lower[first] in DEFINITE or words.lower[first] in POSSESSIVE
    return Found(first, name.last, MentionForm.NOMINAL, Kind.GROUP, "", True, head, (), definite=definite)


def find_pronouns(words: Words, named: set[int]) -> list[Found]:
    """Return the pronouns; "that" only by those who know it to be a relative, "US" never."""
    found = []
    for i, lower in enumerate(words.lower):
        if lower not in PRONOUNS or lower == "that" or i in named or words.text[i] in ("US", "IT"):
            continue
        gender, plural = PRONOUNS[lower]
        found.append(Found(i, i + 1, MentionForm.PRONOMINAL, None, gender, plural, lower, (), definite=True))
    return found


def find_descriptions(words: Words, lexicon: Lexicon, names: list[Found], named: set[int]) -> list[Found]:
    """Return the noun phrases whose head is in nouns.csv: "the attorney general", "a senior official", "critics"."""
    # An office before a name is the name's title, no description of its own.
    people = [name for name in names if name.kind is Kind.PERSON]
    persons = {i for name in people for i in range(name.begin, name.last)}
    starts = {i: name.first for name in names if name.kind is not Kind.PERSON for i in range(name.first, name.last)}
    found = []
    for i in range(len(words)):
        noun = find_noun(words, lexicon, i)
        if (
            noun is None
            or is_verb_of_document(words, lexicon, i)
            or i in persons
            or (i in named and words.text[i][0].isupper() and not noun_is_title(lexicon, words, i))
        ):
            continue
        if is_followed_by_noun(words, lexicon, i):
            continue
        first = find_left_edge(words, i, persons, starts)
        article = words.lower[first]
        if words.lower[i] in NEED_ARTICLE and article not in DEFINITE | POSSESSIVE | {"a", "an"}:
            continue
        if first == i and not noun.plural:
            continue
        found.append(
            Found(
                first,
                i + 1,
                MentionForm.NOMINAL,
                noun.kind,
                noun.gender,
                noun.plural,
                noun.singular,
                (),
                definite=article in DEFINITE
                or article in POSSESSIVE
                or has_possessor(words, first, i + 1),
            )
        )
    return drop_beginnings(words, found)


def find_noun(words: Words, lexicon: Lexicon, i: int) -> Noun | None:
    """Return what a word means that is the head of a description; "attorneys general" are several."""
    noun = lexicon.nouns.get(words.lower[i])
    several = lexicon.nouns.get(words.lower[i - 1]) if i and words.lower[i] == "general" else None
    return replace(noun, kind=several.kind, plural=True) if noun and several and several.plural else noun


def has_possessor(words: Words, first: int, last: int) -> bool:
    """True where a possessive mark stands among words first up to last: "the mayor's lawyer"."""
    return any(mark in words.lower[first:last] for mark in POSSESSIVE_MARKS)


def has_owner(words: Words, first: int, last: int) -> bool:
    """True where a possessor stands among words first up to last that is no time: not in "Monday's poll"."""
    return any(
        words.lower[i] in POSSESSIVE_MARKS and i > first and words.lower[i - 1] not in TIMES for i in range(first, last)
    )


def drop_beginnings(words: Words, found: list[Found]) -> list[Found]:
    """Return the descriptions without those that only begin another: "a senior" of "a senior White House official".

    A possessor is one of its own: "the senator" of "the senator's lawyer".
    """
    longest: dict[int, int] = {}
    for description in found:
        longest[description.first] = max(longest.get(description.first, 0), description.last)
    return [
        description
        for description in found
        if description.last == longest[description.first]
        or has_possessor(words, description.last, longest[description.first])
    ]


def noun_is_title(lexicon: Lexicon, words: Words, i: int) -> bool:
    """True where a capitalized noun is an office rather than a name: "the House Speaker"."""
    return words.lower[i] in lexicon.titles


def is_followed_by_noun(words: Words, lexicon: Lexicon, i: int) -> bool:
    """True where word i only modifies the next: "campaign" in "campaign manager"."""
    after = i + 1
    if after >= len(words) or words.sentence[after] != words.sentence[i]:
        return False
    if is_verb_of_document(words, lexicon, after):
        return False
    return words.lower[after] in lexicon.nouns and words.lower[after] not in STOP


def is_verb_of_document(words: Words, lexicon: Lexicon, i: int) -> bool:
    """True for a verb that could be a noun after what it tells of: "the poll shows", "polls show"."""
    noun = lexicon.nouns.get(words.lower[i - 1]) if i > 0 and words.lower[i] in DOCUMENT_VERBS else None
    return noun is not None and noun.kind is Kind.DOCUMENT


def find_left_edge(words: Words, head: int, persons: set[int], starts: dict[int, int]) -> int:
    """Return the first word of the noun phrase that ends with `head`, its article or possessor included.

    `starts` tells for a word in a name where the name begins: a name is one modifier, however many words it has.
    """
    i = head
    modifiers = 0
    while i > 0 and modifiers < MAX_MODIFIERS and words.sentence[i - 1] == words.sentence[head]:
        before = words.lower[i - 1]
        modifiers += 1
        if starts.get(i - 1, i) < i - 1:
            i = starts[i - 1]
            continue
        if before == "/" and i > 1 and words.text[i - 2][0].isupper():
            i -= 1
            continue
        if before in DEFINITE or before in POSSESSIVE or before in INDEFINITE:
            if before in INDEFINITE and i > 1 and words.lower[i - 2] in (DEFINITE | POSSESSIVE) - {"that"}:
                return i - 2
            return i - 1 if before != "that" else i
        if before in POSSESSIVE_MARKS and i >= 2:
            return find_possessor_edge(words, i - 1, persons)
        if before in STOP or not before[0].isalnum():
            break
        if is_qualifying(words, i - 1) and not follows_article(words, i - 1):
            break
        i -= 1
    while i < head and words.lower[i].endswith("ing") and words.lower[i] not in ("leading", "acting"):
        i += 1
    return i


def is_qualifying(words: Words, i: int) -> bool:
    """True for an adverb or a participle, which may also belong to a verb: "famously", "retired"; not "Ohio-based"."""
    return words.lower[i].endswith("ly") or (is_participle(words.text[i]) and "-" not in words.lower[i])


def follows_article(words: Words, i: int) -> bool:
    """True where a word, with what qualifies it, stands behind "the" or "a": "the recently |retired judge"."""
    while i > 0 and is_qualifying(words, i):
        i -= 1
    return words.lower[i] in ("the", "a", "an")


def find_possessor_edge(words: Words, mark: int, persons: set[int]) -> int:
    """Return where the possessor before a possessive mark begins: "House Speaker Paul Ryan" in "...'s spokesman"."""
    i = mark
    while (
        i > 0
        and words.sentence[i - 1] == words.sentence[mark]
        and words.lower[i - 1] not in STOP
        and (words.text[i - 1][0].isupper() or i - 1 in persons or i == mark)
    ):
        i -= 1
    while i > 0 and is_qualifying(words, i - 1) and follows_article(words, i - 1):
        i -= 1
    if (
        i > 0
        and words.lower[i - 1] in (DEFINITE | POSSESSIVE | {"a", "an"}) - {"that"}
        and words.sentence[i - 1] == words.sentence[mark]
    ):
        i -= 1
    return i
