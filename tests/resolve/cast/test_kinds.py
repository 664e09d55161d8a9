"""What sort of source speaks: a person, an organisation, a group, a document."""

import pytest

from onrecord.types import Kind
from tests.resolve.cast.test_speakers import names, speakers


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The kerfuffle", Kind.DOCUMENT),  # nouns of no table: things have an article
        ("The lamplighter", Kind.PERSON),
        ("The baker-turned-senator", Kind.PERSON),
        ("Conventional wisdom", Kind.GROUP),  # masses of people have none
        ("42%", Kind.GROUP),
        ("No one", Kind.GROUP),
        ("The party leadership", Kind.GROUP),
    ],
)
def test_a_description_tells_what_it_is(words, kind):
    [speaker] = speakers(f"{{source {words}}} {{cue said}} {{content no}}.")
    assert speaker is not None and speaker.kind is kind


@pytest.mark.parametrize(
    ("source", "kind", "named"),
    [
        ("Peter Lund", Kind.PERSON, True),
        ("a doctor", Kind.PERSON, False),
        ("The Associated Press", Kind.ORGANIZATION, True),
        ("BridgeWatch", Kind.ORGANIZATION, True),  # no person is written so
        ("harbour.com", Kind.ORGANIZATION, True),
        ("Peter Lund Cos.", Kind.ORGANIZATION, True),  # whoever the firm is named after
        ("McLund", Kind.PERSON, True),
        ("The Mary Ng Show", Kind.ORGANIZATION, True),
        ("The Harbour Guild", Kind.ORGANIZATION, True),
        ("the company", Kind.ORGANIZATION, False),
        ("Democrats", Kind.GROUP, False),
        ("Latinas", Kind.GROUP, False),
        ("A group of doctors", Kind.GROUP, False),
        ("the report", Kind.DOCUMENT, False),
        ("A Reuters survey of voters", Kind.DOCUMENT, True),
    ],
)
def test_kinds_and_whether_there_is_a_name(source, kind, named):
    [speaker] = speakers(f"{{source {source}}} {{cue said}} {{content it rains}}.")
    assert (speaker.kind, speaker.named) == (kind, named)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("More than six in 10", Kind.GROUP),  # numbers count people
        ("At least half of the voters there", Kind.GROUP),
        ("one in four", Kind.GROUP),
        ("One of the doctors", Kind.PERSON),
        ("Neither side", Kind.GROUP),  # any of several is no one of them
        ("virtually every media organization there", Kind.GROUP),
        ("The news media", Kind.GROUP),
        ("Lund defenders today", Kind.GROUP),
        ("Most Harbourites", Kind.GROUP),  # a capital makes no organisation of people
        ("The Dutch", Kind.GROUP),
        ("Proponents", Kind.GROUP),
        ("The tax compromise", Kind.DOCUMENT),  # what no table knows by its name or its ending
        ("Several measurements", Kind.DOCUMENT),
        ("The gravedigger", Kind.PERSON),
        ("The palace", Kind.ORGANIZATION),  # who works there speaks for it
        ("The insurer", Kind.ORGANIZATION),
        ("Ten attorneys general", Kind.GROUP),  # the plural stands in the first word
        ("The Constitution", Kind.DOCUMENT),
        ("Several members backing Lund", Kind.GROUP),  # a participle ends the phrase: Lund is not meant
    ],
)
def test_a_description_tells_what_sort_of_source_it_is(source, kind):
    [speaker] = speakers(f"Peter Lund left. {{source {source}}} {{cue say}} {{content so}}.")
    assert speaker.kind is kind


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # the number of a court belongs to its name, and so does its circuit
        ("The 6th Circuit Court of Appeals", "6th Circuit Court of Appeals"),
        ("The U.S. Court of Appeals for the 6th Circuit", "U.S. Court of Appeals for the 6th Circuit"),
        ("The Organization for Economic Cooperation and Development",
         "Organization for Economic Cooperation and Development"),
        # a newspaper, no leader; a party that keeps its place
        ("The New Hampshire Union Leader", "New Hampshire Union Leader"),
        ("The Republican Party of Wyoming", "Republican Party of Wyoming"),
        # months and verbs that people are called by, where they open a whole name
        ("April Mellody, a spokeswoman for the harbor,", "April Mellody"),
        ("Will Estrada, the chairman of the harbor,", "Will Estrada"),
        ("Polk County GOP Chairman Will Rogers", "Will Rogers"),
        ("UMWA Director of Government Affairs Phil Smith", "Phil Smith"),
        # what the words behind a description say that it is called
        ("A man calling himself Paul Lund", "Paul Lund"),
        ("A group that calls itself Harbor Watch", "Harbor Watch"),
        ("The base chief known as Bob", "Bob"),
    ],
)
def test_a_name_is_read_whole(source, expected):
    assert names(f"{{source {source}}} {{cue said}} {{content it rains}}.")[0] == (expected,)


def test_a_month_behind_said_opens_a_name():
    text = "{content It rains,} {cue said} {source April Mellody, a spokeswoman for the harbor}."
    assert names(text) == [("April Mellody",)]


def test_a_question_or_a_date_opens_no_name():
    text = "Will Lund run? In May Lund left. {source Lund} {cue asked} {content why}."
    assert names(text) == [("Lund",)]
