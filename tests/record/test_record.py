"""One file of who said what: what goes in comes out, twice is once, and order leaves no trace."""

import gc
import json
import random
import sqlite3
import threading
from dataclasses import replace

import pytest

from onrecord.errors import BrokenRecord
from onrecord.interchange import render_document
from onrecord.record import NotInRecord, Query, Record
from onrecord.record.days import parse_bound, render_day_number
from onrecord.record.export import iter_dump
from onrecord.types import Chain, Document, Extraction, Kind, Mention, MentionForm, Quotation, Span, Statement
from tests.build import extraction
from tests.newsroom import CLOSING, RuleTagger, read, said, write_articles

FIELDS = {"publisher": "The Lowell Post", "published": "2017-03-03", "title": "Harbor to close"}


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "news.db", write=True) as record:
        yield record


def dump(record):
    return list(iter_dump(record))


def test_what_was_read_comes_back_whole(record):
    given = read(CLOSING, **FIELDS, extra={"desk": "city"}, credits=("Photo: Ines Castel",), boilerplate=(Span(0, 3),))
    record.add(given, "m1")
    [(_, back)] = record.iter_extractions()
    assert render_document(back) == render_document(given)
    assert back.chains == given.chains


def test_a_statement_quotes_its_article_and_knows_where_it_stands(record):
    record.add(read(CLOSING, **FIELDS), "m1")
    [hit] = record.search("fishermen")
    assert (hit.speaker, hit.content, hit.cue) == ("Tom Brandt", "“Nobody asked the fishermen,”", "said")
    assert hit.passage == CLOSING.split("\n")[1]
    assert CLOSING[hit.passage_start :].startswith(hit.passage)
    assert [CLOSING[mark.start : mark.end] for mark in hit.marks] == ["fishermen"]
    assert record.statement(hit.key).statement == hit.statement
    assert record.document(hit.document).document.text == CLOSING


def test_the_same_article_twice_is_nothing_new(record):
    assert record.add(read(CLOSING, **FIELDS), "m1")
    before = dump(record)
    assert not record.add(read(CLOSING, **FIELDS), "m1")
    assert dump(record) == before
    assert record.knows(Document(CLOSING, **FIELDS), "m1")
    assert not record.knows(Document(CLOSING + " ", **FIELDS), "m1")


def test_another_model_reads_anew_and_its_reading_takes_the_place_of_the_old(record):
    given = read(CLOSING, **FIELDS)
    record.add(given, "m1")
    fewer = Extraction(given.document, given.statements[:1], given.chains)
    assert record.add(fewer, "m2")
    assert [hit.speaker for hit in record.search()] == ["Ada Okafor"]
    article = record.document(given.document.id)
    assert [model for model, _, _ in article.readings] == ["m1", "m2"]
    assert record.verify() == []


def test_a_new_reading_leaves_nobody_behind_whom_only_the_old_one_knew(record, tmp_path):
    record.add(read(CLOSING, **FIELDS), "m1")
    nothing = Extraction(Document(CLOSING, **FIELDS), ())
    record.add(nothing, "m2")
    with Record.open(tmp_path / "fresh.db", write=True) as fresh:
        fresh.add(nothing, "m2")
        assert dump(record) == dump(fresh)


def test_order_leaves_no_trace(tmp_path):
    rows = [json.loads(line) for line in write_articles(tmp_path, 20).read_text().splitlines()]
    dumps = []
    for seed in (1, 2):
        random.Random(seed).shuffle(rows)
        with Record.open(tmp_path / f"{seed}.db", write=True) as record:
            for row in rows:
                record.add(read(**row), "m1")
            ids = [row[0] for row in record.connection().execute("SELECT id FROM statement ORDER BY id")]
            dumps.append((dump(record), ids, [hit.key for hit in record.search(Query(limit=100))]))
    assert dumps[0] == dumps[1]


def test_one_full_name_is_one_person_across_articles_and_a_part_of_a_name_is_not(record):
    for id, name in zip("abcd", ("Ada Okafor", "Ada Okafor", "Okafor", "Okafor"), strict=True):
        record.add(said("Yes", name, id=id), "m1")
    full = [person for person in record.people() if person.name == "Ada Okafor"]
    part = [person for person in record.people() if person.name == "Okafor"]
    assert [person.statements for person in full] == [2]
    assert [person.statements for person in part] == [1, 1]  # may be two people


def test_descriptions_stay_with_their_article(record):
    for name in ("a", "b"):
        record.add(said("The road is closed", "a spokesman", named=False, id=name), "m1")
    assert [person.statements for person in record.people(named=False)] == [1, 1]


def test_a_person_has_the_names_and_roles_that_articles_give(record):
    record.add(read(CLOSING, **FIELDS), "m1")
    [person] = record.who("ada okafor")
    assert (person.name, person.statements) == ("Ada Okafor", 1)
    for role in person.roles:
        assert CLOSING[role.span.start : role.span.end] == role.words
    assert record.person(person.key) == person
    assert record.who("okaf") == [person]  # a part of the name
    assert record.who("Nobody At All") == []


def test_mentions_inside_content_say_who_speaks_about_whom(record):
    record.add(extraction(
        "{source1 Ada Okafor} {cue1 said} {content1 that Tom Brandt would resign}. "
        "{source2 Tom Brandt} {cue2 said} {content2 he would not}."), "m1")
    names = {person.key: person.name for person in record.people()}
    pairs = [(names[speaker], names[other]) for speaker, other, _ in record.talks_about()]
    assert ("Ada Okafor", "Tom Brandt") in pairs
    assert [hit.speaker for hit in record.search(Query(about="Tom Brandt"))] == ["Ada Okafor"]


def test_the_same_spans_twice_are_two_statements(record):
    document = Document("“Go,” she said.")
    twin = Statement((), (), (Span(0, 5),), Quotation.DIRECT)
    record.add(Extraction(document, (twin, twin)), "m1")
    assert len({hit.key for hit in record.search()}) == 2


def test_half_a_character_in_a_text_does_no_harm(record):
    given = Extraction(Document("“Go\ud800,” she said."), (Statement((), (), (Span(0, 6),), Quotation.DIRECT),))
    record.add(given, "m1")
    [(_, back)] = record.iter_extractions()
    assert back.document.text == given.document.text
    assert record.verify() == []


def test_what_is_not_there_is_named(record):
    with pytest.raises(NotInRecord, match="'nothing'"):
        record.statement("nothing")
    with pytest.raises(NotInRecord, match="onrecord add"):
        record.document("nothing")
    with pytest.raises(NotInRecord, match="onrecord who"):
        record.person("nothing")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no such record"),
        (b"This is no database at all, but it is long enough to be looked at.", "cannot be opened"),
    ],
)
def test_a_file_that_is_no_record_is_named(tmp_path, content, words):
    path = tmp_path / "other.db"
    if content:
        path.write_bytes(content)
    with pytest.raises(BrokenRecord, match=words):
        Record.open(path)


def test_another_programs_database_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE book (title TEXT)")
    before = path.read_bytes()
    with pytest.raises(BrokenRecord, match="no record"):
        Record.open(path, write=True)
    assert path.read_bytes() == before


def test_a_record_of_a_newer_onrecord_is_not_touched(tmp_path):
    path = tmp_path / "news.db"
    Record.open(path, write=True).close()
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    with pytest.raises(BrokenRecord, match="pip install -U"):
        Record.open(path)


def test_a_reader_cannot_write_and_reads_while_another_adds(record, tmp_path):
    record.add(read(CLOSING, **FIELDS), "m1")
    with Record.open(tmp_path / "news.db") as reader:
        record.connection().execute("BEGIN IMMEDIATE")
        assert len(reader.search()) == 2
        record.connection().execute("COMMIT")
        with pytest.raises(sqlite3.OperationalError):
            reader.connection().execute("DELETE FROM statement")
        record.add(read("“Three,” Mei Larsson said.", id="c"), "m1")
        assert len(reader.search()) == 3


def test_a_failed_article_leaves_nothing(record):
    broken = Extraction(Document("short"), (Statement((), (), (Span(0, 5),), Quotation.DIRECT, score=None),))
    with pytest.raises(TypeError):
        record.add(broken, "m1")
    assert record.summary().documents == 0
    assert record.add(read(CLOSING, **FIELDS), "m1")


def test_a_notebook_shows_what_is_in_it(record):
    record.add(said("Yes", "<b>Ada</b> Okafor"), "m1")
    assert "&lt;b&gt;Ada&lt;/b&gt; Okafor (1)" in record._repr_html_()


def test_statements_are_a_data_frame_where_pandas_is_installed(record):
    record.add(read(CLOSING, **FIELDS), "m1")
    pandas = pytest.importorskip("pandas")
    frame = record.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert set(frame["speaker"]) == {"Ada Okafor", "Tom Brandt"}


def test_the_views_answer_in_any_sql_tool(record):
    record.add(read(CLOSING, **FIELDS), "m1")
    connection = record.connection()
    assert connection.execute("SELECT count(*) FROM statements WHERE speaker = 'Tom Brandt'").fetchone()[0] == 1
    assert {row["name"] for row in connection.execute("SELECT * FROM speakers")} == {"Ada Okafor", "Tom Brandt"}
    # Datasette finds the full-text table of `statement` by these very characters.
    [sql] = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'statement_fts'").fetchone()
    assert 'content="statement"' in sql


@pytest.mark.parametrize(
    ("day", "number"),
    [("2017-03-02", 371513), ("2017-03", 371512), ("2017-02-27/2017-03-05", 371510), ("0044-03-15", 1), (None, 0),
     ("yesterday", 0), ("2017-02-30", 0)],
)
def test_days_are_numbers_in_order_of_time(day, number):
    assert render_day_number(day) == number


@pytest.mark.parametrize(
    ("until", "first_after"),
    [("2017-03-02", "2017-03-03"), ("2017-03", "2017-04-01"), ("2017-12", "2018-01-01"), ("2017", "2018-01-01")],
)
def test_until_takes_all_of_what_it_names(until, first_after):
    assert parse_bound(until, later=True) == render_day_number(first_after)


def test_the_tagger_of_the_newsroom_finds_what_it_should():
    assert [a.score for a in RuleTagger().tag(Document(CLOSING), None)] == [0.9, 0.9]


def test_threads_share_a_record_and_leave_no_connection_behind(record, tmp_path):
    record.add(read(CLOSING, **FIELDS), "m1")
    with Record.open(tmp_path / "news.db") as reader:
        found = []
        for _ in range(3):
            thread = threading.Thread(target=lambda: found.append(len(reader.search("harbor"))))
            thread.start()
            thread.join()
        gc.collect()
        assert found == [1, 1, 1]
        assert len(reader._opened) == 1  # this thread's own


def test_of_two_spellings_of_a_name_the_same_is_shown_whatever_came_first(tmp_path):
    def called(name):
        given = said("Yes", "Ada Okafor", id=name)
        document = replace(given.document, text=f"{given.document.text} {name} left.")
        mention = Mention(Span(document.text.index(f"{name} left"), len(document.text) - 6), MentionForm.NAMED)
        return Extraction(document, given.statements, (Chain("Ada Okafor", Kind.PERSON, True, (mention,)),))

    shown = []
    for names in (("OKAFOR", "Okafor"), ("Okafor", "OKAFOR")):
        with Record.open(tmp_path / f"{names[0]}.db", write=True) as record:
            for name in names:
                record.add(called(name), "m1")
            shown.append(record.who("Ada Okafor")[0].aliases)
    assert shown == [(("Ada Okafor", 2), ("OKAFOR", 2))] * 2
