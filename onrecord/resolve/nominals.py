"""Descriptions placed: by what was said of someone, by a head used before, by nearness, or as someone new.

In:   a Cast and one description ("the attorney general", "a senior official", "Clinton's campaign").
Out:  its thread in the Cast.
Not here: names (people.py, organizations.py), pronouns (antecedents.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolve.antecedents import find_antecedent
from onrecord.resolve.names import parse_name
from onrecord.resolve.offices import EMPTY, score_office
from onrecord.resolve.runs import Found
from onrecord.resolve.sources import SourceReading
from onrecord.resolve.threads import Thread
from onrecord.types import Kind, MentionForm

if TYPE_CHECKING:
    from onrecord.resolve.chains import Cast

# An organisation that is named after a person: "Clinton's campaign", "the Obama administration".
NAMED_AFTER = {"campaign": "campaign", "team": "campaign", "camp": "campaign", "administration": "administration"}
REPORTS = {"study", "survey", "report", "poll", "paper", "analysis", "review"}
MIN_OFFICE = 0.5


def place_description(cast: Cast, found: Found, reading: SourceReading | None) -> None:
    """Put a description into a thread; `reading` is given where it heads a source."""
    inner = [
        other
        for other in cast.mentions
        if found.first <= other.first and other.last <= found.last and other.form is MentionForm.NAMED
    ]
    if found.head in NAMED_AFTER and place_named_after(cast, found, inner):
        return
    if found.kind is Kind.ORGANIZATION and inner and inner[-1].last == found.last - 1 and found.definite:
        if "'s" not in cast.words.lower[found.first : found.last]:
            place_as_name(cast, found, inner[-1])
            return
    thread, score = None, 0.0
    if found.definite or not found.plural:
        thread, score = find_by_office(cast, found, inner, reading)
    if thread is None:
        thread, score = find_by_head(cast, found, reading)
    if thread is None and found.definite and is_bare(cast, found, reading, inner):
        thread, score = find_epithet_bearer(cast, found)
    if thread is None:
        thread, score = Thread(found.kind or Kind.PERSON, found.gender, plural=found.plural), 0.9
    if not thread.named and (reading or not thread.description):
        words = reading.description if reading else cast.document.quote(cast.words.span(found.first, found.last))
        if len(words) > len(thread.description) and not thread.description_from_source:
            thread.description = " ".join(words.split())
            thread.description_from_source = bool(reading)
    cast.place(found, thread, score)


def place_named_after(cast: Cast, found: Found, inner: list[Found]) -> bool:
    """Put "Clinton's campaign", "her campaign", "the campaign" into the thread "Clinton campaign"."""
    noun = NAMED_AFTER[found.head]
    owner = next((cast.find(other)[0] for other in inner if other.kind is Kind.PERSON), None)
    if owner is None and cast.words.lower[found.first] in ("his", "her", "their"):
        owner = cast.of.get((found.first, found.first + 1), (None, 0))[0]
    campaigns = [
        thread
        for thread in cast.threads
        if thread.kind is Kind.ORGANIZATION and noun in thread.heads and thread.found[0].first < found.first
    ]
    if owner is None or owner.kind is not Kind.PERSON:
        if inner or not found.definite or not campaigns:
            return False
        cast.place(found, max(campaigns, key=lambda thread: thread.found[-1].first), 0.7)
        return True
    family = next(iter(owner.person_names), None) or parse_name(owner.fullest)
    name = (owner.fullest[-1] if not family.suffix else owner.fullest[-2].rstrip(","), noun)
    thread = next((thread for thread in campaigns if name in thread.names), None)
    if thread is None:
        thread = Thread(Kind.ORGANIZATION, named=True)
        thread.names[name] = 1
    cast.place(found, thread, 0.95)
    return True


def place_as_name(cast: Cast, found: Found, last: Found) -> None:
    """Put "the Senate banking committee" into a thread of that name: a name in part is a name."""
    first = found.first
    while cast.words.lower[first] in ("the", "a", "an", "this", "that"):
        first += 1
    name = tuple(cast.words.text[first : found.last])
    thread = next((thread for thread in cast.threads if name in thread.names), None)
    if thread is None:
        thread = Thread(Kind.ORGANIZATION, named=True)
        thread.names[name] = 1
    cast.place(found, thread, 0.9)


def is_bare(cast: Cast, found: Found, reading: SourceReading | None, inner: list[Found]) -> bool:
    """True where nothing in the description or after it says who is meant: "the senator", not "the man who ..."."""
    if inner or found.plural or (reading and reading.words[1] > found.last):
        return False
    after = cast.words.lower[found.last] if found.last < len(cast.words) else ""
    return after not in ("who", "of", "for", "that", "whose", "in", "at", "from")


def find_by_office(cast: Cast, found: Found, inner: list[Found], reading) -> tuple[Thread | None, float]:
    """Return the person whose role the description names, by the article or by the tables."""
    if found.kind is not Kind.PERSON or not found.definite:
        return None, 0.0
    end = reading.words[1] if reading else found.last
    modifiers = (
        {word for word in cast.words.lower[found.first : end] if word[0].isalpha()} - EMPTY - {found.head, "for"}
    )
    best: tuple[float, int, Thread] | None = None
    for thread in cast.threads:
        if (
            thread.kind is not Kind.PERSON
            or not thread.named
            or (found.gender and thread.gender not in ("", found.gender))
        ):
            continue
        if any(cast.find(other)[0] is thread for other in inner):
            continue
        fit = score_office(thread, found.head, modifiers, cast.lexicon, cast.document.published)
        if fit >= MIN_OFFICE:
            before = [mention.first for mention in thread.found if mention.first < found.first]
            rank = (fit, before[-1] if before else -1, thread)
            if best is None or rank[:2] > best[:2]:
                best = rank
    if best is None or (inner and best[0] < 1.2):
        return None, 0.0
    return best[2], min(0.95, 0.4 + 0.4 * best[0])


def find_by_head(cast: Cast, found: Found, reading) -> tuple[Thread | None, float]:
    """Return the latest thread called by the same noun: "the report" after "a report"."""
    heads = REPORTS if found.head in REPORTS and found.definite else {found.head}
    bare = found.last - found.first <= 2 and (reading is None or reading.words[1] <= found.last)
    candidates = []
    for thread in cast.threads:
        if thread.kind is not (found.kind or thread.kind) or thread.plural != found.plural:
            continue
        before = [mention.first for mention in thread.found if mention.first < found.first]
        if not before:
            continue
        named_so = (
            thread.named
            and thread.kind is not Kind.PERSON
            and any(heads & {word.lower() for word in name} for name in thread.names)
        )
        if (found.definite and bare and (heads & set(thread.heads) or named_so)) or (
            found.plural and not found.definite and bare and thread.description.lower() == quote(cast, found).lower()
        ):
            candidates.append((before[-1], thread))
    if not candidates:
        return None, 0.0
    return max(candidates, key=lambda pair: pair[0])[1], 0.8


def quote(cast: Cast, found: Found) -> str:
    """Return the words of a mention as written."""
    return cast.document.quote(cast.words.span(found.first, found.last))


def find_epithet_bearer(cast: Cast, found: Found) -> tuple[Thread | None, float]:
    """Return whom a definite description without an earlier mention means: the likeliest named one nearby."""
    named = [thread for thread in cast.threads if thread.named]
    thread, score = find_antecedent(cast.words, cast.scene, found, named)
    return thread, 0.6 * score
