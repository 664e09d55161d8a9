"""Whom "who" and "which" point to: the one that stands before them.

In:   a Cast with everything before the relative placed, and the relative.
Out:  the thread and a score; a new thread for a noun phrase that no mention holds ("some who fear it").
Not here: pronouns that look further back (antecedents.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolve.cast.antecedents import PREPOSITIONS
from onrecord.resolve.cast.descriptions import QUANTIFIERS
from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.mentions import find_left_edge
from onrecord.resolve.cast.sources import COLLECTIVES, WHOLE
from onrecord.resolve.cast.threads import Thread
from onrecord.types import Kind, MentionForm

if TYPE_CHECKING:
    from onrecord.resolve.cast.chains import Cast

JOINING = ("and", "or", "but")
PAUSES = (",", "—", "–", "-", "(", "”", '"')
# What leads from somebody to whose, or where, he is: "an adviser to Okafor".
PART_OF = ("of", "to", "for", "from", "at", "in", "on", "with")
# Verbs and words behind "who" that only several take.
SEVERAL = ("both", "are", "have", "were", "all")
# Nouns for people that stand before "who" without more.
ALONE = ("percent", "someone", "somebody", "anyone", "anybody", "everyone", "everybody", "nobody", "many", "few")
# What counts those behind "of": "a number of voters who".
COUNTING = QUANTIFIERS.union(COLLECTIVES, ("percent", "majority", "minority", "collection", "handful", "share", "list"))
# They say nothing of whom they mean.
EMPTY_HEADS = ("those", "anyone", "everyone", "anybody", "everybody")
LONGEST_CLAUSE, LONGEST_COMPLEMENT = 25, 8
ONE = ("someone", "somebody", "anyone", "anybody", "nobody")


def find_relative_antecedent(cast: Cast, found: Found) -> tuple[Thread | None, float]:
    """Return the thread of what stands before "who" or "which".

    "Lund, who heads it and who once led us, said"   both times Lund
    "Okafor and Lund, who are to meet, said"         the two
    "Okafor, Lund and Ng, all of whom said"          the three
    "Lund won 40 percent, and those who know say"    those
    """
    lower = cast.words.lower
    if lower[found.first - 1] in JOINING and (thread := find_relative_before(cast, found)) is not None:
        return thread, 0.8
    mention, thread = find_nearest(cast, found)
    if mention is not None:
        mention, thread = find_described(cast, found, mention) or (mention, thread)
    many = lower[found.first] in WHOLE or lower[found.last : found.last + 1] in [[word] for word in SEVERAL]
    if mention is not None and many:
        thread = find_list(cast, mention) or thread
    if mention is not None and (subject := find_predicated(cast, found, mention)) is not None:
        return subject, 0.8
    if found.head in ("who", "whom") and (phrase := find_phrase(cast, found, mention)):
        return start_thread(cast, phrase, find_clause_end(cast, found, phrase)), 0.7
    if mention is not None and thread is not None and not thread.named:
        end = found.first - (lower[found.first - 1] in (*PAUSES, *PART_OF))  # "the town in |which"
        joined = lower[mention.last] in PART_OF or lower[mention.last].endswith("ing")
        if joined and mention.last < end <= mention.last + LONGEST_COMPLEMENT:
            whole = " ".join(cast.document.quote(cast.words.span(mention.first, end)).split())
            known = thread.descriptions.get(mention.first, "")
            thread.descriptions[mention.first] = max(known, whole, key=len)
    return (thread, 0.8) if thread else (None, 0.0)


def find_list(cast: Cast, last: Found) -> Thread | None:
    """Return the thread of all whose names are listed up to one: "Ada Okafor (D), Bo Li and |Mary Ng"."""
    names, lower = [last], cast.words.lower
    while lower[names[0].begin - 1] in (",", "and"):
        end = names[0].begin - 1
        end -= lower[end] == "and" and lower[end - 1] == ","
        before = [name for name in cast.named_until(end) if name.kind is Kind.PERSON]
        if not before or cast.words.sentence[before[0].first] != cast.words.sentence[last.first]:
            break
        names.insert(0, before[0])
    members = tuple(dict.fromkeys(thread for name in names if (thread := cast.find(name)[0]) is not None))
    return cast.pair(members) if len(members) > 1 else None


def find_predicated(cast: Cast, found: Found, mention: Found) -> Thread | None:
    """Return who is said to be the one before "who": "Mary Ng is |a judge who", "he was |the first who"."""
    words, before = cast.words, mention.first - 1
    one = mention.form is MentionForm.NOMINAL and mention.kind is Kind.PERSON and not mention.plural
    if not one or mention.last != found.first or words.lower[before] not in ("is", "was", "'s"):
        return None
    subjects = (other for other in cast.mentions if other.last == before and other.form is not MentionForm.NOMINAL)
    thread = next((cast.find(other)[0] for other in subjects), None)
    return thread if thread is not None and thread.kind is Kind.PERSON else None


def find_relative_before(cast: Cast, found: Found) -> Thread | None:
    """Return the thread of the relative before this one in the sentence, where both are alike."""
    before = (
        mention
        for mention in cast.mentions
        if mention.head == found.head
        and mention.first < found.first
        and cast.words.sentence[mention.first] == cast.words.sentence[found.first]
    )
    last = max(before, key=lambda mention: mention.first, default=None)
    return cast.find(last)[0] if last is not None else None


def find_nearest(cast: Cast, found: Found) -> tuple[Found | None, Thread | None]:
    """Return the mention in the sentence that ends nearest before the relative, and its thread."""
    sentence = cast.words.sentence[found.first]
    nearest: tuple[Found | None, Thread | None] = None, None
    for thread in cast.threads:
        if found.head in ("who", "whom") and thread.kind not in (Kind.PERSON, Kind.GROUP) or thread.members:
            continue
        if found.head == "which" and thread.kind is Kind.PERSON:
            continue
        for mention in thread.found:
            near = (
                mention.last <= found.first and mention.head != "it" and cast.words.sentence[mention.first] == sentence
            )
            pronoun = mention.form is MentionForm.PRONOMINAL and found.first - mention.last > 1
            if near and not pronoun and (nearest[0] is None or mention.last > nearest[0].last):
                nearest = mention, thread
    return nearest


def find_described(cast: Cast, found: Found, mention: Found) -> tuple[Found, Thread] | None:
    """Return whoever is described by the words that the nearest mention is only a part of, or None.

    "an adviser |to Okafor, who"   "those |supporting Okafor, who"   "friends |of Okafor's who"
    "spoke to Okafor, who"         None
    """
    words = cast.words
    before = mention.begin - 1
    before -= words.lower[before] == "the"
    apart = words.lower[found.first - 1] in PAUSES or mention.form is MentionForm.NAMED
    part = words.lower[before] in PART_OF or words.lower[before].endswith("ing")
    if found.head not in ("who", "whom") or not apart or not part:
        return None
    for thread in cast.threads:
        for other in thread.found:
            if other.last == before and thread.kind in (Kind.PERSON, Kind.GROUP) and not thread.members:
                return other, thread
    return None


def find_phrase(cast: Cast, found: Found, mention: Found | None) -> Found | None:
    """Return the noun phrase right before "who" that no mention holds whole, or None.

    `mention` is the nearest.
        "12 percent who", "those who", "individuals who"    the words before
        "voters in two counties who"                        None: behind a preposition a noun only tells where
        "a number of voters who"                            a number of voters
    """
    words = cast.words
    last = found.first - (words.lower[found.first - 1] in PAUSES)
    taken = mention.last if mention else 0
    if mention and last <= taken:
        counted = words.lower[mention.first - 2 : mention.first]
        if mention.kind is not Kind.GROUP or counted[1:] != ["of"] or counted[0] not in COUNTING:
            return None
        first = find_phrase_start(cast, mention.first - 2, words.first[words.sentence[found.first]])
        return Found(first, last, MentionForm.NOMINAL, Kind.GROUP, "", True, mention.head, ())
    if last <= words.first[words.sentence[found.first]]:
        return None
    head = words.lower[last - 1]
    alone = head in ALONE or head in QUANTIFIERS
    if not alone and not (words.text[last - 1].islower() and head.isalpha() and head.endswith("s") and head != "ones"):
        return None
    first = find_phrase_start(cast, last - 1, taken)
    if not alone and taken and words.lower[first - 1] in PREPOSITIONS:
        return None
    kind = Kind.PERSON if head in ONE else Kind.GROUP
    return Found(first, last, MentionForm.NOMINAL, kind, "", kind is Kind.GROUP, head, ())


def find_phrase_start(cast: Cast, head: int, limit: int) -> int:
    """Return the first word of the noun phrase that ends with `head`, numbers included: "another 12 percent"."""
    first = find_left_edge(cast.words, head, set(), {})
    while first > limit and cast.words.lower[first - 1].replace(",", "").isdigit():
        first = find_left_edge(cast.words, first - 1, set(), {})
    return max(first, limit)


def find_clause_end(cast: Cast, found: Found, phrase: Found) -> int:
    """Return where a phrase ends that only what they say makes a description: "those who |said it pays"."""
    if phrase.last != found.first or phrase.head not in EMPTY_HEADS:
        return phrase.last
    own = (cast.attributions[number] for number in cast.scene.own.get(found.last - 1, ()))
    parts = [cast.words.inside(span) for one in own for span in (*one.cue, *one.content)]
    end = max((last for first, last in parts if first >= found.last), default=phrase.last)
    return end if end - phrase.first <= LONGEST_CLAUSE else phrase.last


def start_thread(cast: Cast, phrase: Found, end: int) -> Thread:
    """Return a new thread that begins with a noun phrase; its description goes on to word `end`."""
    thread = Thread(phrase.kind or Kind.GROUP, plural=phrase.plural)
    words = cast.document.quote(cast.words.span(phrase.first, end))
    thread.descriptions[phrase.first] = " ".join(words.split())
    cast.place(phrase, thread, 0.7)
    return thread
