"""To whom it was said."""

import pytest

from tests.build import marked_all, statements


def addressees(text):
    document, _ = marked_all(text)
    return [statement.addressee and document.quote(statement.addressee) for statement in statements(text)]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("{source Ms. Park} {cue told} pool reporters aboard the ferry {content it was over}.", "pool reporters"),
        ("{source Ms. Park} {cue told reporters} on Friday {content that it was over}.", "reporters"),
        ("{source Ms. Park} {cue urged} {content Republicans to vote no}.", "Republicans"),
        ("{source Ms. Park} {cue called on} {content Mayor Adeyemi to resign}.", "Mayor Adeyemi"),
        ("{source Ms. Park} {cue reminded} {content the voters of Leeds that she had won}.", "the voters of Leeds"),
        ("{source Ms. Park} {cue said} in a letter to Mr. Okafor {content that it was over}.", "Mr. Okafor"),
        ("{source Ms. Park} {cue wrote} in a letter to Mr. Okafor and to the bank {content that it was over}.",
         "Mr. Okafor and to the bank"),
        ("{source Ms. Park} {cue called for} {content an inquiry to begin}.", None),  # an inquiry hears nothing
        ("{source Ms. Park} {cue said} in an interview with CNN {content that it was over}.", None),  # the channel
        ("Ms. Okafor faced {cue questions about} {content the loss}.", None),  # no verb, though it looks like one
        ("{source Ms. Park} {cue used the evening to try to refute} {content her critics}.", None),  # nobody named
        ("{source Ms. Park} {cue said} {content it was over}, after Mr. Okafor told the board to wait.", None),
    ],
)
def test_the_one_spoken_to_is_found_as_written(text, addressee):
    assert addressees(text) == [addressee]


def test_who_is_asked_is_addressed():
    assert addressees("{cue Asked} {content whether he would run}, Ada Okafor laughed.") == ["Ada Okafor"]


def test_a_pronoun_points_to_the_name_before_it():
    text = "Mayor Ada Okafor came late. {source Brian Park} {cue asked her} {content why}."
    assert addressees(text) == ["Ada Okafor"]
