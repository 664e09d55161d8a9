"""Quotations that run over several paragraphs, put together again.

In:   attributions of a whole article, and its quotations (Segments).
Out:  the attributions, where one's quoted content goes on in the next paragraph with that paragraph too.
Not here: what the network says of one window (decode.py, link.py).

Newspapers open every paragraph of a long quotation and close only the last. That is hard evidence, and it reaches
across the seam of two windows, which the network does not see over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.types import Attribution, Quoted, Span


def stitch_quotations(attributions: Sequence[Attribution], quotations: Sequence[Quoted]) -> list[Attribution]:
    """Return the attributions with the paragraphs that continue their quotations.

    “We will open it in May. / “Not before.” said Ms. Adeyemi's letter: one content of two pieces, unless the tagger
    found that somebody else said the second.
    """
    outer = [quoted for quoted in quotations if quoted.depth == 0]
    taken = [span for attribution in attributions for span in attribution.content]
    stitched = []
    for attribution in attributions:
        following = find_continuations(attribution.content[-1], outer)
        more = [span for span in following if not any(map(span.overlaps, taken))]
        stitched.append(replace(attribution, content=attribution.content + tuple(more)) if more else attribution)
    return stitched


def find_continuations(content: Span, outer: Sequence[Quoted]) -> list[Span]:
    """Return the paragraphs that go on with the quotation in which `content` ends; empty where it is complete."""
    spans: list[Span] = []
    goes_on = False
    for quoted in outer:
        if goes_on:
            spans.append(quoted.span)
            goes_on = quoted.continued
            if not goes_on:
                break
        elif quoted.continued and quoted.span.start <= content.start and content.end >= quoted.span.end - 1:
            goes_on = content.end <= quoted.span.end + 1
    return spans
