"""Who is in the record, and under what names.

In:   a reading connection, and a name or a key.
Out:  Persons with names and roles; who speaks about whom.
Not here: what they said (search.py); how they came to be one (write.py).
"""

from __future__ import annotations

import re
import sqlite3

from onrecord.record.rows import BadQuery, Page, Person, PersonRole
from onrecord.types import Kind, Span

KEY = re.compile(r"[0-9a-f]{16}\Z")
MOST = 200  # entities one name can stand for


def find_entities(connection: sqlite3.Connection, name: str) -> list[int]:
    """Return the ids of all whom `name` may mean, the most quoted first; none is an empty list.

    An entity's key means that one. Otherwise everyone of exactly this name; if there is none, everyone whom some
    article calls so; if there is none, everyone in whose name all the words occur. Case does not matter.
    """
    if KEY.match(name):
        found = connection.execute("SELECT id FROM entity WHERE key = ?", (name,)).fetchall()
        if found:
            return [found[0][0]]
    name = " ".join(name.replace("’", "'").split())[:200]
    last = f"ORDER BY statements DESC, key LIMIT {MOST}"
    found = connection.execute(f"SELECT id FROM entity WHERE name = ? COLLATE NOCASE {last}", (name,)).fetchall()
    alias = f"SELECT id FROM entity WHERE id IN (SELECT entity FROM alias WHERE name = ?) {last}"
    if not found or " " not in name:
        # One word is seldom the whole name: "Trump" also means those who are called so after their full name.
        found = connection.execute(alias, (name,)).fetchall()
    if not found and name:
        likes, patterns = render_likes(name)
        found = connection.execute(f"SELECT id FROM entity WHERE {' AND '.join(likes)} {last}", patterns).fetchall()
    return [row[0] for row in found]


def render_likes(words: str) -> tuple[list[str], list[str]]:
    """Return the conditions that each of the words is in a name, and their parameters; eight words at most."""
    patterns = ["%" + re.sub("([!%_])", r"!\1", word) + "%" for word in words.split()[:8]]
    return ["name LIKE ? ESCAPE '!'"] * len(patterns), patterns


def load_person(connection: sqlite3.Connection, entity: int) -> Person:
    """Return one entity with its names and roles."""
    row = connection.execute("SELECT * FROM entity WHERE id = ?", (entity,)).fetchone()
    aliases = connection.execute(
        "SELECT min(name COLLATE BINARY) AS called, count(*) AS articles FROM alias WHERE entity = ? "
        "GROUP BY name ORDER BY articles DESC, called",
        (entity,),
    ).fetchall()
    roles = connection.execute(
        "SELECT role.*, d.key, d.published, d.publisher FROM role JOIN document AS d ON d.id = role.document "
        "WHERE entity = ? AND d.current ORDER BY d.published, d.key, start", (entity,),
    )
    return Person(
        row["key"], row["name"], Kind(row["kind"]), bool(row["named"]), row["statements"],
        tuple((alias["called"], alias["articles"]) for alias in aliases),
        tuple(
            PersonRole(role["category"], role["value"], bool(role["former"]), role["words"],
                       Span(role["start"], role["end"]), role["key"], role["published"], role["publisher"])
            for role in roles
        ),
    )


def list_people(connection: sqlite3.Connection, words: str, order: str, named: bool | None,
                limit: int, after: str | None) -> Page:
    """Return a page of Persons, without names and roles beside the first."""
    if order not in ("name", "statements"):
        raise BadQuery(f"order {order[:40]!r} is none. Choose of: name, statements")
    likes, patterns = render_likes(words)
    where, values = ["statements > 0", *likes], list[object](patterns)
    if named is not None:
        where.append("named = ?")
        values.append(named)
    if after:
        value, dot, key = after.rpartition(".")
        if not dot or not KEY.match(key) or (order == "statements" and not value.isdecimal()):
            raise BadQuery(f"after {after[:40]!r} is no end of a page of this order. Begin without it.")
        if order == "name":
            where.append("(name COLLATE NOCASE, key) > (?, ?)")
            values += [value, key]
        else:
            where.append("(statements < ? OR (statements = ? AND key > ?))")
            values += [int(value), int(value), key]
    limit = min(max(limit, 1), 1000)
    by = "name COLLATE NOCASE, key" if order == "name" else "statements DESC, key"
    rows = connection.execute(
        f"SELECT * FROM entity WHERE {' AND '.join(where)} ORDER BY {by} LIMIT ?", (*values, limit + 1)
    ).fetchall()
    page = Page(Person(row["key"], row["name"], Kind(row["kind"]), bool(row["named"]), row["statements"])
                for row in rows[:limit])
    if len(rows) > limit:
        last = page[-1]
        page.next = f"{last.name if order == 'name' else last.statements}.{last.key}"
    return page


def count_about(connection: sqlite3.Connection, limit: int) -> list[tuple[str, str, int]]:
    """Return (speaker's key, key of the one spoken about, statements), the commonest first."""
    rows = connection.execute(
        "SELECT a.key, b.key, count(*) AS statements FROM about JOIN speaker ON speaker.statement = about.statement "
        "JOIN facet ON facet.statement = about.statement "
        "JOIN entity AS a ON a.id = speaker.entity JOIN entity AS b ON b.id = about.entity "
        "GROUP BY speaker.entity, about.entity ORDER BY statements DESC, a.key, b.key LIMIT ?", (limit,),
    )
    return [tuple(row) for row in rows]
