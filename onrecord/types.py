"""Every noun of onrecord, as a frozen dataclass.

In:   nothing; this module imports only the standard library, and every other one imports it.
Out:  what flows between the stages: Document -> Segments -> Attribution -> Statement.
Not here: how any of them is made (read, tag, resolve), stored (record) or written as JSON (interchange.py).

What is written (spans) stays apart from what we make of it (readings): `source` is copied from the article,
`speaker` is ours and can be wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Quotation(StrEnum):
    """Whether the content stands between quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What was done by saying it. The meanings are those of the annotation guide (docs/format.md)."""

    STATE = "state"
    DENY = "deny"
    CONFIRM = "confirm"
    COMMIT = "commit"
    DEMAND = "demand"
    JUDGE = "judge"
    ASK = "ask"
    PREDICT = "predict"
    BELIEVE = "believe"


class Kind(StrEnum):
    """What sort of thing speaks."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    DOCUMENT = "document"
    AUTHOR = "author"


class MentionForm(StrEnum):
    """How a mention refers: by name, by description, by pronoun."""

    NAMED = "named"
    NOMINAL = "nominal"
    PRONOMINAL = "pronominal"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article: `document.text[start:end]`.

    Counted in characters (Unicode code points), half-open like a slice. `Document.text` is never edited
    after reading, so a span made anywhere can be checked everywhere.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"Span({self.start}, {self.end}): start must lie before end, and neither below 0")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when `other` lies wholly inside, the same span included."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read.

    `text` is what spans count in. `boilerplate` are the stretches of `text` that are no body (dateline, by-line,
    "READ MORE" links, courtesies, picture credits): they stay in the text and are not tagged.
    `published` is an ISO date no more precise than the page said: "2017-03-03", "2017-03", "2017".
    `extra` holds the fields of an input line that onrecord has no use for; they are given back unchanged.
    Without an `id`, one is derived from publisher, URL, title, date and text: the same every time.
    """

    text: str
    id: str = ""
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    dateline: str | None = None
    agency: str | None = None
    credits: tuple[str, ...] = ()
    language: str | None = None
    path: str | None = None
    boilerplate: tuple[Span, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.id:
            parts = (self.publisher, self.url, self.title, self.published, self.text)
            digest = hashlib.sha256("\x1f".join(part or "" for part in parts).encode("utf-8", "surrogatepass"))
            object.__setattr__(self, "id", digest.hexdigest()[:16])

    def quote(self, span: Span) -> str:
        """Return the characters of `span`; the only way the package copies words out of an article."""
        return self.text[span.start : span.end]

    @property
    def sha256(self) -> str:
        """The hash of `text` as UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between quotation marks, the marks included.

    `depth` is 0 for the outermost. `closed` is False where the mark never closes; the stretch then ends with its
    paragraph, or where the next quotation opens. `continued` is True where it is not closed and the next paragraph
    opens again, so that the quotation goes on there.
    """

    span: Span
    depth: int = 0
    closed: bool = True
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Segments:
    """How an article's body is divided: paragraphs, sentences and quotations, each in order of the text.

    Paragraphs and sentences leave out boilerplate, carry no white space at their ends, and never overlap among
    themselves; every sentence lies in one paragraph.
    """

    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words near an attribution that the tagger holds for one of its fields: who, to whom, through what or when.

    `field` is "speaker" (then a word of the name), "addressee", "channel" or "timex"; `score` how likely it holds this,
    against all other words around and against none.
    """

    field: str
    span: Span
    score: float


LIKELY = 0.5
"""The score from which an attribution is likelier right than wrong; what has less is left out unless asked for."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A passage that ascribes words or thoughts to someone: where the article says so, not yet who it is.

    Each role is zero or more spans in order of the text: `source` is empty where the text names none, `content`
    never. `score` is the calibrated probability that the attribution is right. `acts` is how likely the tagger holds
    each Act, as logarithms in Act's order; `pointers` what else it sees around. Both empty where no tagger looked.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float = 1.0
    acts: tuple[float, ...] = ()
    pointers: tuple[Pointer, ...] = ()

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("Attribution: content is empty; something must have been said")


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that refers to someone or something that can speak."""

    span: Span
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Role:
    """What the article says someone is: an office, a party, a state, an age.

    `words` is where it stands ("the attorney general", "R-CA", "of Utah", "47"); `category` one of office, party,
    state, age, relation, description; `value` is it in plain words ("chairman of the House Intelligence Committee").
    `former` is True for "former", "then-", "ex-".
    """

    words: Span
    category: str
    value: str
    former: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """All mentions of one person, organisation, group or document within one article, and what it says of them.

    `name` is the fullest name the article uses; where it uses none, the description as written.
    """

    name: str
    kind: Kind
    named: bool
    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Timex:
    """The words for a time, and what they stand for.

    `value` and `type` are TIMEX3's ("2017-W09", DATE); `iso` is the calendar date or interval no more precise than
    the words ("2017-02-27/2017-03-05"), or None where they name none ("recently").
    """

    span: Span
    type: str
    value: str
    iso: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is behind a source: one name or several, the fullest form the article uses, without titles.

    `named` is False for those the article leaves without a name ("a senior White House official").
    For the article's own voice, `kind` is AUTHOR and the name "AUTHOR".
    """

    names: tuple[str, ...]
    kind: Kind
    named: bool

    def __post_init__(self) -> None:
        if not self.names:
            raise ValueError("Speaker: no name; a statement whose text names nobody has speaker None")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a reading stands: which field, the words it rests on, and one sentence a reader can check.

    `score` is 0 to 1; under 0.5 the page calls the reading unsure.
    """

    field: str
    why: str
    words: Span | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution with its words resolved. It says that something was said, never that it is so.

    `addressee`, `channel` and `timex` are the article's words; `speaker`, `said_on`, `act`, `negated` and `relay`
    are what we make of it. `said_on` is an ISO date or interval, no more precise than the words. `relay` names who
    the article has it from ("..., CNN reported"). Absence is None.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quotation: Quotation
    speaker: Speaker | None = None
    addressee: Span | None = None
    channel: Span | None = None
    timex: Span | None = None
    said_on: str | None = None
    act: Act = Act.STATE
    negated: bool = False
    relay: str | None = None
    score: float = 1.0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article gave: its statements in order of the text, and who figures in it.

    Iterating gives the statements:  for statement in extract(document, tagger): ...
    """

    document: Document
    statements: tuple[Statement, ...]
    chains: tuple[Chain, ...] = ()

    def __iter__(self) -> Iterator[Statement]:
        return iter(self.statements)

    def __len__(self) -> int:
        return len(self.statements)
