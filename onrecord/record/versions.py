"""Which version of an article is the current one, and by what its versions are known.

In:   a Document as it was read, and the row it has.
Out:  keys, made from content; rows of table `place`; statements that count or count no more.
Not here: writing an article's rows (write.py).
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections import Counter
from pathlib import Path

from onrecord.record.facets import clear_facets, write_facets
from onrecord.types import Document


def render_hash(*parts: object) -> str:
    """Return 16 hexadecimal digits that stand for `parts`, the same every time."""
    packed = json.dumps(parts, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(packed.encode()).hexdigest()[:16]


def render_document_key(document: Document) -> str:
    """Return the key of this version of the article: any change in what was given makes another one.

    What the reader makes of the text (dateline, credits, boilerplate) is left out, and so is the path: the same
    article under two names is one document.
    """
    fields = (document.title, document.byline, document.publisher, document.url, document.published)
    return render_hash(document.id, fields, dict(document.extra), document.text)


def find_place(connection: sqlite3.Connection, document: Document) -> str | None:
    """Return where the document lies, as the record knows it: from the record's folder when it is below that.

    So a folder that holds both can be moved or given away, and tells nobody whose home it was in.
    Beside /news/onrecord.db:  /news/2017/harbor.txt -> "2017/harbor.txt"    /tmp/harbor.txt -> "/tmp/harbor.txt"
    """
    if not document.path:
        return None
    path = Path(os.path.abspath(document.path))
    folder = Path(connection.execute("PRAGMA database_list").fetchone()["file"]).parent
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def find_lineage(document: Document, place: str | None) -> str | None:
    """Return what all versions of the article share, or None where nothing tells versions from other articles.

    An id that was given, with publisher and URL; else the URL; else the place.
    """
    derived = Document(document.text, title=document.title, publisher=document.publisher, url=document.url,
                       published=document.published).id
    if document.id != derived:
        return "id:" + json.dumps([document.id, document.publisher, document.url])
    if document.url:
        return "url:" + document.url
    return f"path:{place}" if place else None


def settle_versions(connection: sqlite3.Connection, row_id: int, document: Document, new: bool) -> None:
    """Note where the document was found, and set which version of the article is the current one.

    Versions by id or URL: the last one that came, or came back where another had stood. Versions by path: whatever
    some file still holds. Reading the same files again changes nothing in either.
    """
    [lineage, key] = connection.execute("SELECT lineage, key FROM document WHERE id = ?", (row_id,)).fetchone()
    path = find_place(connection, document)
    place = (path or "", find_lineage(document, path) or key)
    before = connection.execute("SELECT document FROM place WHERE path = ? AND lineage = ?", place).fetchone()
    if before is None or before[0] != row_id:
        connection.execute("INSERT OR REPLACE INTO place (path, lineage, document) VALUES (?, ?, ?)", (*place, row_id))
    moved = before is not None and before[0] != row_id
    if lineage is None:
        set_current(connection, row_id, True)
    elif lineage.startswith("path:"):
        for other in {row_id, before[0] if before else row_id}:
            held = connection.execute("SELECT 1 FROM place WHERE document = ? LIMIT 1", (other,)).fetchone()
            set_current(connection, other, held is not None)
    elif new or moved:
        for [other] in connection.execute("SELECT id FROM document WHERE lineage = ?", (lineage,)).fetchall():
            set_current(connection, other, other == row_id)


def set_current(connection: sqlite3.Connection, row_id: int, current: bool) -> None:
    """Make the document's statements count, or count no more; they stay in the record either way."""
    [was] = connection.execute("SELECT current FROM document WHERE id = ?", (row_id,)).fetchone()
    if bool(was) == current:
        return
    connection.execute("UPDATE document SET current = ? WHERE id = ?", (current, row_id))
    connection.execute("UPDATE statement SET current = ? WHERE document = ?", (current, row_id))
    if current:
        write_facets(connection, row_id)
    else:
        clear_facets(connection, row_id)
    counts = Counter(row[0] for row in connection.execute(
        "SELECT entity FROM speaker JOIN statement AS s ON s.id = speaker.statement WHERE s.document = ?", (row_id,)
    ))
    connection.executemany(
        "UPDATE entity SET statements = statements + ? WHERE id = ?",
        [(count if current else -count, entity) for entity, count in counts.items()],
    )
