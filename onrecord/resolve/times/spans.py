"""What the rules for lengths of time mean, and for times counted from a date: "three days", "two years ago".

In:   the words that a rule found (timex.py) and the scene around them (scene.py).
Out:  TIMEX3 type and value, with an ISO interval where the value cannot carry it; None if it is no time after all.
Not here: points in time (rules.py), calendar arithmetic (value.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import takewhile

from onrecord.resolve.times.rules import find_part, read_date, read_holiday, read_relative, read_weekday
from onrecord.resolve.times.scene import BACK, STOPS, Reading, Scene, pluck, pluck_value, read_count, read_picks
from onrecord.resolve.times.value import (
    CLOCK_UNITS,
    UNKNOWN,
    Anchor,
    name_unit,
    parse_anchor,
    render_day,
    render_duration,
    render_iso,
    shift,
)
from onrecord.resolve.times.vocabulary import Word

# What "two days after …" can be counted from.
POINTS = {"month": read_date, "holiday": read_holiday, "weekday": read_weekday, "relative": read_relative}
# Units that "the last" and "the next" make a length: "in the last year", "in the next decade".
LENGTHS = {"last": {"H", "Y", "DE", "CE", "25Y"}, "next": {"H", "DE", "CE", "25Y"}}
# "Will one day be": no day's length.
MODALS = {"will", "would", "could", "can", "may", "might", "he", "she", "they", "it", "to"}
# What makes time of bare units: words before them ("for weeks"), words after ("days later").
PASSING = {"for", "over", "after", "within", "took", "through", "spent", "many", "in", "follows", "followed",
           "just", "mere"}
PASSED = {"before", "after", "later", "earlier", "ahead", "long", "away"}
# What is said of the day that a report is about: "to end the day at 5,210".
CLOSING = {"end", "ended", "ending", "finish", "finished", "finishing", "close", "closed", "closing"}
# What stands before "a year ago" where figures of a quarter are compared.
COMPARED = {"than", "from", "with", "compared", "$", "%", "million", "billion", "percent", "share", "cents"}
SAME = {"same", "corresponding", "comparable"}
# Before "a year", these make it a rate.
PER = {"times", "once", "twice", "million", "billion", "$", "%", "percent"}


def read_ago(words: list[Word], scene: Scene) -> Reading:
    """Counted back or on: "two years ago" from the anchor, "a day later" from the date last named."""
    unit = pluck(words, "unit", "units")
    mover = pluck(words, "ago", "shift", "beside")
    if unit is None or mover is None:
        return None
    count = read_count(words[: words.index(unit) + 1]) if words[0] is not unit else None
    if words[0] is unit and unit.kind == "unit" or words[0].kind == "article":
        count = 1  # "the year-ago quarter"
    if any(word.kind == "half" for word in words[words.index(unit) :]):
        count = (count or 1) + 0.5
    base = scene.anchor
    if unit.value == "Y" and count == 1 and mover.letters in {"ago", "earlier"} and (quarter := year_ago(words, scene)):
        return "DATE", quarter
    if mover.kind == "beside":
        rest = words[words.index(mover) + 1 :]
        rule = next(rule for kind, rule in POINTS.items() if pluck(rest, kind))
        reading = rule(rest, scene)
        base = parse_anchor(reading[1]) if reading else Anchor()
        if base.year is None:
            return None
    elif mover.kind == "shift" and scene.named:
        base = scene.named
    elif mover.kind == "shift" and mover.value > 0:
        return None
    if count is None or pluck(words, "some"):
        return ("DATE", "PAST_REF") if mover.kind == "ago" else None
    value = shift(base, unit.value, count * mover.value)
    if value is None:
        return ("DATE", name_unit(base, "D", 0)) if mover.kind == "ago" else None
    if value.startswith("XXXX") and mover.kind != "ago":
        return None
    if mover.kind == "shift" and (mover.value > 0 or unit.value == "D"):
        # TimeML takes "two days" for a length, "later" for its direction; our ISO is the day it leads to.
        return "DURATION", render_duration(count, unit.value), render_iso(value)
    return "DATE", value


def year_ago(words: list[Word], scene: Scene) -> str | None:
    """Return the quarter that figures are compared with: "from $3 million a year earlier", "the year-ago quarter".

    "A year ago" without a comparison is a year ago.
    """
    quarter = scene.quarter
    lead = {word.letters for word in takewhile(lambda word: word.letters not in STOPS, scene.before)}
    if words[-1].value == "Q":
        number = pluck_value(words, "ordinal", "rank")
        quarter = quarter or name_unit(scene.anchor, "Q", -1)
        quarter = f"{quarter[:6]}{number}" if number else quarter
    elif not pluck(words, "hyphen") and not lead & COMPARED:
        return None
    return f"{int(quarter[:4]) - 1}{quarter[4:]}" if quarter and quarter[:4].isdigit() else None


def read_alike(words: list[Word], scene: Scene) -> Reading:
    """The same stretch of another year: "the same period last year", "last year's quarter"; the year, if unknown."""
    whole = next((word for word in words if word.kind in {"unit", "period"} and word.value != "Y"), words[-1])
    picks, moved = read_picks(words), pluck(words, "ago", "shift")
    if whole.value not in {None, "M", "Q"} or whole.value == "M" and not moved and whole is words[-1]:
        return None
    quarter = scene.quarter or (name_unit(scene.anchor, "Q", -1) if whole.value == "Q" else "")
    near = scene.named if scene.named and scene.named.month else scene.anchor
    part = name_unit(near, "M", 0) if whole.value == "M" else quarter
    if (named := pluck_value(words, "year")) is not None:
        known = picks and picks[1] in SAME and part and "X" not in part
        return ("DATE", f"{named}{part[4:]}") if known else None
    steps = -round(read_count(words[words.index(whole) :]) or 1) if moved else picks[0] if picks else 0
    year = name_unit(parse_anchor(part) if moved and part[:4].isdigit() else scene.anchor, "Y", steps)
    if not year.isdigit() or "X" in part:
        return "DATE", year
    # Early in the year, the figures and "last year" are of the same year: compared with the one before.
    return "DATE", f"{int(year) - (year + part[4:] == part != year)}{part[4:]}"


def read_lasting(words: list[Word], scene: Scene) -> Reading:
    """What lasts as long: "weeklong", "year-long", "decades-long"."""
    if words[0].kind == "lasting":
        return "DURATION", words[0].value
    count = 1 if words[0].kind == "unit" else None
    return ("DURATION", render_duration(count, words[0].value)) if words[-1].letters == "long" else None


def read_ended(words: list[Word], scene: Scene) -> Reading:
    """A quarter by its last day: "the quarter ended July 31" -> the second; a year so named is one of the books."""
    month = pluck(scene.after, "month")
    reading = read_date(scene.after[1:3], replace(scene, ahead=False))
    day = parse_anchor(reading[1]).date if reading else None
    if words[-1].value != "Q" or month is None or day is None:
        return "DURATION", render_duration(1, words[-1].value)
    middle = day - timedelta(days=45)
    return "DATE", name_unit(parse_anchor(render_day(middle)), "Q", 0)


def read_span(words: list[Word], scene: Scene) -> Reading:
    """A length of time: "three days", "the past two weeks"; an age is none."""
    unit = pluck(words, "unit", "units")
    if unit is None:
        return None
    if [word.kind for word in scene.after if word.kind != "hyphen"][:1] == ["old"]:
        return None
    if words[0].kind == "one" and len(words) == 2 and [word.letters for word in scene.after[1:2]] == ["long"]:
        return None  # "a year-long inquiry", "a decades-long feud"
    picks = read_picks(words)
    # "a quarter of", "three-quarters" are shares
    if unit.value == "Q" and picks is None and (
            scene.precedes("of") and not pluck(words, "more", "some") or pluck(words, "about", "hyphen", "one")):
        return None
    head = [word for word in words[: words.index(unit)] if word.kind not in {"about", "article", "more", "pick"}]
    if not head and words[0].kind not in {"ordinal", "rank"}:
        return read_vague(unit, picks)
    if picks and picks[1] in {"that", "this", "same"} and not pluck(words, "each"):
        return None
    count = read_count(head)
    if head and all(word.kind in {"ordinal", "rank", "hyphen"} for word in head):
        count = None
    if any(word.kind == "half" for word in words[words.index(unit) :]):
        count = (count or 1) + 0.5
    if len(head) == 1 and head[0].kind == "one" and unit.kind == "unit":
        count = count or 1
        if unit.value == "NIGHT" or scene.precedes("of") and unit.value == "D":
            return None
        if scene.before and (scene.before[0].letters in PER or scene.before[0].letters.endswith("s")
                             and scene.before[0].kind == "other" and len(scene.before[0].letters) > 3):
            return "SET", render_duration(1, unit.value)
    if count == 1 and unit.letters == "day" and scene.follows(*MODALS):
        return "DATE", "FUTURE_REF"
    value = render_duration(count, unit.value)
    if picks and count and picks[0]:
        return "DURATION", value, reach(scene.anchor, unit.value, picks[0] * count)
    return "DURATION", value


def reach(anchor: Anchor, unit: str, steps: float) -> str | None:
    """Return the interval between the anchor and a time `steps` units away: "the past two weeks"."""
    unit = "D" if unit in {"D", "W", "NIGHT"} and (steps := steps * (7 if unit == "W" else 1)) else unit
    there, here = shift(anchor, unit, steps), shift(anchor, unit, 0)
    if not there or not here or "X" in there + here or not (there + here).replace("-", "").isdigit():
        return None
    return "/".join(sorted((there, here)))


def read_vague(unit: Word, picks: tuple[int, str] | None) -> Reading:
    """Units without a number: "recent years", "the coming months", "for weeks"."""
    if picks is None:
        return None
    if picks[1] == "these":
        return ("DATE", "PRESENT_REF") if unit.value == "D" else None
    if picks[1] == "coming" and unit.value == "W":
        return "DURATION", "PXW"
    if picks[1] == "recent" and unit.value in {"W", "M", "Q"}:
        return "DURATION", f"PX{'W' if unit.value == 'W' else 'M'}"
    if picks[1] in {"recent", "past", "last"}:
        return "DATE", "PAST_REF"
    return ("DATE", "FUTURE_REF") if picks[1] in {"coming", "future", "next", "upcoming"} else None


def read_pick(words: list[Word], scene: Scene) -> Reading:
    """One unit by its place: "last week", "earlier this month", "the following year", "the past decade"."""
    picks, unit = read_picks(words), pluck_value(words, "unit")
    pointing = picks and picks[1] in ({"latest"} if words[-1].kind == "period" else {"that", "same"})
    if scene.quarter and pointing and unit in {"Q", None}:
        return "DATE", scene.quarter
    if picks is None or unit is None:
        return None
    step, letters = picks
    article = any(word.kind == "article" for word in words)
    if letters == "last" and scene.precedes("of") and (there := find_part(unit, -1, scene)):
        return "DATE", there
    if letters == "past" or article and unit in LENGTHS.get(letters, ()):
        return "DURATION", render_duration(1, unit), reach(scene.anchor, unit, step)
    if unit in {"H", "MIN", "S", "2W", "6M", "25Y"}:
        return None
    if letters == "latest" and unit in {"D", "WE", "NIGHT", "DE", "CE"}:
        return None
    if letters in {"recent", "future", "those", "these", "intervening", "upcoming"} and unit != "Q":
        return None
    back = letters in BACK - {"next"} or letters == "next" and article
    if unit in {"D", "NIGHT"}:
        if not back:
            return None
        unit = "D"
        if not scene.named or not scene.named.date:
            return ("DATE", UNKNOWN["D"]) if article else None
    base = scene.named if back and scene.named else scene.anchor
    return "DATE", name_unit(base, unit, step)


def read_edge(words: list[Word], scene: Scene) -> Reading:
    """A unit that the article is in: "the end of the year", "earlier in the day", "year-end"."""
    unit, edge = pluck_value(words, "unit"), pluck(words, "edge", "shift")
    if unit not in {"D", "W", "M", "Q", "Y", "DE", "CE"}:
        return None
    if edge is None:
        if scene.precedes("ending") or [word.kind for word in scene.after[:2]] == ["to", "month"]:
            return "DURATION", render_duration(1, unit)
        if unit == "Q" and scene.quarter:
            return "DATE", scene.quarter
        if unit == "Q":  # figures are reported for the quarter that is over
            return "DATE", name_unit(scene.anchor, "Q", -1)
        if unit == "D" and (scene.follows(*CLOSING) or scene.follows("for") and scene.precedes(",", ".")):
            return "DATE", name_unit(scene.named if scene.named and scene.named.date else scene.anchor, "D", 0)
        if unit in {"D", "W", "M", "Y"} and [word.letters for word in scene.after[:1]] in (["'s"], ["’s"]):
            base = scene.named if unit == "D" and scene.named and scene.named.date else scene.anchor
            return "DATE", name_unit(base, unit, 0)  # "the day's talks", "the week's losses"
        if words[-1].capital:  # "Person of the Year"
            return None
        # "the year two thousand" is no "the year"
        numbered = scene.after[:1] and scene.after[0].kind in {"number", "scale"}
        if numbered or unit not in {"Y", "Q", "W"} or not scene.follows("for", "in", "during", "of", "by", "through"):
            return None
    elif words[-1] is edge and (edge.letters not in {"end", "start", "beginning"} or unit not in {"Y", "M", "Q"}):
        return None
    base = scene.named if unit == "D" and scene.named and scene.named.date else scene.anchor
    return "DATE", name_unit(base, unit, 0)


def read_year(words: list[Word], scene: Scene) -> Reading:
    """A bare year, of those that news speaks of."""
    year = pluck_value(words, "year")
    part = scene.quarter[4:] if scene.quarter and words[-1].kind in {"unit", "period"} else ""
    return ("DATE", f"{year}{part}") if 1600 <= year <= 2100 else None


def read_units(words: list[Word], scene: Scene) -> Reading:
    """Units alone, where a word beside them says that time passes: "for weeks", "over the years", "days later"."""
    unit = pluck_value(words, "units")
    beside = scene.follows(*PASSING) or scene.precedes(*PASSED) or scene.precedes("of") and unit not in CLOCK_UNITS
    if unit == "Q" or not beside:
        return None
    return "DURATION", render_duration(None, unit)


def read_ref(words: list[Word], scene: Scene) -> Reading:
    """ "recent" and "current" before a noun; "in the past", "in the near future"."""
    letters = words[-1].letters
    if letters == "future":
        led = len(words) > 1 and scene.follows("in", "into", "for", "about", "on", "of") or len(words) > 2
        return ("DATE", "FUTURE_REF") if led else None
    if len(words) == 2 and letters == "past" and scene.follows("in", "from", "of"):
        return "DATE", "PAST_REF"
    return None if len(words) > 1 else {"recent": ("DATE", "PAST_REF"), "current": ("DATE", "PRESENT_REF")}.get(letters)


def read_now(words: list[Word], scene: Scene) -> Reading:
    """ "now", "recently"; "as soon as" and "soon after" are no times."""
    if words[0].letters == "soon" and (scene.follows("as") or scene.precedes("after")):
        return None
    return "DATE", words[0].value


SPAN_RULES: dict[str, Callable[[list[Word], Scene], Reading]] = {
    "ago": read_ago, "span": read_span, "alike": read_alike, "lasting": read_lasting, "ended": read_ended,
    "pick": read_pick, "edge": read_edge, "year": read_year, "units": read_units, "ref": read_ref, "now": read_now,
}
