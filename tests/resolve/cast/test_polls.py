"""Polls as speakers: what they are called by, and which of them "a new poll" is."""

import pytest

from onrecord.resolve.cast.polls import is_same_poll
from tests.resolve.cast.test_speakers import names


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A USA TODAY/Suffolk University Poll", "USA TODAY/Suffolk University Poll"),
        ("An ABC News/Washington Post Poll", "ABC News/Washington Post Poll"),
        ("The latest USA TODAY/Rock the Vote Poll", "USA TODAY/Rock the Vote Poll"),
        ("A new USA TODAY/Rock the Vote survey", "USA TODAY/Rock the Vote survey"),
        ("A Huffington Post-Morning Consult poll", "Huffington Post-Morning Consult poll"),
        ("A Marist College poll for NBC News", "Marist College poll"),
        ("A CNN/ORC International Poll the same month", "CNN/ORC International Poll"),
        ("A Reuters survey of bakers", "Reuters survey of bakers"),
    ],
)
def test_a_poll_is_called_by_all_who_made_it(source, expected):
    assert names(f"{{source {source}}} {{cue found}} {{content that it rains}}.") == [(expected,)]


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("{source Poll}{cue :} {content Lund Leads}.\n\nLund leads, it is said.", "Fox News poll"),
        ("Lund leads, {source a new national poll} {cue shows} {content now}.", "Fox News poll"),
        ("Lund leads, {source a poll of bakers} {cue shows} {content now}.", "Fox News poll"),
        # who made it, when it was taken, or that it is another one tells it from the poll below
        ("Lund leads, {source a poll by bakers} {cue shows} {content now}.", "a poll by bakers"),
        ("Lund leads, {source another poll} {cue shows} {content now}.", "another poll"),
    ],
)
def test_the_poll_of_the_lead_is_the_one_named_below(lead, expected):
    assert names(f"{lead}\n\nA Fox News poll asked 900 bakers. The poll was the second.")[0] == (expected,)


def test_below_the_lead_a_poll_is_one_of_two_named_ones_by_no_guess():
    filler = "Lund spoke. " * 6
    text = f"{filler}{{content It rains}}, {{source a poll}} {{cue says}}. A Fox News poll and a Gallup poll followed."
    assert names(text) == [("a poll",)]


def test_a_poll_that_is_called_nothing_else_names_no_other():
    text = "{content It rains}, {source a poll} {cue says}. The magazine Poll and one Poll Tracker agree."
    assert names(text)[0] == ("a poll",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Rasmussen poll", "Rasmussen Reports poll", True),
        ("Post-ABC poll", "Washington Post-ABC News poll", True),
        ("Register/Bloomberg Politics survey", "Des Moines Register/Bloomberg Politics poll", True),
        ("CBS News poll", "New York Times/CBS News poll", False),
        ("Gallup poll", "Fox News poll", False),
        ("Gallup report", "Gallup report", False),
    ],
)
def test_a_poll_is_the_same_under_its_makers_short_names(one, other, same):
    assert is_same_poll(tuple(one.split()), tuple(other.split())) is same
    assert is_same_poll(tuple(other.split()), tuple(one.split())) is same
