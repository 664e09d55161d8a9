"""How far scores can be trusted: of the attributions scored so and so, how many are right.

In:   (score, right) pairs of attributions.
Out:  bands of scores; a table; a diagram as SVG.
Not here: what is right (attributions.py).
"""

from __future__ import annotations

from dataclasses import dataclass

BANDS = 10
SIDE, EDGE = 300, 44


@dataclass(frozen=True, slots=True)
class Band:
    """The attributions scored `low` to `low` + 1 / BANDS: how many, how many of them right, their mean score."""

    low: float
    found: int
    right: float
    mean: float


def divide(judged: list[tuple[float, bool]]) -> list[Band]:
    """Return the bands that hold any attribution, from the least sure."""
    bands = []
    for number in range(BANDS):
        rows = [(score, right) for score, right in judged if min(int(score * BANDS), BANDS - 1) == number]
        if rows:
            right, mean = sum(right for _, right in rows) / len(rows), sum(score for score, _ in rows) / len(rows)
            bands.append(Band(number / BANDS, len(rows), right, mean))
    return bands


def print_table(bands: list[Band]) -> None:
    print("\nscore          found   right   mean score")
    for band in bands:
        shares = f"{100 * band.right:5.1f} %  {100 * band.mean:5.1f} %"
        print(f"{band.low:.1f} to {band.low + 1 / BANDS:.1f}   {band.found:7}  {shares}")


def render_diagram(bands: list[Band]) -> str:
    """Return the diagram: a dot a band, as large as it is full; on the diagonal a score means what it says."""

    def place(score: float, right: float) -> tuple[float, float]:
        return round(EDGE + SIDE * score, 1), round(SIDE + 10 - SIDE * right, 1)

    (left, bottom), (end, top) = place(0, 0), place(1, 1)
    most = max(band.found for band in bands)
    dots = []
    for band in bands:
        x, y = place(band.mean, band.right)
        radius = round(2 + 8 * (band.found / most) ** 0.5, 1)
        title = f"{band.found} attributions, mean score {100 * band.mean:.0f} %, {100 * band.right:.0f} % right"
        dots.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#1f5fa8"><title>{title}</title></circle>')
    marks = []
    for tenth in range(0, BANDS + 1, 2):
        x, y = place(tenth / BANDS, tenth / BANDS)
        marks.append(f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{10 * tenth}</text>')
        marks.append(f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{10 * tenth}</text>')
    width, height = SIDE + EDGE + 20, SIDE + 56
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="sans-serif" font-size="12" role="img" aria-label="Score against share of right attributions">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<path d="M{left} {top}V{bottom}H{end}" fill="none" stroke="#555"/>',
        f'<path d="M{left} {bottom}L{end} {top}" stroke="#999" stroke-dasharray="4 4"/>',
        *marks,
        *dots,
        f'<text x="{(left + end) / 2}" y="{height - 8}" text-anchor="middle">score, %</text>',
        f'<text transform="translate(12 {(top + bottom) / 2}) rotate(-90)" text-anchor="middle">right, %</text>',
        "</svg>\n",
    ])
