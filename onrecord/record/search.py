"""A question to the record -> SQL -> hits and counts.

In:   a reading connection and a Query.
Out:  a Page of Hits.
Not here: counts (facets.py), people (people.py), rows to nouns (rows.py).

What a question costs is bounded: so many words, so many hits a page, and every word is quoted, so that nothing in
it is taken for an operator.
"""

from __future__ import annotations

import re
import sqlite3

from onrecord.record.days import HASH_BITS, parse_bound
from onrecord.record.people import find_entities
from onrecord.record.rows import BadQuery, Hit, Page, Query, parse_statement_row, parse_text
from onrecord.types import Act, Quotation, Span, Statement

MAX_WORDS = 16
MAX_LIMIT = 1000
AROUND = 200  # characters shown on either side of a statement, unless its paragraph ends before
PHRASE_OR_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
LETTER = re.compile(r"[^\W_]")


def render_match(words: str) -> str | None:
    """Return `words` as FTS5 wants them, every one quoted; None where there is nothing to look for.

        recuse russia        ->  "recuse" "russia"
        "special counsel"    ->  "special counsel"
        AND NOT (x:y*        ->  "AND" "NOT" "(x:y*"     operators are words like others
    """
    terms = [phrase or word for phrase, word in PHRASE_OR_WORD.findall(words)]
    terms = list(dict.fromkeys(term for term in terms if LETTER.search(term)))
    if sum(len(re.findall(r"\w+", term)) for term in terms) > MAX_WORDS:
        raise BadQuery(f"search: more than {MAX_WORDS} words in {words[:40]!r}. Look for fewer.")
    return " ".join(f'"{term}"' for term in terms).replace("\0", " ") or None


def render_where(connection: sqlite3.Connection, query: Query) -> tuple[str, list[object]]:
    """Return FROM and WHERE for the current statements that match, and their parameters; `f` is table facet."""
    where: list[str] = []
    values: list[object] = []
    match = render_match(query.words)
    if match:
        tables, row_id = "statement_fts AS t JOIN facet AS f ON f.statement = t.rowid", "t.rowid"
        where.append("statement_fts MATCH ?")
        values.append(match)
    else:
        tables, row_id = "facet AS f", "f.statement"
        if query.words.strip():
            where.append("0")  # nothing in it can be looked for, as in "?!"
    # The plus keeps SQLite from asking the full-text index once for each of a speaker's thousands of statements, and
    # likewise of an act's or publisher's.
    plus = "+" if match else ""
    among = plus + row_id
    for choice, names in ((query.act, Act), (query.quotation, Quotation)):
        if choice is not None and choice not in list(names):
            raise BadQuery(f"{names.__name__.lower()} {choice[:40]!r} is none. Choose of: {', '.join(names)}")
    for table, name in (("speaker", query.speaker), ("about", query.about)):
        if name:
            found = ", ".join(map(str, find_entities(connection, name)))
            where.append(f"{among} IN (SELECT statement FROM {table} WHERE entity IN ({found}))")
    columns: tuple[tuple[str, object], ...] = (
        ("act", query.act), ("quotation", query.quotation), ("named", query.named))
    for column, value in columns:
        if value is not None:
            where.append(f"{plus}f.{column} = ?")
            values.append(value)
    if query.publisher is not None:
        where.append(f"{plus}f.publisher = (SELECT id FROM publisher WHERE name = ?)")
        values.append(query.publisher)
    if query.document is not None:
        where.append(f"{among} IN (SELECT id FROM statement WHERE document = (SELECT id FROM document WHERE key = ?))")
        values.append(query.document)
    for day, sign, later in ((query.since, ">=", False), (query.until, "<", True)):
        if day:
            where.append(f"{row_id} {sign} ?")
            values.append(parse_bound(day, later) << HASH_BITS)
    return f"{tables} WHERE {' AND '.join(where) or '1'}", values


def search(connection: sqlite3.Connection, query: Query) -> Page:
    """Return a page of hits. A page that follows is not moved by articles added since."""
    if query.order not in ("date", "relevance"):
        raise BadQuery(f"order {query.order[:40]!r} is none. Choose of: date, relevance")
    limit = min(max(query.limit, 1), MAX_LIMIT)
    source, values = render_where(connection, query)
    by_size = query.order == "relevance"
    row_id_column = "t.rowid" if source.startswith("statement_fts") else "f.statement"
    order = "f.size, f.statement DESC" if by_size else f"{row_id_column} DESC"
    if query.after:
        size, row_id = parse_cursor(query.after, by_size)
        if by_size:
            source += " AND (f.size > ? OR (f.size = ? AND f.statement < ?))"
            values += [size, size, row_id]
        else:
            source += f" AND {row_id_column} < ?"
            values.append(row_id)
    rows = connection.execute(
        f"SELECT f.statement, f.size FROM {source} ORDER BY {order} LIMIT ?", (*values, limit + 1)
    ).fetchall()
    page = Page(load_hits(connection, [row[0] for row in rows[:limit]], render_match(query.words)))
    if len(rows) > limit:
        row_id, size = rows[limit - 1]
        page.next = f"{size}.{row_id:x}" if by_size else f"{row_id:x}"
    return page


def parse_cursor(after: str, by_size: bool) -> tuple[int, int]:
    """Return the size (0 where not `by_size`) and id that a page ended on."""
    size, dot, row_id = after.rpartition(".")
    try:
        if bool(dot) != by_size or len(after) > 40:
            raise ValueError(after)
        return int(size or 0), int(row_id, 16)
    except ValueError:
        raise BadQuery(f"after {after[:40]!r} is no end of a page of this order. Begin without it.") from None


def load_hits(connection: sqlite3.Connection, row_ids: list[int], match: str | None = None) -> list[Hit]:
    """Return the hits of these statements in the order given."""
    chosen = ", ".join(map(str, row_ids))
    rows = {row["id"]: row for row in connection.execute(
        "SELECT s.*, d.key AS document_key, d.title, d.publisher, d.published, d.url "
        f"FROM statement AS s JOIN document AS d ON d.id = s.document WHERE s.id IN ({chosen})")}
    wanted = ", ".join({str(row["document"]) for row in rows.values()})
    stored = connection.execute(f"SELECT id, text FROM document WHERE id IN ({wanted})")
    texts = {row_id: parse_text(text) for row_id, text in stored}
    speakers: dict[int, list[tuple[str, str]]] = {row_id: [] for row_id in row_ids}
    for row_id, key, name in connection.execute(
        "SELECT statement, e.key, e.name FROM speaker JOIN entity AS e ON e.id = entity "
        f"WHERE statement IN ({chosen}) ORDER BY statement, position"
    ):
        speakers[row_id].append((key, name))
    marked = dict(connection.execute(
        "SELECT rowid, highlight(statement_fts, 0, char(2), char(3)) FROM statement_fts "
        f"WHERE statement_fts MATCH ? AND rowid IN ({chosen})", (match,)).fetchall()) if match else {}
    return [build_hit(rows[row_id], texts[rows[row_id]["document"]], tuple(speakers[row_id]), marked.get(row_id))
            for row_id in row_ids]


def build_hit(row: sqlite3.Row, text: str, speakers: tuple[tuple[str, str], ...], marked: str | None) -> Hit:
    """Return the hit of a row of statement and document."""
    statement = parse_statement_row(row)
    start, end, cut = find_passage(text, statement)
    names = ("key", "ordinal", "content", "source", "cue", "day", "addressee", "channel", "timex",
             "title", "publisher", "published", "url")
    return Hit(
        statement=statement,
        speakers=speakers,
        document=row["document_key"],
        passage=text[start:end],
        passage_start=start,
        passage_cut=cut,
        marks=find_marks(statement.content, marked) if marked else (),
        **{name: row[name] for name in names},
    )


def find_passage(text: str, statement: Statement) -> tuple[int, int, tuple[bool, bool]]:
    """Return where the words around a statement begin and end, and whether either is short of its paragraph's."""
    spans = (*statement.source, *statement.cue, *statement.content)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    end = len(text) if end < 0 else end
    cut = (first - start > AROUND, end - last > AROUND)
    if cut[0]:
        start = text.find(" ", first - AROUND, first) + 1 or first - AROUND
    if cut[1]:
        end = max(text.rfind(" ", last, last + AROUND), last)
    return start, end, cut


def find_marks(content: tuple[Span, ...], marked: str) -> tuple[Span, ...]:
    """Return the marked words (between characters 2 and 3) of joined content as spans of the article."""
    joined: list[int] = []  # for every character of the joined content, where it stands in the article; -1: the joint
    for span in content:
        joined += [-1] * 3 if joined else []
        joined += range(span.start, span.end)
    marks, start, position = [], 0, 0
    for piece in re.split("([\2\3])", marked):
        if piece == "\2":
            start = position
        elif piece == "\3":
            if position > start and position <= len(joined) and -1 not in joined[start:position]:
                marks.append(Span(joined[start], joined[position - 1] + 1))
        else:
            position += len(piece)
    return tuple(marks)
