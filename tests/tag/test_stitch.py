"""Long quotations, whose paragraphs each open and only the last closes."""

from onrecord.read.segment import segment
from onrecord.tag.stitch import stitch_quotations
from onrecord.types import Attribution, Document, Span

TEXT = "Ms. Adeyemi said:\n\n“We will open it in May.\n\n“Not before.\n\n“Not in June.”\n\nMr. Osei said “No.”"


def span(words):
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def stitch(*contents):
    document = Document(TEXT)
    attributions = [Attribution((), (), (span(words),)) for words in contents]
    stitched = stitch_quotations(attributions, segment(document).quotations)
    return [[document.quote(piece) for piece in attribution.content] for attribution in stitched]


def test_the_paragraphs_that_go_on_are_taken_in():
    assert stitch("“We will open it in May.") == [["“We will open it in May.", "“Not before.", "“Not in June.”"]]


def test_what_somebody_else_said_is_left_alone():
    assert stitch("“We will open it in May.", "“Not in June.”") == [
        ["“We will open it in May.", "“Not before."],
        ["“Not in June.”"],
    ]


def test_a_content_that_ends_before_its_quotation_does_is_complete():
    assert stitch("We will") == [["We will"]]
    assert stitch("“No.”") == [["“No.”"]]
