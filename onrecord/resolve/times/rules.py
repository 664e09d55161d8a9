"""What the rules for points in time mean: days, months, quarters, seasons, times of day.

In:   the words that a rule found (timex.py) and the scene around them (scene.py).
Out:  TIMEX3 type and value; None if it is no time after all.
Not here: lengths of time and what is counted from a date (spans.py), calendar arithmetic (value.py).
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from onrecord.resolve.times.scene import BACK, Reading, Scene, base_year, pluck, pluck_value, read_count, read_picks
from onrecord.resolve.times.value import (
    SEASON_STARTS,
    UNKNOWN,
    Anchor,
    find_month,
    find_weekday,
    find_year,
    name_unit,
    parse_anchor,
    render_day,
    render_duration,
    resolve_holiday,
)
from onrecord.resolve.times.vocabulary import Word

# What leads to "the fall", the season; "she survived the fall".
SEASON_LEADS = {"since", "by", "until", "from", "before", "after", "through", "for", "over", "into", "between"}
PERSONS = {"people", "men", "women", "children"}


def read_iso(words: list[Word], scene: Scene) -> Reading:
    value = words[0].value
    # "the 2008-09 crisis", "the 2010-11 budget": two years, not a month
    if len(value) == 7 and int(value[5:]) == (int(value[2:4]) + 1) % 100:
        return "DURATION", "P1Y", f"{value[:4]}/{int(value[:4]) + 1}"
    return ("TIME" if "T" in value else "DATE", value)


def with_part(value: str, part: Word | None) -> Reading:
    """Return a day, or a part of it: ("2017-03-02", afternoon) -> TIME "2017-03-02TAF"."""
    return ("TIME", f"{value}T{part.value}") if part else ("DATE", value)


def read_date(words: list[Word], scene: Scene) -> Reading:
    """A day with its month: "Sept. 15", "Friday, 16 September 2016", "the week of March 6"."""
    month = pluck(words, "month")
    day = pluck_value(words, "day", "rank", "ordinal")
    if month is None or not day or not 1 <= day <= 31:
        return None
    place = words.index(month)
    year = base_year(words[place:], scene)
    # The attacks are named by their day alone, whatever the year of the article.
    if year is None and (month.value, day) == (9, 11) and scene.after and any(
            word.letters.startswith(("attack", "terror", "hijack")) for word in scene.after[:2]):
        year = 2001
    if year is None and scene.follows("ended") and (here := scene.anchor.date):
        year = here.year - ((month.value, day) > (here.month, here.day))
    if year is None:
        year = find_year(scene.anchor, month.value, day, scene.ahead, pluck_value(words[:place], "weekday"))
    if day > calendar.monthrange(year or 2000, month.value)[1]:
        return None
    value = f"{year:04d}-{month.value:02d}-{day:02d}" if year else f"XXXX-{month.value:02d}-{day:02d}"
    if pluck_value(words[:place], "unit") is not None:
        return ("DATE", name_unit(parse_anchor(value), "W", 0)) if words[place - 2].value == "W" else None
    return with_part(value, pluck(words, "part"))


def read_nth(words: list[Word], scene: Scene) -> Reading:
    """ "the second Tuesday of March", "the last Thursday in November 2016"."""
    weekday, number, picks = pluck_value(words, "weekday"), pluck_value(words, "ordinal", "rank"), read_picks(words)
    reading = read_month([word for word in words if word.kind in {"month", "year"}], scene)
    month = parse_anchor(reading[1]) if reading else Anchor()
    if month.year is None or month.month is None or not number and (picks is None or picks[0] >= 0):
        return None
    days = [day for day in range(1, calendar.monthrange(month.year, month.month)[1] + 1)
            if calendar.weekday(month.year, month.month, day) == weekday]
    if number and number > len(days):
        return None
    return "DATE", f"{month.year:04d}-{month.month:02d}-{days[number - 1 if number else -1]:02d}"


def read_days(words: list[Word], scene: Scene) -> Reading:
    """Days of one month: "Sept. 10-12". The value is the length, the interval our ISO."""
    month = pluck(words, "month")
    first, last = [word.value for word in words if word.kind in {"day", "rank"}][:2]
    if month is None or not first < last <= 31:
        return None
    start = read_date([month, *(word for word in words if word.value == first), *words[-1:]], scene)
    if start is None:
        return None
    value = start[1]
    return ("DURATION", f"P{last - first + 1}D", None if "X" in value else f"{value}/{value[:8]}{last:02d}")


def read_another(words: list[Word], scene: Scene) -> Reading:
    """A day that shares its month with the one beside it: "April 24 and 25", "24 and 25 April"; not "and 25 people"."""
    if [word.kind for word in scene.after[:3:2]] == ["and", "month"]:
        return read_date([*words, *scene.after[2:]], scene)
    counted = scene.after and (scene.after[0].letters.endswith("s") or scene.after[0].letters in PERSONS)
    if counted or not scene.named or not scene.named.month:
        return None
    day = parse_anchor(f"{scene.named.year:04d}-{scene.named.month:02d}-{words[0].value:02d}").date
    return ("DATE", render_day(day)) if day else None


def read_years(words: list[Word], scene: Scene) -> Reading:
    """Years with a stroke between: "2010-12", "the 1914-1918 war"."""
    *_, start, hyphen, end = words
    first, last = start.value, end.value
    if end.kind == "number" and (not end.letters.isdigit() or (start.end, hyphen.end) != (hyphen.start, end.start)):
        return None  # "in 1998 - 40 days early"
    last += first // 100 * 100 if last < 100 else 0
    return ("DURATION", f"P{last - first}Y", f"{first}/{last}") if 0 < last - first < 100 else None


def read_weekday(words: list[Word], scene: Scene) -> Reading:
    """A weekday: the latest not after the anchor, the next one where the verb looks ahead."""
    weekday = pluck_value(words, "weekday")
    part = pluck(words, "part")
    picks = read_picks(words)
    base = scene.anchor
    if picks and picks[1] in BACK - {"next", "same"} and scene.named and scene.named.date:
        base = scene.named
    if picks is None and scene.named and scene.named.date and ends_range(scene.before):
        return with_part(render_day(find_weekday(scene.named.date, weekday, 1)), part)
    day = base.date
    if day is None:
        return with_part(f"XXXX-WXX-{weekday + 1}", part)
    if picks is None or picks[1] in {"this", "that", "same"}:
        ahead = scene.ahead or bool(picks and picks[1] == "this")
        found = find_weekday(day, weekday, 1 if ahead else -1)
    elif picks[0] < 0:
        found = find_weekday(find_weekday(day, day.weekday() - 1, -1), weekday, -1)
    elif picks[1] == "next":
        # Said on a Monday, "next Friday" is not the Friday of the same week.
        found = day + timedelta(days=7 - day.weekday() + weekday)
    else:
        found = find_weekday(find_weekday(day, (day.weekday() + 1) % 7, 1), weekday, 1)
    return with_part(render_day(found), part)


def ends_range(before: list[Word]) -> bool:
    """True where a weekday is the end of a stretch: "from Monday to Friday", "Monday night through Wednesday"."""
    rest = [word for word in before if word.kind != "part"]
    if [word.kind for word in rest[:2]] == ["and", "weekday"]:
        return [word.letters for word in rest[2:3]] == ["between"]
    into = rest[:1] and (rest[0].kind == "to" or rest[0].letters == "into")
    return bool(into) and [word.kind for word in rest[1:2]] == ["weekday"]


def read_relative(words: list[Word], scene: Scene) -> Reading:
    """ "today", "yesterday afternoon", "tonight": counted in days from the anchor."""
    word = pluck(words, "relative")
    assert word is not None
    value = name_unit(scene.anchor, "D", word.value)
    if word.letters in {"tonight", "overnight"}:
        return "TIME", f"{value}TNI"
    return with_part(value, pluck(words, "part"))


def read_part(words: list[Word], scene: Scene) -> Reading:
    """ "this morning", "last night", "that evening", "early morning"."""
    picks = read_picks(words)
    part = pluck(words, "part")
    if picks and picks[1] in {"recent", "future", "latest", "those", "these"}:
        return None
    steps = picks[0] if picks else 0
    base = scene.anchor
    if picks is None and words[0].kind == "article":
        base = scene.today or (scene.named if scene.named and scene.named.date else scene.anchor)
    elif picks and picks[1] in BACK:
        if scene.named and not scene.named.date and scene.named.month:
            return with_part(f"{scene.named.year:04d}-{scene.named.month:02d}-XX", part)
        base = scene.named if scene.named and scene.named.date else Anchor()
    return with_part(name_unit(base, "D", steps), part)


def read_moment(words: list[Word], scene: Scene) -> Reading:
    """A time of day, with its day where it is named: "2 p.m. Thursday", "noon", "Friday at 10:30 a.m."."""
    clocks = [i for i, word in enumerate(words) if word.kind in {"clock", "meridiem", "noon"}
              or word.kind == "day" and [after.kind for after in words[i + 1 : i + 3]] == ["in", "article"]]
    if not clocks:
        return None
    place = clocks[0]
    first = place - (words[place].kind == "meridiem")
    meridiem, part = pluck_value(words[first:], "meridiem"), pluck(words, "part")
    if words[place].kind == "noon":
        clock = words[place].value
    else:
        hours, *minutes = str(words[first].value).split(":")
        if not hours.isdigit() or int(hours) > 24:
            return None
        hour = int(hours) % 12 + meridiem if meridiem is not None and int(hours) <= 12 else int(hours)
        if part and part.value in {"AF", "EV", "NI"} and hour < 12:
            hour += 12
        clock = ":".join([f"T{hour:02d}", *(minutes or ["00"])])
    rest = [word for i, word in enumerate(words) if not first <= i <= place and word.kind != "part"]
    if pluck(rest, "month"):
        reading = read_date(rest, scene)
    elif pluck(rest, "weekday"):
        reading = read_weekday(rest, scene)
    elif pluck(rest, "relative"):
        reading = ("DATE", name_unit(scene.anchor, "D", pluck_value(rest, "relative")))
    else:
        reading = ("DATE", name_unit(scene.today or scene.anchor, "D", 0))
    clock += "Z" * any(word.letters in {"gmt", "utc"} for word in words)
    return ("TIME", reading[1][:10] + clock) if reading else None


def read_every(words: list[Word], scene: Scene) -> Reading:
    """What comes back: "every day", "each Thursday", "Tuesday nights", "annually"."""
    unit = pluck(words, "unit", "units")
    weekday = pluck(words, "weekday", "weekdays")
    part = pluck(words, "part", "parts")
    if often := pluck(words, "often"):
        return "SET", often.value
    if unit:
        count = None if pluck(words, "some") else read_count(words) or pluck_value(words, "ordinal", "rank") or 1
        return "SET", render_duration(count, unit.value)
    if weekday:
        return "SET", f"XXXX-WXX-{weekday.value + 1}" + (f"T{part.value}" if part else "")
    if part:
        return "SET", f"XXXX-XX-XXT{part.value}"
    if month := pluck_value(words, "month"):
        return "SET", f"XXXX-{month:02d}"
    season = pluck_value(words, "season")
    return "SET", f"XXXX-{season}" if season else UNKNOWN["WE"]


def read_quarter(words: list[Word], scene: Scene) -> Reading:
    """A quarter or half of a year: the latest that has begun, unless the year is said."""
    half = pluck(words, "half")
    unit = pluck(words, "unit")
    number = pluck_value(words, "ordinal", "rank")
    if half:
        picks = read_picks(words[: words.index(half)])
        number = number if number else 2 if picks and picks[0] < 0 else None
        letter, top, months = "H", 2, 6
    else:
        # "last year's third quarter": the unit that counts is the quarter
        if not any(word.value == "Q" for word in words if word.kind == "unit"):
            return None
        letter, top, months = "Q", 4, 3
    if number is None or not 1 <= number <= top or unit is None and half is None:
        return None
    year = base_year([word for word in words if word.value != "Q"], scene)
    anchor = scene.anchor
    if year is None and anchor.year and anchor.month:
        picks = read_picks(words)
        year = anchor.year - ((number - 1) * months + 1 > anchor.month) + bool(picks and picks[0] > 0)
    return "DATE", f"{year:04d}-{letter}{number}" if year else f"XXXX-{letter}{number}"


def read_century(words: list[Word], scene: Scene) -> Reading:
    """ "the 20th century" -> "19"; "its second day", "a third straight day" -> the day told of."""
    number = pluck_value(words, "ordinal", "rank")
    if number == 1 and scene.precedes("of") and (there := find_part(words[-1].value, 0, scene)):
        return "DATE", there
    hyphen = pluck([*words, *scene.after[:1]], "hyphen")
    if words[-1].value == "D" and number > 1 and not hyphen:  # "in its third day": the day of the report
        return "DATE", name_unit(scene.today or scene.anchor, "D", 0)
    era = "BC" if scene.precedes("bc", "bce", "b.c.", "b.c.e.") else ""
    return ("DATE", f"{era}{number - 1:02d}") if words[-1].value == "CE" and 1 <= number <= 22 else None


def find_part(unit: str, place: int, scene: Scene) -> str | None:
    """Return the first (0) or last (-1) day, week or month of what follows: "the last day of March"."""
    month, year = pluck(scene.after[1:2], "month"), pluck(scene.after[1:4], "year")
    reading = read_month([word for word in (month, year) if word], scene) if month else None
    whole = parse_anchor(reading[1]) if reading else Anchor(year.value) if year else Anchor()
    if whole.year is None or unit not in {"D", "W", "M"} or unit == "M" and whole.month:
        return None
    number = whole.month or (1, 12)[place]
    length = calendar.monthrange(whole.year, number)[1]
    # A week belongs where most of its days are, as ISO counts the first of a year.
    day = (4, length - 3)[place] if unit == "W" else (1, length)[place]
    return name_unit(Anchor(whole.year, number, day), unit, 0)


def read_listed(words: list[Word], scene: Scene) -> Reading:
    """One of several centuries or quarters: "the 17th" and "18th centuries", "the second" and "third quarters"."""
    number, unit = pluck(words, "ordinal", "rank"), pluck(words, "units") or pluck(scene.after, "unit", "units")
    if number is None or unit is None or unit.value not in {"CE", "Q"}:
        return None
    single = [number, replace(unit, kind="unit")]
    return read_century(single, scene) if unit.value == "CE" else read_quarter(single, scene)


def read_month(words: list[Word], scene: Scene) -> Reading:
    """A month: the latest not after the anchor's, the next one where the verb looks ahead."""
    place = next(i for i, word in enumerate(words) if word.kind == "month")
    month = words[place].value
    year = base_year(words[place:], scene)
    picks = read_picks(words[:place])
    anchor = scene.anchor
    if year is None and picks and picks[0] == 0 and picks[1] == "this":
        year = anchor.year
    elif year is None:
        # With no verb near, a month of the next three is likelier to come than to be most of a year ago; "In May," at
        # the head of a sentence tells what happened.
        opens = not scene.before or scene.before[0].capital
        soon = scene.ahead is None and not opens and 0 < (month - (anchor.month or month)) % 12 <= 3
        direction = picks[0] if picks and picks[0] else 1 if scene.ahead or soon else -1
        year = find_month(anchor, month, direction)
        if year and picks and picks[0] and month == anchor.month:
            year += picks[0]
    return "DATE", f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}"


def read_decade(words: list[Word], scene: Scene) -> Reading:
    """ "the 1990s" -> "199", "the nineties" -> "199"."""
    decade = pluck(words, "decade", "tens", "nineties")
    assert decade is not None
    return "DATE", f"19{decade.value}" if decade.kind == "nineties" else decade.value


def read_season(words: list[Word], scene: Scene) -> Reading:
    """A season: the latest that has begun; "last fall" the latest that is over; "this summer" the anchor's year's."""
    season = pluck(words, "season")
    assert season is not None
    if word_alone(words, scene):
        return None
    if season.letters in {"fall", "spring"} and [word.kind for word in words] == ["article", "season"]:
        led = scene.before and (scene.before[0].kind in {"in", "to", "of"} or scene.before[0].letters in SEASON_LEADS)
        timed = scene.after and scene.after[0].kind not in {"other", "of", "in", "article"}
        if not (led or timed) or scene.precedes("of", "from", "in"):
            return None
    place = words.index(season)
    year = base_year(words[place:], scene)
    picks, anchor = read_picks(words[:place]), scene.anchor
    start = SEASON_STARTS[season.value]
    if year is None and anchor.year and picks and picks[1] == "this" and season.value != "WI":
        year = anchor.year
    elif year is None and anchor.year and anchor.month:
        year = anchor.year - (start > anchor.month)
        over = (anchor.year - year) * 12 + anchor.month - start >= 3
        if picks and picks[0] < 0:
            year -= not over
        elif picks and picks[0] > 0 or scene.ahead:
            year += over or bool(picks and picks[0] > 0)
    return "DATE", f"{year:04d}-{season.value}" if year else f"XXXX-{season.value}"


def word_alone(words: list[Word], scene: Scene) -> bool:
    """True for a bare word with nothing that leads to it: "summer camps"."""
    before = scene.before[0] if scene.before else None
    return len(words) == 1 and not (before and (before.kind in {"in", "of", "to"} or before.letters in {"by", "since"}))


def read_weekend(words: list[Word], scene: Scene) -> Reading:
    """The weekend: the last one, on a Saturday or Sunday the one that is on; "this weekend" may lie ahead."""
    picks, day = read_picks(words), scene.anchor.date
    steps = picks[0] if picks else 0
    if day and day.weekday() < 5 and steps <= 0 and not (scene.ahead or picks and picks[1] == "this"):
        steps = -1
    return "DATE", name_unit(scene.anchor, "WE", steps)


def read_holiday(words: list[Word], scene: Scene) -> Reading:
    """A holiday: the nearest to the anchor that the tense allows; "last Thanksgiving" the latest before it."""
    rule = pluck_value(words, "holiday")
    year, day, picks = base_year(words, scene), scene.anchor.date, read_picks(words)
    if year is None and day is not None:
        days = [resolve_holiday(rule, day.year + step) for step in (-1, 0, 1)]
        if picks and picks[0]:
            days = [there for there in days if (there - day).days * picks[0] > 0]
        near = min(days, key=lambda there: abs((there - day).days) * (3 if (there > day) != scene.ahead else 1))
        return with_part(render_day(near), pluck(words, "part"))
    if not (year := year or scene.anchor.year):
        return "DATE", UNKNOWN["D"]
    return with_part(render_day(resolve_holiday(rule, year)), pluck(words, "part"))


POINT_RULES: dict[str, Callable[[list[Word], Scene], Reading]] = {
    "iso": read_iso, "date": read_date, "nth": read_nth, "days": read_days, "another": read_another,
    "years": read_years, "weekday": read_weekday, "relative": read_relative, "part": read_part, "moment": read_moment,
    "every": read_every, "quarter": read_quarter, "century": read_century, "listed": read_listed, "month": read_month,
    "decade": read_decade, "season": read_season, "weekend": read_weekend, "holiday": read_holiday,
}
