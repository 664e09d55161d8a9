"""How much of an article's body the HTML reader finds, next to trafilatura used bare.

In:   a folder with ground-truth*.jsonl (id, html, body) and the pages it names, gzipped.
Out:  precision, recall and F1 of word shingles for both, one line each; exits 1 where ours is below the bare extractor.

    python bench/extraction.py ../shared/data/article-extraction

The measure is that of the article extraction benchmark the pages come from: shingles of four words, counted as often as
they occur, precision and recall averaged over the pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import trafilatura

from onrecord.errors import UnreadableDocument
from onrecord.read.encoding import decode
from onrecord.read.html import find_charset, read_page

SHINGLE_WORDS = 4
WORD = re.compile(r"\w+")


def count_shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return how often each run of four words occurs; a shorter text is one run."""
    words = WORD.findall(text)
    starts = range(max(1, len(words) - SHINGLE_WORDS + 1)) if words else range(0)
    return Counter(tuple(words[start : start + SHINGLE_WORDS]) for start in starts)


def score_page(found: str, body: str) -> tuple[float | None, float | None]:
    """Return precision and recall of one page; None where there is nothing to divide by."""
    ours, gold = count_shingles(found), count_shingles(body)
    common = (ours & gold).total()
    return (common / ours.total() if ours else None, common / gold.total() if gold else None)


def read_ours(page: bytes) -> str:
    try:
        return read_page(decode(page, "page", find_charset(page))[0], "page").text
    except UnreadableDocument:
        return ""


def read_bare(page: bytes) -> str:
    return trafilatura.extract(page, fast=True, with_metadata=False) or ""


def score_reader(read: Callable[[bytes], str], pages: list[tuple[bytes, str]]) -> dict[str, float]:
    """Return the averages over all pages, and pages a second."""
    started = time.perf_counter()
    texts = [read(page) for page, _ in pages]
    seconds = time.perf_counter() - started
    scores = [score_page(text, body) for text, (_, body) in zip(texts, pages, strict=True)]
    precisions = [precision for precision, _ in scores if precision is not None]
    recalls = [recall for _, recall in scores if recall is not None]
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    f1 = 2 * precision * recall / (precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1, "pages_per_second": len(pages) / seconds}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/data/article-extraction"))
    folder = parser.parse_args().folder
    rows = [json.loads(line) for path in sorted(folder.glob("ground-truth*.jsonl")) for line in path.open("rb")]
    pages = [(gzip.decompress((folder / row["html"]).read_bytes()), row["body"]) for row in rows]
    if not pages:
        sys.exit(f"{folder}: no pages. Name the folder that holds ground-truth.jsonl.")
    scores = {name: score_reader(read, pages) for name, read in (("onrecord", read_ours), ("trafilatura", read_bare))}
    for name, score in scores.items():
        print(json.dumps({"reader": name, "pages": len(pages), **{key: round(v, 4) for key, v in score.items()}}))
    return int(scores["onrecord"]["f1"] < scores["trafilatura"]["f1"])


if __name__ == "__main__":
    sys.exit(main())
