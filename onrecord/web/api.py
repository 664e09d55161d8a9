"""The same as JSON and CSV, under the pages' addresses with `.json`.

In:   a request and the record.
Out:  JSON in the shape of docs/format.md, CSV, and what OpenAPI says of them.
Not here: pages (pages.py).
"""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import PlainTextResponse, Response

from onrecord.interchange import render_document
from onrecord.record.export import iter_csv, render_hit
from onrecord.types import Extraction
from onrecord.web import overview
from onrecord.web.asked import Asked
from onrecord.web.patience import open_record
from onrecord.web.shapes import ERRORS, ArticleList, ArticleShape, OverviewShape, PersonList, PersonShape, SearchShape
from onrecord.web.shapes import Statement as StatementShape

MOST_LINES = 10_000  # of a CSV; the whole record is what `onrecord export csv` writes
router = APIRouter(responses=ERRORS, default_response_class=Response)
Key = Annotated[str, Path(min_length=1, max_length=200, description="As given in a list.")]
After = Annotated[str | None, Query(max_length=400, description="`next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=200)]


def answer(value: Any) -> Response:
    """Return a value as JSON."""
    return Response(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"), media_type="application/json")


@router.get("/search.json", responses={200: {"model": SearchShape}}, summary="Statements that match")
def search(request: Request, asked: Annotated[Asked, Query()], facets: bool = False) -> Response:
    """A page of statements, and with `facets` how all that match are spread.

    Give `next` as `after` for the page that follows; articles added meanwhile do not move it.
    """
    record = open_record(request)
    hits = record.search(asked.query())
    counted = asdict(record.facets(asked.query())) if facets else None
    return answer({"statements": [render_hit(hit) for hit in hits], "next": hits.next, "facets": counted})


@router.get("/search.csv", responses={200: {"content": {"text/csv": {}}}}, summary="Statements that match, as a table")
def search_csv(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """At most 10,000 lines after the head; for more, `onrecord export csv`."""
    lines = islice(iter_csv(open_record(request), asked.query()), MOST_LINES + 1)
    return PlainTextResponse("\r\n".join(lines) + "\r\n", media_type="text/csv",
                             headers={"content-disposition": 'attachment; filename="statements.csv"'})


@router.get("/articles.json", responses={200: {"model": ArticleList}}, summary="Articles, newest first")
def articles(request: Request, after: After = None, limit: Limit = 50) -> Response:
    page = open_record(request).documents(limit, after)
    return answer({"articles": list(page), "next": page.next})


@router.get("/articles/{key}.json", responses={200: {"model": ArticleShape}}, summary="One article, its statements")
def article(request: Request, key: Key) -> Response:
    found = open_record(request).document(key)
    extraction = Extraction(found.document, tuple(hit.statement for hit in found.statements), found.chains)
    shown = render_document(extraction)
    for statement, hit in zip(shown["statements"], found.statements, strict=True):
        statement["key"] = hit.key
        statement["speakers"] = [{"key": speaker, "name": name} for speaker, name in hit.speakers]
    readings = [{"model": model, "version": version, "read_at": when} for model, version, when in found.readings]
    return answer({**shown, "key": found.key, "version": found.version, "current": found.current,
                   "versions": found.versions, "readings": readings})


@router.get("/statements/{key}.json", responses={200: {"model": StatementShape}}, summary="One statement")
def statement(request: Request, key: Key) -> Response:
    """Its words, its readings and why, and the SHA-256 of the text that its offsets count in."""
    record = open_record(request)
    hit = record.statement(key)
    shown = render_hit(hit)
    shown["article"]["sha256"] = record.document(hit.document).sha256
    return answer(shown)


@router.get("/people.json", responses={200: {"model": PersonList}}, summary="Who speaks")
def people(request: Request, q: Annotated[str, Query(max_length=200)] = "",
           order: Literal["statements", "name"] = "statements", named: Literal["yes", "no"] | None = None,
           after: After = None, limit: Limit = 50) -> Response:
    page = open_record(request).people(q, order, None if named is None else named == "yes", limit, after)
    fields = ("key", "name", "kind", "named", "statements")
    return answer({"people": [{name: getattr(person, name) for name in fields} for person in page], "next": page.next})


@router.get("/people/{key}.json", responses={200: {"model": PersonShape}}, summary="One person, organisation or group")
def person(request: Request, key: Key) -> Response:
    record = open_record(request)
    found = record.person(key)
    about, by = record.beside(found.key, limit=50)
    shown = asdict(found)
    shown["aliases"] = [{"name": name, "articles": articles} for name, articles in found.aliases]
    shown["roles"] = [{**asdict(role), "span": [role.span.start, role.span.end]} for role in found.roles]
    sides = {"about": about, "by": by}
    for side, rows in sides.items():
        shown[side] = [{"key": key, "name": name, "statements": count} for key, name, count in rows]
    return answer(shown)


@router.get("/overview.json", responses={200: {"model": OverviewShape}}, summary="The record from above")
def look(request: Request) -> Response:
    seen = overview.look(open_record(request))
    net = seen["network"]
    return answer({
        "summary": asdict(seen["summary"]),
        "speakers": [{"key": key, "name": name, "statements": count} for key, name, count in seen["speakers"]],
        "naming": [{"publisher": name, "named": named, "unnamed": unnamed, "nobody": nobody}
                   for name, named, unnamed, nobody in seen["naming"]],
        "months": [{"month": month, "acts": acts} for month, acts in seen["months"].items()],
        "network": {"nodes": [{"key": node.key, "name": node.name, "weight": node.weight} for node in net.nodes],
                    "ties": [{"speaker": tie.speaker, "about": tie.about, "statements": tie.count}
                             for tie in net.ties]},
    })
