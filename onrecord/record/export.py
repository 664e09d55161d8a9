"""The record as files that others read.

In:   a Record and, where statements are asked for, a Query.
Out:  lines: JSON lines (docs/format.md), CSV, W3C Web Annotation, and a canonical dump to compare records by.
Not here: where the lines go (cli).
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from onrecord.interchange import render_document, render_reason, render_spans, render_speaker
from onrecord.record.notebook import COLUMNS, render_row
from onrecord.record.record import Record
from onrecord.record.rows import Hit, Person, Query

AROUND = 32  # characters of prefix and suffix, so that a quote is found again in a text that has changed elsewhere


def iter_jsonl(record: Record) -> Iterator[str]:
    """Yield one line an article with its statements, as `onrecord extract` prints them; in order of keys."""
    for _, extraction in record.iter_extractions():
        yield json.dumps(render_document(extraction), ensure_ascii=False)


def render_hit(hit: Hit) -> dict[str, Any]:
    """Return one hit as `onrecord search --json` and the API give it: a statement as in docs/format.md, with its words
    and its article."""
    statement = hit.statement
    evidence = {"addressee": statement.addressee, "channel": statement.channel, "timex": statement.timex}
    return {
        "key": hit.key,
        "speaker": render_speaker(statement.speaker),
        "speakers": [{"key": key, "name": name} for key, name in hit.speakers],
        "said": hit.content,
        "day": hit.day,
        "source": render_spans(statement.source),
        "cue": render_spans(statement.cue),
        "content": render_spans(statement.content),
        "quotation": statement.quotation.value,
        "act": statement.act.value,
        "negated": statement.negated,
        "said_on": statement.said_on,
        **{name: getattr(hit, name) for name in evidence},
        "relay": statement.relay,
        "score": statement.score,
        "evidence": {name: [span.start, span.end] for name, span in evidence.items() if span},
        "reasons": [render_reason(reason) for reason in statement.reasons],
        "article": {"key": hit.document, "title": hit.title, "publisher": hit.publisher, "published": hit.published,
                    "url": hit.url},
        "passage": hit.passage,
        "passage_start": hit.passage_start,
        "marks": render_spans(hit.marks),
    }


def render_person(person: Person) -> dict[str, Any]:
    """Return one person as `onrecord who --json` and the API give it."""
    return {
        "key": person.key,
        "name": person.name,
        "kind": person.kind.value,
        "named": person.named,
        "statements": person.statements,
        "aliases": [{"name": name, "articles": articles} for name, articles in person.aliases],
        "roles": [
            {"category": role.category, "value": role.value, "former": role.former, "words": role.words,
             "span": [role.span.start, role.span.end], "article": role.document, "published": role.published,
             "publisher": role.publisher}
            for role in person.roles
        ],
    }


def iter_csv(record: Record, query: Query) -> Iterator[str]:
    """Yield a head and one line a statement; a field that a spreadsheet would run as a formula is given a quote."""
    yield write_csv(COLUMNS)
    for hit in record.iter_hits(replace(query, limit=1000)):
        yield write_csv([disarm(value) for value in render_row(hit).values()])


def disarm(value: Any) -> Any:
    """Return a value that a spreadsheet shows and never runs.

        "=1+1"    ->  "'=1+1"
        "-40 °C"  ->  "'-40 °C"
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def write_csv(values: Any) -> str:
    """Return one line of CSV."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(values)
    return line.getvalue()


def iter_webannotation(record: Record, query: Query) -> Iterator[str]:
    """Yield the lines of one JSON-LD document: a W3C AnnotationPage of every statement that matches."""
    yield '{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": ['
    separator = ""
    texts: dict[str, str] = {}
    for hit in record.iter_hits(replace(query, limit=200)):
        if hit.document not in texts:
            texts = {hit.document: record.document(hit.document).document.text}
        yield separator + json.dumps(render_annotation(hit, texts[hit.document]), ensure_ascii=False)
        separator = ","
    yield "]}"


def render_annotation(hit: Hit, text: str) -> dict[str, Any]:
    """Return one statement as a Web Annotation: its readings as bodies, its content as targets."""
    bodies = [{"type": "TextualBody", "purpose": "classifying", "value": hit.statement.act.value}]
    if hit.speaker:
        bodies.insert(0, {"type": "TextualBody", "purpose": "tagging", "value": hit.speaker})
    if hit.statement.said_on:
        bodies.append({"type": "TextualBody", "purpose": "describing", "value": f"said on {hit.statement.said_on}"})
    return {
        "id": f"urn:onrecord:statement:{hit.key}",
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": [
            {
                "source": hit.url if hit.url else f"urn:onrecord:article:{quote(hit.document)}",
                "selector": [
                    {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                    {"type": "TextQuoteSelector", "exact": text[span.start : span.end],
                     "prefix": text[max(0, span.start - AROUND) : span.start],
                     "suffix": text[span.end : span.end + AROUND]},
                ],
            }
            for span in hit.statement.content
        ],
    }


def iter_dump(record: Record) -> Iterator[str]:
    """Yield everything in the record that does not depend on when, where and in which order articles were added.

    Two records are equal when these lines are: every version of every article with its statements, every entity
    with its names, roles and counts, who speaks and who is mentioned. Left out are row numbers, times and paths.
    """
    for key, extraction in record.iter_extractions(current=False):
        article = record.document(key)
        yield json.dumps({
            "article": key, "version": article.version, "current": article.current, "of": len(article.versions),
            "keys": [hit.key for hit in article.statements], "days": [hit.day for hit in article.statements],
            **render_document(extraction)}, sort_keys=True)
    connection = record.connection()
    for row in connection.execute("SELECT * FROM entity ORDER BY key").fetchall():
        yield json.dumps(render_entity(connection, row), sort_keys=True)


def render_entity(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    """Return one entity with all that points to it."""

    def rows(command: str) -> list[list[Any]]:
        return [list(found) for found in connection.execute(command, (row["id"],))]

    return {
        "entity": row["key"], "name": row["name"], "kind": row["kind"], "named": row["named"],
        "statements": row["statements"],
        "aliases": rows("SELECT d.key, a.name FROM alias AS a JOIN document AS d ON d.id = a.document "
                        "WHERE a.entity = ? ORDER BY d.key, a.name"),
        "roles": rows('SELECT d.key, start, "end", category, value, former, words FROM role '
                      "JOIN document AS d ON d.id = role.document WHERE entity = ? ORDER BY 1, 2, 3, 4, 5"),
        "said": rows("SELECT s.key, position FROM speaker JOIN statement AS s ON s.id = statement "
                     "WHERE entity = ? ORDER BY s.key"),
        "mentioned": rows("SELECT s.key FROM about JOIN statement AS s ON s.id = statement "
                          "WHERE entity = ? ORDER BY s.key"),
    }
