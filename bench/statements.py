"""How well whole statements are read: the speaker, to whom, through what, when, of what kind, by whose account.

    python -m bench.statements                            gold spans, then the tagger's own
    python -m bench.statements --field act --errors 20    one reading alone, and where it went wrong
    python -m bench.statements --held-back                articles that no rule was written on and nothing learned from
    python -m bench.statements --json

In:   articles with `text` and `attributions`, and their gold statements, both JSON lines. Those held back are of the
      tagger's training part, so only gold spans are scored there, and their acts were learned; a language model
      labelled them (training/labels.py).
Out:  the table of the shared scorer for gold spans (resolve alone) and for predicted ones (tag and resolve), and for
      each field how many were missed, found without need, or wrong.
Not here: the measures (the scorer beside the data says what each is); attributions alone (bench/attributions.py).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.extract import extract
from onrecord.interchange import parse_document, parse_spans, render_document
from onrecord.tag import Tagger
from onrecord.types import Attribution, Document, Extraction, Segments
from training.labels import read_labels

SHARED = Path(__file__).parent.parent.parent / "shared"
GOLD, PREDICTED = "gold spans", "predicted spans"
FIELDS = ("speaker", "kind", "named", "addressee", "channel", "timex", "said_on", "act", "negated", "relay")
Row = dict[str, Any]


class GoldTagger:
    """A tagger that gives back the spans that people marked; what they are is read by the tagger of the package."""

    def __init__(self, rows: list[Row], tagger: Tagger) -> None:
        self.rows, self.tagger = rows, tagger

    def tag(self, document: Document, segments: Segments) -> list[Attribution]:
        """Return the gold attributions."""
        return self.tagger.read(document, segments, [read_attribution(row) for row in self.rows])


def read_attribution(row: Row) -> Attribution:
    """Return one annotated attribution."""
    return Attribution(*(parse_spans(row[role]) for role in ("source", "cue", "content")))


def read_rows(path: Path) -> list[Row]:
    """Return the objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def predict(article: Row, tagger: Tagger, spans: str) -> Extraction:
    """Return what one article gives, from the "gold spans" or from the tagger's own, "predicted spans"."""
    gold = GoldTagger(article["attributions"], tagger)
    return extract(parse_document(article), gold if spans == GOLD else tagger)


def score(articles: list[Row], gold: list[Row], predicted: list[Row], scorer: Path) -> dict[str, Any]:
    """Return the shared scorer's figures."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.jsonl") for number in range(3)]
        for path, rows in zip(paths, (articles, gold, predicted), strict=True):
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        command = [sys.executable, str(scorer), *map(str, paths), "--json"]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def read_held_back(articles: Path) -> tuple[list[Row], list[Row]]:
    """Return the articles held back from everything but the tagger, and their statements."""
    texts = {row["id"]: row for row in read_rows(articles)}
    chosen: list[Row] = []
    gold: list[Row] = []
    for name, labels in groupby(read_labels(texts, held_back=True), key=itemgetter("id")):
        spans = texts[name]["attributions"]
        said = [label for label in labels if spans[label["i"]]["content"]]  # a few have nothing that was said
        chosen.append({**texts[name], "attributions": [spans[label["i"]] for label in said]})
        gold.append({"id": name, "statements": [{**label, "i": number} for number, label in enumerate(said)]})
    return chosen, gold


def iter_errors(
    extractions: dict[str, Extraction], articles: list[Row], gold: dict[str, Row], field: str, scorer: ModuleType
) -> Iterator[tuple[str, Row]]:
    """Give each wrong reading of one field on the gold spans, with its kind: missed, needless or wrong."""
    for article in articles:
        extraction = extractions[article["id"]]
        document = extraction.document
        attributions = [read_attribution(row) for row in article["attributions"]]
        rendered = render_document(extraction)["statements"]
        found = {(s.cue, s.content): row for s, row in zip(extraction, rendered, strict=True)}
        for label in gold[article["id"]]["statements"]:
            attribution = attributions[label["i"]]
            row = found.get((attribution.cue, attribution.content))
            if row and (kind := compare(label, row, field, scorer)):
                cue = " ".join(map(document.quote, attribution.cue))
                where = {"id": article["id"], "i": label["i"], "cue": cue}
                yield kind, {**where, "gold": label.get(field), "ours": read_field(row, field)}


def compare(label: Row, row: Row, field: str, scorer: ModuleType) -> str | None:
    """Return what is wrong with one reading, or None; names and words are compared as the scorer does."""
    theirs, ours = label.get(field), read_field(row, field)
    if field == "speaker":
        right = scorer.same_speaker(label, row["speaker"])
    elif field in ("addressee", "channel", "timex", "relay"):
        right = theirs is None and ours is None or scorer.same_text(theirs, ours)
    else:
        right = theirs == ours
    if right:
        return None
    if field in ("act", "kind", "named", "negated"):
        return f"{theirs} read as {ours}"
    return "missed" if ours is None else "needless" if theirs is None else "wrong"


def read_field(row: Row, field: str) -> Any:
    """Return one reading of a rendered statement; kind and name stand with its speaker."""
    speaker = row["speaker"] or {}
    if field == "speaker":
        return speaker.get("name")
    if field in ("kind", "named"):
        return speaker.get(field, "none" if field == "kind" else False)
    return row[field]


def load_scorer(path: Path) -> ModuleType:
    """Return the shared scorer as a module, for its comparisons."""
    spec = importlib.util.spec_from_file_location("score_statements", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: not found. Give the folder of data and tools with --shared.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def render_table(tables: dict[str, dict[str, Any]], field: str | None) -> str:
    """Return the figures side by side, gold spans and predicted, in hundredths."""
    lines = [f"{'':34}" + "".join(f"{name:>26}" for name in tables)]
    for measure in next(iter(tables.values())):
        if field and field not in measure:
            continue
        cells = []
        for table in tables.values():
            value = table[measure]
            if isinstance(value, dict):
                shown = (f"{key[0].upper()} {100 * value[key]:5.1f}" for key in ("precision", "recall", "f1"))
                cells.append("  ".join(shown))
            else:
                cells.append(f"{100 * value:5.1f}")
        lines.append(f"{measure:34}" + "".join(f"{cell:>26}" for cell in cells))
    return "\n".join(lines)


def main() -> None:
    """Read the arguments, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with data/statements and tools")
    parser.add_argument("--field", choices=FIELDS)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N errors of --field, on gold spans")
    parser.add_argument("--gold-only", action="store_true", help="leave out the tagger's own spans")
    parser.add_argument("--held-back", action="store_true", help="the articles that nothing was learned from")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    data, scorer = args.shared / "data", args.shared / "tools" / "score_statements.py"
    if args.held_back:
        articles, gold = read_held_back(data / "polnear" / "train.jsonl")
    else:
        articles, gold = (read_rows(data / "statements" / name) for name in ("articles.jsonl", "gold.jsonl"))
    tagger = Tagger.load()
    extractions = {
        spans: {article["id"]: predict(article, tagger, spans) for article in articles}
        for spans in ([GOLD] if args.gold_only or args.held_back else [GOLD, PREDICTED])
    }
    tables = {
        spans: score(
            articles,
            gold,
            [{**render_document(extraction), "id": name} for name, extraction in found.items()],
            scorer,
        )
        for spans, found in extractions.items()
    }
    labels = {row["id"]: row for row in gold}
    module = load_scorer(scorer)
    fields = [args.field] if args.field else FIELDS
    errors = {field: list(iter_errors(extractions[GOLD], articles, labels, field, module)) for field in fields}
    counts = {field: dict(Counter(kind for kind, _ in found).most_common()) for field, found in errors.items()}
    if args.json:
        print(json.dumps({"scores": tables, "errors": counts}, indent=1))
        return
    print(render_table(tables, args.field))
    for field, found in counts.items():
        kinds = ", ".join(f"{n} {kind}" for kind, n in found.items())
        print(f"{field}: {sum(found.values())} errors on gold spans; {kinds}")
    for field in fields:
        for kind, error in errors[field][: args.errors]:
            print(f"  {kind}: {error}")


if __name__ == "__main__":
    main()
