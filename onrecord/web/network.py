"""Who speaks about whom, as a picture that stays readable: few ties, names that do not overlap, the same every time.

In:   (speaker's key, key of the one spoken about, statements).
Out:  a Network; its SVG.
Not here: counting (record/people.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup, escape

from onrecord.web.charts import ACCENT, INK, LINE, wrap_svg
from onrecord.web.words import cut

WIDTH, HEIGHT = 1080, 860
EDGE = 30  # left free at the border
TIES_EACH = 3  # of each person, the strongest: more, and 200 people are a ball of wool
STEPS = 300
FAR = 5  # in lengths of a tie
ALWAYS = 24  # the weightiest, whose names are written whatever lies below


@dataclass(frozen=True, slots=True)
class Node:
    key: str
    name: str
    weight: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tie:
    """So many statements of one that mention the other; both are places in `Network.nodes`."""

    speaker: int
    about: int
    count: int


@dataclass(frozen=True, slots=True)
class Network:
    nodes: tuple[Node, ...] = ()
    ties: tuple[Tie, ...] = ()


def build_network(pairs: Sequence[tuple[str, str, int]], known: dict[str, tuple[str, int]], most: int,
                  name: Callable[[str], str]) -> Network:
    """Return the network of the `most` people with the most statements by them and about them."""
    weights: dict[str, int] = {}
    for speaker, about, count in pairs:
        for key in (speaker, about):
            weights[key] = weights.get(key, 0) + count
    keys = sorted(weights, key=lambda key: (-weights[key], key))[:most]
    places = {key: at for at, key in enumerate(keys)}
    ties = [Tie(places[a], places[b], count) for a, b, count in pairs if a in places and b in places and a != b]
    ties = choose_ties(ties)
    tied = sorted({place for tie in ties for place in (tie.speaker, tie.about)})
    new = {old: at for at, old in enumerate(tied)}
    ties = [Tie(new[tie.speaker], new[tie.about], tie.count) for tie in ties]
    points = lay_out(len(tied), ties)
    nodes = tuple(
        Node(keys[old], known[keys[old]][0] if keys[old] in known else name(keys[old]), weights[keys[old]],
             round(float(points[at][0]), 1), round(float(points[at][1]), 1))
        for at, old in enumerate(tied))
    return Network(nodes, tuple(ties))


def choose_ties(ties: Sequence[Tie]) -> list[Tie]:
    """Return the strongest ties of each person, whichever way they go."""
    chosen: set[Tie] = set()
    mine: dict[int, list[Tie]] = {}
    for tie in sorted(ties, key=lambda tie: (-tie.count, tie.speaker, tie.about)):
        for place in (tie.speaker, tie.about):
            kept = mine.setdefault(place, [])
            if len(kept) < TIES_EACH:
                kept.append(tie)
    for place, kept in mine.items():
        # A tie counts for the lesser of the two; someone in everybody's mouth does not keep 200 of them.
        chosen |= {tie for tie in kept if place == max(tie.speaker, tie.about)}
        if not any(tie in chosen for tie in kept):
            chosen.add(kept[0])
    return sorted(chosen, key=lambda tie: (tie.count, tie.speaker, tie.about))


def lay_out(number: int, ties: Sequence[Tie]) -> np.ndarray:
    """Return a place for each node: ties pull, everyone pushes (Fruchterman and Reingold), from a fixed beginning."""
    if number == 0:
        return np.empty((0, 2))
    turn = np.arange(number) * math.pi * (3 - math.sqrt(5))  # a sunflower: evenly spread, never random
    radius = np.sqrt((np.arange(number) + 0.5) / number)
    points = np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)
    ideal = 1.5 / math.sqrt(number)
    ends = np.array([(tie.speaker, tie.about) for tie in ties], dtype=int).reshape(-1, 2)
    degree = np.bincount(ends.ravel(), minlength=number)
    room = 1 + np.log1p(degree) / 2  # who has many ties keeps others further off, so that a name fits beside
    for step in range(STEPS):
        between = points[:, None, :] - points[None, :, :]
        distance = np.maximum(np.hypot(between[..., 0], between[..., 1]), 1e-3)
        push = ideal * ideal * (room[:, None] * room[None, :]) / distance**2
        push[distance > FAR * ideal] = 0  # far groups do not drive each other off the sheet
        force = (between * push[..., None]).sum(axis=1)
        along = points[ends[:, 0]] - points[ends[:, 1]]
        drawn = along * np.hypot(along[:, 0], along[:, 1])[:, None] / ideal
        drawn /= np.sqrt(np.maximum(degree[ends].min(axis=1), 1))[:, None]
        np.add.at(force, ends[:, 0], -drawn)
        np.add.at(force, ends[:, 1], drawn)
        force -= points * 1.2
        size = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)[:, None]
        points = points + force / size * np.minimum(size, 0.1 * (1 - step / STEPS) + 0.002)
    low, high = points.min(axis=0), points.max(axis=0)
    unit = (points - low) / np.maximum(high - low, 1e-9) if number > 1 else np.full((1, 2), 0.5)
    return unit * [WIDTH - 6 * EDGE, HEIGHT - 2 * EDGE] + [3 * EDGE, EDGE]


def draw_network(network: Network) -> Markup:
    """Return the network as SVG: a dot for each person, lines from who speaks to whom they speak about."""
    heaviest = max((node.weight for node in network.nodes), default=1)
    strongest = max((tie.count for tie in network.ties), default=1)
    radii = [3 + 15 * math.sqrt(node.weight / heaviest) for node in network.nodes]
    body = [draw_tie(network, tie, radii, strongest) for tie in network.ties]
    named, labels = place_names(network.nodes, radii), []
    for at, node in enumerate(network.nodes):
        if at in named:
            x, y, size, anchor = named[at]
            labels.append(f'<text data-name="{at}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
                          f'font-size="{size:.1f}" fill="{INK}" class="ink halo name" '
                          f'stroke="#ffffff" stroke-width="3" paint-order="stroke">'
                          f"{escape(cut(node.name, 28))}</text>")
        body.append(f'<a href="/people/{escape(node.key)}" class="node" tabindex="-1" data-node="{at}"><title>'
                    f'{escape(node.name)}: {node.weight:,}</title><circle class="dot" cx="{node.x}" cy="{node.y}" '
                    f'r="{radii[at]:.1f}" fill="{ACCENT}" stroke="#ffffff"/></a>')
    return wrap_svg(WIDTH, HEIGHT, "Who speaks about whom", body + labels)


def draw_tie(network: Network, tie: Tie, radii: Sequence[float], strongest: int) -> str:
    """Return one tie: a curve that leans to its right, so that two ways between two people are two lines."""
    a, b = network.nodes[tie.speaker], network.nodes[tie.about]
    bend = 0.12
    mid_x, mid_y = (a.x + b.x) / 2 - (b.y - a.y) * bend, (a.y + b.y) / 2 + (b.x - a.x) * bend
    width = 0.6 + 3.4 * math.sqrt(tie.count / strongest)
    return (f'<path class="tie" data-tie="{tie.speaker} {tie.about}" d="M{a.x:.1f} {a.y:.1f}Q{mid_x:.1f} {mid_y:.1f} '
            f'{b.x:.1f} {b.y:.1f}" fill="none" stroke="{LINE}" stroke-width="{width:.1f}"/>')


def place_names(nodes: Sequence[Node], radii: Sequence[float]) -> dict[int, tuple[float, float, float, str]]:
    """Return where each name that finds room is written: (x, y, size, anchor); the weightiest choose first."""
    boxes = [(node.x - r, node.y - r, node.x + r, node.y + r) for node, r in zip(nodes, radii, strict=True)]
    placed: dict[int, tuple[float, float, float, str]] = {}
    order = sorted(range(len(nodes)), key=lambda at: (-nodes[at].weight, at))
    for rank, at in enumerate(order):
        node, r = nodes[at], radii[at]
        size = min(9.5 + r * 0.42, 17)
        wide = len(cut(node.name, 28)) * size * 0.54
        choices = (
            (node.x + r + 3, node.y + size * 0.35, "start", node.x + r + 3),
            (node.x - r - 3, node.y + size * 0.35, "end", node.x - r - 3 - wide),
            (node.x, node.y - r - 4, "middle", node.x - wide / 2),
            (node.x, node.y + r + size, "middle", node.x - wide / 2),
        )
        found: list[tuple] = []
        for x, y, anchor, left in choices:
            box = (left, y - size * 0.8, left + wide, y + size * 0.25)
            if box[0] > 2 and box[2] < WIDTH - 2 and box[1] > 2 and box[3] < HEIGHT - 2:
                # Another name in the way weighs far more than a dot.
                cost = sum(overlap(box, other) * (1 if n < len(nodes) else 20) for n, other in enumerate(boxes)
                           if n != at)
                found.append((cost, len(found), box, (x, y, size, anchor)))
        if found and (min(found)[0] == 0 or (rank < ALWAYS and min(found)[0] < 20)):
            _, _, box, placed[at] = min(found)
            boxes.append(box)
    return placed


def overlap(a: tuple, b: tuple) -> bool:
    """True where two boxes share room."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
