"""Names of organisations, groups and documents joined: full forms, acronyms, short forms.

In:   a Cast and one named mention.
Out:  its thread in the Cast.
Not here: "the bank", "the campaign" (nominals.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.kinds import LEGAL_FORMS
from onrecord.resolve.cast.lexicon import read_class
from onrecord.resolve.cast.threads import Thread
from onrecord.types import Kind

if TYPE_CHECKING:
    from onrecord.resolve.cast.chains import Cast

SMALL = {"of", "the", "and", "for", "in", "on", "&"}
# What a firm's full name ends with, and its short form leaves out: "Okafor Inc.", "Okafor International".
LEGAL_ENDS = {form.replace(".", "") for form in LEGAL_FORMS}
FIRM_ENDS = LEGAL_ENDS | {"group", "international", "holdings", "motor", "motors", "technologies", "industries"}
FIRM_ENDS |= {"enterprises", "stores", "airlines", "&"}
# What names of firms end with whose first word is enough: "Vasquin & Sons".
FIRM_HEADS = read_class("firm_head")
FIRST_WORD_ENDS = LEGAL_ENDS | FIRM_HEADS
# What the short form of a body leaves out: "Vasquin University", "the Commerce Department".
SPARED = {"university", "college", "institute", "institution", "foundation", "report", "research", "bureau"}
SPARED |= {"department"}


def place_organization(cast: Cast, found: Found) -> None:
    """Put a name into the thread that has it in the same or another form."""
    kind = found.kind or Kind.ORGANIZATION
    if (full := find_abbreviated(cast, found)) is not None:
        cast.place(found, full, 0.95)
        return
    fitting = [
        thread
        for thread in cast.threads
        if thread.kind is kind
        and any(same_organization(cast, found.name, name) for name in telling_names(found, thread))
    ]
    earlier = [thread for thread in fitting if thread.found[0].first <= found.first]
    thread = (earlier or fitting or [Thread(kind, plural=found.plural)])[-1]
    cast.place(found, thread)


def find_abbreviated(cast: Cast, found: Found) -> Thread | None:
    """Return the organisation that a short form is given for beside it: "the Lund People's Party, or LPP,"."""
    lower, before = cast.words.lower, found.first - 1
    if len(found.name) > 1 or sum(map(str.isupper, found.name[0])) < 2 or before < 1:
        return None
    before -= lower[before] in ("the", "“", '"')
    if lower[before] == "or" and lower[before - 1] == ",":
        before -= 1
    elif lower[before] != "(":
        return None
    alone = lower[before] == "(" and lower[found.last : found.last + 1] == [")"]  # "Doctors Without Borders (MSF)"
    long = (name for name in cast.named_until(before) if len(name.name) > 1)
    full = [cast.find(name)[0] for name in long if alone or name.name[0][0] == found.name[0][0]]
    return next((thread for thread in full if thread is not None and thread.kind is Kind.ORGANIZATION), None)


def telling_names(found: Found, thread: Thread) -> list[tuple[str, ...]]:
    """Return the names that a fuller one is compared with: "the Department" joins no two departments."""
    fuller = [name for name in thread.names if len(name) > 1]
    return fuller if fuller and len(found.name) > 1 else list(thread.names)


def same_organization(cast: Cast, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where two names can be one organisation's.

    "AP" and "Associated Press"            by the table, or by the initials
    "the Post" and "The Washington Post"   the last words of the longer, or the first two and more
    "Vasquin Lines Inc." and "Vasquin"     a firm by its first word
    "House Democrats" and "House"          no: other words follow
    """
    ones, others = [clean(word) for word in one], [clean(word) for word in other]
    if ones == others:
        return True
    table = cast.lexicon.organizations
    full, full_other = table.get(" ".join(one).lower()), table.get(" ".join(other).lower())
    if full and full == full_other:
        return True
    short, long = sorted((ones, others), key=len)
    if long[: len(short)] == short and FIRM_ENDS.issuperset(long[len(short) :]):
        return True
    if len(short) == 1 and len(long) > 1:
        if short[0] == long[0] and (long[-1] in FIRST_WORD_ENDS or (len(long) == 2 and long[1] in SPARED)):
            return True
        if short[0] == "".join(word[0] for word in long if word not in SMALL) and len(short[0]) > 1:
            return True
        # "the House" is no White House.
        return short[0] == long[-1] and not (full and full_other) and long[-2:] != ["white", "house"]
    return len(short) > 1 and len(short) < len(long) and (long[-len(short) :] == short or long[: len(short)] == short)


def clean(word: str) -> str:
    """Return a word as it is compared: small, without full stops."""
    return word.lower().replace(".", "")
