"""Speech events of MEANTIME's Wikinews articles: how many are found, and behind how many stands the right speaker.

    python -m bench.meantime [--peers] [--shared ../shared] [--json]

Definition. Gold: the speech and cognition events of speech.train.jsonl that have a source, in the part of each article
that was annotated exhaustively (title and first sentences). Response: the attributions that begin there and have a
source. One answers an event when their cues overlap, or its content holds an event that the gold ascribes; and their
sources overlap. Of the events answered whose source has a name, the speaker is right when one of ours shares a word of
four letters and more with the gold's name.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from bench.peers import Predict, load_peers
from onrecord.evaluate import Score
from onrecord.extract import extract
from onrecord.read.segment import segment
from onrecord.tag import Tagger
from onrecord.types import LIKELY, Attribution, Document, Span

Row = dict[str, Any]
WORD = re.compile(r"\w{4,}")


def read_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def answers(attribution: Attribution, event: Row) -> bool:
    """Return True when an attribution is the event's: cue or content, and source."""
    cue, sources = Span(*event["cue"]), [Span(*source["span"]) for source in event["source"]]
    told = any(part.overlaps(cue) for part in attribution.cue) or any(
        part.contains(Span(*content["span"])) for content in event["content_events"] for part in attribution.content
    )
    return told and any(part.overlaps(source) for part in attribution.source for source in sources)


def score_events(articles: list[Row], events: dict[str, list[Row]], predict: Predict) -> Score:
    """Return events answered, attributions in the annotated part, and events."""
    total = Score()
    for article in articles:
        gold, until = events.get(article["id"], []), article["exhaustive_until"]
        found = [a for a in predict(Document(article["text"])) if a.source and (*a.cue, *a.content)[0].start < until]
        right = sum(any(answers(attribution, event) for attribution in found) for event in gold)
        total += Score(right, len(found), len(gold))
    return total


def score_speakers(
    articles: list[Row], events: dict[str, list[Row]], names: dict[str, str], tagger: Tagger
) -> tuple[int, int]:
    """Return how many answered events have the right speaker, and how many were answered, of those with a name."""
    right = answered = 0
    for article in articles:
        statements = extract(Document(article["text"], published=article["date"] or None), tagger).statements
        for event in events.get(article["id"], []):
            named = [names.get(source["instance"], "") for source in event["source"]]
            known = {word for name in named for word in WORD.findall(name.lower())}
            mine = [s for s in statements if answers(Attribution(s.source, s.cue, s.content), event)]
            if not known or not mine:
                continue
            answered += 1
            said = {word for s in mine if s.speaker for name in s.speaker.names for word in WORD.findall(name.lower())}
            right += bool(known & said)
    return right, answered


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--peers", action="store_true", help="textacy, Citron's method, quotation marks too")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    folder = args.shared / "data" / "meantime"
    articles = [row for part in ("train", "dev") for row in read_rows(folder / f"meantime-en.{part}.jsonl")]
    until = {row["id"]: row["exhaustive_until"] for row in articles}
    events: dict[str, list[Row]] = {}
    for event in read_rows(folder / "speech.train.jsonl"):
        if event["source"] and event["cue"][0] < until.get(event["doc"], 0):
            events.setdefault(event["doc"], []).append(event)
    names = {row["id"]: row["name"] for row in read_rows(folder / "instances.jsonl")}
    tagger = Tagger.load()

    def find(document: Document) -> list[Attribution]:
        return [found for found in tagger.tag(document, segment(document)) if found.score >= LIKELY]

    systems: dict[str, Predict] = {"onrecord": find, **(load_peers() if args.peers else {})}
    scores = {name: score_events(articles, events, predict) for name, predict in systems.items()}
    right, answered = score_speakers(articles, events, names, tagger)
    if args.json:
        print(json.dumps({"onrecord f1": 100 * scores["onrecord"].f1, "right speaker": 100 * right / answered}))
        return
    print(f"{'':<18}{'P':>8}{'R':>8}{'F1':>8}{'gold':>8}{'found':>8}")
    for name, score in scores.items():
        figures = "".join(f"{100 * value:8.1f}" for value in (score.precision, score.recall, score.f1))
        print(f"{name:<18}{figures}{score.gold:8}{score.predicted:8}")
    print(f"right speaker      {100 * right / answered:5.1f} % of {answered} events found whose source has a name")


if __name__ == "__main__":
    main()
