"""Whose verb it is where the sentence, not a source, says so."""

from dataclasses import replace

import pytest

from onrecord.read.segment import segment
from onrecord.resolve.cast.entities import find_speakers
from tests.build import marked_all


def second_speaker(text: str, *, shares_source: bool) -> str | None:
    """Return who says the second of two things; `shares_source` gives it the first one's source."""
    document, (first, second) = marked_all(text)
    if shares_source:
        second = replace(second, source=first.source)
    _, (speaker, _) = find_speakers(document, segment(document), [first, second])
    return speaker and speaker.names[0]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("{source1 Mary Ng} {cue1 denied} {content1 it} and {cue2 accused} {content2 him of fraud}.", "Mary Ng"),
        ("{source1 Mary Ng} {cue1 called for} {content1 a vote}, {cue2 saying} {content2 it was late}.", "Mary Ng"),
        ("{source1 Mary Ng} {cue1 denied} {content1 it}. {cue2 Known} {content2 as false}, it spread.", None),
    ],
)
def test_a_second_verb_has_the_subject_of_the_first(text, speaker):
    assert second_speaker(text, shares_source=False) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("{source1 Lund} met {cue1 the news} {content1 Mary Ng left} despite {cue2 denying} {content2 it}.", "Mary Ng"),
        ("Mary Ng {cue1 reportedly} {content1 left} despite {cue2 denying} {content2 it}.", "Mary Ng"),
        ("{source1 Lund} met {cue1 the news} {content1 of Ng} despite {cue2 denying} {content2 it}.", "Lund"),
        ("{source1 Lund} {cue1 backed} {content1 the bill} despite {cue2 calling} {content2 it late}.", "Lund"),
    ],
)
def test_what_follows_despite_is_said_by_the_nearest_clause(text, speaker):
    assert second_speaker(text, shares_source=True) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("{content The bill} {cue was passed} by the Ohio Senate.", "Ohio Senate"),
        ("{content The song} {cue was written by} Mary Ng.", "Mary Ng"),
        ("As Mayor Mary Ng {cue appears} {content set to veto it}, nobody pays.", "Mary Ng"),
        ("Peter Lund left. He {cue has mused about} {content a tax}.", "Peter Lund"),
        ("A man {cue suspected} {content of fraud} left.", None),
        # who is asked says nothing, and neither do those that a preposition holds, or "it"
        ("Mary Ng {cue was asked} {content why}.", None),
        ("The lack of trust among voters {cue seems} {content to grow}.", None),
        ("Mary Ng left. It {cue seems} {content that the port closes}.", None),
        ("{content The wall}, {cue inspired} by Mary Ng, is red.", None),
    ],
)
def test_where_no_source_is_marked_the_sentence_tells_who_speaks(text, speaker):
    document, attributions = marked_all(text)
    [(found, _)] = find_speakers(document, segment(document), attributions)
    assert (found and found.names[0]) == speaker
