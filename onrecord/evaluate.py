"""How well predicted attributions agree with annotated ones.

In:   articles with their gold attributions, and predicted ones, as spans.
Out:  counts and figures: precision, recall and F1 over all articles together.
Not here: making the predictions (extract.py); the speaker's identity and the other readings.

A span stands for the words it touches, so punctuation and white space at its ends never count:

  content, source, cue tokens   words inside any such span
  source, cue, content span     each contiguous span on its own, exact
  content exact, soft           a content, all its spans together; soft from half the words shared (of both together)
  attribution soft, exact       content so, and the sources agree: soft also where neither side has one
  quoted soft                   attribution soft, only where a quotation mark is in or beside the content
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onrecord.types import Attribution, Span

WORD = re.compile(r"\w+")
MARKS = frozenset("\"“”«»")
ROLES = ("source", "cue", "content")
MEASURES = ("content tokens", "source tokens", "cue tokens", "source span", "cue span", "content span", "content exact",
            "content soft", "attribution soft", "attribution exact", "quoted soft")
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """Right, predicted and gold, counted; scores add up over articles."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Worded:
    """An attribution as the words it touches, each known by where it starts."""

    source: Words
    cue: Words
    content: Words
    spans: dict[str, set[Words]]
    quoted: bool


def score_article(text: str, gold: Iterable[Attribution], predicted: Iterable[Attribution]) -> dict[str, Score]:
    """Return the score of one article by measure."""
    words = [match.span() for match in WORD.finditer(text)]
    expected, found = ([worded for one in side if (worded := find_words(one, text, words)).content]
                       for side in (gold, predicted))
    scores = {}
    for role in ROLES:
        ours: Words = frozenset().union(*(getattr(one, role) for one in found))
        theirs: Words = frozenset().union(*(getattr(one, role) for one in expected))
        scores[f"{role} tokens"] = Score(len(ours & theirs), len(ours), len(theirs))
        our_spans: set[Words] = set().union(*(one.spans[role] for one in found))
        their_spans: set[Words] = set().union(*(one.spans[role] for one in expected))
        scores[f"{role} span"] = Score(len(our_spans & their_spans), len(our_spans), len(their_spans))
    for name, compare in (("content exact", compare_exact), ("content soft", compare_soft),
                          ("attribution soft", compare_both_soft), ("attribution exact", compare_both_exact)):
        scores[name] = score_pairs(expected, found, compare)
    scores["quoted soft"] = score_pairs(
        [one for one in expected if one.quoted], [one for one in found if one.quoted], compare_both_soft)
    return scores


def find_words(attribution: Attribution, text: str, words: Sequence[tuple[int, int]]) -> Worded:
    """Return the words that the attribution touches."""

    def touched(spans: Iterable[Span]) -> Words:
        return frozenset(start for start, end in words if any(s.start < end and start < s.end for s in spans))

    sides = {role: touched(getattr(attribution, role)) for role in ROLES}
    spans = {role: {touched([span]) for span in getattr(attribution, role)} - {frozenset()} for role in ROLES}
    quoted = any(MARKS & set(text[max(0, span.start - 1) : span.end + 1]) for span in attribution.content)
    return Worded(**sides, spans=spans, quoted=quoted)


def score_pairs(gold: Sequence[Worded], predicted: Sequence[Worded],
                compare: Callable[[Worded, Worded], float]) -> Score:
    """Return the score of the best one-to-one pairing, the most alike paired first."""
    alike = sorted(((score, i, j) for i, one in enumerate(gold) for j, other in enumerate(predicted)
                    if (score := compare(one, other)) > 0), reverse=True)
    paired_gold: set[int] = set()
    paired_predicted: set[int] = set()
    for _, i, j in alike:
        if i not in paired_gold and j not in paired_predicted:
            paired_gold.add(i)
            paired_predicted.add(j)
    return Score(len(paired_gold), len(predicted), len(gold))


def share(one: Words, other: Words) -> float:
    """Return the words in both over the words in either; 0 where neither has any."""
    return len(one & other) / len(one | other) if one or other else 0.0


def compare_exact(gold: Worded, predicted: Worded) -> float:
    """1 where the contents are the same words."""
    return float(gold.content == predicted.content)


def compare_soft(gold: Worded, predicted: Worded) -> float:
    """The share of content words, 0 under a half."""
    shared = share(gold.content, predicted.content)
    return shared if shared >= 0.5 else 0.0


def compare_both_soft(gold: Worded, predicted: Worded) -> float:
    """As `compare_soft`, 0 unless the sources agree by half, or neither has one."""
    neither = not gold.source and not predicted.source
    return compare_soft(gold, predicted) if neither or share(gold.source, predicted.source) >= 0.5 else 0.0


def compare_both_exact(gold: Worded, predicted: Worded) -> float:
    """1 where contents and sources are the same words."""
    return float(gold.content == predicted.content and gold.source == predicted.source)


def score_articles(scored: Iterable[dict[str, Score]]) -> dict[str, Score]:
    """Return the scores of all articles together, by measure."""
    totals = dict.fromkeys(MEASURES, Score())
    for scores in scored:
        for name, score in scores.items():
            totals[name] += score
    return totals
