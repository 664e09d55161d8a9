"""The whole story: document, segments, attributions, statements."""

from dataclasses import replace

import pytest

from onrecord.extract import extract
from tests.build import FakeTagger, marked_all

TEXT = "{source1 Ada Okafor} {cue1 said} {content1 it is over}. {source2 She} {cue2 denied} {content2 the charge}."


def test_extract_gives_the_tagger_s_attributions_as_statements():
    document, attributions = marked_all(TEXT)
    found = extract(document, FakeTagger(*attributions))
    assert [statement.speaker.names for statement in found] == [("Ada Okafor",)] * 2


def test_every_statement_quotes_its_article():
    document, attributions = marked_all(TEXT)
    found = extract(document, FakeTagger(*attributions))
    assert [document.quote(statement.cue[0]) for statement in found] == ["said", "denied"]


@pytest.mark.parametrize(("options", "kept"), [({}, 1), ({"min_score": 0.3}, 2), ({"min_score": 0.9}, 0)])
def test_attributions_under_the_least_score_are_left_out(options, kept):
    document, [first, second] = marked_all(TEXT)
    tagger = FakeTagger(replace(first, score=0.6), replace(second, score=0.4))
    assert len(extract(document, tagger, **options)) == kept


def test_the_same_document_gives_the_same_statements():
    document, attributions = marked_all(TEXT)
    tagger = FakeTagger(*reversed(attributions))
    assert extract(document, tagger) == extract(document, FakeTagger(*attributions))
