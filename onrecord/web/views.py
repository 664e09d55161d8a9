"""What pages show that the record does not say outright: colours, readings in order, doubts, filters as links.

In:   hits, people and facets of the record.
Out:  small nouns that a template writes down.
Not here: HTML (templates), how dates and acts are put (words.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import Facets, Hit, Person, PersonRole, Record
from onrecord.types import Document
from onrecord.web import words
from onrecord.web.asked import Asked

COLOURS = 24  # classes of style.css; with more speakers they come round again, and the names in the margin tell
SHOWN = 8  # of each filter at first
READINGS = {"speaker": "Who", "act": "What was done by saying it", "negated": "Negated", "quotation": "Quotation",
            "addressee": "To whom", "channel": "Through what", "timex": "Words for the time", "said_on": "When",
            "relay": "By whose account"}
PLAIN = {"quotation": "whether the words stand between quotation marks"}
NAMING = {True: ("yes", "named"), False: ("no", "not named")}


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One speaker of an article: its colour, and how many statements it has there."""

    name: str
    key: str | None
    colour: str
    count: int
    first: str


class Colours:
    """One colour a speaker, given in order of first speaking; the legend begins with who says most."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._numbers: dict[str, int] = {}
        entries: dict[str, list] = {}
        for hit in hits:
            key = hit.speakers[0][0] if hit.speakers else ""
            if key:
                self._numbers.setdefault(key, len(self._numbers))
            entry = entries.setdefault(key, [words.render_speaker(hit), key or None, self.of(hit), 0, hit.key])
            entry[3] += 1
        self.legend = sorted((LegendEntry(*entry) for entry in entries.values()), key=lambda entry: -entry.count)

    def of(self, hit: Hit) -> str:
        """Return the class of the hit's speaker; "c-none" where the article names nobody."""
        return f"c{self._numbers[hit.speakers[0][0]] % COLOURS}" if hit.speakers else "c-none"


def number_speakers(hits: Sequence[Hit]) -> Colours:
    """Return the colours of an article's speakers."""
    return Colours(hits)


@dataclass(frozen=True, slots=True)
class Reading:
    """What we make of a statement in one respect, with the words and the reason it rests on.

    `score` is None where the reading is the article's own words, or gives no reason.
    """

    name: str
    value: str
    words: str | None
    start: int | None
    end: int | None
    why: str | None
    score: float | None

    @property
    def unsure(self) -> bool:
        return self.score is not None and self.score < words.UNSURE


def list_readings(hit: Hit, document: Document) -> list[Reading]:
    """Return every reading of a statement in a reader's order; a second reason gives a second row."""
    statement = hit.statement
    values = {"speaker": words.render_speaker(hit), "act": words.render_said(statement),
              "quotation": statement.quotation.value, "addressee": hit.addressee, "channel": hit.channel,
              "timex": hit.timex, "said_on": words.render_day(statement.said_on), "relay": statement.relay}
    own = {"speaker": statement.source[:1], "act": statement.cue[:1], "addressee": (statement.addressee,),
           "channel": (statement.channel,), "timex": (statement.timex,)}
    readings = []
    for name, value in values.items():
        if not value:
            continue
        reasons = [reason for reason in statement.reasons if reason.field == name]
        if not reasons:
            span = next(iter(own.get(name, ())), None)
            why = PLAIN.get(name, "the article’s own words" if span else None)
            readings.append(build_reading(name, value, document, span, why, None))
        for reason in reasons:
            readings.append(build_reading(name, value, document, reason.words, reason.why, reason.score))
    return readings


def build_reading(name: str, value: str, document: Document, span, why: str | None, score: float | None) -> Reading:
    """Return a reading with the words its span covers."""
    quoted = document.quote(span) if span else None
    return Reading(READINGS[name], value, quoted, span.start if span else None, span.end if span else None, why, score)


def find_doubts(hit: Hit) -> list[str]:
    """Return what is not sure about a statement, in short: ["who", "when"]; "passage" is the attribution itself."""
    short = {"speaker": "who", "act": "what it was", "said_on": "when", "timex": "when", "addressee": "to whom",
             "channel": "through what", "relay": "by whose account", "negated": "whether negated"}
    doubts = ["whether it is a statement"] if hit.statement.score < words.UNSURE else []
    for reason in hit.statement.reasons:
        if reason.score < words.UNSURE:
            doubts.append(short.get(reason.field, reason.field))
    return list(dict.fromkeys(doubts))


def list_offices(person: Person) -> list[tuple[str, str, list[PersonRole]]]:
    """Return (category, what they are, where it says so) in order of time, "former" told apart."""
    offices: dict[tuple[str, str], list[PersonRole]] = {}
    for role in person.roles:
        value = f"former {role.value}" if role.former else role.value
        offices.setdefault((role.category, value), []).append(role)
    order = ["office", "party", "state", "age", "relation", "description"]
    return sorted(((category, value, roles) for (category, value), roles in offices.items()),
                  key=lambda entry: (order.index(entry[0]) if entry[0] in order else 9, entry[2][0].published or "",
                                     entry[1]))


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: a link that sets it, or takes it back where it is set."""

    label: str
    count: int | None
    address: str
    chosen: bool


def list_filters(record: Record, asked: Asked, facets: Facets) -> list[tuple[str, str, list[Choice]]]:
    """Return (name, heading, choices) of every filter, with counts that follow the question."""
    values: list[tuple[str, str, list[tuple[str, str, int]]]] = [
        ("speaker", "Speaker", [(key, words.render_name(name), count) for key, name, count in facets.speakers]),
        ("publisher", "Publisher", [(name, name, count) for name, count in facets.publishers]),
        ("act", "What was done", [(act, words.render_act(act), count) for act, count in facets.acts]),
        ("named", "Source", [(*NAMING[named], count) for named, count in facets.named if named is not None]),
        ("quotation", "Quotation", [(name, name, count) for name, count in facets.quotations]),
    ]
    filters = []
    for name, heading, choices in values:
        set_to = getattr(asked, name)
        shown = [Choice(label, count, asked.address(**{name: None if value == set_to else value}), value == set_to)
                 for value, label, count in choices[: 12 if name != "speaker" else SHOWN + 4]]
        if set_to and not any(choice.chosen for choice in shown):
            label = name_value(record, name, str(set_to))
            shown.insert(0, Choice(label, None, asked.address(**{name: None}), True))
        filters.append((name, heading, shown))
    return filters


def name_value(record: Record, name: str, value: str) -> str:
    """Return what a filter's value is called: a speaker's key becomes the name."""
    if name == "speaker":
        found = record.who(value)
        return words.render_name(found[0].name) if found else value
    return value
