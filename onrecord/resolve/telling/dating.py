"""When each statement was made: the time that, by all signs, is the likeliest.

In:   the Moments of one article.
Out:  a Said for each statement.
Not here: the candidates and their signs (moments.py); how they are weighed (choosing.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.resolve.telling.choosing import choose_best, rate
from onrecord.resolve.telling.moments import Dated, Moments
from onrecord.resolve.telling.said import Said
from onrecord.types import Reason

WEIGHTS = "moments.json"
# Which of the candidates of a statement is taken, by the statement's number; None for none.
Chooser = Callable[[int, Sequence[Dated]], int | None]


def choose_moments(moments: Moments, choose: Chooser | None = None) -> list[Said]:
    """Return when each statement was made.

    "Okafor spoke in Leeds on Friday."  next: "The bridge is safe, she said."     Friday, which no rule carries on
    "said Thursday", which the rules found                                        stays
    """
    choose = choose or (lambda _, candidates: choose_best(WEIGHTS, candidates))
    said = []
    for number in range(len(moments.passages)):
        candidates = moments.find_candidates(number)
        place = choose(number, candidates)
        chosen = None if place is None else candidates[place]
        moments.decide(number, chosen)
        said.append(_render(moments, chosen, candidates) if chosen else Said())
    return said


def _render(moments: Moments, chosen: Dated, candidates: Sequence[Dated]) -> Said:
    if chosen.proposed is not None:
        return chosen.proposed
    words = moments.document.quote(chosen.span)
    score = rate(WEIGHTS, chosen, candidates)
    why = f"“{words}” is named in the same sentence" if chosen.own else f"“{words}” still holds, as far as can be told"
    return Said(chosen.span, chosen.said_on, Reason("said_on", why, chosen.span, score))
