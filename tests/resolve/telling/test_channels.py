"""Through what it was said."""

import pytest

from onrecord.resolve.telling.phrases import find_phrase
from onrecord.resolve.telling.venues import find_named
from onrecord.types import Span
from tests.build import marked_all, statements


def channels(text):
    document, _ = marked_all(text)
    return [statement.channel and document.quote(statement.channel) for statement in statements(text)]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("{source Ms. Park} {cue said in a statement Tuesday} {content that it was over}.", "a statement"),
        ("{source Ms. Park} {cue told} {content the board it was over} in an interview with Harbor Radio.",
         "an interview with Harbor Radio"),
        ("In a May meeting with the editors {source Ms. Park} {cue said} {content it was over}.",
         "a May meeting with the editors"),
        ("{source Ms. Park} {cue said} during remarks after a meeting with the director {content that it was over}.",
         "remarks after a meeting with the director"),
        ("{source Ms. Park} {cue wrote on Twitter}: {content “It is over.”}", "Twitter"),
        ("{source Ms. Park} {cue tweeted}: {content “It is over.”}", "tweeted"),
        ("{source Ms. Park} {cue told} reporters aboard the ferry {content that it was over}.", "the ferry"),
        ("{source Ms. Park} {cue wrote} in a letter to Mr. Okafor {content that it was over}.", "a letter"),
        # a letter that the tagger took for what was asked
        ("{source Ms. Park} {cue called for} {content an inquiry via letter to Mr. Okafor}.", "letter"),
        ("{source Ms. Park} {cue said} in fact {content that it was over}.", None),
        ("{source Ms. Park} {cue said} {content she had misled nobody at the hearing}.", None),  # not where she said it
        ("{source Ms. Park} {cue said} {content it was over}, after she missed the meeting.", None),
        ("{source Ms. Park} {cue hopes} {content to win} in the debate.", None),  # a hope needs no channel
    ],
)
def test_the_channel_is_found_as_written(text, channel):
    assert channels(text) == [channel]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("pool reporters aboard the ship", "pool reporters"),
        ("a statement Tuesday", "a statement"),
        ("a May interview on the radio", "a May interview"),  # a month may describe
        ("Rep. Devin Nunes, who left", "Rep. Devin Nunes"),  # a title's period ends nothing
        ("a policy paper welcoming the plan", "a policy paper"),
        ("a televised interview with her", "a televised interview"),
        ("Comey and to the attorney", "Comey"),
        ("a news conference nearby in which", "a news conference"),
        ("a nearby church, where", "a nearby church"),
        ("an earlier article on the harbor", "an earlier article"),
        ("a speech last July", "a speech"),
        ("a video put out by the union", "a video"),
        ("the harbor union the report is false", "the harbor union"),  # another phrase begins
        ("Meet the Mayor on Sunday", "Meet the Mayor"),  # within a name it does not
        ("them he would go", "them"),
        ("that he would go", None),
        ("2015 sent a letter", None),
    ],
)
def test_a_noun_phrase_ends_where_a_word_cannot_belong_to_it(text, phrase):
    span = find_phrase(text, 0, len(text))
    assert (span and text[span.start : span.end]) == phrase


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("during an interview published Monday by the Harbor News", "an interview published Monday by the Harbor News"),
        ("at a rally that night in Leeds", "a rally that night in Leeds"),
        ("the board held a press conference", "a press conference"),  # the board is no part of it
        ("in a poll by Harbor Radio", "a poll by Harbor Radio"),
        ("on social media", "social media"),
        ("on cable news", "cable news"),
        ("in a series of tweets", "a series of tweets"),
        ("in his final State of the Union address", "his final State of the Union address"),
        ("in an earlier article from Harbor News", "an earlier article from Harbor News"),
        ("on the podcast “Here’s the Harbor”", "the podcast “Here’s the Harbor”"),
        ("speaking at a chapel in Leeds", "a chapel in Leeds"),  # wherever one speaks
        ("at least in March", None),
    ],
)
def test_a_phrase_that_may_be_a_channel_is_found_whole(text, named):
    found = [text[one.span.start : one.span.end] for one in find_named(text, Span(0, len(text)))]
    assert found == ([named] if named else [])
