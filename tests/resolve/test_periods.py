"""Stretches of time, and parts of one: lengths, quarters, weeks, seasons. An article of Friday, 3 March 2017."""

import pytest

from onrecord.resolve.dates import find_timexes
from tests.resolve.test_dates import FRIDAY, read_one, read_values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Profit for the quarter ended Oct. 31 rose.", ["2016-Q3", "2016-10-31"]),  # most of it was in the third
        ("Profit for the year ended Oct. 31 rose.", ["P1Y", "2016-10-31"]),
        ("In the third quarter it earned $3 million, up from $2 million a year ago.", ["2016-Q3", "2015-Q3"]),
        ("In the third quarter it earned $3 million. A year ago it hired him.", ["2016-Q3", "2016"]),
        ("In the third quarter it lost $3 million, after a year-earlier gain.", ["2016-Q3", "2015-Q3"]),
        ("In the third quarter sales rose, and fell in the same period last year.", ["2016-Q3", "2015-Q3"]),
        ("Sales fell in the year-ago fourth quarter.", ["2015-Q4"]),
        ("In the second quarter sales rose. For the quarter a year earlier it lost money.", ["2016-Q2", "2015-Q2"]),
        ("It expects a first-quarter loss, against a gain of $3 million a year ago.", ["2017-Q1", "2016"]),  # not over
        ("In the fiscal first quarter ended Sept. 30, it lost $3 million.\n\nFor six months it lost $4 million, up "
         "from $2 million a year ago.\n\nSales rose 2% from a year ago.",
         ["2017-Q1", "2016-09-30", "P6M", "2016", "2016-Q1"]),
        ("Profit for the year ended March 31 rose.", ["P1Y", "2016-03-31"]),  # what has ended is not to come
        ("In the third quarter of 2014 sales rose. In that quarter it hired him.", ["2014-Q3", "2014-Q3"]),
        ("For nine months it earned $9 million, up from $8 million a year ago.", ["P9M", "2016"]),
        ("In the second quarter of 2015 sales rose. In the latest period costs rose too.", ["2015-Q2", "2015-Q2"]),
    ],
)
def test_quarters_are_compared_with_quarters(text, values):
    assert [value for _, value in read_values(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He was found weeks after the fire.", "PXW"),
        ("After days of rain they left.", "PXD"),
        ("It was the driest month in years.", "PXY"),
        ("It will fall in the coming weeks.", "PXW"),
        ("It will fall in the coming months.", "FUTURE_REF"),
        ("It took a couple of weeks.", "P2W"),  # a couple are two, but a couple of years ago is no year
        ("It opened a couple of years ago.", "PAST_REF"),
        ("It took a month or so.", "P1M"),
        ("It opened a year or so ago.", "2016"),
        ("Demand will double in the next decade.", "P10Y"),
        ("She will one day run the town.", "FUTURE_REF"),
        ("It took one day.", "P1D"),
        ("The following day she quit.", "XXXX-XX-XX"),  # a day, of which nothing is known
        ("Sales fell in the second half of the year.", "2017-H2"),
        ("Sales fell in the first quarter of the year.", "2017-Q1"),
        ("It fell in the 2007-08 season.", "P1Y"),
        ("It took three-and-a-half years.", "P3Y6M"),
        ("It takes 5-10 years.", "P5Y"),  # of two numbers the first
        ("It takes between two and three years.", "P2Y"),
        ("The weeklong fair closed.", "P1W"),
        ("A years-long feud ended.", "PXY"),
        ("A month-long fair closed.", "P1M"),
        ("They meet every Friday night.", "XXXX-WXX-5TNI"),
        ("They meet every few years.", "PXY"),
        ("It was built in the 1800s.", "18"),
        ("It rose in March, 2013.", "2013-03"),
    ],
)
def test_lengths_and_parts_have_the_values_of_timeml(text, value):
    assert read_one(text)[1] == value


@pytest.mark.parametrize(
    "text",
    ["The minutes of the meeting were read.", "Three-quarters of it is gone.", "They held a Spring of Hope march.",
     "She skated at the Winter Games."],
)
def test_units_and_seasons_are_no_times_by_themselves(text):
    assert find_timexes(text, FRIDAY) == []


def test_start_and_end_are_no_part_of_a_time_as_verbs():
    assert read_one("The works will start next month.")[0] == "next month"
    assert read_one("The works will be over by the start of next month.")[0] == "the start of next month"


def test_later_is_a_length_whose_date_is_known():
    text = "The vote was held on June 1, 2016. Two days later the winner was named."
    assert [(timex.value, timex.iso) for timex in find_timexes(text, FRIDAY)] == [
        ("2016-06-01", "2016-06-01"), ("P2D", "2016-06-03")]


def test_the_year_to_a_month_is_a_length():
    assert read_values("Sales fell in the year to January.") == [("the year", "P1Y"), ("January", "2017-01")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It rained in the last week of 2012.", ["2012-W52", "2012"]),
        ("It rained on the last day of February.", ["2017-02-28", "2017-02"]),
        ("It rained in the first week of January.", ["2017-W01", "2017-01"]),
        ("It rained in the last month of 2012.", ["2012-12", "2012"]),
        ("It rained on the first day of the fair.", []),  # which is not known
        ("It will last a day or two.", ["P1D"]),
        ("It was paid for in the tax year 2012-13.", ["P1Y"]),
        ("It rained Friday night into Saturday.", ["2017-03-03TNI", "2017-03-04"]),
        ("Sales fell in the same quarter of 2015.", ["2015-Q4"]),
        ("It rained in the same month of 2015.", ["2015-03"]),
    ],
)
def test_a_part_of_a_named_month_or_year(text, values):
    assert [value for _, value in read_values(text)] == values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The day's talks were over.", ("The day", "2017-03-03")),
        ("It was the week's best show.", ("the week", "2017-W09")),
        ("Sales fell in the latest fiscal year.", ("the latest fiscal year", "2016")),
        ("Sales fell in the latest month.", ("the latest month", "2017-02")),
        ("The bell rang at 15:00 UTC.", ("15:00 UTC", "2017-03-03T15:00Z")),
    ],
)
def test_units_of_the_time_of_the_article(text, expected):
    assert read_one(text)[:2] == expected
