"""Annotated articles as windows with gold tags and links, and windows as batches of tensors.

In:   JSON lines with `text` and `attributions` (source, cue, content as [start, end] lists).
Out:  Examples; Batches.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from onrecord.read.segment import segment
from onrecord.tag.link import number_lines
from onrecord.tag.wordpieces import END, START, Window, Wordpieces, iter_windows
from onrecord.types import Document

ROLES = ("source", "cue", "content")
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(slots=True)
class Example:
    """One window: words as read, a gold tag each, fragments (role, begin, end), and who belongs to whom.

    `claims`: (content, cue) pairs; `sources`: (cue, source) pairs, source -1 where the cue has none.
    """

    window: Window
    tags: list[int]
    fragments: list[tuple[str, int, int]]
    claims: list[tuple[int, int]] = field(default_factory=list)
    sources: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Batch:
    pieces: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor
    tags: Tensor
    lines: list[Any]
    examples: list[Example]


def read_articles(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def make_examples(article: dict[str, Any], wordpieces: Wordpieces, straight: bool = False) -> list[Example]:
    """Return the windows of one article with their gold; `straight` turns its quotation marks into typewriter ones."""
    text = article["text"].translate(STRAIGHT) if straight else article["text"]
    paragraphs = segment(Document(text)).paragraphs
    return [mark_window(window, article["attributions"]) for window in iter_windows(text, paragraphs, wordpieces)]


def mark_window(window: Window, attributions: list[dict[str, Any]]) -> Example:
    """Return the window with the attributions that lie in it; a fragment that others share is marked once."""
    places: dict[tuple[str, int, int], int] = {}
    example = Example(window, [0] * len(window.starts), [])

    def find(role: str, start: int, end: int) -> int | None:
        inside = [n for n, (a, b) in enumerate(zip(window.starts, window.ends, strict=True)) if a < end and start < b]
        if not inside:
            return None
        begin, stop = inside[0], inside[-1] + 1
        if (role, begin, stop) not in places:
            if any(example.tags[begin:stop]):
                return None  # a word has one role; the corpus breaks this a handful of times
            tag = 2 * ROLES.index(role) + 1
            example.tags[begin:stop] = [tag] + [tag + 1] * (stop - begin - 1)
            places[role, begin, stop] = len(example.fragments)
            example.fragments.append((role, begin, stop))
        return places[role, begin, stop]

    low, high = window.starts[0], window.ends[-1]
    for attribution in attributions:
        found = {
            role: [n for a, b in attribution[role] if a < high and low < b and (n := find(role, a, b)) is not None]
            for role in ROLES
        }
        if not found["cue"]:
            continue
        cue = found["cue"][0]
        example.claims.extend((content, cue) for content in found["content"])
        if found["source"] or not attribution["source"]:
            example.sources.append((cue, found["source"][0] if found["source"] else -1))
    return example


def make_batch(examples: list[Example]) -> Batch:
    """Return examples padded to the longest, with START and END around the pieces."""
    longest = max(len(e.window.pieces) for e in examples) + 2
    words = max(len(e.tags) for e in examples)
    count = len(examples)
    pieces, features = torch.zeros(count, longest, dtype=torch.long), torch.zeros(count, longest, 4, dtype=torch.long)
    mask = torch.zeros(count, longest, dtype=torch.bool)
    first, tags = torch.zeros(count, words, dtype=torch.long), torch.zeros(count, words, dtype=torch.long)
    word_mask = torch.zeros(count, words, dtype=torch.bool)
    for n, example in enumerate(examples):
        window = example.window
        size = len(window.pieces)
        pieces[n, : size + 2] = torch.tensor([START, *window.pieces, END])
        features[n, 1 : size + 1] = torch.tensor([window.case, window.mark, window.quoted, window.place]).T
        mask[n, : size + 2] = True
        first[n, : len(window.first)] = torch.tensor(window.first) + 1
        tags[n, : len(example.tags)] = torch.tensor(example.tags)
        word_mask[n, : len(example.tags)] = True
    lines = [number_lines(e.window.first, e.window.place) for e in examples]
    return Batch(pieces, features, mask, first, word_mask, tags, lines, examples)


def iter_batches(examples: list[Example], pieces: int, shuffle: random.Random | None = None) -> Iterator[Batch]:
    """Yield batches of about `pieces` wordpieces, windows of like length together, in random order."""
    blur = {n: shuffle.random() * 16 if shuffle else 0 for n in range(len(examples))}
    order = sorted(blur, key=lambda n: len(examples[n].window.pieces) + blur[n])
    groups: list[list[int]] = [[]]
    for n in order:
        longest = len(examples[n].window.pieces) + 2
        if groups[-1] and (len(groups[-1]) + 1) * longest > pieces:
            groups.append([])
        groups[-1].append(n)
    if shuffle:
        shuffle.shuffle(groups)
    for group in groups:
        yield make_batch([examples[n] for n in group])
