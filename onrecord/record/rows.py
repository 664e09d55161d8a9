"""What is asked of the record, and what it answers with: small frozen nouns, and how rows become them.

In:   rows of the record's tables.
Out:  Query (asked); Hit, Article, Person, PersonRole, Facets, Page (answered).
Not here: the SQL (search.py, people.py, record.py).
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import OnRecordError
from onrecord.interchange import parse_spans
from onrecord.types import (
    Act,
    Chain,
    Document,
    Kind,
    Mention,
    MentionForm,
    Quotation,
    Reason,
    Role,
    Span,
    Speaker,
    Statement,
)


class BadQuery(OnRecordError):
    """A question that cannot be asked: a date that is none, too many words, a cursor of another kind."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. Everything absent matches everything: `Query()` lists the whole record, newest first.

    `words` must all occur in the content or the speaker's name, in any order and inflection; words between double
    quotation marks must stand together. `speaker` is a name, an alias or an entity's key; `about` likewise, of one
    mentioned in the content; `document` an article's key. `since` and `until` are ISO dates, both ends
    included, each as long as known: until="2017-03" takes all of March. A statement counts under the first day
    of `said_on`, or of publication where that is unknown.
    `order` is "date" (newest first) or "relevance" (where the words make up most of the content).
    `after` is the `next` of the page before.
    """

    words: str = ""
    speaker: str | None = None
    since: str | None = None
    until: str | None = None
    act: str | None = None
    publisher: str | None = None
    named: bool | None = None
    quotation: str | None = None
    about: str | None = None
    document: str | None = None
    order: str = "date"
    limit: int = 20
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One statement of the record, with what a line or a card needs to show it.

    `passage` is the stretch of the article around it, `passage_start` where that begins in `document.text`, and
    `passage_cut` whether its paragraph goes on before and after;
    `marks` are the words that matched, as spans of the article. `speakers` are (entity key, name) pairs.
    `day` is `said_on`, or the day of publication where that is unknown.
    """

    key: str
    statement: Statement
    ordinal: int
    content: str
    source: str | None
    cue: str | None
    day: str | None
    addressee: str | None
    channel: str | None
    timex: str | None
    speakers: tuple[tuple[str, str], ...]
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    passage: str
    passage_start: int
    passage_cut: tuple[bool, bool] = (False, False)
    marks: tuple[Span, ...] = ()

    @property
    def speaker(self) -> str | None:
        """The speakers' names as one string, None where the text names nobody."""
        return render_names(self.statement.speaker)


@dataclass(frozen=True, slots=True)
class Article:
    """One document of the record, with its statements in order of the text.

    `versions` are the keys of all its versions, the oldest first; `readings` (model, version, when) of this one.
    """

    key: str
    document: Document
    sha256: str
    version: int
    current: bool
    versions: tuple[str, ...]
    readings: tuple[tuple[str, str, str], ...]
    chains: tuple[Chain, ...]
    statements: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class PersonRole:
    """What one article says someone is, with the article's key, its date and the words."""

    category: str
    value: str
    former: bool
    words: str
    span: Span
    document: str
    published: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """An entity of the record: a person, organisation, group or document that speaks or is named.

    `statements` counts those of current articles. `aliases` are (name, number of articles), the commonest first.
    """

    key: str
    name: str
    kind: Kind
    named: bool
    statements: int
    aliases: tuple[tuple[str, int], ...] = ()
    roles: tuple[PersonRole, ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """How the statements that match a query are spread. Each list is (value, count), the commonest first.

    `speakers` are (entity key, name, count). `months` are ("2017-03", count) in order of time. `total` counts all.
    """

    total: int = 0
    speakers: list[tuple[str, str, int]] = field(default_factory=list)
    publishers: list[tuple[str, int]] = field(default_factory=list)
    acts: list[tuple[str, int]] = field(default_factory=list)
    quotations: list[tuple[str, int]] = field(default_factory=list)
    named: list[tuple[bool | None, int]] = field(default_factory=list)
    months: list[tuple[str, int]] = field(default_factory=list)


class Page(list):
    """A list of Hits or Persons with `next`: what to give as `after` for the page that follows, None on the last."""

    next: str | None = None


def render_names(speaker: Speaker | None) -> str | None:
    """Return the names as one string: "Jeff Sessions", "Mike Pence; other senior Republicans"."""
    return "; ".join(speaker.names) if speaker else None


def parse_text(stored: str | bytes) -> str:
    """Return an article's text as it was given; one with half a surrogate pair is kept as bytes."""
    return stored.decode("utf-8", "surrogatepass") if isinstance(stored, bytes) else stored


def parse_document_row(row: sqlite3.Row, path: str | None = None) -> Document:
    """Return the document of a row of table `document`."""
    names = ("title", "byline", "publisher", "url", "published", "dateline", "agency", "language")
    return Document(
        parse_text(row["text"]),
        id=row["given_id"],
        credits=tuple(json.loads(row["credits"])),
        boilerplate=parse_spans(json.loads(row["boilerplate"])),
        extra=json.loads(row["extra"]),
        path=path,
        **{name: row[name] for name in names},
    )


def parse_statement_row(row: sqlite3.Row) -> Statement:
    """Return the statement of a row of table `statement`."""
    spans: dict[str, Any] = json.loads(row["spans"])
    names = tuple(json.loads(row["names"]))

    def one(role: str) -> Span | None:
        return Span(*spans[role]) if spans.get(role) else None

    return Statement(
        source=parse_spans(spans["source"]),
        cue=parse_spans(spans["cue"]),
        content=parse_spans(spans["content"]),
        quotation=Quotation(row["quotation"]),
        speaker=Speaker(names, Kind(row["kind"]), bool(row["named"])) if names else None,
        addressee=one("addressee"),
        channel=one("channel"),
        timex=one("timex"),
        said_on=row["said_on"],
        act=Act(row["act"]),
        negated=bool(row["negated"]),
        relay=row["relay"],
        score=row["score"],
        reasons=tuple(
            Reason(name, why, Span(*words) if words else None, score)
            for name, why, words, score in json.loads(row["reasons"])
        ),
    )


def render_chains(chains: tuple[Chain, ...]) -> str:
    """Return chains as JSON for column `people`."""
    return json.dumps([
        [c.name, c.kind, c.named,
         [[m.span.start, m.span.end, m.form] for m in c.mentions],
         [[r.words.start, r.words.end, r.category, r.value, r.former] for r in c.roles]]
        for c in chains
    ])


def parse_chains(stored: str) -> tuple[Chain, ...]:
    """Return the chains of column `people`."""
    return tuple(
        Chain(name, Kind(kind), named,
              tuple(Mention(Span(start, end), MentionForm(form)) for start, end, form in mentions),
              tuple(Role(Span(start, end), category, value, former) for start, end, category, value, former in roles))
        for name, kind, named, mentions, roles in json.loads(stored)
    )
