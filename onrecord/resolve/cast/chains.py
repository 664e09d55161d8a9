"""All mentions of one referent in one article, joined: names, descriptions, pronouns.

In:   a Document, its Segments and, where known, its Attributions: who is quoted helps to tell who "she" is.
Out:  Chains, in order of their first mention.
Not here: finding the mentions (mentions.py), ranking antecedents (antecedents.py), whom a source names (entities.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from onrecord.resolve.cast.antecedents import Scene, count_told, find_antecedent
from onrecord.resolve.cast.documents import place_named_polls
from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.interviews import find_turns
from onrecord.resolve.cast.lexicon import Lexicon, read_lexicon
from onrecord.resolve.cast.mentions import find_mentions
from onrecord.resolve.cast.namekinds import settle_described, settle_speaking
from onrecord.resolve.cast.names import parse_name
from onrecord.resolve.cast.nominals import find_beside, place_description
from onrecord.resolve.cast.organizations import place_organization
from onrecord.resolve.cast.people import place_part_names, place_people
from onrecord.resolve.cast.relatives import find_relative_antecedent
from onrecord.resolve.cast.roles import find_capacity, find_roles
from onrecord.resolve.cast.sources import SourceReading, find_source_spans, read_source
from onrecord.resolve.cast.threads import Thread
from onrecord.resolve.cast.words import Words, split_words
from onrecord.types import Attribution, Chain, Document, Kind, MentionForm, Segments

AUTHOR = "AUTHOR"
Ranker = Callable[[Words, Scene, Found, Iterable[Thread]], tuple[Thread | None, float]]


class Cast:
    """Everyone in one article while they are being told apart: the words, the mentions, the threads."""

    def __init__(
        self,
        document: Document,
        segments: Segments,
        attributions: Sequence[Attribution],
        rank: Ranker = find_antecedent,
    ) -> None:
        self.rank = rank
        self.document = document
        self.lexicon: Lexicon = read_lexicon()
        self.words: Words = split_words(document, segments)
        self.mentions = settle_described(self.words, self.lexicon, find_mentions(self.words, self.lexicon))
        self.attributions = attributions
        self.readings = self.read_sources()
        heads = [head for reading in self.readings if reading for head in reading.heads]
        if speaking := [head.name for head in heads if head.form is MentionForm.NAMED and head.kind is None]:
            self.mentions = settle_speaking(self.words, self.lexicon, self.mentions, speaking)
            self.readings = self.read_sources()
        self.threads: list[Thread] = []
        self.of: dict[tuple[int, int], tuple[Thread, float]] = {}
        self.scene = self.set_scene()
        self.turns: dict[int, Thread | None] = {}
        self.openings: dict[int, list[Found]] = {}
        self.closings: dict[int, list[Found]] = {}
        for found in self.mentions:
            if found.form is MentionForm.NAMED and found.kind is not None:
                for first in {found.first, found.begin}:
                    self.openings.setdefault(first, []).append(found)
                self.closings.setdefault(found.last, []).append(found)

    def read_sources(self) -> list[SourceReading | None]:
        """Return what each source says."""
        spans = (find_source_spans(self.document, attribution) for attribution in self.attributions)
        return [read_source(self.document, self.words, self.lexicon, self.mentions, source) for source in spans]

    def set_scene(self) -> Scene:
        """Return who speaks where."""
        scene = Scene(told=count_told(self.words))
        for number, (attribution, reading) in enumerate(zip(self.attributions, self.readings, strict=True)):
            for span in attribution.content:
                first, last = self.words.inside(span)
                for i in range(first, last):
                    scene.covering.setdefault(i, []).append(number)
                if first < last and self.words.quotation[first] >= 0:
                    scene.direct.add(number)
            seen = (one for one in attribution.pointers if one.field == "speaker")
            scene.pointed[number] = {self.words.inside(one.span)[0]: one.score for one in seen}
            if reading and reading.heads:
                head = reading.heads[0].last - 1
                scene.heads[number] = head
                scene.sources.append(head)
                scene.own.setdefault(head, set()).add(number)
        scene.sources.sort()
        return scene

    def chains(self) -> list[Chain]:
        """Return the threads as chains, in order of their first mention."""
        chains = [thread.chain(self.words) for thread in self.threads if thread.found and not thread.members]
        return sorted(chains, key=lambda chain: chain.mentions[0].span)

    def place(self, found: Found, thread: Thread, score: float = 1.0) -> None:
        """Put a mention into a thread."""
        if found not in thread.found:
            thread.add(found)
            thread.found.sort(key=lambda mention: mention.first)
        if thread not in self.threads:
            self.threads.append(thread)
        self.of[found.first, found.last] = (thread, score)

    def named_at(self, first: int) -> list[Found]:
        """Return the names that begin at a word, their titles included."""
        return self.openings.get(first, [])

    def named_until(self, last: int) -> list[Found]:
        """Return the names that end before a word, a party label or an age after them included."""
        if last > 1 and self.words.lower[last - 1] == ")":
            while last > 1 and self.words.lower[last - 1] != "(":
                last -= 1
            last -= 1
        return self.closings.get(last, [])

    def pair(self, members: tuple[Thread, ...]) -> Thread:
        """Return the thread that stands for several together."""
        for thread in self.threads:
            if set(thread.members) == set(members) and thread.members:
                return thread
        return Thread(Kind.PERSON, plural=True, named=True, members=members)

    def find(self, found: Found) -> tuple[Thread | None, float]:
        """Return the thread of a mention and how sure that is."""
        return self.of.get((found.first, found.last), (None, 0.0))


def build_cast(
    document: Document,
    segments: Segments,
    attributions: Sequence[Attribution] = (),
    rank: Ranker = find_antecedent,
) -> Cast:
    """Return the article's people and things with every mention placed.

    Names come first, over the whole article, since a headline or a lead often has the shorter form; then, from the
    top, descriptions and pronouns, which look back.
    """
    cast = Cast(document, segments, attributions, rank)
    names = [found for found in cast.mentions if found.form is MentionForm.NAMED and found.kind is not None]
    # "Le Pen", "Van Hollen": of two words, but a part all the same.
    parsed = {found: parse_name(found.name) for found in names if found.kind is Kind.PERSON}
    full = {found for found, name in parsed.items() if name.given or name.suffix}
    place_people(cast, [found for found in names if found in full])
    gather_roles(cast)
    place_part_names(cast, [found for found in names if found.kind is Kind.PERSON and found not in full])
    for found in names:
        if found.kind is not Kind.PERSON:
            place_organization(cast, found)
    place_pairs(cast, names)
    gather_roles(cast)
    # By both ends: "the mayor" and "the mayor's office" begin at one word.
    headed = ((reading.heads[0], reading) for reading in cast.readings if reading and reading.heads)
    descriptions = {(head.first, head.last): reading for head, reading in headed}
    later = [found for found in cast.mentions if found.form is not MentionForm.NAMED]
    every = [head for reading in cast.readings if reading for head in reading.heads]
    heads = {(head.first, head.last): head for head in every if head.form is not MentionForm.NAMED}
    later = [heads.get((found.first, found.last), found) for found in later]
    telling = (found for found in cast.mentions if found.form is not MentionForm.NAMED or found.kind is not None)
    known = {(found.first, found.last) for found in telling}
    later += [head for head in every if (head.first, head.last) not in known and head.form is not MentionForm.NAMED]
    place_named_sources(cast, [head for head in every if head.form is MentionForm.NAMED])
    for found in later:
        if found.form is MentionForm.NOMINAL:
            thread, score = find_beside(cast, found)
            if thread is not None:
                cast.place(found, thread, score)
    place_named_polls(cast, later, descriptions)
    for found in sorted(later, key=reading_order):
        if found.form is MentionForm.NOMINAL:
            place_description(cast, found, descriptions.get((found.first, found.last)))
        else:
            place_pronoun(cast, found)
    cast.turns = find_turns(cast)
    for found in later:
        if found.form is MentionForm.PRONOMINAL and found.gender == "1":
            place_first_person(cast, found)
        elif found.gender == "2":
            place_second_person(cast, found)
    return cast


def place_named_sources(cast: Cast, heads: list[Found]) -> None:
    """Put the names that only the bounds of a source made names into threads."""
    unplaced = [head for head in heads if cast.find(head)[0] is None]
    place_people(cast, [head for head in unplaced if head.kind is Kind.PERSON])
    for head in unplaced:
        if head.kind is not Kind.PERSON:
            place_organization(cast, head)


def gather_roles(cast: Cast) -> None:
    """Note on each person's thread what the article says of them; again, when part names have joined."""
    for thread in cast.threads:
        if thread.kind is Kind.PERSON and not thread.members:
            roles = (
                role for found in thread.found for role in find_roles(cast.document, cast.words, cast.lexicon, found)
            )
            thread.roles = list(dict.fromkeys(roles))


def reading_order(found: Found) -> tuple[int, bool, int]:
    """Return where a mention is read: "his" before "his lawyer", whose owner it tells."""
    return found.first, found.form is not MentionForm.PRONOMINAL, -found.last


def place_pairs(cast: Cast, names: list[Found]) -> None:
    """Put "Okafor and Lund" into a thread of both, for "they" to point to."""
    people = [found for found in names if found.kind is Kind.PERSON]
    for one, other in zip(people, people[1:], strict=False):
        start = other.begin
        first = one.begin
        if cast.words.lower[one.last : start] == ["and"]:
            members = tuple(thread for found in (one, other) if (thread := cast.find(found)[0]) is not None)
            if len(set(map(id, members))) == 2:
                both = Found(first, other.last, MentionForm.NOMINAL, Kind.PERSON, "", True, "", (), definite=True)
                cast.place(both, cast.pair(members))


def place_pronoun(cast: Cast, found: Found) -> None:
    """Put a pronoun of the third person, or a relative, into the thread it points to."""
    if found.gender in ("1", "2"):
        return
    if found.gender == "r":
        thread, score = find_relative_antecedent(cast, found)
    else:
        thread, score = cast.rank(cast.words, cast.scene, found, cast.threads)
    if thread is not None:
        cast.place(found, thread, score)
        if found.head in ("his", "her") and thread.kind is Kind.PERSON:
            thread.roles += find_capacity(cast.document, cast.words, cast.lexicon, found)


def place_first_person(cast: Cast, found: Found) -> None:
    """Put "I" or "we" with whoever says it.

    The speaker of the innermost content around it, else whose turn in an interview it is, else the author.
    """
    covering = cast.scene.covering.get(found.first, ())
    sizes = []
    for number in covering:
        reading = cast.readings[number]
        if reading and reading.heads and reading.heads[0] != found:
            size = sum(len(span) for span in cast.attributions[number].content)
            thread = cast.find(reading.heads[0])[0]
            if thread is not None:
                sizes.append((size, number, thread))
    if sizes:
        cast.place(found, min(sizes, key=lambda item: item[:2])[2], 0.9)
    elif (speaker := cast.turns.get(cast.words.paragraph[found.first])) is not None:
        cast.place(found, speaker, 0.8)
    elif cast.words.quotation[found.first] < 0:
        author = next((thread for thread in cast.threads if thread.kind is Kind.AUTHOR), None)
        cast.place(found, author or Thread(Kind.AUTHOR, named=True, names={(AUTHOR,): 1}), 0.9)


def place_second_person(cast: Cast, found: Found) -> None:
    """Put the "you" of an interview's question with whoever answers it."""
    paragraph = cast.words.paragraph[found.first]
    if cast.turns.get(paragraph, found) is None and cast.words.quotation[found.first] < 0:
        answers = (cast.turns[later] for later in sorted(cast.turns) if later > paragraph)
        if (speaker := next(filter(None, answers), None)) is not None:
            cast.place(found, speaker, 0.8)


def find_chains(document: Document, segments: Segments, attributions: Sequence[Attribution] = ()) -> list[Chain]:
    """Return everyone and everything in the article that can speak, each with all its mentions.

    "Ada Okafor, the mayor, resigned. She said Okafor & Co. was closed."
        Ada Okafor   person         Ada Okafor, the mayor, She
        Okafor & Co. organization   Okafor & Co.
    """
    cast = build_cast(document, segments, attributions)
    return cast.chains()
