"""The joining of the readings."""

import pytest

from onrecord.types import Quotation
from tests.build import extraction, marked_all, statements


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("{source Police} {cue said} {content the road is closed}.", Quotation.INDIRECT),
        ("{content “We will not close,”} {source Ms. Adeyemi} {cue said}.", Quotation.DIRECT),
        ("{source Police} {cue said} {content it was “a mess” all day}.", Quotation.MIXED),
        ("{source Police} {cue said} {content the so-called “expert” never came to the trial}.", Quotation.MIXED),
        ("“{source He} {cue said} {content it was over},” Ms. Park recalled.", Quotation.INDIRECT),  # her marks
    ],
)
def test_quotation_is_what_stands_between_marks(text, quotation):
    [statement] = statements(text)
    assert statement.quotation is quotation


def test_content_continues_after_the_cue():
    text = "{content “We will not close,”} {source Ms. Adeyemi} {cue said}. {content “Not this year.”}"
    [statement] = statements(text)
    document, _ = marked_all(text)
    assert statement.quotation is Quotation.DIRECT
    assert [document.quote(span) for span in statement.content] == ["“We will not close,”", "“Not this year.”"]


def test_statements_come_in_order_of_the_text():
    text = "{source2 Ann} {cue2 said} {content2 yes}. {source1 Ben} {cue1 said} {content1 no}."
    assert [statement.source[0].start for statement in statements(text)] == [0, 14]


def test_every_reading_that_says_something_gives_its_reason():
    text = "{source Ada Okafor} {cue declined} in a statement Friday {content to comment}."
    [statement] = statements(text, published="2017-03-03")
    assert {"speaker", "channel", "act", "negated", "said_on"} <= {reason.field for reason in statement.reasons}


def test_an_article_without_attributions_has_no_statements():
    assert len(extraction("Rain fell on the town.")) == 0
