"""The statements labelled for this project, kept without a word of the articles they stand in.

    python -m training.labels ../shared/data/polnear/train.jsonl work/labels.jsonl          # put the words back

In:   PolNeAR's train articles, and statements.csv: one line an attribution, its words as places in the text.
Out:  JSON lines as the annotation guide has them, one statement a line: who, to whom, through what, when, which act.
Not here: learning from them (antecedents.py, acts.py, ...).

They were labelled by a large language model that read whole articles by the guide, not by people. Some readings have
no place in the text ("fullest name" put together from two places): those are left out of the file, field by field.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("statements.csv")
# Articles that antecedents.json, channels.json and moments.json did not learn from, and no rule was written on.
HELD_BACK = Path(__file__).with_name("statements_held_back.txt")
WORDS = ("addressee", "channel", "timex", "relay")
COLUMNS = ("article", "attribution", "speaker", "kind", "named", *WORDS, "said_on", "act", "negated")
AUTHOR, UNPLACED, NOBODY = "author", "?", ""


def locate(text: str, words: str, near: int) -> str:
    """Return "start-end" of the place of `words` nearest to a character of the text, or "?" where it has none."""
    places = []
    start = text.find(words)
    while start >= 0:
        places.append(start)
        start = text.find(words, start + 1)
    if not words or not places:
        return UNPLACED
    best = min(places, key=lambda place: abs(place - near))
    return f"{best}-{best + len(words)}"


def pack(article: dict[str, Any], label: dict[str, Any]) -> dict[str, Any]:
    """Return one label with places for words."""
    text, attribution = article["text"], article["attributions"][label["i"]]
    near = min(span[0] for role in ("source", "cue", "content") for span in attribution[role])

    def place(words: str | list[str] | None) -> str:
        if words is None:
            return NOBODY
        return " ".join(locate(text, one, near) for one in ([words] if isinstance(words, str) else words))

    speaker = AUTHOR if label["kind"] == "author" else place(label["speaker"])
    row = {"article": article["id"], "attribution": label["i"], "speaker": speaker, "kind": label["kind"]}
    row |= {field: place(label[field]) for field in WORDS}
    flags = {field: int(label[field]) for field in ("named", "negated")}
    return {**row, **flags, "said_on": label["said_on"] or NOBODY, "act": label["act"]}


def unpack(article: dict[str, Any], row: dict[str, str]) -> dict[str, Any]:
    """Return one label with its words again; fields whose words have no place are left out."""

    def quote(place: str) -> str:
        start, end = map(int, place.split("-"))
        return article["text"][start:end]

    label: dict[str, Any] = {"id": article["id"], "i": int(row["attribution"]), "kind": row["kind"]}
    for field in ("speaker", *WORDS):
        if UNPLACED not in row[field]:
            names = [quote(place) for place in row[field].split() if place != AUTHOR]
            label[field] = names if len(names) > 1 else names[0] if names else None
    if row["speaker"] == AUTHOR:
        label["speaker"] = "AUTHOR"
    label |= {field: row[field] == "1" for field in ("named", "negated")}
    return {**label, "said_on": row["said_on"] or None, "act": row["act"]}


def read_labels(articles: dict[str, dict[str, Any]], held_back: bool) -> list[dict[str, Any]]:
    """Return the labels of the articles held back, or of all others, with their words.

    Where the speaker's words have no place in the text, the label is left out.
    """
    kept = frozenset(HELD_BACK.read_text("utf-8").split())
    with FILE.open(encoding="utf-8", newline="") as file:
        chosen = [row for row in csv.DictReader(file) if (row["article"] in kept) == held_back]
    labels = (unpack(articles[row["article"]], row) for row in chosen)
    return [label for label in labels if "speaker" in label]


def add_labels(file: Path, articles: dict[str, dict[str, Any]], labels: list[dict[str, Any]]) -> None:
    """Add labels to a file of them, in the place of those that it has of the same articles."""
    named = {label["id"] for label in labels}
    with file.open(encoding="utf-8", newline="") as before:
        rows = [row for row in csv.DictReader(before) if row["article"] not in named]
    rows += [pack(articles[label["id"]], label) for label in labels]
    rows.sort(key=lambda row: (row["article"], int(row["attribution"])))
    with file.open("w", encoding="utf-8", newline="") as after:
        writer = csv.DictWriter(after, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--held-back", action="store_true", help="those of the articles held back, not the others")
    parser.add_argument("--add", type=Path, nargs="+", metavar="LABELS", help="add these to OUT, a statements.csv")
    args = parser.parse_args()
    articles = {row["id"]: row for row in map(json.loads, args.articles.read_text("utf-8").splitlines())}
    if args.add:
        lines = (line for path in args.add for line in path.read_text("utf-8").splitlines())
        add_labels(args.out, articles, list(map(json.loads, lines)))
        return
    rows = read_labels(articles, args.held_back)
    args.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    print(f"{args.out}: {len(rows)} statements")


if __name__ == "__main__":
    main()
