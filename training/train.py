"""The tagger's weights, from annotated articles.

    python -m training.train ../shared/data/polnear work --name teacher --layers 12 --inner 3072 --epochs 3
    python -m training.train ../shared/data/polnear work --start work/teacher.pt --lessons work/lessons.pt --epochs 7

In:   train.jsonl (to train) and dev.jsonl (to watch) of the folder given; the base weights (training/base.py), or a
      trained network to thin; what teachers made of the articles (teach.py); the acts of some attributions.
Out:  work/NAME.pt: averaged weights, vocabulary, shape; a checkpoint beside it, from which a stopped run goes on.
Not here: ONNX and int8 (export.py); the figures that count (bench/tagger.py).
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from onrecord.tag.act import ACT_WIDTH, PARTS
from onrecord.tag.link import WIDTH, bucket_distance
from onrecord.tag.point import ASKERS, BEGINS, FIELDS, LONGEST_STRETCH, POINT_WIDTH, QUERIES
from onrecord.tag.wordpieces import END, UNKNOWN, WORD, Wordpieces, normalize_word
from training.base import choose_vocabulary, fetch_base, find_rows, load_weights, weigh_inputs
from training.labels import HELD_BACK
from training.network import HEAD, HEADS, Network, load_base, load_network, thin_network
from training.windows import Batch, Example, iter_batches, make_examples, read_acts, read_articles, read_points

BATCH_PIECES = 3072
# Weight of the link loss against that of the tags: linking is nearly solved and must not pull the encoder about.
LINK_SHARE = 0.05
# Acts are labelled in a part of the articles only; a batch holds some thirty.
ACT_SHARE = 0.05
POINT_SHARE = 0.08
# A quarter of the articles is read with typewriter quotation marks: publishers differ, and the kind of mark must not
# tell the network which publisher it reads.
STRAIGHT_SHARE = 0.25
# Pieces hidden from the network in training. Without it, and without dropout inside the layers, six epochs learn the
# articles by heart: dev attribution soft fell from 77.1 to 76.6 in the sixth.
HIDDEN_SHARE = 0.08
CONTENT_TO_CUE, CUE_TO_SOURCE = 0, 1


@cache
def is_bfloat_faster() -> bool:
    """Return whether this processor multiplies bfloat16 faster than float32, tried out: some take twice as long."""
    took = {}
    for kind in (torch.float32, torch.bfloat16):
        matrix = torch.rand(2048, 2048).to(kind)
        for _ in range(4):  # the first times do not count
            begun = time.perf_counter()
            _ = matrix @ matrix
            took[kind] = time.perf_counter() - begun
    return took[torch.bfloat16] < took[torch.float32]


def score_pairs(network: Network, parts: tuple[Tensor, Tensor, Tensor], rows: list[int], columns: list[int],
                table: int) -> Tensor:
    """Return how well each fragment of `rows` goes with each of `columns`, as onrecord.tag.link scores them.

    `parts` are the pooled vectors, first words and lines of all fragments of a window.
    """
    pooled, begins, lines = parts
    left = pooled[rows, 2 * table * WIDTH : (2 * table + 1) * WIDTH]
    right = pooled[columns, (2 * table + 1) * WIDTH : (2 * table + 2) * WIDTH]
    apart = torch.from_numpy(bucket_distance((begins[rows][:, None] - begins[columns][None]).numpy()))
    across = (lines[rows][:, None] - lines[columns][None]).clamp(-2, 2) + 2
    return left @ right.T + network.distance[table][apart] + network.lines[table][across]


def find_link_loss(network: Network, vectors: Tensor, example: Example, lines: Any) -> list[Tensor]:
    """Return the losses of a window's two choices: each content its cue, each cue its source or none."""
    numbers = {role: [n for n, (r, _, _) in enumerate(example.fragments) if r == role]
               for role in ("source", "cue", "content")}
    cues, sources = numbers["cue"], numbers["source"]
    if not cues or not example.claims:
        return []
    begins = torch.tensor([begin for _, begin, _ in example.fragments])
    pooled = torch.stack([vectors[begin:end].mean(0) for _, begin, end in example.fragments])
    parts = (pooled, begins, torch.from_numpy(lines)[begins])
    cue_of = dict(example.claims)
    contents = sorted(cue_of)
    gold = torch.tensor([cues.index(cue_of[content]) for content in contents])
    scores = score_pairs(network, parts, contents, cues, CONTENT_TO_CUE)
    losses = [torch.nn.functional.cross_entropy(scores, gold)]
    if example.sources:
        askers = [cue for cue, _ in example.sources]
        scores = pooled[askers, 4 * WIDTH][:, None]
        if sources:
            scores = torch.cat([scores, score_pairs(network, parts, askers, sources, CUE_TO_SOURCE)], 1)
        gold = torch.tensor([0 if source < 0 else sources.index(source) + 1 for _, source in example.sources])
        losses.append(torch.nn.functional.cross_entropy(scores, gold))
    return losses


def find_loss(network: Network, batch: Batch) -> Tensor:
    """Return the loss of a batch: tags in sequence, and links between gold fragments."""
    pieces = batch.pieces
    if network.training:
        hidden = (torch.rand(pieces.shape) < HIDDEN_SHARE) & (pieces > END)
        pieces = pieces.masked_fill(hidden, UNKNOWN)
    with torch.autocast("cpu", torch.bfloat16, enabled=is_bfloat_faster()):
        encoded = network.encode(pieces, batch.features, batch.first)
    scores, vectors, act_vectors, point_vectors = network.read(encoded.float())
    links = [loss for n, example in enumerate(batch.examples)
             for loss in find_link_loss(network, vectors[n], example, batch.lines[n])]
    linked = torch.stack(links).mean() if links else vectors.sum() * 0
    acts = find_act_loss(network, act_vectors, batch.examples)
    points = find_point_loss(network, point_vectors, batch)
    tags = network.tag_loss(scores, batch.tags, batch.pairs, batch.words)
    return tags + LINK_SHARE * linked + ACT_SHARE * acts + POINT_SHARE * points


def find_act_loss(network: Network, vectors: Tensor, examples: list[Example]) -> Tensor:
    """Return the mean loss of the acts that are labelled in a batch, as onrecord.tag.act weighs them."""
    pooled, gold = [], []
    for n, example in enumerate(examples):
        for words, act in example.acts:
            parts = [vectors[n, words[part], k * ACT_WIDTH : (k + 1) * ACT_WIDTH].mean(0)
                     for k, part in enumerate(PARTS) if words[part]]
            pooled.append(torch.stack(parts).sum(0))
            gold.append(act)
    if not pooled:
        return vectors.sum() * 0
    return torch.nn.functional.cross_entropy(network.act(torch.tanh(torch.stack(pooled))), torch.tensor(gold))


def find_point_loss(network: Network, vectors: Tensor, batch: Batch) -> Tensor:
    """Return the mean loss of where the labelled fields of a batch begin and end, as onrecord.tag.point finds them."""
    losses = []
    for n, example in enumerate(batch.examples):
        if example.points:
            losses += find_window_point_losses(network, vectors[n, : len(example.tags)], example, batch.lines[n])
    return torch.stack(losses).mean() if losses else vectors.sum() * 0


def find_window_point_losses(network: Network, vectors: Tensor, example: Example, lines: Any) -> list[Tensor]:
    """Return the losses of one window: for each labelled field where it begins or that it is nowhere, where it ends."""
    parts = vectors[:, :QUERIES].view(len(vectors), len(ASKERS), len(FIELDS), POINT_WIDTH)
    begins = vectors[:, QUERIES : QUERIES + BEGINS].view(len(vectors), len(FIELDS), POINT_WIDTH)
    ends = vectors[:, QUERIES + BEGINS :].view(len(vectors), len(FIELDS) - 1, POINT_WIDTH)
    queries = torch.stack([
        torch.stack([parts[words[part], k].mean(0) for k, part in enumerate(ASKERS) if words[part]]).sum(0)
        for words, _ in example.points
    ])  # [attributions, fields, width]
    anchors = torch.tensor([(words["cue"] or words["content"] or words["source"])[0] for words, _ in example.points])
    apart = torch.from_numpy(bucket_distance((torch.arange(len(vectors))[None] - anchors[:, None]).numpy()))
    where = torch.from_numpy(lines)
    across = (where[None] - where[anchors][:, None]).clamp(-2, 2) + 2
    losses = []
    for number, field in enumerate(FIELDS):
        query = queries[:, number]
        near = network.point_distance[number][apart] + network.point_lines[number][across]
        scores = query @ begins[:, number].T + near
        nowhere = query @ network.nowhere.weight[number] + network.nowhere.bias[number]
        chances = torch.log_softmax(torch.cat([scores, nowhere[:, None]], 1), 1)
        for row, (_, pointed) in enumerate(example.points):
            if field not in pointed:
                continue
            places = pointed[field]
            losses.append(-torch.logsumexp(chances[row, [begin for begin, _ in places] or [-1]], 0))
            if number and places and (size := places[0][1] - places[0][0]) <= LONGEST_STRETCH:
                begin = places[0][0]
                finish = ends[begin : begin + LONGEST_STRETCH, number - 1] @ query[row]
                finish = finish + network.point_length[number - 1][: len(finish)]
                losses.append(torch.nn.functional.cross_entropy(finish[None], torch.tensor([size - 1])))
    return losses


def group_parameters(network: Network, rate: float, head_rate: float, decay: float) -> list[dict[str, Any]]:
    """Return optimizer groups: heads learn fast, lower layers slower by `decay` a layer; norms and biases undecayed."""
    count = len(network.layers)
    groups: dict[tuple[float, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if name.startswith("layers."):
            pace = rate * decay ** (count - 1 - int(name.split(".")[1]))
        elif name.split(".")[0] in ("words", "positions", "norm", "relative"):
            pace = rate * decay**count
        else:
            pace = head_rate
        groups.setdefault((pace, parameter.ndim > 1 and not name.startswith("features")), []).append(parameter)
    return [{"params": parameters, "lr": pace, "pace": pace, "weight_decay": 0.01 * heavy}
            for (pace, heavy), parameters in groups.items()]


def build_network(base: Path, articles: list[dict[str, Any]], size: int, layers: int) -> tuple[Network, list[str]]:
    """Return the base network and our vocabulary, fitted to the words of `articles`."""
    weights, theirs = load_weights(base)
    words = Counter(word for article in articles for word in WORD.findall(article["text"]))
    ours = choose_vocabulary(Counter({w: n for w, n in words.items() if normalize_word(w)}), theirs, size)
    network = Network(len(ours), layers)
    load_base(network, weights, find_rows(ours, theirs))
    return network, ours


def thin(network: Network, articles: list[dict[str, Any]], vocabulary: list[str], args: argparse.Namespace) -> Network:
    """Return the lower layers of a network, with the neurons and the heads that weigh most on `articles`."""
    probe = [e for article in articles[::5] for e in make_examples(article, Wordpieces(vocabulary))][:256]
    batches = [(b.pieces, b.features, b.first) for b in iter_batches(probe, 4096)]
    network.eval()
    neurons = [weight.topk(args.inner).indices.sort().values for weight in weigh_inputs(network, batches, "narrow")]
    given = [weight.view(-1, HEAD).sum(1) for weight in weigh_inputs(network, batches, "out")]
    heads = torch.stack([weight / weight.sum() for weight in given]).sum(0).topk(args.heads).indices.sort().values
    return thin_network(network, args.layers, len(vocabulary), neurons[: args.layers], heads)


def train_epoch(network: Network, optimizer: torch.optim.Optimizer, averaged: dict[str, Tensor],
                batches: list[Batch], step: int, steps: int) -> float:
    """Take one step a batch, the pace rising over 6 % of all steps and then falling; return the mean loss."""
    network.train()
    clock, total = time.time(), 0.0
    for number, batch in enumerate(batches, 1):
        step += 1
        pace = min(step / (0.06 * steps), max(0.0, (steps - step) / (0.94 * steps)) + 0.01)
        for group in optimizer.param_groups:
            group["lr"] = group["pace"] * pace
        loss = find_loss(network, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        total += loss.item()
        keep = min(0.998, step / (step + 10))
        with torch.no_grad():
            for name, value in network.state_dict().items():
                averaged[name].lerp_(value, 1 - keep)
        if number % 50 == 0:
            print(f"step {step}/{steps} loss {total / number:.4f} {(time.time() - clock) / number:.2f} s", flush=True)
    return total / len(batches)


def read_material(args: argparse.Namespace) -> list[dict[str, Any]]:
    """Return the articles to learn from, with the acts and readings that are labelled."""
    articles = read_articles(args.data / "train.jsonl")
    articles += [article for path in args.more for article in 2 * read_articles(path)]
    acts = read_acts(args.acts) if args.acts else {}
    held_back = frozenset(HELD_BACK.read_text("utf-8").split())
    points = read_points(args.statements, articles, held_back) if args.statements else {}
    for article in articles:
        article["acts"], article["points"] = acts.get(article["id"], {}), points.get(article["id"], {})
    return articles


def start_network(args: argparse.Namespace, articles: list[dict[str, Any]]) -> tuple[Network, list[str]]:
    """Return the network to train, from another one or from the base, and its vocabulary."""
    if args.start:
        network, vocabulary = load_network(args.start, args.vocabulary)
    else:
        network, vocabulary = build_network(fetch_base(args.work), articles, args.vocabulary, args.layers)
    return thin(network, articles, vocabulary, args), vocabulary


def read_lessons(
    path: Path | None, articles: list[dict[str, Any]], variants: list[list[list[Example]]]
) -> list[Example]:
    """Give the examples of each article what the teacher made of them; return those that nobody annotated."""
    if not path:
        return []
    lessons = torch.load(path, weights_only=False)
    for examples in variants:
        for article, windows in zip(articles, examples, strict=True):
            for example in windows:
                example.soft = lessons["soft"].get(article["id"], {}).get(example.key)
    return lessons["silver"]


def watch(network: Network, averaged: dict[str, Tensor], batches: list[Batch]) -> float:
    """Return the mean loss of the averaged weights."""
    trained = {name: value.clone() for name, value in network.state_dict().items()}
    network.load_state_dict(averaged)
    network.eval()
    with torch.no_grad():
        losses = [find_loss(network, batch).item() for batch in batches]
    network.load_state_dict(trained)
    return sum(losses) / len(losses)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="articles of other kinds, read twice an epoch")
    parser.add_argument("--start", type=Path, help="a trained network to thin, instead of the base")
    parser.add_argument("--lessons", type=Path, help="what teach.py wrote")
    parser.add_argument("--acts", type=Path, help="the acts of some articles' attributions: training/acts.csv")
    parser.add_argument("--statements", type=Path, help="where their other readings stand: training/statements.csv")
    parser.add_argument("--silver-share", type=float, default=1.0, help="how much of what nobody annotated, an epoch")
    parser.add_argument("--name", default="tagger")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--layers", type=int, default=7)
    parser.add_argument("--inner", type=int, default=1664)
    parser.add_argument("--heads", type=int, default=HEADS)
    parser.add_argument("--vocabulary", type=int, default=11600)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    args = parse_arguments()
    torch.manual_seed(args.seed)
    articles = read_material(args)
    network, vocabulary = start_network(args, articles)
    wordpieces = Wordpieces(vocabulary)
    optimizer = torch.optim.AdamW(group_parameters(network, args.rate, 1e-3, 0.9), betas=(0.9, 0.98), eps=1e-6)
    plain = [make_examples(article, wordpieces) for article in articles]
    straight = [make_examples(article, wordpieces, True) for article in articles]
    silver = read_lessons(args.lessons, articles, [plain, straight])
    dev = [e for article in read_articles(args.data / "dev.jsonl") for e in make_examples(article, wordpieces)]
    watched = list(iter_batches(dev, 2 * BATCH_PIECES))
    averaged = {name: value.detach().clone() for name, value in network.state_dict().items()}
    saved, step, begin = args.work / f"{args.name}.checkpoint.pt", 0, 0
    if saved.exists():
        state = torch.load(saved, weights_only=False)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        averaged, step, begin = state["averaged"], state["step"], state["epoch"]
    for epoch in range(begin, args.epochs):
        shuffle = random.Random(args.seed * 1000 + epoch)
        torch.manual_seed(args.seed * 1000 + epoch)
        chosen = [e for a, b in zip(plain, straight, strict=True)
                  for e in (b if shuffle.random() < STRAIGHT_SHARE else a)]
        some = shuffle.sample(silver, round(args.silver_share * len(silver)))
        batches = list(iter_batches(chosen + some, BATCH_PIECES, shuffle))
        loss = train_epoch(network, optimizer, averaged, batches, step, args.epochs * len(batches))
        step += len(batches)
        torch.save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "averaged": averaged,
                    "step": step, "epoch": epoch + 1}, saved)
        shape = {name: getattr(args, name) for name in ("layers", "inner", "heads")}
        torch.save({"network": averaged, "vocabulary": vocabulary, **shape}, args.work / f"{args.name}.pt")
        print(f"epoch {epoch + 1}: train {loss:.4f}, dev {watch(network, averaged, watched):.4f}", flush=True)


if __name__ == "__main__":
    main()
