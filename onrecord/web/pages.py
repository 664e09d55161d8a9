"""The pages: what each address shows.

In:   a request and the record.
Out:  HTML.
Not here: JSON (api.py), how text is marked (marks.py), pictures (charts.py, network.py).
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import ValidationError

from onrecord.record import BadQuery, Query
from onrecord.types import Act
from onrecord.web import charts, overview
from onrecord.web.asked import Asked
from onrecord.web.marks import find_part, mark_passage, mark_text, split_parts
from onrecord.web.patience import open_record
from onrecord.web.render import respond
from onrecord.web.views import (
    find_doubts,
    list_filters,
    list_offices,
    list_readings,
    number_speakers,
)
from onrecord.web.words import render_citation

router = APIRouter(include_in_schema=False)


def read_asked(request: Request) -> Asked:
    """Return what the address asks; BadQuery names the field that cannot be read."""
    try:
        return Asked.read(request.query_params.multi_items())
    except ValidationError as error:
        fault = error.errors()[0]
        raise BadQuery(f"{fault['loc'][-1]} {str(fault['input'])[:40]!r}: {fault['msg']}") from None


@router.get("/")
@router.get("/search")
def show_search(request: Request) -> HTMLResponse:
    """The start page: the question, its filters with counts, a timeline, the statements."""
    record, asked = open_record(request), read_asked(request)
    query = asked.query()
    hits, facets = record.search(query), record.facets(query)
    about = record.person(asked.about).name if asked.about and len(asked.about) == 16 else asked.about
    return respond(
        request, "search.html", here="search", title=f"{asked.q} – onrecord" if asked.q else "onrecord",
        asked=asked, hits=hits, facets=facets, about=about, filters=list_filters(record, asked, facets),
        timeline=charts.draw_timeline(record, asked, facets), offices=record.offices(hits),
        passages={hit.key: mark_passage(hit) for hit in hits}, doubts={hit.key: find_doubts(hit) for hit in hits},
        summary=record.summary() if not facets.total else None,
    )


@router.get("/articles")
def list_articles(request: Request) -> HTMLResponse:
    """All articles, newest first."""
    record = open_record(request)
    articles = record.documents(limit=50, after=request.query_params.get("after") or None)
    return respond(request, "articles.html", here="articles", title="Articles – onrecord", articles=articles,
                   summary=record.summary())


@router.get("/articles/{key}")
def show_article(request: Request, key: str) -> HTMLResponse:
    """One article: its text, with statements marked in it and their speakers in the margin.

    A very long one comes in parts: `part` counts from 1, `at` is a statement whose part is wanted.
    """
    record = open_record(request)
    article = record.document(key)
    colours = number_speakers(article.statements)
    parts = split_parts(mark_text(article, colours))
    asked = request.query_params
    part = int(asked["part"]) - 1 if asked.get("part", "").isdecimal() else find_part(parts, asked.get("at", ""))
    part = min(max(part, 0), len(parts) - 1)
    shown = [hit for paragraph in parts[part] for hit in paragraph.hits]
    return respond(
        request, "article.html", here="articles", title=f"{article.document.title or 'Article'} – onrecord",
        article=article, colours=colours, paragraphs=parts[part], part=part + 1, part_count=len(parts),
        offices=record.offices(shown), speakers=colours.legend, doubts={hit.key: find_doubts(hit) for hit in shown},
        citations={hit.key: render_citation(hit, article.sha256, address(request, hit.key)) for hit in shown},
    )


@router.get("/statements/{key}")
def show_statement(request: Request, key: str) -> HTMLResponse:
    """One statement: the passage, and each reading with the words and the reason it rests on."""
    record = open_record(request)
    hit = record.statement(key)
    article = record.document(hit.document)
    return respond(
        request, "statement.html", here="search", title=f"{hit.speaker or 'No source named'} – onrecord", hit=hit,
        article=article, passage=mark_passage(hit, article.document.text),
        readings=list_readings(hit, article.document), offices=record.offices([hit]), near=record.near(hit),
        citation=render_citation(hit, article.sha256, address(request, hit.key)), doubts=find_doubts(hit),
    )


@router.get("/people")
def list_people(request: Request) -> HTMLResponse:
    """All who speak, the most quoted first, or by name."""
    record, asked = open_record(request), request.query_params
    words, order = asked.get("q", "")[:200], asked.get("order") or "statements"
    people = record.people(words, order, limit=60, after=asked.get("after") or None)
    return respond(request, "people.html", here="people", title="People – onrecord", people=people, words=words,
                   order=order)


@router.get("/people/{key}")
def show_person(request: Request, key: str) -> HTMLResponse:
    """One person: names, offices, what they said over time, whom they talk about and who talks about them."""
    record = open_record(request)
    person = record.person(key)
    about, by = record.beside(person.key, limit=12)
    query = Query(speaker=person.key, limit=6)
    hits, facets = record.search(query), record.facets(query)
    kinds = [(act, record.search(Query(speaker=person.key, act=act, limit=4)), dict(facets.acts).get(act, 0))
             for act in (Act.DEMAND, Act.COMMIT, Act.DENY)]
    every = [*hits, *(hit for _, some, _ in kinds for hit in some)]
    return respond(
        request, "person.html", here="people", title=f"{person.name[:120]} – onrecord", person=person, hits=hits,
        facets=facets, kinds=[kind for kind in kinds if kind[1]], about=about, by=by, offices=record.offices(every),
        roles=list_offices(person), asked=Asked(speaker=person.key),
        timeline=charts.draw_timeline(record, Asked(speaker=person.key), facets),
        passages={hit.key: mark_passage(hit) for hit in every}, doubts={hit.key: find_doubts(hit) for hit in every},
    )


@router.get("/overview")
def show_overview(request: Request) -> HTMLResponse:
    """The record from above: who is quoted most, naming by publisher, days and acts, who speaks about whom."""
    return respond(request, "overview.html", here="overview", title="Overview – onrecord",
                   **overview.look(open_record(request)))


@router.get("/pictures/{name}.svg")
def show_picture(request: Request, name: str) -> Response:
    """One picture of the overview as a file of its own."""
    picture = overview.draw(open_record(request), name)
    headers = {"content-disposition": f'attachment; filename="onrecord-{name}.svg"'}
    return Response(picture, media_type="image/svg+xml", headers=headers)


@router.get("/api")
def show_api(request: Request) -> HTMLResponse:
    """How the same is had as JSON."""
    return respond(request, "api.html", here="api", title="JSON – onrecord")


def address(request: Request, key: str) -> str:
    """Return the permanent address of a statement."""
    return f"{request.url.scheme}://{request.url.netloc}/statements/{key}"
