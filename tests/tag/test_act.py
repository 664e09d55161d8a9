"""An attribution's act, from the vectors of its words."""

from math import exp

import numpy as np
import pytest

from onrecord.tag.act import ACT_WIDTH, ACTS, PARTS, ActTable, weigh_acts
from onrecord.types import Act

# A table that reads the first number of the vectors as "denies".
TABLE = ActTable(np.zeros((len(ACTS), ACT_WIDTH), np.float32), np.zeros(len(ACTS), np.float32))
TABLE.weight[ACTS.index(Act.DENY), 0] = 5.0


def weigh(part, word):
    vectors = np.zeros((4, len(PARTS) * ACT_WIDTH), np.float32)
    vectors[2, PARTS.index("cue") * ACT_WIDTH] = 3.0
    return weigh_acts(vectors, {name: [word] if name == part else [] for name in PARTS}, TABLE)


def test_a_word_speaks_for_the_act_in_the_part_it_plays():
    assert ACTS[int(np.argmax(weigh("cue", 2)))] is Act.DENY
    assert len(set(weigh("content", 2))) == 1  # the same word as content tells nothing
    assert len(set(weigh("cue", 1))) == 1


def test_the_acts_share_one_probability():
    assert sum(map(exp, weigh("cue", 2))) == pytest.approx(1)
