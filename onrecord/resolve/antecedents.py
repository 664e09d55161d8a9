"""Which thread a pronoun, or a description that says little, points back to.

In:   the mention, the threads begun before it, and who is quoted where.
Out:  the best thread with a score from 0 to 1.
Not here: names and offices (chains.py, offices.py); the first person (chains.py).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.resolve.found import Found
from onrecord.resolve.threads import Thread
from onrecord.resolve.words import Words
from onrecord.types import Kind, MentionForm

PREPOSITIONS = {
    "of",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "to",
    "into",
    "about",
    "against",
    "between",
    "after",
    "before",
    "over",
    "under",
    "like",
    "than",
    "as",
}
WEIGHTS = {
    "same sentence": 1.2,
    "sentences back": -0.75,
    "same paragraph": 0.4,
    "begins sentence": 1.0,
    "after preposition": -0.9,
    "possessor": -0.5,
    "last was pronoun": 0.7,
    "count": 0.45,
    "gender agrees": 1.2,
    "gender unknown": 0.0,
    "speaker before": 1.3,
    "source": 0.6,
    "in own content": -2.2,
    "headline": -0.8,
    "organization": -0.8,
    "group": 0.4,
    "document": -0.6,
    "nominal": -0.6,
    "inside quotation": -0.7,
}
MAX_SENTENCES = 8


@dataclass(slots=True)
class Scene:
    """Who speaks where: for each word the numbers of the attributions whose content covers it, and each one's head.

    `sources` are the words at which sources have their head, in order.
    """

    covering: dict[int, list[int]] = field(default_factory=dict)
    heads: dict[int, int] = field(default_factory=dict)
    sources: list[int] = field(default_factory=list)
    direct: set[int] = field(default_factory=set)


def agrees(found: Found, thread: Thread) -> bool:
    """True where gender and number of a pronoun or description allow the thread."""
    if thread.members:
        return found.form is MentionForm.PRONOMINAL and found.plural
    if found.form is MentionForm.NOMINAL:
        if found.kind is not thread.kind or (found.gender and thread.gender not in ("", found.gender)):
            return False
        return found.plural == thread.plural
    if found.gender in ("m", "f"):
        return thread.kind is Kind.PERSON and not thread.plural and thread.gender in ("", found.gender)
    if found.gender == "n":
        return thread.kind in (Kind.ORGANIZATION, Kind.DOCUMENT) and not thread.plural
    if found.plural:
        return thread.plural or thread.kind in (Kind.GROUP, Kind.ORGANIZATION)
    return True


def describe_candidate(words: Words, scene: Scene, found: Found, thread: Thread) -> dict[str, float] | None:
    """Return what speaks for and against a thread as the antecedent of `found`, or None when it is out of reach."""
    before = [mention for mention in thread.found if mention.first < found.first]
    if not before:
        return None
    last = before[-1]
    distance = words.sentence[found.first] - words.sentence[last.first]
    if distance > MAX_SENTENCES:
        return None
    start = last.title[0] if last.title else last.first
    previous = words.lower[start - 1] if start > 0 and words.sentence[start - 1] == words.sentence[start] else ""
    following = words.lower[last.last] if last.last < len(words) else ""
    recent = [mention for mention in before if words.sentence[mention.first] >= words.sentence[found.first] - 1]
    subjects = any(is_subject(words, mention) for mention in recent)
    cover = scene.covering.get(found.first, ())
    own = any(
        scene.heads.get(number) in {mention.last - 1 for mention in thread.found}
        for number in cover
        if number in scene.direct
    )
    speaker = next((head for head in reversed(scene.sources) if head < found.first), None)
    quoted = words.quotation[last.first] >= 0 and words.quotation[last.first] != words.quotation[found.first]
    return {
        "same sentence": float(distance == 0),
        "sentences back": float(min(distance, 5)),
        "same paragraph": float(words.paragraph[last.first] == words.paragraph[found.first]),
        "begins sentence": float(subjects),
        "after preposition": float(previous in PREPOSITIONS),
        "possessor": float(following in ("'s", "'", "’")),
        "last was pronoun": float(last.form is MentionForm.PRONOMINAL and last.gender == found.gender),
        "count": math.log1p(len(before)),
        "gender agrees": float(bool(found.gender) and found.gender == thread.gender),
        "speaker before": float(any(mention.last - 1 == speaker for mention in before)),
        "source": float(any(mention.last - 1 in scene.sources for mention in before)),
        "in own content": float(own),
        "headline": float(words.sentence[last.first] in words.headlines),
        "organization": float(thread.kind is Kind.ORGANIZATION),
        "group": float(thread.kind is Kind.GROUP),
        "document": float(thread.kind is Kind.DOCUMENT),
        "nominal": float(not thread.named),
        "inside quotation": float(quoted),
    }


def is_subject(words: Words, found: Found) -> bool:
    """True where a mention opens its sentence or its clause, as subjects do."""
    start = found.title[0] if found.title else found.first
    if start == 0 or words.sentence[start - 1] != words.sentence[start]:
        return True
    before = words.lower[start - 1]
    if before in PREPOSITIONS:
        return False
    return before in (",", "and", "but", "that", "“", "”", '"', "while", "when", "because", "if") or (
        before == "the" and (start == 1 or words.sentence[start - 2] != words.sentence[start])
    )


def find_antecedent(
    words: Words, scene: Scene, found: Found, threads: Iterable[Thread], weights: dict[str, float] = WEIGHTS
) -> tuple[Thread | None, float]:
    """Return the likeliest thread and its share of the probability, or (None, 0.0) when none agrees."""
    scored = []
    for thread in threads:
        if not agrees(found, thread):
            continue
        features = describe_candidate(words, scene, found, thread)
        if features is not None:
            scored.append((sum(weights[name] * value for name, value in features.items()), thread))
    if not scored:
        return None, 0.0
    best = max(score for score, _ in scored)
    total = sum(math.exp(score - best) for score, _ in scored)
    # The latest named among equals, so that the answer never hangs on the order of a dict.
    thread = max((pair for pair in scored if pair[0] == best), key=lambda pair: pair[1].found[-1].first)[1]
    return thread, 1 / total
