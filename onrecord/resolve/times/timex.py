"""The words for a time, found in an article.

In:   the tokens of a text (vocabulary.py).
Out:  phrases: which tokens form a time expression, and by which rule of the grammar.
Not here: what the tokens are (vocabulary.py), which date a phrase stands for (resolve/dates.py).

Each token becomes one letter that stands for its kind, so the grammar is a regular expression over a short string
and a whole article takes one pass: "late last Thursday night" is "edge pick weekday part".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.resolve.times.vocabulary import WORDS, Word

PATTERNS = ("other", "gap", "iso", "clock", "decade", "tens", "roughly", "rank", "day", "year", "holiday")
KINDS = (*sorted({kind for kind, _ in WORDS.values()}), *PATTERNS)
LETTERS = {kind: chr(0x4E00 + place) for place, kind in enumerate(KINDS)}

# Rules name kinds of tokens in lower case, and other parts in upper case.
PARTS = {
    "NTH": "(ordinal|rank)",
    "DIGIT": "(number|day|year)",
    "FIGURE": "(DIGIT (hyphen? number)* scale* (hyphen? and? hyphen? one? hyphen? half)?)",
    "COUNT": "(one? half hyphen? scale|one scale of?|one half|half one|one some of?|some of?"
             "|FIGURE ((to|hyphen|and) FIGURE)?|half|one)",
    "UNIT": "(unit|units)",
    "SPAN": "(about* COUNT hyphen? more* hyphen? UNIT (and one half)? roughly?)",
    "MONTHDAY": "(month (rank|day|ordinal)|(article? NTH of?|day) month)",
    "EDGE": "(article? (edge|shift) (hyphen|of|in)? article?)",
    "PICK": "(article? pick pick?)",
    "THATYEAR": "(year|article? pick more* unit)",
    "FULL": "((PICK? weekday comma?)? MONTHDAY (comma? of? THATYEAR)?)",
    "DATE": "(FULL|PICK? weekday|relative)",
    "CLOCK": "((clock|day|number) meridiem|noon|clock (?=zone|comma? in? DATE)|(clock|day) (?=in article part))",
}
# The first rule that fits at a place is taken, so the longer ones stand first.
RULES = {
    "iso": "iso",
    "moment": "about? CLOCK (in article part)? zone* (comma? in? DATE part?)?"
              "|DATE part? comma? in? about? CLOCK (in article part)? zone*",
    "nth": "article? (NTH|pick) weekday (of|in) month (comma? year)?",
    "days": "month (day|rank) (hyphen|to) (day|rank) (comma? year)?|(day|rank) (hyphen|to) (day|rank) of? month year?",
    "another": "(?<=month day and)day|(?<=month day comma)day (?=and day)|(?<=month day comma day and)day"
               "|day (?=and day month)",
    "years": "(article? more* unit|article)? year hyphen (year|day|number)",
    "date": "EDGE? PICK? FULL part?|article? (part|unit) (of|in) FULL",
    "holiday": "EDGE? (PICK|article)? holiday (weekend|part|unit)? (comma? year|of? PICK unit)?",
    "every": "each (COUNT|NTH)? (UNIT|weekday part?|month|season|part|weekend)|weekdays part?|weekday parts|often",
    "weekday": "EDGE? PICK? weekday part?|article? part of PICK? weekday",
    "relative": "EDGE? part? relative part?",
    "part": "EDGE? PICK part|EDGE part|(?<=in)article part",
    "quarter": "((PICK unit|year) possessive)? article? (year|pick)? NTH hyphen? unit"
               " (of? (more* year|PICK more* unit)|of article more* unit)?"
               "|(PICK|article NTH) half of (more* year|(PICK|article) more* unit)",
    "century": "EDGE? article? NTH hyphen? unit|(article|one)? NTH more* unit",
    "listed": "article? NTH (?=and article? NTH hyphen? UNIT)|(?<=and)article? NTH units",
    "month": "EDGE? PICK? month (comma? of? year|of? PICK more* unit)?",
    "decade": "EDGE? PICK? (decade|nineties)|EDGE? article (decade|nineties)|(?<=decade and)tens|article edge tens",
    "season": "EDGE? (PICK|article)? season (of? THATYEAR)?",
    "weekend": "EDGE? (PICK|article) weekend",
    "ago": "SPAN (ago|beside article? (FULL|holiday|weekday|relative)|shift)|UNIT hyphen? ago"
           "|article? unit beside article? PICK? (FULL|holiday|weekday|relative)"
           "|(article|one)? pick? unit hyphen (ago|shift) (NTH? unit|period)?",
    "lasting": "(unit|units) hyphen more|lasting",
    "ended": "(article|pick)? more* unit (?=ended MONTHDAY)",
    "alike": "article? pick? (unit|period) (of|in)? (PICK unit|SPAN (ago|shift)|article? year)"
             "|PICK unit possessive (unit|period)",
    "span": "(each of)? article? PICK about? COUNT more* UNIT roughly?|article NTH COUNT? hyphen? more* units|SPAN"
            "|PICK more* units|article COUNT more* units",
    "pick": "EDGE? PICK more* (unit|period) (possessive NTH unit|roughly)?",
    "edge": "EDGE more* unit|about? unit (hyphen|possessive)? edge|article more* unit (?!year)",
    "year": "EDGE? (article? more* unit|article? more more*)? year|article year (unit|period)",
    "units": "article? units (and units)?",
    "ref": "article near? pick|pick",
    "now": "now|past|soon",
}

PLAIN_RULES = ("century", "span", "pick", "edge", "units", "year")


def _compile(rule: str) -> str:
    """Return a rule as a regular expression over the letters of kinds."""
    def expand(match: re.Match[str]) -> str:
        name = match.group()
        return f"(?:{_compile(PARTS[name])})" if name in PARTS else LETTERS[name]
    plain = re.sub(r"\((?!\?)", "(?:", rule)
    return re.sub(r"[A-Za-z]+", expand, plain).replace(" ", "")


GRAMMAR = re.compile("|".join(f"(?P<{name}>{_compile(rule)})" for name, rule in RULES.items()))
# A second reading, for what is no time by its first rule: "two months after" a thing is a span.
PLAIN = re.compile("|".join(f"(?P<{name}>{_compile(RULES[name])})" for name in PLAIN_RULES))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression before it is understood: `words[first:last]`, and the rule that found it."""

    rule: str
    first: int
    last: int


def code(words: list[Word]) -> str:
    """Return the kinds of the tokens as a string of one letter each, which the grammar reads."""
    return "".join(LETTERS[word.kind] for word in words)


def find_phrase(letters: str, place: int) -> Phrase | None:
    """Return the first time expression at or after `place`, or None."""
    match = GRAMMAR.search(letters, place)
    return Phrase(match.lastgroup or "", match.start(), match.end()) if match else None


def match_plain(letters: str, place: int) -> Phrase | None:
    """Return the plain span or unit that starts at `place`, or None: the second try, after a first that misled."""
    match = PLAIN.match(letters, place)
    return Phrase(match.lastgroup or "", match.start(), match.end()) if match else None


def settle(words: list[Word]) -> list[Word]:
    """Return the tokens with those of two meanings decided by their neighbours.

    "in May" is a month, "may" and "May I" are not; "last fall" a season, "fall" and "fall in" not; "Sun." before
    a date a weekday; "Today" in "USA Today" and "Times" after "Sunday" are names; "$2016" is money.
    """
    settled = list(words)
    for place, word in enumerate(words):
        if word.kind == "other":
            continue
        before = words[place - 1] if place else None
        after = words[place + 1] if place + 1 < len(words) else None
        if not SENSES.get(word.kind, lambda *_: True)(word, before, after):
            settled[place] = replace(word, kind="other")
    return settled


LEADS = {"in", "one", "pick", "edge", "of", "to", "each", "article", "and", "about", "shift", "beside"}
SINCE = {"since", "by", "until", "till", "from", "between", "before", "after", "through", "for", "late", "mid"}
# Unmistakable without a capital too.
LOWER = {"january", "february", "april", "june", "july", "september", "october", "november", "december"}
NAMED = {"usa", "times", "news", "post", "live", "show", "night", "express", "herald", "beast", "caller", "mail"}


def _leads(word: Word | None) -> bool:
    return word is not None and (word.kind in LEADS or word.letters in SINCE)


def _is_no_title(word: Word, before: Word | None, after: Word | None) -> bool:
    # A capital where no sentence begins: "USA Today", "High Noon"
    return not (word.capital and before and before.kind == "other" and before.letters.isalpha())


def _is_month(word: Word, before: Word | None, after: Word | None) -> bool:
    if not word.capital:
        return word.letters in LOWER or bool(before and before.kind == "day" and after and after.kind == "year")
    if after and (after.kind in {"day", "rank", "year"} or after.kind == "comma" and _leads(before)):
        return True
    if len(word.letters) < 4 and word.letters != "may" and not (before and before.kind == "day"):
        return False  # "Jan Kavan"; "Jan." has its full stop
    if before and before.kind in {"day", "rank"}:
        return True
    if word.letters in {"may", "march"}:
        # "mid-March", "began March with a win", "her March letter"
        led = _leads(before) or before and before.letters in {"-", "began", "ended", "his", "her", "its", "their"}
        return bool(led) and not (after and after.letters == "madness")
    # "April Ryan asked": a first name, unless something leads up to it
    return _leads(before) or not (after and after.capital and after.kind == "other") or not before


def _is_weekday(word: Word, before: Word | None, after: Word | None) -> bool:
    if len(word.letters.rstrip(".")) < 4:
        return bool(word.capital and after and after.kind in {"month", "clock", "part"}
                    or word.letters.endswith(".") and before)
    named = after is not None and after.capital and after.letters in NAMED
    return not named and not (before and before.letters in {"black", "super", "ash", "bloody"})


def _is_season(word: Word, before: Word | None, after: Word | None) -> bool:
    dated = bool(after and (after.kind == "year" or after.kind == "of"))
    if word.letters in {"fall", "spring"}:
        return bool(before and before.kind in {"pick", "edge", "each", "in"} or dated
                    or before and before.kind == "article")  # "in the fall", and what rules.py makes of it
    # "the Winter Olympics" have a capital each
    named = word.capital and after and after.capital and after.kind == "other"
    return not named and _is_no_title(word, before, after)


def _is_year(word: Word, before: Word | None, after: Word | None) -> bool:
    if before and before.letters in {"$", "£", "€", "#", "no", "no.", "dlrs", "route"}:
        return False
    if not word.letters[0].isdigit() and word.letters[0] in "'’‘":  # "in '08", but "'20 people', she said"
        led = before and (before.kind in {"in", "of", "month", "season"} or before.letters in SINCE - {"for"})
        return bool(led) and not (after and after.kind in {"unit", "units"})
    return not (after and after.letters in {"%", "percent", "people", "miles", "feet", "votes", "troops", "points"})


def _is_edge(word: Word, before: Word | None, after: Word | None) -> bool:
    # "due to start next month" and "will end Friday" are verbs; "the start of", "year-end" are not
    if word.letters not in {"start", "end", "close"}:
        return True
    leads = {"article", "unit", "hyphen", "possessive", "of"}
    return bool(before and before.kind in leads or after and after.kind == "of")


def _is_often(word: Word, before: Word | None, after: Word | None) -> bool:
    return not (word.capital and after and after.capital)


def _is_pick(word: Word, before: Word | None, after: Word | None) -> bool:
    # "This Week", "Last Week Tonight": titles
    named = word.capital and after and after.capital and after.kind in {"unit", "part"}
    lasts = word.letters == "last" and after and after.kind == "one"  # "will last a day or two"
    return not named and not lasts


SENSES = {"pick": _is_pick, "edge": _is_edge, "month": _is_month, "weekday": _is_weekday, "season": _is_season,
          "year": _is_year, "relative": _is_no_title, "noon": _is_no_title, "often": _is_often}
