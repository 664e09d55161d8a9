"""What several networks together make of many articles, as lessons for one small one (Hinton et al. 2015).

    python -m training.teach work/teacher-*.pt --gold ../shared/data/polnear/train.jsonl
        --silver ../shared/data/wikinews/wikinews-2019-2020.train.jsonl --out work/lessons.pt

In:   trained networks of one vocabulary, as train.py wrote them; annotated articles, and articles without annotations.
      Their scores are averaged word by word; links are those of the first.
Out:  for the annotated windows the marginals, of those networks only that did not learn from the article, where there
      are such; for the others whole Examples, tags and links being the teachers' own.
Not here: learning from them (train.py).

Without --out, the networks are scored together on the annotated articles, so that they can be judged before export:

    python -m training.teach work/tagger.pt --gold ../shared/data/polnear/dev.jsonl
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from bench.attributions import print_scores, read_gold
from onrecord.evaluate import score_article, score_articles
from onrecord.read.segment import segment
from onrecord.tag import Tagger
from onrecord.tag.decode import decode_tags, find_fragments
from onrecord.tag.link import LinkTables, link_fragments, number_lines
from onrecord.tag.wordpieces import Wordpieces
from onrecord.types import Document
from training.export import describe_tables
from training.network import find_marginals, load_network
from training.train import is_left_out
from training.windows import Batch, Example, group_examples, load_batches, make_examples, read_articles

BATCH_PIECES = 8192


class Committee:
    """Networks that are heard together; stands where a Tagger runs an exported one."""

    def __init__(self, paths: list[Path]) -> None:
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        read = [load_network(path) for path in paths]
        if any(vocabulary != read[0][1] for _, vocabulary in read):
            raise ValueError(f"The networks of {', '.join(map(str, paths))} have different vocabularies.")
        self.networks = [network.to(self.device) for network, _ in read]
        self.vocabulary = read[0][1]
        self.folds = [torch.load(path, weights_only=False, mmap=True).get("leave_out") for path in paths]

    def read(self, pieces: Tensor, features: Tensor, first: Tensor, heard: Tensor) -> tuple[Tensor, ...]:
        """Return scores, link vectors of the first network, and the CRF's tables, for each window [batch, ...].

        `heard` is [batch, networks], how much each network counts.
        """
        given = []
        for network in self.networks:
            with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
                encoded = network.encode(pieces, features, first)
            given.append(network.read(encoded.float()))
        scores = torch.einsum("bn,nbwt->bwt", heard, torch.stack([tags for tags, *_ in given]))
        after = torch.stack([network.after + network.forbidden_after for network in self.networks])
        begin = torch.stack([network.first + network.forbidden_first for network in self.networks])
        return scores, *given[0][1:], torch.einsum("bn,nij->bij", heard, after), heard @ begin

    def run(self, _names: None, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        """Return scores and vectors of one window, as ONNX Runtime would."""
        pieces, features = (torch.from_numpy(inputs[name]).to(self.device) for name in ("pieces", "features"))
        first = torch.tensor([[0, *inputs["first"], pieces.shape[1] - 1]], device=self.device)
        heard = torch.full((1, len(self.networks)), 1 / len(self.networks), device=self.device)
        with torch.no_grad():
            return [values[0].cpu().numpy() for values in self.read(pieces, features, first, heard)[:4]]

    def describe(self) -> dict[str, Any]:
        """Return what decoding needs: the first network's tables, with the CRF of all."""
        described = describe_tables(self.networks[0], "unexported")
        for name in ("after", "first"):
            described[name] = np.mean([describe_tables(n, "")[name] for n in self.networks], 0).tolist()
        return described

    def weigh(self, article: str) -> list[float]:
        """Return how much each network counts for an article: those that left it out, or all."""
        left = [bool(article) and is_left_out(article, fold) for fold in self.folds]
        return [each / sum(left) for each in left] if any(left) else [1 / len(left)] * len(left)

    def teach(self, articles: list[dict[str, Any]], known: bool) -> Iterator[tuple[str, Example]]:
        """Give the windows of articles with the committee's marginals; where nobody has, it marks and links them.

        `known`: the articles are annotated. The order is by length.
        """
        wordpieces = Wordpieces(self.vocabulary)
        windows = [(article["id"], e) for article in articles for e in make_examples(article, wordpieces)]
        ids = {id(example): name for name, example in windows}
        groups = group_examples([example for _, example in windows], BATCH_PIECES)
        for group, batch in zip(groups, load_batches(groups), strict=True):
            names = [ids[id(example)] for example in group]
            heard = torch.tensor([self.weigh(name if known else "") for name in names], device=self.device)
            yield from zip(names, self.mark(group, batch.to(self.device), heard, known), strict=True)

    @torch.no_grad()
    def mark(self, group: list[Example], batch: Batch, heard: Tensor, known: bool) -> Iterator[Example]:
        """Give the windows of a batch with marginals, and, unless they are known, with tags and links."""
        scores, vectors, *_, after, first = self.read(batch.pieces, batch.features, batch.first, heard)
        tags, pairs = (values.half().cpu().numpy() for values in find_marginals(scores, after, first, batch.words))
        tables = self.networks[0].distance.cpu().numpy(), self.networks[0].lines.cpu().numpy()
        given = (values.cpu().numpy() for values in (scores, vectors, after, first))
        for n, (example, score, vector, one, two) in enumerate(zip(group, *given, strict=True)):
            size = len(example.tags)
            example.soft = tags[n, :size], pairs[n]
            if not known:
                mark_example(example, score[:size], vector[:size], (one, two), LinkTables(*tables))
            yield example


def mark_example(
    example: Example, scores: np.ndarray, vectors: np.ndarray, crf: tuple[np.ndarray, np.ndarray], tables: LinkTables
) -> None:
    """Give a window that nobody annotated the tags and links that follow from the scores."""
    [path] = decode_tags([scores], *crf)
    fragments = find_fragments(path, scores)
    links = link_fragments(fragments, vectors, number_lines(example.window.first, example.window.place), tables)
    example.gold, example.tags = False, path.tolist()
    example.fragments = [(fragment.role, fragment.begin, fragment.end) for fragment in fragments]
    example.claims = [(content, link.cue) for link in links for content in link.contents]
    example.sources = [(link.cue, -1 if link.source is None else link.source) for link in links]


def write_lessons(committee: Committee, gold: list[Path], silver: list[Path], out: Path) -> None:
    """Write the lessons of annotated articles, by article and window, and of all others, whole."""
    soft: dict[str, dict[tuple[int, int], Any]] = {}
    for name, example in committee.teach([article for path in gold for article in read_articles(path)], True):
        soft.setdefault(name, {})[example.key] = example.soft
    others = committee.teach([article for path in silver for article in read_articles(path)], False)
    torch.save({"soft": soft, "silver": [example for _, example in others]}, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("teachers", type=Path, nargs="+")
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--silver", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, help="without it, score the networks on the annotated articles")
    args = parser.parse_args()
    committee = Committee(args.teachers)
    if args.out:
        write_lessons(committee, args.gold, args.silver, args.out)
        return
    tagger = Tagger(committee, Wordpieces(committee.vocabulary), committee.describe())  # type: ignore[arg-type]
    rows = []
    for article, gold in chain.from_iterable(map(read_gold, args.gold)):
        document = Document(article["text"])
        rows.append(score_article(document.text, gold, tagger.tag(document, segment(document))))
    print_scores(" ".join(path.stem for path in args.teachers), score_articles(rows))


if __name__ == "__main__":
    main()
