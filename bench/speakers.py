"""Who is behind the source: our speakers on gold spans, scored as the whole statements are.

    python bench/speakers.py [--shared ../shared] [--errors 40]

Runs segmentation and speaker resolution on the annotated spans of statements/articles.jsonl and has
score_statements.py compare; of its figures speaker, pronoun, short, kind and named are this task's.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from onrecord.interchange import parse_document, parse_spans, render_speaker
from onrecord.read.segment import segment
from onrecord.resolve.cast.entities import find_speakers
from onrecord.types import Attribution


def read_attributions(row: dict) -> list[Attribution]:
    """Return the gold attributions of one line."""
    return [
        Attribution(parse_spans(gold["source"]), parse_spans(gold["cue"]), parse_spans(gold["content"]))
        for gold in row["attributions"]
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    folder = args.shared / "data" / "statements"
    predicted, seconds = [], 0.0
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document, attributions = parse_document(row), read_attributions(row)
        segments = segment(document)
        start = time.perf_counter()
        speakers = find_speakers(document, segments, attributions)
        seconds += time.perf_counter() - start
        statements = [
            {**gold, "speaker": render_speaker(speaker)}
            for gold, (speaker, _) in zip(row["attributions"], speakers, strict=True)
        ]
        predicted.append(json.dumps({"id": row["id"], "statements": statements}))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("\n".join(predicted) + "\n")
        file.flush()
        scorer = args.shared / "tools" / "score_statements.py"
        command = [sys.executable, str(scorer), str(folder / "articles.jsonl"), str(folder / "gold.jsonl"), file.name]
        subprocess.run([*command, "--errors", str(args.errors)], check=True)
    print(f"{1000 * seconds / len(predicted):.1f} ms an article, chains and speakers, the first with its tables")


if __name__ == "__main__":
    main()
