"""Names that only the bounds of a source tell: "Democracy for Ohio", "a group, Lund Watch,", "gave her name as Lund".

In:   the words of a source and the mentions inside it.
Out:  the name that the source is or gives, or None where the mentions know better.
Not here: names that their own words tell (runs.py, kinds.py).
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.kinds import ORG_HEADS, make_name
from onrecord.resolve.cast.lexicon import Lexicon
from onrecord.resolve.cast.runs import OPENING_NAME
from onrecord.resolve.cast.words import POSSESSIVE_MARKS, Words
from onrecord.types import Kind, MentionForm

# Small words inside names.
JOINTS = ("of", "for", "the", "and", "on", "&", *POSSESSIVE_MARKS)
NAMING = ("called", "named")
# Before the "as" that tells what somebody goes by.
GOING_BY = {"name", "himself", "herself", "identified", "themselves"}
# Whose office bears the name of what they are.
OFFICERS = ("coroner", "sheriff", "assessor", "auditor", "clerk", "attorney", "prosecutor", "defender", "ombudsman")


def find_whole_name(words: Words, lexicon: Lexicon, inside: list[Found], first: int, last: int) -> Found | None:
    """Return the name that a source is as a whole, where the mentions hold only parts of it; else None.

    "the Lund County Coroner's Office"     "Our Lanterns"     "Democracy for Ohio, a group that ..."
    "a group called Color of Ohio"         "Lund and Okafor", "Senate Republicans"   None
    """
    last = next((i for i in range(first, last) if words.lower[i] == ","), last)
    start = find_called(words, lexicon, first, last) or first
    called = start > first
    start += words.lower[start] == "the"
    texts, lower = words.text[start:last], words.lower[start:last]
    if words.sentence[first] in words.headlines or len(texts) < 2:
        return None
    capitals = [text[0].isupper() for text in texts]
    if not capitals[-1] or not all(up or word in JOINTS for up, word in zip(capitals, lower, strict=True)):
        return None
    if any(found.first <= start and found.last >= last and found.kind is not None for found in inside):
        return None
    parts = [found for found in inside if found.form is MentionForm.NAMED and found.last <= last]
    if not called and not is_one_body(words, lexicon, parts, start, last):
        return None
    # "Coroner", "'s" are one word of the name.
    name = "".join(text if words.start[i] == words.end[i - 1] else f" {text}" for i, text in enumerate(texts, start))
    return make_name(start, last, Kind.ORGANIZATION, "", tuple(name.split()))


def find_called(words: Words, lexicon: Lexicon, first: int, last: int) -> int | None:
    """Return where the name begins in "a group called ..."; None where none is given, or a person's."""
    for i in range(first + 1, last - 1):
        noun = lexicon.nouns.get(words.lower[i - 1])
        if words.lower[i] in NAMING and noun is not None and noun.kind is Kind.ORGANIZATION:
            return i + 1
    return None


def is_one_body(words: Words, lexicon: Lexicon, parts: list[Found], first: int, last: int) -> bool:
    """True where the small words in a capitalized stretch tell of one organisation."""
    lower = words.lower[first:last]
    if " ".join(lower) in lexicon.organizations:
        return True
    if lower[0] in OPENING_NAME:
        return not any(found.kind is Kind.PERSON for found in parts) and lower[-1] not in lexicon.nouns
    marks = [k for k, word in enumerate(lower) if word in POSSESSIVE_MARKS]
    if marks:
        # "the Sheriff's Office", but no "Okafor's Office"
        return all(lower[k - 1] in lexicon.titles or lower[k - 1] in OFFICERS for k in marks) and lower[-1] in ORG_HEADS
    cause = lower.index("for") if "for" in lower else len(lower)
    if any(found.kind is Kind.PERSON and found.first < first + cause for found in parts) or lower[0] in lexicon.titles:
        return False
    names = [found for found in parts if found.kind is not None or " ".join(found.name).lower() in lexicon.places]
    if "and" in lower:
        before = lower[: lower.index("of")] if "of" in lower else lower
        apart = [found for found in names if found.first < first + len(before)]
        return "and" in before and before[-1] in ORG_HEADS and len(apart) < 2
    return cause < len(lower) and lower[-1] not in lexicon.nouns and lower[cause - 1] not in lexicon.nouns


def find_told_name(words: Words, inside: list[Found], first: int) -> Found | None:
    """Return the name that someone goes by in "a man who gave his name only as Lund", "... identified as Lund"."""
    for found in inside:
        told = not GOING_BY.isdisjoint(words.lower[first : found.first])
        if told and found.form is MentionForm.NAMED and words.lower[found.first - 1] == "as" and found.title is None:
            return replace(found, kind=Kind.PERSON)
    return None


def find_body_behind(words: Words, inside: list[Found], base: int, last: int) -> Found | None:
    """Return the organisation that stands alone behind its description and a comma: "one group, Bakers United,".

    Another description may come first: "the oven's maker, the Ohio company Lund,".
    """
    if words.lower[base : base + 1] != [","]:
        return None
    bodies = (found for found in inside if found.form is MentionForm.NAMED and found.kind is Kind.ORGANIZATION)
    told = {found.last for found in inside if found.form is MentionForm.NOMINAL and found.kind is Kind.ORGANIZATION}
    behind = (found for found in bodies if found.first - (words.lower[found.first - 1] == "the") == base + 1
              or (found.first in told and "," not in words.lower[base + 1 : found.first]))
    return next((found for found in behind if words.lower[found.last : min(found.last + 1, last)] in ([], [","])), None)
