"""From fragments to attributions: which source and which contents belong to each cue.

In:   a window's fragments, the network's link vectors per word, and which line each word stands in.
Out:  links: fragments by number, with how sure each is.
Not here: finding the fragments (decode.py).

Every attribution of PolNeAR has one cue; a source may serve several cues ("He said … and promised …"), a content
belongs to one. So each cue picks its source, or none, and each content picks its cue.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.tag.decode import Fragment

WIDTH = 32
DISTANCES = 21  # -10 ... 10: sign times the bits of the distance in words
LINES = 5  # -2 ... 2: lines between, signed


@dataclass(frozen=True, slots=True)
class LinkTables:
    """The learned parts of the link score that do not depend on the words: [2, DISTANCES] and [2, LINES].

    The first row is for a content and its cue, the second for a cue and its source.
    """

    distance: np.ndarray
    lines: np.ndarray


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution by fragment numbers: its cue, its source or None, its contents."""

    cue: int
    source: int | None
    contents: tuple[int, ...]
    score: float


def bucket_distance(words: np.ndarray) -> np.ndarray:
    """Return the row of the distance table: 10 for 0, 11 for 1, 12 for 2 and 3, ..., mirrored below for negatives."""
    bits = np.ceil(np.log2(np.abs(words) + 1)).astype(np.int64)
    return np.clip(np.sign(words) * bits, -10, 10) + 10


def pool_fragments(fragments: list[Fragment], vectors: np.ndarray) -> np.ndarray:
    """Return the mean vector of each fragment, [fragments, width]."""
    sums = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), vectors.cumsum(0, dtype=np.float32)])
    begins = [fragment.begin for fragment in fragments]
    ends = [fragment.end for fragment in fragments]
    return (sums[ends] - sums[begins]) / np.subtract(ends, begins)[:, None].astype(np.float32)


def link_fragments(
    fragments: list[Fragment], vectors: np.ndarray, lines: np.ndarray, tables: LinkTables
) -> list[Link]:
    """Return the attributions of one window, in order of their cues.

    `vectors` is [words, 4 * WIDTH + 1]: the word as content, as cue of a content, as cue of a source, as source, and
    how much it looks like a cue without a source. A cue that no content picks is no attribution.
    """
    by_role = {role: [n for n, f in enumerate(fragments) if f.role == role] for role in ("source", "cue", "content")}
    cues, contents, sources = by_role["cue"], by_role["content"], by_role["source"]
    if not cues or not contents:
        return []
    pooled = pool_fragments(fragments, vectors)
    begins = np.array([fragment.begin for fragment in fragments])
    places = lines[begins]

    def score(rows: list[int], columns: list[int], part: int, table: int) -> np.ndarray:
        left = pooled[rows, part * WIDTH : (part + 1) * WIDTH]
        right = pooled[columns, (part + 1) * WIDTH : (part + 2) * WIDTH]
        apart = np.subtract.outer(begins[rows], begins[columns])
        across = np.clip(np.subtract.outer(places[rows], places[columns]), -2, 2) + 2
        return left @ right.T + tables.distance[table][bucket_distance(apart)] + tables.lines[table][across]

    of_content = _softmax(score(contents, cues, 0, 0))
    nobody = pooled[cues, 4 * WIDTH][:, None]
    of_cue = _softmax(np.concatenate([nobody, score(cues, sources, 2, 1)], 1) if sources else nobody)
    links = []
    for row, cue in enumerate(cues):
        mine = [n for n, chosen in enumerate(of_content.argmax(1)) if chosen == row]
        if not mine:
            continue
        pick = int(of_cue[row].argmax())
        parts = [fragments[contents[n]].score * of_content[n, row] for n in mine]
        sure = fragments[cue].score * float(np.mean(parts)) * float(of_cue[row, pick])
        if pick:
            sure *= fragments[sources[pick - 1]].score
        picked = tuple(contents[n] for n in mine)
        links.append(Link(cue, sources[pick - 1] if pick else None, picked, sure))
    return links


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def number_lines(first: list[int], place: list[int]) -> np.ndarray:
    """Return the line each word stands in, counted from 0 within the window."""
    opens = np.array([place[number] > 0 for number in first])
    return np.maximum(opens.cumsum() - 1, 0)

