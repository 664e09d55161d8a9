"""What a large network makes of many articles, as lessons for a small one (Hinton et al. 2015).

    python -m training.teach work/teacher.pt ../shared/data/polnear/train.jsonl work/lessons.pt --vocabulary 12000
        --silver ../shared/data/wikinews/wikinews-2019-2020.train.jsonl

In:   a trained network; annotated articles, and articles that nobody annotated.
Out:  for the annotated windows the network's marginals; for the others whole Examples, tags and links being its own.
Not here: learning from them (train.py).

`Session` lets the network stand in the place of ONNX Runtime's, so a Tagger can be made of it before it is exported:

    python -m training.teach work/teacher.pt ../shared/data/polnear/dev.jsonl     # how good it is
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch

from bench.attributions import print_scores, read_gold
from onrecord.evaluate import score_article, score_articles
from onrecord.read.segment import segment
from onrecord.tag import Tagger
from onrecord.tag.decode import decode_tags, find_fragments
from onrecord.tag.link import LinkTables, link_fragments
from onrecord.tag.wordpieces import Wordpieces
from onrecord.types import Document
from training.export import describe_tables
from training.network import Network, load_network
from training.windows import Example, iter_batches, make_examples, read_articles

Soft = tuple[np.ndarray, np.ndarray]


class Session:
    """Runs a network of torch as ONNX Runtime would run the exported one."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def run(self, _names: None, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        """Return scores and vectors of one window."""
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            encoded = self.network.encode(*(torch.from_numpy(inputs[name]) for name in ("pieces", "features")), None)
        with torch.no_grad():
            read = self.network.read(encoded.float(), torch.from_numpy(inputs["first"])[None])
        return [values[0].numpy() for values in read]


def teach(network: Network, examples: list[Example]) -> Iterator[tuple[Example, Soft, Example]]:
    """Yield each example with the network's marginals, and the same window as the network itself would mark it."""
    after = (network.after + network.forbidden_after).detach().numpy()
    first = (network.first + network.forbidden_first).detach().numpy()
    tables = LinkTables(network.distance.detach().numpy(), network.lines.detach().numpy())
    batches = list(iter_batches(examples, 6144))
    for number, batch in enumerate(batches, 1):
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            encoded = network.encode(batch.pieces, batch.features, batch.mask)
        with torch.no_grad():
            scores, vectors, _ = network.read(encoded.float(), batch.first)
        tags, pairs = network.find_marginals(scores, batch.words)
        for n, example in enumerate(batch.examples):
            size = len(example.tags)
            soft = tags[n, :size].numpy().astype(np.float16), pairs[n].numpy().astype(np.float16)
            own = scores[n, :size].numpy()
            [path] = decode_tags([own], after, first)
            fragments = find_fragments(path, own)
            links = link_fragments(fragments, vectors[n, :size].numpy(), batch.lines[n], tables)
            marked = Example(
                example.window,
                path.tolist(),
                [(fragment.role, fragment.begin, fragment.end) for fragment in fragments],
                [(content, link.cue) for link in links for content in link.contents],
                [(link.cue, -1 if link.source is None else link.source) for link in links],
                soft=soft,
                gold=False,
            )
            yield example, soft, marked
        if number % 20 == 0:
            print(f"batch {number} of {len(batches)}", flush=True)


def write_lessons(network: Network, pieces: list[str], gold: Path, silver: Iterable[Path], out: Path) -> None:
    """Write the lessons of annotated articles, by article and window, and of all others, whole."""
    wordpieces = Wordpieces(pieces)
    soft: dict[str, dict[tuple[int, int], Soft]] = {}
    annotated = {article["id"]: make_examples(article, wordpieces) for article in read_articles(gold)}
    owners = {id(example): name for name, examples in annotated.items() for example in examples}
    for example, lesson, _ in teach(network, [example for examples in annotated.values() for example in examples]):
        soft.setdefault(owners[id(example)], {})[example.key] = lesson
    others: list[dict[str, Any]] = [{"text": row["text"]} for path in silver for row in read_articles(path)]
    windows = [example for article in others for example in make_examples(article, wordpieces)]
    torch.save({"soft": soft, "silver": [marked for _, _, marked in teach(network, windows)]}, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path, nargs="?", help="without it, score the network on the annotated articles")
    parser.add_argument("--silver", type=Path, nargs="*", default=[])
    parser.add_argument("--vocabulary", type=int)
    args = parser.parse_args()
    network, pieces = load_network(args.weights, args.vocabulary)
    if args.out:
        write_lessons(network, pieces, args.gold, args.silver, args.out)
        return
    tagger = Tagger(Session(network), Wordpieces(pieces), describe_tables(network, "unexported"))  # type: ignore[arg-type]
    rows = []
    for fields, gold in read_gold(args.gold):
        document = Document(fields["text"])
        rows.append(score_article(document.text, gold, tagger.tag(document, segment(document))))
    print_scores(args.weights.stem, score_articles(rows))


if __name__ == "__main__":
    main()
