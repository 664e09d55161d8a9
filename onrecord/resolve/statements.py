"""From spans to statements: every reading of every attribution, joined.

In:   Document, its Segments, its Attributions.
Out:  Extraction: the statements in order of the text, and who figures in it.
Not here: how any one reading is made; each has its own file, and can be run alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.resolve.cast.entities import resolve_cast
from onrecord.resolve.dates import find_timexes
from onrecord.resolve.telling.acts import find_acts
from onrecord.resolve.telling.candidates import Venues
from onrecord.resolve.telling.choices import choose_channels
from onrecord.resolve.telling.dating import choose_moments
from onrecord.resolve.telling.listeners import keep_listeners
from onrecord.resolve.telling.moments import Moments
from onrecord.resolve.telling.passages import find_passages
from onrecord.resolve.telling.relays import Accounts, find_relays, unfold
from onrecord.resolve.telling.said import find_said
from onrecord.resolve.telling.scenes import find_scenes
from onrecord.types import Attribution, Document, Extraction, Reason, Segments, Speaker, Statement


def resolve(document: Document, segments: Segments, attributions: Sequence[Attribution]) -> Extraction:
    """Return the statements that `attributions` make, in order of the text, and who is named or speaks."""
    accounts = unfold(document, attributions)
    passages = find_passages(document, segments, accounts.attributions)
    chains, named = resolve_cast(document, segments, accounts.attributions)
    speakers = [speaker for speaker, _ in named]
    proposed = find_scenes(document, segments, passages, speakers, chains)
    told = choose_channels(Venues(document, segments, passages, speakers, chains, proposed))
    scenes = keep_listeners(document, segments, passages, speakers, told, chains)
    timexes = find_timexes(document.text, document.published)
    dated = find_said(segments, passages, timexes, speakers)
    said = choose_moments(Moments(document, segments, passages, speakers, scenes, timexes, dated))
    relays = _join_relays(accounts, speakers, find_relays(passages, segments, chains, speakers))
    acts = find_acts(passages)
    statements = []
    for place, passage in enumerate(passages):
        if place in accounts.told:
            continue
        (speaker, why), when, scene, relay, act = named[place], said[place], scenes[place], relays[place], acts[place]
        reasons = (why, *scene.reasons, when.reason, relay and relay[1], *act.reasons)
        statements.append(
            Statement(
                source=passage.attribution.source,
                cue=passage.attribution.cue,
                content=passage.attribution.content,
                quotation=passage.quotation,
                speaker=speaker,
                addressee=scene.addressee,
                channel=scene.channel,
                timex=when.timex,
                said_on=when.said_on,
                act=act.act,
                negated=act.negated,
                relay=relay and relay[0],
                score=passage.attribution.score,
                reasons=tuple(reason for reason in reasons if reason),
            )
        )
    speaking = {name for statement in statements if statement.speaker for name in statement.speaker.names}
    return Extraction(document, tuple(statements), tuple(c for c in chains if c.named or c.name in speaking))


def _join_relays(
    accounts: Accounts, speakers: Sequence[Speaker | None], found: Sequence[tuple[str, Reason] | None]
) -> list[tuple[str, Reason] | None]:
    """Return the relay of each statement: who speaks in the attribution around it, else who its sentence names."""
    relays = list(found)
    for inner, outer in accounts.by.items():
        relayer = speakers[outer]
        if relayer and relayer != speakers[inner]:
            source = accounts.attributions[outer].source
            why = f"{relayer.names[0]} tells it"
            relays[inner] = relayer.names[0], Reason("relay", why, source[0] if source else None, 0.8)
    return relays
