"""Which time a statement has where no rule tells. Articles of Friday, 3 March 2017; roles in braces."""

import pytest

from onrecord.read.segment import segment
from onrecord.resolve.cast.entities import resolve_cast
from onrecord.resolve.dates import find_timexes
from onrecord.resolve.telling.clauses import read_tense
from onrecord.resolve.telling.dating import choose_moments
from onrecord.resolve.telling.moments import Moments
from onrecord.resolve.telling.passages import find_passages
from onrecord.resolve.telling.said import Said
from onrecord.resolve.telling.scenes import find_scenes
from tests.build import marked, marked_all, statements

PUBLISHED = "2017-03-03"
RALLY = (
    "Ada Okafor spoke in Leeds on Thursday.\n"
    "{content1 “The bridge is safe,”} {source1 she} {cue1 said}.\n"
    "{content2 “And it will stay,”} {source2 Okafor} {cue2 added}.\n"
    "{source3 Ben Marsh} {cue3 has called} {content3 the bridge a ruin}.\n"
)


def moments_of(text, proposed=None):
    document, attributions = marked_all(text, published=PUBLISHED)
    segments = segment(document)
    passages = find_passages(document, segments, attributions)
    chains, named = resolve_cast(document, segments, attributions)
    speakers = [speaker for speaker, _ in named]
    scenes = find_scenes(document, segments, passages, speakers, chains)
    timexes = find_timexes(document.text, PUBLISHED)
    return Moments(document, segments, passages, speakers, scenes, timexes, proposed or [Said()] * len(passages))


def name_candidates(moments, number):
    return [(moments.document.quote(one.span), one.said_on) for one in moments.find_candidates(number)]


def take(moments, words):
    """Return when each statement was made, where the first candidate with these words is taken."""

    def choose(number, candidates):
        return next((n for n, one in enumerate(candidates) if moments.document.quote(one.span) == words), None)

    return [one.said_on for one in choose_moments(moments, choose)]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("{source Okafor} {cue said} Thursday {content it was over}.", [("Thursday", "2017-03-02")]),
        ("{source Okafor} {cue said} {content it was over on Thursday}.", []),  # when it was over
        ("In January, {source Okafor} {cue said} {content it was over}.", [("In January", "2017-01")]),
        ("{source Okafor} {cue said} after the vote {content it was over}.", [("after the vote", None)]),
        ("They met on Thursday. {source Okafor} {cue said} {content it was over}.", [("Thursday", "2017-03-02")]),
        ("They will meet on Sunday. {source Okafor} {cue said} {content it was over}.", []),  # still to come
    ],
)
def test_a_time_outside_the_content_is_in_question(text, candidates):
    assert name_candidates(moments_of(text), 0) == candidates


def test_a_time_once_taken_is_in_question_for_all_that_follows():
    assert take(moments_of(RALLY), "Thursday") == ["2017-03-02"] * 3


def test_what_was_decided_for_the_statement_before_is_a_sign():
    moments = moments_of(RALLY)
    moments.decide(0, moments.find_candidates(0)[0])
    assert "own time False, mine same, before same" in moments.find_candidates(1)[0].signs


def test_the_day_of_a_speech_holds_for_what_is_said_there_and_not_for_what_is_said_elsewhere():
    said = [statement.said_on for statement in statements(RALLY, published=PUBLISHED)]
    assert said == ["2017-03-02", "2017-03-02", None]


def test_later_may_have_the_day_of_the_statement_before():
    text = "On Thursday {source1 Okafor} {cue1 said} {content1 yes}. {source2 She} {cue2 later said} {content2 no}."
    moments = moments_of(text)
    moments.decide(0, moments.find_candidates(0)[0])
    assert {("later", None), ("later", "2017-03-02")} <= set(name_candidates(moments, 1))


def test_what_the_rules_propose_is_always_a_candidate():
    text = "{source Okafor} {cue grilled} {content the mayor on Thursday over the sale}."
    [timex] = moments_of(text).timexes
    proposed = Said(timex.span, timex.iso)
    [one] = moments_of(text, [proposed]).find_candidates(0)
    assert one.proposed is proposed


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("{source Okafor} {cue said} {content it was over}.", "past"),
        ("{source Okafor} {cue says} {content it is over}.", "present"),
        ("{source Okafor} {cue has said} {content it is over}.", "perfect"),
        ("{cue According to} {source Okafor}, {content it is over}.", "according"),
        ("{source Okafor’s} {cue claim} {content that it is over} is bold.", "noun"),
    ],
)
def test_the_tense_of_a_cue_is_read(text, tense):
    document, attribution = marked(text)
    [passage] = find_passages(document, segment(document), [attribution])
    assert read_tense(passage) == tense
