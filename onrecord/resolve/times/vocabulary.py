"""The words that times are made of, and the text cut into them.

In:   the text of an article.
Out:  tokens, each with a kind ("month", "weekday", "number", ...) and a value (3 for "March").
Not here: which sequences of them are a time (timex.py), and which date they stand for (resolve/dates.py).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Any

from onrecord.resolve.times.value import read_holidays
from onrecord.resolve.wordlists import read_table


def _parse_value(text: str) -> Any:
    if not text:
        return None
    return float(text) if "." in text else int(text) if text.lstrip("-").isdigit() and len(text) < 8 else text


def read_words() -> dict[str, tuple[str, Any]]:
    """Return the words of data/timewords.csv with their kind and value: "sept" -> ("month", 9)."""
    rows = [(row["words"].split(), row["kind"], _parse_value(row["value"])) for row in read_table("timewords.csv")]
    return {word: (kind, value) for words, kind, value in rows for word in words}


WORDS = read_words()
# Approximations of several words are one token, so that the grammar sees one word.
HOLIDAYS = read_holidays()
PHRASES = (r"(?:no\s+)?(?:more|less|fewer|later|earlier)\s+than\b|at\s+least\b|at\s+most\b|up\s+to\b"
           r"|or\s+(?:so|more)\b|as\s+(?:many|much|little|few|long)\s+as\b|just\s+(?:over|under)\b")

BYGONE = (r"(?:not\s+(?:(?:so|too|that)\s+)?)?long\s+ago\b|some\s+time\s+ago\b|(?:a\s+few\s+)?moments\s+ago\b"
          r"|a\s+(?:long\s+)?(?:time|while)\s+(?:ago|back)\b")


def _loosen(name: str) -> str:
    return re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s+")


TOKEN = re.compile(
    rf"""
    (?P<gap>\n\s*\n)
  | (?P<iso>\b(?:1\d|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T\d\d:\d\d(?::\d\d)?)?)?(?![-\w]))
  | (?P<slash>\b\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)\b(?!/))
  | (?P<clock>\b[0-2]?\d(?::[0-5]\d(?::[0-5]\d)?(?:\b|(?=[ap]\.?m\b))|\.[0-5]\d(?=\s?[ap]\.?m\b|\s(?:gmt|utc|bst|cet)\b)
             |[0-5]\d(?=\s?(?:gmt|utc|bst|hours)\b)))
  | (?P<decade>\b1\d\d0['’]?s\b|\b20\d0['’]?s\b|['’‘`]?\b[1-9]0['’]?s\b)
  | (?P<rank>\b\d{{1,2}}(?:st|nd|rd|th)\b)
  | (?P<stroke>\b(?:19|20)\d\d/\d\d\b(?!/))
  | (?P<short>(?<!\w)['’‘]\d\d\b(?!['’]?s\b|[-/.,:]?\d))
  | (?P<half>½|\b1/2\b)
  | (?P<digits>\d+(?:[.,/:]\d+)*)
  | (?P<bygone>\b(?:{BYGONE}))
  | (?P<twentyfive>\bquarter[-\s]century\b)
  | (?P<phrase>\b(?:{PHRASES}))
  | (?P<term>\bthe\s+(?:near|short|long)(?:er)?\s+term\b)
  | (?P<holiday>\b(?:{"|".join(map(_loosen, HOLIDAYS))})\b)
  | (?P<meridiem>(?<=\d)\s?(?:[ap]m\b|[ap]\.m\b\.?)|\b[ap]\.m\.?)
  | (?P<abbreviation>\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.)
  | (?P<initials>\b(?:[A-Za-z]\.){{2,}})
  | (?P<possessive>['’]s\b)
  | (?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?)
  | (?P<mark>[^\s\w])
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """One token: where it stands, its letters in lower case, and what it can mean in a time.

    `kind` is "other" for all that no time is made of.
    """

    start: int
    end: int
    letters: str
    kind: str
    value: Any = None
    capital: bool = False


def tokenize(text: str) -> list[Word]:
    """Return the tokens of `text`; a blank line between paragraphs is one of kind "gap", a spoken year one token."""
    words: list[Word] = []
    for match in TOKEN.finditer(text):
        group = match.lastgroup or "mark"
        token = match.group().strip()
        letters = token.lower()
        if group == "word" or group == "mark":
            kind, value = WORDS.get(letters, ("other", None))
        else:
            kind, value = READERS[group](letters)
        words.append(Word(match.start(), match.end(), letters, kind, value, token[:1].isupper()))
    return _join_years(words)


def _join_years(words: list[Word]) -> list[Word]:
    """Return the tokens with a spoken year made one: "nineteen ninety-four", "the year two thousand"."""
    joined: list[Word] = []
    place = 0
    while place < len(words):
        word = words[place]
        length, year = _read_spoken(words, place) if word.kind == "number" else (1, None)
        if year:
            word = Word(word.start, words[place + length - 1].end, word.letters, "year", year, word.capital)
        joined.append(word)
        place += length
    return joined


def _read_spoken(words: list[Word], place: int) -> tuple[int, int | None]:
    """Return how many tokens from `place` on spell a year, and that year: 4 and 1994 for "nineteen ninety-four"."""
    first, *rest = words[place : place + 4]
    kinds = [word.kind for word in rest]
    if first.value == 2 and rest and rest[0].value == 1000 and place and words[place - 1].letters == "year":
        ones = rest[1].value if kinds[1:2] == ["number"] else 0
        return 2 + bool(ones), 2000 + ones
    if first.value not in {18, 19, 20} or kinds[:1] != ["number"] or rest[0].value < 10:
        return 1, None
    tens = rest[0].value
    if tens >= 20 and kinds[1:] == ["hyphen", "number"] and rest[2].value < 10:
        return 4, first.value * 100 + tens + rest[2].value
    if tens >= 20 and kinds[1:2] == ["number"] and rest[1].value < 10:
        return 3, first.value * 100 + tens + rest[1].value
    return 2, first.value * 100 + tens


def _read_digits(letters: str) -> tuple[str, Any]:
    """Return what a number can be: "17" a day, "2016" a year, "1,200" and "2.5" a plain number."""
    if letters == "9/11":
        return "iso", "2001-09-11"
    if letters.isdigit():
        number = int(letters)
        if len(letters) <= 2 and 1 <= number <= 31:
            return "day", number
        if len(letters) == 4 and 1000 <= number <= 2100:
            return "year", number
        return "number", number
    plain = letters.replace(",", "")
    return ("number", float(plain)) if re.fullmatch(r"\d+\.\d+|\d+", plain) else ("other", None)


def _read_decade(letters: str) -> tuple[str, Any]:
    """Return the decade: "1990s" -> "199"; "'90s" -> "199", "'10s" -> "201"; "1800s" is the century -> "18"."""
    digits = re.sub(r"\D", "", letters)
    if len(digits) == 4:
        return "decade", digits[:2] if digits.endswith("00") and digits < "2000" else digits[:3]
    if letters[0].isdigit():  # "in his 70s" is an age, "the 1980s and 90s" are decades
        return "tens", ("20" if digits[0] in "01" else "19") + digits[0]
    return "decade", ("20" if digits[0] in "01" else "19") + digits[0]


def _read_slash(letters: str) -> tuple[str, Any]:
    """Return an ISO date, month first as American papers write: "03/04/17" -> "2017-03-04"; "25/12/2016" can only
    be day first."""
    month, day, year = (int(part) for part in letters.split("/"))
    if month > 12:
        month, day = day, month
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return "other", None
    return "iso", f"{year:04d}-{month:02d}-{day:02d}"


def _read_stroke(letters: str) -> tuple[str, Any]:
    """Return two years in a row as the one they make: "2012/13" -> "2012-13"; "1998/45" is a number of files."""
    first, last = letters.split("/")
    return ("iso", f"{first}-{last}") if int(last) == (int(first) + 1) % 100 else ("other", None)


READERS = {
    "gap": lambda letters: ("gap", None),
    "iso": lambda letters: ("iso", letters.upper()),
    "holiday": lambda letters: ("holiday", HOLIDAYS[re.sub(r"\s+", " ", letters.replace("’", "'"))]),
    "slash": _read_slash,
    "clock": lambda letters: ("clock", letters.replace(".", ":") if len(letters) != 4 or not letters.isdigit()
                              else f"{letters[:2]}:{letters[2:]}"),
    "decade": _read_decade,
    "rank": lambda letters: ("rank", int(letters[:-2])),
    "stroke": _read_stroke,
    "short": lambda letters: ("year", int(letters[1:]) + (2000 if letters[1:] < "30" else 1900)),
    "bygone": lambda letters: ("past", "PAST_REF"),
    "twentyfive": lambda letters: ("unit", "25Y"),
    "half": lambda letters: ("half", 0.5),
    "digits": _read_digits,
    "phrase": lambda letters: ("roughly" if letters.startswith("or") else "about", None),
    "term": lambda letters: ("soon", "FUTURE_REF"),
    "meridiem": lambda letters: ("meridiem", 12 if letters.strip()[0] == "p" else 0),
    "abbreviation": lambda letters: WORDS.get(letters.rstrip("."), ("other", None)),
    "initials": lambda letters: WORDS.get(letters, ("other", None)),
    "possessive": lambda letters: ("possessive", None),
}
