"""What single words say about who is meant: the tables of onrecord/data, read once.

In:   given_names.csv, surnames.txt, titles.csv, nouns.csv, places.csv, organizations.csv, officeholders.csv.
Out:  Lexicon, with a lookup for each.
Not here: which words of an article belong together (mentions.py).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from onrecord.resolve.wordlists import read_list, read_table, read_text
from onrecord.types import Kind

IRREGULAR = {"people": "person", "children": "child", "wives": "wife", "spouses": "spouse", "persons": "person"}


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for someone or something that can speak: "spokeswoman" is a person, female, one."""

    singular: str
    kind: Kind
    gender: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Term:
    """An office that somebody held: months as "2017-02"; empty where unknown or not ended."""

    name: str
    gender: str
    office: str
    place: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables. Keys are lower case, except the words of `phrases`, which are as written."""

    given: dict[str, float]
    endings: dict[str, float]
    surnames: frozenset[str]
    titles: dict[str, tuple[str, str]]
    nouns: dict[str, Noun]
    places: dict[str, str]
    demonyms: dict[str, str]
    states: dict[str, str]
    organizations: dict[str, str]
    types: dict[str, str]
    common: frozenset[str]
    terms: dict[str, list[Term]]
    leaders: dict[str, list[Term]]
    phrases: dict[tuple[str, ...], str]


@cache
def read_classes() -> dict[str, frozenset[str]]:
    """Return the blocks of word_classes.txt: class -> words."""
    classes: dict[str, list[str]] = {}
    name = ""
    for line in read_text("word_classes.txt").splitlines():
        if line[:1].isalpha():
            name, _, line = line.partition(":")
        if not line.startswith("#"):
            classes.setdefault(name, []).extend(line.split())
    return {name: frozenset(words) for name, words in classes.items()}


def read_class(name: str) -> frozenset[str]:
    """Return one class of word_classes.txt."""
    return read_classes()[name]


def pluralize(noun: str) -> str:
    """Return the plural: spokesman -> spokesmen, agency -> agencies, boss -> bosses, son-in-law -> sons-in-law."""
    head, dash, rest = noun.partition("-in-")
    if head.endswith("man") and head not in ("human", "german"):
        plural = head[:-3] + "men"
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        plural = head[:-1] + "ies"
    elif head.endswith(("s", "x", "ch", "sh")):
        plural = head + "es"
    else:
        plural = head + "s"
    return plural + dash + rest


def read_nouns() -> dict[str, Noun]:
    """Return each noun and its plural; several persons or organisations are a group."""
    nouns: dict[str, Noun] = {}
    for row in read_table("nouns.csv"):
        kind = Kind(row["kind"])
        nouns[row["noun"]] = Noun(row["noun"], kind, row["gender"], kind is Kind.GROUP)
    for noun in list(nouns.values()):
        if noun.kind is not Kind.GROUP:
            kind = Kind.DOCUMENT if noun.kind is Kind.DOCUMENT else Kind.GROUP
            nouns.setdefault(pluralize(noun.singular), Noun(noun.singular, kind, noun.gender, True))
    for plural, singular in IRREGULAR.items():
        nouns[plural] = Noun(singular, Kind.GROUP, "", True)
    return nouns


def read_places() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return place -> its kind, demonym -> place, and abbreviation -> state."""
    places: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    states: dict[str, str] = {}
    for row in read_table("places.csv"):
        name, forms = row["place"], [form for form in row["forms"].split("|") if form]
        places[name.lower()] = row["kind"]
        if row["kind"] == "state":
            states |= {form.lower(): name for form in (name, *forms)}
        else:
            for form in forms:
                demonyms[form.lower()] = name
                demonyms.setdefault(form.lower() + "s", name)
    return places, demonyms, states


def measure_endings(given: dict[str, float]) -> dict[str, float]:
    """Return the last two letters of given names -> the share of women among them: "na" is nearly always hers."""
    shares = defaultdict(list)
    for name, women in given.items():
        shares[name[-2:]].append(women)
    return {ending: sum(values) / len(values) for ending, values in shares.items() if len(values) >= 5}


@cache
def read_lexicon() -> Lexicon:
    """Return the tables; read on the first call, about 30 ms."""
    places, demonyms, states = read_places()
    organizations, phrases, types = {}, {}, {}
    for row in read_table("organizations.csv"):
        for form in (row["name"], *filter(None, row["forms"].split("|"))):
            organizations[form.lower().removeprefix("the ")] = row["name"]
            types[form.lower().removeprefix("the ")] = row["type"]
            phrases[tuple(form.removeprefix("The ").split())] = "organization"
    terms = defaultdict(list)
    leaders = defaultdict(list)
    for row in read_table("officeholders.csv"):
        term = Term(**row)
        terms[term.name.lower()].append(term)
        if term.start and term.office.startswith(("president", "vice president", "prime minister", "chancellor")):
            leaders[term.name.split()[-1].lower()].append(term)
    for row in read_table("places.csv"):
        phrases.setdefault(tuple(row["place"].split()), "place")
    given = {row["name"]: float(row["women"]) for row in read_table("given_names.csv")}
    return Lexicon(
        given=given,
        endings=measure_endings(given),
        surnames=frozenset(read_list("surnames.txt")),
        titles={row["title"]: (row["gender"], row["office"]) for row in read_table("titles.csv")},
        nouns=read_nouns(),
        places=places,
        demonyms=demonyms,
        states=states,
        organizations=organizations,
        types=types,
        common=frozenset(read_list("common_words.txt")),
        terms=dict(terms),
        leaders=dict(leaders),
        phrases=phrases,
    )
