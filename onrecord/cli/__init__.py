"""The command line: parse, call, print.

In:   what the user typed.
Out:  text on standard output; what went wrong in one line on standard error; 0 done, 1 a named problem, 2 usage.
Not here: anything a program would want to call: that is in the package.
"""

from __future__ import annotations

import click

from onrecord import __version__
from onrecord.cli.articles import add, extract
from onrecord.cli.demo import demo
from onrecord.cli.evaluate import evaluate
from onrecord.cli.options import Commands
from onrecord.cli.record import export, search, verify, who
from onrecord.cli.serve import serve

HELP = """From a pile of news articles to a record of who said what.

\b
    onrecord demo
    onrecord add articles/ && onrecord search "climate" --since 2017

Completion of commands and options: eval "$(_ONRECORD_COMPLETE=bash_source onrecord)"; zsh_source and fish_source
for those shells.
"""
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=Commands, help=HELP, context_settings=SETTINGS)
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    pass


# In the order of a first day with it.
for command in (demo, extract, add, search, who, serve, verify, export, evaluate):
    main.add_command(command)
