"""Names read by the families of the article: a lone family name, all of a family, a given name that shares one.

In:   the names of the running text, each by its own words (runs.py, kinds.py).
Out:  the same, what other names of the article tell of them added.
Not here: who is meant (people.py).
"""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.lexicon import Lexicon
from onrecord.resolve.cast.names import gender_of, parse_name
from onrecord.resolve.cast.organizations import FIRM_ENDS, clean
from onrecord.resolve.cast.words import Words
from onrecord.types import Kind


def name_by_family(lexicon: Lexicon, run: Found, families: set[str], firsts: set[str], firms: set[str]) -> Found:
    """Return a name of one unknown word as a person's where a person of the article has it, a slip of the pen aside.

    "the Okafors" are all who have the family name; a firm that bears no family's name is a firm by its first word.
    """
    word = run.name[0].lower()
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


def name_by_title(lexicon: Lexicon, run: Found, titled: set[str]) -> Found:
    """Return as a person's a full name whose family bears a title elsewhere: "Amy English" with "Ms. English"."""
    name = parse_name(run.name)
    if run.kind is Kind.PERSON or not name.given or name.given[0] not in lexicon.given or name.family not in titled:
        return run
    return replace(run, kind=Kind.PERSON, gender=gender_of(name, lexicon), head=name.family)


def find_firms(runs: list[Found]) -> set[str]:
    """Return the short forms of firms named in full: "solvix" for "Solvix Inc."."""
    firms = (run.name for run in runs if run.kind is Kind.ORGANIZATION and len(run.name) > 1)
    return {name[0].lower() for name in firms if FIRM_ENDS.issuperset(clean(word) for word in name[1:])}


def share_family(words: Words, lexicon: Lexicon, one: Found, other: Found | None) -> Found:
    """Return a given name with the family name of the next: "James" of "James and Olive Meehan" is James Meehan."""
    if other is None or one.kind is not Kind.PERSON or other.kind is not Kind.PERSON or one.title or other.title:
        return one
    if len(one.name) != 1 or len(other.name) != 2 or words.lower[one.last : other.first] != ["and"]:
        return one
    gender = gender_of(parse_name((*one.name, "x")), lexicon)
    return replace(one, name=(*one.name, other.name[-1]), head=other.head, gender=gender) if gender else one
