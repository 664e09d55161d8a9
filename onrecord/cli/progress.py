"""How far it has come, on standard error: a bar on a terminal, plain lines elsewhere.

In:   documents as they are done.
Out:  the same documents; a bar with documents a second and the time left, or a line every ten seconds.
Not here: what is done with them.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import click

T = TypeVar("T")
SECONDS_BETWEEN_LINES = 10.0


def count_articles(paths: Sequence[str]) -> int | None:
    """Return about how many articles `paths` hold: files, and lines of JSON lines; None where nobody can know."""
    from onrecord.read.inputs import iter_paths

    total = 0
    for path in iter_paths(paths):
        if not isinstance(path, str):
            continue
        if path.endswith(".gz") or not os.path.isfile(path):
            return None
        if path.endswith((".jsonl", ".ndjson")):
            with open(path, "rb") as lines:
                total += sum(1 for _ in lines)
        else:
            total += 1
    return total


def show_progress(done: Iterable[T], total: int | None, label: str) -> Iterator[T]:
    """Yield what is done, and show how far it has come."""
    if sys.stderr.isatty():
        yield from show_bar(done, total, label)
        return
    started = shown = time.monotonic()
    for number, one in enumerate(done, 1):
        now = time.monotonic()
        if now - shown >= SECONDS_BETWEEN_LINES:
            shown = now
            of = f" of {total:,}" if total else ""
            click.echo(f"{label}: {number:,}{of} articles, {number / (now - started):.1f} a second", err=True)
        yield one


def show_bar(done: Iterable[T], total: int | None, label: str) -> Iterator[T]:
    """Yield what is done under a bar."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TextColumn("{task.fields[speed]}"), TimeRemainingColumn())
    started = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=total, speed="")
        for number, one in enumerate(done, 1):
            progress.update(task, advance=1, speed=f"{number / max(time.monotonic() - started, 1e-3):.1f} articles/s")
            yield one
