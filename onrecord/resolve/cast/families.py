"""Names read by the families of the article: a lone family name, all of a family, a given name that shares one.

In:   the names of the running text, each by its own words (runs.py, kinds.py).
Out:  the same, what other names of the article tell of them added.
Not here: who is meant (people.py).
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.kinds import LEGAL_FORMS
from onrecord.resolve.cast.lexicon import Lexicon
from onrecord.resolve.cast.names import PARTICLES, TITLE_TOO, gender_of, parse_name
from onrecord.resolve.cast.organizations import FIRM_ENDS, FIRM_HEADS, SPARED, clean
from onrecord.resolve.cast.words import Words
from onrecord.types import Kind


def name_by_family(lexicon: Lexicon, run: Found, families: set[str], firsts: set[str], firms: set[str]) -> Found:
    """Return a name of one unknown word as a person's where a person of the article has it, a slip of the pen aside.

    "the Okafors" are all who have the family name; a firm that bears no family's name is a firm by its first word.
    """
    word = run.name[0].lower()
    if " ".join(run.name).lower() in firms and len(run.name) > 1 and word not in lexicon.given:
        return replace(run, kind=Kind.ORGANIZATION, gender="", head=" ".join(run.name).lower())
    if len(run.name) == 2 and run.kind is None and word in PARTICLES and run.name[1].lower() in families:
        return replace(run, kind=Kind.PERSON, gender="", head=" ".join(run.name).lower())  # "De Okafor" said
    if len(run.name) > 1 or (run.kind is not None and word in lexicon.organizations):
        return run
    if word in firms and word not in families and run.title is None:
        return replace(run, kind=Kind.ORGANIZATION, gender="", head=word)
    stems = [word.removesuffix(ending) for ending in ("s", "es") if word.endswith(ending)]
    stem = next((stem for stem in stems if stem in families), None)
    if stem is not None and word not in families and word not in lexicon.surnames:
        return replace(run, kind=Kind.PERSON, gender="", head=stem, plural=True)
    if run.kind is Kind.PERSON:
        return run
    known = word if word in families or (run.kind is None and word in firsts) else None
    if known is None and run.kind is None and len(word) > 5 and word not in lexicon.places:
        known = next(iter(get_close_matches(word, sorted(families), 1, 0.9)), None)
    return replace(run, kind=Kind.PERSON, gender="", head=known) if known else run


def cut_to_known(lexicon: Lexicon, run: Found, known: set[tuple[str, ...]]) -> Found:
    """Return a person's name without the words that are no part of it where the article has it alone elsewhere.

    "Ada Okafor Joins Growing List"   Ada Okafor: a headline in the midst of the text
    "Vermonter Ada Okafor"            Ada Okafor
    "Dean Okafor" beside Ada Okafor   Okafor, a dean
    """
    first = run.name[0]
    if first.lower() in TITLE_TOO and any(name[0] != first and name[1:] == run.name[1:] for name in known):
        return replace(cut_name(lexicon, run, 1, 2), gender="")
    if run.kind is not Kind.PERSON or len(run.name) < 3:
        return run
    lower = [word.lower() for word in run.name]
    for size in range(len(lower) - 1, 1, -1):
        if run.name[:size] in known and is_beside(lexicon, lower[size:]):
            return cut_name(lexicon, run, 0, size)
        start = len(lower) - size
        whole = lower[0] in lexicon.given or "." in lower[0] or lower[start] in PARTICLES
        if run.name[start:] in known and not whole and tells_of_somebody(lexicon, lower[0]):
            return cut_name(lexicon, run, start, len(lower))
    return run


def tells_of_somebody(lexicon: Lexicon, word: str) -> bool:
    """True for what stands before a name: a plain word, a nation, a town's people ("Vermonter"); not "Aung"."""
    tables = (lexicon.common, lexicon.nouns, lexicon.titles, lexicon.places, lexicon.demonyms, lexicon.organizations)
    return any(word in table for table in tables) or word.endswith(("er", "an", "ite", "ese"))


def is_beside(lexicon: Lexicon, lower: list[str]) -> bool:
    """True for what only stands behind a name: plain words, a place."""
    return " ".join(lower) in lexicon.places or all(is_plain(lexicon, word) for word in lower)


def is_plain(lexicon: Lexicon, word: str) -> bool:
    """True for a plain word, a verb's "s" aside, that is no family name."""
    return not lexicon.common.isdisjoint((word, word.removesuffix("s"))) and word not in lexicon.surnames


def cut_name(lexicon: Lexicon, run: Found, start: int, end: int) -> Found:
    """Return a person's name cut to its words `start` up to `end`; what stands before them becomes a title."""
    name = run.name[start:end]
    first, parsed = run.first + start, parse_name(name)
    title = (run.begin, first) if start or run.title else None
    gender = gender_of(parsed, lexicon) or run.gender
    return replace(run, first=first, last=run.first + end, name=name, gender=gender, head=parsed.family, title=title)


def read_slip(words: Words, lexicon: Lexicon, run: Found, families: set[str], names: list[Found]) -> Found:
    """Return a family name that is nobody's and stands alone once as the one that it misspells.

    "Sweeny" beside "Steve Sweeney": a letter too few; "Keidis" beside "Anthony Kiedis": two that changed places. And
    "Guardian", a newspaper's name without its article, beside "Don Guardian".
    """
    word = run.name[0].lower()
    if run.kind is Kind.ORGANIZATION and bears(words, lexicon, run, names):
        return as_family(run, run.head)
    if len(run.name) > 1 or run.plural or run.head in families:
        return run
    if run.kind not in (Kind.PERSON, Kind.ORGANIZATION, None) or word in lexicon.organizations | lexicon.places.keys():
        return run
    if word in lexicon.given or len(word) < 6 or sum(other.name == run.name for other in names) > 1:
        return run
    close = get_close_matches(word, sorted(families), 1, 0.9)
    mixed = [name for name in sorted(families) if name[0] == word[0] and sorted(name) == sorted(word)]
    return as_family(run, (close + mixed)[0]) if close or mixed else run


def bears(words: Words, lexicon: Lexicon, run: Found, names: list[Found]) -> bool:
    """True for the lone name of an organisation that somebody in the article has for a family name."""
    word = run.name[0].lower()
    if len(run.name) > 1 or words.lower[run.first - 1] == "the":
        return False
    people = (other for other in names if other.kind is Kind.PERSON and other.head == word and len(other.name) > 1)
    if not any(other.title or other.name[0].lower() in lexicon.given for other in people):
        return False
    return not any(
        other.kind is Kind.ORGANIZATION and len(other.name) > 1 and other.name[0].lower() == word for other in names
    )


def as_family(run: Found, family: str) -> Found:
    """Return a name as the family name of a person."""
    return replace(run, kind=Kind.PERSON, gender="", head=family)


def name_by_title(lexicon: Lexicon, run: Found, titled: set[str]) -> Found:
    """Return as a person's a full name whose family bears a title elsewhere: "Amy English" with "Ms. English"."""
    name = parse_name(run.name)
    if run.kind is Kind.PERSON or not name.given or name.given[0] not in lexicon.given or name.family not in titled:
        return run
    return replace(run, kind=Kind.PERSON, gender=gender_of(name, lexicon), head=name.family)


def find_firms(lexicon: Lexicon, runs: list[Found]) -> set[str]:
    """Return the short forms of firms named in full: "solvix" for "Solvix Inc.", "red lund" for "Red Lund Co.".

    "Vasquin University"           vasquin
    "Vasquin & Sons"               vasquin
    "Vasquin-Lund Harbours Inc."   vasquin-lund, vasquin; but of "American Harbours Inc." no "american"
    """
    firms = [run.name for run in runs if run.kind is Kind.ORGANIZATION and len(run.name) > 1]
    short = {name[0].lower() for name in firms if FIRM_ENDS.issuperset(clean(word) for word in name[1:])}
    legal = [" ".join(name[:-1]).lower() for name in firms if name[-1].lower() in LEGAL_FORMS]
    first = {word for name in legal for word in (name.split()[0], re.split(r"[\s-]", name)[0])}
    first |= {name[0].lower() for name in firms if len(name) == 2 and name[1].lower() in SPARED}
    first |= {name[0].lower() for name in firms if name[-1].lower() in FIRM_HEADS}
    tables = (lexicon.given, lexicon.common, lexicon.places, lexicon.demonyms, lexicon.titles)
    return short.union(legal, (word for word in first if not any(word in table for table in tables)))


def find_departments(lexicon: Lexicon, runs: list[Found]) -> set[str]:
    """Return what the departments that the article names are called for short: "state" for "the State Department"."""
    named = {" ".join(run.name).lower() for run in runs if len(run.name) == 2}
    return {name.split()[0] for name in named if name.endswith(" department") and name in lexicon.organizations}


def share_family(words: Words, lexicon: Lexicon, one: Found, other: Found | None) -> Found:
    """Return a given name with the family name of the next: "James" of "James and Olive Meehan" is James Meehan."""
    if other is None or one.kind is not Kind.PERSON or other.kind is not Kind.PERSON or one.title or other.title:
        return one
    if len(one.name) != 1 or len(other.name) != 2 or words.lower[one.last : other.first] != ["and"]:
        return one
    gender = gender_of(parse_name((*one.name, "x")), lexicon)
    return replace(one, name=(*one.name, other.name[-1]), head=other.head, gender=gender) if gender else one
