"""Annotated articles as windows with gold tags and links, and windows as batches of tensors.

In:   JSON lines with `text` and `attributions` (source, cue, content as [start, end] lists).
Out:  Examples; Batches.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from onrecord.read.segment import segment
from onrecord.tag.act import ACTS
from onrecord.tag.link import number_lines
from onrecord.tag.point import FIELDS
from onrecord.tag.wordpieces import END, START, WORD, Window, Wordpieces, iter_windows
from onrecord.types import Act, Document

ROLES = ("source", "cue", "content")
# Where people and the teacher both have marked a window, half of the lesson is the people's: two annotators agree with
# each other on 73 of 100 attributions, and the teacher's doubt says where.
GOLD_SHARE = 0.5
AFTER_NAMES = frozenset(("Jr", "Sr", "II", "III", "s"))
# Where each field stands that an attribution is labelled with, in characters.
Pointed = dict[str, list[tuple[int, int]]]
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(slots=True)
class Example:
    """One window: words as read, a gold tag each, fragments (role, begin, end), and who belongs to whom.

    `claims`: (content, cue) pairs; `sources`: (cue, source) pairs, source -1 where the cue has none. `acts`: the
    words of each of PARTS and the number of the act, for the attributions whose act is labelled; `points`: the same
    words and, for each field of onrecord.tag.point that is labelled, where it stands, nowhere being an empty list.
    `soft`: a teacher's marginals of tags and of pairs; `gold` is False where the tags are the teacher's too.
    """

    window: Window
    tags: list[int]
    fragments: list[tuple[str, int, int]]
    claims: list[tuple[int, int]] = field(default_factory=list)
    sources: list[tuple[int, int]] = field(default_factory=list)
    acts: list[tuple[dict[str, list[int]], int]] = field(default_factory=list)
    soft: tuple[np.ndarray, np.ndarray] | None = None
    gold: bool = True
    points: list[tuple[dict[str, list[int]], dict[str, list[tuple[int, int]]]]] = field(default_factory=list)

    @property
    def key(self) -> tuple[int, int]:
        """Where the window begins in its article and how many words it has."""
        return self.window.starts[0], len(self.tags)


@dataclass(slots=True)
class Batch:
    pieces: Tensor
    features: Tensor
    first: Tensor
    words: Tensor
    tags: Tensor
    pairs: Tensor
    lines: list[Any]
    examples: list[Example]


def read_articles(path: Path) -> list[dict[str, Any]]:
    """Return the articles of a file. GUM's attributions have no `content`, but the subtree that is attributed."""
    articles = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    for article in articles:
        for attribution in article.get("attributions", ()):
            attribution.setdefault("content", attribution.get("content_tree"))
    return articles


def read_acts(path: Path) -> dict[str, dict[int, Act]]:
    """Return for each labelled article the acts of its attributions, by their place in the article.

    A line of the file: an article's id, and the acts in order, "-" where there is no saying.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["article"]: row["acts"].split() for row in csv.DictReader(file)}
    return {article: {n: Act(act) for n, act in enumerate(acts) if act != "-"} for article, acts in rows.items()}


def read_points(path: Path, articles: list[dict[str, Any]], held_back: frozenset[str]) -> dict[str, dict[int, Pointed]]:
    """Return for each labelled article where its attributions' fields stand, by their place in the article.

    `path` is statements.csv. A person's name is pointed at wherever its last word stands; what else speaks, what
    several say, and words without a place are not labelled.
    """
    texts = {article["id"]: article["text"] for article in articles}
    found: dict[str, dict[int, Pointed]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name, text = row["article"], texts.get(row["article"])
            if text is None or name in held_back:
                continue
            pointed = {field: [read_place(place) for place in row[field].split()]
                       for field in FIELDS[1:] if "?" not in row[field]}
            known = "?" not in row["speaker"] and " " not in row["speaker"]
            if known and row["kind"] == "person" and row["named"] == "1":
                start, end = read_place(row["speaker"])
                last = [word for word in WORD.findall(text[start:end]) if word not in AFTER_NAMES and word[0].isalpha()]
                if last:
                    pointed["speaker"] = [match.span() for match in re.finditer(rf"\b{last[-1]}\b", text)]
            found.setdefault(name, {})[int(row["attribution"])] = pointed
    return found


def read_place(words: str) -> tuple[int, int]:
    """Return "12-20" as numbers."""
    start, end = words.split("-")
    return int(start), int(end)


def make_examples(article: dict[str, Any], wordpieces: Wordpieces, straight: bool = False) -> list[Example]:
    """Return the windows of one article with their gold; `straight` turns its quotation marks into typewriter ones."""
    text = article["text"].translate(STRAIGHT) if straight else article["text"]
    paragraphs = segment(Document(text)).paragraphs
    windows = iter_windows(text, paragraphs, wordpieces)
    labels = article.get("acts", {}), article.get("points", {})
    return [mark_window(window, article.get("attributions", []), *labels) for window in windows]


def mark_window(
    window: Window, attributions: list[dict[str, Any]], acts: dict[int, Act], points: dict[int, Pointed]
) -> Example:
    """Return the window with the attributions that lie in it; a fragment that others share is marked once."""
    places: dict[tuple[str, int, int], int] = {}
    example = Example(window, [0] * len(window.starts), [])

    def cover(start: int, end: int) -> tuple[int, int] | None:
        inside = [n for n, (a, b) in enumerate(zip(window.starts, window.ends, strict=True)) if a < end and start < b]
        return (inside[0], inside[-1] + 1) if inside else None

    def find(role: str, start: int, end: int) -> int | None:
        covered = cover(start, end)
        if covered is None:
            return None
        begin, stop = covered
        if (role, begin, stop) not in places:
            if any(example.tags[begin:stop]):
                return None  # a word has one role; the corpus breaks this a handful of times
            tag = 2 * ROLES.index(role) + 1
            example.tags[begin:stop] = [tag] + [tag + 1] * (stop - begin - 1)
            places[role, begin, stop] = len(example.fragments)
            example.fragments.append((role, begin, stop))
        return places[role, begin, stop]

    low, high = window.starts[0], window.ends[-1]
    for number, attribution in enumerate(attributions):
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
        words = {role: [word for n in found[role] for word in range(*example.fragments[n][1:])] for role in ROLES}
        if number in acts and found["content"]:
            example.acts.append(({**words, "opening": words["content"][:1]}, ACTS.index(acts[number])))
        if number in points:
            pointed = {field: [covered for place in stood if (covered := cover(*place))]
                       for field, stood in points[number].items()}
            example.points.append((words, pointed))
    return example


def make_batch(examples: list[Example]) -> Batch:
    """Return examples padded to the longest, with START and END around the pieces."""
    longest = max(len(e.window.pieces) for e in examples) + 2
    words = max(len(e.tags) for e in examples)
    count = len(examples)
    pieces, features = torch.zeros(count, longest, dtype=torch.long), torch.zeros(count, longest, 4, dtype=torch.long)
    first = torch.zeros(count, words + 2, dtype=torch.long)
    tags, pairs = torch.zeros(count, words, 7), torch.zeros(count, 7, 7)
    word_mask = torch.zeros(count, words, dtype=torch.bool)
    for n, example in enumerate(examples):
        window = example.window
        size = len(window.pieces)
        pieces[n, : size + 2] = torch.tensor([START, *window.pieces, END])
        features[n, 1 : size + 1] = torch.tensor([window.case, window.mark, window.quoted, window.place]).T
        first[n, 1 : len(window.first) + 2] = torch.tensor([*window.first, size]) + 1
        share = GOLD_SHARE if example.gold and example.soft else float(example.gold)
        if share:
            gold = torch.tensor(example.tags)
            tags[n, : len(gold)] = share * torch.nn.functional.one_hot(gold, 7)
            pairs[n].index_put_((gold[:-1], gold[1:]), torch.full((len(gold) - 1,), share), accumulate=True)
        if example.soft:
            tags[n, : len(example.tags)] += (1 - share) * torch.from_numpy(example.soft[0])
            pairs[n] += (1 - share) * torch.from_numpy(example.soft[1])
        word_mask[n, : len(example.tags)] = True
    lines = [number_lines(e.window.first, e.window.place) for e in examples]
    return Batch(pieces, features, first, word_mask, tags, pairs, lines, examples)


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
