"""Sources of several: names joined by "and", and those named among the critics, the candidates, the networks.

In:   the words of a source, the mentions inside it, its head.
Out:  all its heads.
Not here: which mention is the head (sources.py).
"""

from __future__ import annotations

import re

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.lexicon import Lexicon
from onrecord.resolve.cast.roles import LABEL
from onrecord.resolve.cast.words import Words
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
}
ALL_MEMBERS = {("which", "include"), ("who", "include"), ("—",), ("–",), (":",)}
# Between one of several and the next.
JOINT = re.compile(
    r"[\s,]*\b(?:and|&|or|nor)\s+(?:(?:the|former|fellow|\d+-year-old|Republicans?|Democrats?|Democratic)\s+)*|\s*,\s*"
)


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
            return None, ()
        heads, _ = find_others(document, words, lexicon, inside, name, last)
        if opening in ALL_MEMBERS:
            return None, heads if len(heads) > 1 else ()
        return i - (words.lower[i - 1] == ","), heads
    return None, ()


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
        start = found.title[0] if found.title else found.first
        if found.form is MentionForm.NOMINAL:
            # "former governor Mary Ng": the name that a description leads up to.
            follows = found.last + (words.lower[found.last : found.last + 1] == [","])
            name = next((other for other in after if other.first == follows and other.kind is Kind.PERSON), None)
            found = name or found
        gap = document.text[words.end[end - 1] : words.start[start]]
        label = LABEL.match(gap)
        gap = gap[label.end() :] if label else gap
        joined = JOINT.fullmatch(gap)
        apposed = re.search(r",\s+and\s+$", gap) and heads[-1].kind is Kind.PERSON and found.kind is Kind.PERSON
        speaks = found.kind is not None or heads[-1].kind is None or heads[-1].head in lexicon.places
        if found.form is MentionForm.NAMED and speaks and (joined or apposed):
            heads.append(found)
            end = found.last
        elif found.form is MentionForm.NOMINAL and joined and re.search(r"\b(?:and|or)\b", gap) and heads:
            also.append(document.quote(words.span(found.first, last)))
            break
    if words.lower[end : end + 2] == ["and", "others"] and end < last:
        also.append(words.text[end + 1])
    between = document.text[words.end[head.last - 1] : words.start[heads[-1].first]]
    # "Okafor, Lund pledge to meet": a headline leaves "and" out.
    opening = words.sentence[head.first] in words.headlines or (words.sentence[head.first] == 0 and end == last)
    headline = opening and all(one.kind is Kind.PERSON for one in heads)
    if len(heads) > 1 and not headline and not re.search(r"\b(and|or|nor|&)\b", between):
        heads = heads[:1]
    return tuple(heads), tuple(also)


def is_in_title(found: Found, others: list[Found]) -> bool:
    """True for a name that is part of somebody's title: "House" of "House Speaker Mary Ng"."""
    return any(other.title and other.title[0] <= found.first < other.title[1] for other in others)
