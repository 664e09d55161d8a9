"""The tagger: a document's attributions, by a small transformer on the CPU.

In:   a Document and how it is divided (Segments).
Out:  its Attributions in order of the text. Headings, body and quotations are read; boilerplate is not.
Not here: how a word becomes numbers (wordpieces.py), how scores become spans (decode.py, link.py).

This is the only module that imports ONNX Runtime. One window is one run, so an article's answer never depends on what
else is read, in which order, or by how many threads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onrecord.errors import ModelMismatch
from onrecord.tag.decode import Fragment, decode_tags, find_fragments
from onrecord.tag.layout import read_layout
from onrecord.tag.link import Link, LinkTables, link_fragments, number_lines
from onrecord.tag.stitch import stitch_quotations
from onrecord.tag.wordpieces import END, START, Window, Wordpieces, iter_windows
from onrecord.types import Attribution, Document, Segments, Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FORMAT = 1
PACKAGED = Path(__file__).parent.parent / "data" / "tagger"
# Windows decoded in step; more does not go faster, and memory stays bounded for texts of any length.
WINDOWS_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Calibration:
    """From how sure the network was to how often it was right: logistic, fitted on PolNeAR's dev part."""

    intercept: float
    slope: float

    def __call__(self, score: float) -> float:
        logit = np.log(max(score, 1e-6) / max(1 - score, 1e-6))
        return float(1 / (1 + np.exp(-(self.intercept + self.slope * logit))))


class Tagger:
    """A loaded model. Make one with `Tagger.load()` and hand it on; it keeps no state between calls.

    `version` names the weights, and goes into the record with every reading; `multiply_adds` is what a wordpiece costs.
    """

    def __init__(self, session: InferenceSession, wordpieces: Wordpieces, tables: dict, threads: int = 1) -> None:
        self._session = session
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._wordpieces = wordpieces
        self._after = np.array(tables["after"], np.float32)
        self._first = np.array(tables["first"], np.float32)
        self._links = LinkTables(np.array(tables["distance"], np.float32), np.array(tables["lines"], np.float32))
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
        session = onnxruntime.InferenceSession(str(files / "tagger.onnx"), options, providers=["CPUExecutionProvider"])
        return cls(session, Wordpieces((files / "pieces.txt").read_text("utf-8").splitlines()), tables, threads)

    def tag(self, document: Document, segments: Segments) -> list[Attribution]:
        """Return the attributions of one article, in order of the text; an empty list where nobody says anything."""
        windows = self.iter_windows(document, segments)
        found: list[Attribution] = []
        while some := list(islice(windows, WINDOWS_AT_ONCE)):
            found.extend(self._tag_windows(some))
        found = read_layout(document, segments, stitch_quotations(found, segments.quotations))
        return sorted(found, key=lambda a: min(span.start for span in (*a.source, *a.cue, *a.content)))

    def iter_windows(self, document: Document, segments: Segments) -> Iterator[Window]:
        """Yield what the network reads at a time."""
        return iter_windows(document.text, segments.paragraphs, self._wordpieces)

    def _tag_windows(self, windows: list[Window]) -> Iterator[Attribution]:
        outputs = list((self._pool.map if self._pool else map)(self._run, windows))
        decoded = decode_tags([scores for scores, _ in outputs], self._after, self._first)
        for window, (scores, vectors), tags in zip(windows, outputs, decoded, strict=True):
            fragments = find_fragments(tags, scores)
            lines = number_lines(window.first, window.place)
            for link in link_fragments(fragments, vectors, lines, self._links):
                yield self._attribute(window, fragments, link)

    def _run(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        pieces = np.array([[START, *window.pieces, END]], np.int64)
        features = np.zeros((1, len(window.pieces) + 2, 4), np.int64)
        features[0, 1:-1] = np.array([window.case, window.mark, window.quoted, window.place]).T
        inputs = {"pieces": pieces, "features": features, "first": np.array(window.first, np.int64) + 1}
        scores, vectors = self._session.run(None, inputs)
        return scores, vectors

    def _attribute(self, window: Window, fragments: list[Fragment], link: Link) -> Attribution:
        def span(number: int) -> Span:
            fragment = fragments[number]
            return Span(window.starts[fragment.begin], window.ends[fragment.end - 1])

        source = () if link.source is None else (span(link.source),)
        contents = tuple(span(number) for number in link.contents)
        return Attribution(source, (span(link.cue),), contents, round(self._calibrate(link.score), 4))
