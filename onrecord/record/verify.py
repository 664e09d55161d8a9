"""Is every quote in the record what the article says?

In:   a reading connection.
Out:  one line for every fault found, none when all is well.
Not here: mending. A record with a fault is made anew from its articles.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3

from onrecord.record.rows import parse_text
from onrecord.record.write import clean

JOINT = " … "


def find_faults(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong, a line each: the file, the hash of an article, a quote that is not its article's."""
    try:
        return check_file(connection) or check_contents(connection)
    except sqlite3.DatabaseError as error:
        return [f"file: {error}"]


def check_file(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite itself finds wrong."""
    return [f"file: {row[0]}" for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]


def check_contents(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong in a file that is sound as a database."""
    faults = [f"table {row[0]}, row {row[1]}: points at a row of {row[2]} that is not there"
              for row in connection.execute("PRAGMA foreign_key_check")]
    for [row_id] in connection.execute("SELECT id FROM document ORDER BY id").fetchall():
        faults += check_document(connection, row_id)
    return faults + check_index(connection)


def check_document(connection: sqlite3.Connection, row_id: int) -> list[str]:
    """Return the faults of one article and its statements."""
    document = connection.execute("SELECT * FROM document WHERE id = ?", (row_id,)).fetchone()
    name = f"article {document['key']}"
    text = parse_text(document["text"])
    faults = []
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != document["sha256"]:
        faults.append(f"{name}: the text is not the one that was read; its SHA-256 differs")
    rows = connection.execute("SELECT * FROM statement WHERE document = ? ORDER BY ordinal", (row_id,)).fetchall()
    if len(rows) != document["statements"]:
        faults.append(f"{name}: {len(rows)} statements where {document['statements']} were read")
    for row in rows:
        faults += [f"statement {row['key']} of {name}: {fault}" for fault in check_quotes(row, text)]
    for role in connection.execute('SELECT start, "end", words FROM role WHERE document = ?', (row_id,)):
        if clean(text[role["start"] : role["end"]]) != role["words"]:
            faults.append(f"role at {role['start']} of {name}: {role['words'][:40]!r} is not what stands there")
    return faults


def check_quotes(row: sqlite3.Row, text: str) -> list[str]:
    """Return what a statement quotes that its article does not say, by role."""
    faults = []
    spans = json.loads(row["spans"])
    for role in ("source", "cue", "content", "addressee", "channel", "timex"):
        written = spans.get(role) or []
        pieces = [written] if written and isinstance(written[0], int) else written
        if any(not 0 <= start < end <= len(text) for start, end in pieces):
            faults.append(f"{role} lies outside the text")
        elif clean(JOINT.join(text[start:end] for start, end in pieces)) != (row[role] or ""):
            faults.append(f"{role} {(row[role] or '')[:40]!r} is not what stands there")
    return faults


def check_index(connection: sqlite3.Connection) -> list[str]:
    """Return where the tables made for speed do not agree with the statements."""
    faults = []
    counted = (
        ("full-text index", "SELECT count(*) FROM statement_fts_docsize", "SELECT count(*) FROM statement"),
        ("facets", "SELECT count(*) FROM facet", "SELECT count(*) FROM statement WHERE current"),
        ("counts of speakers", "SELECT coalesce(sum(statements), 0) FROM entity",
         "SELECT count(*) FROM speaker JOIN statement AS s ON s.id = speaker.statement WHERE s.current"),
    )
    for name, made, held in counted:
        [found], [expected] = connection.execute(made).fetchone(), connection.execute(held).fetchone()
        if found != expected:
            faults.append(f"{name}: {found} where the statements give {expected}")
    return faults
