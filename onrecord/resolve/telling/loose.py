"""Words that place what was said before or after something, without a date of their own: "later", "after the vote".

In:   a text and a stretch of it.
Out:  the words, by kind, with the one that tells the direction.
Not here: times that a calendar knows (resolve/dates.py); which of them a statement has (moments.py, dating.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.types import Span

# Words that put a statement before or after others, without a date of their own.
LOOSE = re.compile(
    r"\b(?:once|now|later(?: that day| on)?|earlier|afterwards?|then|recently|previously|long|always|often|soon|"
    r"immediately|subsequently|at th(?:e|at) time|this time|(?:minutes|hours|days|weeks|months|years) later)\b",
    re.IGNORECASE)
# "after the convention", "when he left": a time that only the event knows.
EVENT = re.compile(
    r"\b(?:(?:shortly|just|soon|right|almost immediately|(?:\w+ )?(?:minutes|hours|days|weeks|months|years?)) )?"
    r"(after|before|when|while|as|upon|following|during|since|amid|ahead of|prior to|in the wake of|by the time|"
    r"on the eve of|in the (?:days|weeks|months|years) (?:before|after|leading up to)) "
    r"(?!adding|saying|asked|much|well|part|if|though|such)"
    r"(?:[^,.;:“”—\n]|(?<=\b[A-Z])\.|(?<=\b(?:[MD]r|Ms))\.|(?<=\b(?:Mrs|Sen|Rep|Gov))\.|\.(?=\w)){3,90}",
    re.IGNORECASE)


def iter_loose(text: str, stretch: Span) -> Iterator[tuple[str, str, Span]]:
    """Give the kind ("loose", "event"), the telling word and the place of each such phrase in a stretch."""
    for match in LOOSE.finditer(text, stretch.start, stretch.end):
        yield "loose", match.group().lower().split()[-1], Span(*match.span())
    for match in EVENT.finditer(text, stretch.start, stretch.end):
        yield "event", match[1].lower().split()[-1], Span(*match.span())
