"""A transcript's turns and the name under a quotation, told by the layout alone."""

import pytest

from onrecord.read.segment import segment
from onrecord.tag.layout import read_layout
from onrecord.types import Attribution, Document, Span

TRANSCRIPT = """The mayor was asked about the bridge.

TOM REED: Will it close?

ADA OKAFOR: Not before the summer.

Not in June either.

REED: Lindqvist said that it could fail.

OKAFOR: We know.

The interview was shown on Friday."""


def read(text, *guesses):
    document = Document(text)
    contents = [tuple(Span(text.index(words), text.index(words) + len(words)) for words in guess) for guess in guesses]
    attributions = [Attribution((), (), content) for content in contents]
    return [
        tuple(" / ".join(map(document.quote, role)) for role in (one.source, one.cue, one.content))
        for one in read_layout(document, segment(document), attributions)
    ]


def test_each_turn_of_a_transcript_is_its_speakers():
    assert read(TRANSCRIPT) == [
        ("TOM REED", ":", "Will it close?"),
        ("ADA OKAFOR", ":", "Not before the summer. / Not in June either."),
        ("REED", ":", "Lindqvist said that it could fail."),
        ("OKAFOR", ":", "We know."),  # what follows the last turn is the article's own
    ]


def test_what_crosses_a_turn_or_says_the_same_gives_way():
    across = ("Will it close?", "Not before the summer.")
    assert len(read(TRANSCRIPT, across)) == 4
    assert len(read(TRANSCRIPT, ("We know.",))) == 4


def test_what_is_told_within_a_turn_stays():
    assert ("", "", "that it could") in read(TRANSCRIPT, ("that it could",))


def test_the_last_turn_goes_on_in_paragraphs_that_open_with_a_mark():
    text = "“REED: Why?\n\n“OKAFOR: Because.\n\n“REED: Go on.\n\n“And tell us more.”\n\nNobody did."
    assert read(text)[-1] == ("REED", ":", "Go on. / “And tell us more.”")


def test_a_signed_quotation_after_the_last_turn_is_no_part_of_it():
    text = "REED: Why?\n\nOKAFOR: No.\n\nREED: Go on.\n\n“It is a bad law.”\n— Rosa Delgado"
    assert read(text)[0] == ("Rosa Delgado", "—", "“It is a bad law.”")
    assert read(text)[-1] == ("REED", ":", "Go on.")


@pytest.mark.parametrize(
    "text",
    [
        "Okafor: 41 percent.\n\nReed: 32 percent.\n\nDelgado: 11 percent.",  # a list
        "OHIO: Open.\n\nUTAH: Closed.\n\nIOWA: Open.",  # nobody speaks twice
        "REED: It is open.\n\nREED: It is not.",  # fewer than three
    ],
)
def test_other_colons_open_no_turn(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“Nobody asked us.”\n\n— Rosa Delgado", "Rosa Delgado"),
        ("“Nobody asked us.” ― Rosa T. Delgado, 41, baker", "Rosa T. Delgado"),
        ('"Nobody asked us."\n\n- Delgado.', "Delgado"),
        ("”Nobody asked us.”― Delgado", "Delgado"),
    ],
)
def test_the_name_under_a_quotation_has_said_it(text, name):
    [(source, cue, content)] = read(text)
    assert (source, content[1:-1]) == (name, "Nobody asked us.")
    assert cue in "—―-"


@pytest.mark.parametrize(
    "text",
    [
        "“Nobody asked us.”\n\n– Old hands –",  # a heading between dashes
        "“Nobody asked us” — Delgado said it twice.",
        "The bakery's “Nobody asked us.”\n\n— Rosa Delgado",  # the line is not all quotation
    ],
)
def test_other_dashes_sign_nothing(text):
    assert read(text) == []
