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
import zlib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from onrecord.tag.act import ACT_WIDTH, PARTS
from onrecord.tag.decode import IMPOSSIBLE
from onrecord.tag.link import WIDTH
from onrecord.tag.point import ASKERS, BEGINS, ENDS, FIELDS, LONGEST_STRETCH, POINT_WIDTH, QUERIES
from onrecord.tag.wordpieces import END, UNKNOWN, WORD, Wordpieces, normalize_word
from training.base import choose_vocabulary, fetch_base, find_rows, load_weights, weigh_inputs
from training.labels import HELD_BACK
from training.network import HEAD, HEADS, PIECE_LAYERS, Network, load_base, load_network, thin_network
from training.windows import (
    Batch,
    Example,
    group_examples,
    load_batches,
    make_batch,
    make_examples,
    read_acts,
    read_articles,
    read_points,
)

SAVE_EVERY = 300  # seconds
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


def find_loss(network: Network, batch: Batch) -> Tensor:
    """Return the loss of a batch: tags in sequence, links between gold fragments, acts and fields that are labelled."""
    pieces = batch.pieces
    if network.training:
        hidden = (torch.rand(pieces.shape, device=pieces.device) < HIDDEN_SHARE) & (pieces > END)
        pieces = pieces.masked_fill(hidden, UNKNOWN)
    kind = pieces.device.type
    with torch.autocast(kind, torch.bfloat16, enabled=kind == "cuda" or is_bfloat_faster()):
        encoded = network.encode(pieces, batch.features, batch.first)
    scores, links, acts, points = network.read(encoded.float())
    loss = network.tag_loss(scores, batch.tags, batch.pairs, batch.words)
    if len(batch.claims):
        loss = loss + LINK_SHARE * find_link_loss(network, links, batch)
    if len(batch.acts):
        pooled = pool_words(acts.unflatten(2, (len(PARTS), ACT_WIDTH)), batch.act_words, len(batch.acts))
        loss = loss + ACT_SHARE * cross_entropy(network.act(torch.tanh(pooled)), batch.acts)
    if len(batch.pointed):
        loss = loss + POINT_SHARE * find_point_loss(network, points, batch)
    return loss


def find_link_loss(network: Network, vectors: Tensor, batch: Batch) -> Tensor:
    """Return the loss of the choices: each content its cue, each cue its source or none, as onrecord.tag.link scores.

    `vectors` is [batch, words, 4 * WIDTH + 1].
    """
    window, begin, end = batch.fragments.T
    sums = nn.functional.pad(vectors.cumsum(1), (0, 0, 1, 0))
    pooled = (sums[window, end] - sums[window, begin]) / (end - begin)[:, None]
    claims, sourced = batch.claims, batch.sourced
    losses = cross_entropy(score_pairs(network, pooled, claims[:, 0], batch.cues, batch.near_claims, CONTENT_TO_CUE),
                           claims[:, 1])
    if len(sourced):
        scores = score_pairs(network, pooled, sourced[:, 0], batch.sources, batch.near_sourced, CUE_TO_SOURCE)
        scores = torch.cat([pooled[sourced[:, 0], 4 * WIDTH :], scores], 1)
        losses = losses + cross_entropy(scores, sourced[:, 1])
    return losses / 2


def score_pairs(network: Network, pooled: Tensor, rows: Tensor, columns: Tensor, near: Tensor, table: int) -> Tensor:
    """Return how well each fragment of `rows` goes with each of `columns`; not at all where `near` is -1."""
    left = pooled[rows, 2 * table * WIDTH : (2 * table + 1) * WIDTH]
    right = pooled[columns, (2 * table + 1) * WIDTH : (2 * table + 2) * WIDTH]
    scores = left @ right.T + network.distance[table][near[..., 0]] + network.lines[table][near[..., 1]]
    return scores.masked_fill(near[..., 0] < 0, IMPOSSIBLE)


def pool_words(vectors: Tensor, words: Tensor, rows: int) -> Tensor:
    """Return for each row the sum of what its parts' words give on average, [rows, ...].

    `vectors` is [batch, words, parts, ...]; `words` [n, 4] has row, part, window and word.
    """
    row, part, window, word = words.T
    group = row * vectors.shape[2] + part
    picked = vectors[window, word, part]
    share = (1 / torch.bincount(group).clamp(min=1))[group]
    picked = picked * share.view(-1, *(1 for _ in picked.shape[1:]))
    return picked.new_zeros(rows, *picked.shape[1:]).index_add(0, row, picked)


def find_point_loss(network: Network, vectors: Tensor, batch: Batch) -> Tensor:
    """Return the loss of where the labelled fields begin, or that they are nowhere, and where they end.

    `vectors` is [batch, words, VECTOR], as onrecord.tag.point has them.
    """
    asked, field, window = batch.pointed.T
    parts, begins, ends = vectors.split([QUERIES, BEGINS, ENDS], 2)
    queries = pool_words(parts.unflatten(2, (len(ASKERS), len(FIELDS), POINT_WIDTH)), batch.point_words,
                         int(batch.point_words[:, 0].max()) + 1)[asked, field]  # [pointed, POINT_WIDTH]
    apart, across = batch.near_pointed.unbind(-1)
    scores = (begins.unflatten(2, (len(FIELDS), POINT_WIDTH))[window, :, field] @ queries[..., None]).squeeze(-1)
    scores = scores + network.point_distance[field[:, None], apart] + network.point_lines[field[:, None], across]
    scores = scores.masked_fill(apart < 0, IMPOSSIBLE)
    nowhere = (network.nowhere.weight[field] * queries).sum(1, keepdim=True) + network.nowhere.bias[field, None]
    chances = torch.log_softmax(torch.cat([scores, nowhere], 1), 1)
    losses = [-torch.logsumexp(chances.masked_fill(~batch.begins, IMPOSSIBLE), 1)]
    if len(batch.ends):
        row, begin, size = batch.ends.T
        number, last = field[row] - 1, batch.words.sum(1)[window[row], None]
        places = begin[:, None] + torch.arange(LONGEST_STRETCH, device=begin.device)
        stretch = ends.unflatten(2, (len(FIELDS) - 1, POINT_WIDTH))[
            window[row, None], places.clamp(max=ends.shape[1] - 1), number[:, None]]
        finish = (stretch @ queries[row, :, None]).squeeze(-1) + network.point_length[number]
        losses.append(cross_entropy(finish.masked_fill(places >= last, IMPOSSIBLE), size, reduction="none"))
    return torch.cat(losses).mean()


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
    device = next(network.parameters()).device
    probe = [e for article in articles[::5] for e in make_examples(article, Wordpieces(vocabulary))][:256]
    batches = [(b.pieces, b.features, b.first) for b in map(make_batch, group_examples(probe, 4096))]
    batches = [(pieces.to(device), features.to(device), first.to(device)) for pieces, features, first in batches]
    network.eval()
    neurons = [weight.cpu().topk(args.inner).indices.sort().values
               for weight in weigh_inputs(network, batches, "narrow")]
    given = [weight.cpu().view(-1, HEAD).sum(1) for weight in weigh_inputs(network, batches, "out")]
    heads = torch.stack([weight / weight.sum() for weight in given]).sum(0).topk(args.heads).indices.sort().values
    return thin_network(network.cpu(), args.layers, len(vocabulary), neurons[: args.layers], heads)


def train_epoch(network: Network, optimizer: torch.optim.Optimizer, averaged: dict[str, Tensor],
                groups: list[list[Example]], step: int, steps: int) -> float:
    """Take one step a batch, the pace rising over 6 % of all steps and then falling; return the mean loss."""
    network.train()
    device = network.tags.weight.device
    clock, total = time.time(), torch.zeros((), device=device)
    trained = list(network.state_dict().values())
    for number, batch in enumerate(load_batches(groups), 1):
        step += 1
        pace = min(step / (0.06 * steps), max(0.0, (steps - step) / (0.94 * steps)) + 0.01)
        for group in optimizer.param_groups:
            group["lr"] = group["pace"] * pace
        loss = find_loss(network, batch.to(device))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        total += loss.detach()
        keep = min(max(0.0, 1 - 10 / steps), step / (step + 10))  # the average is over a tenth of all steps
        with torch.no_grad():
            torch._foreach_lerp_(list(averaged.values()), trained, 1 - keep)
        if number % 50 == 0:
            print(f"step {step}/{steps} loss {total / number:.4f} {(time.time() - clock) / number:.2f} s", flush=True)
    return float(total) / len(groups)


def is_left_out(article: str, fold: tuple[int, int] | None) -> bool:
    """Return whether an article belongs to a fold (K, N): one in N, the same in every run."""
    return fold is not None and zlib.crc32(article.encode()) % fold[1] == fold[0]


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
    shape = len(network.layers), len(network.layers[0].widen.bias), network.layers[0].heads
    if shape != (args.layers, args.inner, args.heads):
        network = thin(network.to(args.device), articles, vocabulary, args)
    network.piece_layers = args.piece_layers
    return network.to(args.device), vocabulary


def read_lessons(
    paths: list[Path], articles: list[dict[str, Any]], variants: list[list[list[Example]]]
) -> list[Example]:
    """Give the examples of each article what the teachers made of them; return those that nobody annotated."""
    lessons = [torch.load(path, weights_only=False) for path in paths]
    soft = {article: windows for lesson in lessons for article, windows in lesson["soft"].items()}
    for examples in variants:
        for article, windows in zip(articles, examples, strict=True):
            for example in windows:
                example.soft = soft.get(article["id"], {}).get(example.key)
    return [example for lesson in lessons for example in lesson["silver"]]


def watch(network: Network, averaged: dict[str, Tensor], batches: list[Batch]) -> float:
    """Return the mean loss of the averaged weights."""
    trained = {name: value.clone() for name, value in network.state_dict().items()}
    network.load_state_dict(averaged)
    network.eval()
    device = network.tags.weight.device
    with torch.no_grad():
        losses = [find_loss(network, batch.to(device)).item() for batch in batches]
    network.load_state_dict(trained)
    return sum(losses) / len(losses)


def parse_fold(words: str) -> tuple[int, int]:
    """Return "2/5" as numbers."""
    number, _, count = words.partition("/")
    return int(number), int(count)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="articles of other kinds, read twice an epoch")
    parser.add_argument("--start", type=Path, help="a trained network to thin, instead of the base")
    parser.add_argument("--lessons", type=Path, nargs="*", default=[], help="what teach.py wrote")
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
    parser.add_argument("--piece-layers", type=int, default=PIECE_LAYERS, help="layers that read wordpieces")
    parser.add_argument("--pieces", type=int, default=3072, help="wordpieces a batch")
    parser.add_argument("--leave-out", type=parse_fold, help="K/N: leave one article in N out; what such a network "
                        "makes of that is no memory (teach.py)")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    return args


def main() -> None:
    args = parse_arguments()
    torch.manual_seed(args.seed)
    articles = read_material(args)
    network, vocabulary = start_network(args, articles)
    articles = [article for article in articles if not is_left_out(article["id"], args.leave_out)]
    wordpieces = Wordpieces(vocabulary)
    optimizer = torch.optim.AdamW(group_parameters(network, args.rate, 1e-3, 0.9), betas=(0.9, 0.98), eps=1e-6,
                                  fused=args.device.type == "cuda")
    plain = [make_examples(article, wordpieces) for article in articles]
    straight = [make_examples(article, wordpieces, True) for article in articles]
    silver = read_lessons(args.lessons, articles, [plain, straight])
    dev = [e for article in read_articles(args.data / "dev.jsonl") for e in make_examples(article, wordpieces)]
    watched = [make_batch(group) for group in group_examples(dev, 2 * args.pieces)]
    averaged = {name: value.detach().clone() for name, value in network.state_dict().items()}
    checkpoint, step, begin = args.work / f"{args.name}.checkpoint.pt", 0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False, map_location=args.device)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        averaged, step, begin = state["averaged"], state["step"], state["epoch"]
    shape = {name: getattr(args, name) for name in ("layers", "inner", "heads", "piece_layers", "leave_out")}
    saved = time.time()
    for epoch in range(begin, args.epochs):
        shuffle = random.Random(args.seed * 1000 + epoch)
        torch.manual_seed(args.seed * 1000 + epoch)
        chosen = [e for a, b in zip(plain, straight, strict=True)
                  for e in (b if shuffle.random() < STRAIGHT_SHARE else a)]
        some = shuffle.sample(silver, round(args.silver_share * len(silver)))
        groups = group_examples(chosen + some, args.pieces, shuffle)
        loss = train_epoch(network, optimizer, averaged, groups, step, args.epochs * len(groups))
        step += len(groups)
        last = epoch + 1 == args.epochs
        if last or time.time() - saved > SAVE_EVERY:
            weights = {name: value.cpu() for name, value in averaged.items()}
            torch.save({"network": weights, "vocabulary": vocabulary, **shape}, args.work / f"{args.name}.pt")
            saved = time.time()
            if not last:
                torch.save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "averaged": averaged,
                            "step": step, "epoch": epoch + 1}, checkpoint)
        print(f"epoch {epoch + 1}: train {loss:.4f}, dev {watch(network, averaged, watched):.4f}", flush=True)


if __name__ == "__main__":
    main()
