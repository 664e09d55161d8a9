"""Where, by the network, an attribution's speaker, addressee, channel and time stand.

In:   point vectors per word, which words are an attribution's cue, content and source, the line of each word.
Out:  stretches of words with how likely each is, for each field that an attribution may have or not.
Not here: the readings themselves, which the rules decide with these (onrecord/resolve/).

As in extractive question answering (Seo et al. 2017): the attribution asks, each word says how well a stretch may
begin or end with it, and "nowhere in this window" is an answer like the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.tag.link import bucket_distance

# A speaker is pointed at by single words of the name, wherever it stands; the others by whole stretches.
FIELDS = ("speaker", "addressee", "channel", "timex")
ASKERS = ("cue", "content", "source")
POINT_WIDTH = 24
# Longest stretch, in words, and how many stretches of a field are kept: a name may stand there many times.
LONGEST_STRETCH = 20
KEPT = {"speaker": 8, "addressee": 3, "channel": 3, "timex": 3}
SURE_ENOUGH = 0.04
QUERIES = len(ASKERS) * len(FIELDS) * POINT_WIDTH
BEGINS = len(FIELDS) * POINT_WIDTH
ENDS = (len(FIELDS) - 1) * POINT_WIDTH
VECTOR = QUERIES + BEGINS + ENDS


@dataclass(frozen=True, slots=True)
class PointTables:
    """The learned parts that do not depend on the words.

    `nowhere` [fields, POINT_WIDTH] and `bias` [fields]: the answer "nowhere here"; `distance` [fields, DISTANCES] and
    `lines` [fields, LINES]: how far a word stands from the attribution; `length` [fields - 1, LONGEST_STRETCH].
    """

    nowhere: np.ndarray
    bias: np.ndarray
    distance: np.ndarray
    lines: np.ndarray
    length: np.ndarray


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `begin` to `end` (half-open) of a window, and how likely they are what was asked for."""

    field: str
    begin: int
    end: int
    score: float


def find_stretches(
    vectors: np.ndarray, words: dict[str, list[int]], lines: np.ndarray, tables: PointTables
) -> Iterator[Stretch]:
    """Give for each field the likeliest stretches; `words` are the word numbers of each of ASKERS, possibly none."""
    count = len(vectors)
    parts = vectors[:, :QUERIES].reshape(count, len(ASKERS), len(FIELDS), POINT_WIDTH)
    query = np.zeros((len(FIELDS), POINT_WIDTH), np.float32)
    for number, part in enumerate(ASKERS):
        if words[part]:
            query += parts[words[part], number].mean(0)
    anchor = (words["cue"] or words["content"] or words["source"])[0]
    apart = bucket_distance(np.arange(count) - anchor)
    across = np.clip(lines - lines[anchor], -2, 2) + 2
    begins = vectors[:, QUERIES : QUERIES + BEGINS].reshape(count, len(FIELDS), POINT_WIDTH)
    ends = vectors[:, QUERIES + BEGINS :].reshape(count, len(FIELDS) - 1, POINT_WIDTH)
    scores = np.empty((len(FIELDS), count + 1), np.float32)
    scores[:, :count] = np.einsum("wfd,fd->fw", begins, query) + tables.distance[:, apart] + tables.lines[:, across]
    scores[:, count] = (tables.nowhere * query).sum(1) + tables.bias
    chances = _softmax(scores)[:, :count]
    for number, field in enumerate(FIELDS):
        likely = np.flatnonzero(chances[number] >= SURE_ENOUGH)
        for begin in likely[np.argsort(-chances[number, likely], kind="stable")][: KEPT[field]].tolist():
            end, sure = begin + 1, 1.0
            if number:
                finish = ends[begin : begin + LONGEST_STRETCH, number - 1] @ query[number]
                finish = _softmax(finish + tables.length[number - 1, : len(finish)])
                end, sure = begin + int(finish.argmax()) + 1, float(finish.max())
            yield Stretch(field, begin, end, round(float(chances[number, begin]) * sure, 4))


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)
