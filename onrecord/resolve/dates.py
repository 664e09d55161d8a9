"""From a text and the day it was published to the times it speaks of.

In:   a text and an anchor, the ISO date that "Thursday" and "last year" are counted from; None if unknown.
Out:  Timex: the words, TIMEX3 type and value ("2017-W09", DATE), and an ISO date or interval no more precise
      than the words, None for "recently". Never counted from today.
Not here: the words of times (times/vocabulary.py), their grammar (times/timex.py), what its rules mean
      (times/rules.py, times/spans.py), and which of these times says when something was said (telling/said.py).

Usable on its own:  find_timexes("He resigned on Thursday.", "2017-03-03")
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.resolve.times.rules import POINT_RULES
from onrecord.resolve.times.scene import Scene
from onrecord.resolve.times.spans import SPAN_RULES
from onrecord.resolve.times.tense import looks_ahead
from onrecord.resolve.times.timex import code, find_phrase, match_plain, settle
from onrecord.resolve.times.value import parse_anchor, render_iso
from onrecord.resolve.times.vocabulary import tokenize
from onrecord.types import Span, Timex

RULES = {**POINT_RULES, **SPAN_RULES}
# A clock without its day: "about 10:35 a.m.", "15:00 GMT"; and what may stand between two of them, or one and the day.
CLOCK = re.compile(r"(?:about |around )?[\d:.]+\s?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4}| local time)?|noon|midnight")
BRACKET = re.compile(r"\s*[(),/]+\s*(?:on\s+)?")


def find_timexes(text: str, anchor: str | None) -> list[Timex]:
    """Return the time expressions of `text`, in order, with what they stand for.

    News looks back, unless the verb looks ahead. In an article of Friday, 3 March 2017:
        "said Thursday"         ->  2017-03-02              "said Friday"         ->  2017-03-03, the same day
        "will vote on Tuesday"  ->  2017-03-07              "in April"            ->  2016-04
        "last week"             ->  2017-02-20/2017-02-26   "two weeks ago"       ->  2017-02-13/2017-02-19
        "this summer"           ->  2017-06/2017-08         "the 1990s"           ->  1990/1999
        "recently", "for three days"  ->  None              "52 years old"        ->  not a time
    Ranges are two expressions ("from 2010 to 2012"), unless they share a month or a century ("Sept. 10-12").
    """
    words = settle(tokenize(text))
    letters = code(words)
    scene = Scene(parse_anchor(anchor))
    timexes = []
    place = 0
    while phrase := find_phrase(letters, place):
        first, last = phrase.first, phrase.last
        scene.turn(words, first, last, looks_ahead(words, first, last))
        reading = RULES[phrase.rule](words[first:last], scene)
        if reading is None and (phrase := match_plain(letters, first)):
            last = phrase.last
            scene.turn(words, first, last, scene.ahead)
            reading = RULES[phrase.rule](words[first:last], scene)
        if reading is None or phrase is None:
            place = first + 1
            continue
        place = last
        kind, value, *interval = reading
        iso = interval[0] if interval else render_iso(value)
        timexes.append(Timex(Span(words[first].start, words[last - 1].end), kind, value, iso))
        scene.remember(phrase.rule, value)
    for place in range(len(timexes) - 2, -1, -1):
        timexes[place] = _share_day(text, timexes[place], timexes[place + 1])
    return timexes


def _share_day(text: str, timex: Timex, following: Timex) -> Timex:
    """Return a time with the day that its sentence names next, where it leans on it.

    "Earlier in the day, … said Thursday"           "15:00 GMT (11:00 EDT) on Thursday", whose clocks are apart
    """
    words, between = text[timex.span.start : timex.span.end], text[timex.span.end : following.span.start]
    day = following.iso
    if not day or len(day) != 10:
        return timex
    if words.lower().endswith("the day") and not re.search(r"[.!?]\s", between):
        return replace(timex, value=day, iso=day)
    if timex.type == "TIME" and CLOCK.fullmatch(words) and BRACKET.fullmatch(between):
        return replace(timex, value=day + timex.value[10:], iso=day)
    return timex
