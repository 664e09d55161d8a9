"""The tagger: a document's attributions, by a small transformer on the CPU.

In:   a Document and how it is divided (Segments).
Out:  its Attributions in order of the text. Headings, body and quotations are read; boilerplate is not.
Not here: how a word becomes numbers (wordpieces.py), how scores become spans (decode.py, link.py).

This is the only module that imports ONNX Runtime. One window is one run, so an article's answer never depends on what
else is read, in which order, or by how many threads.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain, islice, tee
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.errors import ModelMismatch
from onrecord.tag.act import ActTable, weigh_acts
from onrecord.tag.decode import Fragment, decode_tags, find_fragments, forbid_tags
from onrecord.tag.layout import read_layout
from onrecord.tag.link import Link, LinkTables, link_fragments, number_lines
from onrecord.tag.point import PointTables, find_stretches
from onrecord.tag.stitch import stitch_quotations
from onrecord.tag.wordpieces import END, START, Window, Wordpieces, find_breaks, iter_windows
from onrecord.types import Attribution, Document, Pointer, Segments, Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FORMAT = 3
PACKAGED = Path(__file__).parent.parent / "data" / "tagger"
# Windows decoded in step; more does not go faster, and memory stays bounded for texts of any length.
WINDOWS_AT_ONCE = 32
# Where a word begins anew, nothing goes on.
NO_INSIDE = forbid_tags()[1]
# "Nothing was said": what nobody says, and is nothing, is no attribution.
NOTHING = ("nothing", "anything")


@dataclass(frozen=True, slots=True)
class Calibration:
    """From how sure the network was to how often it was right: logistic, fitted on PolNeAR's dev part."""

    intercept: float
    slope: float

    def __call__(self, score: float) -> float:
        logit = np.log(max(score, 1e-6) / max(1 - score, 1e-6))
        return float(1 / (1 + np.exp(-(self.intercept + self.slope * logit))))


class Output(NamedTuple):
    """What the network says of a window's words: [words, 7] tag scores; vectors for links, for acts, for pointers."""

    tags: np.ndarray
    links: np.ndarray
    acts: np.ndarray
    points: np.ndarray


class Tagger:
    """A loaded model. Make one with `Tagger.load()` and hand it on; it keeps no state between calls.

    `version` names the weights, and goes into the record with every reading; `multiply_adds` is what a wordpiece costs.
    """

    def __init__(self, session: InferenceSession, wordpieces: Wordpieces, tables: dict, threads: int = 1) -> None:
        self._session = session
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._wordpieces = wordpieces
        self.after = np.array(tables["after"], np.float32)
        self.first = np.array(tables["first"], np.float32)
        self.links = LinkTables(np.array(tables["distance"], np.float32), np.array(tables["lines"], np.float32))
        self._act = ActTable(*(np.array(tables["act"][part], np.float32) for part in ("weight", "bias")))
        self._points = PointTables(**{name: np.array(table, np.float32) for name, table in tables["points"].items()})
        self._calibrate = Calibration(**tables["calibration"])
        self.version: str = tables["version"]
        self.multiply_adds: int = tables["multiply_adds"]

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 1) -> Tagger:
        """Return the tagger of the package, or of a folder that `training.export` wrote.

        With `threads`, that many windows are read at once, each on a core of its own.
        Raises ModelMismatch when the folder's model belongs to another version of onrecord.
        """
        import onnxruntime

        files = Path(folder) if folder else PACKAGED
        tables = json.loads((files / "tagger.json").read_text("utf-8"))
        if tables.get("format") != FORMAT:
            raise ModelMismatch(
                f"{files}: the model has format {tables.get('format')}, this version needs {FORMAT}. "
                "Install the tagger that belongs to it: pip install -U onrecord"
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # More than the basic ones fuse sums into norms, an operator that is slower than its parts on a CPU: 6 % in all.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        session = onnxruntime.InferenceSession(str(files / "tagger.onnx"), options, providers=["CPUExecutionProvider"])
        return cls(session, Wordpieces((files / "pieces.txt").read_text("utf-8").splitlines()), tables, threads)

    def tag(self, document: Document, segments: Segments) -> list[Attribution]:
        """Return the attributions of one article, in order of the text; an empty list where nobody says anything."""
        windows = self.iter_windows(document, segments)
        found: list[Attribution] = []
        while first := next(windows, None):
            found.extend(self._tag_windows(document.text, chain([first], islice(windows, WINDOWS_AT_ONCE - 1))))
        found = read_layout(document, segments, stitch_quotations(found, segments.quotations))
        found = [one for one in found if one.source or document.quote(one.content[0]).lower() not in NOTHING]
        return sorted(found, key=lambda a: min(span.start for span in (*a.source, *a.cue, *a.content)))

    def iter_windows(self, document: Document, segments: Segments) -> Iterator[Window]:
        """Yield what the network reads at a time."""
        return iter_windows(document.text, segments.paragraphs, self._wordpieces)

    def _tag_windows(self, text: str, windows: Iterable[Window]) -> Iterator[Attribution]:
        # With threads, the first windows are run while the later ones are still made.
        windows, ahead = tee(windows)
        outputs = list((self._pool.map if self._pool else map)(self.run, ahead))
        windows = list(windows)
        for window, output in zip(windows, outputs, strict=True):
            output.tags[find_breaks(text, window)] += NO_INSIDE
        decoded = decode_tags([output.tags for output in outputs], self.after, self.first)
        for window, output, tags in zip(windows, outputs, decoded, strict=True):
            fragments = find_fragments(tags, output.tags)
            lines = number_lines(window.first, window.place)
            for link in link_fragments(fragments, output.links, lines, self.links):
                found = self._attribute(window, fragments, link)
                yield self._read(window, output, lines, found)

    def read(self, document: Document, segments: Segments, attributions: Sequence[Attribution]) -> list[Attribution]:
        """Return attributions that somebody else marked, each with its acts and pointers."""
        known = list(attributions)
        for window in self.iter_windows(document, segments):
            inside = Span(window.starts[0], window.ends[-1])
            here = [n for n, one in enumerate(known) if inside.contains((*one.cue, *one.content)[0])]
            if not here:
                continue
            output, lines = self.run(window), number_lines(window.first, window.place)
            for n in here:
                known[n] = self._read(window, output, lines, known[n])
        return known

    def _read(self, window: Window, output: Output, lines: np.ndarray, attribution: Attribution) -> Attribution:
        """Return an attribution of this window with its acts and pointers."""

        def number(spans: tuple[Span, ...]) -> list[int]:
            ranges = (range(bisect_right(window.ends, s.start), bisect_left(window.starts, s.end)) for s in spans)
            return [word for words in ranges for word in words]

        content = number(attribution.content)
        parts = {"cue": number(attribution.cue), "content": content, "source": number(attribution.source)}
        acts = weigh_acts(output.acts, {**parts, "opening": content[:1]}, self._act)
        pointers = tuple(
            Pointer(found.field, Span(window.starts[found.begin], window.ends[found.end - 1]), found.score)
            for found in find_stretches(output.points, parts, lines, self._points)
        )
        return replace(attribution, acts=acts, pointers=pointers)

    def run(self, window: Window) -> Output:
        """Return what the network says of one window, before anything is decoded."""
        pieces = np.array([[START, *window.pieces, END]], np.int64)
        features = np.zeros((1, len(window.pieces) + 2, 4), np.int64)
        features[0, 1:-1] = np.array([window.case, window.mark, window.quoted, window.place]).T
        inputs = {"pieces": pieces, "features": features, "first": np.array(window.first, np.int64) + 1}
        return Output(*self._session.run(None, inputs))

    def _attribute(self, window: Window, fragments: list[Fragment], link: Link) -> Attribution:
        def span(number: int) -> Span:
            fragment = fragments[number]
            return Span(window.starts[fragment.begin], window.ends[fragment.end - 1])

        source = () if link.source is None else (span(link.source),)
        contents = tuple(span(number) for number in link.contents)
        return Attribution(source, (span(link.cue),), contents, round(self._calibrate(link.score), 4))
