"""The door: text and anchor in, dates out. An article of Friday, 3 March 2017, unless said otherwise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve.dates import find_timexes
from onrecord.resolve.times.vocabulary import WORDS

FRIDAY = "2017-03-03"


def read_one(text, anchor=FRIDAY):
    """Return the only time of a text as (words, value, iso)."""
    [timex] = find_timexes(text, anchor)
    return text[timex.span.start : timex.span.end], timex.value, timex.iso


def read_values(text, anchor=FRIDAY):
    """Return the words and values of all times of a text."""
    return [(text[timex.span.start : timex.span.end], timex.value) for timex in find_timexes(text, anchor)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("The mayor resigned on Thursday.", "2017-03-02"),
        ("The mayor resigned Friday.", "2017-03-03"),  # the same day, not a week ago
        ("The mayor resigned on Saturday.", "2017-02-25"),  # never tomorrow
        ("The council will vote on Tuesday.", "2017-03-07"),  # unless the verb looks ahead
        ("She resigned last Friday.", "2017-02-24"),
        ("She spoke Thursday afternoon.", "2017-03-02"),
        ("She spoke at 2 p.m. Thursday.", "2017-03-02"),
        ("He left yesterday.", "2017-03-02"),
        ("He left two days ago.", "2017-03-01"),
        ("Earlier in the day he left.", "2017-03-03"),
        ("He left last week.", "2017-02-20/2017-02-26"),  # Monday to Sunday
        ("He left two weeks ago.", "2017-02-13/2017-02-19"),
        ("He left earlier this month.", "2017-03"),
        ("He left in January.", "2017-01"),
        ("He left in April.", "2016-04"),
        ("Talks on the merger in April.", "2017-04"),  # no verb, and near
        ("In April, talks on the merger.", "2016-04"),
        ("He left in April.", "2016-04"),  # the latest April not after publication
        ("The trial is expected to open in April.", "2017-04"),
        ("He left last December.", "2016-12"),
        ("He left in early September.", "2016-09"),
        ("He left last year.", "2016"),
        ("He left a year ago.", "2016"),
        ("He left in June last year.", "2016-06"),
        ("The bridge opens this summer.", "2017-06/2017-08"),
        ("The bridge opened last fall.", "2016-09/2016-11"),
        ("It was built in the 1990s.", "1990/1999"),
        ("It was built in the late '80s.", "1980/1989"),
        ("It was built in the 19th century.", "1800/1899"),
        ("Sales fell in the fourth quarter.", "2016-10/2016-12"),
        ("Sales rose in the first quarter of 2015.", "2015-01/2015-03"),
        ("It happened on March 3, 2015.", "2015-03-03"),
        ("It happened on 3 March 2015.", "2015-03-03"),
        ("It happened on 03/04/2015.", "2015-03-04"),  # month first, as American papers write
        ("It happened on 25/12/2015.", "2015-12-25"),  # which can only be day first
        ("It happened on 2015-03-04.", "2015-03-04"),
        ("It happened on Dec. 20.", "2016-12-20"),
        ("The lease will end on Oct. 1.", "2017-10-01"),
        ("It was closed on Election Day.", "2016-11-08"),
        ("It was closed on Thanksgiving.", "2016-11-24"),
        ("The fair ran Sept. 10-12.", "2016-09-10/2016-09-12"),
        ("Prices doubled over the past two weeks.", "2017-02-17/2017-03-03"),
    ],
)
def test_words_give_the_date_they_stand_for(text, iso):
    assert read_one(text)[2] == iso


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He now denies it.", "PRESENT_REF"),
        ("He recently denied it.", "PAST_REF"),
        ("It may change in the near future.", "FUTURE_REF"),
        ("They talked for three days.", "P3D"),
        ("They talked for two and a half hours.", "PT2H30M"),
        ("A two-day visit began.", "P2D"),
        ("He ruled for nearly two decades.", "P20Y"),
        ("She swims every day.", "P1D"),
        ("The court sits each Thursday.", "XXXX-WXX-4"),
        ("It took several months.", "PXM"),
        ("They have within 24 hours to answer.", "PT24H"),
    ],
)
def test_what_is_no_date_has_a_value_and_no_iso(text, value):
    assert read_one(text)[1:] == (value, None)


@pytest.mark.parametrize(
    "text",
    [
        "He may march on the city.",
        "May I come in, she asked.",
        "The sun sat low.",
        "Dorothy Vance, 52 years old, runs it.",
        "A 6-year-old girl waved.",
        "Shares fall when rates rise.",
        "He reads USA Today.",
        "It cost $2016.",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text):
    assert find_timexes(text, FRIDAY) == []


@pytest.mark.parametrize(
    ("anchor", "text", "iso"),
    [
        (None, "He left on Thursday.", None),
        (None, "He left last year.", None),
        (None, "He left on March 3, 2015.", "2015-03-03"),
        ("2017", "He left last year.", "2016"),
        ("2017", "He left on Thursday.", None),
        ("2017", "He left last month.", None),
        ("2017-03", "He left last month.", "2017-02"),
        ("2017-03", "He left yesterday.", None),
        ("next week", "He left yesterday.", None),
    ],
)
def test_a_date_is_never_more_precise_than_the_anchor(anchor, text, iso):
    assert read_one(text, anchor)[2] == iso


def test_a_later_day_counts_from_the_date_last_named():
    text = "The vote was held on June 1, 2016. Two days later the winner was named, and the following year she quit."
    assert [timex.iso for timex in find_timexes(text, FRIDAY)] == ["2016-06-01", "2016-06-03", "2017"]


def test_an_event_with_a_date_can_be_counted_from():
    assert read_one("It came two days after the Sept. 11 memorial.", "2016-09-20")[2] == "2016-09-13"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("It came two weeks before Christmas.", "2016-12-05/2016-12-11"),  # no more precise than weeks
        ("It came three days after Thanksgiving.", "2016-11-27"),
        ("It came a day after Tuesday.", "2017-03-01"),
    ],
)
def test_a_known_day_can_be_counted_from(text, iso):
    assert read_one(text)[2] == iso


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, "31", "2016", "1990s", "2/29/2015", "10:30", "Easter", "Feb.", ".", "\n\n"]),
             max_size=9),
    st.sampled_from([None, "2017-03-03", "2016-02-29", "2017-03", "2017", "0001-01-01", "9999-12-31"]),
)
def test_any_run_of_time_words_is_read_or_left(words, anchor):
    text = " ".join(words).title()
    ends = [0]
    for timex in find_timexes(text, anchor):
        assert ends[-1] <= timex.span.start < timex.span.end <= len(text)
        ends.append(timex.span.end)


def test_the_attacks_keep_their_year():
    assert read_one("He recalled the Sept. 11 attacks.")[2] == "2001-09-11"
    assert read_one("He recalled 9/11.")[2] == "2001-09-11"


def test_the_day_is_the_one_its_sentence_names():
    text = "Earlier in the day, she told them on Thursday that she would stay."
    assert [timex.iso for timex in find_timexes(text, FRIDAY)] == ["2017-03-02", "2017-03-02"]


def test_ranges_are_two_times():
    text = "It ran from 2010 to 2012."
    assert [timex.iso for timex in find_timexes(text, FRIDAY)] == ["2010", "2012"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The valley flooded on 2 March.", "2017-03-02"),  # the day tells the month from the verb
        ("The valley will be lit on the night of 3 May.", "2017-05-03TNI"),
        ("The bridge opened in the year 2000.", "2000"),
        ("He recalled the summer of nineteen ninety-four.", "1994-SU"),
        ("They will repay it by the year two thousand thirty.", "2030"),
        ("The alarm rang at 0430 GMT on Thursday.", "2017-03-02T04:30Z"),
        ("The alarm rang at 7.45pm on Thursday.", "2017-03-02T19:45"),
    ],
)
def test_dates_and_clocks_are_read_as_they_are_written_elsewhere(text, value):
    assert read_one(text)[1] == value


def test_days_and_decades_in_a_row_share_what_is_said_once():
    assert [value for _, value in read_values("Trains stopped on Jan. 20, 21 and 22.")] == [
        "2017-01-20", "2017-01-21", "2017-01-22"]
    assert read_values("Trains stopped on 9 and 10 January.") == [("9", "2017-01-09"), ("10 January", "2017-01-10")]
    assert read_values("On Jan. 20 and 30 trains stopped.") == [("Jan. 20", "2017-01-20")]  # thirty trains
    assert read_values("It grew in the 1970s and 80s.") == [("the 1970s", "197"), ("80s", "198")]
    assert read_values("She is in her late 60s and he in his 70s.") == []  # ages


def test_a_clock_is_of_the_day_that_its_sentence_names():
    assert [value for _, value in read_values("On Wednesday the roof fell in at 10 p.m. and blocked the road.")] == [
        "2017-03-01", "2017-03-01T22:00"]
    assert [value for _, value in read_values("It fell at 21:00 GMT (4 p.m. EST) on Wednesday.")] == [
        "2017-03-01T21:00Z", "2017-03-01T16:00", "2017-03-01"]
    assert [value for _, value in read_values("It fell on Wednesday. They met at 10 a.m.")] == [
        "2017-03-01", "2017-03-03T10:00"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mine planned to close on Tuesday.", "2017-03-07"),
        ("They planned a march for Saturday.", "2017-03-04"),
        ("The vote is on Sunday.", "2017-03-05"),
        ("The next round is in August.", "2017-08"),
        ("The court meets Tuesday.", "2017-03-07"),  # what is on the calendar is told in the present
        ("The two did not meet Tuesday.", "2017-02-28"),
        ("The two didn't meet Tuesday.", "2017-02-28"),
        ("They did not plan to sell it on Tuesday.", "2017-03-07"),
        ("The two will not meet Tuesday.", "2017-03-07"),
        ("The visit was planned for early May.", "2017-05"),
        ("The offer had been due to expire Thursday.", "2017-03-02"),
        ("Shares passed the mark set on Dec. 12.", "2016-12-12"),
        ("The hearing is set for Monday.", "2017-03-06"),
        ("They will appeal Wednesday's ruling.", "2017-03-01"),
        ("They will vote in Wednesday's election.", "2017-03-08"),
        ("Sales will be weak in the near term.", "FUTURE_REF"),
    ],
)
def test_plans_look_ahead_and_records_back(text, value):
    assert read_one(text)[1] == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The roof fell at 3:15am on Monday.", [("3:15am on Monday", "2017-02-27T03:15")]),
        ("The 2012/13 season was her best.", [("2012/13", "P1Y")]),
        ("The bridge opens in mid-March.", [("mid-March", "2017-03")]),
        ("She left in '08.", [("'08", "2008")]),
        ("They sang of the summer of ’69.", [("the summer of ’69", "1969-SU")]),
        ("She called for '20 boats' there.", []),  # a quotation, not 2020
        ("She wrote it in 1998-99.", [("1998-99", "P1Y")]),
        ("She wrote it in 1938 - 45 pages in all.", [("1938", "1938")]),
        ("The wall is of the fifth century BC.", [("the fifth century", "BC04")]),
        ("It grew in the 17th and 18th centuries.", [("the 17th", "16"), ("18th centuries", "17")]),
        ("The second and third quarters were weak.", [("The second", "2016-Q2"), ("third quarters", "2016-Q3")]),
        ("Sales fell for two consecutive quarters of the three.", [("two consecutive quarters", "P2Q")]),
        ("Three quarters of it is gone.", []),  # a share
        ("It was the worst single-day loss.", [("single-day", "P1D")]),
        ("It doubled in the last half century.", [("the last half century", "P50Y")]),
        ("They parted a quarter-century ago.", [("a quarter-century ago", "1992")]),
        ("She had left long ago.", [("long ago", "PAST_REF")]),
        ("They fled just minutes apart.", [("minutes", "PTXM")]),
        ("The last hour was quiet.", [("The last hour", "PT1H")]),
    ],
)
def test_ways_of_writing_a_time(text, expected):
    assert read_values(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The day before yesterday the mill burnt down.", "2017-03-01"),
        ("The day after Christmas the mill burnt down.", "2016-12-26"),
        ("The week before Christmas the mill burnt down.", "2016-W50"),
    ],
)
def test_the_day_before_and_after_a_known_day(text, value):
    assert read_one(text)[1] == value


def test_next_friday_is_of_next_week():
    assert read_one("She speaks next Friday.", "2017-02-27")[1] == "2017-03-10"  # on a Monday
    assert read_one("She speaks next Monday.")[1] == "2017-03-06"  # on a Friday, the one to come


def test_a_stretch_of_weekdays_ends_after_it_begins():
    assert [value for _, value in read_values("It was shut from Wednesday to Saturday.")] == [
        "2017-03-01", "2017-03-04"]
    assert [value for _, value in read_values("It was shut between Monday and Saturday.")] == [
        "2017-02-27", "2017-03-04"]
    assert [value for _, value in read_values("She spoke on Wednesday and Saturday.")] == ["2017-03-01", "2017-02-25"]


def test_a_report_ends_its_day():
    assert [value for _, value in read_values("On Wednesday shares sank but ended the day higher.")] == [
        "2017-03-01", "2017-03-01"]
    assert read_values("They spoke of the day to come.") == []
    assert read_values("She was named Mayor of the Year.") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The strike was in its fourth day.", "2017-03-03"),
        ("It was the third straight day of rain.", "2017-03-03"),
        ("They met in the morning.", "2017-03-03TMO"),
        ("Schools open on the first Monday of March.", "2017-03-06"),
        ("Schools closed on the last Friday in May 2016.", "2016-05-27"),
        ("The bell rang at 16.30 GMT.", "2017-03-03T16:30Z"),
    ],
)
def test_days_are_told_by_their_place(text, value):
    assert read_one(text)[1] == value


def test_a_day_by_its_place_is_the_one_that_its_sentence_names():
    assert [value for _, value in read_values("On Tuesday, the second day of the fair, it rained.")] == [
        "2017-02-28", "2017-02-28"]
    assert read_values("It rained on their third day-long visit.") == [("day-long", "P1D")]
    assert read_values("In the morning they left.") == [("the morning", "2017-03-03TMO")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The two agreed to hold a vote in May.", "2017-05"),
        ("The two agreed to the deal in May.", "2016-05"),
        ("In May the two agreed to hold a vote.", "2016-05"),
        ("The two agreed to hold a vote Thursday.", "2017-03-02"),  # when they agreed, more often
        ("She trailed him ahead of Tuesday's vote.", "2017-03-07"),
    ],
)
def test_what_is_agreed_on_lies_ahead(text, value):
    assert read_one(text)[1] == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She won in the fall.", [("the fall", "2016-FA")]),
        ("It opens in the spring.", [("the spring", "2017-SP")]),
        ("She survived the fall.", []),
        ("She was hurt in the fall from the roof.", []),
        ("They cheered the fall of the wall.", []),
        ("He began March with a loss.", [("March", "2017-03")]),
        ("He led the march with a drum.", []),
        ("She stood by her March letter.", [("March", "2017-03")]),
        ("It grew in the past half-dozen years.", [("the past half-dozen years", "P6Y")]),
    ],
)
def test_fall_and_march_are_told_from_the_verbs(text, expected):
    assert read_values(text) == expected
