"""The act is read from cue and content together."""

from dataclasses import replace

import pytest

from onrecord.read.segment import segment
from onrecord.resolve import resolve
from onrecord.types import Act
from tests.build import marked, statements


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("{source Ms. Park} {cue said} {content the road is closed}.", Act.STATE),
        ("{source Ms. Park} {cue said} {content she would not resign}.", Act.COMMIT),
        ("{source Ms. Park} {cue said} {content “I will not sign it.”}", Act.COMMIT),
        ("{source Ms. Park} {cue said} {content Mr. Okafor is unfit for office}.", Act.JUDGE),
        ("{source Ms. Park} {cue said} {content she never met the contractor}.", Act.DENY),
        ("{source Ms. Park} {cue said} {content the council must act now}.", Act.DEMAND),
        ("{source Ms. Park} {cue said} {content prices will rise next year}.", Act.PREDICT),
        ("{source Ms. Park} {cue said} {content she hopes for rain}.", Act.BELIEVE),
        ("{source Ms. Park} {cue said} {content she expects a long winter}.", Act.PREDICT),
        ("{source Ms. Park} {cue said}: {content “Who paid for it?”}", Act.ASK),
        ("{source Ms. Park} {cue said}: {content “Yes, I was wrong.”}", Act.CONFIRM),
        ("{source Ms. Park} {cue promised} {content a new bridge}.", Act.COMMIT),
        ("{source Ms. Park} {cue urged} {content voters to stay home}.", Act.DEMAND),
        ("{source Ms. Park} {cue called for} {content a criminal inquiry}.", Act.DEMAND),  # "criminal" blames nobody
        ("{source Ms. Park} {cue accused} {content the mayor of lying}.", Act.JUDGE),
        ("{source Ms. Park} {cue pushed back on} {content the claim}.", Act.DENY),
    ],
)
def test_cue_and_content_decide(text, act):
    [statement] = statements(text)
    assert statement.act is act


def test_declining_is_a_commitment_negated():
    [statement] = statements("{source The mayor} {cue declined} {content to comment}.")
    assert (statement.act, statement.negated) == (Act.COMMIT, True)


def test_saying_that_one_will_not_is_no_negated_cue():
    [statement] = statements("{source The mayor} {cue said} {content she would not go}.")
    assert statement.negated is False


def test_a_denial_denied_stays_a_denial():
    [statement] = statements("{source The mayor} {cue did not deny} {content the report}.")
    assert (statement.act, statement.negated) == (Act.DENY, True)


def test_the_reason_shows_the_words_that_told():
    text = "{source Ms. Park} {cue said} {content the council must act now}."
    [statement] = statements(text)
    reason = next(reason for reason in statement.reasons if reason.field == "act")
    assert marked(text)[0].quote(reason.words) == "must"


def test_what_the_tagger_reads_from_it_is_heard():
    document, attribution = marked("{source Ms. Park} {cue said} {content the road is closed}.")
    sure = tuple(0.0 if act is Act.CONFIRM else -20.0 for act in Act)
    extraction = resolve(document, segment(document), [replace(attribution, acts=sure)])
    assert [statement.act for statement in extraction] == [Act.CONFIRM]
