"""Who can be told something: whether words are a listener's, or a thing's.

In:   a noun phrase, its Passage, and the chains of the article.
Out:  yes or no.
Not here: to whom it was said (addressees.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.resolve.telling.passages import Passage
from onrecord.resolve.telling.phrases import PRONOUNS, TIMES
from onrecord.resolve.wordlists import read_sections, word_set
from onrecord.types import Chain, Kind, Span

# A story is told, but hears nothing.
DEAF = re.compile(r"\b(?:stor(?:y|ies)|truth|versions?|lies?|tales?|jokes?)(?:\s+of\b|$)", re.I)
# "the mayor's |motives for leaving": up to the noun that is owned.
OWNED = re.compile(r"(?:\w[’']s|s’)\s+(?:[\w-]+\s+)*?[a-z][\w-]+(?=\s+(?:of|to|for|in)\b|$)")
PLURAL = re.compile(r"(?<![su])s$|^(?:people|police|men|women|children|others|some|many|all|Congress)$")
SELVES = word_set("himself herself themselves itself it")
HUMAN = frozenset((Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION))


def may_hear(words: str) -> bool:
    """True unless the words are no noun phrase of someone: "itself"; a lone verb, as in "told try" or "arose"."""
    if words.lower() in SELVES or words.split()[0].lower() in TIMES:
        return False
    if DEAF.search(words) and not audience().intersection(words.lower().split()):
        return False
    alone = " " not in words and words[0].islower() and words.lower() not in PRONOUNS | audience()
    return not alone or bool(PLURAL.search(words))


def is_owned(passage: Passage, phrase: Span, chains: Sequence[Chain]) -> bool:
    """True for a thing of someone's: "questioned |the mayor's motives"; False for "the mayor's aides"."""
    words = passage.document.quote(phrase)
    owned = OWNED.search(words)
    if owned is None or audience().intersection(words.lower().split()):
        return False
    ends = {mention.span.end for chain in chains if chain.kind in HUMAN for mention in chain.mentions}
    return not ends.intersection((phrase.end, phrase.start + owned.end()))


def can_hear(passage: Passage, phrase: Span, chains: Sequence[Chain]) -> bool:
    """True for a pronoun, an audience, and whoever the article knows as a person, group or organisation."""
    words = passage.document.quote(phrase).lower()
    if not may_hear(passage.document.quote(phrase)):
        return False
    return words in PRONOUNS or bool(audience().intersection(words.split())) or _is_human(phrase, chains)


def _is_human(phrase: Span, chains: Sequence[Chain]) -> bool:
    return any(
        chain.kind in HUMAN and any(phrase.overlaps(mention.span) for mention in chain.mentions) for chain in chains
    )


@cache
def audience() -> frozenset[str]:
    """Return the words for those who are spoken to together: reporters, a crowd."""
    return word_set(" ".join(read_sections("telling.txt")["audience"]))
