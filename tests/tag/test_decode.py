"""From scores to fragments: the likeliest sequence of tags that is one."""

import itertools

import numpy as np

from onrecord.tag.decode import TAGS, Fragment, decode_tags, find_fragments, forbid_tags


def best_by_hand(scores, after, first):
    """Return the best sequence by trying them all."""
    def total(path):
        moves = sum(after[a, b] for a, b in itertools.pairwise(path))
        return first[path[0]] + moves + sum(scores[n, tag] for n, tag in enumerate(path))

    return list(max(itertools.product(range(7), repeat=len(scores)), key=total))


def test_the_likeliest_sequence_is_found():
    random = np.random.default_rng(7)
    after, first = forbid_tags()
    after = after + random.normal(size=(7, 7)).astype(np.float32)
    windows = [random.normal(size=(length, 7)).astype(np.float32) * 2 for length in (1, 2, 5, 4)]
    for window, tags in zip(windows, decode_tags(windows, after, first), strict=True):
        assert tags.tolist() == best_by_hand(window, after, first)


def test_no_role_begins_in_its_middle():
    after, first = forbid_tags()
    scores = np.zeros((4, 7), np.float32)
    scores[:, TAGS.index("I-content")] = 5
    [tags] = decode_tags([scores], after, first)
    assert TAGS[tags[0]] == "B-content"
    assert [TAGS[tag] for tag in tags[1:]] == ["I-content"] * 3


def test_nothing_to_read_gives_nothing():
    assert decode_tags([], *forbid_tags()) == []


def test_two_contents_side_by_side_stay_two():
    tags = np.array([5, 6, 5, 0, 3], np.int8)
    found = find_fragments(tags, np.zeros((5, 7), np.float32))
    assert [(f.role, f.begin, f.end) for f in found] == [("content", 0, 2), ("content", 2, 3), ("cue", 4, 5)]
    assert all(isinstance(f, Fragment) and abs(f.score - 1 / 7) < 1e-6 for f in found)
