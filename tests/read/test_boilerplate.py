"""What stands around an article: which lines are no body, and which only look like it."""

import pytest

from onrecord.read.boilerplate import mark_boilerplate
from onrecord.read.calendar_dates import parse_date
from onrecord.types import Document

BODY = "The council voted on Monday to close the bridge. “We had no choice,” Ada Okafor said."


def marked(text, **fields):
    return mark_boilerplate(Document(text, **fields))


def boilerplate(text):
    document = marked(text)
    return [document.quote(span).strip() for span in document.boilerplate]


@pytest.mark.parametrize(
    ("start", "dateline", "agency", "published"),
    [
        ("LAGOS — ", "LAGOS", None, None),
        ("LAGOS (XYZ) — ", "LAGOS (XYZ)", "XYZ", None),
        (" date 2017-03-03 (XYZ) – ", "date 2017-03-03 (XYZ)", "XYZ", "2017-03-03"),
        ("LONDON, March 3, 2017 (Reuters) - ", "LONDON, March 3, 2017 (Reuters)", "Reuters", "2017-03-03"),
        ("LONDON, March 3 (Reuters) - ", "LONDON, March 3 (Reuters)", "Reuters", None),  # no year, no date
        ("Las Vegas, Nev. (AFP) -- ", "Las Vegas, Nev. (AFP)", "AFP", None),
        ("ST. PAUL, Minn. - ", "ST. PAUL, Minn.", None, None),
        ("Washington (CNN)", "Washington (CNN)", "CNN", None),
        ("(CNN) — ", "(CNN)", "CNN", None),
    ],
)
def test_dateline_gives_place_agency_and_date(start, dateline, agency, published):
    document = marked(start + BODY)
    assert (document.dateline, document.agency, document.published) == (dateline, agency, published)
    assert document.text[document.boilerplate[0].end :] == BODY
    assert document.text == start + BODY


def test_dateline_may_come_below_the_headline():
    assert boilerplate(f"Council closes bridge\n\nBy Jane Doe, Associated Press\n\nLAGOS (AP) — {BODY}") == [
        "By Jane Doe, Associated Press", "LAGOS (AP) —",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "start",
    [
        "BREAKING — ",
        "NATO said no. ",
        "The mayor (Okafor) — ",
        "Okafor - the mayor - said no. ",
        "We saw it (AP reporters did) — ",
        "OKAFOR — We had no choice.\n\nBELLO — You had.\n\nOKAFOR — ",  # a transcript
    ],
)
def test_what_only_looks_like_a_dateline_is_body(start):
    assert boilerplate(start + BODY) == []


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: kabc.example", "Read more", "Related: Bridge closes", "Share this article",
        "Facebook Twitter | Email", "Sign up for our newsletter.", "© 2017 KABC.", "Advertisement",
        "Article and Video Courtesy of CNN and KABC 5 News", "Picture Courtesy of Li Wu and Getty Images",
        "Photo: Li Wu / Getty Images", "(AP Photo/Li Wu)", "Image credit: Li Wu", "Li Wu/Getty Images",
        "Follow Li Wu and Ada Okafor on Twitter @liwu.", '"Follow Li Wu on Facebook."',
        "Copyright 2017 The Associated Press. All rights reserved. This material may not be published.",
    ],
)  # fmt: skip
def test_line_that_is_no_body_is_marked_whole(line):
    assert boilerplate(f"{BODY}\n\n{line}\n\n{BODY}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "“Read more books,” she said.",
        "Read more than one paper, she told them.",
        "The flowers were there courtesy of the mayor, she said.",
        "Courtesy of the mayor there were flowers" + ", which nobody in the hall had asked for" * 5 + ", she said.",
        "By Friday the road was open.",
        "Share prices fell, the bank said.",
        "Copy what we did, he said.",
        "Related companies said no.",
        "The photo shows a bridge, police said.",
        "May 3 was the day, she said.",
        "“Follow the money,” he wrote on Twitter.",
    ],
)
def test_body_that_mentions_such_things_stays_body(line):
    assert boilerplate(f"{BODY}\n\n{line}\n\n{BODY}") == []


def test_headline_stays_body_even_where_it_looks_like_a_link():
    assert boilerplate(f"Sources: Okafor to leave\n\n{BODY}") == []


def test_courtesy_names_the_publisher_and_the_picture_does_not():
    courtesies = "Article and Video Courtesy of CNN and KABC 5 News\n\nPicture Courtesy of Li Wu"
    document = marked(f"(CNN) — {BODY}\n\n{courtesies}")
    assert (document.agency, document.publisher) == ("CNN", "KABC 5 News")
    assert document.credits == tuple(courtesies.split("\n\n"))


def test_byline_and_date_stand_on_lines_of_their_own():
    document = marked(f"Council closes bridge\nBy JANE DOE and Li Wu\nMarch 3, 2017 at 5:04 p.m. EST\n\n{BODY}")
    assert (document.byline, document.published) == ("JANE DOE and Li Wu", "2017-03-03")
    assert len(document.boilerplate) == 2


def test_what_the_document_says_already_is_kept():
    document = marked(f"date 2017-03-03 (XYZ) – {BODY}", published="2017-03-02", agency="AP")
    assert (document.published, document.agency) == ("2017-03-02", "AP")


def test_credit_is_counted_once():
    assert marked(f"{BODY}\n\n(AP Photo/Li Wu)").credits == ("AP Photo/Li Wu",)


def test_picture_credit_inside_a_paragraph_is_cut_out_alone():
    assert boilerplate(f"The bridge at dusk (AP Photo/Li Wu). {BODY}") == ["(AP Photo/Li Wu)"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2017-03-03T23:59:00-05:00", "2017-03-03"),  # the day where it was written
        ("Fri, 03 Mar 2017 12:00:00 GMT", "2017-03-03"),
        ("March 3rd, 2017", "2017-03-03"),
        ("20170303", "2017-03-03"),
        ("March 2017", "2017-03"),
        ("2017", "2017"),
        ("March 3", None),
        ("03/04/2017", None),  # two days it may be
        ("2017-02-30", None),
    ],
)
def test_date_is_no_more_precise_than_its_words(words, expected):
    assert parse_date(words) == expected
