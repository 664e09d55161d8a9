"""How well the shipped tagger marks who said what, on annotated articles it was not trained on.

    python -m bench.attributions ../shared/data/polnear/dev.jsonl
    python -m bench.attributions ../shared/data/polnear/dev.jsonl --by publisher
    python -m bench.attributions ../shared/data/polnear/dev.jsonl --peers      # others in the same run: '.[bench]'

In:   JSON lines with `text` and `attributions`.
Out:  precision, recall and F1 by measure (onrecord/evaluate.py says what each is) of what `extract` keeps, and how far
      scores can be trusted: of all attributions scored 0.8 to 0.9, how many are right.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench.peers import Predict, load_peers
from bench.reliability import divide, print_table, render_diagram
from onrecord.evaluate import (
    MEASURES,
    WORD,
    Score,
    compare_both_soft,
    find_words,
    score_article,
    score_articles,
)
from onrecord.interchange import parse_spans
from onrecord.read.segment import segment
from onrecord.tag import Tagger
from onrecord.types import LIKELY, Attribution, Document

Article = tuple[dict[str, Any], list[Attribution]]


def read_gold(path: Path) -> list[Article]:
    """Return articles with their gold attributions. GUM's have no `content`, but the subtree that is attributed."""
    articles = []
    for line in path.read_text("utf-8").splitlines():
        fields = json.loads(line)
        gold = [Attribution(parse_spans(row["source"]), parse_spans(row["cue"]), content)
                for row in fields["attributions"]
                if (content := parse_spans(row["content"] if "content" in row else row["content_tree"]))]
        articles.append((fields, gold))
    return articles


def load_ours() -> Predict:
    """Return the package's tagger."""
    tagger = Tagger.load()
    return lambda document: tagger.tag(document, segment(document))


def judge(document: Document, gold: list[Attribution], predicted: list[Attribution]) -> list[tuple[float, bool]]:
    """Return for each predicted attribution its score and whether some gold one agrees with it (attribution soft)."""
    words = [match.span() for match in WORD.finditer(document.text)]
    expected, found = ([find_words(one, document.text, words) for one in side] for side in (gold, predicted))
    return [(one.score, any(compare_both_soft(other, marked) for other in expected))
            for one, marked in zip(predicted, found, strict=True)]


def print_scores(name: str, scores: dict[str, Score]) -> None:
    print(f"\n{name:<20}{'P':>8}{'R':>8}{'F1':>8}{'gold':>8}{'found':>8}")
    for measure in MEASURES:
        score = scores[measure]
        figures = "".join(f"{100 * value:8.1f}" for value in (score.precision, score.recall, score.f1))
        print(f"{measure:<20}{figures}{score.gold:8}{score.predicted:8}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=Path("../shared/data/polnear/dev.jsonl"))
    parser.add_argument("--by", metavar="FIELD", help="one table for each value of this field of the articles")
    parser.add_argument("--peers", action="store_true", help="textacy, Citron's method, quotation marks too")
    parser.add_argument("--diagram", type=Path, metavar="SVG", help="draw how far the scores can be trusted")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    articles = read_gold(args.gold)
    systems = {"onrecord": load_ours(), **(load_peers() if args.peers else {})}
    judged: list[tuple[float, bool]] = []
    for name, predict in systems.items():
        groups: dict[str, list[dict[str, Score]]] = defaultdict(list)
        for fields, gold in articles:
            document = Document(fields["text"])
            predicted = predict(document)
            scores = score_article(document.text, gold, [found for found in predicted if found.score >= LIKELY])
            for group in ["all", *([str(fields.get(args.by))] if args.by else [])]:
                groups[group].append(scores)
            if name == "onrecord":
                judged += judge(document, gold, predicted)
        totals = {group: score_articles(rows) for group, rows in groups.items()}
        if args.json:
            print(json.dumps({measure: 100 * score.f1 for measure, score in totals["all"].items()}))
            continue
        for group, total in totals.items():
            print_scores(f"{name}, {group}", total)
    if not args.json:
        bands = divide(judged)
        print_table(bands)
        if args.diagram:
            args.diagram.write_text(render_diagram(bands), "utf-8")


if __name__ == "__main__":
    main()
