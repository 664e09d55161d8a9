"""What the JSON looks like, for the OpenAPI document: names and types of every field.

In:   nothing.
Out:  types that FastAPI turns into schemas.
Not here: making the JSON (interchange.py, record/export.py, api.py).
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from onrecord.record import Summary

Span = tuple[int, int]


class Error(BaseModel):
    """What went wrong, in a sentence."""

    error: str


ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": Error, "description": "A question that cannot be asked"},
    404: {"model": Error, "description": "Not in the record"},
    422: {"model": Error, "description": "A parameter out of bounds"},
    429: {"description": "Too many requests"},
    503: {"model": Error, "description": "The question takes too long"},
}


class Speaker(BaseModel):
    name: str | list[str]
    kind: str
    named: bool


class Named(BaseModel):
    key: str
    name: str


class Counted(Named):
    statements: int


class Reason(BaseModel):
    """Why a reading stands; under a score of 0.5 it is unsure."""

    field: str
    why: str
    span: Span | None
    score: float


class Readings(BaseModel):
    """One statement as in docs/format.md: spans count characters of the article's text, half-open."""

    key: str
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    quotation: Literal["direct", "indirect", "mixed"]
    speaker: Speaker | None
    speakers: list[Named]
    addressee: str | None
    channel: str | None
    timex: str | None
    said_on: str | None
    act: str
    negated: bool
    relay: str | None
    score: float
    evidence: dict[str, Span]
    reasons: list[Reason]


class ArticleLine(BaseModel):
    key: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    sha256: str | None = None
    byline: str | None = None
    statements: int | None = None


class Statement(Readings):
    """A statement with its words and its article."""

    said: str
    day: str | None
    article: ArticleLine
    passage: str
    passage_start: int
    marks: list[Span]


class FacetsShape(BaseModel):
    total: int
    speakers: list[tuple[str, str, int]]
    publishers: list[tuple[str, int]]
    acts: list[tuple[str, int]]
    quotations: list[tuple[str, int]]
    named: list[tuple[bool | None, int]]
    months: list[tuple[str, int]]


class SearchShape(BaseModel):
    statements: list[Statement]
    next: str | None
    facets: FacetsShape | None


class ArticleList(BaseModel):
    articles: list[ArticleLine]
    next: str | None


class ReadingRun(BaseModel):
    model: str
    version: str
    read_at: str


class ArticleShape(BaseModel):
    """An article as in docs/format.md, with its keys and versions; fields of the input stand beside its own."""

    key: str
    id: str
    title: str | None
    text: str
    sha256: str
    version: int
    current: bool
    versions: list[str]
    readings: list[ReadingRun]
    statements: list[Readings]
    people: list[dict[str, Any]]


class PersonLine(BaseModel):
    key: str
    name: str
    kind: str
    named: bool
    statements: int


class PersonList(BaseModel):
    people: list[PersonLine]
    next: str | None


class Alias(BaseModel):
    name: str
    articles: int


class RoleShape(BaseModel):
    category: str
    value: str
    former: bool
    words: str
    span: Span
    document: str
    published: str | None
    publisher: str | None


class PersonShape(PersonLine):
    """One who speaks or is named; `about` are those they talk about, `by` those who talk about them."""

    aliases: list[Alias]
    roles: list[RoleShape]
    about: list[Counted]
    by: list[Counted]


class Naming(BaseModel):
    publisher: str
    named: int
    unnamed: int
    nobody: int


class Month(BaseModel):
    month: str
    acts: dict[str, int]


class NodeShape(Named):
    weight: int


class TieShape(BaseModel):
    """`speaker` and `about` are places in `nodes`."""

    speaker: int
    about: int
    statements: int


class NetworkShape(BaseModel):
    nodes: list[NodeShape]
    ties: list[TieShape]


class OverviewShape(BaseModel):
    summary: Summary
    speakers: list[Counted]
    naming: list[Naming]
    months: list[Month]
    network: NetworkShape
