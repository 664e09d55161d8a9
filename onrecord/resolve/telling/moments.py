"""When each statement may have been made, and what speaks for each time.

In:   the Passages of one article in order of the text, their speakers and Scenes, the times it names, and the Said
      that the rules propose.
Out:  for a statement its Dated, each with its signs by name.
Not here: finding times (resolve/dates.py); the signs of one in the statement's own sentence (adjuncts.py); what the
      signs weigh and which time is taken (dating.py).

A time is in question for a statement where its own sentence names it, where something was said at it before, or where
a sentence before tells what happened then.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.resolve.telling.adjuncts import describe_clause, describe_place
from onrecord.resolve.telling.candidates import GOES_ON, PRONOUNS, read_cue
from onrecord.resolve.telling.clauses import cut_content, measure, read_tense
from onrecord.resolve.telling.loose import iter_loose
from onrecord.resolve.telling.occasions import NAME, fold, is_scene
from onrecord.resolve.telling.passages import Passage, find_home
from onrecord.resolve.telling.pointing import find_unknown, weigh_pointers
from onrecord.resolve.telling.said import CLOCK, Said, find_others, in_headline, is_datable, widen
from onrecord.resolve.telling.scenes import Scene
from onrecord.resolve.times.value import parse_anchor
from onrecord.types import Document, Segments, Span, Speaker, Timex

# Sentences back in which a time may stand at which nothing was said yet.
REACH = 8
# The first paragraphs tell what an article is about, and when that was.
LEDE = 3
STEPS = (0, 1, 2, 4, 8, 16)


@dataclass(slots=True, eq=False)
class Moment:
    """One time over an article.

    `named` is every place outside quoted words that names it; `held` are the numbers of the statements made then,
    `people` their speakers. `kind` is how fine it is, and how long before publication.
    """

    span: Span
    said_on: str | None
    kind: str
    named: list[Span] = field(default_factory=list)
    held: list[int] = field(default_factory=list)
    people: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment for one statement: the words and the date it would have, with the signs for and against it.

    `own` is True where the statement's own sentence names it; `proposed` is what the rules say, where they say this;
    `pointed` is what the tagger says for it.
    """

    moment: Moment
    span: Span
    said_on: str | None
    signs: tuple[str, ...]
    own: bool
    proposed: Said | None = None
    pointed: float = 0.0


class Moments:
    """The times of one article while it is decided when each statement was made."""

    def __init__(
        self,
        document: Document,
        segments: Segments,
        passages: Sequence[Passage],
        speakers: Sequence[Speaker | None],
        scenes: Sequence[Scene],
        timexes: Sequence[Timex],
        proposed: Sequence[Said],
    ) -> None:
        self.document, self.segments, self.passages = document, segments, passages
        self.scenes, self.proposed = scenes, proposed
        self.people = [frozenset(speaker.names) if speaker else frozenset() for speaker in speakers]
        self.paragraphs = [span.start for span in segments.paragraphs]
        self.sentences = [span.start for span in segments.sentences]
        self.contents = sorted({span for passage in passages for span in passage.attribution.content})
        self.timexes = [timex for timex in timexes if not CLOCK.fullmatch(document.quote(timex.span))]
        self.moments: list[Moment] = []
        self.homes = {timex.span: self._place(timex) for timex in self.timexes}
        self.told = {span for moment in self.moments for span in moment.named if self._is_told(span)}
        self.decided: list[Moment | None] = []

    def find_candidates(self, number: int) -> list[Dated]:
        """Return when statement `number` may have been made."""
        passage = self.passages[number]
        if in_headline(passage):
            return []
        walls = [piece for piece in self.contents if not piece.contains(_anchor(passage))]
        others = find_others(passage, self.passages)
        found = [*self._find_own(number, passage, walls, others), *self._find_loose(number, passage, walls, others)]
        taken = {id(one.moment) for one in found}
        mine = any(one.said_on for one in found)
        for moment in self.moments:
            if id(moment) in taken:
                continue
            span = self._words(number, moment)
            if span and (moment.held or self._is_near(number, moment, span)):
                signs = tuple(dict.fromkeys(self._describe_held(number, moment, span, f"own time {mine}")))
                found.append(Dated(moment, span, moment.said_on, signs, False))
        return self._point(number, self._mark_proposed(found, self.proposed[number]))

    def _point(self, number: int, found: list[Dated]) -> list[Dated]:
        """Return the candidates with what the tagger says for each; what it alone sees joins them."""
        passage = self.passages[number]
        attribution = passage.attribution
        weighed = [
            replace(one, pointed=weigh_pointers(
                attribution, "timex", [one.span] if one.own else [one.span, *one.moment.named], one.own))
            for one in found
        ]
        here = [span for one in found for span in (one.span, *one.moment.named)]
        for pointer in find_unknown(passage, "timex", here):
            timex = next((one for one in self.timexes if one.span.overlaps(pointer.span)), None)
            moment = self.homes[timex.span] if timex else Moment(pointer.span, None, "pointed", [pointer.span])
            pointed = weigh_pointers(attribution, "timex", [pointer.span], True)
            span = widen(timex, passage) if timex else pointer.span
            weighed.append(Dated(moment, span, moment.said_on, ("pointed alone",), True, pointed=pointed))
        return weighed

    def decide(self, number: int, chosen: Dated | None) -> None:
        """Keep what was decided for a statement, for those that follow."""
        if chosen is None:
            self.decided.append(None)
            return
        moment = chosen.moment
        if moment.said_on != chosen.said_on:  # "later", on the day that was told before
            moment = next((one for one in self.moments if one.said_on == chosen.said_on), moment)
        self.decided.append(moment)
        moment.held.append(number)
        moment.people |= self.people[number]
        moment.span = chosen.span
        if moment not in self.moments:
            self.moments.append(moment)

    def _place(self, timex: Timex) -> Moment:
        """Return the moment of a time, the same for the same date."""
        known = next((one for one in self.moments if timex.iso and one.said_on == timex.iso), None)
        span = widen(timex, self.passages[0]) if self.passages else timex.span
        moment = known or Moment(span, timex.iso, self._grade(timex))
        moment.named.append(span)
        if known is None:
            self.moments.append(moment)
        return moment

    def _grade(self, timex: Timex) -> str:
        """Return how fine a time is, and of days how long before publication."""
        if not timex.iso:
            return timex.value if timex.value.endswith("_REF") else timex.type
        day, published = parse_anchor(timex.iso).date, parse_anchor(self.document.published).date
        if "/" in timex.iso:
            return "week" if len(timex.iso) == 21 else "years"
        if len(timex.iso) < 10 or not day or not published:
            return {4: "year", 7: "month"}.get(len(timex.iso), "day")
        days = (published - day).days
        return "ahead" if days < 0 else f"day {days}" if days < 2 else "day of the week" if days < 8 else "day"

    def _find_own(
        self, number: int, passage: Passage, walls: Sequence[Span], others: Sequence[Span]
    ) -> Iterator[Dated]:
        """Give the times that the statement's own sentence names, outside what is said in it."""
        start, end = min(passage.start, passage.sentence.start), max(passage.end, passage.sentence.end)
        ruled = self.proposed[number].timex
        near = [timex for timex in self.timexes if start <= timex.span.start < end
                and (ruled and ruled.overlaps(timex.span) or not any(piece.overlaps(timex.span) for piece in walls))]
        for timex in near:
            moment, span = self.homes[timex.span], widen(timex, passage)
            distance = measure(passage, timex, self.contents, others) if is_datable(timex, passage) else None
            signs = list(describe_place(self.document.text, passage, span, moment.kind, walls, others))
            signs += describe_clause(self.document.text, passage, timex, self._grade(timex), distance, len(near))
            signs += self._describe_held(number, moment, span, "own") if moment.held else ["own, new"]
            yield Dated(moment, span, timex.iso, tuple(dict.fromkeys(signs)), True)
            if timex.iso is None:
                yield from self._lend(number, moment, span, signs)

    def _find_loose(
        self, number: int, passage: Passage, walls: Sequence[Span], others: Sequence[Span]
    ) -> Iterator[Dated]:
        """Give "later", "after the vote" in the statement's own sentence, without a date and with the last one."""
        text, sentence = self.document.text, passage.sentence
        for kind, head, span in iter_loose(text, sentence):
            if any(piece.start <= span.start < piece.end for piece in walls):
                continue
            span = cut_content(span, walls) or span
            if kind == "loose" and any(timex.span.overlaps(span) for timex in self.timexes):
                continue
            if any(span.contains(part) for part in passage.attribution.cue):
                continue
            span = Span(span.start, span.start + len(self.document.quote(span).rstrip()))
            dated = any(span.contains(timex.span) and timex.iso for timex in self.timexes)
            signs = [*describe_place(text, passage, span, kind, walls, others), f"{kind} {head}"]
            signs += [f"{kind} {head}, dated {dated}", f"{kind} {head}, {read_tense(passage)}"]
            moment = Moment(span, None, f"{kind} {head}", [span])
            yield Dated(moment, span, None, tuple(dict.fromkeys(signs)), True)
            yield from self._lend(number, moment, span, signs)

    def _lend(self, number: int, moment: Moment, span: Span, signs: Sequence[str]) -> Iterator[Dated]:
        """Give "later" with the day of the last statement."""
        last = next((one for one in reversed(self.decided) if one and one.said_on), None)
        if last and last.said_on and len(last.said_on) == 10:
            known = bool(last.people & self.people[number])
            lent = ["lent", f"lent, {moment.kind}", f"lent, known {known}", f"lent, {last.kind}",
                    f"lent, before {self.decided[-1] is last}, known {known}", f"lent, gap {self._gap(number, last)}"]
            yield Dated(moment, span, last.said_on, tuple(dict.fromkeys([*signs, *lent])), True)

    def _mark_proposed(self, found: list[Dated], proposed: Said) -> list[Dated]:
        """Return the candidates with the one marked that the rules take; it joins them where none is it."""
        if proposed.timex is None:
            return found
        place = next((n for n, one in enumerate(found) if one.said_on == proposed.said_on
                      and (one.said_on and not one.own or one.span.overlaps(proposed.timex))), None)
        if place is None:
            known = next((one for one in self.moments if proposed.said_on and one.said_on == proposed.said_on), None)
            moment = known or Moment(proposed.timex, proposed.said_on, "rule", [proposed.timex])
            return [*found, Dated(moment, proposed.timex, proposed.said_on, ("rule", "rule alone"), True, proposed)]
        one, score = found[place], proposed.reason.score if proposed.reason else 0.0
        sure = f"{round(score, 1)}"
        signs = (*one.signs, "rule", f"rule, own {one.own}", f"rule, {one.moment.kind}", f"rule, own {one.own}, {sure}")
        marked = Dated(one.moment, proposed.timex, one.said_on, signs, one.own, proposed)
        return [*found[:place], marked, *found[place + 1 :]]

    def _describe_held(self, number: int, moment: Moment, span: Span, prefix: str) -> Iterator[str]:
        """Give the signs of what was named or decided before."""
        passage = self.passages[number]
        last = next((n for n in reversed(range(number)) if self.people[n] & self.people[number]), None)
        mine = "first" if last is None else self._compare(last, moment)
        before = self._compare(number - 1, moment) if number else "first"
        state = f"mine {mine}, before {before}" if moment.held else f"unused {self._describe_scene(number, span)}"
        gap, kind = self._gap(number, moment), moment.kind
        tense, cue, quotation = read_tense(passage), read_cue(passage), passage.quotation
        known = bool(moment.people & self.people[number])
        low = passage.source.lower()
        source = "none" if not low else "pronoun" if low in PRONOUNS else "name"
        since = self._since(number, moment, span)
        counts = [len(one.held) for one in self.moments]
        top = bool(moment.held) and len(moment.held) == max(counts)
        share = round(4 * len(moment.held) / number) if number else 0
        lede = bisect_right(self.paragraphs, moment.named[0].start) <= LEDE
        blanks = sum(one is None for one in self.decided[moment.held[-1] :]) if moment.held else 0
        nones = "none" if not blanks else "some" if blanks < 3 else "many"
        channel = self._compare_channel(number, moment)
        goes_on = bool(GOES_ON.search(passage.cue))
        yield from (f"{prefix}, {sign}" for sign in (
            "held", state, kind, f"{state}, {kind}", f"{state}, {gap}", gap, f"{gap}, {quotation}", f"{gap}, {kind}",
            f"{state}, {tense}", f"{tense}, {kind}", f"{tense}, {cue}", f"{state}, {quotation}, {tense}", cue,
            f"{state}, {cue}", f"known {known}, {gap}", f"known {known}, {kind}", f"known {known}, {tense}",
            f"source {source}, {state}", f"since {since}", f"since {since}, {state}", f"since {since}, known {known}",
            f"top {top}", f"top {top}, {kind}", f"top {top}, {tense}", f"top {top}, share {share}", f"share {share}",
            f"lede {lede}, {kind}", f"lede {lede}, top {top}, {gap}", f"nones {nones}", f"nones {nones}, {state}",
            f"nones {nones}, top {top}", f"channel {channel}", f"channel {channel}, {state}", f"goes on {goes_on}",
            f"goes on {goes_on}, {state}", f"channel {channel}, {kind}", f"{quotation}, {tense}, {gap}",
            f"{quotation}, {tense}, since {since}", f"lede {lede}, {tense}, {quotation}",
            f"source {source}, {tense}",
        ))

    def _describe_scene(self, number: int, span: Span) -> str:
        """Return how a time was last named at which nothing has been said yet."""
        text = self.document.text
        sentence = find_home(self.segments.sentences, span.start) or span
        names = {fold(name) for name in NAME.findall(self.document.quote(sentence))}
        mine = {fold(name.split()[-1]) for name in self.people[number]}
        there = "speaker there" if names & mine else "elsewhere"
        around = text[max(sentence.start, span.start - 50) : span.end + 25]
        scene = "scene" if is_scene(around) else "deed"
        beside = any(passage.sentence == sentence for passage in self.passages)
        return f"{there}, {scene}{', beside' if beside else ''}"

    def _is_told(self, span: Span) -> bool:
        """True for what stands in a content: when that happened, not when it was told."""
        return any(piece.overlaps(span) for piece in self.contents)

    def _words(self, number: int, moment: Moment) -> Span | None:
        """Return the words last used for a moment before a statement."""
        start = self.passages[number].start
        if moment.held:
            return moment.span
        return next((span for span in reversed(moment.named) if span.start < start), None)

    def _is_near(self, number: int, moment: Moment, span: Span) -> bool:
        """True for a date that something outside quoted words happened at, not far before."""
        passage = self.passages[number]
        if not moment.said_on or moment.kind == "ahead" or span in self.told:
            return False
        lede = bisect_right(self.paragraphs, span.start) <= LEDE
        return lede or self._count(self.sentences, span.start, passage.start) <= REACH

    def _compare(self, number: int, moment: Moment) -> str:
        other = self.decided[number]
        return "none" if other is None else "same" if other is moment else "other"

    def _compare_channel(self, number: int, moment: Moment) -> str:
        """Return whether the channel is that of the last statement made at the moment."""
        here = self.scenes[number].channel
        if not moment.held:
            return "unused" if here else "none"
        there = self.scenes[moment.held[-1]].channel
        if here is None or there is None:
            return "none" if here is there else "begun" if here else "over"
        return "same" if here == there or self.document.quote(here) == self.document.quote(there) else "other"

    def _since(self, number: int, moment: Moment, span: Span) -> str:
        """Return what came between: another time named or taken, other people speaking."""
        start = self.passages[number].start
        last = max([span.start, *(self.passages[n].start for n in moment.held)])
        fine = len(moment.said_on or "")
        named = any(
            last < place.start < start and len(one.said_on or "") >= fine
            for one in self.moments if one is not moment and one.said_on
            for place in one.named if place not in self.told
        )
        first = moment.held[-1] + 1 if moment.held else number
        others = any(self.people[n] and not self.people[n] & self.people[number] for n in range(first, number))
        taken = any(one is not None for one in self.decided[first:])
        return f"{'taken' if taken else 'named' if named else 'quiet'}{', others spoke' if others else ''}"

    def _gap(self, number: int, moment: Moment) -> str:
        """Return how many paragraphs and sentences lie between the statement and the last word of a moment."""
        passage = self.passages[number]
        places = [span.start for span in moment.named] + [self.passages[n].start for n in moment.held]
        last = max((place for place in places if place < passage.start), default=0)
        paragraphs = self._count(self.paragraphs, last, passage.start)
        if paragraphs == 0:
            return "same sentence" if passage.sentence.start <= last else "same paragraph"
        return f"{next((step for step in STEPS if paragraphs <= step), 'many')} paragraphs"

    def _count(self, starts: Sequence[int], first: int, last: int) -> int:
        return max(0, bisect_right(starts, last) - bisect_right(starts, first))


def _anchor(passage: Passage) -> Span:
    return (passage.attribution.cue or passage.attribution.source or passage.attribution.content)[0]
