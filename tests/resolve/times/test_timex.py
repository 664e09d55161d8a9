"""Where a time expression begins and ends."""

import pytest

from onrecord.resolve.times.timex import code, find_phrase, settle
from onrecord.resolve.times.vocabulary import tokenize


def find_words(text):
    """Return the time expressions of a text as written."""
    words = settle(tokenize(text))
    letters, place, found = code(words), 0, []
    while phrase := find_phrase(letters, place):
        found.append(text[words[phrase.first].start : words[phrase.last - 1].end])
        place = phrase.last
    return found


@pytest.mark.parametrize(
    "words",
    [
        "late last Thursday night",
        "10:30 p.m. EST Tuesday",
        "2 p.m. on Thursday",
        "Friday, Oct. 23, 2015",
        "the morning of March 3",
        "early next week",
        "the end of the year",
        "last year's third quarter",
        "January last year",
        "nearly two and a half years ago",
        "a year and a half",
        "two to three weeks",
        "the past 20 years",
        "the first nine months",
        "every four years",
        "mid-1996",
        "the late 1970s",
        "the winter of 1994",
        "New Year’s Eve",
        "two days after the Sept. 11",
    ],
)
def test_an_expression_is_found_whole(words):
    assert find_words(f"He said it was {words} and left.") == [words]


def test_a_blank_line_ends_an_expression():
    assert find_words("It was cold in March\n\n2016 was warmer.") == ["March", "2016"]


def test_offsets_survive_odd_characters():
    assert find_words("“Ça va 👍🏽”, he said Thursday—again.") == ["Thursday"]
