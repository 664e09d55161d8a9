"""How well times are found and read: TempEval-3's measures, Recognizers' cases, and when statements were said.

    python bench/timex.py [--shared ../shared] [--tempeval FILE...] [--errors 40] [--json]

TempEval-3: a found expression answers a gold one when they overlap (relaxed) or are the same (strict), one to one;
value and type F1 count the right ones among the relaxed answers, over all found and all gold.
Recognizers-Text: of its dates and spans of days, how many are found, and how many have one of its readings.
Statements: the readings of resolve() on gold spans, scored by score_statements.py; F1 of timex and said_on.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from onrecord.interchange import parse_document, parse_spans, render_document
from onrecord.read.segment import segment
from onrecord.resolve.dates import find_timexes
from onrecord.resolve.statements import resolve
from onrecord.types import Attribution


def read_lines(path: Path) -> list[dict]:
    """Return the objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def compute_f1(right: int, found: int, gold: int) -> float:
    """Return F1 in percent, 0 where nothing is right."""
    return 200 * right / (found + gold) if found + gold else 0.0


def score_tempeval(path: Path, errors: list[str]) -> dict[str, float]:
    """Return the figures of one TempEval-3 file; what went wrong is added to `errors`."""
    count: Counter[str] = Counter()
    seconds = 0.0
    for article in read_lines(path):
        start = time.process_time()
        timexes = find_timexes(article["text"], article["date"][:10])
        seconds += time.process_time() - start
        count["characters"] += len(article["text"])
        answers = {(timex.span.start, timex.span.end): timex for timex in timexes}
        gold = [((row["start"], row["end"]), row) for row in article["timex"]]
        count["gold"] += len(gold)
        count["found"] += len(timexes)
        count["strict"] += sum(span in answers for span, _ in gold)
        free = dict(answers)
        for span, row in gold:
            span_found = next((there for there in free if there[0] < span[1] and span[0] < there[1]), None)
            words = article["text"][max(0, span[0] - 30) : span[1] + 20].replace("\n", " ")
            if span_found is None:
                errors.append(f"missed  {article['text'][slice(*span)]!r} {row['value']}   ...{words}")
                continue
            timex = free.pop(span_found)
            count["relaxed"] += 1
            count["type"] += timex.type == row["type"]
            count["value"] += timex.value == row["value"]
            if timex.value != row["value"]:
                errors.append(f"value   {article['text'][slice(*span)]!r} {row['value']} not {timex.value} "
                              f"({article['date'][:10]})   ...{words}")
        for span in free:
            words = article["text"][max(0, span[0] - 40) : span[1] + 20].replace("\n", " ")
            errors.append(f"excess  {article['text'][slice(*span)]!r} {free[span].value}   ...{words}")
    figures = {name: compute_f1(count[name], count["found"], count["gold"])
               for name in ("relaxed", "strict", "value", "type")}
    return {**figures, "gold": count["gold"], "found": count["found"],
            "ms per 4.6 kB": 1000 * seconds / max(1, count["characters"]) * 4600}


def score_recognizers(path: Path, errors: list[str]) -> dict[str, float]:
    """Return how many of the dates of the Recognizers' cases are found, and how many read as one of theirs, in percent.

    Not news: "tomorrow noon", "from 4/1 to next Friday". It shows that nothing breaks, and where the grammar ends.
    """
    count: Counter[str] = Counter()
    for case in read_lines(path):
        timexes = find_timexes(case["text"], case["ref"])
        for gold in case["expressions"]:
            if gold["type"] != "date":
                continue
            count["gold"] += 1
            near = [timex for timex in timexes if timex.span.start < gold["end"] and gold["start"] < timex.span.end]
            right = {value.get("value") for value in gold["values"]} & {timex.iso for timex in near}
            count["found"] += bool(near)
            count["right"] += bool(right)
            if not right:
                errors.append(f"{case['text']!r} {gold['values'][0].get('value')} not {[timex.iso for timex in near]}")
    return {"found": 100 * count["found"] / count["gold"], "right": 100 * count["right"] / count["gold"],
            "gold": count["gold"]}


def score_statements(shared: Path) -> dict[str, float]:
    """Return F1 of timex and said_on over the annotated statements, gold spans handed in."""
    folder = shared / "data" / "statements"
    predicted = []
    for row in read_lines(folder / "articles.jsonl"):
        document = parse_document(row)
        attributions = [
            Attribution(*(parse_spans(gold[role]) for role in ("source", "cue", "content")))
            for gold in row["attributions"]
        ]
        predicted.append(json.dumps(render_document(resolve(document, segment(document), attributions))))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("\n".join(predicted) + "\n")
        file.flush()
        scorer = shared / "tools" / "score_statements.py"
        command = [sys.executable, str(scorer), str(folder / "articles.jsonl"), str(folder / "gold.jsonl"), file.name]
        scores = json.loads(subprocess.run([*command, "--json"], check=True, capture_output=True).stdout)
    return {field: 100 * scores[field]["f1"] for field in ("timex", "said_on")} | {"gold": scores["timex"]["gold"]}


def main() -> None:
    """Score whatever of the data is there, print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--tempeval", nargs="*", type=Path, help="TempEval-3 files, instead of those under --shared")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="also print up to N errors of each set")
    options = parser.parse_args()
    table = {}
    for path in options.tempeval or sorted((options.shared / "data" / "tempeval3").glob("*.jsonl")):
        errors: list[str] = []
        table[path.stem] = score_tempeval(path, errors)
        print("\n".join(errors[: options.errors]), end="\n" * bool(options.errors))
    if not options.tempeval:
        errors = []
        table["recognizers"] = score_recognizers(
            options.shared / "data" / "recognizers-datetime" / "cases.train.jsonl", errors)
        print("\n".join(errors[: options.errors]), end="\n" * bool(options.errors))
        table["statements"] = score_statements(options.shared)
    if options.json:
        print(json.dumps(table, indent=1))
        return
    for name, figures in table.items():
        print(f"{name:22}" + "  ".join(f"{key} {value:.1f}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
