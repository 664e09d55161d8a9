"""Which act a cue does by itself, and what negates it."""

import pytest

from onrecord.resolve.telling.cues import decide_cue, find_cues, find_negator, forms
from onrecord.types import Act


@pytest.mark.parametrize(
    ("words", "base", "act"),
    [
        ("said", "say", Act.STATE),
        ("called for", "call for", Act.DEMAND),  # not "call", which judges
        ("called", "call", Act.JUDGE),
        ("pushed back on", "push back", Act.DENY),
        ("vowed", "vow", Act.COMMIT),
        ("said in a statement denying", "deny", Act.DENY),  # the cue that says most decides
        ("according to", "according to", Act.STATE),
        ("slammed", "slam", Act.JUDGE),  # a doubled consonant
    ],
)
def test_the_longest_listed_cue_that_is_no_mere_saying_decides(words, base, act):
    cue = decide_cue(find_cues(words))
    assert (cue.base, cue.act) == (base, act)


def test_a_cue_says_where_it_stands():
    [cue] = find_cues("has long denied")
    assert "has long denied"[cue.start : cue.end] == "denied"


def test_words_that_ascribe_nothing_are_no_cue():
    assert find_cues("sat beside the window") == []


@pytest.mark.parametrize(
    ("words", "negator"),
    [
        ("did not say", "not"),
        ("didn’t apologize", "n't"),
        ("declined to comment", "declined"),
        ("has steadfastly refused to disclose", "refused"),
        ("decided against recommending", "against"),
        ("ruled against", None),  # it ruled
        ("noted", None),  # once read as a form of "not"
        ("said", None),
    ],
)
def test_a_cue_is_negated_by_its_own_words(words, negator):
    assert find_negator(words) == negator


def test_forms_follow_rules_and_the_list_of_irregular_ones():
    assert {"deny", "denies", "denied", "denying"} <= set(forms("deny"))
    assert {"tell", "told", "telling"} <= set(forms("tell"))
