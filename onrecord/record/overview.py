"""What the record looks like from above: days, naming, offices, who stands beside whom, what else was said on a matter.

In:   a reading connection, and a Query, a key or hits.
Out:  counts and keys.
Not here: finding statements (search.py), counts of a question's facets (facets.py).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import date

from onrecord.record.days import FIRST_DAY, HASH_BITS
from onrecord.record.rows import Hit, Query
from onrecord.record.search import load_hits, render_where

WORD = re.compile(r"[^\W\d_]{4,}")
MOST_WORDS = 12  # of a statement, to look for others on the same matter


def count_days(connection: sqlite3.Connection, query: Query) -> list[tuple[str, str, int]]:
    """Return (day, act, count) of the statements that match, in order of time; "2017" counts as its first day."""
    source, values = render_where(connection, query)
    day = f"f.statement >> {HASH_BITS}"
    rows = connection.execute(f"SELECT {day} AS day, f.act, count(*) FROM {source} GROUP BY 1, 2 ORDER BY 1, 2", values)
    return [(date.fromordinal(number - 1 + FIRST_DAY).isoformat(), act, count) for number, act, count in rows if number]


def count_naming(connection: sqlite3.Connection) -> list[tuple[str, int, int, int]]:
    """Return (publisher, statements of named speakers, of unnamed ones, of nobody), most statements first."""
    rows = connection.execute(
        "SELECT p.name, sum(f.named = 1), sum(f.named = 0), sum(f.named IS NULL) FROM facet AS f "
        "JOIN publisher AS p ON p.id = f.publisher GROUP BY p.id ORDER BY count(*) DESC, p.name")
    return [tuple(row) for row in rows]


def find_offices(connection: sqlite3.Connection, hits: Sequence[Hit]) -> dict[tuple[str, str], str]:
    """Return what its article says each speaker is: (article's key, speaker's key) -> "attorney general".

    An office is preferred to a party or a state, the first in the article to the later ones.
    """
    documents, speakers = {hit.document for hit in hits}, {key for hit in hits for key, _ in hit.speakers}
    rows = connection.execute(
        "SELECT d.key, e.key, r.value, r.former FROM role AS r JOIN document AS d ON d.id = r.document "
        "JOIN entity AS e ON e.id = r.entity "
        f"WHERE d.key IN ({marks(documents)}) AND e.key IN ({marks(speakers)}) AND r.category <> 'age' "
        "ORDER BY r.category = 'office' DESC, r.start", (*documents, *speakers))
    offices: dict[tuple[str, str], str] = {}
    for document, speaker, value, former in rows:
        offices.setdefault((document, speaker), f"former {value}" if former else value)
    return offices


def marks(values: set[str]) -> str:
    """Return as many question marks as there are values."""
    return ", ".join("?" * len(values))


def count_beside(connection: sqlite3.Connection, key: str, limit: int) -> tuple[list[tuple], list[tuple]]:
    """Return whom this one talks about, and who talks about this one; each (key, name, statements)."""
    counted = ("SELECT b.key, b.name, count(*) AS statements FROM entity AS a "
               "JOIN {mine} AS m ON m.entity = a.id JOIN facet ON facet.statement = m.statement "
               "JOIN {theirs} AS t ON t.statement = m.statement JOIN entity AS b ON b.id = t.entity "
               "WHERE a.key = ? GROUP BY b.id ORDER BY statements DESC, b.name LIMIT ?")
    sides = [counted.format(mine=mine, theirs=theirs) for mine, theirs in (("speaker", "about"), ("about", "speaker"))]
    about, by = ([tuple(row) for row in connection.execute(side, (key, limit))] for side in sides)
    return about, by


def find_near(connection: sqlite3.Connection, hit: Hit, limit: int) -> list[Hit]:
    """Return what the same speakers said elsewhere in most of the same words, the nearest first.

    Only statements of the first speaker that share at least one of the words that are rarest in the record.
    """
    words = list(dict.fromkeys(word.lower() for word in WORD.findall(hit.content)))
    # Long words are rare ones, near enough; a question of few words costs little.
    words = sorted(words, key=lambda word: (-len(word), word))[:MOST_WORDS]
    if not words or not hit.speakers:
        return []
    rows = connection.execute(
        "SELECT t.rowid FROM statement_fts AS t JOIN facet AS f ON f.statement = t.rowid "
        "WHERE statement_fts MATCH ? AND f.speaker = (SELECT id FROM entity WHERE key = ?) "
        "AND t.rowid <> (SELECT id FROM statement WHERE key = ?) ORDER BY bm25(statement_fts), t.rowid LIMIT ?",
        ("content : (" + " OR ".join(f'"{word}"' for word in words) + ")", hit.speakers[0][0], hit.key, limit))
    return load_hits(connection, [row[0] for row in rows])
