"""A record that was tampered with says so, to the character."""

import pytest

from onrecord.record import Record
from onrecord.types import Chain, Extraction, Kind, Mention, MentionForm, Role, Span
from tests.newsroom import CLOSING, read


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "news.db", write=True) as record:
        given = read(CLOSING, id="harbor")
        words = Span(CLOSING.index("mayor"), CLOSING.index("mayor") + 5)
        mention = Mention(Span(CLOSING.index("Ada"), CLOSING.index("Ada") + 10), MentionForm.NAMED)
        mayor = Chain("Ada Okafor", Kind.PERSON, True, (mention,), (Role(words, "office", "mayor of Lowell"),))
        record.add(Extraction(given.document, given.statements, (mayor,)), "m1")
        yield record


def test_a_record_as_it_was_made_has_no_fault(record):
    assert record.verify() == []


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        ("UPDATE document SET text = replace(text, 'May', 'Mai')", "SHA-256"),
        ("UPDATE document SET sha256 = '0'", "SHA-256"),
        ("UPDATE document SET text = ' ' || text", "content"),  # all spans one character off
        ("UPDATE statement SET content = replace(content, 'Nobody', 'Somebody')", "“Somebody asked"),
        ("UPDATE statement SET source = 'Tom Brand' WHERE speaker = 'Tom Brandt'", "'Tom Brand'"),
        ("UPDATE statement SET cue = NULL", "cue"),
        ("UPDATE statement SET spans = replace(spans, '[[0,', '[[900,')", "outside the text"),
        ("UPDATE role SET words = 'king'", "'king'"),
        ("DELETE FROM statement WHERE ordinal = 1", "1 statements where 2 were read"),
        ("DELETE FROM facet", "facets: 0"),
        ("UPDATE entity SET statements = 7", "counts of speakers"),
        ("DELETE FROM document", "that is not there"),
    ],
)
def test_every_fault_is_found(record, tampering, fault):
    connection = record.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(tampering)
    assert any(fault in found for found in record.verify()), record.verify()


def test_a_damaged_file_is_found(record, tmp_path):
    path = tmp_path / "news.db"
    record.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    record.close()
    damaged = bytearray(path.read_bytes())
    page = damaged.index(CLOSING[:20].encode()) // 4096 * 4096  # the article's own page
    damaged[page : page + 4096] = b"\xff" * 4096
    path.write_bytes(damaged)
    with Record.open(path) as broken:
        assert broken.verify()
