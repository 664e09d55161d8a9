"""Words and windows: every word of every paragraph once, in its place, whatever characters it is made of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.tag.wordpieces import (
    INITIAL,
    MIXED,
    PLAIN,
    PUNCTUATION,
    TITLE,
    UNKNOWN,
    UPPER,
    WINDOW_PIECES,
    WORD,
    Wordpieces,
    find_breaks,
    find_case,
    iter_windows,
    normalize_word,
    read_line,
)
from onrecord.types import Span

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
PIECES = ["[PAD]", "[UNK]", "<s>", "</s>", "said", '"', "'", ".", ":", *LETTERS, *("##" + c for c in LETTERS)]
WORDPIECES = Wordpieces(PIECES)

odd = st.text(alphabet=st.sampled_from("ab “”\"'’é\u0301\u00ad\u200b\r\n\t.:😀\u202eЖ7"), max_size=300)


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("Said", "said"),
        ("Beyoncé", "beyonce"),
        ("Beyonce\u0301", "beyonce"),  # the accent as a character of its own
        ("con\u00adtent", "content"),  # a soft hyphen
        ("”", '"'),
    ],
)
def test_words_are_spelled_as_the_vocabulary_spells_them(word, letters):
    assert normalize_word(word) == letters


def test_a_word_takes_the_longest_pieces_there_are():
    assert [PIECES[n] for n in WORDPIECES.encode("Saids")] == ["said", "##s"]


@pytest.mark.parametrize("word", ["Ж", "a" * 65])
def test_what_has_no_pieces_is_unknown(word):
    assert WORDPIECES.encode(word) == (UNKNOWN,)


@pytest.mark.parametrize(
    ("word", "case"),
    [("rep", PLAIN), ("Rep", TITLE), ("CNN", UPPER), ("McCain", MIXED), ("J", INITIAL), ("“", PUNCTUATION)],
)
def test_case(word, case):
    assert find_case(word) == case


def paragraphs_of(text):
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]


@given(odd)
def test_every_word_is_in_exactly_one_window(text):
    paragraphs = paragraphs_of(text)
    expected = [m.span() for p in paragraphs for m in WORD.finditer(text, p.start, p.end)]
    windows = list(iter_windows(text, paragraphs, WORDPIECES))
    assert [span for w in windows for span in zip(w.starts, w.ends, strict=True)] == expected


@given(odd)
def test_no_window_is_larger_than_the_network_takes(text):
    for window in iter_windows(text * 20, paragraphs_of(text * 20), WORDPIECES):
        assert 0 < len(window.pieces) <= WINDOW_PIECES
        assert window.first[0] == 0 and window.first == sorted(set(window.first))
        assert all(len(row) == len(window.pieces) for row in (window.case, window.mark, window.quoted, window.place))


def test_a_paragraph_longer_than_a_window_is_cut_after_a_sentence():
    sentence = "said " * 99 + "said. "
    text = (sentence * 5).strip()
    windows = list(iter_windows(text, [Span(0, len(text))], WORDPIECES))
    assert all(text[w.ends[-1] - 1] == "." for w in windows)


def test_a_quotation_that_goes_on_stays_with_its_first_paragraph():
    filler = "said " * 120
    text = filler + "\n“" + "said " * 40 + "\n“" + "said " * 40 + "”"
    _, second = iter_windows(text, paragraphs_of(text), WORDPIECES)
    assert text[second.starts[0]] == "“" and text[second.ends[-1] - 1] == "”"


def test_inside_a_quotation_is_known_to_the_network():
    text = 'He said "we go" and left'
    line = read_line(text, Span(0, len(text)), WORDPIECES, True)
    inside = [text[a:b] for a, b, first in zip(line.starts, line.ends, line.first, strict=True) if line.quoted[first]]
    assert inside == ["we", "go", '"']


def test_a_signature_stays_with_the_words_above_it():
    text = "said " * 148 + "\n“" + "said " * 39 + "”\n— Ada"
    wordpieces = Wordpieces([*PIECES[:9], "“", "ada", "—"])
    _, second = iter_windows(text, paragraphs_of(text), wordpieces)
    assert text[second.starts[0]] == "“" and text[second.starts[-1] :] == "Ada"


def test_an_odd_last_window_is_cut_in_two_between_paragraphs():
    text = "\n\n".join(["The bridge is closed, he said."] * 5)
    windows = list(iter_windows(text, paragraphs_of(text), WORDPIECES))
    assert len(windows) == 2
    assert [w.place[0] for w in windows] == [2, 1]  # each opens with a paragraph
    assert [s for w in windows for s in w.starts] == [m.start() for m in WORD.finditer(text)]


def test_a_quotation_that_goes_on_is_not_cut_off():
    text = "\n\n".join(["“The bridge is closed, and stays so."] * 5)
    assert len(list(iter_windows(text, paragraphs_of(text), WORDPIECES))) == 1


def test_lines_that_break_off_within_a_sentence_are_not_cut_apart():
    text = "\n".join(["The bridge, of which she said,", "that it is old, stays closed"] * 2)
    assert len(list(iter_windows(text, paragraphs_of(text), WORDPIECES))) == 1


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("Ferry Loses Ground\n\nFares rose, a poll shows.", ["Fares"]),
        ("Ferry Loses Ground\r\n\r\nFares rose.", ["Fares"]),
        ("It said:\n\nFares rose.", []),
        ("Ferry Loses Ground.\n\nFares rose.", []),
        ("the ferry and\nits fares", []),
    ],
)
def test_the_text_below_a_headline_begins_anew(text, anew):
    (window,) = iter_windows(text, paragraphs_of(text), WORDPIECES)
    assert [text[window.starts[word] : window.ends[word]] for word in find_breaks(text, window)] == anew
