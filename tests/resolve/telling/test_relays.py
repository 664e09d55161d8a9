"""By whose account the article has it, and no statement twice."""

import pytest

from tests.build import marked_all, statements

OFFICIAL = "A senior White House official"


def accounts(text):
    return [(statement.speaker.names, statement.relay) for statement in statements(text)]


@pytest.mark.parametrize(
    "text",
    [
        f"{{source {OFFICIAL}}} {{cue said}} {{content the office found out late}}, CNN reported.",
        f"{{content {OFFICIAL} said the office found out late}}, {{source CNN}} {{cue reported}}.",
        f"{{source1 CNN}} {{cue1 reported}} {{content1 {{source2 {OFFICIAL}}} {{cue2 said}} {{content2 so}}}}.",
        f"According to CNN, {{source {OFFICIAL}}} {{cue said}} {{content the office found out late}}.",
    ],
)
def test_what_an_outlet_reports_is_one_statement_of_who_said_it(text):
    assert accounts(text) == [((OFFICIAL,), "CNN")]


def test_an_inner_statement_begins_where_its_speaker_does():
    text = "{source CNN} {cue reported} {content that a White House official said he would go}."
    [statement] = statements(text)
    document, _ = marked_all(text)
    quoted = [document.quote(span) for span in (*statement.source, *statement.cue, *statement.content)]
    assert quoted == ["a White House official", "said", "he would go"]


def test_an_inner_speaker_is_named_with_what_belongs_to_the_name():
    told = "A spokesman for the builder"
    text = f"{{content {told} denied that the steel was cheap}}, {{source Channel 4}} {{cue reported}}."
    assert accounts(text) == [((told,), "Channel 4")]


def test_the_relayer_goes_by_the_fullest_name():
    text = "House Speaker Paul Ryan came. According to Ryan, {source Mr. Okafor} {cue said} {content he would go}."
    assert accounts(text)[0][1] == "Paul Ryan"


def test_a_report_with_news_of_its_own_stays_beside_what_it_relays():
    text = (
        "{source1 Paul Ryan} {cue1 said} {content1 that {source2 Ada Okafor} {cue2 promised} {content2 a bridge} "
        "and that he regrets the long delay of the whole project}."
    )
    assert accounts(text) == [(("Paul Ryan",), None), (("Ada Okafor",), "Paul Ryan")]


def test_what_was_said_and_acted_against_is_a_statement_of_its_own():
    text = (
        "{cue Reportedly,} {content Ada Okafor met the builder twice last year despite saying she had met nobody "
        "during her hearing in January}."
    )
    document, _ = marked_all(text)
    _, said = statements(text, published="2017-03-03")
    assert said.speaker.names == ("Ada Okafor",)
    assert [document.quote(span) for span in (*said.content, said.channel)] == ["she had met nobody", "her hearing"]
    assert said.said_on == "2017-01"


def test_whoever_tells_said_it_where_nobody_else_can_have():
    text = "{source Ada Okafor} {cue said} {content the ferry will run despite saying in April that it never would}."
    document, _ = marked_all(text)
    told, said = statements(text, published="2021-05-03")
    assert said.speaker == told.speaker
    assert (document.quote(said.content[0]), said.said_on) == ("that it never would", "2021-04")


def test_who_reports_for_himself_relays_nothing():
    assert accounts("{source CNN} {cue reported} {content that the bridge is closed}.") == [(("CNN",), None)]


def test_a_quoted_block_is_told_by_whom_it_is_quoted_from():
    text = (
        "Stephanie Marsh went there. Marsh reports:\n\n"
        "\"It was late. {content1 “I saw him,”} {source1 a neighbour} {cue1 said}.\n\n"
        "\"{content2 “Nobody came,”} {source2 her son} {cue2 said}.\"\n\n"
        "The story drew letters.\n\nThe paper printed them. {source3 One reader} {cue3 called} {content3 it sad}."
    )
    assert [statement.relay for statement in statements(text)] == ["Stephanie Marsh", "Stephanie Marsh", None]
