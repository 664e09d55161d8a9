"""The commands that ask the record: search, who, verify, export.

In:   a question.
Out:  lines for people, JSON for programs.
Not here: the answers (record/).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import json_option, open_record, output_option, query_options, record_option

if TYPE_CHECKING:
    from onrecord.record import Hit, Person
    from onrecord.types import Statement

TITLE = 90  # characters of a title on a line

@click.command()
@click.argument("words", default="")
@query_options
@click.option("--order", type=click.Choice(["date", "relevance"]), default="date", show_default=True,
              help="Newest first, or where the words make up most of it.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, metavar="N",
              help="At most so many.")
@click.option("--after", metavar="PAGE", help="Go on where a page ended.")
@record_option
@json_option
def search(words: str, record_path: Path, as_json: bool, **asked: Any) -> None:
    """Find statements in which all WORDS occur, in any inflection; "" lists all.

    \b
        onrecord search "special counsel" --by "Jeff Sessions" --since 2017-03
    """
    from onrecord.record import Query
    from onrecord.record.export import render_hit

    record = open_record(record_path)
    query = Query(words, **asked)
    page = record.search(query)
    for hit in page:
        click.echo(json.dumps(render_hit(hit), ensure_ascii=False) if as_json else render_card(hit) + "\n")
    if page.next:
        total = record.facets(query).total
        click.echo(f"{len(page)} of {total:,}; the next: --after {page.next}", err=True)
    elif not page:
        click.echo(f"nothing found in {record_path}. Fewer or other words may help.", err=True)


@click.command()
@click.argument("name")
@click.option("--limit", type=click.IntRange(1, 1000), default=100, show_default=True, metavar="N",
              help="At most so many statements, the newest.")
@record_option
@json_option
def who(name: str, limit: int, record_path: Path, as_json: bool) -> None:
    """Show one person or organisation: names, roles, and what they said, by day.

    \b
        onrecord who "Jeff Sessions"
    """
    from onrecord.record import Query
    from onrecord.record.export import render_hit, render_person

    record = open_record(record_path)
    persons = record.who(name)
    hits = record.search(Query(speaker=name, limit=limit))[::-1] if persons else []
    if as_json:
        click.echo(json.dumps({"people": [render_person(person) for person in persons],
                               "statements": [render_hit(hit) for hit in hits]}, ensure_ascii=False))
        return
    if not persons:
        click.echo(f"nobody in {record_path} is called {name!r}. A part of the name may do.", err=True)
        return
    shown = [person for person in persons if person.statements][:10] or persons[:10]
    for person in shown:
        click.echo(render_heading(person))
    if len(persons) > len(shown):
        click.echo(f"and {len(persons) - len(shown)} more who are called so in some article")
    for day, said in groupby(hits, key=lambda hit: hit.day):
        click.echo("\n" + click.style(day or "day unknown", bold=True))
        for hit in said:
            speaker = f"{hit.speaker}: " if len(persons) > 1 else ""
            click.echo(f"  {speaker}{click.style(hit.statement.act.value, dim=True)}  {' '.join(hit.content.split())}")
            click.echo(click.style(f"    {render_where(hit)}  {hit.key}", dim=True))


@click.command()
@record_option
def verify(record_path: Path) -> None:
    """Check every hash and every quote in the record, to the character.

    \b
        onrecord verify --record onrecord.db
    """
    from onrecord.errors import BrokenRecord

    record = open_record(record_path)
    faults = record.verify()
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise BrokenRecord(f"{record_path}: {len(faults)} faults. Make it anew: onrecord add ARTICLES")
    summary = record.summary()
    click.echo(f"{record_path}: {summary.statements:,} statements of {summary.documents:,} articles, "
               "every hash and every quote as read")


@click.command()
@click.argument("format", type=click.Choice(["jsonl", "csv", "webannotation"]))
@query_options
@click.option("--words", default="", help="Statements in which all these words occur (csv, webannotation).")
@output_option
@record_option
def export(format: str, words: str, output: Any, record_path: Path, **asked: Any) -> None:
    """Write the record for other programs.

    jsonl is whole articles with their statements; csv one statement a row; webannotation W3C Web Annotation JSON-LD.

    \b
        onrecord export csv --by "Jeff Sessions" -o sessions.csv
    """
    from onrecord.record import Query
    from onrecord.record.export import iter_csv, iter_jsonl, iter_webannotation

    query = Query(words, **asked)
    if format == "jsonl" and query != Query():
        raise click.UsageError("jsonl is whole articles: it takes no words and no filter. Take csv or webannotation.")
    record = open_record(record_path)
    lines: Iterable[str] = {"jsonl": lambda: iter_jsonl(record), "csv": lambda: iter_csv(record, query),
                            "webannotation": lambda: iter_webannotation(record, query)}[format]()
    for line in lines:
        output.write(line + "\n")


def render_card(hit: Hit) -> str:
    """Return a hit as lines: who, when, where; the words around it, those that matched in colour; its key."""
    head = render_head(hit.statement, hit.speaker, hit.addressee)
    return "\n".join((head, "  " + render_passage(hit), click.style(f"  {render_where(hit)}  {hit.key}", dim=True)))


def render_head(statement: Statement, speaker: str | None, addressee: str | None) -> str:
    """Return who, to whom, when, by whose account, and what kind of statement it is."""
    to = f" to {addressee}" if addressee else ""
    when = f" on {statement.said_on}" if statement.said_on else ""
    relay = f", by the account of {statement.relay}" if statement.relay else ""
    negated = "not " if statement.negated else ""
    name = click.style(speaker or "(nobody named)", bold=True)
    return f"{name}{to}{when}{relay}  [{negated}{statement.act.value}, {statement.quotation.value}]"


def render_passage(hit: Hit) -> str:
    """Return the words around a statement on one line; its content underlined, words that matched in colour."""
    content = [set(range(span.start, span.end)) for span in hit.statement.content]
    said = set().union(*content)
    matched = set().union(*(range(span.start, span.end) for span in hit.marks)) if hit.marks else set()
    styled = ((character, position in said, position in matched)
              for position, character in enumerate(hit.passage, hit.passage_start))
    pieces = []
    for (underline, colour), run in groupby(styled, key=lambda one: one[1:]):
        words = " ".join(("".join(character for character, *_ in run)).split("\n"))
        pieces.append(click.style(words, underline=underline, fg="yellow" if colour else None, bold=colour)
                      if underline or colour else words)
    before, after = ("… " if cut else "" for cut in hit.passage_cut)
    return f"{before}{''.join(pieces)}{after and ' …'}"


def render_where(hit: Hit) -> str:
    """Return which article it stands in: publisher, date, title."""
    title = hit.title and (hit.title if len(hit.title) <= TITLE else f"{hit.title[: TITLE - 2]} …")
    return ", ".join(part for part in (hit.publisher, hit.published, title) if part) or f"article {hit.document}"


def render_heading(person: Person) -> str:
    """Return a person's name, other names and roles."""
    unnamed = "" if person.named else ", unnamed"
    said = count(person.statements, "statement")
    lines = [f"{click.style(person.name, bold=True)} ({person.kind.value}{unnamed}), {said}"]
    others = [name for name, _ in person.aliases if name != person.name][:8]
    if others:
        lines.append(f"  also {'; '.join(others)}")
    roles: dict[str, list[str]] = {}
    for role in person.roles:
        roles.setdefault(("former " if role.former else "") + role.value, []).append(role.published or "no date")
    for value, days in list(roles.items())[:8]:
        days.sort()
        span = days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
        lines.append(f"  {value}, in {count(len(days), 'place')} ({span})")
    return "\n".join(lines)


def count(number: int, noun: str) -> str:
    """Return "1 statement", "2 statements"."""
    return f"{number:,} {noun}{'s' if number != 1 else ''}"
