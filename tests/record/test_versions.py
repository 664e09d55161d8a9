"""A changed article is a new version, the old one is kept, and reading the same files again changes nothing."""

import json

import pytest

from onrecord.record import Query, Record
from onrecord.record.export import iter_dump
from onrecord.record.intake import part_collections
from onrecord.types import Document, Extraction
from tests.newsroom import said

NAME = "Ada Okafor"


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "news.db", write=True) as record:
        yield record


def current(record):
    return sorted(hit.content.strip("“,”") for hit in record.search(Query(limit=100)))


def add(record, words, **fields):
    return record.add(said(words, NAME, **fields), "m1")


@pytest.mark.parametrize("same", [{"url": "https://post.example/harbor"}, {"path": "harbor.txt"}, {"id": "42"}])
def test_what_comes_again_changed_takes_the_place_of_what_was(record, same):
    add(record, "In May", **same)
    add(record, "In June", **same)
    assert current(record) == ["In June"]
    [hit] = record.search()
    article = record.document(hit.document)
    assert (article.version, len(article.versions)) == (2, 2)
    old = record.document(article.versions[0])
    assert (old.current, old.statements[0].content) == (False, "“In May,”")
    assert record.statement(old.statements[0].key).content == "“In May,”"
    assert record.people()[0].statements == 1
    assert record.facets().total == 1
    assert record.verify() == []


def test_what_changes_back_is_current_again(record):
    for words in ("In May", "In June", "In May"):
        add(record, words, url="https://post.example/harbor", path="harbor.html")
    assert current(record) == ["In May"]
    assert record.summary().versions == 2


def test_two_copies_of_a_page_do_not_change_places_when_read_again(record):
    copies = (("In May", "monday/harbor.html"), ("In June", "tuesday/harbor.html"))
    for words, path in copies * 2:
        add(record, words, url="https://post.example/harbor", path=path)
    assert current(record) == ["In June"]


@pytest.mark.parametrize("order", [("old.txt", "new.txt"), ("new.txt", "old.txt")])
def test_a_file_moved_away_and_replaced_leaves_both_articles(record, order):
    add(record, "In May", path="old.txt")
    holds = {"old.txt": "In June", "new.txt": "In May"}
    for path in order:
        add(record, holds[path], path=path)
    assert current(record) == ["In June", "In May"]


def test_articles_of_one_file_are_not_versions_of_each_other(record):
    places = {"May": "all.jsonl", "June": "all.jsonl", "July": "-", "August": "-"}
    written = [Document(f"“In {month},” she said.", path=path) for month, path in places.items()]
    for document in part_collections(written):
        record.add(Extraction(document, ()), "m1")
    assert record.summary().documents == 4


def test_articles_of_a_file_that_holds_many_are_known_by_their_id():
    documents = [Document("a", path="x.txt"), Document("b", path="x.txt", id="b"), Document("c", path="y.txt"),
                 Document("d", path="z.jsonl.gz", id="d"), Document("e", id="e")]
    paths = [document.path for document in part_collections(documents)]
    assert paths == ["x.txt", "x.txt#b", "y.txt", "z.jsonl.gz#d", None]


def test_an_old_version_read_by_another_model_stays_old(record):
    copies = [said(words, NAME, url="https://post.example/harbor", path=words) for words in ("In May", "In June")]
    for copy in copies:
        record.add(copy, "m1")
    assert record.add(copies[0], "m2")
    assert current(record) == ["In June"]


def test_the_same_id_of_another_publisher_is_another_article(record):
    add(record, "In May", id="1", publisher="The Lowell Post")
    add(record, "In June", id="1", publisher="The Gazette")
    assert len(current(record)) == 2


def test_an_article_under_two_names_is_one(record):
    assert add(record, "In May", path="a.txt")
    assert not add(record, "In May", path="b.txt")
    assert record.summary().documents == 1


def test_a_field_that_changed_makes_a_version_and_where_it_lies_does_not(record):
    add(record, "In May", id="1", title="Harbor")
    assert add(record, "In May", id="1", title="Harbor to close")
    assert not add(record, "In May", id="1", title="Harbor to close", path="elsewhere.txt")
    versions = [json.loads(line)["version"] for line in iter_dump(record) if line.startswith('{"agency"')]
    assert sorted(versions) == [1, 2]


def test_a_file_below_the_record_keeps_its_place_when_both_move(tmp_path):
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    with Record.open(before / "news.db", write=True) as record:
        add(record, "In May", path=str(before / "2017" / "harbor.txt"))
        assert record.document(record.search()[0].document).document.path == "2017/harbor.txt"
    before.rename(after)
    with Record.open(after / "news.db", write=True) as record:
        assert not add(record, "In May", path=str(after / "2017" / "harbor.txt"))
        assert add(record, "In June", path=str(after / "2017" / "harbor.txt"))
        assert current(record) == ["In June"]
    assert str(tmp_path).encode() not in (after / "news.db").read_bytes()
