"""From the network's scores per word to stretches of source, cue and content.

In:   for each window, scores of the seven tags per word, and the learned scores of one tag after another.
Out:  fragments: a role and the words it covers, with how sure the network was.
Not here: which fragments belong together (link.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

import numpy as np

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")
IMPOSSIBLE = -1e4


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words begin to end (half-open, numbered within the window) that play one role."""

    role: str
    begin: int
    end: int
    score: float


def forbid_tags() -> tuple[np.ndarray, np.ndarray]:
    """Return what no reading may hold: [7, 7] penalties of tag after tag, and [7] of a first tag.

    An inside tag follows only a begin or an inside of its own role.
    """
    after, first = np.zeros((7, 7), np.float32), np.zeros(7, np.float32)
    for tag, name in enumerate(TAGS):
        if name.startswith("I-"):
            first[tag] = IMPOSSIBLE
            for before, other in enumerate(TAGS):
                if other[2:] != name[2:]:
                    after[before, tag] = IMPOSSIBLE
    return after, first


def decode_tags(scores: list[np.ndarray], after: np.ndarray, first: np.ndarray) -> list[np.ndarray]:
    """Return for each window the likeliest sequence of tags (Viterbi), all windows in step.

    `scores` holds one [words, 7] array a window, `after` the score of [tag, next tag], `first` that of an opening tag;
    both already carry the penalties of `forbid_tags`.
    """
    if not scores:
        return []
    lengths = np.array([len(window) for window in scores])
    longest = int(lengths.max())
    padded = np.zeros((len(scores), longest, 7), np.float32)
    for number, window in enumerate(scores):
        padded[number, : len(window)] = window
    best = padded[:, 0] + first
    back = np.zeros((longest, len(scores), 7), np.int8)
    finals = np.where((lengths == 1)[:, None], best, 0.0)
    for word in range(1, longest):
        paths = best[:, :, None] + after
        back[word] = paths.argmax(1)
        best = paths.max(1) + padded[:, word]
        finals = np.where((lengths == word + 1)[:, None], best, finals)
    tags = []
    for number, length in enumerate(lengths):
        path = np.empty(length, np.int8)
        path[-1] = finals[number].argmax()
        for word in range(length - 1, 0, -1):
            path[word - 1] = back[word, number, path[word]]
        tags.append(path)
    return tags


def find_fragments(tags: np.ndarray, scores: np.ndarray) -> list[Fragment]:
    """Return the fragments of one window in order.

    A fragment's score is the geometric mean of its tags' probabilities, taken word by word.
    """
    shifted = scores - scores.max(1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    sums = np.concatenate([[0.0], np.take_along_axis(logs, tags[:, None].astype(np.int64), 1)[:, 0].cumsum()]).tolist()
    row = tags.tolist()
    fragments, begin = [], 0
    while begin < len(row):
        tag, end = row[begin], begin + 1
        if tag:
            while end < len(row) and row[end] == tag + 1:
                end += 1
            mean = (sums[end] - sums[begin]) / (end - begin)
            fragments.append(Fragment(ROLES[(tag - 1) // 2], begin, end, exp(mean)))
        begin = end
    return fragments
