"""What commands share: the options of a question, where the record lies, and the one place where errors become a line.

In:   what the user typed.
Out:  Query, Record; exit codes.
Not here: the commands.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from onrecord.errors import OnRecordError
from onrecord.types import LIKELY, Act, Quotation


class Commands(click.Group):
    """The group of all commands; what a user can mend ends as one line and exit code 1."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except OnRecordError as error:
            raise click.ClickException(" ".join(str(error).split())) from error
        except sqlite3.DatabaseError as error:
            raise click.ClickException(f"the record cannot be read ({error}). Look why: onrecord verify") from error
        except KeyboardInterrupt:
            raise click.ClickException("stopped. What was added is kept; run it again to go on.") from None

    def list_commands(self, context: click.Context) -> list[str]:
        return list(self.commands)


record_option = click.option(
    "--record", "record_path", type=click.Path(dir_okay=False, path_type=Path), default=Path("onrecord.db"),
    show_default=True, envvar="ONRECORD_RECORD", help="The record.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
output_option = click.option(
    "-o", "output", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="A file to write to.",
)
language_option = click.option("--any-language", is_flag=True, help="Read articles that are not in English, too.")
score_option = click.option(
    "--min-score", type=click.FloatRange(0, 1), default=LIKELY, show_default=True, metavar="SCORE",
    help="Leave out statements the tagger is less sure of (0 to 1); 0 gives all, also those likelier wrong than right.",
)
workers_option = click.option(
    "--workers", type=click.IntRange(1, 256), metavar="N",
    help="Processes that read; the result is the same. By default one a processor, up to eight; for few articles one.",
)


def query_options(command: Callable) -> Callable:
    """Add the options that narrow down which statements are meant."""
    for option in reversed((
        click.option("--by", "speaker", metavar="NAME", help="Said by this person or organisation."),
        click.option("--about", metavar="NAME", help="Mentioning this person or organisation."),
        click.option("--since", metavar="DATE", help="Said on or after: 2016, 2016-09 or 2016-09-15."),
        click.option("--until", metavar="DATE", help="Said on or before; 2016-09 takes all of September."),
        click.option("--act", type=click.Choice([act.value for act in Act]), help="What was done by saying it."),
        click.option("--publisher", metavar="NAME", help="In articles of this publisher."),
        click.option("--quotation", type=click.Choice([kind.value for kind in Quotation]),
                     help="Quoted, reported in other words, or partly so."),
        click.option("--named/--unnamed", default=None, help="By a speaker with a name, or without."),
    )):
        command = option(command)
    return command


def open_record(path: Path, write: bool = False) -> Any:
    """Return the record at `path`, closed when the command ends."""
    from onrecord.record import Record

    record = Record.open(path, write=write)
    click.get_current_context().call_on_close(record.close)
    return record


def load_tagger_of(context: click.Context) -> Callable[[], Any]:
    """Return what makes a tagger: the one the program was called with (tests hand one in), or the model's."""
    if context.find_root().obj is not None:
        return context.find_root().obj
    from onrecord.tag.tagger import Tagger

    return Tagger.load
