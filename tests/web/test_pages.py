"""Every page: whole, escaped, and the same without anything from elsewhere."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from onrecord.record import Record
from onrecord.web import build_app
from tests.web.sample import HEBREW, LONG_NAME, SCRIPT, build_extraction, build_record

ROOMS = ("/", "/search?q=quarry", "/articles", "/people", "/people?order=name&q=okafor", "/overview", "/api")


def list_addresses(record: Record) -> list[str]:
    hits = record.search()
    people = [person.key for person in record.people()]
    return [*ROOMS, *(f"/statements/{hit.key}" for hit in hits), *(f"/articles/{hit.document}" for hit in hits),
            *(f"/people/{key}" for key in people)]


def test_every_page_is_whole_and_has_nothing_inline_or_from_elsewhere(client, record):
    for address in list_addresses(record):
        reply = client.get(address)
        assert reply.status_code == 200, address
        assert reply.text.rstrip().endswith("</html>")
        assert not re.search(r"<script(?![^>]*\bsrc=)", reply.text), address
        assert not re.search(r"<[^>]*\s(style|on[a-z]+)=", reply.text), address
        assert all(source.startswith("/") for source in re.findall(r'\s(?:src|action)="([^"]*)"', reply.text))
        assert all(link.startswith("/static/") for link in re.findall(r'<link[^>]*href="([^"]*)"', reply.text))
        assert len(reply.content) < 300_000


def test_words_of_articles_never_become_markup(client, record):
    [hit] = record.search("document title taken")
    for address in ("/", "/articles", f"/articles/{hit.document}", f"/statements/{hit.key}"):
        page = client.get(address).text
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page
        assert 'href="javascript:' not in page
    assert SCRIPT not in client.get("/search", params={"q": SCRIPT}).text
    assert SCRIPT not in client.get("/search", params={"publisher": SCRIPT}).text


def test_filters_show_counts_that_follow_the_question(client):
    page = client.get("/search", params={"q": "quarry", "act": "commit"}).text
    assert "<strong>13</strong> statements" in page  # the first article and its twelve copies
    assert 'class="chip"' in page
    page = client.get("/search", params={"q": "shares quarry", "publisher": "Valley Radio"}).text
    assert "<strong>1</strong> statement " in page


def test_fields_that_a_form_sends_empty_are_as_good_as_absent(client):
    asked = client.get("/search?q=quarry&since=&until=&act=&named=&order=")
    assert asked.status_code == 200
    assert "<strong>15</strong> statements" in asked.text


@pytest.mark.parametrize("asked", [
    "since=yesterday", "act=shout", "after=zz", "limit=0", "order=size", "until=2017-13",
    "q=" + "+".join(f"word{number}" for number in range(30)),
])
def test_a_question_that_cannot_be_asked_is_refused_in_words(client, asked):
    reply = client.get(f"/search?{asked}")
    assert reply.status_code == 400
    assert "That cannot be asked" in reply.text


@pytest.mark.parametrize("words", ['"', "AND NOT (", "a*", "content:x", "\x00", "' OR 1=1 --", "NEAR(a b)", "{}" * 90])
def test_no_word_is_taken_for_an_operator(client, words):
    assert client.get("/search", params={"q": words}).status_code == 200


def test_an_article_shows_its_text_to_the_character_and_each_speaker_in_the_margin(client, record):
    article = record.document("quarry")
    page = client.get(f"/articles/{article.key}").text
    paragraphs = re.findall(r'<div class="para">\s*<p dir="auto">(.*?)</p>', page, re.S)
    plain = [re.sub(r"<[^>]+>", "", paragraph).replace("&#39;", "'") for paragraph in paragraphs]
    assert plain == article.document.text.split("\n\n")
    names = re.findall(r'<span class="who" dir="auto">([^<]+)</span>', page)
    assert names == ["Ada Okafor", "Ada Okafor", "a senior city official", "Tom Reyes", "Tom Reyes", "Ada Okafor"]
    assert article.sha256 in page
    assert "https://example.org/quarry" in page


def test_a_statement_shows_each_reading_with_its_words_and_its_doubt(client, record):
    denial = record.document("quarry").statements[1]
    page = client.get(f"/statements/{denial.key}").text
    assert "denied" in page
    assert "the last woman named before" in page
    assert '<span class="doubt">unsure</span>' in page
    assert f"/statements/{denial.key}" in page


def test_a_person_shows_names_offices_and_whom_they_talk_about(client, record):
    [okafor] = record.who("Ada Okafor")
    page = client.get(f"/people/{okafor.key}").text
    for words in ("<strong>mayor</strong>", "Harbour Post", "Promised", "Denied", "Who talks about them", "Tom Reyes"):
        assert words in page


def test_odd_names_and_scripts_have_their_place(client, record):
    [person] = record.who(LONG_NAME)
    assert LONG_NAME in client.get(f"/people/{person.key}").text
    [hit] = record.search(HEBREW)
    assert 'dir="auto"' in client.get(f"/statements/{hit.key}").text


def test_an_empty_record_says_how_to_fill_it(tmp_path):
    Record.open(tmp_path / "empty.db", write=True).close()
    client = TestClient(build_app(tmp_path / "empty.db"), base_url="http://127.0.0.1")
    assert "onrecord add" in client.get("/").text
    for address in ROOMS:
        assert client.get(address).status_code == 200, address


def test_a_question_without_hits_offers_a_way_on(client):
    page = client.get("/search?q=submarine&act=deny").text
    assert "Nothing of that was said here" in page
    assert "Search without filters" in page


def test_an_article_without_statements_is_shown_all_the_same(tmp_path):
    with Record.open(tmp_path / "one.db", write=True) as record:
        record.add(build_extraction({"id": "plain"}, "It rained.", ()), "sample")
    client = TestClient(build_app(tmp_path / "one.db"), base_url="http://127.0.0.1")
    page = client.get("/articles/plain").text
    assert "It rained." in page
    assert "No statement was found" in page


def test_pictures_are_files_with_colours_of_their_own(client):
    for name in ("speakers", "naming", "days", "network"):
        reply = client.get(f"/pictures/{name}.svg")
        assert reply.headers["content-type"] == "image/svg+xml"
        assert reply.text.startswith("<svg xmlns=")
        assert f'filename="onrecord-{name}.svg"' in reply.headers["content-disposition"]
    assert client.get("/pictures/nothing.svg").status_code == 404


def test_the_overview_follows_the_record(tmp_path):
    path = build_record(tmp_path / "growing.db")
    client = TestClient(build_app(path), base_url="http://127.0.0.1")
    before = client.get("/overview.json").json()["summary"]["documents"]
    with Record.open(path, write=True) as record:
        record.add(build_extraction({"id": "late"}, "It rained again.", ()), "sample")
    assert client.get("/overview.json").json()["summary"]["documents"] == before + 1


def test_a_very_long_article_comes_in_parts_and_a_statement_leads_to_its_own(tmp_path):
    text = "\n\n".join(f"{{source{n} Holm}} {{cue{n} said}} {{content{n} number {n} " + "word " * 400 + "}."
                       for n in range(60))
    path = tmp_path / "long.db"
    with Record.open(path, write=True) as record:
        record.add(build_extraction({"id": "long"}, text, ({},) * 60), "sample")
    client = TestClient(build_app(path), base_url="http://127.0.0.1")
    first = client.get("/articles/long").text
    assert "Part 1 of 4" in first
    assert "number 59" not in first
    key = Record.open(path).document("long").statements[59].key
    last = client.get(f"/articles/long?at={key}").text
    assert f'id="s-{key}"' in last
    assert "Part 4 of 4" in last
    for part in ("0", "99", "x", "-1"):
        assert client.get(f"/articles/long?part={part}").status_code == 200
