"""Calendar dates as pages, mails and datelines write them.

In:   "2017-03-03T12:00:00Z", "March 3, 2017", "Fri, 03 Mar 2017 12:00:00 GMT".
Out:  an ISO date no more precise than the words, or None.
Not here: times told from another day ("Thursday", "last year").
"""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
# With or without its year; the month's letters as written, or in capitals.
DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|(?i:{MONTH})\s\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s\d{{4}})?"
    rf"|\d{{1,2}}\s(?i:{MONTH})(?:,?\s\d{{4}})?)"
)
ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:$|[T\s])")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:$|T)")
SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})\b")
WORDED = (
    re.compile(rf"({MONTH})\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(\d{{4}})", re.I),
    re.compile(rf"(\d{{1,2}})\s({MONTH}),?\s(\d{{4}})", re.I),
    re.compile(rf"({MONTH})\s(\d{{4}})", re.I),
)


def parse_date(words: str) -> str | None:
    """Return the ISO date that `words` give.

    "2017-03-03T23:59:00-05:00" -> "2017-03-03", the day where it was written
    "March 2017" -> "2017-03"        "2017" -> "2017"
    "March 3" -> None, no year       "03/04/2017" -> None, two days it may be       "2017-02-30" -> None
    """
    words = words.strip()
    for pattern in (ISO, COMPACT, SLASHED):
        if match := pattern.match(words):
            return checked(*match.groups())
    month_first, day_first, month_only = (pattern.search(words) for pattern in WORDED)
    if month_first:
        return checked(month_first[3], number(month_first[1]), month_first[2])
    if day_first:
        return checked(day_first[3], number(day_first[2]), day_first[1])
    return checked(month_only[2], number(month_only[1])) if month_only else None


def number(month: str) -> str:
    return str(MONTHS.index(month[:3].lower()) + 1)


def checked(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """Return the date in ISO form, cut to what is given; None where no calendar has it."""
    try:
        whole = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return None
    return whole if day else whole[:7] if month else whole[:4]
