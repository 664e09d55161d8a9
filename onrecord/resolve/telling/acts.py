"""What was done by saying it: the act of each attribution, and whether the cue is negated.

In:   Passages.
Out:  a Doing for each: the act, the negation, and the words that decided.
Not here: which cues there are (cues.py, data/cues.txt); what else speaks for an act (signs.py); how the signs got
their weights (training/acts.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from onrecord.resolve.telling.cues import find_cues, find_negator
from onrecord.resolve.telling.passages import Passage
from onrecord.resolve.telling.signs import find_signs
from onrecord.resolve.wordlists import read_learned
from onrecord.types import Act, Reason

NETWORK_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Doing:
    """The act of one attribution and whether it is negated, with the reasons for both."""

    act: Act
    negated: bool
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What each sign says for and against each act."""

    acts: tuple[Act, ...]
    bias: np.ndarray
    rows: dict[str, int]
    table: np.ndarray


def find_acts(passages: Sequence[Passage]) -> list[Doing]:
    """Return the act of each passage, in their order."""
    return [find_act(passage) for passage in passages]


def find_act(passage: Passage) -> Doing:
    """Return the act of one passage, by its cue and its content together.

    "said he would not resign"        commit
    "said Mr. Okafor is unfit"        judge
    "said the road is closed"         state
    "declined to comment"             commit, negated
    "did not deny the report"         deny, negated
    """
    weights = _weights()
    signs = {sign: span for sign, span in find_signs(passage).items() if sign in weights.rows}
    rows = weights.table[[weights.rows[sign] for sign in signs]] if signs else weights.table[:0]
    totals = weights.bias + rows.sum(0)
    seen = int(totals.argmax())
    if passage.attribution.acts:
        # Of a hundred acts in articles that neither learned from (training/acts_held_back.csv) the signs alone tell 68,
        # the network 80, both 80; on the dev articles 76, 77, and both together 81.
        signed = totals - np.logaddexp.reduce(totals)
        totals = (1 - NETWORK_SHARE) * signed + NETWORK_SHARE * np.array(passage.attribution.acts)
    best, second = (int(place) for place in np.argsort(-totals, kind="stable")[:2])
    score = float(1 / np.exp(totals - totals[best]).sum())
    if best == seen:
        reasons = [_explain(passage, weights, signs, rows, best, second, score)]
    else:
        why = f"{weights.acts[best]} rather than {weights.acts[seen]}: so the tagger reads cue and content together"
        reasons = [Reason("act", why, passage.attribution.content[0], score)]
    negator = find_negator(passage.cue)
    if negator:
        reasons.append(Reason("negated", f"the cue says “{negator}”", passage.attribution.cue[0], 0.95))
    return Doing(weights.acts[best], negator is not None, tuple(reasons))


def _explain(
    passage: Passage,
    weights: Weights,
    signs: dict[str, tuple[int, int] | None],
    rows: np.ndarray,
    best: int,
    second: int,
    score: float,
) -> Reason:
    """Return the sign that told most for the best act against the next, and the words where it was seen."""
    act = weights.acts[best]
    cue = passage.attribution.cue
    listed = next((found for found in find_cues(passage.cue) if found.act is act), None)
    if listed and act is not Act.STATE:
        return Reason("act", f"“{passage.cue[listed.start : listed.end]}” mostly means: {act}", cue[0], score)
    told = [
        (gain, sign)
        for gain, sign in zip((rows[:, best] - rows[:, second]).tolist(), signs, strict=True)
        if signs[sign] and gain > 0
    ]
    if not told:
        return Reason("act", f"nothing but the cue tells; it mostly means: {act}", cue[0] if cue else None, score)
    sign = max(told)[1]
    start, end = signs[sign] or (0, 0)
    span = passage.locate(start, end)
    return Reason("act", f"{act} rather than {weights.acts[second]}: {sign}", span, score)


@cache
def _weights() -> Weights:
    learned = read_learned("acts.json")
    rows = {sign: row for row, sign in enumerate(learned["signs"])}
    table = np.array(list(learned["signs"].values()), np.float64) / 100
    return Weights(tuple(map(Act, learned["acts"])), np.array(learned["bias"]) / 100, rows, table)
