"""Attributions that the layout of a page tells by itself: a transcript's turns, the name under a quotation.

In:   a Document, its Segments, and the attributions found by reading.
Out:  the attributions, with those of turns and signatures in the place of what was guessed there.
Not here: whose name it is (resolve/cast).

    ADA OKAFOR: Will the bridge be closed?            “Nobody asked us.”
    TOMAS LINDQVIST: Not before the summer.           — Rosa Delgado

A network that reads some lines at a time loses count of such turns; the marks themselves cannot be missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from onrecord.types import Attribution, Document, Segments, Span

# A name in capitals and a colon opens a turn: "SEN. OKAFOR:". Names in small letters do too, but so do the lines of a
# list ("Okafor: 41 percent."), and nothing in the layout tells them apart.
TURN = re.compile(r"[“\"]?(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4})(?P<colon>:)\s+(?=\S)")
FEWEST_TURNS = 3
# Some sites open a quotation with the closing mark.
OPENING = "“”\""
SIGNATURE = re.compile(
    r"[”\"]\s{0,3}(?P<dash>[—―–-]{1,2})\s?(?P<name>[A-Z][\w.'’-]*(?:[ \t\xa0]+[A-Z][\w.'’-]*){0,4})"
    r"(?:[.,(][^\n—―–]{0,60})?[ \t\xa0]*$",
    re.MULTILINE,
)
SCORE = 0.9


def read_layout(document: Document, segments: Segments, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with those that the layout tells; what crosses these or says the same is left out."""
    signed = list(find_signatures(document, segments))
    told = signed + find_turns(document, segments, {one.content[0].start for one in signed})
    if not told:
        return list(attributions)
    blocks = [(_reach(one.content), _reach((*one.source, *one.cue, *one.content))) for one in told]
    return told + [one for one in attributions if not any(_collides(one, *block) for block in blocks)]


def find_turns(document: Document, segments: Segments, signed: Set[int]) -> list[Attribution]:
    """Return the turns of a transcript: who speaks stands before a colon at the start of a paragraph.

    Paragraphs in between belong to the turn; after the last one only those that open with a quotation mark, since
    the article's own words may follow. `signed` are the starts of quotations that are signed, and so no turn's.
    """
    paragraphs = segments.paragraphs
    matches = (TURN.match(document.text, paragraph.start, paragraph.end) for paragraph in paragraphs)
    opened = [(n, match) for n, match in enumerate(matches) if match]
    surnames = [match["name"].split()[-1] for _, match in opened]
    # Somebody speaks twice; in a list ("OHIO: …", "UTAH: …") each name stands once.
    if len(surnames) < FEWEST_TURNS or len(set(surnames)) == len(surnames):
        return []
    turns = []
    for place, (n, match) in enumerate(opened):
        if place + 1 < len(opened):
            more = paragraphs[n + 1 : opened[place + 1][0]]
        else:
            more = tuple(_run_on(document.text, paragraphs[n + 1 :], signed))
        content = (Span(match.end(), paragraphs[n].end), *more)
        turns.append(Attribution((Span(*match.span("name")),), (Span(*match.span("colon")),), content, SCORE))
    return turns


def find_signatures(document: Document, segments: Segments) -> Iterator[Attribution]:
    """Yield the quotations that a dash and a name follow, where both fill their lines."""
    starts = sorted(paragraph.start for paragraph in segments.paragraphs)
    ends = {paragraph.end: paragraph.start for paragraph in segments.paragraphs}
    for match in SIGNATURE.finditer(document.text):
        close = match.start() + 1
        # The quotation is a paragraph of its own, or opens the one that the name ends.
        start = ends.get(close) if close in ends else max((s for s in starts if s < close), default=None)
        if start is None or document.text[start] not in OPENING or document.text.count("\n\n", start, close):
            continue
        name = Span(match.start("name"), match.start("name") + len(match["name"].rstrip(".")))
        yield Attribution((name,), (Span(*match.span("dash")),), (Span(start, close),), SCORE)


def _run_on(text: str, paragraphs: Sequence[Span], signed: Set[int]) -> Iterator[Span]:
    for paragraph in paragraphs:
        if text[paragraph.start] not in OPENING or paragraph.start in signed:
            return
        yield paragraph


def _reach(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _collides(attribution: Attribution, content: Span, block: Span) -> bool:
    """True where it reaches into the block from outside, or takes most of the block's content for its own."""
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    if not any(span.overlaps(block) for span in spans):
        return False
    within = all(content.contains(span) for span in spans)
    return not within or 2 * sum(map(len, attribution.content)) > len(content)
