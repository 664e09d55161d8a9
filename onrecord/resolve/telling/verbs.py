"""The verbs of telling, in every form, where they stand in a text.

In:   a stretch of text.
Out:  the verbs in it: "told", "calling on"; what a noun only looks like ("the press") is left out.
Not here: whom they tell (addressees.py). The list is data/telling.txt; add a verb there, in its base form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.resolve.telling.cues import forms
from onrecord.resolve.wordlists import read_sections, word_set
from onrecord.types import Span

# A bare form is the verb only after these: "to press ministers", not "in a televised interview appeared".
BEFORE_BARE = word_set("to will would could can may might must should did not never and or i we you they n't didn’t")
# A noun more often than a verb: "faced questions about", "a promise to".
NOUNS = re.compile(r"\b(?:questions?|challenges?|orders?|promises?|notices?|texts?|messages?|e-?mails?)\s+"
                   r"(?:about|of|from|on|over|arose|arise|to|for|that|as|were|was|are|is|have|had)\b", re.I)


def iter_telling(text: str, stretch: Span) -> Iterator[re.Match[str]]:
    """Give each verb of telling in a stretch; a bare form only where it is a verb ("to press", not "the press")."""
    for match in _telling().finditer(text, stretch.start, stretch.end):
        before = re.search(r"[\w’']+(?=\W*$)", text[max(0, match.start() - 20) : match.start()])
        bare = match.group().lower() in bare_forms()
        if NOUNS.match(text, match.start()) and not (before and before.group().lower() in BEFORE_BARE):
            continue
        if not bare or (before and before.group().lower() in BEFORE_BARE):
            yield match


@cache
def _telling() -> re.Pattern[str]:
    """Every form of every verb of data/telling.txt: "told", "calling on"."""
    listed = read_sections("telling.txt")
    phrases: set[str] = set()
    for line in (*" ".join(listed["verb"]).split(), *listed["phrase"]):
        first, *rest = line.split()
        phrases.update(" ".join((form, *rest)) for form in forms(first))
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)).replace(r"\ ", r"\s+") + r")\b", re.I)


@cache
def bare_forms() -> frozenset[str]:
    return word_set(" ".join(read_sections("telling.txt")["verb"]))


@cache
def object_forms() -> frozenset[str]:
    return frozenset(form for verb in " ".join(read_sections("telling.txt")["object"]).split() for form in forms(verb))
