"""Several behind one source: who of them is named, and who is meant together."""

import pytest

from tests.resolve.cast.test_speakers import names


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("She and her aides", ("Mary Ng", "her aides")),
        ("Ng, her aides and those in the hall", ("Mary Ng", "her aides", "those in the hall")),
        ("The White House and party leaders", ("White House", "party leaders")),
        ("Both the mayor and the Harbour Guild", ("Mary Ng", "Harbour Guild")),
        ("Bakers and millers", ("Bakers and millers",)),
        ("A friend of Ng and the mayor", ("A friend of Ng and the mayor",)),
        ("White House and Pentagon spokesmen", ("White House and Pentagon spokesmen",)),
        ("Ng, the mayor and head of the port,", ("Mary Ng",)),
    ],
)
def test_several_of_whom_one_has_a_name_are_told_apart(source, expected):
    *_, found = names(f"Mayor Mary Ng came. {{source {source}}} {{cue said}} {{content no}}.")
    assert found == expected


def test_several_people_are_several_names():
    text = "{source Sens. Mary Ng (D-Mont.) and Peter Lund (R-La.)} {cue asked} {content why}."
    assert names(text) == [("Mary Ng", "Peter Lund")]
    assert names("{source Mary Ng and other senior Republicans} {cue asked} {content why}.") == [
        ("Mary Ng", "other senior Republicans")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{source Critics, including Sen. Mary Ng and Bo Lund,} {cue say} {content no}.", "Critics|Mary Ng|Bo Lund"),
        # the seat behind a name, what the second one is, and others of whom no name is given
        ("{source Sens. Mary Ng of Ohio and Bo Lund of Maine} {cue say} {content no}.", "Mary Ng|Bo Lund"),
        ("{source Reps. Mary Ng (Ohio) and Bo Lund (Maine)} {cue say} {content no}.", "Mary Ng|Bo Lund"),
        ("{source Mary Ng and co-host Bo Lund} {cue say} {content no}.", "Mary Ng|Bo Lund"),
        ("{source Mary Ng's and Bo Lund's} {cue view} {content of it}.", "Mary Ng|Bo Lund"),
        ("{source Mary Ng and like-minded bakers} {cue say} {content no}.", "Mary Ng|like-minded bakers"),
        ("{source Mary Ng (D-Ohio) and a host of bakers} {cue say} {content no}.", "Mary Ng|a host of bakers"),
        # those named behind "the candidates" are all of them where they end the source
        ("{source The two candidates, Mary Ng and Bo Lund of Ohio,} {cue say} {content no}.", "Mary Ng|Bo Lund"),
        ("{source Outsiders like Mary Ng} {cue say} {content no}.", "Outsiders|Mary Ng"),
        ("{source The networks — CNN, NBC and CBS —} {cue report} {content it}.", "CNN|NBC|CBS"),
        ("{source Mary Ng and House Speaker Peter Lund} {cue say} {content no}.", "Mary Ng|Peter Lund"),
        ("{source Both France and Italy} {cue say} {content no}.", "France|Italy"),
        ("{source Neither Mary Ng nor Bo Lund} {cue said} {content no}.", "Mary Ng|Bo Lund"),
        ("{source Neither Mary Ng nor her aides} {cue said} {content no}.", "Mary Ng|her aides"),
        ("{source Mary Ng, along with Bo Lund,} {cue said} {content no}.", "Mary Ng|Bo Lund"),
        ("{source The two bakers -- Mary Ng and Bo Lund --} {cue say} {content no}.", "Mary Ng|Bo Lund"),
        ("Mary Okafor and Ben Okafor left. {source The Okafors} {cue said} {content no}.", "Mary Okafor|Ben Okafor"),
    ],
)
def test_those_of_several_who_are_named_are_listed(text, expected):
    assert names(text) == [tuple(expected.split("|"))]


@pytest.mark.parametrize("words", ["The senators", "The two lawmakers", "Both", "Neither senator", "The pair"])
def test_those_who_spoke_as_one_are_meant_together(words):
    text = (
        "{source1 Mary Ng and Peter Lund} {cue1 wrote} {content1 to the mayor}. Jo Adeyemi and Bo Okafor read it. "
        f"{{source2 {words}}} {{cue2 said}} {{content2 no}}."
    )
    assert names(text)[1] == ("Mary Ng", "Peter Lund")


def test_they_are_the_two_just_named():
    text = "Mary Ng and Peter Lund wrote to the mayor. {source They} {cue said} {content no}."
    assert names(text) == [("Mary Ng", "Peter Lund")]


def test_others_stand_beside_who_is_named():
    assert names("{source Mary Ng and others} {cue said} {content no}.") == [("Mary Ng", "others")]


def test_an_age_stands_before_the_second_of_two():
    assert names("{source Mary Ng and 24-year-old Peter Lund} {cue said} {content no}.") == [("Mary Ng", "Peter Lund")]


def test_a_headline_leaves_and_out_between_two():
    text = "{source Ng, Lund} {cue pledge} {content peace}. Mary Ng and Peter Lund met."
    assert names(text) == [("Mary Ng", "Peter Lund")]


def test_two_countries_are_no_two_people():
    text = "Mary Ng met Peter Lund. {source The two countries} {cue said} {content no}."
    assert names(text) == [("The two countries",)]
