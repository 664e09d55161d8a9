"""An extraction into the record's tables: all of it or nothing.

In:   an open writing connection, an Extraction, the name of the model that read it.
Out:  rows; and whether anything was new.
Not here: the tables (schema.py), versions (versions.py), what is asked of them (search.py, people.py).

Every key is made from content, so the order in which articles come in leaves no trace.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from onrecord import __version__
from onrecord.errors import OnRecordError
from onrecord.record.days import render_row_id
from onrecord.record.rows import render_chains, render_names
from onrecord.record.versions import (
    find_lineage,
    find_place,
    render_document_key,
    render_hash,
    set_current,
    settle_versions,
)
from onrecord.types import Chain, Document, Extraction, Kind, MentionForm, Span, Statement

WORD = re.compile(r"\w+")


def clean(words: str | None) -> str | None:
    """Return words as SQLite can store them: half a surrogate pair, which some JSON holds, becomes "?"."""
    return words.encode("utf-8", "replace").decode() if words is not None else None


def add_extraction(connection: sqlite3.Connection, extraction: Extraction, model: str) -> bool:
    """Write one article with its statements; False where this version was read so before.

    An article read by another model before gets the new reading in place of the old one.
    """
    document = extraction.document
    with transaction(connection):
        if touch_document(connection, document, model):
            return False
        row_id, was_current = write_document(connection, extraction)
        write_people(connection, row_id, extraction)
        write_reading(connection, row_id, extraction, model)
        set_current(connection, row_id, bool(was_current))
        settle_versions(connection, row_id, document, new=was_current is None)
    return True


def touch_known(connection: sqlite3.Connection, document: Document, model: str) -> bool:
    """Note where an article that is known lies now; False, and nothing done, where it has yet to be read."""
    with transaction(connection):
        return touch_document(connection, document, model)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside is there afterwards, or none of it."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        path = connection.execute("PRAGMA database_list").fetchone()["file"]
        raise OnRecordError(f"{path}: cannot be written ({error}). Check the space on the disk, your rights, and "
                            "whether another program is writing to it; then run it again to go on.") from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def find_read(connection: sqlite3.Connection, document: Document, model: str) -> int | None:
    """Return the row of the document where `model` and this version were the last to read it."""
    row = connection.execute(
        "SELECT d.id, r.model, r.version FROM document AS d JOIN reading AS r ON r.document = d.id "
        "WHERE d.key = ? ORDER BY r.id DESC LIMIT 1",
        (render_document_key(document),),
    ).fetchone()
    return row["id"] if row and (row["model"], row["version"]) == (model, __version__) else None


def touch_document(connection: sqlite3.Connection, document: Document, model: str) -> bool:
    """True where there is nothing to read; notes that the article lies where it now does."""
    row_id = find_read(connection, document, model)
    if row_id is None:
        return False
    settle_versions(connection, row_id, document, new=False)
    return True


def write_document(connection: sqlite3.Connection, extraction: Extraction) -> tuple[int, bool | None]:
    """Write the document's row, or clear the readings of the one there is; it counts no more, or not yet.

    Return its id, and whether it was the current version; None where it is new.
    """
    document, key = extraction.document, render_document_key(extraction.document)
    made = (clean(document.dateline), clean(document.agency), clean(document.language),
            clean(json.dumps(document.credits)), json.dumps([[s.start, s.end] for s in document.boilerplate]),
            render_chains(extraction.chains), len(extraction))
    row = connection.execute("SELECT id, current FROM document WHERE key = ?", (key,)).fetchone()
    if row:
        clear_document(connection, row["id"])
        connection.execute(
            "UPDATE document SET dateline = ?, agency = ?, language = ?, credits = ?, boilerplate = ?, people = ?, "
            "statements = ? WHERE id = ?", (*made, row["id"]),
        )
        return row["id"], bool(row["current"])
    lineage = find_lineage(document, find_place(connection, document))
    [version] = connection.execute(
        "SELECT coalesce(max(version), 0) + 1 FROM document WHERE lineage = ?", (lineage,)).fetchone()
    given = [clean(words) for words in
             (document.id, document.title, document.byline, document.publisher, document.url, document.published)]
    if document.publisher:
        connection.execute("INSERT OR IGNORE INTO publisher (name) VALUES (?)", (clean(document.publisher),))
    text: str | bytes = document.text
    if clean(document.text) != text:
        text = document.text.encode("utf-8", "surrogatepass")
    written = connection.execute(
        "INSERT INTO document (key, lineage, version, current, given_id, title, byline, publisher, url, published, "
        "dateline, agency, language, credits, boilerplate, people, statements, extra, sha256, text) "
        "VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (key, lineage, version, *given, *made, json.dumps(dict(document.extra)), document.sha256, text),
    )
    return int(written.lastrowid or 0), None


def clear_document(connection: sqlite3.Connection, row_id: int) -> None:
    """Take out all that was read in a document, and everyone whom only it knew."""
    set_current(connection, row_id, False)
    known = connection.execute("SELECT DISTINCT entity FROM alias WHERE document = ?", (row_id,)).fetchall()
    mine = "(SELECT id FROM statement WHERE document = ?)"
    for command in (f"DELETE FROM speaker WHERE statement IN {mine}", f"DELETE FROM about WHERE statement IN {mine}",
                    "DELETE FROM statement WHERE document = ?", "DELETE FROM role WHERE document = ?",
                    "DELETE FROM alias WHERE document = ?"):
        connection.execute(command, (row_id,))
    connection.executemany(
        "DELETE FROM entity WHERE id = ? AND NOT EXISTS (SELECT 1 FROM alias WHERE entity = entity.id)",
        [(entity,) for [entity] in known],
    )


def write_reading(connection: sqlite3.Connection, row_id: int, extraction: Extraction, model: str) -> None:
    """Note which model and version read the document, and when."""
    connection.execute(
        "INSERT INTO reading (document, model, version, read_at, statements) VALUES (?, ?, ?, ?, ?)",
        (row_id, model, __version__, datetime.now(UTC).isoformat(timespec="seconds"), len(extraction)),
    )


def write_people(connection: sqlite3.Connection, row_id: int, extraction: Extraction) -> None:
    """Write who speaks and who is named in the article, then its statements with links to them."""
    document = extraction.document
    document_key = render_document_key(document)
    entities: dict[tuple[str, Kind], int] = {}
    # Of several that one name or description fits, the one mentioned most.
    by_mentions = sorted(extraction.chains, key=lambda chain: len(chain.mentions))
    chains = {chain.name: chain for chain in by_mentions}
    of_kind = {(chain.name, chain.kind): chain for chain in by_mentions}

    def link(name: str, kind: Kind, named: bool) -> int:
        if (name, kind) not in entities:
            entities[name, kind] = write_entity(connection, document_key, row_id, name, kind, named)
        return entities[name, kind]

    speaking = {name for statement in extraction if statement.speaker for name in statement.speaker.names}
    for chain in extraction.chains:
        if chain.named or chain.name in speaking:
            write_chain(connection, row_id, document, chain, link(chain.name, chain.kind, chain.named))
    for ordinal, statement in enumerate(extraction):
        statement_id = write_statement(connection, row_id, document_key, document, statement, ordinal)
        speakers: list[int] = []
        if statement.speaker:
            for name in statement.speaker.names:
                known = of_kind.get((name, statement.speaker.kind)) or chains.get(name) or statement.speaker
                speakers.append(link(name, known.kind, known.named))
        about = {link(chain.name, chain.kind, True) for chain in extraction.chains
                 if chain.named and is_in(chain, statement.content)}
        connection.executemany("INSERT OR IGNORE INTO speaker (entity, statement, position) VALUES (?, ?, ?)",
                               [(entity, statement_id, position) for position, entity in enumerate(speakers)])
        connection.executemany("INSERT INTO about (entity, statement) VALUES (?, ?)",
                               [(entity, statement_id) for entity in sorted(about - set(speakers))])


def is_in(chain: Chain, content: tuple[Span, ...]) -> bool:
    """True where the content mentions the one the chain is about."""
    return any(span.contains(mention.span) for mention in chain.mentions for span in content)


def write_entity(connection: sqlite3.Connection, document_key: str, row_id: int,
                 name: str, kind: Kind, named: bool) -> int:
    """Return the entity's row, made where there is none yet.

    One across articles under the same full name and kind. Descriptions, the author's voice and a person called by
    one name only stay with their article: two articles' "the spokesman" or "Clinton" may be two people.
    """
    name = clean(" ".join(name.replace("’", "'").split())) or name
    full = named and kind is not Kind.AUTHOR and (kind is not Kind.PERSON or " " in name)
    key = render_hash(kind, name) if full else render_hash(kind, name, document_key)
    row = (key, name, kind, named)
    connection.execute("INSERT OR IGNORE INTO entity (key, name, kind, named) VALUES (?, ?, ?, ?)", row)
    [entity] = connection.execute("SELECT id FROM entity WHERE key = ?", (key,)).fetchone()
    connection.execute("INSERT OR IGNORE INTO alias (entity, name, document) VALUES (?, ?, ?)", (entity, name, row_id))
    return entity


def write_chain(connection: sqlite3.Connection, row_id: int, document: Document, chain: Chain, entity: int) -> None:
    """Write the names an article calls someone by, and what it says they are."""
    names = {" ".join(document.quote(m.span).split()) for m in chain.mentions if m.form is MentionForm.NAMED}
    connection.executemany("INSERT OR IGNORE INTO alias (entity, name, document) VALUES (?, ?, ?)",
                           [(entity, clean(name), row_id) for name in sorted(names)])
    connection.executemany(
        'INSERT OR IGNORE INTO role (entity, document, start, "end", category, value, former, words) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(entity, row_id, role.words.start, role.words.end, role.category, clean(role.value), role.former,
          clean(document.quote(role.words))) for role in chain.roles],
    )


def write_statement(connection: sqlite3.Connection, row_id: int, document_key: str, document: Document,
                    statement: Statement, ordinal: int) -> int:
    """Write one statement and return its id, which is the day it was said and its key (schema.py)."""
    spans = {role: [[s.start, s.end] for s in getattr(statement, role)] for role in ("source", "cue", "content")}
    one = {role: [s.start, s.end] for role in ("addressee", "channel", "timex") if (s := getattr(statement, role))}
    key = render_hash(document_key, spans)
    while connection.execute("SELECT 1 FROM statement WHERE key = ?", (key,)).fetchone():
        key = render_hash(key)  # the same spans twice in one article
    day = statement.said_on or document.published
    statement_id = render_row_id(day, key)
    while connection.execute("SELECT 1 FROM statement WHERE id = ?", (statement_id,)).fetchone():
        statement_id += 1  # two statements of one day share 44 bits of hash: once in millions
    row = {
        "id": statement_id, "key": key, "document": row_id, "ordinal": ordinal, "current": 0, "day": day,
        "speaker": clean(render_names(statement.speaker)),
        "kind": statement.speaker.kind if statement.speaker else None,
        "named": statement.speaker.named if statement.speaker else None,
        "names": json.dumps(statement.speaker.names if statement.speaker else []),
        "content": clean(" … ".join(document.quote(span) for span in statement.content)),
        "source": clean(" … ".join(document.quote(span) for span in statement.source)) or None,
        "cue": clean(" … ".join(document.quote(span) for span in statement.cue)) or None,
        "size": sum(len(WORD.findall(document.quote(span))) for span in statement.content),
        "quotation": statement.quotation, "act": statement.act, "negated": statement.negated,
        **{role: clean(document.quote(Span(*one[role]))) if role in one else None
           for role in ("addressee", "channel", "timex")},
        "said_on": statement.said_on, "relay": clean(statement.relay), "score": round(statement.score, 4),
        "spans": json.dumps(spans | one),
        "reasons": json.dumps([[r.field, r.why, [r.words.start, r.words.end] if r.words else None, round(r.score, 4)]
                               for r in statement.reasons]),
    }
    command = f"INSERT INTO statement ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
    connection.execute(command, list(row.values()))
    return statement_id
