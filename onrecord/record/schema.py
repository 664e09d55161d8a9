"""The record's tables, and how an older file becomes a newer one.

In:   the path of an SQLite file, or of one that is yet to be.
Out:  a connection to a file whose tables are those of this version.
Not here: what is written into them (write.py) and asked of them (search.py, people.py).

`statement.id` is (day it was said << 44) + 44 bits of the hash of its key. So rows lie in order of time, full-text
hits come out newest first without sorting, pages go on from an id, a range of dates is a range of ids, and none
of it depends on the order in which articles were added. `statement.key` is what is shown outside: it hangs on the
article and the spans alone, so it lives on when a reading of the same words changes.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from onrecord.errors import BrokenRecord

APPLICATION_ID = 0x6F6E7263  # "onrc": `file` and Datasette can tell a record from another SQLite file

TABLES = """
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,            -- hash of every field given and of the text: one a version
  given_id TEXT NOT NULL,              -- the id in the input, or the one derived from the content
  lineage TEXT,                        -- what versions share: the id given, the URL or the file's path
  version INTEGER NOT NULL,
  current INTEGER NOT NULL,
  title TEXT, byline TEXT, publisher TEXT, url TEXT, published TEXT, dateline TEXT, agency TEXT, language TEXT,
  credits TEXT NOT NULL, boilerplate TEXT NOT NULL, extra TEXT NOT NULL, people TEXT NOT NULL,   -- JSON
  statements INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX document_given_id ON document (given_id);
CREATE INDEX document_lineage ON document (lineage, version);
CREATE INDEX document_published ON document (published, key);

CREATE TABLE place (                   -- which document each file held when last read; paths below here are relative
  path TEXT NOT NULL, lineage TEXT NOT NULL, document INTEGER NOT NULL REFERENCES document (id),
  PRIMARY KEY (path, lineage)
) WITHOUT ROWID;
CREATE INDEX place_document ON place (document);

CREATE TABLE reading (                 -- which model and version read each document, the latest one last
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  model TEXT NOT NULL, version TEXT NOT NULL, read_at TEXT NOT NULL, statements INTEGER NOT NULL
);
CREATE INDEX reading_document ON reading (document);

CREATE TABLE publisher (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE statement (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES document (id),
  ordinal INTEGER NOT NULL,            -- its place among the statements of the article, from 0
  current INTEGER NOT NULL,
  day TEXT,                            -- said_on where known, else the day of publication
  speaker TEXT, kind TEXT, named INTEGER, names TEXT NOT NULL,
  content TEXT NOT NULL, source TEXT, cue TEXT,
  size INTEGER NOT NULL,               -- words of content
  quotation TEXT NOT NULL, act TEXT NOT NULL, negated INTEGER NOT NULL,
  addressee TEXT, channel TEXT, timex TEXT, said_on TEXT, relay TEXT, score REAL NOT NULL,
  spans TEXT NOT NULL, reasons TEXT NOT NULL   -- JSON; spans by role, counted in document.text
);
CREATE INDEX statement_document ON statement (document, ordinal);

CREATE TABLE facet (                   -- the narrow copy of every current statement that counts and filters run on
  statement INTEGER PRIMARY KEY REFERENCES statement (id),
  publisher INTEGER, act TEXT NOT NULL, quotation TEXT NOT NULL, named INTEGER, size INTEGER NOT NULL,
  speaker INTEGER,                     -- the first of several
  bits INTEGER NOT NULL                -- publisher, month, act, quotation and named in one number (facets.py)
);
CREATE INDEX facet_publisher ON facet (publisher, statement);
CREATE INDEX facet_act ON facet (act, statement);

CREATE TABLE entity (                  -- one who speaks or is named: a full name and kind, or one article's words
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, kind TEXT NOT NULL, named INTEGER NOT NULL,
  statements INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX entity_name ON entity (name COLLATE NOCASE, key);
CREATE INDEX entity_statements ON entity (statements);

CREATE TABLE alias (                   -- a name it goes by, and the article that calls it so
  entity INTEGER NOT NULL REFERENCES entity (id), name TEXT NOT NULL COLLATE NOCASE,
  document INTEGER NOT NULL REFERENCES document (id),
  PRIMARY KEY (name, entity, document)
) WITHOUT ROWID;
CREATE INDEX alias_entity ON alias (entity, name);
CREATE INDEX alias_document ON alias (document);

CREATE TABLE role (                    -- what an article says someone is, with the words it rests on
  entity INTEGER NOT NULL REFERENCES entity (id), document INTEGER NOT NULL REFERENCES document (id),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  category TEXT NOT NULL, value TEXT NOT NULL, former INTEGER NOT NULL, words TEXT NOT NULL,
  PRIMARY KEY (entity, document, start, "end", category, value)
) WITHOUT ROWID;
CREATE INDEX role_document ON role (document);

CREATE TABLE speaker (                 -- who said it; several rows where several people did
  entity INTEGER NOT NULL REFERENCES entity (id), statement INTEGER NOT NULL REFERENCES statement (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (entity, statement)
) WITHOUT ROWID;
CREATE INDEX speaker_statement ON speaker (statement, position, entity);

CREATE TABLE about (                   -- who is mentioned inside the content of a statement
  entity INTEGER NOT NULL REFERENCES entity (id), statement INTEGER NOT NULL REFERENCES statement (id),
  PRIMARY KEY (entity, statement)
) WITHOUT ROWID;
CREATE INDEX about_statement ON about (statement, entity);

CREATE VIRTUAL TABLE statement_fts USING fts5(
  content, speaker, content="statement", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER statement_added AFTER INSERT ON statement BEGIN
  INSERT INTO statement_fts (rowid, content, speaker) VALUES (new.id, new.content, new.speaker);
END;
CREATE TRIGGER statement_deleted AFTER DELETE ON statement BEGIN
  INSERT INTO statement_fts (statement_fts, rowid, content, speaker)
  VALUES ('delete', old.id, old.content, old.speaker);
END;

CREATE VIEW statements AS
  SELECT s.key, s.speaker, s.named, s.content, s.quotation, s.act, s.negated, s.day, s.said_on, s.addressee,
         s.channel, s.relay, s.score, d.title, d.publisher, d.published, d.url, d.key AS document
  FROM statement AS s JOIN document AS d ON d.id = s.document WHERE s.current ORDER BY s.id DESC;
CREATE VIEW speakers AS
  SELECT e.name, e.kind, e.named, e.statements,
         (SELECT min(s.day) FROM speaker JOIN statement AS s ON s.id = speaker.statement
          WHERE speaker.entity = e.id AND s.current) AS first_said,
         (SELECT max(s.day) FROM speaker JOIN statement AS s ON s.id = speaker.statement
          WHERE speaker.entity = e.id AND s.current) AS last_said,
         (SELECT group_concat(DISTINCT value) FROM role WHERE role.entity = e.id) AS roles, e.key
  FROM entity AS e WHERE e.statements > 0 ORDER BY e.statements DESC;
"""

# Number n takes a file from version n to n + 1. A landed migration is never edited: a change is a new one.
MIGRATIONS = (TABLES,)
VERSION = len(MIGRATIONS)


def open_database(path: Path, write: bool) -> sqlite3.Connection:
    """Return a connection to the record at `path`; with `write`, it is made or brought up to date first.

    For reading only, the file must be there, and the connection cannot change it.
    Raises BrokenRecord where the file is no record, is newer than this package, or is missing.
    """
    if not write and not path.is_file():
        raise BrokenRecord(f"{path}: no such record. Make one: onrecord add ARTICLES --record {path}")
    try:
        connection = connect(path, write)
        check_version(connection, path, write)
        if write:
            # A write-ahead log lets others read while one adds; a killed writer loses at most the article in hand.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            migrate(connection)
    except sqlite3.DatabaseError as error:
        raise BrokenRecord(f"{path}: cannot be opened as a record ({error}). "
                           "Check the path and its rights, or name another file with --record.") from error
    return connection


class Connection(sqlite3.Connection):
    """One that closes itself when the thread that it was opened for is gone."""

    def __del__(self) -> None:
        self.close()


def connect(path: Path, write: bool) -> sqlite3.Connection:
    """Return a connection that may be used from any one thread at a time."""
    uri = f"{path.absolute().as_uri()}?mode={'rwc' if write else 'ro'}"
    if not write and not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists():
        uri += "&immutable=1"  # in a folder where nothing can be written, a write-ahead log cannot be looked for
    connection = sqlite3.connect(uri, uri=True, timeout=30, isolation_level=None, check_same_thread=False,
                                 factory=Connection)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -16000")
    if not write:
        connection.execute("PRAGMA mmap_size = 1000000000")
    return connection


def check_version(connection: sqlite3.Connection, path: Path, write: bool) -> None:
    """Raise BrokenRecord unless the file is empty (and may be written), or a record this package can read."""
    [application_id] = connection.execute("PRAGMA application_id").fetchone()
    [version] = connection.execute("PRAGMA user_version").fetchone()
    [tables] = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application_id != APPLICATION_ID and (tables or not write):
        raise BrokenRecord(f"{path}: is no record of onrecord. Name another file with --record.")
    if version > VERSION:
        raise BrokenRecord(f"{path}: schema version {version}, this onrecord knows up to {VERSION}. "
                           "Update it: pip install -U onrecord")
    if version < VERSION and not write:
        raise BrokenRecord(f"{path}: schema version {version} is older than {VERSION}. "
                           f"Bring it up to date by adding to it: onrecord add ARTICLES --record {path}")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to this version, one numbered step at a time, each wholly or not at all."""
    while True:
        connection.execute("BEGIN IMMEDIATE")
        [version] = connection.execute("PRAGMA user_version").fetchone()
        if version >= VERSION:
            connection.execute("COMMIT")
            return
        run_script(connection, MIGRATIONS[version])
        connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run each command of `script` in the open transaction; `executescript` would commit it."""
    command = ""
    for line in script.splitlines(keepends=True):
        command += line
        if sqlite3.complete_statement(command):
            connection.execute(command)
            command = ""
