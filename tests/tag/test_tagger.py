"""The tagger of the package: the same answer however it is asked, offsets exact whatever the text is made of."""

import json
import shutil
from dataclasses import replace
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelMismatch
from onrecord.read.segment import segment
from onrecord.tag import Tagger
from onrecord.tag.tagger import PACKAGED
from onrecord.types import Document

ARTICLE = (
    "Council closes the bridge\n\n"
    "HARTWELL — The bridge will stay closed until spring, Mayor Ada Okafor said on Thursday.\n\n"
    "“We will not open it before it is safe,” she told reporters. “Not this year.”\n\n"
    "Traders denied that they had been asked. According to the council, letters were sent in May.\n"
)


@pytest.fixture(scope="module")
def tagger():
    return Tagger.load()


def tag(tagger, text):
    document = Document(text)
    return document, tagger.tag(document, segment(document))


def test_direct_and_indirect_speech_are_found(tagger):
    document, attributions = tag(tagger, ARTICLE)
    found = {
        (" ".join(map(document.quote, a.source)), " | ".join(map(document.quote, a.content))) for a in attributions
    }
    assert ("Mayor Ada Okafor", "The bridge will stay closed until spring") in found
    assert ("she", "“We will not open it before it is safe,” | “Not this year.”") in found


def test_a_headline_and_the_text_below_it_are_two_contents(tagger):
    text = "Poll: Ferry Plan Loses Ground\n\nSupport for the ferry fell by ten points in April, a new poll shows.\n"
    document, attributions = tag(tagger, text)
    assert [document.quote(content) for one in attributions for content in one.content] == [
        "Ferry Plan Loses Ground",
        "Support for the ferry fell by ten points in April",
    ]


def test_an_article_does_not_depend_on_what_else_is_read(tagger):
    _, alone = tag(tagger, ARTICLE)
    tag(tagger, "Nobody said anything. " * 200)
    assert tag(tagger, ARTICLE)[1] == alone
    assert tag(Tagger.load(threads=2), ARTICLE * 4)[1] == tag(tagger, ARTICLE * 4)[1]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("he said “”\"'é\u0301\u00ad\u200b\r\n😀\u202e,."), max_size=120))
def test_spans_lie_in_any_text(tagger, noise):
    document, attributions = tag(tagger, noise + "\n" + ARTICLE + noise)
    for attribution in attributions:
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            words = document.quote(span)
            assert words and words == words.strip()
        assert 0 <= attribution.score <= 1


@pytest.mark.parametrize("text", ["", " \n\n ", "Nothing is said here.", "“", "a" * 100_000])
def test_texts_that_hold_no_statement_give_none(tagger, text):
    assert tag(tagger, text)[1] == []


def test_a_model_of_another_format_is_refused(tmp_path):
    folder = shutil.copytree(PACKAGED, tmp_path / "tagger")
    tables = json.loads((folder / "tagger.json").read_text("utf-8"))
    (folder / "tagger.json").write_text(json.dumps(tables | {"format": 99}), "utf-8")
    with pytest.raises(ModelMismatch, match="format 99"):
        Tagger.load(folder)


def test_what_others_marked_is_read_as_what_it_found_itself(tagger):
    document = Document(ARTICLE)
    segments = segment(document)
    found = tagger.tag(document, segments)
    marked = [replace(attribution, acts=(), pointers=()) for attribution in found]
    for attribution, read in zip(found, tagger.read(document, segments, marked), strict=True):
        assert read.acts == pytest.approx(attribution.acts)
        assert sum(map(exp, read.acts)) == pytest.approx(1)
        assert read.pointers == attribution.pointers


def test_it_points_at_the_listener_and_the_day(tagger):
    document, attributions = tag(tagger, ARTICLE)
    best = {(p.field, document.quote(p.span)) for a in attributions for p in a.pointers if p.score > 0.5}
    assert {("addressee", "reporters"), ("timex", "Thursday")} <= best
