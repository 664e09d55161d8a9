"""What the rules of time share: the scene around a phrase, and how its words are picked out.

In:   the words that a rule of the grammar found, and their neighbours.
Out:  the words of a kind, the number they spell, the year they name.
Not here: the rules (rules.py, spans.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from onrecord.resolve.times.value import Anchor, name_unit, parse_anchor
from onrecord.resolve.times.vocabulary import Word

# TIMEX3 type and value, with an ISO interval where the value cannot carry it; None: no time after all.
Reading = tuple[str, str] | tuple[str, str, str | None] | None
# What these point at is a date named before, not the anchor.
BACK = {"that", "same", "following", "previous", "preceding", "next", "ensuing", "those"}
STOPS = {".", "?", "!", ";"}
NAMING = {"iso", "date", "weekday", "relative", "month", "year", "holiday", "pick", "another", "ago"}


@dataclass(slots=True)
class Scene:
    """What a rule may look at beside its own words.

    `named` is the date last named in the text, `today` the day named in the sentence, whose the clocks are: "On
    Thursday, they said, it fell at 10 p.m.". `quarter` is the one that figures are given for: "a year ago" is the same
    quarter of the year before; `shelved` is it while a paragraph speaks of nine months.
    """

    anchor: Anchor
    named: Anchor | None = None
    quarter: str | None = None
    shelved: str | None = None
    today: Anchor | None = None
    ahead: bool | None = False
    place: int = 0
    before: list[Word] = field(default_factory=list)
    after: list[Word] = field(default_factory=list)

    def turn(self, words: list[Word], first: int, last: int, ahead: bool | None) -> None:
        """Look at the next phrase: its tense and its four neighbours on each side, the nearest first."""
        self.ahead = ahead
        between = words[self.place : first] if self.today or self.shelved else []
        if any(word.letters in STOPS or word.kind == "gap" for word in between):
            self.today = None
        if any(word.kind == "gap" for word in between):
            self.quarter, self.shelved = self.quarter or self.shelved, None
        self.place = last
        self.before = words[max(0, first - 4) : first][::-1]
        self.after = words[last : last + 4]

    def remember(self, rule: str, value: str) -> None:
        """Keep a date that the text names itself; "that day" and "a year later" count from it."""
        if value[4:6] == "-Q" and value[0] != "X":
            over = value < name_unit(self.anchor, "Q", 0) or self.precedes("ended")
            if over and rule == "quarter" or rule == "ended" and not self.quarter:
                self.quarter, self.shelved = value, None
        elif value[:1] == "P" and value[-1:] == "M" or value[4:6] == "-H":
            # "for the nine months" a year ago is a year ago
            self.quarter, self.shelved = None, self.quarter or self.shelved
        elif rule in NAMING and value[:10].replace("-", "").isdigit():
            self.named = parse_anchor(value)
            self.today = self.named if self.named.date else self.today

    def follows(self, *letters: str) -> bool:
        """True when the word right before is one of `letters`."""
        return bool(self.before) and self.before[0].letters in letters

    def precedes(self, *letters: str) -> bool:
        """True when the word right after is one of `letters`."""
        return bool(self.after) and self.after[0].letters in letters


def pluck(words: list[Word], *kinds: str) -> Word | None:
    """Return the first word of one of these kinds."""
    return next((word for word in words if word.kind in kinds), None)


def pluck_value(words: list[Word], *kinds: str) -> Any:
    """Return the value of the first word of one of these kinds, or None."""
    word = pluck(words, *kinds)
    return word.value if word else None


def read_picks(words: list[Word]) -> tuple[int, str] | None:
    """Return the direction of "last", "this coming", "next" and the deciding word; None where there is none."""
    picks = [word for word in words if word.kind == "pick"]
    # "this past spring", "this coming Sunday": the second word decides
    return (picks[-1].value, picks[-1].letters) if picks else None


def read_count(words: list[Word]) -> float | None:
    """Return the number that words spell, None for "several": "twenty-two" 22, "2 1/2" 2.5, "a couple of" 2.

    Of two numbers ("two to three weeks") the first counts.
    """
    total: float | None = None
    for place, word in enumerate(words):
        if word.kind == "some":
            return word.value
        if word.kind == "to" or word.letters == "or" or _parts(words[place - 1 : place + 2]):
            break
        if word.kind in {"number", "day", "year"}:
            # "twenty-two" adds up, "2 3" does not
            total = total + word.value if total and total >= 20 and word.kind == "number" else word.value
        elif word.kind == "scale":
            total = (total or 1) * word.value
        elif word.kind == "half":
            total = (total or 0) + 0.5
        elif word.kind == "one" and not any(other.kind in {"scale", "half"} for other in words[place:]):
            total = total or 1
    return total


def _parts(words: list[Word]) -> bool:
    """True for "5-10" and "two and three", two numbers; "twenty-two", "a hundred and ten", "two and a half" are one."""
    kinds = [word.kind for word in words]
    return kinds[1:] in (["hyphen", "day"], ["and", "day"]) or kinds == ["number", "and", "number"]


def base_year(words: list[Word], scene: Scene) -> int | None:
    """Return the year that words name: "2016", "last year" (from the anchor), "that year" (from the date before)."""
    if (year := pluck_value(words, "year")) is not None:
        return year
    picks = read_picks(words)
    unit = pluck_value(words, "unit")
    if unit != "Y":
        return None
    if picks is None:
        return scene.anchor.year if words[-1].kind == "unit" and words[-1].value == "Y" else None
    base = scene.named if picks[1] in BACK - {"next"} and scene.named else scene.anchor
    return base.year + picks[0] if base.year else None
