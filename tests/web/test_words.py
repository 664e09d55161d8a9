"""Dates, shares, counts and citations in words; pictures that are the same every time."""

from __future__ import annotations

import pytest

from onrecord.web.charts import cut_tail, list_months
from onrecord.web.network import Node, build_network, overlap, place_names
from onrecord.web.words import cut, render_citation, render_count, render_day, render_percent


@pytest.mark.parametrize(("day", "words"), [
    ("2017-03-02", "2 March 2017"),
    ("2017-03", "March 2017"),
    ("2017", "2017"),
    ("2017-02-27/2017-03-05", "27 February 2017 to 5 March 2017"),
    (None, ""),
    ("2017-13", "2017-13"),  # no month: as it stands
    ("some day", "some day"),
])
def test_a_date_is_no_more_precise_than_it_is(day, words):
    assert render_day(day) == words


@pytest.mark.parametrize(("part", "whole", "words"), [
    (1, 8, "12 %"), (0, 8, "0 %"), (1, 1000, "under 1 %"), (3, 0, "0 %"), (8, 8, "100 %"),
])
def test_a_share_that_is_something_is_never_nothing(part, whole, words):
    assert render_percent(part, whole) == words


def test_counts_have_their_noun():
    assert render_count(1, "article") == "1 article"
    assert render_count(1200, "article") == "1,200 articles"
    assert render_count(2, "person", "people") == "2 people"
    assert cut("a long name", 6) == "a lon…"


def test_a_citation_says_who_when_where_and_which_characters(record):
    article = record.document("quarry")
    hit = article.statements[0]
    line = render_citation(hit, article.sha256, "http://x/statements/" + hit.key)
    for words in ("“I will not vote on the quarry,”", "Ada Okafor, 4 March 2021", "Harbour Post, 5 March 2021",
                  "https://example.org/quarry", "Characters 0–32", article.sha256, hit.key):
        assert words in line


def test_a_lone_old_month_does_not_stretch_the_timeline():
    news = [("1973-01", 1), *((f"2017-{month:02}", 40) for month in range(1, 13))]
    assert cut_tail(news) == (news[1:], 1)
    assert cut_tail(news[1:]) == (news[1:], 0)
    assert list_months("2016-12", 2) == ["2016-12", "2017-01"]


def make_pairs(number: int) -> list[tuple[str, str, int]]:
    return [(f"p{a:03}", f"p{(a * 7 + step) % number:03}", 1 + (a * step) % 9)
            for a in range(number) for step in (1, 2, 5, 11)]


def test_the_network_of_200_people_is_the_same_every_time_and_keeps_few_ties():
    pairs = make_pairs(200)
    network = build_network(pairs, {}, 200, str)
    assert network == build_network(list(reversed(pairs)), {}, 200, str)
    assert len(network.nodes) == 200
    assert len(network.ties) <= 3 * 200


def test_names_in_the_network_do_not_lie_on_one_another():
    nodes = tuple(Node(str(at), f"Person number {at}", 200 - at, 40 + at % 20 * 50, 40 + at // 20 * 80)
                  for at in range(200))
    placed = place_names(nodes, [6.0] * 200)
    assert len(placed) > 50
    boxes = []
    for at, (x, y, size, anchor) in placed.items():
        wide = len(nodes[at].name) * size * 0.5
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
        boxes.append((left, y - size * 0.8, left + wide, y + size * 0.2))
    assert not any(overlap(a, b) for at, a in enumerate(boxes) for b in boxes[:at])
