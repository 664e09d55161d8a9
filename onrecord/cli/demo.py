"""The first command: the sample articles into a fresh record, and what is in it.

In:   the samples in the package (data/examples, each with its source in manifest.csv).
Out:  demo.db in the current folder, a summary, where to look next.
Not here: adding and asking, which any program can do the same way (record/).
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.articles import Reading, add_all
from onrecord.cli.options import workers_option
from onrecord.cli.record import render_card
from onrecord.types import LIKELY

if TYPE_CHECKING:
    from onrecord.record import Record

DEMO = Path("demo.db")
# Two statements of one man that do not go together, reported by one article; anyone who asks finds them like this.
COLLISION = ("met Russians", "spoken Kislyak")
WHO, UNTIL = "Jeff Sessions", "2017"
NEXT = """
Look further:
  onrecord search recuse --record {demo}
  onrecord who "Jeff Sessions" --record {demo}
  onrecord serve --record {demo}        opens the pages in a browser
"""


@click.command()
@workers_option
@click.pass_context
def demo(context: click.Context, workers: int | None) -> None:
    """Read the sample articles into a fresh demo.db and say what is in it.

    \b
        onrecord demo
    """
    from onrecord.record import Record

    for suffix in ("", "-wal", "-shm"):
        Path(f"{DEMO}{suffix}").unlink(missing_ok=True)
    with resources.as_file(resources.files("onrecord") / "data" / "examples") as samples:
        reading = Reading([str(path) for path in sorted(samples.glob("*.jsonl"))], any_language=False)
        with Record.open(DEMO, write=True) as record:
            add_all(context, record, reading, LIKELY, workers)
            show_summary(record)
            show_statement(record)
            show_collision(record)
    click.echo(NEXT.format(demo=DEMO).rstrip())


def show_summary(record: Record) -> None:
    """Print what the record holds and who is quoted most."""
    summary, facets = record.summary(), record.facets()
    unnamed = summary.unnamed / max(1, summary.statements)
    click.echo(f"{DEMO}: {summary.statements:,} statements by {summary.speakers:,} speakers in {summary.documents:,} "
               f"articles, {summary.first_day} to {summary.last_day}")
    click.echo("Most quoted: " + "; ".join(f"{name} ({count})" for _, name, count in facets.speakers[:6]))
    click.echo("What was done by saying it: " + ", ".join(f"{act} {count}" for act, count in facets.acts))
    click.echo(f"Without a name stand {unnamed:.0%} of the statements' speakers")


def show_statement(record: Record) -> None:
    """Print one statement with the characters each of its parts rests on."""
    from onrecord.record import Query

    page = record.search(Query("recuse", speaker=WHO, until=UNTIL)) or record.search()
    if not page:
        return
    hit = page[0]
    click.echo("\nOne statement, and where each part of it stands in the article:")
    click.echo(render_card(hit))
    for name in ("source", "cue", "content"):
        for span in getattr(hit.statement, name):
            text = hit.passage[span.start - hit.passage_start : span.end - hit.passage_start]
            click.echo(f"  {name:<8}[{span.start}:{span.end}]  {text}")


def show_collision(record: Record) -> None:
    """Print what the record answers to two questions on what one man said."""
    from onrecord.record import Query

    click.echo("\nTwo questions on one matter:")
    for words in COLLISION:
        click.echo(f'$ onrecord search "{words}" --by "{WHO}" --until {UNTIL} --record {DEMO}')
        for hit in record.search(Query(words, speaker=WHO, until=UNTIL, limit=1)):
            click.echo(render_card(hit))
