"""What leaves the record is what other programs expect."""

import csv
import io
import json

import pytest

from onrecord.interchange import render_document
from onrecord.record import Query, Record
from onrecord.record.export import iter_csv, iter_jsonl, iter_webannotation
from tests.newsroom import CLOSING, read, said


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "news.db", write=True) as record:
        yield record


def test_json_lines_are_what_extract_prints(record):
    given = read(CLOSING, id="harbor", title="Harbor", extra={"desk": "city"})
    record.add(given, "m1")
    [line] = iter_jsonl(record)
    assert json.loads(line) == json.loads(json.dumps(render_document(given)))


def test_old_versions_are_not_exported(record):
    record.add(said("In May", "Ada Okafor", id="1"), "m1")
    record.add(said("In June", "Ada Okafor", id="1"), "m1")
    [line] = iter_jsonl(record)
    assert "In June" in line


def test_csv_has_one_row_a_statement_with_offsets_that_hold(record):
    record.add(read(CLOSING, id="harbor"), "m1")
    rows = list(csv.DictReader(io.StringIO("\n".join(iter_csv(record, Query())))))
    assert {row["speaker"] for row in rows} == {"Ada Okafor", "Tom Brandt"}
    for row in rows:
        assert CLOSING[int(row["start"]) : int(row["end"])] == row["content"]


def test_a_spreadsheet_runs_nothing_that_an_article_says(record):
    record.add(said("Yes", "=HYPERLINK(1)", id="1", title="@SUM(A1)"), "m1")
    [_, row] = iter_csv(record, Query())
    assert "'=HYPERLINK(1)" in row and "'@SUM(A1)" in row


def test_web_annotations_select_the_content_by_position_and_by_quote(record):
    record.add(read(CLOSING, id="harbor", url="https://post.example/harbor"), "m1")
    page = json.loads("\n".join(iter_webannotation(record, Query("fishermen"))))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    [annotation] = page["items"]
    assert annotation["type"] == "Annotation"
    assert annotation["body"][0]["value"] == "Tom Brandt"
    [target] = annotation["target"]
    assert target["source"] == "https://post.example/harbor"
    position, quote = target["selector"]
    assert CLOSING[position["start"] : position["end"]] == quote["exact"] == "“Nobody asked the fishermen,”"
    assert CLOSING[: position["start"]].endswith(quote["prefix"])
    assert CLOSING[position["end"] :].startswith(quote["suffix"])


def test_an_empty_record_is_exported_as_nothing(record):
    assert list(iter_jsonl(record)) == []
    assert len(list(iter_csv(record, Query()))) == 1
    assert json.loads("\n".join(iter_webannotation(record, Query())))["items"] == []
