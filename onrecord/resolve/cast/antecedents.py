"""Which thread a pronoun, or a description that says little, points back to.

In:   the mention, the threads begun before it, and who is quoted where.
Out:  the best thread with a score from 0 to 1. The weights are learned by training/antecedents.py.
Not here: names and offices (chains.py, offices.py); the first person (chains.py).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import accumulate

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.threads import Thread
from onrecord.resolve.cast.words import POSSESSIVE_MARKS, Words
from onrecord.resolve.wordlists import read_learned
from onrecord.types import Kind, MentionForm

PREPOSITIONS = frozenset(
    ["of", "in", "on", "at", "by", "for", "from", "with", "to", "into", "about", "against", "between", "after"]
    + ["before", "over", "under", "like", "than", "as", "including"]
)
# What a clause's subject stands after.
CLAUSE_OPENERS = frozenset(
    [",", "and", "but", "that", "“", "”", '"', "while", "when", "because", "if", ";", "—", "–", ":"]
)
MAX_SENTENCES = 10
# How likely is whom the tagger does not see, of what it sees nowhere and at all.
UNSEEN_SHARE, SEEN_LEAST = 0.3, 0.05


@dataclass(slots=True)
class Scene:
    """Who speaks where: for each word the numbers of the attributions whose content covers it, and each one's head.

    `sources` are the words at which sources have their head, in order; `own` gives for such a word its attributions;
    `direct` are the attributions whose content stands in quotation marks. `told` counts for each sentence those up
    to it with words outside quotation marks: behind a long quotation, who spoke before it is still near. `pointed`
    gives for an attribution the words at which the tagger sees its speaker, with how likely each is.
    """

    covering: dict[int, list[int]] = field(default_factory=dict)
    heads: dict[int, int] = field(default_factory=dict)
    own: dict[int, set[int]] = field(default_factory=dict)
    sources: list[int] = field(default_factory=list)
    direct: set[int] = field(default_factory=set)
    told: list[int] = field(default_factory=list)
    pointed: dict[int, dict[int, float]] = field(default_factory=dict)


def count_told(words: Words) -> list[int]:
    """Return for each sentence how many up to it have words outside quotation marks."""
    outside = {words.sentence[i] for i, text in enumerate(words.text) if words.quotation[i] < 0 and text[0].isalnum()}
    return list(accumulate(int(number in outside) for number in range(len(words.first))))


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
    """Return what speaks for and against a thread as the antecedent of `found`, or None when it is out of reach.

    What is said inside the quotation that `found` is the source of does not bring anybody nearer:
    “Lund must go,” she said.
    """
    own = scene.own.get(found.last - 1, set())
    quoted = own & scene.direct
    before = [mention for mention in thread.found if mention.first < found.first and mention.last <= found.last]
    outside = [mention for mention in before if not quoted.intersection(scene.covering.get(mention.first, ()))]
    if not outside:
        return None
    last, told = outside[-1], scene.told[words.sentence[found.first]]
    if told - scene.told[words.sentence[last.first]] > MAX_SENTENCES:
        return None
    heads = {mention.last - 1 for mention in before}
    cover = scene.covering.get(found.first, ())
    spoken = [number for number in cover if scene.heads.get(number) in heads]
    return {
        **describe_place(words, scene, found, last),
        **describe_past(words, scene, found, outside),
        **describe_speakers(words, scene, found, heads),
        **describe_contents(scene, thread, own),
        "in own quotation": float(any(number in scene.direct for number in spoken)),
        "in own indirect": float(any(number not in scene.direct for number in spoken)),
        "gender agrees": float(bool(found.gender) and found.gender == thread.gender),
        "organization": float(thread.kind is Kind.ORGANIZATION),
        "document": float(thread.kind is Kind.DOCUMENT),
        "group": float(thread.kind is Kind.GROUP),
        "several": float(bool(thread.members)),
        "unnamed": float(not thread.named),
    }


def describe_contents(scene: Scene, thread: Thread, own: set[int]) -> dict[str, float]:
    """Return whether what is said names the candidate, as nobody names himself: “Lund must go,” he said."""
    named = set()
    for mention in thread.found:
        if mention.form is not MentionForm.PRONOMINAL:
            named |= own.intersection(scene.covering.get(mention.first, ()))
    return {
        "named in quotation": float(bool(named & scene.direct)),
        "named in indirect": float(bool(named - scene.direct)),
    }


def describe_candidates(
    words: Words, scene: Scene, found: Found, threads: Iterable[Thread]
) -> list[tuple[Thread, dict[str, float]]]:
    """Return the threads within reach with their features, the one spoken of last marked among them."""
    pairs = [(thread, describe_candidate(words, scene, found, thread)) for thread in threads]
    near = [(thread, features) for thread, features in pairs if features is not None]
    if near:
        min(near, key=lambda pair: pair[1]["words back"])[1]["latest"] = 1.0
        subjects = [features.pop("subject at") for _, features in near]
        for subject, (_, features) in zip(subjects, near, strict=True):
            features["latest subject"] = float(subject == max(subjects) >= 0)
    return near


def describe_place(words: Words, scene: Scene, found: Found, last: Found) -> dict[str, float]:
    """Return where the candidate's latest mention stands, seen from `found`."""
    start = last.begin
    previous = words.lower[start - 1] if start > 0 and words.sentence[start - 1] == words.sentence[start] else ""
    following = words.lower[last.last] if last.last < len(words) else ""
    quoted = words.quotation[last.first] >= 0 and words.quotation[last.first] != words.quotation[found.first]
    distance = words.sentence[found.first] - words.sentence[last.first]
    told = scene.told[words.sentence[found.first]] - scene.told[words.sentence[last.first]]
    paragraphs = words.paragraph[found.first] - words.paragraph[last.first]
    possessive = found.head in ("his", "her", "their", "its")
    return {
        "same sentence": float(distance == 0),
        "same sentence, possessive": float(distance == 0 and possessive),
        "one sentence back": float(distance == 1),
        "two sentences back": float(distance == 2),
        "sentences back": float(min(distance, 6)),
        "told back": float(min(told, 6)),
        "told one back": float(told == 1),
        "same paragraph": float(paragraphs == 0),
        "paragraph before": float(paragraphs == 1),
        "after preposition": float(previous in PREPOSITIONS),
        "possessor": float(following in POSSESSIVE_MARKS),
        "possessor, same sentence": float(distance == 0 and following in POSSESSIVE_MARKS),
        "last is pronoun": float(last.form is MentionForm.PRONOMINAL),
        "last is description": float(last.form is MentionForm.NOMINAL),
        "last is full name": float(len(last.name) > 1),
        "headline": float(words.sentence[last.first] in words.headlines),
        "inside quotation": float(quoted),
        "words back": math.log1p(found.first - last.first),
    }


def describe_past(words: Words, scene: Scene, found: Found, outside: list[Found]) -> dict[str, float]:
    """Return how much the candidate was spoken of, and how lately as the subject, quotations apart."""
    here, quotation = words.sentence[found.first], words.quotation[found.first]
    paragraph = words.paragraph[found.first]
    subjects = [
        mention
        for mention in outside
        if words.quotation[mention.first] in (-1, quotation) and is_subject(words, mention)
    ]
    nearest = min((here - words.sentence[mention.first] for mention in subjects), default=99)
    told = min((scene.told[here] - scene.told[words.sentence[mention.first]] for mention in subjects), default=99)
    opening = {
        words.paragraph[mention.first] for mention in subjects if opens_paragraph(words, words.sentence[mention.first])
    }
    recent = sum(here - words.sentence[mention.first] <= 3 for mention in outside)
    return {
        "subject at": max((mention.first for mention in subjects), default=-1),
        "subject here": float(nearest == 0),
        "subject one back": float(nearest == 1),
        "subject two back": float(nearest == 2),
        "subject told one back": float(told == 1),
        "subject told two back": float(told == 2),
        "opens paragraph": float(paragraph in opening),
        "opens paragraph before": float(paragraph - 1 in opening),
        "count": math.log1p(len(outside)),
        "recent count": math.log1p(recent),
        "first in article": float(words.sentence[outside[0].first] <= 1),
    }


def opens_paragraph(words: Words, sentence: int) -> bool:
    """True for a paragraph's first sentence."""
    first = words.first[sentence]
    return first == 0 or words.paragraph[first - 1] != words.paragraph[first]


def is_behind(words: Words, scene: Scene, found: Found) -> bool:
    """True for a source that stands behind what it says, in the same sentence: “Go,” she said."""
    own = scene.own.get(found.last - 1, set())
    sentence = range(words.first[words.sentence[found.first]], found.first)
    return any(not own.isdisjoint(scene.covering.get(i, ())) for i in sentence)


def describe_speakers(words: Words, scene: Scene, found: Found, heads: set[int]) -> dict[str, float]:
    """Return whether the candidate is the last or the last but one who spoke; the more so if `found` speaks.

    Whoever is said inside a quotation to have spoken does not count outside it.
    """
    place = words.quotation[found.first]
    earlier = [head for head in scene.sources if head < found.first and words.quotation[head] in (-1, place)]
    own = scene.own.get(found.last - 1, set())
    last = bool(earlier) and earlier[-1] in heads
    paragraphs = words.paragraph[found.first] - words.paragraph[earlier[-1]] if last else 99
    behind = is_behind(words, scene, found)
    return {
        "spoke last": float(last),
        "spoke last, speaks": float(last and bool(own)),
        "spoke last, same paragraph": float(paragraphs == 0),
        "spoke last, paragraph before": float(paragraphs == 1),
        "spoke last, behind content": float(last and behind),
        "spoke before last": float(len(earlier) > 1 and earlier[-2] in heads),
        "spoke": float(any(head in heads for head in earlier)),
        "times spoken": math.log1p(sum(head in heads for head in earlier)),
    }


def is_subject(words: Words, found: Found) -> bool:
    """True where a mention opens its sentence or its clause, as subjects do."""
    start = found.begin
    if found.last < len(words) and words.lower[found.last] in POSSESSIVE_MARKS:
        return False
    if start > 0 and words.lower[start - 1] == "the" and words.sentence[start - 1] == words.sentence[start]:
        start -= 1
    if start == 0 or words.sentence[start - 1] != words.sentence[start]:
        return True
    return words.lower[start - 1] in CLAUSE_OPENERS


@cache
def read_weights() -> dict[str, dict[str, float]]:
    """Return the learned weights: for persons ("he"), those who speak, things ("it"), several ("they")."""
    return read_learned("antecedents.json")


def choose_group(scene: Scene, found: Found) -> str:
    """Return which weights rank the candidates of a mention."""
    if found.plural:
        return "several"
    if found.gender == "n" or found.kind in (Kind.ORGANIZATION, Kind.DOCUMENT):
        return "thing"
    speaks = found.form is MentionForm.PRONOMINAL and found.last - 1 in scene.own
    return "speaker" if speaks else "person"


def weigh_pointed(scene: Scene, found: Found, thread: Thread) -> float:
    """Return what the tagger says for a thread, where `found` is a source: 0 where it sees the speaker nowhere."""
    seen = next((scene.pointed[n] for n in scene.own.get(found.last - 1, ()) if scene.pointed.get(n)), None)
    if seen is None:
        return 0.0
    named = {i for one in thread.found if one.form is MentionForm.NAMED for i in range(one.first, one.last)}
    unseen = 1 - sum(seen.values())
    chance = sum(score for i, score in seen.items() if i in named)
    return math.log(chance + UNSEEN_SHARE * unseen + SEEN_LEAST)


def find_antecedent(words: Words, scene: Scene, found: Found, threads: Iterable[Thread]) -> tuple[Thread | None, float]:
    """Return the likeliest thread and its share of the probability, or (None, 0.0) when none agrees."""
    weights, threads = read_weights()[choose_group(scene, found)], list(threads)

    def rank(thread: Thread, features: dict[str, float]) -> float:
        signs = sum(weights.get(name, 0.0) * value for name, value in features.items())
        return signs + weigh_pointed(scene, found, thread)

    fitting = describe_candidates(words, scene, found, filter(partial(agrees, found), threads))
    scored = [(rank(thread, features), thread) for thread, features in fitting]
    if not scored and found.gender in ("m", "f") and found.form is MentionForm.PRONOMINAL:
        # A given name can mislead: he who is within reach is meant, be it "Ash" or "Leslie".
        people = [thread for thread in threads if thread.kind is Kind.PERSON and thread.named and not thread.members]
        near = describe_candidates(words, scene, found, people)
        scored = [(rank(thread, features), thread) for thread, features in near]
    if not scored:
        return None, 0.0
    best = max(score for score, _ in scored)
    total = sum(math.exp(score - best) for score, _ in scored)
    # Of equals the one named last, so that the answer never hangs on the order of the threads.
    thread = max((pair for pair in scored if pair[0] == best), key=lambda pair: pair[1].found[-1].first)[1]
    return thread, 1 / total
