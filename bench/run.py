"""Every figure of the README and the docs: which task gives it, and whether it has fallen.

    python -m bench.run                    the tasks, and what each one measures
    python -m bench.run attributions timex run these, as their own commands would
    python -m bench.run --check            run those that have floors; exit 1 naming each figure that fell

In:   ../shared, the annotated articles, which are not part of the project; floors.json.
Out:  the tasks' own tables; or one line for each figure that is held.
Not here: any measuring. Timings have no floors: they hang on the machine.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
SHARED = Path(__file__).parents[2] / "shared"


@dataclass(frozen=True, slots=True)
class Task:
    """What measures something: its module and arguments, what it measures, and what makes it print JSON."""

    module: str
    what: str
    arguments: tuple[str, ...] = ()
    json: tuple[str, ...] = ("--json",)


GUM = (str(SHARED / "data/gum/gum-newslike.dev.jsonl"), "--by", "genre")
TASKS = {
    "attributions": Task("attributions", "the tagger on PolNeAR's dev part, and how far its scores can be trusted"),
    "peers": Task("attributions", "the same beside textacy, Citron's method, quotation marks: .[bench]", ("--peers",)),
    "gum": Task("attributions", "other genres: GUM's news, interviews, speeches, court reports", GUM),
    "gum-peers": Task("attributions", "the same with the peers beside it", (*GUM, "--peers")),
    "meantime": Task("meantime", "speech events of Wikinews articles, and who spoke", ("--peers",)),
    "statements": Task("statements", "every reading, on gold and on predicted spans; errors that remain, by kind"),
    "held-back": Task("statements", "the same on articles that nothing was learned from", ("--held-back",)),
    "speakers": Task("speakers", "who is behind a source, alone and timed"),
    "coref": Task("coref", "coreference of people and organisations in GUM's news"),
    "timex": Task("timex", "times found and read: TempEval-3, Recognizers, when statements were made"),
    "extraction": Task("extraction", "an article's body out of HTML, next to the bare extractor", json=()),
    "speed": Task("speed", "articles a second, memory, textacy beside it", (str(SHARED / "data/polnear/dev.jsonl"),)),
    "add": Task("add", "adding 100 and 1,000 articles: speed and memory"),
    "search": Task("add", "searching 100,000 statements, and adding that is killed twenty times",
                   ("--tagger", "gold", "--articles", "100", "1000", "10000", "--search", "100000", "--kills", "20")),
    "pages": Task("pages", "the server's time for each page over 100,000 statements, and its weight"),
}


def run_task(name: str, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a task in a process of its own."""
    task = TASKS[name]
    command = [sys.executable, "-m", f"bench.{task.module}", *task.arguments, *arguments]
    return subprocess.run(command, cwd=FLOORS.parents[1], text=True, **options)


def parse_figures(output: str) -> dict[str, float]:
    """Return the figures of a task that printed JSON: one object, or one a line.

    {"value": 81.5}                      ->  {"value": 81.5}
    {"timebank": {"value": 81.5}}        ->  {"timebank value": 81.5}
    {"reader": "onrecord", "f1": 0.97}   ->  {"onrecord f1": 0.97}    words in an object name what it is about
    """
    try:
        rows = [json.loads(output)]
    except ValueError:
        rows = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    return {name: value for row in rows for name, value in iter_figures(row, "")}


def iter_figures(row: Any, prefix: str) -> Iterator[tuple[str, float]]:
    if isinstance(row, dict):
        words = [value for value in row.values() if isinstance(value, str)]
        for name, value in row.items():
            yield from iter_figures(value, " ".join(part for part in (prefix, *words, name) if part))
    elif isinstance(row, int | float):
        yield prefix, row


def check(floors: dict[str, dict[str, float]]) -> int:
    """Print each figure beside its floor; return how many fell or are missing."""
    fallen = 0
    for task, held in floors.items():
        done = run_task(task, *TASKS[task].json, stdout=subprocess.PIPE)
        figures = parse_figures(done.stdout)
        for name, floor in held.items():
            fell = figures.get(name, -1.0) < floor
            fallen += fell
            seen = figures.get(name, "missing")
            print(f"{'FELL' if fell else 'ok':<5}{task} {name}: {seen}, floor {floor}", flush=True)
        if done.returncode:
            fallen += 1
            print(f"FELL {task}: ended with {done.returncode}")
    return fallen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="*", metavar="TASK", help="some of those it lists")
    parser.add_argument("--check", action="store_true", help="hold the figures against floors.json")
    asked = parser.parse_args()
    if unknown := set(asked.tasks) - set(TASKS):
        parser.error(f"no task {', '.join(sorted(unknown))}; there are {', '.join(TASKS)}")
    if not asked.tasks and not asked.check:
        for name, task in TASKS.items():
            print(f"{name:<14}{task.what}")
        return 0
    if not SHARED.is_dir():
        print("The annotated articles (../shared) are not beside the project: nothing to measure.")
        return 0
    if asked.check:
        floors = json.loads(FLOORS.read_text("utf-8"))
        return int(check({name: floors[name] for name in floors if name in asked.tasks or not asked.tasks}) > 0)
    return max(run_task(name).returncode for name in asked.tasks)


if __name__ == "__main__":
    sys.exit(main())
