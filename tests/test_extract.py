"""The whole story: document, segments, attributions, statements."""

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


def test_attributions_under_the_least_score_are_left_out():
    from dataclasses import replace

    document, [sure, unsure] = marked_all(TEXT)
    tagger = FakeTagger(sure, replace(unsure, score=0.2))
    assert len(extract(document, tagger, min_score=0.5)) == 1


def test_the_same_document_gives_the_same_statements():
    document, attributions = marked_all(TEXT)
    tagger = FakeTagger(*reversed(attributions))
    assert extract(document, tagger) == extract(document, FakeTagger(*attributions))
