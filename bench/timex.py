"""How well times are found and read: TempEval-3's measures, and when statements were said.

In:   TempEval-3 as JSON lines (id, date, text, timex), and annotated statements.
Out:  one table, or --json for the floors.

    python bench/timex.py
    python bench/timex.py --tempeval ../shared/data/tempeval3/te3-timebank.dev.jsonl --errors 20

Spans: a found expression answers a gold one when they overlap (relaxed) or are the same (strict), one to one.
Value and type F1: the right ones among the relaxed answers, over all found and all gold.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import time
from collections import Counter

from onrecord.resolve.dates import find_timexes

DATA = pathlib.Path("../shared/data")


def read_lines(path: pathlib.Path) -> list[dict]:
    """Return the objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def compute_f1(right: int, found: int, gold: int) -> float:
    """Return F1 in percent, 0 where nothing is right."""
    return 200 * right / (found + gold) if found + gold else 0.0


def score_tempeval(path: pathlib.Path, errors: list[str]) -> dict[str, float]:
    """Return the figures of one TempEval-3 file; what went wrong is added to `errors`."""
    count: Counter[str] = Counter()
    seconds = 0.0
    for article in read_lines(path):
        start = time.perf_counter()
        timexes = find_timexes(article["text"], article["date"][:10])
        seconds += time.perf_counter() - start
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


def main() -> None:
    """Parse, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tempeval", nargs="*", type=pathlib.Path, help="TempEval-3 files")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="also print N errors of each file")
    options = parser.parse_args()
    table = {}
    for path in options.tempeval or sorted((DATA / "tempeval3").glob("*.jsonl")):
        errors: list[str] = []
        table[path.stem] = score_tempeval(path, errors)
        if options.errors:
            print("\n".join(errors[: options.errors]))
    if options.json:
        print(json.dumps(table, indent=1))
        return
    for name, figures in table.items():
        print(f"{name:24}" + "  ".join(f"{key} {value:.1f}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
