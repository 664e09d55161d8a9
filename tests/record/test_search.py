"""What is asked is what is answered; nothing in a question is taken for an operator; pages stay where they are."""

from dataclasses import replace

import pytest

from onrecord.record import BadQuery, Query, Record
from onrecord.record.search import render_match
from onrecord.types import Act, Kind
from tests.newsroom import said

SAID = [
    said("We closed the harbor", "Ada Okafor", id="a", publisher="Post", published="2017-03-03"),
    said("Closing harbors is wrong", "Tom Brandt", id="b", publisher="Post", published="2017-03-05", said_on="2017-02",
         act=Act.JUDGE),
    said("The special counsel was told", "a clerk", named=False, id="c", publisher="Herald", published="2017-12-31"),
    said("Counsel has no special rights", "Mei Larsson", id="d", publisher="Herald", published="2018"),
    said("No date at all", "The Herald", kind=Kind.ORGANIZATION, id="e"),
]


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    with Record.open(tmp_path_factory.mktemp("search") / "news.db", write=True) as record:
        for extraction in SAID:
            record.add(extraction, "m1")
        yield record


def found(record, *args, **asked):
    return [hit.speaker for hit in record.search(Query(*args, **asked))]


ALL = ["Mei Larsson", "a clerk", "Ada Okafor", "Tom Brandt", "The Herald"]  # newest first, the undated last


@pytest.mark.parametrize(
    ("words", "speakers"),
    [
        ("", ALL),
        ("harbor", ["Ada Okafor", "Tom Brandt"]),  # harbors
        ("closing", ["Ada Okafor", "Tom Brandt"]),  # closed
        ("HARBOR wrong", ["Tom Brandt"]),  # all words, in any case
        ("special counsel", ["Mei Larsson", "a clerk"]),
        ('"special counsel"', ["a clerk"]),  # standing together
        ("okafor", ["Ada Okafor"]),  # the speaker's name counts too
        ("okafor harbor", ["Ada Okafor"]),
        ("?!", []),
        ("elephant", []),
    ],
)
def test_words(record, words, speakers):
    assert found(record, words) == speakers


@pytest.mark.parametrize(
    "words",
    ['"', '""', '"unclosed', "AND", "NOT harbor", "harbor OR", "NEAR(a b, 2)", "content:harbor", "harbor*", "^harbor",
     "(", "a'b", "har\0bor", "{x}", "-harbor", "+", "\\", "%", "💥", "ё", "x" * 5000],
)
def test_nothing_in_a_question_is_an_operator(record, words):
    assert isinstance(record.search(words), list)
    assert record.facets(words).total >= 0


def test_operators_are_words_like_others():
    assert render_match("a AND (b:c*") == '"a" "AND" "(b:c*"'
    assert render_match('say "no way" "') == '"say" "no way"'
    assert render_match(" — ") is None


@pytest.mark.parametrize(
    ("asked", "speakers"),
    [
        ({"speaker": "Ada Okafor"}, ["Ada Okafor"]),
        ({"speaker": "ada okafor"}, ["Ada Okafor"]),
        ({"speaker": "Okafor"}, ["Ada Okafor"]),
        ({"speaker": "Nobody"}, []),
        ({"since": "2017-03"}, ["Mei Larsson", "a clerk", "Ada Okafor"]),  # Brandt: said in February
        ({"until": "2017-02"}, ["Tom Brandt", "The Herald"]),
        ({"since": "2017-03-03", "until": "2017-03-03"}, ["Ada Okafor"]),
        ({"until": "2017"}, ["a clerk", "Ada Okafor", "Tom Brandt", "The Herald"]),
        ({"act": "judge"}, ["Tom Brandt"]),
        ({"publisher": "Herald"}, ["Mei Larsson", "a clerk"]),
        ({"publisher": "None"}, []),
        ({"named": False}, ["a clerk"]),
        ({"quotation": "direct"}, ALL),
        ({"quotation": "mixed"}, []),
        ({"words": "harbor", "publisher": "Post", "act": "state"}, ["Ada Okafor"]),
    ],
)
def test_filters(record, asked, speakers):
    assert found(record, **asked) == speakers


def test_undated_statements_are_before_all_dates_and_in_no_range_that_begins(record):
    assert "The Herald" not in found(record, since="1000")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"since": "last year"}, "2017-03-02"),
        ({"until": "2017-13"}, "none"),
        ({"act": "shout"}, "predict"),
        ({"quotation": "loud"}, "mixed"),
        ({"order": "size"}, "relevance"),
        ({"after": "zz!"}, "Begin without"),
        ({"after": "3.ff"}, "Begin without"),
        ({"words": " ".join(map(str, range(40)))}, "fewer"),
    ],
)
def test_a_question_that_cannot_be_asked_says_what_can(record, asked, words):
    with pytest.raises(BadQuery, match=words):
        record.search(Query(**asked))


@pytest.mark.parametrize("order", ["date", "relevance"])
def test_pages_follow_one_another_and_stay_while_articles_are_added(tmp_path, order):
    with Record.open(tmp_path / "news.db", write=True) as record:
        for i in range(10):
            record.add(said("word " * (i % 4 + 1), "Ada Okafor", id=f"a{i}", published=f"2017-01-{i + 10}"), "m1")
        query = Query("word", order=order, limit=3)
        whole = [hit.key for hit in record.search(replace(query, limit=100))]
        page, seen = record.search(query), []
        while True:
            seen += [hit.key for hit in page]
            new = said("word", "Tom Brandt", id=f"b{len(seen)}", published="2018-01-01")
            record.add(new, "m1")  # newer and shorter than all: before the first page in either order
            if page.next is None:
                break
            page = record.search(replace(query, after=page.next))
        assert [key for key in seen if key in whole] == whole
        assert len(seen) == len(set(seen))


def test_relevance_puts_first_where_the_words_make_up_most(record):
    assert found(record, "harbor", order="relevance") == ["Ada Okafor", "Tom Brandt"]
    assert found(record, order="relevance")[-1] in {"Mei Larsson", "a clerk"}


def test_facets_count_what_matches(record):
    facets = record.facets(Query())
    assert facets.total == 5
    assert facets.publishers == [("Herald", 2), ("Post", 2)]
    assert facets.acts == [("state", 4), ("judge", 1)]
    assert facets.named == [(True, 4), (False, 1)]
    assert facets.months == [("2017-02", 1), ("2017-03", 1), ("2017-12", 1), ("2018-01", 1)]
    assert {name for _, name, _ in facets.speakers} == set(ALL)
    harbor = record.facets("harbor")
    assert (harbor.total, harbor.publishers, harbor.quotations) == (2, [("Post", 2)], [("direct", 2)])
    assert record.facets("elephant").total == 0


def test_a_month_before_our_calendar_of_news_is_still_counted(tmp_path):
    with Record.open(tmp_path / "old.db", write=True) as record:
        record.add(said("Old", "Ada Okafor", said_on="1517-12-31"), "m1")
        assert record.facets().months == [("1517-12", 1)]


def test_people_are_listed_by_statements_or_name_page_by_page(record):
    names = [person.name for person in record.people(order="name")]
    assert names == ["a clerk", "Ada Okafor", "Mei Larsson", "The Herald", "Tom Brandt"]
    for order in ("name", "statements"):
        seen, after = [], None
        while True:
            page = record.people(order=order, limit=2, after=after)
            seen += [person.key for person in page]
            after = page.next
            if after is None:
                break
        assert len(seen) == len(set(seen)) == 5
    assert [person.name for person in record.people("lars")] == ["Mei Larsson"]
    assert [person.name for person in record.people("%")] == []


def test_articles_are_listed_newest_first_page_by_page(record):
    first = record.documents(limit=3)
    rest = record.documents(limit=3, after=first.next)
    assert [row["published"] for row in first + rest] == ["2018", "2017-12-31", "2017-03-05", "2017-03-03", None]
    assert rest.next is None
