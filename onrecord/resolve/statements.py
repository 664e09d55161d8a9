"""From spans to statements: every reading of every attribution, joined.

In:   Document, its Segments, its Attributions.
Out:  Extraction: the statements in order of the text, and who figures in it.
Not here: how any one reading is made; each has its own file, and can be run alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.resolve.acts import find_acts
from onrecord.resolve.passages import find_passages
from onrecord.types import Attribution, Document, Extraction, Segments, Statement


def resolve(document: Document, segments: Segments, attributions: Sequence[Attribution]) -> Extraction:
    """Return the statements that `attributions` make, in order of the text."""
    attributions = sorted(attributions, key=lambda a: min(span.start for span in a.source + a.cue + a.content))
    passages = find_passages(document, segments, attributions)
    acts = find_acts(passages)
    statements = [
        Statement(
            source=passage.attribution.source,
            cue=passage.attribution.cue,
            content=passage.attribution.content,
            quotation=passage.quotation,
            act=act.act,
            negated=act.negated,
            score=passage.attribution.score,
            reasons=act.reasons,
        )
        for passage, act in zip(passages, acts, strict=True)
    ]
    return Extraction(document, tuple(statements))
