"""An attribution together with the words around it, read once for every reading.

In:   Document, Segments, Attributions.
Out:  a Passage for each: its words, its sentence and paragraph, and how much of its content is quoted.
Not here: any reading (acts.py, addressees.py, channels.py, relays.py).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.types import Attribution, Document, Quotation, Segments, Span

WORD = re.compile(r"\w+(?:[’'.]\w+)*")
# A source or a cue that opens so goes on with the words before it: "in |a statement".
OPENS = re.compile(r"(?:an?|the|his|her|their|its)\b", re.I)
# "called for {content an inquiry |via letter to Comey}": how it was said, though it stands in what was.
MEANS = re.compile(
    r"(?P<said>[^“\"]*?)\s+via\s+(?:(?:an?|his|her|their|its)\s+)?(?:[\w-]+\s+)?(?:letter|e-?mail|text|tweet|Twitter|Facebook|"
    r"Instagram|phone|telephone|fax|video|conference call|press release|statement|memo)\b", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One attribution in its place.

    `sentence` holds the cue (without a cue the source, without either the first content); `paragraph` holds the
    sentence. `source`, `cue` and `content` are the words, pieces joined by a space, empty where there is none.
    `said` are all contents that this one is not itself part of, each as far as "via": nothing in them tells of its
    circumstances.
    """

    document: Document
    attribution: Attribution
    sentence: Span
    paragraph: Span
    source: str
    cue: str
    content: str
    quotation: Quotation
    said: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where the attribution begins."""
        return min(span.start for span in self.spans)

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(span.end for span in self.spans)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every span of it, role by role."""
        return self.attribution.source + self.attribution.cue + self.attribution.content

    def locate(self, start: int, end: int) -> Span:
        """Return where `content[start:end]` stands in the article; cut at the end of the piece it begins in."""
        for span in self.attribution.content:
            if start < len(span):
                return Span(span.start + start, min(span.start + end, span.end))
            start, end = start - len(span) - 1, end - len(span) - 1
        raise ValueError(f"Passage.locate({start}, {end}): beyond the content")


def find_passages(document: Document, segments: Segments, attributions: Sequence[Attribution]) -> list[Passage]:
    """Return a passage for each attribution, in the order given."""
    contents = sorted({_cut_means(document, span) for attribution in attributions for span in attribution.content})
    return [_place(document, segments, attribution, contents) for attribution in attributions]


def _cut_means(document: Document, content: Span) -> Span:
    means = MEANS.match(document.text, content.start, content.end)
    return Span(content.start, means.end("said")) if means else content


def is_means(passage: Passage, span: Span) -> bool:
    """True for words of the content that tell how it was said: "called for an inquiry |via letter"."""
    content = passage.attribution.content
    return any(map(span.overlaps, content)) and not any(map(span.overlaps, passage.said))


def find_quotation(document: Document, segments: Segments, attribution: Attribution) -> Quotation:
    """Return whether the content stands between quotation marks: wholly, not at all, or partly.

    Marks that also enclose the cue are somebody else's: in “He said it was over,” Ms. Park recalled, the words
    "it was over" are quoted from Ms. Park, and he is quoted indirectly.
    """
    frame = attribution.cue or attribution.source
    spans = attribution.content
    first, last = spans[0].start, max(span.end for span in spans)
    quoted = [
        q.span
        for q in segments.quotations
        if q.span.start < last and first < q.span.end and not any(q.span.contains(span) for span in frame)
    ]
    words = [word.start() + span.start for span in spans for word in WORD.finditer(document.quote(span))]
    inside = sum(any(span.start <= place < span.end for span in quoted) for place in words)
    if inside == 0:
        return Quotation.INDIRECT
    return Quotation.DIRECT if inside == len(words) else Quotation.MIXED


def find_frame(passage: Passage) -> list[Span]:
    """Return the stretches of the sentence, and of the cue, that are no content: where circumstances are told.

    In a statement {content “I will,”} {source she} {cue said} on Monday {content “and soon.”}
        -> "said on Monday ", "In a statement ", " she "
    The stretch with the cue comes first: what stands beside it belongs to it most surely. A phrase never runs
    across the start of a source or a cue: "In a meeting with the board |Mr. Park said".
    """
    attribution = passage.attribution
    start = min([passage.sentence.start, *(span.start for span in attribution.cue)])
    end = max([passage.sentence.end, *(span.end for span in attribution.cue)])
    stretches: list[Span] = []
    for content in passage.said:
        if content.end <= start or content.start >= end:
            continue
        if start < min(content.start, end):
            stretches.append(Span(start, min(content.start, end)))
        start = max(start, content.end)
    if start < end:
        stretches.append(Span(start, end))
    cut = [piece for stretch in stretches for piece in cut_span(stretch, find_edges(passage))]
    anchors = attribution.cue or attribution.source
    return sorted(cut, key=lambda stretch: not any(stretch.contains(span) for span in anchors))


def find_edges(passage: Passage) -> list[int]:
    """Return where the source and the cue start that begin a phrase of their own; "in |a statement" does not."""
    spans = passage.attribution.source + passage.attribution.cue
    return [span.start for span in spans if not OPENS.match(passage.document.text, span.start)] + [
        span.start for span in passage.attribution.source
    ]


def cut_span(span: Span, places: Sequence[int]) -> list[Span]:
    """Return `span` cut at the `places` inside it, in order."""
    edges = [span.start, *sorted({place for place in places if span.start < place < span.end}), span.end]
    return [Span(start, end) for start, end in zip(edges, edges[1:], strict=False)]


def find_home(spans: Sequence[Span], place: int) -> Span | None:
    """Return the one of `spans` (in order, not overlapping) that holds the character `place`, or None."""
    index = bisect_right(spans, place, key=lambda span: span.start) - 1
    return spans[index] if index >= 0 and place < spans[index].end else None


def _place(
    document: Document, segments: Segments, attribution: Attribution, contents: Sequence[Span]
) -> Passage:
    anchor = (attribution.cue or attribution.source or attribution.content)[0]
    # An attribution in boilerplate, or in a text that was not divided, is its own sentence.
    sentence = find_home(segments.sentences, anchor.start) or anchor
    paragraph = find_home(segments.paragraphs, anchor.start) or sentence

    def words(spans: Sequence[Span]) -> str:
        return " ".join(document.quote(span) for span in spans)

    return Passage(
        document,
        attribution,
        sentence,
        paragraph,
        words(attribution.source),
        words(attribution.cue),
        words(attribution.content),
        find_quotation(document, segments, attribution),
        tuple(span for span in contents if not span.contains(anchor)),
    )
