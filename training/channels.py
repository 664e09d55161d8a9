"""Learn what the signs of a channel weigh: python -m training.channels ARTICLES LABELS...

In:   ARTICLES: JSON lines with `id`, `text` and `attributions`. LABELS: JSON lines with `id` (of an article), `i` (of
      an attribution) and `channel`; or with `id` and, as `statements`, a list of the others.
Out:  onrecord/data/channels.json: the weight of each sign, in hundredths.
      --check: how often the channels of other articles, none of them learned from, come out right.
Not here: the candidates and their signs (onrecord/resolve/telling/candidates.py).

A logistic regression that chooses among the candidates of a statement and none. What was decided for one statement
is a sign for the next: it learns first with what the labels say of the statements before, then with what a model
that saw none of the article decided for them, so that it gets used to its own mistakes.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from onrecord.interchange import parse_document, parse_spans
from onrecord.read.segment import segment
from onrecord.resolve.cast.entities import resolve_cast
from onrecord.resolve.telling.candidates import Candidate, Venues
from onrecord.resolve.telling.choices import Chooser, choose_channels
from onrecord.resolve.telling.passages import find_passages
from onrecord.resolve.telling.relays import unfold
from onrecord.resolve.telling.scenes import find_scenes
from onrecord.types import Attribution

OUT = Path(__file__).parent.parent / "onrecord" / "data" / "channels.json"
FOLDS = 3
ROUNDS = 1
# How hard weights are drawn to nothing; from 0.5 to 4, less than one of a hundred channels changes.
PULL = 1.5
SEEN = 4
# Added to what a proposal of the rules was found to weigh: they were read against the gold, which is surer than labels.
TRUST = 2.0

Weights = dict[str, float]


@dataclass(frozen=True)
class Lesson:
    """One statement: the signs of its candidates, which of them are right, and whether it has a channel at all."""

    signs: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]
    filled: bool


@dataclass(frozen=True)
class Reading:
    """One labelled article, read up to where a choice is made; its labels by number of the statement."""

    decide: Callable[[Any], Any]
    quote: Callable[..., str]
    labels: dict[int, dict[str, Any]]


def iter_readings(articles: Path, labels: Sequence[Path]) -> Iterator[Reading]:
    """Give every article that has labels."""
    told: dict[str, list[dict[str, Any]]] = {}
    for path in labels:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            told.setdefault(row["id"], []).extend(one for one in row.get("statements", [row]) if "channel" in one)
    for line in articles.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["id"] in told:
            yield read_article(row, told[row["id"]])


def read_article(row: dict[str, Any], labels: list[dict[str, Any]]) -> Reading:
    """Return one article with its labels."""
    document = parse_document(row)
    segments = segment(document)
    spans = {
        number: Attribution(*(parse_spans(one[role]) for role in ("source", "cue", "content")))
        for number, one in enumerate(row["attributions"])
        if one["content"]
    }
    accounts = unfold(document, list(spans.values()))
    passages = find_passages(document, segments, accounts.attributions)
    chains, named = resolve_cast(document, segments, accounts.attributions)
    speakers = [speaker for speaker, _ in named]
    scenes = find_scenes(document, segments, passages, speakers, chains)
    places = {id(attribution): place for place, attribution in enumerate(accounts.attributions)}

    def decide(choose: Chooser) -> object:
        return choose_channels(Venues(document, segments, passages, speakers, chains, scenes), choose)

    numbered = {places[id(spans[label["i"]])]: label for label in labels if label["i"] in spans}
    return Reading(decide, document.quote, numbered)


def is_same(theirs: str, ours: str) -> bool:
    """True when half of the words agree, articles aside, as the shared scorer has it."""
    first, second = (
        set(re.findall(r"\w+", words.casefold().replace("’s", "").replace("'s", ""))) - {"the", "a", "an"}
        for words in (theirs, ours)
    )
    return len(first & second) >= len(first | second) / 2 > 0


def walk(reading: Reading, weights: Weights | None) -> list[Lesson]:
    """Return the lessons of an article; what came before is decided by `weights`, without them by the labels."""
    lessons = []

    def choose(number: int, candidates: Sequence[Candidate]) -> int | None:
        label = reading.labels.get(number)
        words = (label or {}).get("channel")
        same = (words and is_same(words, reading.quote(one.venue.span)) for one in candidates)
        right = tuple(place for place, ok in enumerate(same) if ok)
        signs = tuple(one.signs for one in candidates)
        if label is not None:
            lessons.append(Lesson(signs, right, words is not None))
        if weights is None:
            return right[0] if right else None
        return pick(weights, signs)

    reading.decide(choose)
    return lessons


def pick(weights: Weights, candidates: Sequence[Sequence[str]]) -> int | None:
    """Return the candidate with the highest total above nothing, or None."""
    totals = [weights["always"] + sum(weights.get(sign, 0.0) for sign in signs) for signs in candidates]
    best = max(range(len(totals)), key=totals.__getitem__, default=None)
    return best if best is not None and totals[best] > 0 else None


def fit(lessons: Sequence[Lesson], pull: float = PULL, seen: int = SEEN) -> Weights:
    """Return the weight of each sign that was seen so often."""
    # A label whose words are no candidate teaches nothing.
    used = [one for one in lessons if one.signs and (one.right or not one.filled)]
    counts = Counter(sign for one in used for signs in one.signs for sign in signs)
    number = {sign: n for n, sign in enumerate(sorted(sign for sign, count in counts.items() if count >= seen))}
    rows = [(n, signs, place in one.right) for n, one in enumerate(used) for place, signs in enumerate(one.signs)]
    places = [(row, number[sign]) for row, (_, signs, _) in enumerate(rows) for sign in signs if sign in number]
    shape = (len(rows), len(number))
    matrix = torch.sparse_coo_tensor(torch.tensor(places).T, torch.ones(len(places)), shape).coalesce()
    home = torch.tensor([n for n, _, _ in rows])
    right = torch.tensor([float(ok) for _, _, ok in rows])
    none = torch.tensor([0.0 if one.right else 1.0 for one in used])
    table, bias = torch.zeros(len(number), requires_grad=True), torch.full((1,), -2.0, requires_grad=True)
    optimizer = torch.optim.LBFGS([table, bias], max_iter=60, history_size=8, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        odds = torch.exp(torch.sparse.mm(matrix, table[:, None])[:, 0] + bias)
        every = torch.ones(len(used)).index_add(0, home, odds)
        good = none.index_add(0, home, odds * right)
        loss = (torch.log(every) - torch.log(good)).sum() + pull * (table**2).sum() / 2
        loss.backward()
        return loss

    optimizer.step(closure)
    weights = {sign: float(table[n].detach()) for sign, n in number.items()}
    weights["always"] = float(bias.detach()[0])
    weights["proposed"] = weights.get("proposed", 0.0) + TRUST
    weights["pointed alone"] = -weights["always"]  # what only the tagger sees is weighed by the tagger alone
    return weights


def learn(readings: Sequence[Reading]) -> Weights:
    """Return the weights learned from all articles, and from the mistakes made on each by a model of the others."""
    lessons = [walk(reading, None) for reading in readings]
    for _ in range(ROUNDS):
        blind = list(lessons)
        for fold in range(FOLDS):
            weights = fit([one for n, found in enumerate(lessons) if n % FOLDS != fold for one in found])
            for n in range(fold, len(readings), FOLDS):
                blind[n] = walk(readings[n], weights)
        lessons = blind
    return fit([one for found in lessons for one in found])


def measure(readings: Sequence[Reading], weights: Weights) -> Counter[str]:
    """Return how many channels were found, wanted and right."""
    counts: Counter[str] = Counter()
    for reading in readings:
        for one in walk(reading, weights):
            place = pick(weights, one.signs)
            counts.update(found=place is not None, wanted=one.filled, right=place in one.right)
    return counts


def main() -> None:
    """Train, write the weights, and with --check print what they can be trusted with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("--check", nargs=2, type=Path, metavar=("ARTICLES", "GOLD"))
    args = parser.parse_args()
    torch.set_num_threads(1)
    weights = learn(list(iter_readings(args.articles, args.labels)))
    if args.check:
        counts = measure(list(iter_readings(args.check[0], args.check[1:])), weights)
        print(f"{counts['right']} of {counts['found']} right, of {counts['wanted']} to be found")
    # A sign that moves nothing by a fiftieth is left out.
    kept = {sign: round(100 * value) for sign, value in sorted(weights.items()) if abs(value) >= 0.02}
    OUT.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).replace(',"', ',\n"') + "\n", "utf-8")
    print(f"{OUT.name}: {len(kept)} signs, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
