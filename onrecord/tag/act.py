"""What the network makes of an attribution's speech act.

In:   act vectors per word, and which words are an attribution's cue, content and source.
Out:  for each act, the logarithm of how likely it is.
Not here: the act itself, which other signs decide too (onrecord/resolve/telling/acts.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.types import Act

ACTS = tuple(Act)
ACT_WIDTH = 48
# Each word has a vector for each part it may play. "said he would go": the cue, all of the content, its first word
# ("he"; in an order, "go"), and the source are averaged each by itself, and summed.
PARTS = ("cue", "content", "opening", "source")


@dataclass(frozen=True, slots=True)
class ActTable:
    """The learned layer that follows the vectors: [acts, ACT_WIDTH] and [acts]."""

    weight: np.ndarray
    bias: np.ndarray


def weigh_acts(vectors: np.ndarray, words: dict[str, list[int]], table: ActTable) -> tuple[float, ...]:
    """Return the log-probability of each of ACTS; `words` gives the word numbers of each of PARTS, possibly none."""
    total = np.zeros(ACT_WIDTH, np.float32)
    for number, part in enumerate(PARTS):
        if words[part]:
            total += vectors[words[part], number * ACT_WIDTH : (number + 1) * ACT_WIDTH].mean(0)
    scores = table.weight @ np.tanh(total) + table.bias
    shifted = scores - scores.max()
    return tuple(float(value) for value in shifted - np.log(np.exp(shifted).sum()))
