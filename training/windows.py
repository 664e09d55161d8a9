"""Annotated articles as windows with gold tags and links, and windows as batches of tensors.

In:   JSON lines with `text` and `attributions` (source, cue, content as [start, end] lists).
Out:  Examples; Batches.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader

from onrecord.read.segment import segment
from onrecord.tag.act import ACTS, PARTS
from onrecord.tag.link import bucket_distance, number_lines
from onrecord.tag.point import ASKERS, FIELDS, LONGEST_STRETCH
from onrecord.tag.wordpieces import END, START, WORD, Window, Wordpieces, iter_windows
from onrecord.types import Act, Document

ROLES = ("source", "cue", "content")
# Where people and the teacher both have marked a window, half of the lesson is the people's: two annotators agree with
# each other on 73 of 100 attributions, and the teacher's doubt says where.
GOLD_SHARE = 0.5
WORKERS = 3
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
    """Windows padded to the longest, and what is marked in them, as numbers of rows.

    `fragments` [f, 3]: window, begin, end. `claims` [c, 2]: row of a content, which of `cues` is its; `sourced` the
    same for a cue, which of `sources` + 1 is its, 0 being none; `near_claims` [c, cues, 2] and `near_sourced`: buckets
    of the distance in words and in lines, -1 for those of other windows. `act_words` and `point_words` [n, 4]: row,
    part, window, word. `pointed` [p, 3]: row of `point_words`, field, window; `near_pointed` [p, words, 2] as above;
    `begins` [p, words + 1]: whether the field begins there, the last being nowhere; `ends` [e, 3]: row of `pointed`,
    first word, size less one.
    """

    pieces: Tensor
    features: Tensor
    first: Tensor
    words: Tensor
    tags: Tensor
    pairs: Tensor
    fragments: Tensor
    cues: Tensor
    sources: Tensor
    claims: Tensor
    near_claims: Tensor
    sourced: Tensor
    near_sourced: Tensor
    act_words: Tensor
    acts: Tensor
    point_words: Tensor
    pointed: Tensor
    near_pointed: Tensor
    begins: Tensor
    ends: Tensor

    def to(self, device: torch.device) -> Batch:
        return Batch(*(getattr(self, each.name).to(device, non_blocking=True) for each in fields(self)))


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
    marked = [*mark_links(examples), *mark_acts(examples), *mark_points(examples, words)]
    return Batch(pieces, features, first, word_mask, tags, pairs, *marked)


def mark_links(examples: list[Example]) -> Iterator[Tensor]:
    """Give the fragments of a batch, and which cue each content has, which source each cue, as Batch has them."""
    offsets = np.cumsum([0, *(len(example.fragments) for example in examples)])
    lines = [number_lines(example.window.first, example.window.place) for example in examples]
    fragments = [(n, begin, end) for n, example in enumerate(examples) for _, begin, end in example.fragments]
    roles = [role for example in examples for role, _, _ in example.fragments]
    table = np.array([(n, begin, lines[n][begin]) for n, begin, _ in fragments], np.int64).reshape(-1, 3)
    cues, sources = ([n for n, role in enumerate(roles) if role == asked] for asked in ("cue", "source"))
    claims = [(low + content, cues.index(low + cue)) for low, example in zip(offsets.tolist(), examples, strict=False)
              for content, cue in sorted(dict(example.claims).items())]
    sourced = [(low + cue, 0 if source < 0 else sources.index(low + source) + 1)
               for low, example in zip(offsets.tolist(), examples, strict=False) if example.claims
               for cue, source in example.sources]
    yield torch.tensor(fragments, dtype=torch.long).view(-1, 3)
    yield torch.tensor(cues, dtype=torch.long)
    yield torch.tensor(sources, dtype=torch.long)
    for chosen, columns in ((claims, cues), (sourced, sources)):
        yield torch.tensor(chosen, dtype=torch.long).view(-1, 2)
        yield bucket_places(table[[row for row, _ in chosen]][:, None], table[columns][None])


def bucket_places(rows: np.ndarray, columns: np.ndarray) -> Tensor:
    """Return how far places (window, word, line) are apart, in buckets of words and of lines, [..., 2]."""
    apart = bucket_distance(rows[..., 1] - columns[..., 1])
    across = np.clip(rows[..., 2] - columns[..., 2], -2, 2) + 2
    near = np.stack([apart, across], -1)
    near[rows[..., 0] != columns[..., 0]] = -1
    return torch.from_numpy(near)


def mark_acts(examples: list[Example]) -> Iterator[Tensor]:
    """Give the words of each attribution whose act is labelled, and the acts, as Batch has them."""
    labelled = [(n, words, act) for n, example in enumerate(examples) for words, act in example.acts]
    yield list_words([(n, words) for n, words, _ in labelled], PARTS)
    yield torch.tensor([act for _, _, act in labelled], dtype=torch.long)


def list_words(asked: list[tuple[int, dict[str, list[int]]]], parts: tuple[str, ...]) -> Tensor:
    """Return row, part, window and word of every word of attributions (window, words), [n, 4]."""
    listed = [(row, part, n, word) for row, (n, words) in enumerate(asked)
              for part, name in enumerate(parts) for word in words[name]]
    return torch.tensor(listed, dtype=torch.long).view(-1, 4)


def mark_points(examples: list[Example], words: int) -> Iterator[Tensor]:
    """Give the attributions whose fields are labelled, and where those begin and end, as Batch has them."""
    asked = [(n, *labelled) for n, example in enumerate(examples) for labelled in example.points]
    yield list_words([(n, attribution) for n, attribution, _ in asked], ASKERS)
    pointed: list[tuple[int, int, int]] = []
    begun: list[tuple[int, int]] = []
    ends: list[tuple[int, int, int]] = []
    anchors = []
    for row, (n, attribution, places) in enumerate(asked):
        anchor = (attribution["cue"] or attribution["content"] or attribution["source"])[0]
        for number, name in enumerate(FIELDS):
            if name not in places:
                continue
            begun += [(len(pointed), begin) for begin, _ in places[name]] or [(len(pointed), words)]
            if number and places[name] and (size := places[name][0][1] - places[name][0][0]) <= LONGEST_STRETCH:
                ends.append((len(pointed), places[name][0][0], size - 1))
            pointed.append((row, number, n))
            anchors.append(anchor)
    yield torch.tensor(pointed, dtype=torch.long).view(-1, 3)
    near = torch.full((len(pointed), words, 2), -1)
    for row, ((_, _, n), anchor) in enumerate(zip(pointed, anchors, strict=True)):
        lines = number_lines(examples[n].window.first, examples[n].window.place)
        near[row, : len(lines), 0] = torch.from_numpy(bucket_distance(np.arange(len(lines)) - anchor))
        near[row, : len(lines), 1] = torch.from_numpy(np.clip(lines - lines[anchor], -2, 2) + 2)
    yield near
    begins = torch.zeros(len(pointed), words + 1, dtype=torch.bool)
    if begun:
        begins[tuple(torch.tensor(begun).T)] = True
    yield begins
    yield torch.tensor(ends, dtype=torch.long).view(-1, 3)


def group_examples(examples: list[Example], pieces: int, shuffle: random.Random | None = None) -> list[list[Example]]:
    """Return groups of about `pieces` wordpieces, windows of like length together, in random order."""
    blur = {n: shuffle.random() * 16 if shuffle else 0 for n in range(len(examples))}
    order = sorted(blur, key=lambda n: len(examples[n].window.pieces) + blur[n])
    groups: list[list[Example]] = [[]]
    for n in order:
        longest = len(examples[n].window.pieces) + 2
        if groups[-1] and (len(groups[-1]) + 1) * longest > pieces:
            groups.append([])
        groups[-1].append(examples[n])
    if shuffle:
        shuffle.shuffle(groups)
    return [group for group in groups if group]


def load_batches(groups: list[list[Example]]) -> Iterable[Batch]:
    """Return the groups as batches; where a GPU waits for them, other processes make them."""
    workers = WORKERS if torch.cuda.is_available() else 0
    return DataLoader(groups, batch_size=None, collate_fn=make_batch, num_workers=workers)  # type: ignore[arg-type]
