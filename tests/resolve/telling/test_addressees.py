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
        ("{source Ms. Park} {cue is calling for} {content the Harbour Authority to pay}.", "the Harbour Authority"),
        ("{source Ms. Park} {cue called for} {content Mayor Adeyemi to be removed}.", None),  # others should act
        ("{source Ms. Park} {cue called} on ministers {content to act}.", "ministers"),  # the cue leaves out “on”
        ("{source Ms. Park} {cue offered} voters {content a way out}.", "voters"),
        ("{source Ms. Park} {cue warned} {content voters against a third bridge}.", "voters"),
        ("{source Ms. Park} {cue questioned} {content the mayor’s motives for leaving}.", None),
        ("{source Ms. Park} {cue told} a longer story {content about the ferry}.", None),  # a story hears nothing
        ("{source Ms. Park} {cue told} “Harbour and Home” {content that it was over}.", "Harbour and Home"),
        ("{source Ms. Park} {cue told} 2,300 students {content that it was over}.", "2,300 students"),
        ("Speaking to reporters on Friday, {source Ms. Park} {cue argued} {content that it was over}.", "reporters"),
        ("In response to questions from lawmakers, {source Ms. Park} {cue said} {content it was over}.", "lawmakers"),
        ("{source Ms. Park} {cue issued a statement apologizing to voters}: {content “We failed.”}", "voters"),
        ("{source Ms. Park} urged Mayor Adeyemi to resign, {cue saying} {content it was over}.", "Mayor Adeyemi"),
        ("{source Ms. Park} {cue told} a crowd in Leeds {content that it was over}.", "a crowd in Leeds"),
        ("{source Ms. Park} {cue told} a crowd on Friday {content that it was over}.", "a crowd"),
        ("{source Ms. Park} {cue told} reporters in Leeds {content that it was over}.", "reporters"),
        ("{source Ms. Park} {cue told} more than 2,000 people {content that it was over}.", "more than 2,000 people"),
        ("{source Ms. Park} {cue thanked} {content supporters at a dinner}.", "supporters"),
        ("{source Ms. Park} {cue warned} {content Norway against a third bridge}.", "Norway"),  # countries hear as well
        ("{source Ms. Park} {cue has sought} {content to assure voters that it was over}.", "voters"),
        ("{source Ms. Park} {cue tried} {content to build a third bridge}.", None),  # nobody need hear that
        ("{source Ms. Park} {cue called} {content on ministers to act}.", "ministers"),
        ("{source Ms. Park} {cue called} {content on Friday}.", None),
        ("{source Ms. Park} {cue called for} {content an inquiry via letter to Mr. Okafor}.", "Mr. Okafor"),
        ("{source Ms. Park} {cue said} in a statement sent to lawmakers {content that it was over}.", "lawmakers"),
        ("{source Ms. Park} {cue sent lawmakers a clear message}: {content “It is over.”}", "lawmakers"),
        ("{source Ms. Park} {cue agreed with} Mr. Okafor {content that it was over}.", None),  # he need not hear it
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


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("{cue Asked} by {source Ms. Park} {content whether he would run}, Ada Okafor laughed.", "Ada Okafor"),
        ("Ada Okafor came late. When she {cue was asked} {content why}, nobody heard.", "Ada Okafor"),
    ],
)
def test_who_is_asked_by_somebody_or_by_a_pronoun_is_addressed(text, addressee):
    assert addressees(text) == [addressee]


def test_who_answers_in_the_same_sentence_was_asked():
    text = "{cue1 Asked about} {content1 the women who left}, {source2 Ada Okafor} {cue2 said} {content2 it was over}."
    assert addressees(text)[0] == "Ada Okafor"


def test_a_pronoun_points_to_the_name_before_it():
    text = "Mayor Ada Okafor came late. {source Brian Park} {cue asked her} {content why}."
    assert addressees(text) == ["Ada Okafor"]
