"""The commands that read articles: extract, add.

In:   paths, addresses, standard input.
Out:  statements as JSON lines; a record.
Not here: reading and extracting themselves (read/, extract.py, record/intake.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import (
    json_option,
    language_option,
    load_tagger_of,
    open_record,
    output_option,
    record_option,
    score_option,
    workers_option,
)
from onrecord.cli.progress import count_articles, show_progress
from onrecord.cli.record import render_head
from onrecord.errors import UnreadableDocument

if TYPE_CHECKING:
    from onrecord.types import Document, Extraction

FEW = 24  # articles that one process has read before others have loaded their models
MOST_UNASKED = 8  # processes; each holds a model of its own
PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")


class Reading:
    """The documents of some paths; what could not be read is kept for the end, so that nothing stops a folder."""

    def __init__(self, paths: Sequence[str], any_language: bool) -> None:
        self.paths = paths
        self.any_language = any_language
        self.unreadable: list[UnreadableDocument] = []

    def __iter__(self) -> Iterator[Document]:
        from onrecord.read import iter_documents
        from onrecord.types import Document

        for found in iter_documents(self.paths, any_language=self.any_language):
            if isinstance(found, Document):
                yield found
            elif isinstance(found, UnreadableDocument):
                self.unreadable.append(found)
            else:
                click.echo(f"note: {found}", err=True)

    def finish(self, read: int) -> None:
        """List what could not be read; fail where nothing could."""
        if self.unreadable and not read:
            for error in self.unreadable[:-1]:
                click.echo(f"not read: {' '.join(str(error).split())}", err=True)
            raise self.unreadable[-1]
        if self.unreadable:
            click.echo(f"not read: {len(self.unreadable)} of {read + len(self.unreadable)}", err=True)
        for error in self.unreadable:
            click.echo(f"  {' '.join(str(error).split())}", err=True)


def choose_workers(documents: Iterable[Document], workers: int | None) -> tuple[Iterator[Document], int]:
    """Return the documents, and in how many processes to read them: as asked, else by how many there are."""
    from onrecord.record.intake import count_processors

    if workers:
        return iter(documents), workers
    rest = iter(documents)
    first = list(islice(rest, FEW))
    return chain(first, rest), min(count_processors(), MOST_UNASKED) if len(first) == FEW else 1


@click.command()
@PATHS
@output_option
@score_option
@language_option
@workers_option
@click.option("--plain", is_flag=True, help="For reading: each statement with the characters its parts rest on.")
@click.pass_context
def extract(context: click.Context, paths: Sequence[str], output: Any, min_score: float, any_language: bool,
            workers: int | None, plain: bool) -> None:
    """Print who said what in the articles of PATH..., as JSON lines; nothing is stored.

    PATH is a file, a folder, an address (http, https) or - for standard input.

    \b
        onrecord extract article.html | jq '.statements[] | {speaker, act}'
    """
    from onrecord.interchange import render_document
    from onrecord.record.intake import iter_extractions

    reading = Reading(paths, any_language)
    load_tagger = load_tagger_of(context)
    documents, workers = choose_workers(reading, workers)
    done = iter_extractions(documents, load_tagger(), load_tagger, workers, min_score)
    read = 0
    for _, extraction in show_progress(done, count_articles(paths), "extract"):
        assert extraction is not None  # all are wanted
        click.echo(render_plain(extraction) if plain else json.dumps(render_document(extraction), ensure_ascii=False),
                   file=output, nl=not plain)
        read += 1
    reading.finish(read)


def render_plain(extraction: Extraction) -> str:
    """Return an article's statements for reading: who, what kind, when; then each part with its characters."""
    document = extraction.document
    lines = []
    for statement in extraction:
        speaker = ", ".join(statement.speaker.names) if statement.speaker else None
        addressee = document.quote(statement.addressee) if statement.addressee else None
        lines.append(render_head(statement, speaker, addressee))
        for role in ("source", "cue", "content"):
            lines += [f"  {role:<8}[{span.start}:{span.end}]  {' '.join(document.quote(span).split())}"
                      for span in getattr(statement, role)]
    return "\n".join(lines) + "\n" if lines else ""


@click.command()
@PATHS
@record_option
@score_option
@language_option
@workers_option
@json_option
@click.pass_context
def add(context: click.Context, paths: Sequence[str], record_path: Path, min_score: float, any_language: bool,
        workers: int | None, as_json: bool) -> None:
    """Add the articles of PATH... to the record.

    Run it again to go on where it stopped: articles it has are not read anew, changed ones become new versions.

    \b
        onrecord add articles/ more.jsonl.gz --record news.db
    """
    reading = Reading(sorted(paths), any_language)
    record = open_record(record_path, write=True)
    counts = add_all(context, record, reading, min_score, workers)
    summary = record.summary()
    if as_json:
        click.echo(json.dumps({
            **counts, "unreadable": [str(error) for error in reading.unreadable],
            "record": {"documents": summary.documents, "statements": summary.statements}}))
    else:
        known = f", {counts['known']:,} known already" if counts["known"] else ""
        click.echo(f"{record_path}: {counts['articles']:,} articles with {counts['statements']:,} statements added"
                   f"{known}; it holds {summary.statements:,} statements of {summary.documents:,} articles")
        if counts["articles"]:
            click.echo(f'look into it: onrecord search "" --record {record_path}')
    reading.finish(counts["articles"] + counts["known"])


def add_all(context: click.Context, record: Any, reading: Reading, min_score: float,
            workers: int | None) -> dict[str, int]:
    """Add all documents of `reading`; return how many were new and known, and how many statements they gave."""
    from onrecord.record.intake import add_documents

    documents, workers = choose_workers(reading, workers)
    done = add_documents(record, documents, load_tagger_of(context), workers, min_score)
    counts = {"articles": 0, "known": 0, "statements": 0}
    for added in show_progress(done, count_articles(reading.paths), "add"):
        if added.statements is None:
            counts["known"] += 1
        else:
            counts["articles"] += 1
            counts["statements"] += added.statements
    return counts
