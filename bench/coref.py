"""Coreference of people and organisations on the news-like part of GUM: MUC, B-cubed, CEAF-e and their mean.

    python bench/coref.py [--shared ../shared] [--json]

Definition. Gold: the clusters of type person or organization with two mentions or more, of gum-newslike.dev (news,
interviews, speeches, court). Response: our chains of kind person, organization, group or author with two mentions or
more, from plain text; no quotation's speaker is handed in. A mention of ours is the gold mention whose head word it
holds, the largest of several; each gold mention is answered once. Scores are pooled over the articles; CoNLL F1 is the
mean of the three.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np

from onrecord.read.segment import segment
from onrecord.resolve.cast.chains import find_chains
from onrecord.types import Document, Kind

Clusters = list[frozenset]


def read_gold(row: dict) -> tuple[Clusters, list[tuple[int, int, int, int]]]:
    """Return the clusters of people and organisations, and every mention as start, end, head start, head end."""
    clusters: dict[object, set] = {}
    types: dict[object, Counter] = {}
    mentions = []
    for mention in row["mentions"]:
        mentions.append((mention["start"], mention["end"], *mention["head"]))
        clusters.setdefault(mention["cluster"], set()).add((mention["start"], mention["end"]))
        types.setdefault(mention["cluster"], Counter())[mention["type"]] += 1
    wanted = {name for name, kinds in types.items() if kinds.most_common(1)[0][0] in ("person", "organization")}
    return [frozenset(clusters[name]) for name in sorted(wanted, key=str) if len(clusters[name]) > 1], mentions


def find_response(row: dict, mentions: list[tuple[int, int, int, int]]) -> Clusters:
    """Return our chains, each mention under the gold mention it holds the head of."""
    document = Document(row["text"], published=row.get("date"))
    taken: set[tuple[int, int]] = set()
    response = []
    for chain in find_chains(document, segment(document)):
        if chain.kind is Kind.DOCUMENT:
            continue
        cluster = set()
        for mention in chain.mentions:
            span = mention.span
            free = [m for m in mentions if (m[0], m[1]) not in taken]
            held = [m for m in free if span.start <= m[2] and m[3] <= span.end]
            # The head of "Dr. Okafor" may be its title word: then the mention that ends where ours does.
            held = held or [m for m in free if m[1] == span.end and m[0] <= span.start]
            best = max(held, key=lambda m: (m[1] == span.end, m[1] - m[0]), default=None)
            key = (best[0], best[1]) if best else (span.start, span.end)
            taken.add(key)
            cluster.add(key)
        if len(cluster) > 1:
            response.append(frozenset(cluster))
    return response


def count_muc(keys: Clusters, responses: Clusters) -> tuple[float, float]:
    """Return the links of `keys` that `responses` keep, and all links (Vilain et al. 1995)."""
    where = {mention: number for number, cluster in enumerate(responses) for mention in cluster}
    kept = total = 0
    for cluster in keys:
        parts = {where.get(mention, ("alone", mention)) for mention in cluster}
        kept += len(cluster) - len(parts)
        total += len(cluster) - 1
    return kept, total


def count_b_cubed(keys: Clusters, responses: Clusters) -> tuple[float, float]:
    """Return the summed share of each mention's cluster that the response keeps, and the mentions."""
    where = {mention: cluster for cluster in responses for mention in cluster}
    shares = [len(c & where.get(mention, frozenset())) / len(c) for c in keys for mention in c]
    return sum(shares), len(shares)


def align(similarity: np.ndarray) -> float:
    """Return the largest sum of a one-to-one alignment (the Hungarian method, shortest augmenting paths)."""
    cost = -similarity if similarity.shape[0] <= similarity.shape[1] else -similarity.T
    rows, columns = cost.shape
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    match = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        match[0], j = row, 0
        least, way = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=int)
        used = np.zeros(columns + 1, dtype=bool)
        while match[j]:
            used[j] = True
            slack = cost[match[j] - 1] - u[match[j]] - v[1:]
            better = ~used[1:] & (slack < least[1:])
            least[1:][better], way[1:][better] = slack[better], j
            following = 1 + int(np.argmin(np.where(used[1:], np.inf, least[1:])))
            step = least[following]
            u[match[used]] += step
            v[used] -= step
            least[~used] -= step
            j = following
        while j:
            match[j], j = match[way[j]], way[j]
    return float(-sum(cost[match[j] - 1, j - 1] for j in range(1, columns + 1) if match[j]))


def count_ceaf(keys: Clusters, responses: Clusters) -> float:
    """Return the similarity of the best alignment of clusters (phi 4, Luo 2005)."""
    if not keys or not responses:
        return 0.0
    return align(np.array([[2 * len(k & r) / (len(k) + len(r)) for r in responses] for k in keys]))


def score(articles: list[tuple[Clusters, Clusters]]) -> dict[str, float]:
    """Return the F1 of each measure, pooled, and their mean."""

    def f1(recall: tuple[float, float], precision: tuple[float, float]) -> float:
        r, p = recall[0] / max(recall[1], 1), precision[0] / max(precision[1], 1)
        return 2 * p * r / (p + r) if p + r else 0.0

    def pool(count) -> float:
        pairs = [(count(gold, ours), count(ours, gold)) for gold, ours in articles]
        return f1(*(tuple(map(sum, zip(*side, strict=True))) for side in zip(*pairs, strict=True)))

    ceaf = sum(count_ceaf(gold, ours) for gold, ours in articles)
    sizes = [sum(len(side[k]) for side in articles) for k in (0, 1)]
    figures = {"MUC": pool(count_muc), "B3": pool(count_b_cubed), "CEAFe": f1((ceaf, sizes[0]), (ceaf, sizes[1]))}
    return {**figures, "CoNLL": sum(figures.values()) / 3}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    articles: dict[str, list] = {}
    for line in (args.shared / "data" / "gum" / "gum-newslike.dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold, mentions = read_gold(row)
        pair = (gold, find_response(row, mentions))
        for part in ("all", row["genre"]):
            articles.setdefault(part, []).append(pair)
    figures = {part: score(pairs) for part, pairs in articles.items()}
    if args.json:
        print(json.dumps(figures))
        return
    for part, values in figures.items():
        measures = "  ".join(f"{name} {100 * value:.1f}" for name, value in values.items())
        print(f"{part:<10} {len(articles[part]):>2} articles  {measures}")


if __name__ == "__main__":
    main()
