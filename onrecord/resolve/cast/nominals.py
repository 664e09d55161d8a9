"""Descriptions placed: beside a name, by what was said of someone, by a noun used before, by nearness.

In:   a Cast and one description ("the attorney general", "a senior official", "Clinton's campaign").
Out:  its thread in the Cast.
Not here: names (people.py, organizations.py), pronouns (antecedents.py), what fits an office (offices.py).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.resolve.cast.antecedents import find_antecedent
from onrecord.resolve.cast.bearers import find_bearer, score_nearness
from onrecord.resolve.cast.documents import find_inner, find_named_document, find_poll_below
from onrecord.resolve.cast.epithets import (
    ANONYMOUS,
    ORGANIZATION_NOUNS,
    can_be,
    find_epithet_bearer,
    find_named_later,
    find_next_speaker,
    is_bare,
    same_things,
)
from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.mentions import has_owner
from onrecord.resolve.cast.namekinds import AGE
from onrecord.resolve.cast.names import parse_name
from onrecord.resolve.cast.offices import score_home
from onrecord.resolve.cast.roles import make_role
from onrecord.resolve.cast.sources import SourceReading
from onrecord.resolve.cast.threads import Thread
from onrecord.resolve.cast.together import find_all_speakers, find_both
from onrecord.resolve.cast.words import POSSESSIVE
from onrecord.types import Kind, MentionForm

if TYPE_CHECKING:
    from onrecord.resolve.cast.chains import Cast

# An organisation that is named after a person: "Clinton's campaign", "the Obama administration".
NAMED_AFTER = {"campaign": "campaign", "team": "campaign", "camp": "campaign", "administration": "administration"}
# What a nation's adjective makes a name of: "the Saudi government".
STATE_BODIES = (
    "government",
    "military",
    "army",
    "navy",
    "parliament",
    "embassy",
    "ministry",
    "police",
    "senate",
    "court",
)
# What news calls an outlet by, after its name.
PUBLICATIONS = ("newspaper", "magazine", "tabloid", "website", "blog", "network", "daily", "weekly", "outlet")
# What may follow the noun of an apposition.
APPOSITION_ENDS = (
    *(",", ".", "who", "which", "that", "whose", "and"),
    *("of", "for", "at", "on", "in", "with", "from", "to", "by"),
)
# "an attorney for Okafor, Mark Lund": what may follow the noun before the comma, and how many words at most.
# How much it outweighs nearness that the noun stood for an organisation before, and that it has a name; in log odds.
CALLED_SO, IS_NAMED = 1.5, 1.0
# What any organisation of the sort is called, whether or not the article did before.
PLAIN_NOUNS = ORGANIZATION_NOUNS["business"] | {"party", "network", "newspaper"}
COMPLEMENT = ("for", "of", "at", "to", "from", "in", "on")
MAX_COMPLEMENT = 8
# How many sentences after somebody without a name spoke "the woman" can mean her.
UNNAMED_REACH = 5


def place_description(cast: Cast, found: Found, reading: SourceReading | None) -> None:
    """Put a description into a thread; `reading` is given where it heads a source."""
    inner = find_inner(cast, found)
    if found.head in NAMED_AFTER and not found.plural and place_named_after(cast, found, inner, reading is not None):
        return
    owned = has_owner(cast.words, found.first, found.last)
    if found.head in PUBLICATIONS and inner and inner[-1].last == found.last - 1:
        # "the Harbour Post newspaper" is the Harbour Post.
        outlet = cast.find(inner[-1])[0]
        if outlet is not None and outlet.kind is Kind.ORGANIZATION:
            cast.place(found, outlet, 0.95)
            return
    if found.kind is Kind.ORGANIZATION and inner and not owned and (inner[0].kind or found.head in STATE_BODIES):
        thread, score = find_named_later(cast, found)
        if thread is not None:
            cast.place(found, thread, score)
        else:
            place_as_name(cast, found)
        return
    if owned and found.head in STATE_BODIES and any(name.kind is None for name in inner):
        place_as_name(cast, found)  # "China's foreign ministry"
        return
    if found.head == "panel" and (court := find_after_of(cast, found)) is not None:
        cast.place(found, court, 0.8)
        return
    thread, score = cast.find(found)
    if thread is None and found.kind is Kind.DOCUMENT:
        thread, score = find_named_document(cast, found, inner, reading)
    if thread is None:
        thread, score = find_poll_below(cast, found, reading)
    if thread is None and reading is not None:
        thread, score = find_unnamed_speaker(cast, found, reading)
    if thread is None:
        thread, score = find_introduced(cast, found, reading)
    if thread is None:
        thread, score = find_bearer(cast, found, inner, reading)
    if thread is None:
        thread, score = find_both(cast, found)
    if thread is None:
        thread, score = find_by_head(cast, found, reading)
    if thread is None and reading is not None:
        thread, score = find_all_speakers(cast, found)
    if thread is None and not found.plural:
        thread, score = find_named_later(cast, found)
    if thread is None and is_bare(cast, found, reading, inner):
        thread, score = find_epithet_bearer(cast, found)
    if thread is None and reading is not None:
        thread, score = find_next_speaker(cast, found)
    if thread is None:
        thread, score = Thread(found.kind or Kind.PERSON, found.gender, plural=found.plural), 0.9
    words = reading.description if reading else quote(cast, found)
    # "the source" says less than "a source at the station" said.
    if not (thread.descriptions and is_short(cast, found, words)):
        thread.descriptions.setdefault(found.first, words)
    cast.place(found, thread, score)


def is_short(cast: Cast, found: Found, words: str) -> bool:
    """True for a noun with nothing but "the" or "these" before it; of a document nobody says more."""
    if found.kind is Kind.DOCUMENT:
        return False
    return found.last - found.first == 2 and found.definite and len(words.split()) == 2 and not is_owned(cast, found)


def is_owned(cast: Cast, found: Found) -> bool:
    """True where a description says whose: "his lawyer", "the mayor's lawyer"."""
    return cast.words.lower[found.first] in POSSESSIVE or has_owner(cast.words, found.first, found.last)


def quote(cast: Cast, found: Found) -> str:
    """Return the words of a mention as written, on one line."""
    return " ".join(cast.document.quote(cast.words.span(found.first, found.last)).split())


def place_named_after(cast: Cast, found: Found, inner: list[Found], speaks: bool) -> bool:
    """Put "Clinton's campaign", "her campaign", "the campaign" into the thread "Clinton campaign"."""
    noun = NAMED_AFTER[found.head]
    owner = next((cast.find(other)[0] for other in inner if other.kind is Kind.PERSON), None)
    if owner is None and cast.words.lower[found.first] in POSSESSIVE:
        owner = cast.of.get((found.first, found.first + 1), (None, 0))[0]
    campaigns = [thread for thread in campaigns_of(cast, noun) if thread.found[0].first < found.first]
    bare = found.head == "campaign" and found.last - found.first == 2 and found.definite
    if owner is None and bare and speaks and not any(thread.named for thread in campaigns):
        # "the campaign said" where none was spoken of: the campaign of whoever is spoken of.
        people = [t for t in cast.threads if t.kind is Kind.PERSON and t.named and not t.members]
        owner = find_antecedent(cast.words, cast.scene, replace(found, kind=Kind.PERSON), people)[0]
    if owner is None or owner.kind is not Kind.PERSON or not owner.names:
        if inner or not found.definite or not campaigns:
            return False
        cast.place(found, max(campaigns, key=lambda thread: (thread.named, thread.found[-1].first)), 0.7)
        return True
    family = parse_name(owner.fullest)
    written = owner.fullest[:-1] if family.suffix else owner.fullest
    # "the Okafor camp" is called so unless the article speaks of the Okafor campaign, too: the longest word names it.
    spoken, formal = ((written[-1].rstrip(","), word) for word in (found.head, noun))
    own = (t for t in campaigns_of(cast, noun) if any(name[0] == formal[0] for name in t.names))
    thread = next(own, None) or find_called(cast, spoken) or find_called(cast, formal)
    if thread is None:
        thread = Thread(Kind.ORGANIZATION, named=True, heads={noun: found.first})
    thread.names.setdefault(spoken, 1)
    cast.place(found, thread, 0.95)
    return True


def campaigns_of(cast: Cast, noun: str) -> list[Thread]:
    """Return the organisations that are somebody's campaign, or administration."""
    return [thread for thread in cast.threads if thread.kind is Kind.ORGANIZATION and noun in thread.heads]


def find_called(cast: Cast, name: tuple[str, ...]) -> Thread | None:
    """Return the organisation of this name, written large or small: "the Okafor Administration"."""
    folded = [word.lower() for word in name]
    organizations = (thread for thread in cast.threads if thread.kind is Kind.ORGANIZATION)
    return next((t for t in organizations if any([word.lower() for word in n] == folded for n in t.names)), None)


def place_as_name(cast: Cast, found: Found) -> None:
    """Put "the Senate banking committee" into a thread of that name: a name in part is a name."""
    first = found.first
    while cast.words.lower[first] in ("the", "a", "an", "this", "that"):
        first += 1
    name = tuple(cast.document.quote(cast.words.span(first, found.last)).split())
    thread = find_called(cast, name)
    if thread is None:
        thread = Thread(Kind.ORGANIZATION, named=True, names={name: 1})
    cast.place(found, thread, 0.9)


def find_beside(cast: Cast, found: Found) -> tuple[Thread | None, float]:
    """Return the one whose name stands beside a description of one person or thing.

    "Mark Lund, a lawyer, said"     "a lawyer, Mark Lund, said"     "the lawyer Mark Lund"
    "a lawyer named Mark Lund"      "a group called Lund Watch"
    """
    if found.plural:
        return None, 0.0
    lower, sentence = cast.words.lower, cast.words.sentence
    called = count_naming(lower[found.last : found.last + 4], found.kind)
    for name in cast.named_at(found.last + called):
        if name.kind is found.kind:
            return cast.find(name)[0], 0.95
    if lower[found.first - 1] == "and" and (thread := find_joined(cast, found)) is not None:
        return thread, 0.85
    comma = find_comma(cast, found) or 0
    for name in cast.named_at(comma + 1) if comma else ():
        closes = name.last >= len(lower) or lower[name.last] in (",", ".", "—", "–", "(", ")", "of", "at", "who")
        thread = cast.find(name)[0]
        if name.kind is found.kind and closes and thread is not None:
            category = "relation" if lower[found.first] in POSSESSIVE else "office"
            thread.roles += make_role(cast.document, cast.words.span(found.first, comma), category, cast.lexicon)
            return thread, 0.9
    before = found.first - 1 - (AGE.fullmatch(lower[found.first - 1]) is not None)  # "Mary Ng, 54, a lawyer"
    if before >= 1 and lower[before] == "," and sentence[before] == sentence[found.first]:
        for name in cast.named_until(before) or cast.named_until(skip_home(cast, before)):
            after = lower[found.last] if found.last < len(lower) else "."
            ends = after in APPOSITION_ENDS or after.endswith(("ing", "ed"))
            if name.kind is found.kind and ends:
                return cast.find(name)[0], 0.9
    return None, 0.0


def count_naming(behind: list[str], kind: Kind | None) -> int:
    """Return how many words behind a description say that a name follows: "named", "known as", "who calls himself"."""
    if behind[:1] == ["named"] or (behind[:1] == ["called"] and kind is not Kind.PERSON):
        return 1  # "A lawmaker called Lund a liar": of people "called" says nothing
    if behind[:2] == ["known", "as"]:
        return 2
    relative = behind[:1] in (["that"], ["who"], ["which"])
    verb, *rest = behind[relative:] or [""]
    own = rest[:1] in (["himself"], ["herself"], ["itself"])
    return 2 + relative if own and verb in ("calling", "calls", "called") else 0


def find_joined(cast: Cast, found: Found) -> Thread | None:
    """Return who is described by two nouns behind the name: "Mary Ng, the mayor and the | head of the panel,"."""
    before = (
        other
        for other in cast.mentions
        if other.form is MentionForm.NOMINAL
        and not other.plural
        and other.kind is Kind.PERSON is found.kind
        and other.last == found.first - 1
        and cast.words.lower[other.first - 1] == ","
    )
    other = next(before, None)
    return cast.find(other)[0] if other else None


def skip_home(cast: Cast, last: int) -> int:
    """Return where the name ends that "of Ohio" stands behind, else `last`: "Gov. Mary Ng | of Ohio, a lawyer,"."""
    for size in (2, 3):
        place = " ".join(cast.words.lower[last - size + 1 : last])
        if last > size and cast.words.lower[last - size] == "of" and place in cast.lexicon.places:
            return last - size
    return last


def find_comma(cast: Cast, found: Found) -> int | None:
    """Return the comma that ends a description with its complement: "an attorney for Okafor | , Mark Lund,"."""
    for i in range(found.last, min(found.last + MAX_COMPLEMENT, len(cast.words) - 1)):
        if cast.words.sentence[i + 1] != cast.words.sentence[found.first]:
            return None
        if cast.words.lower[i] == ",":
            return i
        told = cast.words.lower[found.first] in ("one", "another", "a", "an") and is_clause(cast, i)
        if i == found.last and cast.words.lower[i] not in COMPLEMENT and not told:
            return None
    return None


def is_clause(cast: Cast, i: int) -> bool:
    """True for the first word of what tells more of an unnamed one: "one pastor supporting Okafor, Mark Lund,"."""
    return cast.words.lower[i] == "who" or cast.words.lower[i].endswith("ing")


def find_after_of(cast: Cast, found: Found) -> Thread | None:
    """Return the organisation that a description is a part of: "a panel of the Court of Appeals"."""
    lower = cast.words.lower
    if found.last + 2 >= len(lower) or lower[found.last] != "of":
        return None
    start = found.last + 1 + (lower[found.last + 1] == "the")
    return next((cast.find(name)[0] for name in cast.named_at(start) if name.kind is Kind.ORGANIZATION), None)


def find_by_head(cast: Cast, found: Found, reading: SourceReading | None) -> tuple[Thread | None, float]:
    """Return the latest thread called by the same noun: "the report" after "a report"."""
    heads = same_things(found.head) if found.definite else {found.head}
    ends = reading is None or reading.words[1] <= found.last or cast.words.lower[found.last] == ","
    bare = found.last - found.first <= 3 and ends
    written = quote(cast, found).lower()
    owned = is_owned(cast, found)
    candidates = []
    for thread in cast.threads:
        if thread.kind is not (found.kind or thread.kind) or thread.plural != found.plural or thread.members:
            continue
        before = [mention.first for mention in thread.found if mention.first < found.first]
        if not before:
            continue
        named_so = (
            thread.named
            and thread.kind in (Kind.ORGANIZATION, Kind.DOCUMENT)
            and any(heads & {word.lower() for word in name} for name in thread.names)
        )
        same = found.definite and not owned and bare and (heads & set(thread.heads) or named_so)
        same = same and (thread.kind is not Kind.PERSON or score_home(thread, set(written.split()), cast.lexicon) >= 0)
        if (
            same
            or written in (text.lower() for text in thread.descriptions.values())
            and (found.plural or found.definite)
        ):
            exact = found.head in thread.heads or any(found.head == name[-1].lower() for name in thread.names)
            candidates.append((exact, before[-1], thread))
    if not candidates:
        return None, 0.0
    if found.kind is Kind.ORGANIZATION and found.definite and bare and not owned:
        return choose_organization(cast, found, [thread for _, _, thread in candidates]), 0.7
    return max(candidates, key=lambda item: item[:2])[2], 0.8


def find_unnamed_speaker(cast: Cast, found: Found, reading: SourceReading) -> tuple[Thread | None, float]:
    """Return who spoke last, without a name, where a noun for anybody takes it up: "an aide ... the woman said"."""
    bare = found.definite and found.last - found.first == 2 and reading.words == (found.first, found.last)
    if found.kind is not Kind.PERSON or found.plural or not bare or is_owned(cast, found):
        return None, 0.0
    if found.head not in ANONYMOUS | {"man", "woman"} or find_by_head(cast, found, reading)[0] is not None:
        return None, 0.0
    heads = [head for other in cast.readings if other for head in other.heads[:1] if head.last <= found.first]
    last = max(heads, key=lambda head: head.first, default=None)
    thread = cast.find(last)[0] if last is not None else None
    near = last is not None and cast.words.sentence[found.first] - cast.words.sentence[last.first] <= UNNAMED_REACH
    if thread is None or thread.named or thread.kind is not Kind.PERSON or thread.plural or not near:
        return None, 0.0
    return (thread, 0.7) if thread.gender in ("", found.gender) or not found.gender else (None, 0.0)


def find_introduced(cast: Cast, found: Found, reading: SourceReading | None) -> tuple[Thread | None, float]:
    """Return the one without a name whom the noun brought in just before: "a port aide ... the aide"."""
    bare = found.definite and found.last - found.first == 2 and (reading is None or reading.words[1] == found.last)
    if found.kind is not Kind.PERSON or found.plural or not bare or found.head in ("man", "woman", "boy", "girl"):
        return None, 0.0
    here = cast.words.sentence[found.first]
    unnamed = (t for t in cast.threads if not t.named and found.head in t.heads and not t.found[0].definite)
    before = ((t, [one.first for one in t.found if one.first < found.first]) for t in unnamed if not t.plural)
    near = [(max(at), t) for t, at in before if at and here - cast.words.sentence[max(at)] <= UNNAMED_REACH]
    return (max(near, key=lambda pair: pair[0])[1], 0.7) if near else (None, 0.0)


def choose_organization(cast: Cast, found: Found, called: list[Thread]) -> Thread:
    """Return which of those called by the noun is nearest; of "the firm" also those with a name that it can mean."""
    others = [t for t in cast.threads if t.kind is found.kind and t.named and not t.members and t not in called]
    fitting = [thread for thread in others if found.head in PLAIN_NOUNS and can_be(cast, found, thread)]
    near = score_nearness(cast, found, [*called, *fitting])
    return max(
        [*called, *fitting],
        key=lambda thread: near.get(id(thread), -9.0) + CALLED_SO * (thread in called) + IS_NAMED * thread.named,
    )
