"""Learn what the signs of an act weigh: python -m training.acts ARTICLES LABELS [--check ARTICLES LABELS]

In:   ARTICLES: JSON lines with `id`, `text` and `attributions`. LABELS: training/acts.csv, an article's id and its acts
      in order; or JSON lines of annotated statements, that number the attributions of their article.
Out:  onrecord/data/acts.json: for each sign what it says for and against each act.
      --check: how often the acts of other articles, none of them learned from, come out right.
Not here: what the signs are (onrecord/resolve/telling/signs.py); what the network reads (training/train.py).

A logistic regression, pulled towards nothing for most signs, towards the listed act for a listed cue, and towards
what the guide says: with few examples, "disputes" must not become praise because two of three in the sample were.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

from onrecord.interchange import parse_document, parse_spans
from onrecord.read.segment import segment
from onrecord.resolve.telling.passages import find_passages
from onrecord.resolve.telling.signs import find_signs
from onrecord.types import Act, Attribution
from training.windows import read_acts

ACTS = [act.value for act in Act]
OUT = Path(__file__).parent.parent / "onrecord" / "data" / "acts.json"
# 8, 12 and 16 differ by less than one of a hundred acts on articles left out.
PULL = 12.0
LISTED = 4.0
SEEN = 12
# What the annotation guide says of a sign, as a starting point that the examples may move.
HINTS = {
    "must": (Act.DEMAND, 2.6),
    "after ask: opens with an infinitive": (Act.DEMAND, 5.0),
    "after ask: opens with someone who is to": (Act.DEMAND, 5.0),
    "after demand: ends with a question": (Act.ASK, 5.0),
    "opens with an order": (Act.DEMAND, 4.0),
    "ends with a question": (Act.ASK, 4.5),
    "opens with what he thinks": (Act.BELIEVE, 4.0),
    "opens with what he thinks, in his own words": (Act.BELIEVE, -4.0),
    "opens with what he hopes": (Act.BELIEVE, 3.0),
    "opens with what he expects": (Act.PREDICT, 4.0),
    "opens with another's future": (Act.PREDICT, 2.5),
    "will": (Act.PREDICT, 0.6),
    "opens with his own future": (Act.COMMIT, 2.0),
    "opens with his own refusal": (Act.COMMIT, 1.5),
    "opens with his own denial": (Act.DENY, 3.0),
    "never": (Act.DENY, 0.6),
    "opens with a no": (Act.DENY, 0.8),
    "not so": (Act.DENY, 1.5),
    "opens with a yes": (Act.CONFIRM, 3.0),
    "owns up": (Act.CONFIRM, 0.8),
    "blame": (Act.JUDGE, 0.6),
    "praise": (Act.JUDGE, 0.6),
}

Example = tuple[tuple[str, ...], int]


def read_labels(path: Path) -> dict[str, dict[int, Act]]:
    """Return for each article its acts, by the number of the attribution."""
    if path.suffix == ".csv":
        return read_acts(path)
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return {row["id"]: {one["i"]: Act(one["act"]) for one in row["statements"]} for row in rows}


def read_examples(articles: Path, labels: Path) -> list[Example]:
    """Return signs and act of every labelled attribution."""
    acts = read_labels(labels)
    examples: list[Example] = []
    for fields in map(json.loads, articles.read_text("utf-8").splitlines()):
        document = parse_document(fields)
        labelled = sorted(acts.get(fields["id"], {}).items())
        rows = [fields["attributions"][n] for n, _ in labelled]
        spans = [Attribution(*(parse_spans(row[role]) for role in ("source", "cue", "content"))) for row in rows]
        for passage, (_, act) in zip(find_passages(document, segment(document), spans), labelled, strict=True):
            examples.append((tuple(find_signs(passage)), ACTS.index(act)))
    return examples


def fit(examples: Sequence[Example]) -> tuple[dict[str, int], torch.Tensor, torch.Tensor]:
    """Return the signs by number, their weights for each act, and each act's own weight."""
    counts = Counter(sign for signs, _ in examples for sign in signs)
    known = {sign for sign, count in counts.items() if count >= SEEN} | set(HINTS)
    number = {sign: n for n, sign in enumerate(sorted(known))}
    prior = torch.zeros(len(number), len(ACTS))
    for n, act in enumerate(ACTS):
        if f"act {act}" in number and act != Act.STATE:
            prior[number[f"act {act}"], n] = LISTED
    for sign, (act, hint) in HINTS.items():
        prior[number[sign], ACTS.index(act)] = hint
    table, bias = prior.clone().requires_grad_(), torch.zeros(len(ACTS), requires_grad=True)
    places = [(row, number[sign]) for row, (signs, _) in enumerate(examples) for sign in signs if sign in number]
    shape = (len(examples), len(number))
    matrix = torch.sparse_coo_tensor(torch.tensor(places).T, torch.ones(len(places)), shape).coalesce()
    gold = torch.tensor([act for _, act in examples])
    optimizer = torch.optim.LBFGS([table, bias], max_iter=60, history_size=8, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        losses = torch.nn.functional.cross_entropy(torch.sparse.mm(matrix, table) + bias, gold, reduction="sum")
        loss = losses + PULL * ((table - prior) ** 2).sum() / 2
        loss.backward()
        return loss

    optimizer.step(closure)
    return number, table.detach(), bias.detach()


def main() -> None:
    """Train, write the weights, and with --check print what they can be trusted with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--check", nargs=2, type=Path, metavar=("ARTICLES", "LABELS"))
    args = parser.parse_args()
    torch.set_num_threads(1)
    number, table, bias = fit(read_examples(args.articles, args.labels))
    if args.check:
        gold = read_examples(*args.check)
        totals = (table[[number[sign] for sign in signs if sign in number]].sum(0) + bias for signs, _ in gold)
        right = sum(int(total.argmax()) == act for total, (_, act) in zip(totals, gold, strict=True))
        print(f"{right} of {len(gold)} acts right on articles not learned from")
    rows = {sign: [round(100 * float(value)) for value in table[n]] for sign, n in number.items()}
    # A sign that moves no act by a twentieth changes nothing.
    kept = {sign: row for sign, row in sorted(rows.items()) if max(map(abs, row)) >= 5}
    model = {"acts": ACTS, "bias": [round(100 * float(value)) for value in bias], "signs": kept}
    OUT.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")).replace("],", "],\n") + "\n", "utf-8")
    print(f"{OUT.name}: {len(kept)} signs, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
