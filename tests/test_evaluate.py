"""The figures count what they say they count."""

import pytest

from onrecord.evaluate import MEASURES, Score, score_article, score_articles
from onrecord.types import Attribution
from tests.build import marked

PLAIN = "{source Police} {cue said} {content the road to Lowell is closed}."
TEXT, GOLD = marked(PLAIN)


def score(marked_text, gold=GOLD):
    document, predicted = marked(marked_text)
    assert document.text == TEXT.text
    return score_article(document.text, [gold], [predicted])


def test_the_same_is_all_right():
    assert {name: one.f1 for name, one in score(PLAIN).items() if name != "quoted soft"} == dict.fromkeys(
        [name for name in MEASURES if name != "quoted soft"], 1.0)


@pytest.mark.parametrize(
    ("predicted", "right"),
    [
        ("{source Police} {cue said} {content the road to Lowell is closed.}", MEASURES[:-1]),  # a stop is no word
        ("{source Police} {cue said} the road {content to Lowell is closed}.",  # four of six words
         ("source tokens", "cue tokens", "source span", "cue span", "content soft", "attribution soft")),
        ("{source Police} {cue said} the road to Lowell {content is closed}.",  # two of six
         ("source tokens", "cue tokens", "source span", "cue span")),
        ("Police {cue said} {content the road to Lowell is closed}.",  # one side has no source
         ("cue tokens", "content tokens", "cue span", "content span", "content exact", "content soft")),
    ],
)
def test_what_counts_as_right(predicted, right):
    found = score(predicted)
    assert {name for name in MEASURES if found[name].f1 == 1} == set(right)


def test_without_a_source_on_either_side_sources_agree():
    document, gold = marked("{content The road is closed}, {cue it was said}.")
    assert score_article(document.text, [gold], [gold])["attribution exact"].f1 == 1


def test_one_prediction_is_paired_with_one_gold_only():
    twice = score_article(TEXT.text, [GOLD], [GOLD, GOLD])["content exact"]
    assert (twice.precision, twice.recall) == (0.5, 1.0)


def test_only_contents_beside_a_quotation_mark_are_quoted():
    document, quoted = marked("{source She} {cue said} “{content the road is closed}”.")
    assert score_article(document.text, [quoted], [quoted])["quoted soft"] == Score(1, 1, 1)
    assert score(PLAIN)["quoted soft"] == Score(0, 0, 0)


def test_an_attribution_whose_content_has_no_word_counts_nowhere():
    mark = Attribution(GOLD.source, GOLD.cue, (GOLD.content[0].__class__(len(TEXT.text) - 1, len(TEXT.text)),))
    assert score_article(TEXT.text, [mark], [])["source tokens"] == Score(0, 0, 0)


def test_articles_add_up():
    totals = score_articles([score(PLAIN), score_article(TEXT.text, [GOLD], [])])
    assert totals["content exact"] == Score(1, 1, 2)
    assert round(totals["content exact"].f1, 3) == 0.667
    assert score_articles([])["cue span"].f1 == 0
