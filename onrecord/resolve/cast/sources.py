"""What a source span says: a pronoun, a name or several, or a description.

In:   the spans of a source, and the mentions of the article.
Out:  SourceReading: the mentions that are its heads, and its words as a description.
Not here: who they are (chains.py, entities.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.resolve.cast.descriptions import EACH, TRAIL, is_thing, make_description
from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.kinds import ORG_HEADS, PARTY
from onrecord.resolve.cast.lexicon import Lexicon, read_class
from onrecord.resolve.cast.mentions import PRONOUNS
from onrecord.resolve.cast.several import divide_joined, find_members, find_others
from onrecord.resolve.cast.wholenames import find_body_behind, find_told_name, find_whole_name
from onrecord.resolve.cast.words import POSSESSIVE_MARKS, Words, is_participle
from onrecord.types import Attribution, Document, Kind, MentionForm, Span

# Before the noun phrase proper.
LEAD = read_class("source_lead")
# A noun phrase ends before these.
BASE_END = read_class("base_end")
COLLECTIVES = ("group", "team", "coalition", "bunch")
# What somebody says, standing for who says it: "his words", "Okafor's account".
OWN_WORDS = ("word", "words", "remark", "remarks", "comment", "comments", "account", "rhetoric", "recollection")
NO_SOURCE = {"said", "says", "wrote", "told", "according", "to"}
# Before a number: "more than six in 10", "just over a quarter".
ABOUT = ("more", "less", "fewer", "than", "at", "least", "about", "nearly", "almost", "roughly", "just", "only", "over")
ORDINALS = frozenset(["first", "second", "third", "last", "latest", "next", "only", "one"])
# "Lund and Okafor, both of whom": no fewer than those just named.
WHOLE = ("all", "both", "each", "most", "many")
MANY = ("most", "many", "some", "other", "several", "few", "all", "these", "those")
# What tells more of those already described: "an aide|, who asked not to be named", "members of the panel| - a
# collection of aides", "the Oromos|, a people of the south". "The man who", "critics, including Lund" say who is meant.
ASIDE = re.compile(r",\s+(?:who|which|whose|whom|a|an|the|all|some|many|most)\s|\s+[-–—]+\s(?!and\b|or\b|but\b)")


@dataclass(frozen=True, slots=True)
class SourceReading:
    """`heads` are the mentions behind the source; `words` the stretch of words without lead and trail.

    `description` is the source as written, for those who have no name; `also` are further unnamed ones beside named
    ("other senior Republicans" in "Pence and other senior Republicans").
    """

    heads: tuple[Found, ...]
    words: tuple[int, int]
    description: str
    also: tuple[str, ...] = ()


def find_source_spans(document: Document, attribution: Attribution) -> tuple[Span, ...]:
    """Return the spans of a source; those of the cue where the two changed places: "{source said} {cue Okafor}"."""
    written = {word for span in attribution.source for word in document.quote(span).lower().split()}
    return attribution.cue if attribution.cue and written and written <= NO_SOURCE else attribution.source


def read_source(
    document: Document, words: Words, lexicon: Lexicon, mentions: list[Found], spans: tuple[Span, ...]
) -> SourceReading | None:
    """Return what a source says, or None where its spans hold no word.

    "Rep. Adam Schiff, D-CA,"                      one head: Adam Schiff
    "Sens. Jon Tester (D-Mont.) and David Vitter"  two
    "Sessions' spokeswoman"                        a description; Sessions is no head
    "An attorney for Okafor, Mark Lund,"           Mark Lund
    """
    pieces = [strip_edges(words, lexicon, *cut_infinitive(words, *words.inside(span))) for span in spans]
    pieces = [(first, last) for first, last in pieces if first < last]
    if not pieces:
        return None
    first, last = pieces[0]
    first += is_pairing(words, lexicon, first, last)
    reading = read_phrase(document, words, lexicon, mentions, pieces, first, last)
    single = reading is not None and len(reading.heads) < 2 and not reading.also
    inside = [found for found in mentions if first <= found.first and found.last <= last]
    return (single and read_joined(document, words, lexicon, inside, first, last)) or reading


def read_phrase(
    document: Document,
    words: Words,
    lexicon: Lexicon,
    mentions: list[Found],
    pieces: list[tuple[int, int]],
    first: int,
    last: int,
) -> SourceReading | None:
    """Return what a source says whose first piece is words first up to last, those joined to a description apart."""
    description = cut_aside(" ".join(" ".join(document.quote(words.span(a, b)) for a, b in pieces).split()))
    inside = [found for found in mentions if first <= found.first and found.last <= last]
    if heads := find_pronoun_heads(words, lexicon, inside, first, last):
        return SourceReading(heads, (first, last), description)
    if is_pronoun_source(words, first, last):
        return SourceReading((), (first, last), description)
    head = choose_head(words, lexicon, inside, first, last)
    if head.head in OWN_WORDS and (owner := find_author(words, inside, first, head.last)) is not None:
        return SourceReading((owner,), (first, last), description)
    if head.form is not MentionForm.NAMED:
        end, members = find_members(document, words, lexicon, inside, head, last)
        if not members:
            return SourceReading((head,), (first, last), description)
        heads = members if end is None else (head, *members)
        last = end or last
        return SourceReading(heads, (first, last), " ".join(document.quote(words.span(first, last)).split()))
    heads, also = find_others(document, words, lexicon, inside, head, last)
    if also and head.kind is not Kind.PERSON and len(heads) == 1:
        # "White House and Pentagon spokesmen": the noun at the end is both's.
        return SourceReading((make_description(words, lexicon, first, last, last),), (first, last), description)
    for a, b in pieces[1:]:
        beside = [found for found in mentions if a <= found.first and found.last <= b]
        found = find_head_mention(words, lexicon, beside, a, b)
        if found and found.form is MentionForm.NAMED and len(heads) + len(also) == 1:
            heads += (found,)
        elif found and found.form is MentionForm.NOMINAL and found.plural and not also:
            also = (document.quote(words.span(found.first, b)),)
    return SourceReading(heads, (first, last), description, also)


def read_joined(
    document: Document, words: Words, lexicon: Lexicon, inside: list[Found], first: int, last: int
) -> SourceReading | None:
    """Return several of whom one has a name or a pronoun: "she and her aides", "the port and union leaders".

    None for others. Who is one and known by a name, a pronoun or "the" is a head; the others are told as written.
    """
    heads: list[Found] = []
    also: list[str] = []
    for begin, end in divide_joined(words, inside, first, last):
        begin, end = strip_edges(words, lexicon, begin, end)
        within = [found for found in inside if begin <= found.first and found.last <= end]
        pronoun = find_pronoun_heads(words, lexicon, within, begin, end)
        head = pronoun[0] if pronoun else choose_head(words, lexicon, within, begin, end)
        named = any(found.form is MentionForm.NAMED for found in within)
        if head.form is MentionForm.NAMED and head.kind is None:
            return None  # "the Democratic |and the Republican platforms"
        if head.form is not MentionForm.NOMINAL or (head.definite and not head.plural):
            heads.append(head)
        elif head.plural and not named:
            also.append(" ".join(document.quote(words.span(begin, end)).split()))
        else:
            return None  # "Okafor |and a party leader", "the White House |and Pentagon spokesmen"
    told = [head for head in heads if head.form is not MentionForm.NOMINAL]
    if not told or not (also or len(told) < len(heads) or told[0].form is MentionForm.PRONOMINAL):
        return None
    description = " ".join(document.quote(words.span(heads[0].first, heads[0].last)).split())
    return SourceReading(tuple(heads), (first, last), description, tuple(also))


def cut_aside(description: str) -> str:
    """Return a description without what only tells more of the one described.

    "a senior official, who asked not to be named"    a senior official
    "the man who called", "critics, including Lund"   whole
    """
    aside = ASIDE.search(description)
    return description[: aside.start()] if aside and aside.start() > 3 else description


def find_author(words: Words, inside: list[Found], first: int, last: int) -> Found | None:
    """Return whose words they are: "Okafor" of "Okafor's account", "his" of "his own words"."""
    named = (found for found in inside if found.form is MentionForm.NAMED and found.kind is Kind.PERSON)
    owners = [found for found in named if found.last < last and words.lower[found.last] in POSSESSIVE_MARKS]
    pronouns = (found for found in inside if found.first == first and found.form is MentionForm.PRONOMINAL)
    return next(pronouns, None) or (owners[-1] if owners else None)


def is_pairing(words: Words, lexicon: Lexicon, first: int, last: int) -> bool:
    """True for the "neither" of "Neither Okafor nor Lund", the "both" of "both the Guild and the League"."""
    joined = not {"and", "nor", "or"}.isdisjoint(words.lower[first:last])
    if words.lower[first] not in ("neither", "both", "either") or not joined:
        return False
    name = first + 1 + (words.lower[first + 1] == "the")
    return name < last and words.text[name][0].isupper() and words.lower[name] not in PARTY


def find_pronoun_heads(
    words: Words, lexicon: Lexicon, inside: list[Found], first: int, last: int
) -> tuple[Found, ...]:
    """Return the pronoun that is the source, with the name beside it in "She and Jack Lund"; () for other sources."""
    if words.lower[first] in PRONOUNS and words.lower[first + 1 : min(first + 2, last)] == ["and"]:
        other = find_head_mention(words, lexicon, [found for found in inside if found.first > first], first + 2, last)
        if other is None or other.form is not MentionForm.NAMED or inside[0].form is not MentionForm.PRONOMINAL:
            return ()
        return inside[0], other
    if words.lower[first] == "you" and last - first == 1:
        return (Found(first, last, MentionForm.PRONOMINAL, None, "2", False, "you", (), definite=True),)
    if words.lower[first + 1 : last] == ["of", "whom"] and words.lower[first] in WHOLE:
        return (Found(first, last, MentionForm.PRONOMINAL, None, "r", False, "whom", (), definite=True),)
    if not is_pronoun_source(words, first, last):
        return ()
    if words.lower[first] == "that":
        return (Found(first, first + 1, MentionForm.PRONOMINAL, None, "r", False, "that", (), definite=True),)
    return tuple(found for found in inside if found.first == first and found.form is MentionForm.PRONOMINAL)


def choose_head(words: Words, lexicon: Lexicon, inside: list[Found], first: int, last: int) -> Found:
    """Return the mention that a source is about.

    "mogul and television star Mary Ng"    Mary Ng: both descriptions are hers
    "Okafor joined other senators"         Okafor: whoever opens the source, where it holds a verb
    "Okafor Slams Mayor"                   Okafor: the same in a headline
    """
    if (name := find_whole_name(words, lexicon, inside, first, last)) is not None:
        return name
    if (name := find_told_name(words, inside, first)) is not None:
        return name
    head = find_head_mention(words, lexicon, inside, first, last)
    people = [found for found in inside if found.form is MentionForm.NAMED and found.kind is Kind.PERSON]
    if head is not None and head.form is MentionForm.NOMINAL:
        if head.kind is Kind.PERSON and words.lower[head.last : head.last + 1] == ["and"]:
            led = (found for found in people if found.last == last and words.lower[found.first - 1] in lexicon.nouns)
            head = next(led, head)
        opening = next((found for found in people if found.begin == first), None)
        headline = words.sentence[first] in words.headlines
        if opening and opening.last < last and words.lower[opening.last] not in POSSESSIVE_MARKS:
            head = opening if headline or head.first > first else head
    if head is None:
        head = make_description(words, lexicon, first, find_base_end(words, inside, first, last), last)
    if head.head in COLLECTIVES and words.lower[head.last : head.last + 1] == ["of"]:
        head = replace(head, kind=Kind.GROUP)
    if head.form is MentionForm.NOMINAL and words.lower[head.first] in EACH:
        head = replace(head, kind=Kind.GROUP)
    return read_people(words, lexicon, head) if head.form is MentionForm.NAMED else head


def read_people(words: Words, lexicon: Lexicon, head: Found) -> Found:
    """Return a name that only means people as a description of them: "Most Millennials", "the Dutch", "Proponents"."""
    word, before = head.name[0].lower(), words.lower[head.first - 1] if head.first else ""
    if head.kind is not None or len(head.name) > 1 or word in lexicon.places or word in lexicon.organizations:
        return head
    many = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    nation = before == "the" and word in lexicon.demonyms and word.endswith(("s", "ese", "ish", "ch"))
    opens = [i for i, text in enumerate(words.text) if text == head.name[0] and i != words.first[words.sentence[i]]]
    if not nation and not (many and (before in MANY or not opens)):
        return head
    first = head.first - (nation or before in MANY)
    return Found(first, head.last, MentionForm.NOMINAL, Kind.GROUP, "", True, word.removesuffix("s"), ())


def is_pronoun_source(words: Words, first: int, last: int) -> bool:
    """True where the source is a pronoun: "he", "they all", "who, like his rival,"; not "his lawyer"."""
    if words.lower[first] not in PRONOUNS and words.lower[first] != "that":
        return False
    rest = words.lower[first + 1 : last]
    return not rest or rest[0] in (",", "(", "who", "—", "–") or all(word in TRAIL for word in rest)


def strip_edges(words: Words, lexicon: Lexicon, first: int, last: int) -> tuple[int, int]:
    """Return the stretch without what leads in ("according to") and what trails (commas, a possessive)."""
    if first >= last:
        return first, last
    if words.lower[first] == "neither" and "nor" in words.lower[first:last]:
        first += 1
    while first < last - 1 and words.lower[first] in LEAD and words.lower[first + 1] != "least":
        noun = lexicon.nouns.get(words.lower[first + 1])
        if words.lower[first] == "that" and noun is not None and not noun.plural:
            break  # "that person" is one description
        first += 1
    while last - 1 > first and words.lower[last - 1] in TRAIL:
        last -= 1
    return first, last


def cut_infinitive(words: Words, first: int, last: int) -> tuple[int, int]:
    """Return the stretch without an infinitive that a verb of thinking left there: "critics | to be a spy".

    Not where it tells who is meant: "the first woman to be elected".
    """
    if not ORDINALS.isdisjoint(words.lower[first:last]):
        return first, last
    cut = (i for i in range(first + 1, last - 1) if words.lower[i] == "to" and words.lower[i + 1] in ("be", "have"))
    return first, next(cut, last)


def find_base_end(words: Words, inside: list[Found], first: int, last: int) -> int:
    """Return the word after the base noun phrase that begins at `first`: "the head | of the panel"."""
    names = [found for found in inside if found.form is MentionForm.NAMED]
    covered = {i for name in names for i in range(name.begin, name.last)}
    while first < last - 2 and words.lower[first] in ABOUT:
        first += 1
    opening = [found for found in inside if found.form is MentionForm.NOMINAL and found.first == first]
    nouns = {found.last for found in opening}
    covered.update(i for found in opening for i in range(found.first, found.last))  # "Okafor's close friends"
    for i in range(first + 1, last):
        participle = i in nouns and (words.lower[i].endswith("ing") or is_participle(words.text[i]))
        if i not in covered and (participle or words.lower[i] in BASE_END):
            return i
    return last


def find_head_mention(
    words: Words, lexicon: Lexicon, inside: list[Found], first: int, last: int
) -> Found | None:
    """Return the mention at the end of the base noun phrase, or the name that explains it after a comma."""
    base = find_base_end(words, inside, first, last)
    while base - 1 > first and words.lower[base - 1] in TRAIL:
        base -= 1
    if words.lower[base : base + 1] == ["("] and (found := find_after_bracket(words, inside, base, last)):
        return found
    ending = [found for found in inside if found.last == base]
    if names := [found for found in ending if found.form is MentionForm.NAMED and found.kind is not None]:
        return names[-1]
    opening = next((found for found in inside if found.first == first and found.form is MentionForm.NOMINAL), None)
    descriptions = [found for found in ending if found.form is MentionForm.NOMINAL]
    told = opening or next(iter(descriptions), None) or lexicon.nouns.get(words.lower[base - 1])
    one = told is not None and told.kind is Kind.PERSON and not told.plural
    if told is not None and told.kind is Kind.ORGANIZATION and not told.plural:
        body = find_body_behind(words, inside, base, last)
        if body is not None:
            return body
    apposed = [
        found
        for found in inside
        # "clinic and advocacy manager Mary Ng": nobody else stands before her.
        if is_apposed(words, lexicon, found, first, last, one or all(other.last >= found.first for other in inside))
        or (one and found.last == last and is_closed_before(words, lexicon, found))
    ]
    if apposed and (not descriptions or not descriptions[0].plural) and base > first:
        return apposed[0]
    if descriptions:
        return descriptions[0]
    unknown = [found for found in ending if found.form is MentionForm.NAMED]
    return unknown[-1] if unknown else None


def find_after_bracket(words: Words, inside: list[Found], first: int, last: int) -> Found | None:
    """Return the person whose title goes on behind a bracket: "Lund County | (Ohio) Sheriff Mary Ng"."""
    closing = next((i for i in range(first, last) if words.lower[i] == ")"), last)
    people = (found for found in inside if found.kind is Kind.PERSON and found.title)
    return next((found for found in people if found.title and found.title[0] == closing + 1), None)


def is_apposed(words: Words, lexicon: Lexicon, found: Found, first: int, last: int, one: bool) -> bool:
    """True for a person's name that explains what stands before it.

    "An attorney for Okafor, Mark Lund,"   "one critic, the radio host Mark Lund,"   "a chief of staff Mark Lund"

    `one` tells that the source opens with one person, who "and" goes on to describe: "a mogul and rival Mark Lund".
    """
    if found.kind is not Kind.PERSON or found.form is not MentionForm.NAMED:
        return False
    if found.last < last and words.lower[found.last] not in BASE_END:
        return False
    before = found.begin - 1
    noun = lexicon.nouns.get(words.lower[before]) if before >= first else None
    aged = before > first and words.lower[before].endswith("-old")  # "one of the two, 19-year-old Mark Lund"
    told = found.title or aged or (noun and noun.kind is Kind.PERSON)
    if told or (before > first and is_of_office(words, before - 1)):
        while before >= first and (words.lower[before] not in BASE_END or is_of_office(words, before)):
            before -= 1
    return before < first or words.lower[before] in ",—–:" or (one and words.lower[before] == "and")


def is_closed_before(words: Words, lexicon: Lexicon, found: Found) -> bool:
    """True for a person's full name behind a place, a body or a thing that the description of that person ends with.

    "the senator from Ohio |Mary Ng"   "the head of the Tax Board |Mary Ng"   "an author of the study |Mary Ng"
    "an aide to Ohio |Gov. Mary Ng", "a friend of billionaire |Mary Ng"       no
    """
    if found.kind is not Kind.PERSON or len(found.name) < 2:
        return False
    before = words.lower[found.first - 1]
    noun = lexicon.nouns.get(before)
    thing = before in ORG_HEADS or is_thing(before) or before.endswith("ing")
    if found.title:
        return thing
    capital = words.text[found.first - 1][0].isupper() and before not in lexicon.titles
    determined = noun is not None and words.lower[found.first - 2] in ("the", "this") and noun.kind is not Kind.PERSON
    return capital or thing or determined


def is_of_office(words: Words, i: int) -> bool:
    """True for the "of" of "chief of staff", "secretary of state"."""
    return words.lower[i] == "of" and words.lower[i + 1] in ("staff", "state", "defense")
