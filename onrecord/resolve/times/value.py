"""Calendar arithmetic on dates that may be known to the day, the month or only the year.

In:   an anchor ("2017-03-03", "2017-03", "2017" or None), a unit, a number of units.
Out:  TIMEX3 values ("2017-W09", "2017-Q1", "199") and our ISO dates and intervals.
Not here: which words mean what (resolve/dates.py).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.resolve.wordlists import read_table

UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX",
           "DE": "X" * 3, "CE": "XX"}
# Units that a value cannot carry, in those it can: a decade is ten years.
FACTORS = {"DE": (10, "Y"), "CE": (100, "Y"), "25Y": (25, "Y"), "6M": (6, "M"), "2W": (2, "W"), "NIGHT": (1, "D")}
CLOCK_UNITS = {"H": "H", "MIN": "M", "S": "S"}
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date known as far as its text goes: "2017-03" has no day, and no weekday can be counted from it."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        """The calendar day, or None when it is not known that far."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None


def parse_anchor(text: str | None) -> Anchor:
    """Return the anchor of an ISO date or date-time; one that is no calendar date is an unknown anchor.

    "2017-03-03T14:00" -> 3 March 2017     "2017-03" -> March 2017     None, "yesterday" -> unknown
    """
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?!\d))?)?(?![\d/])", text or "")
    if not match:
        return Anchor()
    year, month, day = (int(part) if part else None for part in match.groups())
    # At the ends of the calendar there is no week before or year after; no newspaper is from there.
    if not year or not 1000 <= year <= 3000 or month is not None and not 1 <= month <= 12:
        return Anchor()
    if month and day and not 1 <= day <= calendar.monthrange(year, month)[1]:
        return Anchor()
    return Anchor(year, month, day)


def render_day(day: date) -> str:
    """Return a day as ISO writes it; years keep four digits."""
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def name_unit(anchor: Anchor, unit: str, steps: int) -> str:
    """Return the value of the day, week, month, quarter, year, decade or century `steps` away from the anchor's.

    From 2017-03-03:  ("W", -1) -> "2017-W08"   ("Q", 0) -> "2017-Q1"   ("Y", -1) -> "2016"   ("DE", -1) -> "200"
    From 2017:        ("M", -1) -> "XXXX-XX"    the anchor does not know its month
    """
    day = anchor.date
    try:
        if unit in {"D", "W", "WE"} and day:
            moved = day + timedelta(days=steps * (1 if unit == "D" else 7))
            week = moved.isocalendar()
            return render_day(moved) if unit == "D" else f"{week[0]:04d}-W{week[1]:02d}" + "-WE" * (unit == "WE")
        if unit in {"M", "Q"} and anchor.year and anchor.month:
            months = anchor.year * 12 + anchor.month - 1 + steps * (1 if unit == "M" else 3)
            year, month = divmod(months, 12)
            if 1 <= year <= 9999:
                return f"{year:04d}-{month + 1:02d}" if unit == "M" else f"{year:04d}-Q{month // 3 + 1}"
        if unit in {"Y", "DE", "CE"} and anchor.year:
            year = anchor.year + steps * {"Y": 1, "DE": 10, "CE": 100}[unit]
            if 1 <= year <= 9999:
                return f"{year:04d}"[: {"Y": 4, "DE": 3, "CE": 2}[unit]]
    except OverflowError:
        return UNKNOWN[unit]
    return UNKNOWN[unit]


def shift(anchor: Anchor, unit: str, steps: float) -> str | None:
    """Return the value `steps` units away, as precise as the unit: three days to the day, two decades to the year.

    None for hours and minutes, which a date does not carry, and for "half a year" counted in whole ones.
    """
    factor, unit = FACTORS.get(unit, (1, unit)) if unit != "Q" else (1, "Q")
    steps *= factor
    if unit in CLOCK_UNITS:
        return None
    if steps != int(steps) and unit == "Y":
        unit, steps = "M", steps * 12
    return name_unit(anchor, unit, round(steps))


def render_duration(count: float | None, unit: str) -> str:
    """Return a TIMEX3 duration: (2, "DE") -> "P20Y", (1.5, "H") -> "PT1H30M", (None, "D") -> "PXD"."""
    if count is None:
        return {"DE": "PXY", "CE": "PXCE"}.get(unit) or (
            f"PTX{CLOCK_UNITS[unit]}" if unit in CLOCK_UNITS else f"PX{'D' if unit == 'NIGHT' else unit[-1]}")
    factor, unit = FACTORS.get(unit, (1, unit))
    count *= factor
    whole, rest = int(count), count - int(count)
    smaller = {"Y": (12, "M"), "H": (60, "M"), "MIN": (60, "S"), "D": (24, "H"), "W": (7, "D")}.get(unit)
    time = "T" if unit in CLOCK_UNITS else ""
    letter = CLOCK_UNITS.get(unit, unit)
    if not rest or smaller is None:
        return f"P{time}{whole if not rest else count}{letter}"
    minor = f"{round(rest * smaller[0])}{smaller[1]}"
    head = f"{whole}{letter}" if whole else ""
    return f"P{time}{head}" + ("T" if unit == "D" else "") + minor


def find_weekday(day: date, weekday: int, direction: int) -> date:
    """Return the nearest `weekday` (Monday is 0) from `day`: -1 not after it, +1 not before it."""
    if direction < 0:
        return day - timedelta(days=(day.weekday() - weekday) % 7)
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def find_year(
    anchor: Anchor, month: int, day: int, future: bool | None, weekday: int | None = None
) -> int | None:
    """Return the year of a day given without one: the nearest to the anchor, where tense (if known) and weekday agree.

    From 2016-10-05: "Nov. 8" -> 2016, "Dec. 20" said of the past -> 2015, "Friday, Oct. 23" -> 2015.
    """
    if not anchor.year:
        return None
    here = anchor.date or date(anchor.year, anchor.month or 7, 1)
    choices = []
    for year in range(anchor.year - 6, anchor.year + 7):
        if not 1 <= year <= 9999 or day > calendar.monthrange(year, month)[1]:
            continue
        days = (date(year, month, day) - here).days
        if weekday is not None and date(year, month, day).weekday() != weekday:
            continue
        # Against the tense, a day counts as three times as far: "scheduled for Jan. 3", "ended Aug. 26".
        choices.append((abs(days) * (3 if (days > 0) != future and days else 1), year))
    return min(choices)[1] if choices else find_year(anchor, month, day, future) if weekday is not None else None


def find_month(anchor: Anchor, month: int, direction: int) -> int | None:
    """Return the year of a bare month: -1 the latest not after the anchor's, +1 the first not before it."""
    if not anchor.year or not anchor.month:
        return None
    if direction < 0:
        return anchor.year - (month > anchor.month)
    return anchor.year + (month < anchor.month)


def render_iso(value: str) -> str | None:
    """Return the calendar date or interval of a TIMEX3 value, no more precise than it; None for those without one.

    "2017-03-02TAF" -> "2017-03-02"    "2017-W09" -> "2017-02-27/2017-03-05"   "2016-SU" -> "2016-06/2016-08"
    "199" -> "1990/1999"               "PRESENT_REF", "P3D", "XXXX-WXX" -> None
    """
    if match := re.fullmatch(r"(\d{4}(?:-\d\d){0,2})(?:-XX)?(?:T\S*)?", value):
        return match[1]
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        try:
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            sunday = monday + timedelta(days=6)
        except (ValueError, OverflowError):
            return None
        return f"{render_day(sunday - timedelta(days=1) if match[3] else monday)}/{render_day(sunday)}"
    if match := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        months = 3 if match[2] == "Q" else 6
        last = int(match[3]) * months
        return f"{match[1]}-{last - months + 1:02d}/{match[1]}-{last:02d}"
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        start = SEASON_STARTS[match[2]]
        end = f"{int(match[1]) + 1:04d}-02" if match[2] == "WI" else f"{match[1]}-{start + 2:02d}"
        return f"{match[1]}-{start:02d}/{end}"
    if match := re.fullmatch(r"\d{2,3}", value):
        return f"{value:0<4}/{value:9<4}"
    return None


def find_easter(year: int) -> date:
    """Return Easter Sunday, by the anonymous Gregorian rule (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    month, day = divmod(d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114, 31)
    return date(year, month, day + 1)


def resolve_holiday(rule: str, year: int) -> date:
    """Return the day of a holiday in `year`, by its rule in data/holidays.csv.

    ("12-25", 2016) -> 25 December      ("4 thu 11", 2016) -> fourth Thursday of November
    ("easter -2", 2016) -> Good Friday  ("election", 2016) -> the Tuesday after the first Monday of November
    """
    if match := re.fullmatch(r"(\d\d)-(\d\d)", rule):
        return date(year, int(match[1]), int(match[2]))
    if rule == "election":
        return find_weekday(date(year, 11, 1), 0, 1) + timedelta(days=1)
    *name, offset = rule.split() if re.search(r"[+-]\d+$", rule) else [*rule.split(), "0"]
    if name == ["easter"]:
        return find_easter(year) + timedelta(days=int(offset))
    which, weekday, month = name
    number = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].index(weekday)
    if which == "last":
        last = date(year, int(month), calendar.monthrange(year, int(month))[1])
        return find_weekday(last, number, -1)
    first = find_weekday(date(year, int(month), 1), number, 1)
    return first + timedelta(weeks=int(which) - 1, days=int(offset))


def read_holidays() -> dict[str, str]:
    """Return the names of holidays with their rules, the longest name first."""
    rules = {row["name"]: row["day"] for row in read_table("holidays.csv")}
    return dict(sorted(rules.items(), key=lambda row: -len(row[0])))
