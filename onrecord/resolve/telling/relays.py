"""By whose account the article has a statement: "..., CNN reported".

In:   Attributions; or Passages with the chains and segments of their article.
Out:  Accounts: the attributions with those told at second hand unfolded; and the relayer's fullest name, or None.
Not here: who the relayer is (cast/chains.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.resolve.telling.passages import Passage, find_home
from onrecord.resolve.telling.phrases import find_phrase
from onrecord.resolve.wordlists import word_set
from onrecord.types import Attribution, Chain, Document, Reason, Segments, Span, Speaker

REPORTS = (
    r"(?:has |have |had |first |also |later |then )*"
    r"(?:reports?|reported|reporting|writes?|wrote|recounts?|recounted|relates?|related|revealed)"
)
# "..., CNN reported Tuesday." ends its sentence; "CNN reported that" stands before who spoke.
WHEN = r"(?:\s+(?:on\s+)?[A-Z]\w+day|\s+(?:late|early|earlier|later|last|this)\b[\w\s]{0,20}?)?"
AFTER = re.compile(rf"\s*,?\s+{REPORTS}(?={WHEN}\s*(?:[.;,]|$))")
BEFORE = re.compile(rf"\s*(?:,[^,]{{1,60}},)?\s+{REPORTS}{WHEN},?\s+(?:that\s+)?")
ACCORDING = re.compile(
    r"\b(?:according to|as (?:first )?(?:reported|told|quoted) by|as (?:quoted|reported) in|quoted in|via)\s+", re.I
)
# "McCrummen reports:" with a quoted block below it.
LEAD = re.compile(rf"\b{REPORTS}(?:\s+\w+){{0,3}}:$")
OPENS_QUOTED = re.compile(r"[“\"‘]|''")
# Someone speaking at the start of what a report says: "{content |a White House official said he would go}".
SPOKE = re.compile(
    r"\s+(?:(?:has|have|had|also|later|then|once|recently|privately|publicly)\s+)*"
    r"(said|says|told|tells|testified|wrote|confirmed|denied|acknowledged|admitted|announced|promised|vowed|warned|claimed|"
    r"argued|insisted|stated|added|tweeted|called for|urged|asked|predicted|conceded|alleged|complained|suggested)\b"
)
THAT = re.compile(r"\s*(?:that\s+)?")
# "a spokesman |for the builder"
OF = re.compile(r"\s+(?:of|for|from|at|in|with)\s+")
APPOSED = re.compile(r"\s*(?:\([^)]{1,40}\)|,[^,:“\"]{2,90},)")
REPORTING = re.compile(rf"(?:^|\b)(?:{REPORTS}|according to)(?:\s+that)?[\s,]*$", re.I)
# What someone said before and acted against: "{content Okafor left |despite saying |she would stay in a speech}".
DESPITE = re.compile(
    r"\bdespite\s+(?:having\s+)?(?:\w+ly\s+|once\s+|earlier\s+)*"
    r"((?:say|deny|claim|insist|promis|pledg|vow|declar|testify|swear|argu|warn|admit|assert|stat)ing|"
    r"said|denied|claimed|insisted|promised|pledged|vowed|testified|sworn)\s"
)
OCCASION = re.compile(
    r"\s+(?:under oath|(?:during|in|at)\s+(?:[\w’'-]+\s+){0,4}"
    r"(?:hearing|testimony|debate|interview|speech|deposition|trial|news conference|briefing)s?)\b"
)
# "saying |in April that |it would not": when it was said, before what was.
FIRST_WHEN = re.compile(r"(?:in|on|at|during|last|earlier|only|just)\s[^,“\"]{1,40}?\s(?=that\s)")
FILLER = word_set("that and also the a an on in at has have had is was but who which he she they it")


@dataclass(frozen=True, slots=True)
class Accounts:
    """Attributions in order of the text; `by` says which of them another relays, `told` which only relay."""

    attributions: tuple[Attribution, ...]
    by: dict[int, int]
    told: frozenset[int]


def unfold(document: Document, attributions: Sequence[Attribution]) -> Accounts:
    """Return the attributions with second-hand ones taken apart, so that no statement counts twice.

    {source CNN} {cue reported} {content {source Ryan} {cue said} {content he will go}}   -> Ryan's, by CNN's
    {source CNN} {cue reported} {content a White House official said he will go}          -> the official's, by CNN's
    {source Ryan} {cue said} {content {source Trump} {cue promised} {content a wall} and that he regrets it}
                                                                           -> Trump's, by Ryan's; and Ryan's own
    {cue reportedly} {content Trump left despite {cue saying} {content he would stay}}     -> Trump's; and a rumour
    """
    found: list[tuple[Attribution, Attribution | None]] = [(attribution, None) for attribution in attributions]
    for attribution in attributions:
        inner = _find_speaking(document, attribution) or _find_despite(document, attribution)
        if inner and not any(_covers(attribution, other) for other in attributions if other is not attribution):
            found.append((inner, attribution))
    found.sort(key=lambda pair: min(pair[0].source + pair[0].cue + pair[0].content))
    ordered = tuple(attribution for attribution, _ in found)
    by: dict[int, int] = {}
    for place, (attribution, made_from) in enumerate(found):
        outer = [n for n, other in enumerate(ordered) if other is made_from or _covers(other, attribution)]
        if outer:
            by[place] = min(outer, key=lambda n: sum(len(span) for span in ordered[n].content))
    relayed = {n: [ordered[m] for m in by if by[m] == n and ordered[m].source] for n in by.values()}
    told = {n for n, inner in relayed.items() if _only_relays(document, ordered[n], inner)}
    return Accounts(ordered, by, frozenset(told))


def find_relays(
    passages: Sequence[Passage], segments: Segments, chains: Sequence[Chain], speakers: Sequence[Speaker | None]
) -> list[tuple[str, Reason] | None]:
    """Return by whose account each statement is told, where its own sentence or the block it stands in says so.

    "An official said it was over, CNN reported."      CNN
    "According to Mr. Ryan, Trump said he would go."   Paul Ryan
    "McCrummen reports:" and a block of quotations     Stephanie McCrummen, for all who speak in it
    """
    blocks = _find_blocks(passages, segments, chains)
    relays: list[tuple[str, Reason] | None] = []
    for passage, speaker in zip(passages, speakers, strict=True):
        names = set(speaker.names) if speaker else set()
        found = _find_beside(passage, chains)
        for start, end, lead in blocks:
            quoted = OPENS_QUOTED.match(passage.document.text, passage.paragraph.start)
            if found is None and quoted and start <= passage.start < end:
                found = lead
        chain, words = found or (None, None)
        if chain is None or words is None or chain.name in names:
            relays.append(None)
        else:
            why = f"told by {chain.name}, as “{passage.document.quote(words)}” says"
            relays.append((chain.name, Reason("relay", why, words, 0.8)))
    return relays


def _find_beside(passage: Passage, chains: Sequence[Chain]) -> tuple[Chain, Span] | None:
    """Return who is said, in the same sentence but outside the attribution, to have reported it."""
    text, sentence = passage.document.text, passage.sentence
    first, last = passage.start, passage.end
    for chain in chains:
        for mention in chain.mentions:
            span = mention.span
            if not sentence.contains(span) or any(part.overlaps(span) for part in passage.spans):
                continue
            if span.start >= last and not text[last : span.start].strip(" ,.”\"’'—–-") and AFTER.match(
                text, span.end, sentence.end
            ):
                return chain, span
            if span.end <= first and BEFORE.fullmatch(text, span.end, first):
                return chain, span
            told = ACCORDING.search(text, max(sentence.start, span.start - 30), span.start)
            if told and not text[told.end() : span.start].strip("the ") and not _says(passage, told.start()):
                return chain, span
    return None


def _says(passage: Passage, place: int) -> bool:
    return any(span.start <= place < span.end for span in passage.attribution.cue)


def _find_blocks(
    passages: Sequence[Passage], segments: Segments, chains: Sequence[Chain]
) -> list[tuple[int, int, tuple[Chain, Span]]]:
    """Return the stretches of text quoted from someone who is named before: start, end, and who it is."""
    if not passages:
        return []
    document = passages[0].document
    blocks = []
    for number, paragraph in enumerate(segments.paragraphs[:-1]):
        words = document.quote(paragraph)
        following = segments.paragraphs[number + 1]
        if not LEAD.search(words) or not OPENS_QUOTED.match(document.text, following.start):
            continue
        # Someone speaks inside the quotation, or it goes on over the paragraph: a block, and no mere quote.
        quoted = any(p.attribution.cue and following.contains(p.attribution.cue[0]) for p in passages) or any(
            q.span.start == following.start and (q.continued or not q.closed) for q in segments.quotations
        )
        sentence = find_home(segments.sentences, paragraph.end - 1) or paragraph
        lead = _find_subject(sentence, chains)
        if lead and quoted:
            blocks.append((following.start, _find_end(document, segments, number + 1), lead))
    return blocks


def _find_end(document: Document, segments: Segments, number: int) -> int:
    """Return where the block ends: before two paragraphs in a row that do not open with a quotation mark."""
    plain = 0
    for paragraph in segments.paragraphs[number:]:
        plain = 0 if OPENS_QUOTED.match(document.text, paragraph.start) else plain + 1
        if plain == 2:
            return paragraph.start
    return len(document.text)


def _find_subject(sentence: Span, chains: Sequence[Chain]) -> tuple[Chain, Span] | None:
    """Return the one that the sentence names first, the subject of "reports:"."""
    found = [(m.span, chain) for chain in chains for m in chain.mentions if sentence.contains(m.span)]
    return (min(found, key=lambda pair: pair[0])[1], min(found, key=lambda pair: pair[0])[0]) if found else None


def _find_speaking(document: Document, outer: Attribution) -> Attribution | None:
    """Return the statement at second hand that a report's content begins with, or None."""
    cue = " ".join(document.quote(span) for span in outer.cue)
    if not outer.source or not REPORTING.search(cue):
        return None
    content = outer.content[0]
    text = document.text
    opening = THAT.match(text, content.start, content.end)
    start = opening.end() if opening else content.start
    phrase = find_phrase(text, start, content.end)
    if phrase is None:
        return None
    end = phrase.end
    while (of := OF.match(text, end, content.end)) and (more := find_phrase(text, of.end(), content.end)):
        end = more.end
    if apposed := APPOSED.match(text, end, content.end):
        end = apposed.end()
    spoke = SPOKE.match(text, end, content.end)
    if spoke is None or not text[spoke.end() : content.end].strip(" ,."):
        return None
    rest = Span(spoke.end() + 1, content.end)
    source, verb = Span(phrase.start, end), Span(spoke.start(1), spoke.end())
    return Attribution((source,), (verb,), (rest, *outer.content[1:]), outer.score)


def _find_despite(document: Document, outer: Attribution) -> Attribution | None:
    """Return the statement after "despite" in a content; it has no source, for the clause's subject speaks (cast)."""
    for content in outer.content:
        if said := DESPITE.search(document.text, content.start, content.end):
            occasion = OCCASION.search(document.text, said.end(), content.end)
            when = FIRST_WHEN.match(document.text, said.end(), content.end)
            start = when.end() if when else said.end()
            words = document.text[start : occasion.start() if occasion else content.end].rstrip(" .,")
            if words:
                inner = Span(start, start + len(words))
                return Attribution((), (Span(*said.span(1)),), (inner,), outer.score)
    return None


def _covers(outer: Attribution, inner: Attribution) -> bool:
    """True when the whole of `inner`, who speaks included, stands in what `outer` says."""
    if not inner.source or outer is inner:
        return False
    parts = inner.source + inner.cue + inner.content
    return all(any(span.contains(part) for span in outer.content) for part in parts)


def _only_relays(document: Document, outer: Attribution, inner: Sequence[Attribution]) -> bool:
    """True when nothing of substance is left of a report's content beside the statements it relays."""
    parts = [span for a in inner for span in a.source + a.cue + a.content]
    left = [
        word.group().lower()
        for span in outer.content
        for word in re.finditer(r"\w+", document.quote(span))
        if not any(part.start <= span.start + word.start() < part.end for part in parts)
    ]
    return len([word for word in left if word not in FILLER]) <= 3
