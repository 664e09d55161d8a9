"""To whom and through what, over a whole article: what one sentence sets holds for what is said on the same occasion.

In:   the Passages of one article in order of the text, their speakers, the chains.
Out:  a Scene for each: addressee and channel, each with its reason.
Not here: what a statement's own sentence names (addressees.py, channels.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.resolve.telling.addressees import find_addressee
from onrecord.resolve.telling.channels import find_channel, find_channels_in
from onrecord.resolve.telling.cues import decide_cue, find_cues
from onrecord.resolve.telling.hearers import audience
from onrecord.resolve.telling.occasions import is_past
from onrecord.resolve.telling.passages import Passage, cut_span, find_edges, find_frame, find_home
from onrecord.resolve.wordlists import word_set
from onrecord.types import Act, Chain, Document, Kind, Quotation, Reason, Segments, Span, Speaker

# Paragraphs without a word of the occasion after which it is over. Two keeps 3 of 4 later statements of an interview;
# three begins to give yesterday's rally to today's tweet.
REACH = 2
BESIDE = "named beside the cue"
# What is said on these is said by several: a hearing's senators question its witness.
SHARED = re.compile(
    r"\b(?:hearing|meeting|debate|forum|panel|session|conference|briefing|summit|trial|town hall|room)s?\b", re.I
)
# "the interview", "that speech": named before, in more words.
SHORT = re.compile(r"(?:the|that|this)\s+([\w-]+)$", re.I)
NEW = re.compile(r"(?:an?|[A-Z]\S*[’']s?)\s+\S+\s+\S", re.A)
# What stands after these is no scene of the sentence's own.
ASIDE = re.compile(r"\b(?:despite|after|before|since|because|who|which|whose|that)\b")
# These go on with what was begun, whatever else is missing.
GOES_ON = re.compile(r"\b(?:add|continu|conclud|went on|go on|later said|further|also)", re.I)


# "said to the TV": it does not stay for the next statement.
DEVICES = word_set("the a her his their tv television radio phone")
# Several of them are no one occasion: "in past interviews", "at his rallies"; "remarks" are.
SEVERAL = re.compile(r"^(?:(?:his|her|their|its|the|past|recent|several|many|campaign|earlier|previous)\s+)*[\w-]*"
                     r"(?<!mark)(?<!s)s\b(?!['’])", re.I)
# A statement of another day belongs to another occasion.
DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|April|June|July|August|September|October|"
    r"November|December|(?<=in )(?:March|May|(?:19|20)\d\d))\b"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """To whom and through what something was said, as far as the article says."""

    addressee: Span | None = None
    channel: Span | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """A scene in force: who speaks in it, in which paragraph it last did, and whether others may."""

    scene: Scene
    people: frozenset[str]
    paragraph: int
    days: frozenset[str]
    shared: bool = False


def find_scenes(
    document: Document,
    segments: Segments,
    passages: Sequence[Passage],
    speakers: Sequence[Speaker | None],
    chains: Sequence[Chain],
) -> list[Scene]:
    """Return to whom and through what each statement was made.

    "In an interview with CNN, Okafor said …"  "She added …"         an interview with CNN, for both
    "Okafor said in a statement …"  "Smith said …"                   a statement, for Okafor only
    "At a hearing Tuesday, …"  next paragraph: "Sen. Park asked …"   a hearing, for all who speak there
    """
    paragraphs = [span.start for span in segments.paragraphs]
    named = _find_named(document, segments, passages)
    told = {passage.sentence for passage in passages}
    set_scenes = list(_find_set(document, segments, named, told, chains))
    occasions: list[Occasion] = []
    scenes: list[Scene] = []
    for passage, speaker in zip(passages, speakers, strict=True):
        place = sum(start <= passage.sentence.start for start in paragraphs)
        while set_scenes and set_scenes[0][0] < passage.sentence.start:
            _, scene, people = set_scenes.pop(0)
            at = sum(start <= (scene.channel or passage.sentence).start for start in paragraphs)
            days = _find_days(document, scene.channel, segments) if scene.channel else frozenset()
            occasions.append(Occasion(scene, people, at, days, True))
        people = frozenset(speaker.names) if speaker else frozenset()
        scene = _find_own(passage, named, chains)
        held = next((o for o in reversed(occasions) if _holds(o, passage, people, place)), None)
        if held and not scene.channel:
            occasions.remove(held)
            occasions.append(replace(held, paragraph=place, people=held.people | people))
            scene = _carry(passage, scene, held.scene)
        elif people and (scene.channel or scene.addressee):
            occasions = [occasion for occasion in occasions if not people & occasion.people]
            words = document.quote(scene.channel) if scene.channel else ""
            kept = scene if _is_audience(document, scene.addressee, chains) else replace(scene, addressee=None)
            days = frozenset(DAY.findall(document.quote(passage.sentence)))
            if SEVERAL.match(words):
                kept = replace(kept, channel=None)
            if kept.channel or kept.addressee:
                occasions.append(Occasion(kept, people, place, days, bool(SHARED.search(words))))
        scenes.append(scene)
    return scenes


def _find_own(passage: Passage, named: Sequence[Span], chains: Sequence[Chain]) -> Scene:
    addressee, channel = find_addressee(passage, chains), find_channel(passage)
    reasons = []
    if addressee:
        reasons.append(Reason("addressee", BESIDE, addressee, 0.9))
    if channel:
        full = _complete(passage.document, channel, named)
        why = "named in the same sentence" if full == channel else f"“{passage.document.quote(channel)}”, named before"
        channel = full
        reasons.append(Reason("channel", why, channel, 0.9))
    return Scene(addressee, channel, tuple(reasons))


def _carry(passage: Passage, own: Scene, scene: Scene) -> Scene:
    addressee = None if own.addressee else scene.addressee
    reasons = tuple(
        Reason(field, f"the occasion of “{passage.document.quote(span)}” still holds", span, 0.6)
        for field, span in (("addressee", addressee), ("channel", scene.channel))
        if span
    )
    return Scene(own.addressee or addressee, scene.channel, own.reasons + reasons)


def is_device(addressee: str) -> bool:
    """True for a thing that some speak to: "the TV"."""
    return set(addressee.lower().split()) <= DEVICES


def _is_audience(document: Document, addressee: Span | None, chains: Sequence[Chain]) -> bool:
    """True for those who are still there for the next statement: an outlet, reporters, a crowd."""
    if addressee is None:
        return False
    if is_device(document.quote(addressee)):
        return False
    words = set(document.quote(addressee).lower().split())
    if words & audience():
        return True
    outlets = [chain for chain in chains if chain.kind is Kind.ORGANIZATION and chain.named]
    return any(mention.span.overlaps(addressee) for chain in outlets for mention in chain.mentions)


def _holds(occasion: Occasion, passage: Passage, people: frozenset[str], paragraph: int) -> bool:
    """True when the statement belongs to the occasion: one of its people, near, and really uttered."""
    told = decide_cue(find_cues(passage.cue))
    if told is None or (told.act in (Act.BELIEVE, Act.JUDGE) and passage.quotation is Quotation.INDIRECT):
        return False
    if not (is_past(passage) or GOES_ON.search(passage.cue)):
        return False
    frame = " ".join(passage.document.quote(stretch) for stretch in find_frame(passage))
    if set(DAY.findall(frame)) - occasion.days:
        return False
    far = paragraph - occasion.paragraph
    if people & occasion.people:
        return far <= REACH
    return occasion.shared and far <= 1 and not occasion.people


def _find_named(document: Document, segments: Segments, passages: Sequence[Passage]) -> list[Span]:
    """Return every occasion or writing that the article names, in order."""
    starts = [start for passage in passages for start in find_edges(passage)]
    pieces = [piece for sentence in segments.sentences for piece in cut_span(sentence, starts)]
    return sorted(span for piece in pieces for span, _ in find_channels_in(document.text, piece))


def _find_set(
    document: Document, segments: Segments, named: Sequence[Span], told: set[Span], chains: Sequence[Chain]
) -> Iterator[tuple[int, Scene, frozenset[str]]]:
    """Give the scenes that sentences set in which nothing is said: where, what, and who is there.

    "She met voters at a rally." sets one; "She met voters, despite losing in a debate." speaks of another.
    """
    for span in named:
        sentence = find_home(segments.sentences, span.start)
        if SEVERAL.match(document.quote(span)):
            continue
        if sentence is None or sentence in told or ASIDE.search(document.text, sentence.start + 1, span.start):
            continue
        people = frozenset(
            chain.name for chain in chains if any(sentence.contains(mention.span) for mention in chain.mentions)
        )
        yield sentence.start, Scene(channel=span), people


def _find_days(document: Document, place: Span, segments: Segments) -> frozenset[str]:
    sentence = find_home(segments.sentences, place.start) or place
    return frozenset(DAY.findall(document.quote(sentence)))


def _complete(document: Document, channel: Span, named: Sequence[Span]) -> Span:
    """Return the fuller words of a channel called "the interview": those it was first named with."""
    short = SHORT.fullmatch(document.quote(channel))
    if short is None:
        return channel
    for span in reversed(named):
        words = document.quote(span)
        fuller = NEW.match(words) and re.search(rf"\b{re.escape(short[1])}\b", words, re.I)
        if span.end <= channel.start and fuller:
            return span
    return channel
