"""When a statement was made. Articles of Friday, 3 March 2017; roles in braces."""

import re

import pytest

from onrecord.resolve.dates import find_timexes
from onrecord.resolve.telling.passages import find_passages
from onrecord.resolve.telling.said import find_said
from onrecord.types import Attribution, Document, Segments, Span

PUBLISHED = "2017-03-03"
# An attribution is a run of marked roles that ends at the next "|".
ROLE = re.compile(r"\{(source|cue|content) ([^{}]+)\}|\|")


def read_marked(text, title=None):
    """Return the times of the attributions of a text as (words, date); "|" divides attributions."""
    plain, end = "", 0
    roles = [{"source": [], "cue": [], "content": []}]
    for match in ROLE.finditer(text):
        plain += text[end : match.start()]
        end = match.end()
        if match.group() == "|":
            roles.append({"source": [], "cue": [], "content": []})
            continue
        roles[-1][match[1]].append(Span(len(plain), len(plain) + len(match[2])))
        plain += match[2]
    document = Document(plain + text[end:], title=title, published=PUBLISHED)
    paragraphs = [Span(*match.span()) for match in re.finditer(r"[^\n]+", document.text)]
    sentences = [Span(*match.span()) for match in re.finditer(r"[^\s][^\n]*?[.?!][”]?(?=\s|$)", document.text)]
    segments = Segments(tuple(paragraphs), tuple(sentences), ())
    attributions = [Attribution(tuple(r["source"]), tuple(r["cue"]), tuple(r["content"])) for r in roles]
    passages = find_passages(document, segments, attributions)
    said = find_said(segments, passages, find_timexes(document.text, PUBLISHED))
    return [(document.quote(one.timex) if one.timex else None, one.said_on) for one in said]


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        ("{content He will run}, {source Ada Ode} {cue said} Thursday.", "Thursday", "2017-03-02"),
        ("{source Ada Ode} {cue said on Thursday} {content he will run}.", "Thursday", "2017-03-02"),
        ("On Thursday, {source Ada Ode}, who lost, {cue said} {content he will run}.", "Thursday", "2017-03-02"),
        ("In January, {source Ada Ode} {cue said} {content he will run}.", "In January", "2017-01"),
        ("In a May interview, {source Ada Ode} {cue said} {content he will run}.", "May", "2016-05"),
        ("{source A 2014 study} {cue found} {content no harm}.", "2014", "2014"),
        ("{source Ada Ode} {cue recently said} {content he will run}.", "recently", None),
        ("{source Ada Ode} {cue once said} {content he will run}.", "once", None),
        ("{source Ada Ode} {cue grilled} {content the mayor on Tuesday over the sale}.", "Tuesday", "2017-02-28"),
        ("{source Ada Ode} {cue said} {content Thursday} {content that he will run}.", "Thursday", "2017-03-02"),
        ("{source Ada Ode} {cue said} after the vote {content he will run}.", "after the vote", None),
        ("{source Ada Ode} {cue said} after a lunch on Tuesday {content he will run}.", "Tuesday", "2017-02-28"),
        ("It was in 2009, when {source Ada Ode} {cue said} {content he will run}.", "in 2009", "2009"),
        ("{source Wednesday’s survey} {cue found} {content no harm}.", "Wednesday", "2017-03-01"),
        ("Over the past few days, {source Ada Ode} {cue has urged} {content calm}.", "Over the past few days", None),
        ("Ahead of the vote, {source Ada Ode} {cue said} {content he will run}.", "Ahead of the vote", None),
        ("{source Ada Ode} {cue said} as she left the hall {content he will run}.", "as she left the hall", None),
        ("{source Ada Ode} {cue told} her aides afterward {content that he will run}.", "afterward", None),
        ("Later, {source Mayor Ada Ode} {cue endorsed} {content him}.", "Later", None),
        ("Monday, Ada Ode gave a talk during which {source she} {cue praised} {content him}.", "Monday", "2017-02-27"),
        # times of something else
        ("{source Ada Ode} {cue said} {content he will run on Thursday}.", None, None),
        ("{content He will run}, {cue said} {source Ada Ode}, who was elected in 2010.", None, None),
        ("{source Ada Ode} {cue said} of Thursday’s vote {content that it was wrong}.", None, None),
        ("{source The 2016 nominee} {cue said} {content he will run}.", None, None),
        ("{source Ada Ode}, mayor since 2010, {cue said} {content he will run}.", None, None),
        ("{content He will run}, {cue said} {source Ada Ode, who led the town’s campaign in 2010}.", None, None),
        ("Ada Ode, {source who} {cue had backed} {content him}, offered a truce on Tuesday.", None, None),
        ("His {cue promise} {content to go} was broken when they met him on Tuesday.", None, None),
        ("The hall opened on Saturday, and {source a poll of the town} {cue shows} {content a tie}.", None, None),
        ("{source The poll} {cue recalls} {content the year 2010}, when he won the whole county.", None, None),
        ("{source Ada Ode} {cue called} {content it a sham} before adding a word.", None, None),
        ("LAGOS, March 2 (AP) - {source Ada Ode} {cue called} {content it a sham}.", None, None),
    ],
)
def test_time_goes_with_the_verb(text, words, date):
    assert read_marked(text) == [(words, date)]


def test_an_occasion_holds_for_its_speaker():
    text = (
        "In an interview on Thursday, {source Ada Ode} {cue said} {content the road is closed}.\n\n|"
        "{content “We will not close,”} {source she} {cue added}."
    )
    assert read_marked(text) == [("Thursday", "2017-03-02")] * 2


@pytest.mark.parametrize(
    "following",
    [
        "{source Tom Bell} {cue said} {content it was open}.",  # another speaker
        "In a statement, {source Ada Ode} {cue said} {content it was open}.",  # another occasion
        "{source Ada Ode} {cue says} {content it is open}.",  # a standing view
        "{source Ada Ode} {cue has said} {content it is open}.",
        "{content It was open}, {cue was reported}.",  # nobody is said to have said it
        "A third.\n\nA fourth.\n\n{source Ada Ode} {cue said} {content it was open}.",  # too far
    ],
)
def test_an_occasion_ends(following):
    text = "On Thursday, {source Ada Ode} {cue said} {content the road is closed}.\n\n|" + following
    assert read_marked(text)[1] == (None, None)


def test_a_year_holds_for_its_paragraph():
    text = "In 2009, {source Ada Ode} {cue said} {content it was safe}.| {source She} {cue called} {content it sound}."
    assert read_marked(text) == [("In 2009", "2009")] * 2
    assert read_marked(text.replace("|", "\n\n|"))[1] == (None, None)


def test_another_date_ends_an_occasion():
    text = (
        "On Thursday, {source Ada Ode} {cue said} {content the road is closed}. It had flooded on Monday.|"
        " {source Ada Ode} {cue called} {content it a mess}."
    )
    assert read_marked(text)[1] == (None, None)


def test_a_time_goes_to_the_speaker_it_stands_with():
    text = "{source Ada Ode} {cue said} in May {content it was safe},| but {source Tom Bell} {cue denied} {content it}."
    assert read_marked(text) == [("in May", "2016-05"), (None, None)]


def test_one_who_replies_was_there():
    text = (
        "{source Ada Ode} {cue said} Thursday {content it was safe}.\n\n|"
        "{content It was not}, {source Tom Bell} {cue replied}."
    )
    assert read_marked(text) == [("Thursday", "2017-03-02")] * 2


def test_a_scene_is_set_by_a_sentence_of_its_own():
    text = "The board held a hearing on Tuesday. {source Ada Ode} {cue called} {content it a sham}."
    assert read_marked(text) == [("Tuesday", "2017-02-28")]


def test_a_day_of_a_deed_holds_for_those_named_with_it():
    text = "Ada Ode opened the bridge on Tuesday. {source %s} {cue called} {content it a triumph}."
    assert read_marked(text % "Ode") == [("Tuesday", "2017-02-28")]
    assert read_marked(text % "Tom Bell") == [(None, None)]


def test_an_hour_sets_no_scene():
    text = "The hearing begins at 7 p.m. Eastern. {source Ada Ode} {cue called} {content it a sham}."
    assert read_marked(text) == [(None, None)]


def test_headlines_have_no_time():
    title = "Mayor: Bridge Closes Thursday"
    text = "{source Mayor}{cue :} {content Bridge Closes} Thursday.\n\nIt rained."
    assert read_marked(text, title) == [(None, None)]
