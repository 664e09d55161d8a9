"""Where an attribution's fields stand, from the vectors of the words around it."""

import numpy as np
import pytest

from onrecord.tag.link import DISTANCES, LINES
from onrecord.tag.point import ASKERS, BEGINS, FIELDS, LONGEST_STRETCH, POINT_WIDTH, QUERIES, VECTOR, PointTables
from onrecord.tag.point import find_stretches as find

# "nowhere" wins unless a word speaks for itself.
TABLES = PointTables(
    nowhere=np.zeros((len(FIELDS), POINT_WIDTH), np.float32),
    bias=np.full(len(FIELDS), 4, np.float32),
    distance=np.zeros((len(FIELDS), DISTANCES), np.float32),
    lines=np.zeros((len(FIELDS), LINES), np.float32),
    length=np.zeros((len(FIELDS) - 1, LONGEST_STRETCH), np.float32),
)
CUE = {"cue": [2], "content": [], "source": []}


def make_vectors(begins=(), ends=()):
    """Eight words; the third asks for a channel, `begins` and `ends` answer."""
    vectors = np.zeros((8, VECTOR), np.float32)
    channel = FIELDS.index("channel")
    vectors[2, (ASKERS.index("cue") * len(FIELDS) + channel) * POINT_WIDTH] = 3
    for word in begins:
        vectors[word, QUERIES + channel * POINT_WIDTH] = 4
    for word in ends:
        vectors[word, QUERIES + BEGINS + (channel - 1) * POINT_WIDTH] = 4
    return vectors


def find_stretches(vectors, tables=TABLES):
    return list(find(vectors, CUE, np.zeros(8, np.int64), tables))


def test_a_stretch_goes_from_the_word_that_begins_to_the_word_that_ends_it():
    (stretch,) = find_stretches(make_vectors(begins=[4], ends=[1, 6]))
    assert (stretch.field, stretch.begin, stretch.end) == ("channel", 4, 7)
    assert stretch.score > 0.9


def test_where_nothing_answers_nothing_is_found():
    assert find_stretches(make_vectors()) == []


def test_two_answers_share_one_probability():
    found = find_stretches(make_vectors(begins=[0, 4], ends=[5]))
    assert [stretch.begin for stretch in found] == [0, 4]
    assert sum(stretch.score for stretch in found) == pytest.approx(1, abs=0.01)


def test_the_nearer_of_two_like_words_is_taken_where_the_distance_says_so():
    distance = TABLES.distance.copy()
    distance[:, :10] = -3  # words before the cue
    tables = PointTables(TABLES.nowhere, TABLES.bias, distance, TABLES.lines, TABLES.length)
    assert find_stretches(make_vectors(begins=[0, 4], ends=[0, 4]), tables)[0].begin == 4
