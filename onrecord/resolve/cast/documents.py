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
from onrecord.resolve.cast.mentions import has_owner
from onrecord.resolve.cast.polls import POLLS, find_first_maker, is_same_poll
from onrecord.resolve.cast.sources import SourceReading
from onrecord.resolve.cast.threads import Thread
from onrecord.resolve.cast.words import POSSESSIVE
from onrecord.types import Kind, MentionForm

if TYPE_CHECKING:
    from onrecord.resolve.cast.chains import Cast

# A poll's also before whom it was made for, and when: "a Lund College poll | for the Harbour Post".
POLL_END = frozenset({"for", "the"})
# What "a new national poll" says no more of than "a poll".
PLAIN = frozenset(("a", "an", "the", "this", "that", "new", "latest", "same", "national", "nationwide", "statewide"))
# What tells who made a poll: that poll is one of its own.
MADE = ("by", "from", "for", "conducted", "commissioned", "taken")
# What follows a document's name and is no part of it: "a Reuters poll | released Monday".
NAME_END = read_class("document_name_end")


def find_inner(cast: Cast, found: Found) -> list[Found]:
    """Return the names inside a description."""
    return [
        other
        for other in cast.mentions
        if found.first <= other.first and other.last <= found.last and other.form is MentionForm.NAMED
    ]


def find_named_document(
    cast: Cast, found: Found, inner: list[Found], reading: SourceReading | None
) -> tuple[Thread | None, float]:
    """Return the document that a description calls by its maker, now with that name, or None."""
    name = name_document(cast, found, inner, reading)
    if name is None:
        return None, 0.0
    thread = find_document(cast, found, name) or Thread(Kind.DOCUMENT)
    thread.names, thread.named = {**thread.names, name: 1}, True
    return thread, 0.9


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
    if found.head in POLLS:
        names = {name.last: name for name in cast.mentions if name.form is MentionForm.NAMED}
        first = find_first_maker(cast.words, names, first)
    last = found.last
    limit = max(reading.words[1], last) if reading else last
    ends = NAME_END | POLL_END if found.head in POLLS else NAME_END
    while last < limit and cast.words.lower[last] not in ends:
        last += 1
    return tuple(cast.document.quote(cast.words.span(first, last)).split())


def find_document(cast: Cast, found: Found, name: tuple[str, ...]) -> Thread | None:
    """Return the document that goes by this name, or the unnamed one of the lead that it is now the name of."""
    folded = [word.lower() for word in name]
    documents = (thread for thread in cast.threads if thread.kind is Kind.DOCUMENT)
    called = [(thread, other) for thread in documents for other in thread.names]
    same = next((thread for thread, other in called if [word.lower() for word in other] == folded), None)
    same = same or next((thread for thread, other in called if is_same_poll(name, other)), None)
    return same or find_unnamed_before(cast, found)


def can_name(cast: Cast, found: Found, name: Found) -> bool:
    """True for a name that a document goes by: an organisation's; for a poll also one that no table knows."""
    if name.kind is Kind.ORGANIZATION:
        return True
    whole = " ".join(name.name).lower()
    known = whole in cast.lexicon.places or whole in cast.lexicon.demonyms
    several = "-" in whole and name.last == found.last - 1  # "a Harbour Post-Lund Watch poll"
    return found.head in POLLS and (name.kind is None or several) and not known


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


def place_named_polls(cast: Cast, descriptions: list[Found], readings: dict[tuple[int, int], SourceReading]) -> None:
    """Put the polls that have a name into threads, before those that are called "a poll" in the lead above them."""
    for found in descriptions:
        if found.head not in POLLS or found.form is not MentionForm.NOMINAL or cast.find(found)[0] is not None:
            continue
        reading = readings.get((found.first, found.last))
        thread, score = find_named_document(cast, found, find_inner(cast, found), reading)
        if thread is not None:
            cast.place(found, thread, score)


def find_poll_below(cast: Cast, found: Found, reading: SourceReading | None) -> tuple[Thread | None, float]:
    """Return the poll that the article names further down, where headline or lead have "a new poll"."""
    if found.head not in POLLS or found.plural or not is_plain(cast, found):
        return None, 0.0
    lead = cast.words.sentence[found.first] < LEAD_SENTENCES
    behind = cast.words.lower[found.last : max(found.last + 1, reading.words[1] if reading else 0)]
    if not set(behind).isdisjoint(MADE) or ("of" in behind and not lead):
        return None, 0.0
    polls = (thread for thread in cast.threads if any(name[-1].lower() in POLLS for name in thread.names))
    told = {thread: [one.first for one in thread.found if not is_plain(cast, one)] for thread in polls}
    named = [(min(places), number, thread) for number, (thread, places) in enumerate(told.items()) if places]
    if not named or min(named)[0] < found.first or not (lead or len(named) == 1):
        return None, 0.0
    return min(named)[2], 0.8


def is_plain(cast: Cast, found: Found) -> bool:
    """True where nothing before the noun tells one poll from another: "a new national poll"."""
    return PLAIN.issuperset(cast.words.lower[found.first : found.last - 1])
