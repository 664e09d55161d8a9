"""The command that says how good it is: evaluate.

In:   annotated articles; the tagger's answers, made now or before.
Out:  a table of precision, recall and F1.
Not here: what is counted (onrecord/evaluate.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import load_tagger_of, score_option
from onrecord.cli.progress import show_progress
from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.types import Attribution, Document

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("gold", type=FILE)
@click.option("--predicted", type=FILE, help="Score this output of `onrecord extract` instead of reading them now.")
@score_option
@click.option("--json", "as_json", is_flag=True, help="The figures as one JSON object.")
@click.pass_context
def evaluate(context: click.Context, gold: Path, predicted: Path | None, min_score: float, as_json: bool) -> None:
    """Score what is found against annotated articles.

    GOLD has one article a line: {"id", "text", "attributions": [{"source": [[start, end], ...], "cue": [...],
    "content": [...]}, ...]}, counted in characters of the text.

    \b
        onrecord evaluate annotated.jsonl
    """
    from onrecord.evaluate import score_article, score_articles
    from onrecord.interchange import parse_document

    find = find_in_file(predicted) if predicted else find_with_tagger(load_tagger_of(context)(), min_score)
    rows = [(parse_document(row, str(gold)), parse_attributions(row, f"{gold}: line {number}"))
            for number, row in iter_rows(gold)]
    totals = score_articles(score_article(document.text, expected, find(document))
                            for document, expected in show_progress(rows, len(rows), "evaluate"))
    if as_json:
        figures = ("precision", "recall", "f1")
        click.echo(json.dumps({name: {figure: getattr(score, figure) for figure in figures}
                               for name, score in totals.items()}, indent=1))
        return
    click.echo(f"{'':<20}{'P':>8}{'R':>8}{'F1':>8}{'gold':>8}{'found':>8}")
    for name, score in totals.items():
        share = "".join(f"{100 * figure:8.1f}" for figure in (score.precision, score.recall, score.f1))
        click.echo(f"{name:<20}{share}{score.gold:8d}{score.predicted:8d}")


def find_with_tagger(tagger: Any, min_score: float) -> Callable[[Document], Sequence[Attribution]]:
    """Return what answers with the statements that are found in a document now."""
    from onrecord.extract import extract
    from onrecord.types import Attribution

    return lambda document: [Attribution(s.source, s.cue, s.content) for s in extract(document, tagger, min_score)]


def find_in_file(path: Path) -> Callable[[Document], Sequence[Attribution]]:
    """Return what answers with what `path` says of the document with the same id."""
    # The output of `extract` carries the input's own fields: its "attributions" would be the gold itself.
    found = {}
    for number, row in iter_rows(path):
        name = "statements" if "statements" in row else "attributions"
        found[row.get("id")] = parse_attributions(row, f"{path}: line {number}", name)
    return lambda document: found.get(document.id, [])


def iter_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number and the object of every line that is not blank."""
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            if not isinstance(row, dict):
                raise OnRecordError(f"{path}: line {number}: no JSON object. Give one article a line.")
            yield number, row


def parse_attributions(row: dict[str, Any], place: str, name: str = "attributions") -> list[Attribution]:
    """Return the attributions that stand in field `name` of one article; one without content is none."""
    from onrecord.evaluate import ROLES
    from onrecord.interchange import parse_spans
    from onrecord.types import Attribution

    written = row.get(name)
    if not isinstance(written, list):
        raise OnRecordError(f"{place}: no {name!r}. Annotate the article, or give an empty list.")
    try:
        spans = [[parse_spans(one.get(role) or []) for role in ROLES] for one in written if one.get("content")]
    except (ValueError, TypeError, AttributeError) as error:
        raise OnRecordError(f"{place}: {error}. Write spans as [[start, end], ...].") from error
    return [Attribution(source, cue, content) for source, cue, content in spans]
