"""Documents by name: polls, reports and letters that are called by who made them.

In:   a Cast, a description of a document, and the names inside it.
Out:  its name, given to the thread, where it has one.
Not here: "the poll" after it, which repeats a noun (nominals.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolve.cast.epithets import LEAD_SENTENCES, same_things
from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.lexicon import read_class
from onrecord.resolve.cast.mentions import POSSESSIVE, has_owner
from onrecord.resolve.cast.sources import SourceReading
from onrecord.resolve.cast.threads import Thread
from onrecord.types import Kind

if TYPE_CHECKING:
    from onrecord.resolve.cast.chains import Cast

POLLS = frozenset({"poll", "survey", "average"})
# What follows a document's name and is no part of it: "a Reuters poll | released Monday".
NAME_END = read_class("document_name_end")


def name_document(
    cast: Cast, found: Found, inner: list[Found], reading: SourceReading | None
) -> tuple[str, ...] | None:
    """Return the name of a document called by its maker, or None.

    "a new Reuters/Ipsos poll released on Monday"  ->  Reuters/Ipsos poll
    "a Reuters survey of voter lists"              ->  Reuters survey of voter lists
    "a Republican poll", "Lund's letter"           ->  None
    """
    first = next((name.first for name in inner if can_name(cast, found, name)), None)
    owned = cast.words.lower[found.first] in POSSESSIVE or has_owner(cast.words, found.first, found.last)
    if first is None or found.plural or owned or found.head not in cast.lexicon.nouns:
        return None
    if cast.words.sentence[found.first] in cast.words.headlines:
        return None
    last = found.last
    limit = max(reading.words[1], last) if reading else last
    while last < limit and cast.words.lower[last] not in NAME_END:
        last += 1
    return tuple(cast.document.quote(cast.words.span(first, last)).split())


def find_document(cast: Cast, found: Found, name: tuple[str, ...]) -> Thread | None:
    """Return the document that goes by this name, or the unnamed one of the lead that it is now the name of."""
    folded = [word.lower() for word in name]
    documents = (thread for thread in cast.threads if thread.kind is Kind.DOCUMENT)
    same = next((t for t in documents if any([word.lower() for word in n] == folded for n in t.names)), None)
    return same or find_unnamed_before(cast, found)


def can_name(cast: Cast, found: Found, name: Found) -> bool:
    """True for a name that a document goes by: an organisation's; for a poll also one that no table knows."""
    if name.kind is Kind.ORGANIZATION:
        return True
    whole = " ".join(name.name).lower()
    known = whole in cast.lexicon.places or whole in cast.lexicon.demonyms
    return found.head in POLLS and name.kind is None and not known


def find_unnamed_before(cast: Cast, found: Found) -> Thread | None:
    """Return the one document of its sort that the lead speaks of without a name: "a new poll ... The Reuters poll"."""
    things = same_things(found.head)
    alike = [
        thread
        for thread in cast.threads
        if thread.kind is Kind.DOCUMENT and not thread.plural and things & set(thread.heads) and not thread.members
    ]
    if len(alike) != 1 or alike[0].names:
        return None
    return alike[0] if cast.words.sentence[alike[0].found[0].first] < LEAD_SENTENCES else None
