"""Coreference of people and organisations on the news-like part of GUM: MUC, B-cubed, CEAF-e and their mean.

    python bench/coref.py [--shared ../shared] [--json]
    python bench/coref.py --peers --peer-python peer/bin/python    # xrenner in the same run; coref_peer.py: installing

Definition. Gold: the clusters of type person or organization with two mentions or more, of gum-newslike.dev (news,
interviews, speeches, court). Response: our chains of kind person, organization, group or author with two mentions or
more, from plain text; no quotation's speaker is handed in. A mention of ours is the gold mention whose head word it
holds, the largest of several; each gold mention is answered once. Scores are pooled over the articles; CoNLL F1 is the
mean of the three. A peer reads the same plain text; its chains are those it calls person or organization, and are
scored in the same way. An article that it breaks on is said, and counts as answered with nothing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from onrecord.read.segment import segment
from onrecord.resolve.cast.chains import find_chains
from onrecord.types import Document, Kind

Clusters = list[frozenset]
Spans = list[tuple[int, int]]
PEER = Path(__file__).with_name("coref_peer.py")


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


def find_ours(row: dict) -> list[Spans]:
    """Return our chains of people and organisations, each mention as start and end."""
    document = Document(row["text"], published=row.get("date"))
    chains = find_chains(document, segment(document))
    return [[(m.span.start, m.span.end) for m in chain.mentions] for chain in chains if chain.kind is not Kind.DOCUMENT]


def find_peers(rows: list[dict], python: str) -> list[list[Spans]] | None:
    """Return xrenner's chains of every article, or None where that interpreter does not run it; says why."""
    asked = "".join(json.dumps({"text": row["text"]}) + "\n" for row in rows)
    command = [python, "-W", "ignore", str(PEER)]
    try:
        done = subprocess.run(command, input=asked, capture_output=True, text=True, encoding="utf-8")
    except OSError as error:
        print(f"xrenner not measured: {error}. Give --peer-python an interpreter.", file=sys.stderr)
        return None
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode or len(answers) != len(rows):
        reason = (done.stderr.splitlines() or ["no reason given"])[-1]
        print(f"xrenner not measured: {python}: {reason}. {PEER.name} says how it is installed.", file=sys.stderr)
        return None
    for row, answer in zip(rows, answers, strict=True):
        if "error" in answer:
            print(f"xrenner broke on {row['id']}: {answer['error']}", file=sys.stderr)
    return [answer.get("chains", []) for answer in answers]


def map_chains(chains: list[Spans], mentions: list[tuple[int, int, int, int]]) -> Clusters:
    """Return the chains, each mention under the gold mention it holds the head of."""
    taken: set[tuple[int, int]] = set()
    response = []
    for chain in chains:
        cluster = set()
        for start, end in chain:
            free = [m for m in mentions if (m[0], m[1]) not in taken]
            held = [m for m in free if start <= m[2] and m[3] <= end]
            # The head of "Dr. Okafor" may be its title word: then the mention that ends where ours does.
            held = held or [m for m in free if m[1] == end and m[0] <= start]
            best = max(held, key=lambda m: (m[1] == end, m[1] - m[0]), default=None)
            key = (best[0], best[1]) if best else (start, end)
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


def score_parts(rows: list[dict], found: list[list[Spans]]) -> dict[str, dict[str, float]]:
    """Return the figures of all articles and of each genre."""
    parts: dict[str, list[tuple[Clusters, Clusters]]] = {}
    for row, chains in zip(rows, found, strict=True):
        gold, mentions = read_gold(row)
        pair = (gold, map_chains(chains, mentions))
        for part in ("all", row["genre"]):
            parts.setdefault(part, []).append(pair)
    return {part: score(pairs) for part, pairs in parts.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--peers", action="store_true", help="xrenner too")
    parser.add_argument("--peer-python", metavar="PATH", default=sys.executable, help="interpreter that has xrenner")
    parser.add_argument("--json", action="store_true", help="with --peers: the figures of each system under its name")
    args = parser.parse_args()
    lines = (args.shared / "data" / "gum" / "gum-newslike.dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    sizes = Counter(part for row in rows for part in ("all", row["genre"]))
    figures = {"onrecord": score_parts(rows, [find_ours(row) for row in rows])}
    if args.peers and (theirs := find_peers(rows, args.peer_python)) is not None:
        figures["xrenner"] = score_parts(rows, theirs)
    if args.json:
        print(json.dumps(figures if args.peers else figures["onrecord"]))
        return
    for part, size in sizes.items():
        for system, values in figures.items():
            measures = "  ".join(f"{name} {100 * value:.1f}" for name, value in values[part].items())
            label = f"{system:<9} " if args.peers else ""
            print(f"{label}{part:<10} {size:>2} articles  {measures}")


if __name__ == "__main__":
    main()
