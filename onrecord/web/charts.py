"""Pictures drawn by hand: a timeline of hits, bars, columns by day and act.

In:   counts from the record.
Out:  a Timeline for a template; SVG as text, with colours of its own so that it can be saved.
Not here: the network (network.py), tables behind the pictures (templates).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from markupsafe import Markup, escape

from onrecord.record import Facets, Record
from onrecord.types import Act
from onrecord.web.asked import Asked
from onrecord.web.words import cut, render_act, render_day, render_name

WIDTH, HEIGHT = 720, 64
PANEL = 440  # width of a picture in the overview
TAIL = 0.01  # of the statements may lie before the first bar
MOST_MONTHS = 120  # more, and the bars are years
FEW_MONTHS = 3  # fewer, and the bars are days
INK, PALE, LINE, ACCENT = "#1f1d1a", "#6b665d", "#d9d4c9", "#1f4fa3"
# Dark enough for white paper, light enough for dark; told apart by lightness too (checked in greys).
ACT_COLOURS = {
    Act.STATE: "#8d9db8", Act.BELIEVE: "#5b6f94", Act.JUDGE: "#c98a2b", Act.DEMAND: "#b3432f", Act.COMMIT: "#3f8f6b",
    Act.DENY: "#7a2f5d", Act.ASK: "#3c8fb0", Act.CONFIRM: "#86a33a", Act.PREDICT: "#8a6fc0",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One day, month or year of a timeline: where it stands, how high, and the search that it opens."""

    x: float
    width: float
    height: float
    count: int
    label: str
    since: str
    until: str
    address: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Hits over time; `unit` is day, month or year, `earlier` how many lie before the first bar."""

    bars: tuple[Bar, ...]
    unit: str
    most: int
    earlier: int
    width: int = WIDTH
    height: int = HEIGHT


def draw_timeline(record: Record, asked: Asked, facets: Facets) -> Timeline | None:
    """Return the hits by day, month or year, whichever gives bars that can be read; None for hits without a day."""
    if not facets.months:
        return None
    months_shown, earlier = (facets.months, 0) if asked.since else cut_tail(facets.months)
    first, last = months_shown[0][0], months_shown[-1][0]
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1
    counts: dict[str, int] = {}
    if months <= FEW_MONTHS:
        unit = "day"
        for day, _, count in record.days(replace(asked.query(), since=asked.since or first)):
            counts[day] = counts.get(day, 0) + count
        steps = list_days(min(counts), max(counts))
    else:
        unit = "month" if months <= MOST_MONTHS else "year"
        for month, count in months_shown:
            name = month if unit == "month" else month[:4]
            counts[name] = counts.get(name, 0) + count
        steps = (list_months(first, months) if unit == "month"
                 else [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)])
    most, slot = max(counts.values()), WIDTH / len(steps)
    gap = min(slot * 0.2, 3)
    bars = tuple(
        Bar(round(at * slot + gap / 2, 2), round(min(slot - gap, 60), 2),
            round(max(counts[step] / most * HEIGHT, 2), 2), counts[step], render_day(step), step, step,
            asked.address(since=step, until=step))
        for at, step in enumerate(steps) if counts.get(step)
    )
    return Timeline(bars, unit, most, earlier)


def cut_tail(counted: Sequence[tuple[str, int]]) -> tuple[Sequence[tuple[str, int]], int]:
    """Return the months without the few first ones that hold hardly anything, and how much those hold.

    Something said in 1973 and quoted once would else press a year of news into one bar.
    """
    allowed, earlier = TAIL * sum(count for _, count in counted), 0
    for at, (_, count) in enumerate(counted):
        if earlier + count > allowed:
            return counted[at:], earlier
        earlier += count
    return counted, 0


def list_days(first: str, last: str) -> list[str]:
    """Return every day from the first to the last."""
    start = date.fromisoformat(first)
    return [(start + timedelta(days)).isoformat() for days in range((date.fromisoformat(last) - start).days + 1)]


def list_months(first: str, number: int) -> list[str]:
    """Return so many months from the first on: ("2016-12", 2) -> ["2016-12", "2017-01"]."""
    start = int(first[:4]) * 12 + int(first[5:7]) - 1
    return [f"{(start + at) // 12:04}-{(start + at) % 12 + 1:02}" for at in range(number)]


def wrap_svg(width: int, height: int, title: str, body: Sequence[str]) -> Markup:
    """Return a whole picture, with a title for those who do not see it."""
    # Links in a picture can be pointed at; the keyboard finds the same ones in the table behind it.
    role = "group" if any("<a " in part for part in body) else "img"
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="{}" aria-label="{}" class="picture" '
        'font-family="Georgia, serif"><title>{}</title>'
        '<rect class="paper" width="100%" height="100%" fill="#ffffff"/>'
    ).format(width, height, role, title, title) + Markup("".join(body)) + Markup("</svg>")


def write(x: float, y: float, words: str, css: str = "ink", anchor: str = "start", size: int = 13) -> str:
    """Return words as an SVG text."""
    fill = {"ink": INK, "pale": PALE}.get(css, INK)
    return (f'<text class="{css}" x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size}" fill="{fill}">'
            f"{escape(words)}</text>")


def draw_speakers(rows: Sequence[tuple[str, str, int]]) -> Markup:
    """Return who is quoted most as bars: (key, name, count)."""
    most, body = max((count for _, _, count in rows), default=1), []
    for at, (key, name, count) in enumerate(rows):
        y, length = at * 26, max(count / most * 225, 2)
        label = write(158, y + 18, cut(render_name(name), 20), anchor="end")
        body.append(f'<a href="/people/{escape(key)}" tabindex="-1">{label}'
                    f'<rect class="bar" x="166" y="{y + 5}" width="{length:.1f}" height="17" rx="2" fill="{ACCENT}"/>'
                    f'{write(172 + length, y + 18, f"{count:,}", "pale")}</a>')
    return wrap_svg(PANEL, max(len(rows) * 26, 26), "Who is quoted most", body)


def draw_naming(rows: Sequence[tuple[str, int, int, int]]) -> Markup:
    """Return the share of unnamed sources by publisher: (publisher, named, unnamed, nobody)."""
    body = []
    for at, (name, named, unnamed, _) in enumerate(rows):
        y, share = at * 28, unnamed / max(named + unnamed, 1)
        body += [write(158, y + 19, cut(name, 20), anchor="end"),
                 f'<rect class="trough" x="166" y="{y + 6}" width="225" height="17" rx="2" fill="{LINE}"/>',
                 f'<rect class="bar" x="166" y="{y + 6}" width="{max(share * 225, 1):.1f}" height="17" rx="2" '
                 f'fill="{ACCENT}"/>', write(398, y + 19, f"{share * 100:.0f} %")]
    return wrap_svg(PANEL, max(len(rows) * 28, 28), "Share of speakers without a name, by publisher", body)


def draw_days(rows: Sequence[tuple[str, str, int]]) -> Markup:
    """Return statements over time, one column a day, week, month or year, coloured by act: (day, act, count)."""
    rows = drop_tail(rows)
    steps, name_step = choose_steps([day for day, _, _ in rows])
    counts: dict[tuple[str, str], int] = {}
    for day, act, count in rows:
        counts[name_step(day), act] = counts.get((name_step(day), act), 0) + count
    acts = [act for act in ACT_COLOURS if any(counts.get((step, act)) for step in steps)]
    highest = max((sum(counts.get((step, act), 0) for act in acts) for step in steps), default=1)
    slot, tall, body = (PANEL - 40) / max(len(steps), 1), 190, []
    for share in (0.5, 1):
        y = 20 + tall * (1 - share)
        body += [f'<line class="grid" x1="0" x2="{PANEL}" y1="{y:g}" y2="{y:g}" stroke="{LINE}"/>',
                 write(0, y - 4, f"{round(highest * share):,}", "pale", size=12)]
    for at, step in enumerate(steps):
        y = 20.0 + tall
        for act in acts:
            count = counts.get((step, act), 0)
            if count:
                height = count / highest * tall
                y -= height
                body.append(f'<rect class="act-{act}" x="{40 + at * slot:.2f}" y="{y:.2f}" '
                            f'width="{max(min(slot * 0.86, 40), 0.8):.2f}" height="{height:.2f}" '
                            f'fill="{ACT_COLOURS[act]}"><title>{render_day(step)}: {render_act(act)}, {count:,}</title>'
                            "</rect>")
    for at in sorted({0, len(steps) // 2, len(steps) - 1} if len(steps) > 2 else range(len(steps))):
        anchor = "start" if at == 0 else "end" if at == len(steps) - 1 else "middle"
        x = 40 + at * slot + (0 if at == 0 else slot if at == len(steps) - 1 else slot / 2)
        body.append(write(x, tall + 40, render_day(steps[at]), "pale", anchor, 13))
    for at, act in enumerate(acts):
        x, y = at % 4 * 108, tall + 66 + at // 4 * 22
        body += [f'<rect class="act-{act}" x="{x}" y="{y - 11}" width="12" height="12" rx="2" '
                 f'fill="{ACT_COLOURS[act]}"/>', write(x + 18, y, render_act(act), size=13)]
    return wrap_svg(PANEL, tall + 66 + (len(acts) + 3) // 4 * 22, "Statements by day and act", body)


def drop_tail(rows: Sequence[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Return the rows without the few first days that hold hardly anything."""
    kept, _ = cut_tail([(day, count) for day, _, count in rows])
    return [row for row in rows if kept and row[0] >= kept[0][0]]


def choose_steps(days: Sequence[str]):
    """Return the steps of time that give between one and some hundred and twenty columns, and what names a day's."""
    if not days:
        return [], str
    first, last = min(days), max(days)
    if (date.fromisoformat(last) - date.fromisoformat(first)).days <= 120:
        return list_days(first, last), str
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1
    if months <= MOST_MONTHS:
        return list_months(first, months), lambda day: day[:7]
    return [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)], lambda day: day[:4]
