"""The JSON: the same record under the same addresses, as its OpenAPI document says."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

from onrecord.record import Record
from onrecord.web import build_app, shapes
from onrecord.web.app import prefers_json
from tests.web.sample import ARTICLES, build_extraction, build_record


def test_a_page_gives_its_json_to_who_asks_for_json(client, record):
    hit = record.search()[0]
    for address in ("/search", "/articles", "/people", "/overview", f"/statements/{hit.key}",
                    f"/articles/{hit.document}", f"/people/{hit.speakers[0][0]}"):
        asked = client.get(address, headers={"accept": "application/json"})
        assert asked.headers["content-type"] == "application/json"
        assert asked.json() == client.get(address + ".json").json()
    assert client.get("/", headers={"accept": "application/json"}).json()["statements"]


@pytest.mark.parametrize(("accept", "json"), [
    ("application/json", True),
    ("text/html,application/json", False),  # both alike: the page
    ("text/html;q=0.5, application/json", True),
    ("*/*", False),
    ("", False),
    ("application/json;q=x", False),
])
def test_json_is_given_where_it_is_preferred(accept, json):
    assert prefers_json(accept) is json


def test_statements_quote_their_article(client, record):
    for found in client.get("/search.json?limit=100").json()["statements"]:
        text = client.get(f"/articles/{found['article']['key']}.json").json()["text"]
        assert found["said"] == " … ".join(text[start:end] for start, end in found["content"])


def test_pages_stay_where_they_are_while_articles_are_added(tmp_path):
    path = build_record(tmp_path / "paged.db", copies=10)
    client = TestClient(build_app(path), base_url="http://127.0.0.1")

    def read(add: bool) -> list[str]:
        keys, after = [], ""
        while True:
            page = client.get("/search.json", params={"limit": 7, **({"after": after} if after else {})}).json()
            keys += [found["key"] for found in page["statements"]]
            if add and not after:
                fields, text, readings = ARTICLES[1]
                with Record.open(path, write=True) as record:
                    record.add(build_extraction({**fields, "id": "newer", "published": "2031-01-01"}, text, readings),
                               "sample")
            after = page["next"]
            if not after:
                return keys

    before = read(add=False)
    assert read(add=True) == before
    assert len(set(before)) == len(before)


def test_the_table_holds_what_the_search_finds(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/search.csv?q=accounts").text)))
    assert len(rows) == 13
    assert {row["speaker"] for row in rows} == {"Tom Reyes"}


def test_facets_come_when_asked_for(client):
    assert client.get("/search.json?q=quarry").json()["facets"] is None
    facets = client.get("/search.json?q=quarry&facets=true").json()["facets"]
    assert facets["total"] == 15
    assert dict(facets["acts"])["commit"] == 13


@pytest.mark.parametrize("asked", ["act=shout", "limit=201", "since=soon", "named=maybe", "q=" + "a" * 401])
def test_a_parameter_out_of_bounds_is_named(client, asked):
    reply = client.get(f"/search.json?{asked}")
    assert reply.status_code == 422
    assert asked.partition("=")[0] in reply.json()["error"]


def test_what_is_given_has_the_shape_that_is_promised(client, record):
    for hit in record.search():
        shapes.Statement.model_validate(client.get(f"/statements/{hit.key}.json").json(), strict=False)
        shapes.ArticleShape.model_validate(client.get(f"/articles/{hit.document}.json").json())
        for key, _ in hit.speakers:
            shapes.PersonShape.model_validate(client.get(f"/people/{key}.json").json())
    assert shapes.SearchShape.model_validate(client.get("/search.json?facets=true").json()).facets
    assert shapes.OverviewShape.model_validate(client.get("/overview.json").json()).network.nodes
