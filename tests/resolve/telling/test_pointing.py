"""What the readings make of where the tagger points: it is believed where it is sure, and beside the rules."""

from dataclasses import replace

import pytest

from onrecord.read.segment import segment
from onrecord.resolve import resolve
from onrecord.resolve.telling.pointing import weigh_pointers
from onrecord.types import Act, Pointer, Span
from tests.build import marked_all

# A tagger looked, and held every act for equally likely.
LOOKED = (-2.2,) * len(Act)
BREAKFAST = "{source Ada Okafor} {cue said} {content the road will stay}, over eggs with the Star on Friday."
MEETING = "Ada Okafor met Mary Lund in Leeds. {content “The road will stay,”} {source she} {cue said}."


def read(text, number=0, **pointed):
    """Return one statement, where the first attribution has pointers FIELD=(words, score)."""
    document, attributions = marked_all(text, published="2017-03-03")
    pointers = tuple(
        Pointer(field, Span(at := document.text.index(words), at + len(words)), score)
        for field, (words, score) in pointed.items()
    )
    attributions = [
        replace(one, acts=LOOKED, pointers=() if place else pointers)
        for place, one in enumerate(attributions)
    ]
    statement = resolve(document, segment(document), attributions).statements[number]
    return {
        field: span and document.quote(span)
        for field in ("addressee", "channel", "timex")
        for span in [getattr(statement, field)]
    } | {"speaker": statement.speaker, "said_on": statement.said_on}


def test_a_channel_that_no_list_knows_is_taken_from_the_tagger():
    assert read(BREAKFAST)["channel"] is None
    assert read(BREAKFAST, channel=("eggs with the Star", 0.8))["channel"] == "eggs with the Star"
    assert read(BREAKFAST, channel=("eggs with the Star", 0.2))["channel"] is None


def test_an_addressee_that_no_rule_finds_is_taken_from_the_tagger():
    assert read(BREAKFAST, addressee=("the Star", 0.8))["addressee"] == "the Star"
    assert read(BREAKFAST, addressee=("the Star", 0.3))["addressee"] is None


def test_an_addressee_of_the_rules_stays_unless_the_tagger_sees_nothing_of_it():
    told = "{source Ada Okafor} {cue told} the board {content the road will stay}."
    assert read(told, addressee=("the board", 0.2))["addressee"] == "the board"
    assert read(told)["addressee"] is None


def test_nobody_tells_himself():
    assert read(BREAKFAST, addressee=("Okafor", 0.9))["addressee"] is None


def test_a_channel_of_the_rules_stays_where_the_tagger_hardly_sees_it():
    stated = "{source Ada Okafor} {cue said} in a speech {content the road will stay}."
    assert read(stated, channel=("a speech", 0.1))["channel"] == "a speech"


def test_a_thing_that_was_spoken_to_is_gone_for_the_next_statement():
    text = "{source1 Ada Okafor} {cue1 said} to the TV {content1 “You.”} {content2 “Go,”} {source2 she} {cue2 said}."
    assert read(text, addressee=("the TV", 0.9))["addressee"] == "the TV"
    assert read(text, number=1, addressee=("the TV", 0.9))["addressee"] is None


def test_a_time_has_its_date_whoever_found_it():
    found = read(BREAKFAST, timex=("Friday", 0.9))
    assert (found["timex"], found["said_on"]) == ("Friday", "2017-03-03")


def test_words_without_a_date_are_a_time_where_the_tagger_is_sure():
    text = "{source Ada Okafor} {cue said} {content the road will stay}, the ink hardly dry."
    found = read(text, timex=("the ink hardly dry", 0.9))
    assert (found["timex"], found["said_on"]) == ("the ink hardly dry", None)


@pytest.mark.parametrize("name", ["Ada Okafor", "Mary Lund"])
def test_a_pronoun_is_who_the_tagger_sees(name):
    assert read(MEETING, speaker=(name.split()[1], 0.95))["speaker"].names == (name,)


def test_silence_counts_against_the_own_sentence_only():
    _, [attribution] = marked_all(BREAKFAST)
    seen = replace(attribution, acts=LOOKED, pointers=(Pointer("channel", Span(0, 3), 0.9),))
    assert weigh_pointers(seen, "channel", [Span(1, 2)], own=True) > 1
    assert weigh_pointers(seen, "channel", [Span(5, 6)], own=True) < -1
    assert weigh_pointers(seen, "channel", [Span(5, 6)], own=False) == 0
    assert weigh_pointers(attribution, "channel", [Span(1, 2)], own=True) == 0  # no tagger looked
