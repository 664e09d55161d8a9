"""Text cut into pieces, and what stands in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.types import Span
from onrecord.web.marks import Mark, cut_pieces, mark_passage, mark_text
from onrecord.web.views import number_speakers

TEXT = "The board said that Ms. Holm denied the sale."
SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 20)).map(
    lambda pair: Span(pair[0], min(pair[0] + pair[1], len(TEXT))))


@given(st.lists(st.tuples(SPANS, st.sampled_from(["source", "cue", "content"]), st.sampled_from("abc")), max_size=8),
       SPANS)
def test_pieces_are_the_text_whatever_the_marks(marks, whole):
    pieces = cut_pieces(TEXT, whole, [Mark(*mark) for mark in marks])
    assert "".join(piece.text for piece in pieces) == TEXT[whole.start : whole.end]
    assert all(piece.text for piece in pieces)


def test_what_is_innermost_gives_a_piece_its_role():
    outer, inner = Mark(Span(20, 44), "content", "outer", "c0"), Mark(Span(20, 28), "source", "inner", "c1")
    pieces = cut_pieces(TEXT, Span(0, len(TEXT)), [outer, inner])
    assert [(piece.text, piece.role, piece.keys) for piece in pieces] == [
        ("The board said that ", "", ()),
        ("Ms. Holm", "source", ("inner", "outer")),
        (" denied the sale", "content", ("outer",)),
        (".", "", ()),
    ]


def test_every_statement_stands_beside_the_paragraph_it_begins_in(record):
    article = record.document("quarry")
    paragraphs = mark_text(article, number_speakers(article.statements))
    assert [len(paragraph.hits) for paragraph in paragraphs] == [1, 1, 1, 3]


def test_one_speaker_has_one_colour(record):
    article = record.document("quarry")
    colours = number_speakers(article.statements)
    first, second, third, *_ = article.statements
    assert colours.of(first) == colours.of(second) != colours.of(third)
    assert [(entry.name, entry.count) for entry in colours.legend][0] == ("Ada Okafor", 3)


def test_words_searched_for_are_marked_inside_the_content(record):
    [hit] = record.search("sold January accounts OR") or record.search("sold January")[:1]
    marked = [piece.text for piece in mark_passage(hit) if piece.role == "hit"]
    assert marked == ["sold", "January"]


def test_a_passage_with_its_text_is_the_whole_paragraph(record):
    article = record.document("quarry")
    hit = article.statements[3]
    passage = "".join(piece.text for piece in mark_passage(hit, article.document.text))
    assert passage == article.document.text.split("\n\n")[3]
