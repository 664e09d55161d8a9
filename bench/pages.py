"""How long the server takes for each page, and what a page weighs.

    python bench/pages.py [--record FILE] [--statements 100000] [--shared ../shared] [--rounds 30]

Without --record, one is made under the system's temporary folder: the articles of PolNeAR with their gold attributions
and our readings of them, again and again under other ids and dates, until it holds that many statements.
Asked in process, without a network. Milliseconds by the clock, and of the processor's own time, which a busy machine
does not lengthen; kilobytes as sent (gzip), with style sheets and scripts. The first overview after a change is
given by itself: it draws what later ones are shown from memory. Wanted: median < 60 ms, p95 < 150 ms, < 300 kB.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from starlette.testclient import TestClient

from onrecord.interchange import parse_document, parse_spans
from onrecord.read.segment import segment
from onrecord.record import Query, Record
from onrecord.resolve import resolve
from onrecord.types import Attribution, Extraction
from onrecord.web import build_app

ASSETS = ("/static/style.css", "/static/article.css", "/static/theme.js", "/static/app.js", "/static/mark.svg")
WORDS = ("the", "president", "tax", "immigration policy", '"supreme court"', "debate", "emails", "wall mexico",
         "people voters campaign", "zebra")


def make_record(shared: Path, path: Path, wanted: int) -> None:
    """Write a record of about so many statements."""
    extractions = []
    for line in (shared / "data/polnear/train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = parse_document(row)
        attributions = [Attribution(*(parse_spans(found[role]) for role in ("source", "cue", "content")))
                        for found in row["attributions"] if found["content"]]
        extractions.append(resolve(document, segment(document), attributions))
    with Record.open(path, write=True) as record:
        held = copy = 0
        while held < wanted:
            for extraction in extractions:
                document = extraction.document
                year = 2012 + copy % 9
                again = replace(document, id=f"{document.id}-{copy}", extra={},
                                published=f"{year}{(document.published or '2016-05-05')[4:]}")
                record.add(Extraction(again, extraction.statements, extraction.chains), "gold")
                held += len(extraction)
                if held >= wanted:
                    break
            copy += 1


def list_pages(record: Record, rounds: int) -> dict[str, list[str]]:
    """Return the addresses to ask, by kind of page."""
    hits = [hit for word in WORDS for hit in record.search(Query(word, limit=rounds // len(WORDS) + 3))][:rounds]
    people = [person.key for person in record.people(limit=rounds)]
    articles = sorted({hit.document for hit in hits})
    searches = [f"/search?q={word}" for word in WORDS]
    return {
        "start": ["/"] * rounds,
        "search": searches,
        "search by date": [f"{address}&order=date" for address in searches],
        "search by speaker": [f"/search?speaker={key}" for key in people],
        "search in a range": [f"{address}&since=2014-03&until=2016&named=yes" for address in searches],
        "search by act": [f"/search?act={act}&quotation=direct" for act in ("state", "deny", "demand", "judge")],
        "articles": ["/articles"] * 5,
        "article": [f"/articles/{key}" for key in articles],
        "statement": [f"/statements/{hit.key}" for hit in hits],
        "people": ["/people", "/people?order=name", "/people?q=clinton"],
        "person": [f"/people/{key}" for key in people],
        "overview": ["/overview"] * 5,
        "search.json": [f"/search.json?q={word}&facets=true" for word in WORDS],
    }


def measure(ask: Callable[[str], object], addresses: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return milliseconds by the clock and of the processor for each address."""
    walls, cpus = [], []
    for address in addresses:
        wall, cpu = time.perf_counter(), time.process_time()
        ask(address)
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    return walls, cpus


def at(values: Sequence[float], share: float) -> float:
    """Return the value under which that share of them lies."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def weigh(client: TestClient, address: str) -> int:
    """Return the bytes sent for one address."""
    with client.stream("GET", address) as reply:
        return sum(map(len, reply.iter_raw()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--rounds", type=int, default=30)
    args = parser.parse_args()
    path = args.record or Path(tempfile.mkdtemp()) / "pages.db"
    if args.record is None:
        make_record(args.shared, path, args.statements)
    record = Record.open(path)
    client = TestClient(build_app(path), base_url="http://127.0.0.1")
    print(f"{record.summary().statements:,} statements")
    assets = sum(weigh(client, asset) for asset in ASSETS)
    [first], [first_cpu] = measure(client.get, ["/overview"])
    print(f"first overview: {first:.0f} ms by the clock, {first_cpu:.0f} of the processor")
    print(f"assets: {assets / 1000:.0f} kB")
    print(f"{'page':<20}{'n':>4}{'median':>9}{'p95':>8}{'cpu median':>12}{'cpu p95':>9}{'kB':>7}{'most kB':>9}")
    everything: tuple[list[float], list[float]] = [], []
    for name, addresses in list_pages(record, args.rounds).items():
        client.get(addresses[0])
        walls, cpus = measure(client.get, addresses)
        weights = [weigh(client, address) + assets for address in sorted(set(addresses))]
        everything[0].extend(walls)
        everything[1].extend(cpus)
        print(f"{name:<20}{len(walls):>4}{median(walls):>9.1f}{at(walls, .95):>8.1f}{median(cpus):>12.1f}"
              f"{at(cpus, .95):>9.1f}{median(weights) / 1000:>7.0f}{max(weights) / 1000:>9.0f}")
    walls, cpus = everything
    print(f"{'all':<20}{len(walls):>4}{median(walls):>9.1f}{at(walls, .95):>8.1f}{median(cpus):>12.1f}"
          f"{at(cpus, .95):>9.1f}")


if __name__ == "__main__":
    main()
