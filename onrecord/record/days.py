"""Days as numbers, so that rows can lie in order of time.

In:   an ISO date, as much of it as is known.
Out:  days from the year 1000; the id that a statement of that day gets.
Not here: what the words of an article say of the time (resolve/).
"""

from __future__ import annotations

import re
from datetime import date

from onrecord.record.rows import BadQuery

FIRST_DAY = date(1000, 1, 1).toordinal()
LAST_NUMBER = (1 << 19) - 1  # in the year 2435; 19 bits of day and 44 of hash are SQLite's 63
HASH_BITS = 44
ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def render_day_number(day: str | None) -> int:
    """Return the days from the year 1000 to the first day that `day` can mean, 0 for None.

        "2017-03-02"  ->  371513
        "2017-03"     ->  371512    as the first of March
        "2017-02-27/2017-03-05"  ->  371510
        "0044-03-15"  ->  1         before the year 1000 all days are one
        "yesterday"   ->  0         some input says anything
    """
    written = ISO_DATE.match(day or "")
    if not written:
        return 0
    try:
        first = date(int(written[1]), int(written[2] or 1), int(written[3] or 1))
    except ValueError:
        return 0
    return min(max(first.toordinal() - FIRST_DAY, 0) + 1, LAST_NUMBER)


def render_row_id(day: str | None, key: str) -> int:
    """Return the id of a statement of that day: the day, then 44 bits of its key."""
    return render_day_number(day) << HASH_BITS | int(key[: HASH_BITS // 4], 16)


def parse_month(row_id: int) -> str | None:
    """Return the month in which a statement with this id was said, "2017-03"; None where the day is unknown."""
    number = row_id >> HASH_BITS
    return date.fromordinal(number - 1 + FIRST_DAY).isoformat()[:7] if number else None


def parse_bound(day: str, later: bool) -> int:
    """Return the day's number, or with `later` that of the first day after it; as much as `day` says.

        "2017-03"  ->  that of 2017-03-01, or of 2017-04-01
    """
    written = ISO_DATE.fullmatch(day)
    if not written or not render_day_number(day):
        raise BadQuery(f"date {day[:40]!r} is none. Write 2017, 2017-03 or 2017-03-02.")
    if not later:
        return render_day_number(day)
    year, month = int(written[1]), int(written[2] or 0)
    if written[3]:
        return min(render_day_number(day) + 1, LAST_NUMBER)
    if month in (0, 12):
        return render_day_number(f"{year + 1:04}") or LAST_NUMBER
    return render_day_number(f"{year:04}-{month + 1:02}")
