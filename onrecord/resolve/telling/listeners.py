"""Who is still listening: to whom a statement was made whose own sentence does not say.

In:   the Passages of one article in order of the text, their speakers, the chains, and the Scenes with the addressees
      that the sentences themselves name.
Out:  the Scenes, with the addressees that hold on.
Not here: what a sentence itself names (addressees.py); channels (scenes.py, choices.py).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.resolve.telling.addressees import name_mention
from onrecord.resolve.telling.cues import decide_cue, find_cues, find_negator
from onrecord.resolve.telling.occasions import is_past
from onrecord.resolve.telling.passages import Passage, find_frame
from onrecord.resolve.telling.scenes import BESIDE, DAY, Scene, is_device
from onrecord.types import Act, Chain, Document, Kind, Quotation, Reason, Segments, Span, Speaker

# Paragraphs without a word to them after which listeners are gone: for a quotation, for one on an occasion that has
# a name or with an outlet, for what is told in other words. A reach of 3 for everyone finds two more in a hundred, but
# takes nine in a hundred of the gold's precision: outlets have whole interviews, others a word or two.
REACH, LONG, NEAR = 2, 3, 1
# These go on with what was begun.
GOES_ON = re.compile(r"\b(?:add|continu|conclud|went on|go on|goes on|further|also|later said)", re.I)
ASKED = re.compile(r"\b(?:asked|pressed|questioned|quizzed)\b", re.I)
# "the interview": whoever was told is the one who asks.
INTERVIEW = re.compile(r"(?:the|that|this) (?:\w+ )?interview", re.I)
# "never fails to remind the crowd": no occasion, but a habit.
HABIT = re.compile(r"^to |\bto \w+$")
# A demand is made once, of someone who need not be there; so are promises.
ONCE = frozenset((Act.DEMAND, Act.COMMIT, Act.PREDICT, Act.BELIEVE))
# What these tell was not always uttered, unless it is quoted.
INNER = ONCE | {Act.JUDGE}


@dataclass(frozen=True, slots=True)
class Listener:
    """Whom some people spoke to last: through what, in which paragraph, on which days, and whether it is past.

    `outlet` is True for an organisation by its name: "CNN".
    """

    span: Span
    people: frozenset[str]
    channel: Span | None
    paragraph: int
    days: frozenset[str]
    past: bool
    outlet: bool


def keep_listeners(
    document: Document,
    segments: Segments,
    passages: Sequence[Passage],
    speakers: Sequence[Speaker | None],
    scenes: Sequence[Scene],
    chains: Sequence[Chain],
) -> list[Scene]:
    """Return the scenes with those still spoken to.

    "Okafor told Reuters ..."              next: "“We will see,” she said."     Reuters, for both
    "Okafor urged the board to act."       next: "“We will see,” she said."     the board, for the first only
    "Asked whether he would go, Mr. Park said ..."                              Mr. Park, for the question
    """
    paragraphs = [span.start for span in segments.paragraphs]
    listeners: list[Listener] = []
    kept = []
    for number, (passage, speaker, scene) in enumerate(zip(passages, speakers, scenes, strict=True)):
        people = frozenset(speaker.names) if speaker else frozenset()
        place = bisect_right(paragraphs, passage.start)
        last = next((one for one in listeners if one.people & people), None)
        own = _find_own(passages, number, scene, chains)
        if last and (own or _is_elsewhere(document, last, scene)):
            listeners.remove(last)
        if own:
            scene = own
            if scene.addressee and not is_device(document.quote(scene.addressee)) and not _is_once(passage):
                days = frozenset(DAY.findall(document.quote(passage.sentence)))
                outlet = _is_outlet(scene.addressee, chains)
                listeners.append(
                    Listener(scene.addressee, people, scene.channel, place, days, is_past(passage), outlet)
                )
        elif last and last in listeners and _listens(last, passage, scene, place):
            listeners.remove(last)
            listeners.append(replace(last, paragraph=place, channel=scene.channel or last.channel))
            why = f"“{document.quote(last.span)}” still listens"
            scene = _set_addressee(scene, last.span, Reason("addressee", why, last.span, 0.6))
        else:
            scene = _set_addressee(scene, None, None)
        kept.append(scene)
    return kept


def _find_own(passages: Sequence[Passage], number: int, scene: Scene, chains: Sequence[Chain]) -> Scene | None:
    """Return the scene where its own sentence says who was spoken to: by naming them, or as they answer in it."""
    named = any(reason.field == "addressee" and reason.why == BESIDE for reason in scene.reasons)
    if named and scene.addressee and scene.addressee.end <= passages[number].start:
        return scene
    if answers := _find_answering(passages, number, chains):
        return _set_addressee(scene, answers, Reason("addressee", "answers in the same sentence", answers, 0.8))
    return scene if named else None


def _find_answering(passages: Sequence[Passage], number: int, chains: Sequence[Chain]) -> Span | None:
    """Return who was asked, where nobody is said to have asked: "Asked whether he would go, |Mr. Park said no"."""
    passage = passages[number]
    if passage.source or not ASKED.search(passage.cue):
        return None
    for other in (*passages[number + 1 : number + 2], *passages[max(0, number - 1) : number]):
        if other.sentence == passage.sentence and other.attribution.source:
            return name_mention(passage, other.attribution.source[0], chains)
    return None


def _listens(listener: Listener, passage: Passage, scene: Scene, paragraph: int) -> bool:
    """True when someone is still there: near, on the same day, and the words were really uttered."""
    far = paragraph - listener.paragraph
    long = listener.outlet or (scene.channel and listener.channel)
    if far > (LONG if long else REACH) or find_negator(passage.cue):
        return False
    frame = " ".join(passage.document.quote(stretch) for stretch in find_frame(passage))
    if set(DAY.findall(frame)) - listener.days:
        return False
    if passage.quotation is Quotation.DIRECT:
        return True
    told = decide_cue(find_cues(passage.cue))
    if told is None or told.act in INNER:
        return False
    uttered = is_past(passage) or not listener.past or GOES_ON.search(passage.cue)
    return passage.quotation is Quotation.MIXED or (bool(uttered) and far <= NEAR)


def _is_outlet(addressee: Span, chains: Sequence[Chain]) -> bool:
    named = (chain for chain in chains if chain.named and chain.kind is Kind.ORGANIZATION)
    return any(mention.span.overlaps(addressee) for chain in named for mention in chain.mentions)


def _is_elsewhere(document: Document, listener: Listener, scene: Scene) -> bool:
    """True when a statement was made through something else than what the listener was told through."""
    if scene.channel is None or INTERVIEW.match(document.quote(scene.channel)):
        return False
    if listener.channel is None:
        return True
    now, then = (set(document.quote(span).lower().split()) for span in (scene.channel, listener.channel))
    return not now & then


def _is_once(passage: Passage) -> bool:
    told = decide_cue(find_cues(passage.cue))
    return bool(HABIT.search(passage.cue)) or (told is not None and told.act in ONCE)


def _set_addressee(scene: Scene, addressee: Span | None, reason: Reason | None) -> Scene:
    others = tuple(one for one in scene.reasons if one.field != "addressee")
    return replace(scene, addressee=addressee, reasons=(*others, reason) if reason else others)
