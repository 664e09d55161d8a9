"""Paragraphs, sentences and quotations: what divides an article and what only looks as if it did."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.segment import segment
from onrecord.types import Document, Span


def sentences(text):
    document = Document(text)
    return [document.quote(span) for span in segment(document).sentences]


def paragraphs(text, *boilerplate):
    document = Document(text, boilerplate=boilerplate)
    return [document.quote(span) for span in segment(document).paragraphs]


def quotations(text):
    document = Document(text)
    return [(document.quote(quoted.span), quoted.depth) for quoted in segment(document).quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\r\nTwo.\r\n\r\nThree.", ["One.", "Two.", "Three."]),
        ("One line a paragraph\nwithout full stops", ["One line a paragraph", "without full stops"]),
        (
            "The council voted on Monday evening to close the old bridge for good\n"
            "after engineers found that two of its piers had moved. The decision\n"
            "was not close.\n\nNobody was hurt.",  # lines broken to a width, as in e-mail
            ["The council voted on Monday evening to close the old bridge for good\nafter engineers found that two "
             "of its piers had moved. The decision\nwas not close.", "Nobody was hurt."],
        ),
        (" \u200b \ufeff One. \u00a0", ["One."]),
        ("", []),
        ("\n \n", []),
    ],
)  # fmt: skip
def test_paragraph_ends_with_its_line_unless_lines_are_broken_to_a_width(text, expected):
    assert paragraphs(text) == expected


def test_boilerplate_is_cut_out_of_paragraphs_and_sentences():
    text = "LAGOS (XYZ) — Police said no.\n\nREAD MORE: here\n\nNobody knew."
    assert paragraphs(text, Span(0, 14), Span(31, 46)) == ["Police said no.", "Nobody knew."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rep. Ada Okafor, D-Calif., met Sen. Li. They spoke.", 2),
        ("He lives in Washington, D.C. The end.", 2),
        ("U.S. Attorney J. K. Bello spoke at 5 p.m. Monday.", 1),
        ("It closed at 5 p.m. The rest left.", 2),
        ("Acme Inc. Chairman Bello left. Acme Inc. The rest stayed.", 3),
        ("“Why?” she asked. “No.” She left.", 3),
        ("“Why?” Okafor asked.", 1),  # a name, and a verb of speech
        ("“Why?” He left.", 2),
        ("“We will not close.” The mayor left.", 2),
        ("“It is late. Go home,” he said.", 2),  # two sentences in one quotation
        ("He was … not sure. ... We were.", 2),
        ("So do I. Nobody else does.", 2),
        ("It cost $5.2 million, or No. 1 in the state.", 1),
        ("(He left.) Nobody saw it.", 2),
        ("The road is shut.The bridge is not.", 2),  # a lost space
        ("Read it at example.com today.", 1),
    ],
)
def test_sentence_ends_where_an_english_reader_says(text, expected):
    assert len(sentences(text)) == expected


def test_sentence_ends_inside_its_closing_marks():
    assert sentences('He said, "No." (She agreed.) \'Fine.\'') == ['He said, "No."', "(She agreed.)", "'Fine.'"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will not ‘bow’,” she said.", [("“We will not ‘bow’,”", 0), ("‘bow’", 1)]),
        ("\"The 'best' one's here,\" she said.", [("\"The 'best' one's here,\"", 0), ("'best'", 1)]),
        ("‘I don’t know the voters’ minds,’ he said.", [("‘I don’t know the voters’ minds,’", 0)]),
        ("‘He said “no” twice,’ she said.", [("‘He said “no” twice,’", 0), ("“no”", 1)]),
        ("«Oui», „Nein“, “Stop,“ ”Go,” ''Yes'' ``No''", 
         [("«Oui»", 0), ("„Nein“", 0), ("“Stop,“", 0), ("”Go,”", 0), ("''Yes''", 0), ("``No''", 0)]),
        ("James’ car, the '90s, a 5'10\" man, rock 'n' roll, 'tis, the voters' choice", []),
        ('"I ate a 12" pizza today," he said.', [('"I ate a 12" pizza today,"', 0)]),
        ("He told them “stop “it” now” today.", [("“stop “it” now”", 0), ("“it”", 1)]),
        ('said,"We go."', [('"We go."', 0)]),
    ],
)  # fmt: skip
def test_quotation_reaches_from_mark_to_mark(text, expected):
    assert quotations(text) == expected


def test_mark_that_never_closes_ends_with_its_paragraph_or_where_another_opens():
    document = Document("“It is late, he said. “Go,” he said.\n\n“We saw it. Nobody else did.")
    found = segment(document).quotations
    assert [document.quote(quoted.span) for quoted in found] == [
        "“It is late, he said.", "“Go,”", "“We saw it. Nobody else did.",
    ]  # fmt: skip
    assert [quoted.closed for quoted in found] == [False, True, False]


@pytest.mark.parametrize("marks", ["“”", "‘’", '""', "''"])
def test_paragraph_is_continued_where_the_next_opens_again(marks):
    opening, closing = marks
    document = Document(f"{opening}One.\n\n{opening}Two.\n\n{opening}Three,{closing} he said.")
    found = segment(document).quotations
    assert [(quoted.closed, quoted.continued) for quoted in found] == [(False, True), (False, True), (True, False)]


TEXTS = st.text(
    st.sampled_from("aB. ?!…\"'“”‘’«»„`\n\r\t,-—5)( \u200b\u00a0\u2028\ufeff\U0001f600é漢。"), max_size=80
) | st.text(max_size=80)


@settings(deadline=None)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 90), st.integers(1, 20)), max_size=3))
def test_every_segment_keeps_the_promises_of_its_type(text, cuts):
    boilerplate = tuple(Span(start, start + length) for start, length in cuts if start + length <= len(text))
    document = Document(text, boilerplate=boilerplate)
    found = segment(document)
    for spans in (found.paragraphs, found.sentences):
        assert all(before.end <= after.start for before, after in zip(spans, spans[1:], strict=False))
        assert all(document.quote(span) == document.quote(span).strip() != "" for span in spans)
        assert not any(span.overlaps(piece) for span in spans for piece in boilerplate)
    assert all(any(p.contains(sentence) for p in found.paragraphs) for sentence in found.sentences)
    starts = [(quoted.span.start, quoted.depth) for quoted in found.quotations]
    assert starts == sorted(starts)
    assert all(any(p.contains(quoted.span) for p in found.paragraphs) for quoted in found.quotations)


@settings(deadline=None)
@given(TEXTS)
def test_nothing_of_the_body_is_lost_between_sentences(text):
    document = Document(text)
    covered = {place for span in segment(document).sentences for place in range(span.start, span.end)}
    assert all(place in covered for place, character in enumerate(text) if character.isalnum())
