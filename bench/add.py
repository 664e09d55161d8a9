"""How fast articles go into the record, how much memory that takes, how fast it answers, and whether a kill harms it.

    python -m bench.add ../shared/data/polnear/train.jsonl --articles 100 1000
    python -m bench.add --tagger gold --articles 100 1000 10000 --search 100000 --kills 20

In:   JSON lines with `text` (and `attributions`, for the gold tagger); repeated under other ids until there are enough.
      `--tagger gold` gives back the annotated attributions, so that all but the network is timed.
Out:  articles a second end to end (reading, tagging, resolving, writing) and peak memory for each number of articles,
      each in a process of its own; milliseconds of searches and facets, median and 95th percentile; killed at random
      moments and run again, whether the record equals that of an undisturbed run.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

from onrecord.interchange import parse_spans
from onrecord.read import iter_documents
from onrecord.record import Query, Record
from onrecord.record.export import iter_dump
from onrecord.record.intake import LoadTagger, add_documents
from onrecord.tag import Tagger
from onrecord.types import Attribution, Document

# One-word, many-word, phrase, frequent and absent; alone and with every kind of filter.
QUERIES = (
    Query(), Query("the"), Query("president"), Query("immigration"), Query("tax plan"), Query('"white house"'),
    Query("we will win"), Query("unfindableword"), Query("president", order="relevance"), Query(act="deny"),
    Query("president", act="deny"), Query(speaker="Donald Trump"), Query("wall", speaker="Donald Trump"),
    Query(since="2016-03", until="2016-06"), Query("the", since="2016-03", until="2016-06"), Query(named=False),
    Query(quotation="direct"), Query("the of to and a in that is was for it he on with as at"),
)


class GoldTagger:
    """Gives back the attributions that came with the article."""

    version = "gold"

    def tag(self, document: Document, segments: object) -> list[Attribution]:
        return [
            Attribution(*(parse_spans(one[role]) for role in ("source", "cue", "content")), score=1.0)  # type: ignore[misc]
            for one in document.extra.get("attributions", ()) if one["content"]
        ]


TAGGERS: dict[str, LoadTagger] = {"gold": GoldTagger, "model": Tagger.load}


def write_articles(source: Path, number: int, path: Path) -> None:
    """Write `number` articles of `source` to `path`, over and over, each time under other ids."""
    with open(source, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    with open(path, "w", encoding="utf-8") as out:
        for i, row in enumerate(islice(cycle(rows), number)):
            out.write(json.dumps({**row, "id": f"{row.get('id', '')}-{i // len(rows)}"}) + "\n")


def add(articles: Path, path: Path, tagger: str, workers: int) -> dict[str, float]:
    """Add the articles in this process; return how many, how many statements, seconds, and peak memory in MB."""
    started = time.perf_counter()
    with Record.open(path, write=True) as record:
        documents = (found for found in iter_documents([articles], any_language=True) if isinstance(found, Document))
        added = [one.statements or 0 for one in add_documents(record, documents, TAGGERS[tagger], workers)]
    seconds = time.perf_counter() - started
    peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {"articles": len(added), "statements": sum(added), "seconds": seconds, "peak_mb": peaks[0],
            "peak_worker_mb": peaks[1], "file_mb": path.stat().st_size / 1e6}


def run_add(articles: Path, path: Path, tagger: str, workers: int) -> subprocess.Popen[str]:
    """Start `add` in a process of its own, which prints what it returns."""
    command = [sys.executable, "-m", "bench.add", str(articles), "--add-to", str(path), "--tagger", tagger,
               "--workers", str(workers)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def bench_add(source: Path, number: int, folder: Path, tagger: str, workers: int) -> Path:
    """Print the speed of adding `number` articles; return the record."""
    articles, path = folder / f"{number}.jsonl", folder / f"{number}.db"
    write_articles(source, number, articles)
    figures = json.loads(run_add(articles, path, tagger, workers).communicate()[0])
    speed = number / figures["seconds"]
    print(f"{number:>7,} articles, {figures['statements']:>7,} statements: {speed:7.1f} articles/s, "
          f"peak {figures['peak_mb']:.0f} MB (a worker {figures['peak_worker_mb']:.0f} MB), "
          f"file {figures['file_mb']:.0f} MB", flush=True)
    return path


def bench_search(source: Path, statements: int, folder: Path) -> None:
    """Print how long questions to a record of so many statements take."""
    path, number = folder / "search.db", 1000
    while True:
        articles = folder / "search.jsonl"
        write_articles(source, number, articles)
        figures = add(articles, path, "gold", 1)
        with Record.open(path) as record:
            held = record.summary().statements
        if held >= statements or not figures["articles"]:
            break
        number = int(number * min(10, 1.05 * statements / held)) + 1
    with Record.open(path) as record:
        for name, ask in (("search", record.search), ("facets", record.facets)):
            slowest, times = time_queries(ask)
            print(f"{held:,} statements, {name}: median {statistics.median(times):.1f} ms, 95th percentile "
                  f"{statistics.quantiles(times, n=20)[-1]:.1f} ms, slowest {max(times):.1f} ms for {slowest}")


def time_queries(ask: Callable[[Query], object], rounds: int = 20) -> tuple[str, list[float]]:
    """Return the slowest question, and the milliseconds of each question each time."""
    times: list[tuple[float, str]] = []
    for query in QUERIES:
        for _ in range(rounds):
            started = time.perf_counter()
            ask(query)
            times.append(((time.perf_counter() - started) * 1000, f"{query.words!r} {query.speaker or ''}"))
    return max(times)[1], [milliseconds for milliseconds, _ in times]


def bench_kills(source: Path, kills: int, folder: Path, tagger: str, seed: int) -> None:
    """Print how many of `kills` runs, each killed once at a random moment and resumed, equal an undisturbed one."""
    articles = folder / "kill.jsonl"
    write_articles(source, 60, articles)
    undisturbed = folder / "undisturbed.db"
    started = time.perf_counter()
    run_add(articles, undisturbed, tagger, 1).communicate()
    seconds, expected = time.perf_counter() - started, list(dump(undisturbed))
    moments, equal, begun = random.Random(seed), 0, []
    for number in range(kills):
        path = folder / f"killed-{number}.db"
        with run_add(articles, path, tagger, 1) as process:
            time.sleep(moments.uniform(0, seconds))
            process.kill()
        if path.exists():
            with Record.open(path, write=True) as record:
                begun.append(record.summary().documents)
        add(articles, path, tagger, 1)
        equal += list(dump(path)) == expected
    print(f"killed {kills} times (after {min(begun, default=0)} to {max(begun, default=0)} of 60 articles), run again: "
          f"{equal} records equal the undisturbed one")


def dump(path: Path) -> Iterator[str]:
    """Yield the record as lines; raise where it does not verify."""
    with Record.open(path) as record:
        if faults := record.verify():
            raise SystemExit(f"{path}: {faults[0]}")
        yield from iter_dump(record)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, nargs="?", default=Path("../shared/data/polnear/train.jsonl"))
    parser.add_argument("--tagger", choices=TAGGERS, default="model")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--articles", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--search", type=int, metavar="STATEMENTS", help="time searches over so many statements")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--add-to", type=Path, help="add the source to this record and print figures as JSON")
    asked = parser.parse_args()
    if asked.add_to:
        print(json.dumps(add(asked.source, asked.add_to, asked.tagger, asked.workers)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in asked.articles:
            bench_add(asked.source, number, folder, asked.tagger, asked.workers)
        if asked.search:
            bench_search(asked.source, asked.search, folder)
        if asked.kills:
            bench_kills(asked.source, asked.kills, folder, asked.tagger, asked.seed)


if __name__ == "__main__":
    main()
