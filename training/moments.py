"""Learn what the signs of a time weigh: python -m training.moments ARTICLES LABELS...

In:   ARTICLES: JSON lines with `id`, `text`, `published` and `attributions`. LABELS: JSON lines with `id` (of an
      article), `i` (of an attribution), `timex` and `said_on`; or with `id` and, as `statements`, a list of the others.
Out:  onrecord/data/moments.json: the weight of each sign, in hundredths.
      --check: how often the times of other articles, none of them learned from, come out right.
Not here: the candidates and their signs (onrecord/resolve/telling/moments.py).

The same regression as for channels, on what was decided for the statements before (training/channels.py).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import torch

from onrecord.interchange import parse_document, parse_spans
from onrecord.read.segment import segment
from onrecord.resolve.cast.entities import resolve_cast
from onrecord.resolve.dates import find_timexes
from onrecord.resolve.telling.candidates import Venues
from onrecord.resolve.telling.choices import choose_channels
from onrecord.resolve.telling.dating import Chooser, choose_moments
from onrecord.resolve.telling.moments import Dated, Moments
from onrecord.resolve.telling.passages import find_passages
from onrecord.resolve.telling.relays import unfold
from onrecord.resolve.telling.said import find_said
from onrecord.resolve.telling.scenes import find_scenes
from onrecord.types import Attribution
from training.channels import Lesson, Reading, Weights, fit, is_same, pick

OUT = Path(__file__).parent.parent / "onrecord" / "data" / "moments.json"
FOLDS = 3
# How hard weights are drawn to nothing. Two readers disagree on one time of eight: with 1.5, F1 is ten points higher on
# the articles learned from than on others; with 40, half of what is gained is lost.
PULL = 8.0
SEEN = 15
# Below this a sign is left out of the file; with 0.05 as much is found, and a little less of it right.
LEAST = 0.1
# Added to what was found: a time not in the rules is taken only where it is rather sure; one that stands with the verb,
# as the rules read it against the gold, mostly stays; one that they carry on may go.
DOUBT = -0.5
TRUST = {"rule, own True": 3.5, "rule, own False": 1.7}
ALONE = 5.0


def read_articles(articles: Path, labels: Sequence[Path]) -> list[Reading]:
    """Return every article that has labels, in order of the ids."""
    rows = [json.loads(line) for path in labels for line in path.read_text("utf-8").splitlines()]
    told = [{"id": row["id"], **one} for row in rows for one in row.get("statements", [row]) if "timex" in one]
    told.sort(key=itemgetter("id"))
    labelled = {name: list(ones) for name, ones in groupby(told, key=itemgetter("id"))}
    texts = {row["id"]: row for row in map(json.loads, articles.read_text("utf-8").splitlines())}
    return [read_article(texts[name], ones) for name, ones in labelled.items() if name in texts]


def read_article(row: dict[str, Any], labels: list[dict[str, Any]]) -> Reading:
    """Return one article with its labels."""
    document = parse_document(row)
    segments = segment(document)
    # Those without a label are left out: they would stand before others as if they had no time.
    numbers = sorted({one["i"] for one in labels if row["attributions"][one["i"]]["content"]})
    spans = {
        number: Attribution(*(parse_spans(row["attributions"][number][role]) for role in ("source", "cue", "content")))
        for number in numbers
    }
    accounts = unfold(document, list(spans.values()))
    passages = find_passages(document, segments, accounts.attributions)
    chains, named = resolve_cast(document, segments, accounts.attributions)
    speakers = [speaker for speaker, _ in named]
    timexes = find_timexes(document.text, document.published)
    proposed = find_said(segments, passages, timexes, speakers)
    scenes = find_scenes(document, segments, passages, speakers, chains)
    scenes = choose_channels(Venues(document, segments, passages, speakers, chains, scenes))
    places = {id(attribution): place for place, attribution in enumerate(accounts.attributions)}

    def decide(choose: Chooser) -> object:
        return choose_moments(Moments(document, segments, passages, speakers, scenes, timexes, proposed), choose)

    return Reading(decide, document.quote, {places[id(spans[one["i"]])]: one for one in labels if one["i"] in spans})


def grade(reading: Reading, label: dict[str, Any], one: Dated) -> int:
    """Return 2 for a time whose words and date are those of the label, 1 for one of them, else 0."""
    words = label["timex"]
    if not isinstance(words, str):
        return 0
    same, date = is_same(words, reading.quote(one.span)), label["said_on"] == one.said_on
    return 2 if same and date else 1 if same or date and one.said_on else 0


def walk(reading: Reading, weights: Weights | None, counts: Counter[str] | None = None) -> list[Lesson]:
    """Return the lessons of an article; what came before is decided by `weights`, without them by the labels."""
    lessons = []

    def choose(number: int, candidates: Sequence[Dated]) -> int | None:
        label = reading.labels.get(number)
        grades = [grade(reading, label, one) if label else 0 for one in candidates]
        best = max(grades, default=0)
        right = tuple(place for place, one in enumerate(grades) if one == best > 0)
        signs = tuple(one.signs for one in candidates)
        if label is not None:
            lessons.append(Lesson(signs, right, label["timex"] is not None))
        if weights is None:
            return right[0] if right else None
        place = pick(weights, signs)
        if label is not None and counts is not None:
            counts.update(wanted=label["timex"] is not None, found=place is not None,
                          right=place is not None and bool(grades[place]))
        return place

    reading.decide(choose)
    return lessons


def learn(readings: Sequence[Reading]) -> Weights:
    """Return the weights learned from all articles, with the mistakes made on each by a model of the others."""
    lessons = [walk(reading, None) for reading in readings]
    blind = list(lessons)
    for fold in range(FOLDS):
        weights = fit([one for n, found in enumerate(lessons) if n % FOLDS != fold for one in found], PULL, SEEN)
        for n in range(fold, len(readings), FOLDS):
            blind[n] = walk(readings[n], weights)
    return fit([one for found in blind for one in found], PULL, SEEN)


def lean(weights: Weights) -> Weights:
    """Return the weights that matter, leaning towards the rules and towards no time at all."""
    kept = {sign: value for sign, value in weights.items() if abs(value) >= LEAST}
    kept.pop("proposed", None)
    kept |= {sign: kept.get(sign, 0.0) + trust for sign, trust in TRUST.items()}
    always = kept["always"] + DOUBT
    return {**kept, "always": always, "pointed alone": -always, "rule alone": ALONE}


def main() -> None:
    """Train, write the weights, and with --check print what they can be trusted with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("--check", nargs=2, type=Path, metavar=("ARTICLES", "GOLD"))
    args = parser.parse_args()
    torch.set_num_threads(1)
    weights = lean(learn(read_articles(args.articles, args.labels)))
    if args.check:
        counts: Counter[str] = Counter()
        for reading in read_articles(args.check[0], args.check[1:]):
            walk(reading, weights, counts)
        print(f"{counts['right']} of {counts['found']} right, of {counts['wanted']} to be found")
    whole = {sign: round(100 * value) for sign, value in sorted(weights.items())}
    OUT.write_text(json.dumps(whole, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", "utf-8")
    print(f"{OUT.name}: {len(whole)} signs, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
