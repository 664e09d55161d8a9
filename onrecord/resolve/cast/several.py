"""Sources of several: names joined by "and", and those named among the critics, the candidates, the networks.

In:   the words of a source, the mentions inside it, its head.
Out:  all its heads.
Not here: which mention is the head (sources.py).
"""

from __future__ import annotations

import re

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.lexicon import Lexicon, read_class
from onrecord.resolve.cast.roles import LABEL
from onrecord.resolve.cast.words import POSSESSIVE, POSSESSIVE_MARKS, Words
from onrecord.resolve.wordlists import word_set
from onrecord.types import Document, Kind, MentionForm

# What leads from several to those of them who are named, and what these can be: "firms like Lund" is one description.
ANYBODY = (Kind.PERSON, Kind.ORGANIZATION)
MEMBERS = {
    ("including",): ANYBODY,
    ("such", "as"): (Kind.PERSON,),
    ("like",): (Kind.PERSON,),
    ("which", "include"): ANYBODY,
    ("who", "include"): ANYBODY,
    ("—",): ANYBODY,
    ("–",): ANYBODY,
    (":",): ANYBODY,
    ("--",): ANYBODY,
    ("-", "-"): ANYBODY,
    ("-",): ANYBODY,
    (",",): (Kind.PERSON,),
}
ALL_MEMBERS = {("which", "include"), ("who", "include"), ("—",), ("–",), (":",), ("--",), ("-", "-"), ("-",), (",",)}
# Between one of several and the next.
JOINT = re.compile(
    r"[\s,]*(?:\b(?:[Aa]nd|or|nor|along with|as well as|together with)\b|&)\s+"
    r"(?:(?:the|former|fellow|\d+-year-old|Republicans?|Democrats?|Democratic)\s+)*|\s*,\s*"
)
# Where somebody sits, after his name: "Okafor of Ohio and ...", "Okafor (Ohio) and ...".
SEAT = re.compile(r"\s*\([^()]{1,24}\)|\s+of\s+[A-Z][\w.]+(?:\s[A-Z][\w.]+)?(?=,|\s+and\s)")
# "Okafor and co-host Mary Ng": what the second one is, in words that no table knows.
CALLING = re.compile(r",?\s+and\s+(?:(?!(?:of|for|to|with|by|at|in|on|from|who|said)\s)[a-z][\w-]*\s+){1,3}")
# What a phrase of its own opens with, and what goes on with the one before.
DETERMINERS = POSSESSIVE | word_set("the a an other others some many several those these all most another")
BEFORE_COMPLEMENT = read_class("base_end") - {","}
# "Okafor and a handful of other lawmakers": the others have no name.
UNNAMED = re.compile(r",?\s+(?:and|nor)\s+(?=[a-z\d])")


def find_members(
    document: Document, words: Words, lexicon: Lexicon, inside: list[Found], head: Found, last: int
) -> tuple[int | None, tuple[Found, ...]]:
    """Return where a description of several ends, and those of them that are named; None where these are all.

    "critics | , including Mary Ng and Peter Lund"      both, beside the critics
    "the networks — CNN, NBC and CBS —"                 these three alone
    """
    if not head.plural:
        return None, ()
    for i in range(head.last, last - 1):
        opening = next((opening for opening in MEMBERS if words.lower[i : i + len(opening)] == list(opening)), None)
        if opening is None:
            continue
        start = i + len(opening)
        start += words.lower[start] == "the"
        name = next((found for found in inside if start in (found.first, (found.title or (0,))[0])), None)
        if name is None or name.form is not MentionForm.NAMED or name.kind not in MEMBERS[opening]:
            if opening == (",",):
                continue
            return None, ()
        heads, also = find_others(document, words, lexicon, inside, name, last)
        if opening == (",",) and (also or not closes(document, words, heads[-1], last)):
            return None, ()
        if opening in ALL_MEMBERS:
            return None, heads if len(heads) > 1 else ()
        return i - (words.lower[i - 1] == ","), heads
    return None, ()


def closes(document: Document, words: Words, found: Found, last: int) -> bool:
    """True for a name that ends the source, but for where its bearer sits: "..., Mary Ng and Peter Lund of Ohio"."""
    rest = skip_label(document.text[words.end[found.last - 1] : words.end[last - 1]] + ",")
    return not rest.strip(" ,")


def skip_label(gap: str) -> str:
    """Return what follows a name without the party or the seat: "(D-Ohio) and" -> " and", " of Ohio and" -> " and"."""
    label = LABEL.match(gap) or SEAT.match(gap)
    return gap[label.end() :] if label else gap


def find_others(
    document: Document, words: Words, lexicon: Lexicon, inside: list[Found], head: Found, last: int
) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """Return the head with those joined to it by commas and "and": names as heads, descriptions as words."""
    heads, also, end = [head], [], head.last
    after = sorted(
        (found for found in inside if found.first >= head.last), key=lambda found: (found.first, -found.last)
    )
    for found in after:
        if found.first < end or is_in_title(found, after):
            continue
        start = found.begin
        if found.form is MentionForm.NOMINAL:
            # "former governor Mary Ng": the name that a description leads up to.
            follows = found.last + (words.lower[found.last : found.last + 1] == [","])
            name = next((other for other in after if other.first == follows and other.kind is Kind.PERSON), None)
            found = name or found
        gap = document.text[words.end[end - 1] : words.start[start]]
        if found.last < len(words) and words.lower[found.last] in POSSESSIVE_MARKS:
            gap = re.sub(r"^['’]s?", "", gap)  # "Okafor's and Lund's view"
        gap = skip_label(gap)
        two = heads[-1].kind is Kind.PERSON and found.kind is Kind.PERSON
        joined = JOINT.fullmatch(gap) or (two and CALLING.fullmatch(gap))
        apposed = two and re.search(r",\s+and\s+$", gap)
        speaks = found.kind is not None or heads[-1].kind is None or heads[-1].head in lexicon.places
        if found.form is MentionForm.NAMED and speaks and (joined or apposed):
            heads.append(found)
            end = found.last
        elif found.form is MentionForm.NOMINAL and joined and re.search(r"\b(?:and|n?or)\b", gap) and heads:
            also.append(document.quote(words.span(found.first, last)))
            break
    if not also and end < last and (heads[-1].kind is Kind.PERSON or "others" in words.lower[end:last]):
        also += find_unnamed(document, words, end, last)
    between = document.text[words.end[head.last - 1] : words.start[heads[-1].first]].lower()
    # "Okafor, Lund pledge to meet": a headline leaves "and" out.
    opening = words.sentence[head.first] in words.headlines or (words.sentence[head.first] == 0 and end == last)
    headline = opening and all(one.kind is Kind.PERSON for one in heads)
    if len(heads) > 1 and not headline and not also and not re.search(r"\b(and|or|nor|with|as)\b|&", between):
        heads = heads[:1]
    return tuple(heads), tuple(also)


def divide_joined(words: Words, inside: list[Found], first: int, last: int) -> list[tuple[int, int]]:
    """Return the parts of a source that "and" joins, each of them a phrase of its own; [] for one phrase.

    "she |and her aides"     "Lund, |his aides and |the port"     "the White House |and party leaders"
    "bakers and millers", "a friend of Lund and the mayor", "Lund, the mayor and head of the port"    one
    """
    named = [found for found in inside if found.form is MentionForm.NAMED]
    covered = {i for name in named for i in range(name.begin, name.last)}
    opens = {name.begin for name in named}
    opens |= {found.first for found in inside if found.form is MentionForm.NOMINAL and found.plural}
    parts, begin = [], first + (words.lower[first] == "both")
    for i in range(begin, last - 1):
        word, after = words.lower[i], i + 1 + (words.lower[i + 1] == "and")
        if i in covered or i < begin or after >= last:
            continue
        determined = words.lower[after] in DETERMINERS or words.lower[after].isdigit()
        owned = words.lower[after] in POSSESSIVE and "and" in words.lower[after:last]
        if i > begin and ((word == "and" and (determined or after in opens)) or (word == "," and owned)):
            parts.append((begin, i))
            begin = after
        elif word in BEFORE_COMPLEMENT or word == "and":
            if not parts:
                return []
            break
    parts.append((begin, last))
    return parts if len(parts) > 1 else []


def find_unnamed(document: Document, words: Words, end: int, last: int) -> list[str]:
    """Return who stands after the last name without one: "a handful of others" of "Okafor and a handful of others"."""
    rest = skip_label(document.text[words.end[end - 1] : words.end[last - 1]])
    opening = UNNAMED.match(rest)
    return [rest[opening.end() :]] if opening else []


def is_in_title(found: Found, others: list[Found]) -> bool:
    """True for a name that is part of somebody's title: "House" of "House Speaker Mary Ng"."""
    return any(other.title and other.title[0] <= found.first < other.title[1] for other in others)
