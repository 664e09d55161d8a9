"""Which source and which contents belong to each cue."""

import numpy as np

from onrecord.tag.decode import Fragment
from onrecord.tag.link import DISTANCES, LINES, WIDTH, LinkTables, bucket_distance, link_fragments, number_lines


def fragments(*rows):
    return [Fragment(role, begin, end, 0.9) for role, begin, end in rows]


def nearest():
    """Return tables that prefer what is near, so that a test needs no trained vectors."""
    row = -np.abs(np.arange(DISTANCES) - 10).astype(np.float32)
    return LinkTables(np.stack([row, row]), np.zeros((2, LINES), np.float32))


def link(rows, words=20, nobody=-50.0):
    vectors = np.zeros((words, 4 * WIDTH + 1), np.float32)
    vectors[:, -1] = nobody
    return link_fragments(rows, vectors, np.zeros(words, np.int64), nearest())


def test_a_content_in_two_pieces_is_one_attribution():
    [found] = link(fragments(("content", 0, 4), ("source", 5, 6), ("cue", 6, 7), ("content", 8, 12)))
    assert (found.cue, found.source, found.contents) == (2, 1, (0, 3))


def test_one_source_may_serve_two_cues():
    found = link(fragments(("source", 0, 1), ("cue", 1, 2), ("content", 2, 5), ("cue", 6, 7), ("content", 7, 9)))
    assert [(f.cue, f.source, f.contents) for f in found] == [(1, 0, (2,)), (3, 0, (4,))]


def test_a_cue_may_have_no_source():
    [found] = link(fragments(("source", 0, 1), ("cue", 9, 10), ("content", 10, 15)), nobody=50.0)
    assert found.source is None


def test_a_cue_that_claims_nothing_is_no_attribution():
    assert link(fragments(("source", 0, 1), ("cue", 1, 2))) == []
    [found] = link(fragments(("cue", 1, 2), ("content", 3, 5), ("cue", 18, 19)))
    assert found.cue == 0


def test_distances_fall_into_buckets():
    assert bucket_distance(np.array([-2000, -1, 0, 1, 2, 3, 4])).tolist() == [0, 9, 10, 11, 12, 12, 13]


def test_lines_are_counted_within_the_window():
    assert number_lines([0, 1, 3], [1, 0, 0, 1]).tolist() == [0, 0, 1]
