"""The record: one SQLite file of who said what.

In:   Extractions to add; Queries, names and keys to answer.
Out:  Pages of Hits and Persons, Articles, Facets.
Not here: SQL of any size (write.py, search.py, people.py, verify.py); showing (cli, web, notebook.py).
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from weakref import WeakSet

from onrecord.errors import OnRecordError
from onrecord.record import facets, overview, people, search, verify, write
from onrecord.record.rows import (
    Article,
    BadQuery,
    Facets,
    Hit,
    Page,
    Person,
    Query,
    parse_chains,
    parse_document_row,
    parse_statement_row,
)
from onrecord.record.schema import open_database
from onrecord.types import Document, Extraction


class NotInRecord(OnRecordError):
    """No article, statement or person has this key."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a record holds, counted over the current version of every article."""

    documents: int
    versions: int
    statements: int
    speakers: int
    first_day: str | None
    last_day: str | None
    unnamed: int
    no_speaker: int


class Record:
    """One SQLite file of who said what; open it with `Record.open(path)`."""

    def __init__(self, path: Path, write: bool) -> None:
        self.path = path
        self._write = write
        self._local = threading.local()
        self._opened: WeakSet[sqlite3.Connection] = WeakSet()
        self.connection()

    @classmethod
    def open(cls, path: str | Path = "onrecord.db", write: bool = False) -> Record:
        """Return the record at `path`, to read; with `write`, to add to, made if there is none.

        Record.open("onrecord.db").search(Query("recuse"))
        """
        return cls(Path(path), write)

    def connection(self) -> sqlite3.Connection:
        """Return this thread's own connection."""
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = open_database(self.path, self._write)
            self._local.connection = connection
            self._opened.add(connection)
        return connection

    def close(self) -> None:
        """Close the connections of all threads."""
        while self._opened:
            self._opened.pop().close()
        self._local = threading.local()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # Adding

    def knows(self, document: Document, model: str) -> bool:
        """True where `model` and this version of onrecord read this very article last; then tagging can be spared."""
        return write.find_read(self.connection(), document, model) is not None

    def add(self, extraction: Extraction, model: str) -> bool:
        """Add one article, wholly or not at all; False where there was nothing new.

        A changed article under the same id, URL or path becomes a new version, and the old one is kept.
        """
        return write.add_extraction(self.connection(), extraction, model)

    def touch(self, document: Document, model: str) -> bool:
        """Like `add` for an article that is known: notes where it lies now. False where it has yet to be read."""
        return write.touch_known(self.connection(), document, model)

    # Asking

    def search(self, query: Query | str = "") -> Page:
        """Return a page of Hits: `page.next` is what to give as `after` for the one that follows."""
        return search.search(self.connection(), Query(query) if isinstance(query, str) else query)

    def iter_hits(self, query: Query) -> Iterator[Hit]:
        """Return every hit of the query, page after page; `query.limit` is the length of a page."""
        while True:
            page = self.search(query)
            yield from page
            if page.next is None:
                return
            query = replace(query, after=page.next)

    def facets(self, query: Query | str = "") -> Facets:
        """Return how the statements that match are spread over speakers, publishers, acts, months ..."""
        return facets.count_facets(self.connection(), Query(query) if isinstance(query, str) else query)

    def statement(self, key: str) -> Hit:
        """Return the statement of this key, also of a version of an article that is no longer current."""
        row = self.connection().execute("SELECT id FROM statement WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise NotInRecord(f"statement {key[:40]!r}: not in {self.path.name}. Look for it: onrecord search WORDS")
        return search.load_hits(self.connection(), [row["id"]])[0]

    def document(self, key: str) -> Article:
        """Return the article of this key, or the newest version of the one given in under this id."""
        connection = self.connection()
        row = connection.execute("SELECT * FROM document WHERE key = ?", (key,)).fetchone() or connection.execute(
            "SELECT * FROM document WHERE given_id = ? ORDER BY current DESC, version DESC, key LIMIT 1", (key,)
        ).fetchone()
        if row is None:
            raise NotInRecord(f"article {key[:40]!r}: not in {self.path.name}. Add it: onrecord add FILE")
        ids = [found[0] for found in connection.execute(
            "SELECT id FROM statement WHERE document = ? ORDER BY ordinal", (row["id"],))]
        versions = connection.execute(
            "SELECT key FROM document WHERE lineage = ? OR id = ? ORDER BY version", (row["lineage"], row["id"]))
        readings = connection.execute(
            "SELECT model, version, read_at FROM reading WHERE document = ? ORDER BY id", (row["id"],))
        path = connection.execute("SELECT min(path) FROM place WHERE document = ?", (row["id"],)).fetchone()[0]
        return Article(
            row["key"], parse_document_row(row, path), row["sha256"], row["version"], bool(row["current"]),
            tuple(version[0] for version in versions), tuple(tuple(reading) for reading in readings),
            parse_chains(row["people"]), tuple(search.load_hits(connection, ids)),
        )

    def documents(self, limit: int = 50, after: str | None = None) -> Page:
        """Return a page of current articles (key, title, publisher, published, url, statements), newest first."""
        where, values = "", []
        if after is not None:
            published, dot, key = after.rpartition(".")
            if not dot:
                raise BadQuery(f"after {after[:40]!r} is no end of a page of articles. Begin without it.")
            where, values = "AND (coalesce(published, ''), key) < (?, ?)", [published, key]
        limit = min(max(limit, 1), 1000)
        rows = self.connection().execute(
            "SELECT key, title, byline, publisher, published, url, statements FROM document WHERE current "
            f"{where} ORDER BY coalesce(published, '') DESC, key DESC LIMIT ?", (*values, limit + 1)).fetchall()
        page = Page(dict(row) for row in rows[:limit])
        if len(rows) > limit:
            page.next = f"{page[-1]['published'] or ''}.{page[-1]['key']}"
        return page

    def person(self, key: str) -> Person:
        """Return the entity of this key, with names and roles."""
        row = self.connection().execute("SELECT id FROM entity WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise NotInRecord(f"person {key[:40]!r}: not in {self.path.name}. Look for a name: onrecord who NAME")
        return people.load_person(self.connection(), row["id"])

    def who(self, name: str) -> list[Person]:
        """Return everyone whom `name` may mean, most quoted first. What they said: `search(Query(speaker=name))`."""
        connection = self.connection()
        return [people.load_person(connection, entity) for entity in people.find_entities(connection, name)]

    def people(self, words: str = "", order: str = "statements", named: bool | None = None,
               limit: int = 50, after: str | None = None) -> Page:
        """Return a page of Persons who speak, without aliases and roles; `words` must all occur in the name."""
        return people.list_people(self.connection(), words, order, named, limit, after)

    def talks_about(self, limit: int = 500) -> list[tuple[str, str, int]]:
        """Return (speaker's key, key of the one spoken about, statements), the commonest first."""
        return people.count_about(self.connection(), limit)

    def days(self, query: Query | str = "") -> list[tuple[str, str, int]]:
        """Return (day, act, count) of the statements that match, in order of time."""
        return overview.count_days(self.connection(), Query(query) if isinstance(query, str) else query)

    def naming(self) -> list[tuple[str, int, int, int]]:
        """Return (publisher, statements of named speakers, of unnamed ones, of nobody), most statements first."""
        return overview.count_naming(self.connection())

    def offices(self, hits: list[Hit]) -> dict[tuple[str, str], str]:
        """Return (article's key, speaker's key) -> what the article says the speaker is."""
        return overview.find_offices(self.connection(), hits)

    def beside(self, key: str, limit: int = 20) -> tuple[list[tuple], list[tuple]]:
        """Return whom a person talks about, and who talks about them; each (key, name, statements)."""
        return overview.count_beside(self.connection(), key, limit)

    def near(self, hit: Hit, limit: int = 5) -> list[Hit]:
        """Return what the same speaker said elsewhere in most of the same words."""
        return overview.find_near(self.connection(), hit, limit)

    def summary(self) -> Summary:
        """Return what the record holds."""
        row = self.connection().execute(
            "SELECT (SELECT count(*) FROM document WHERE current), (SELECT count(*) FROM document), "
            "(SELECT count(*) FROM facet), (SELECT count(*) FROM entity WHERE statements > 0), "
            "(SELECT min(published) FROM document WHERE current), (SELECT max(published) FROM document WHERE current), "
            "(SELECT count(*) FROM facet WHERE named = 0), (SELECT count(*) FROM facet WHERE named IS NULL)").fetchone()
        return Summary(*row)

    def verify(self) -> list[str]:
        """Return every fault in the record, one line each: hashes, quotes to the character, the full-text index."""
        return verify.find_faults(self.connection())

    # Showing

    def iter_extractions(self, current: bool = True) -> Iterator[tuple[str, Extraction]]:
        """Return (key, what was read) of every article, in order of keys; with `current` False, old versions too."""
        connection = self.connection()
        where = "WHERE current" if current else ""
        for [row_id] in connection.execute(f"SELECT id FROM document {where} ORDER BY key").fetchall():
            row = connection.execute("SELECT * FROM document WHERE id = ?", (row_id,)).fetchone()
            statements = connection.execute("SELECT * FROM statement WHERE document = ? ORDER BY ordinal", (row_id,))
            yield row["key"], Extraction(
                parse_document_row(row), tuple(map(parse_statement_row, statements)), parse_chains(row["people"]))

    def to_pandas(self, query: Query | str = "") -> Any:
        """Return the statements that match as a pandas DataFrame, one a row, all pages; needs pandas."""
        from onrecord.record.notebook import render_frame

        return render_frame(self, Query(query) if isinstance(query, str) else query)

    def _repr_html_(self) -> str:
        from onrecord.record.notebook import render_html

        return render_html(self)
