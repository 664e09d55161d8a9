"""What may be the channel of each statement, and what speaks for each candidate.

In:   the Passages of one article in order of the text, their speakers, the chains, and the Scenes the rules propose.
Out:  for a statement its Candidates, each with its signs by name.
Not here: which phrases are candidates (venues.py); what the signs weigh and which candidate is taken (choices.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.resolve.telling.channels import CLAUSE
from onrecord.resolve.telling.cues import decide_cue, find_cues
from onrecord.resolve.telling.occasions import is_past
from onrecord.resolve.telling.passages import Passage, cut_span, find_edges, find_home, is_means
from onrecord.resolve.telling.phrases import DETERMINERS
from onrecord.resolve.telling.pointing import find_unknown, weigh_pointers
from onrecord.resolve.telling.scenes import SEVERAL, Scene
from onrecord.resolve.telling.venues import Named, find_named, find_verb
from onrecord.resolve.wordlists import word_set
from onrecord.types import Act, Chain, Document, Segments, Span, Speaker

# "the interview", "that speech": named before, in more words.
DEFINITE = word_set("the that this his her their its")
PRONOUNS = word_set("he she they i who we him her them it")
TIME = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|"
    r"November|December|earlier|later|last (?:week|month|year|night)|in (?:19|20)\d\d|yesterday|recently|previously)\b"
)
GOES_ON = re.compile(r"\b(?:add|continu|conclud|went on|go on|goes on|further|also)", re.I)
WORD = re.compile(r"\w+")
# Cues that tell more than their act: who "wrote" did so somewhere.
TELLING_CUES = word_set("say tell write add ask")
# Paragraphs without a word of an occasion after which it is no candidate any more.
REACH = 3
# Sentences further on in which a channel may still be named for the first time.
AHEAD = 2


@dataclass(slots=True, eq=False)
class Venue:
    """One act, place or medium over an article.

    `span` has the words it was first named with; `named` is every place that names it, in order, `starts` where those
    begin; `held` are the numbers of the statements made through it, `people` their speakers. `several` is True for
    what is no one occasion: "past interviews".
    """

    span: Span
    kind: str
    head: str
    named: list[Named] = field(default_factory=list)
    held: list[int] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    several: bool = False
    starts: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A venue for one statement, with the signs for and against it.

    `own` is True where the statement's own sentence names it, `proposed` where the rules take it; `pointed` is what the
    tagger says for it.
    """

    venue: Venue
    signs: tuple[str, ...]
    own: bool
    proposed: bool = False
    pointed: float = 0.0


@dataclass(frozen=True, slots=True)
class Traits:
    """What a statement shows by itself, whatever it was made through; `paragraph` is a number."""

    cue: str
    quotation: str
    tense: str
    source: str
    timed: bool
    headline: bool
    goes_on: bool
    nested: bool
    paragraph: int


class Venues:
    """The venues of one article while the channels of its statements are decided, in order of the text."""

    def __init__(
        self,
        document: Document,
        segments: Segments,
        passages: Sequence[Passage],
        speakers: Sequence[Speaker | None],
        chains: Sequence[Chain],
        scenes: Sequence[Scene],
    ) -> None:
        self.document, self.segments, self.passages, self.scenes = document, segments, passages, scenes
        self.people = [frozenset(speaker.names) if speaker else frozenset() for speaker in speakers]
        self.paragraphs = [span.start for span in segments.paragraphs]
        self.sentences = [span.start for span in segments.sentences]
        self.bearers = sorted((mention.span.start, chain.name) for chain in chains for mention in chain.mentions)
        self.venues = self._find_venues()
        self.named = sorted(
            (start, number)
            for number, venue in enumerate(self.venues) if venue.kind != "at"
            for start in venue.starts
        )
        self.traits = [self._read_traits(number) for number in range(len(passages))]
        self.before = [
            next((n for n in reversed(range(number)) if self.people[n] & self.people[number]), None)
            for number in range(len(passages))
        ]
        self.homes: dict[int, tuple[frozenset[str], str, tuple[Span, ...]]] = {}
        self.decided: list[Venue | None] = []

    def find_candidates(self, number: int) -> list[Candidate]:
        """Return what statement `number` may have been said through."""
        passage = self.passages[number]
        start, end = min(passage.start, passage.sentence.start), max(passage.end, passage.sentence.end)
        traits = self.traits[number]
        thinks = traits.cue == f"cue {Act.BELIEVE}"
        found = []
        for venue in self.venues:
            near = venue.named[bisect_left(venue.starts, start) : bisect_left(venue.starts, end)]
            first = venue.starts[0]
            if near and thinks:  # "hopes to win in the debate"
                continue
            if near:
                signs = [sign for named in near for sign in self._describe_own(number, venue, named)]
                signs += self._describe_held(number, venue, "own, ") if venue.held else ["own, new"]
                found.append(Candidate(venue, tuple(dict.fromkeys(signs)), True))
            elif venue.several:
                continue
            elif (venue.held or first < start) and self._distance(number, venue) <= REACH:
                found.append(Candidate(venue, tuple(self._describe_held(number, venue, "")), False))
            elif first >= end and bisect_right(self.sentences, first) - bisect_right(self.sentences, end - 1) <= AHEAD:
                lead = venue.named[0].lead
                same = passage.paragraph.contains(venue.named[0].span)
                signs = ["ahead", f"ahead, {lead} {venue.kind}", f"ahead, same paragraph {same}"]
                found.append(Candidate(venue, tuple(signs), False))
        if verb := find_verb(passage):
            others = any(candidate.own for candidate in found)
            signs = ["verb", f"verb {verb.head}", f"verb, others named {others}", f"verb, {passage.quotation}"]
            fresh = Venue(verb.span, "verb", verb.head, [verb], starts=[verb.span.start])
            found.append(Candidate(fresh, tuple(signs), True))
        return self._point(number, self._mark_proposed(found, self.scenes[number].channel))

    def _point(self, number: int, found: list[Candidate]) -> list[Candidate]:
        """Return the candidates with what the tagger says for each; what it alone sees joins them."""
        passage = self.passages[number]
        attribution = passage.attribution
        here = [[named.span for named in one.venue.named] for one in found]
        weighed = [
            # What the tagger took for content it never points at.
            one if any(is_means(passage, span) for span in spans)
            else replace(one, pointed=weigh_pointers(attribution, "channel", spans, one.own))
            for one, spans in zip(found, here, strict=True)
        ]
        for pointer in find_unknown(passage, "channel", [span for spans in here for span in spans]):
            head = (self._words(pointer.span) or [""])[-1]
            named = Named(pointer.span, "phrase", head, "")
            venue = Venue(pointer.span, "phrase", head, [named], starts=[pointer.span.start])
            pointed = weigh_pointers(attribution, "channel", [pointer.span], True)
            weighed.append(Candidate(venue, ("pointed alone",), True, pointed=pointed))
        return weighed

    def decide(self, number: int, venue: Venue | None) -> None:
        """Keep what was decided for a statement, for those that follow."""
        self.decided.append(venue)
        if venue is not None:
            venue.held.append(number)
            venue.people |= self.people[number]
            if venue not in self.venues:
                self.venues.append(venue)

    def _find_venues(self) -> list[Venue]:
        """Return every act, place and medium the article names; "the interview" is the one named before."""
        starts = [start for passage in self.passages for start in find_edges(passage)]
        venues: list[Venue] = []
        for sentence in self.segments.sentences:
            for piece in cut_span(sentence, starts):
                for named in find_named(self.document.text, piece):
                    known = next((venue for venue in reversed(venues) if self._is_same(venue, named)), None)
                    if known:
                        known.named.append(named)
                        known.starts.append(named.span.start)
                    else:
                        several = bool(SEVERAL.match(self.document.quote(named.span)))
                        start = [named.span.start]
                        venues.append(Venue(named.span, named.kind, named.head, [named], several=several, starts=start))
        return venues

    def _is_same(self, venue: Venue, named: Named) -> bool:
        if named.kind != "medium" and venue.head != named.head:
            return False
        words, theirs = self._words(named.span), self._words(venue.span)
        if named.kind == "medium":
            return words == theirs
        return words[0] in DEFINITE and set(words[1:]) <= set(theirs)

    def _mark_proposed(self, found: list[Candidate], proposed: Span | None) -> list[Candidate]:
        """Return the candidates with the one marked that the rules take; it joins them where none has its words."""
        if proposed is None:
            return found
        words = set(self._words(proposed))
        shares = [len(words & set(theirs)) / len(words | set(theirs)) if theirs else 0.0
                  for theirs in (self._words(one.venue.span) for one in found)]
        best = max(range(len(found)), key=lambda n: (shares[n], found[n].own), default=None)
        if best is None or shares[best] < 0.5:
            venue = Venue(proposed, "phrase", "", [Named(proposed, "phrase", "", "")], starts=[proposed.start])
            return [*found, Candidate(venue, ("proposed",), True, True)]
        one = found[best]
        signs = (*one.signs, "proposed", f"proposed, own {one.own}, {one.venue.kind}")
        return [*found[:best], Candidate(one.venue, signs, one.own, True), *found[best + 1 :]]

    def _read_traits(self, number: int) -> Traits:
        """Return the traits of one statement."""
        passage = self.passages[number]
        low = passage.source.lower()
        here = self.document.quote(passage.sentence)
        content = passage.attribution.content[0]
        recent = self.passages[max(0, number - 4) : number]
        return Traits(
            read_cue(passage), str(passage.quotation), "past" if is_past(passage) else "present",
            "none" if not low else "pronoun" if low in PRONOUNS else "name",
            bool(TIME.search(here)), passage.sentence.start < 3, bool(GOES_ON.search(passage.cue)),
            any(part.contains(content) for other in recent for part in other.attribution.content),
            bisect_right(self.paragraphs, passage.start),
        )

    def _describe_own(self, number: int, venue: Venue, named: Named) -> Iterator[str]:
        """Give the signs of a channel that the statement's own sentences name."""
        passage, traits = self.passages[number], self.traits[number]
        text, span = self.document.text, named.span
        where = self._locate(passage, span)
        cue = passage.attribution.cue or passage.attribution.source or passage.attribution.content
        between = text[cue[-1].end : span.start] if span.start >= cue[-1].end else text[span.end : cue[0].start]
        if where in ("after", "before"):
            for said in passage.attribution.content:
                between = between.replace(text[said.start : said.end], "")
        lead, kind = named.lead or "nothing", named.kind
        first = text[span.start : span.end].split()[0].lower()
        article = first if first in DETERMINERS else "bare"
        distance = len(WORD.findall(between))
        far = "near" if distance < 3 else "close" if distance < 8 else "far" if distance < 16 else "very far"
        clause = "apart" if CLAUSE.search(between) else "together"
        yield from (f"own, {sign}" for sign in (
            where, f"{where}, {lead}", f"{where}, {kind}", f"head {named.head}", f"{where}, {lead}, {kind}",
            f"{where}, {clause}", f"{where}, {far}", f"{where}, {kind}, {clause}, {far}", f"{lead}, {named.head}",
            f"{where}, {article}", f"same sentence {passage.sentence.contains(span)}", f"{where}, {traits.cue}",
            traits.quotation, f"{where}, source {bool(passage.attribution.source)}",
        ))
        if where in ("before", "after"):
            yield f"own, {lead}, {clause}, {far}"
            yield f"own, opens the sentence {span.start - passage.sentence.start < 25}, {lead}"

    def _locate(self, passage: Passage, span: Span) -> str:
        """Return in which part of an attribution a channel stands, or on which side of its cue."""
        attribution = passage.attribution
        for role in ("cue", "source", "content"):
            if any(part.overlaps(span) for part in getattr(attribution, role)) and not is_means(passage, span):
                return role
        if any(said.overlaps(span) for said in passage.said):
            return "another content"
        anchors = attribution.cue or attribution.source or attribution.content
        return "after" if span.start >= anchors[-1].end else "before"

    def _describe_held(self, number: int, venue: Venue, prefix: str) -> Iterator[str]:
        """Give the signs of what was named or decided before."""
        traits = self.traits[number]
        far = self._distance(number, venue)
        gap = f"{far} paragraphs"
        last = self.before[number]
        mine = "first" if last is None else self._compare(last, venue)
        before = self._compare(number - 1, venue) if number else "first"
        state = f"mine {mine}, before {before}" if venue.held else self._describe_unused(number, venue)
        quotation, tense, cue, since = traits.quotation, traits.tense, traits.cue, self._since(number, venue)
        known = bool(venue.people & self.people[number])
        yield from dict.fromkeys(f"{prefix}{sign}" for sign in (
            "held", state, f"{state}, {gap}", f"{state}, {quotation}", f"{state}, {tense}", f"{state}, {venue.kind}",
            f"head {venue.head}", f"{state}, {gap}, {quotation}", f"{gap}, {tense}, {quotation}", f"mine {mine}",
            f"mine {mine}, {venue.kind}, {gap}", cue, f"{state}, {cue}", f"{state}, source {traits.source}",
            f"{state}, since {since}", f"since {since}",
            f"known {known}, {venue.kind}", f"{state}, head {venue.head}",
            f"times {min(len(venue.held), 3)}, {state}", f"{state}, time {traits.timed}",
            f"headline {traits.headline}", f"goes on {traits.goes_on}, {state}",
            f"{venue.kind}, {quotation}, {tense}", f"known {known}, head {venue.head}", f"known {known}, {state}",
            f"told {self._compare_addressee(number, venue)}, {state}", f"nested {traits.nested}, {state}",
        ))

    def _describe_unused(self, number: int, venue: Venue) -> str:
        """Return how a venue was last named through which nothing has been said yet."""
        named = venue.named[max(bisect_left(venue.starts, self.passages[number].start) - 1, 0)]
        names, home, contents = self._read_home(named)
        there = "speaker there" if names & self.people[number] else "speaker elsewhere"
        if any(part in self.passages[number].said for part in contents):
            home = "in content"
        return f"unused, {there}, {home}, {named.lead}"

    def _read_home(self, named: Named) -> tuple[frozenset[str], str, tuple[Span, ...]]:
        """Return who is named in the sentence that names a venue, whether in a statement, in which contents."""
        start = named.span.start
        if start not in self.homes:
            sentence = find_home(self.segments.sentences, start) or named.span
            low, high = (bisect_left(self.bearers, (edge, "")) for edge in (sentence.start, sentence.end))
            names = frozenset(name for _, name in self.bearers[low:high])
            beside = any(passage.start <= start < passage.end for passage in self.passages)
            home = "beside a statement" if beside else "in no statement"
            said = {part for passage in self.passages for part in passage.attribution.content}
            self.homes[start] = names, home, tuple(part for part in said if part.overlaps(named.span))
        return self.homes[start]

    def _compare(self, number: int, venue: Venue) -> str:
        other = self.decided[number]
        return "none" if other is None else "same" if other is venue else "other"

    def _compare_addressee(self, number: int, venue: Venue) -> str:
        """Return whether the same people are told as in the last statement made through the venue."""
        now = self.scenes[number].addressee
        if now is None:
            return "nobody"
        then = self.scenes[venue.held[-1]].addressee if venue.held else None
        return "the same" if then and self._words(then) == self._words(now) else "others"

    def _since(self, number: int, venue: Venue) -> str:
        """Return what came between: another channel named, other people speaking."""
        start, last = self.passages[number].start, self._last(number, venue)
        low, high = bisect_left(self.named, (last + 1, 0)), bisect_left(self.named, (start, 0))
        named = any(self.venues[place] is not venue for _, place in self.named[low:high])
        first = venue.held[-1] + 1 if venue.held else number
        others = any(self.people[n] and not self.people[n] & self.people[number] for n in range(first, number))
        return f"{'named' if named else 'quiet'}{', others spoke' if others else ''}"

    def _distance(self, number: int, venue: Venue) -> int:
        """Return how many paragraphs lie between the statement and the last word of a venue before it."""
        return max(0, self.traits[number].paragraph - bisect_right(self.paragraphs, self._last(number, venue)))

    def _last(self, number: int, venue: Venue) -> int:
        start = self.passages[number].start
        place = bisect_left(venue.starts, start)
        named = venue.starts[place - 1] if place else 0
        held = max((self.passages[n].start for n in venue.held if self.passages[n].start < start), default=0)
        return max(named, held)

    def _words(self, span: Span) -> list[str]:
        return WORD.findall(self.document.quote(span).lower())


def read_cue(passage: Passage) -> str:
    """Return the sort of a cue: "said" -> cue say, "promised" -> cue commit, "on the loss" -> no cue."""
    told = decide_cue(find_cues(passage.cue))
    return "no cue" if told is None else f"cue {told.base if told.base in TELLING_CUES else told.act}"
