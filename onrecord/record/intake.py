"""Many documents into the record, on several processors.

In:   documents as they are read, and how a tagger is made.
Out:  the record with them in it, in the order in which they came; what was done, article by article.
Not here: reading files (read/), one article's statements (extract.py), the writing (write.py).

Only this process writes. What it cannot lose when it is killed is in the file; articles known already are not tagged
again, so the same command goes on where it stopped.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from typing import Protocol

from onrecord.errors import OnRecordError
from onrecord.extract import Tags, extract
from onrecord.record.record import Record
from onrecord.types import LIKELY, Document, Extraction

IN_HAND = 4  # articles per worker that are read ahead; more would only cost memory
COLLECTIONS = (".jsonl", ".ndjson", ".json", ".xml", ".rss", ".atom", ".rdf")
worker_tagger: Tags  # one a worker process, made once


class VersionedTagger(Tags, Protocol):
    """A tagger that says which model it runs."""

    version: str


LoadTagger = Callable[[], VersionedTagger]


@dataclass(frozen=True, slots=True)
class Added:
    """One document that was dealt with: how many statements it gave, None where it had been read so before."""

    document: Document
    statements: int | None


def count_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def describe_model(tagger: VersionedTagger, min_score: float) -> str:
    """Return what is noted as the reader of a document: the tagger's version, and what was left out."""
    return f"{tagger.version} min_score={min_score:g}"


def add_documents(record: Record, documents: Iterable[Document], load_tagger: LoadTagger, workers: int = 1,
                  min_score: float = LIKELY) -> Iterator[Added]:
    """Add every document, and yield what became of each as it is written; the same with any number of workers.

    `load_tagger` is called once in each process, so with several it must be a function that can be pickled.
    """
    tagger = load_tagger()
    model = describe_model(tagger, min_score)

    def wanted(document: Document) -> bool:
        return not record.knows(document, model)

    parted = part_collections(documents)
    for document, extraction in iter_extractions(parted, tagger, load_tagger, workers, min_score, wanted):
        # Everything is written in the order of the documents, so that workers leave no trace in versions either.
        if extraction is None:
            record.touch(document, model)
            yield Added(document, None)
        else:
            # Twins in one run can both be tagged: the first is not yet written when the second is looked up.
            added = record.add(extraction, model)
            yield Added(document, len(extraction) if added else None)


def part_collections(documents: Iterable[Document]) -> Iterator[Document]:
    """Yield the documents, those of a file that holds many with their id in their path: "all.jsonl#a17".

    Such a file says nothing of which article is a new version of which, as a file of one article does.
    """
    path = None
    for document in documents:
        repeated, path = document.path == path, document.path
        if path and (repeated or path == "-" or path.lower().removesuffix(".gz").endswith(COLLECTIONS)):
            document = replace(document, path=f"{path}#{document.id}")
        yield document


def iter_extractions(documents: Iterable[Document], tagger: Tags, load_tagger: LoadTagger, workers: int = 1,
                     min_score: float = LIKELY, wanted: Callable[[Document], bool] | None = None,
                     ) -> Iterator[tuple[Document, Extraction | None]]:
    """Yield each document with what it gave, in order; None for one that is not `wanted`."""
    if workers == 1:
        for document in documents:
            yield document, extract(document, tagger, min_score) if wanted is None or wanted(document) else None
        return
    # Fresh processes: a fork would take over threads and locks of the model's runtime.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=start_worker, initargs=(load_tagger,))
    in_hand: deque[tuple[Document, Future[Extraction] | None]] = deque()
    try:
        for document in documents:
            asked = wanted is None or wanted(document)
            in_hand.append((document, pool.submit(extract_in_worker, document, min_score) if asked else None))
            if len(in_hand) >= workers * IN_HAND:
                yield finish(*in_hand.popleft())
        while in_hand:
            yield finish(*in_hand.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def finish(document: Document, future: Future[Extraction] | None) -> tuple[Document, Extraction | None]:
    """Wait for one document's statements."""
    try:
        return document, future.result() if future else None
    except BrokenProcessPool:
        raise OnRecordError(f"{document.path or document.id}: a worker process died while this or an article beside it "
                            "was read, most likely for want of memory. Run again with --workers 1") from None


def start_worker(load_tagger: LoadTagger) -> None:
    """Make this process's tagger."""
    global worker_tagger
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C stops the writer, and the writer stops its workers
    worker_tagger = load_tagger()


def extract_in_worker(document: Document, min_score: float) -> Extraction:
    """Return a document's statements, by this process's tagger."""
    return extract(document, worker_tagger, min_score)
