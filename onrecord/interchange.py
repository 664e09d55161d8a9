"""Documents and statements as JSON: the shape that every command, export and the API share.

In:   Document, Extraction.
Out:  dicts ready for json.dumps, and back. The shape is described in docs/format.md.
Not here: files and streams (read/files.py, record/export.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.errors import UnreadableDocument
from onrecord.types import Document, Extraction, Reason, Span, Speaker, Statement

TEXT_FIELDS = ("id", "title", "byline", "publisher", "url", "published", "dateline", "agency", "language")
# Written by onrecord, never taken from a line: they are made from the text anew.
MADE_FIELDS = ("statements", "people", "credits", "boilerplate", "sha256")


def render_document(extraction: Extraction) -> dict[str, Any]:
    """Return one article with its statements as a dict that json.dumps takes.

    Fields of the input line that onrecord does not know stand beside its own, unchanged.
    """
    document = extraction.document
    fields = {name: getattr(document, name) for name in TEXT_FIELDS}
    return {
        **document.extra,
        **fields,
        "credits": list(document.credits),
        "sha256": document.sha256,
        "text": document.text,
        "boilerplate": render_spans(document.boilerplate),
        "statements": [render_statement(document, statement) for statement in extraction],
        "people": [
            {
                "name": chain.name,
                "kind": chain.kind.value,
                "named": chain.named,
                "mentions": [[m.span.start, m.span.end] for m in chain.mentions],
                "roles": [
                    {
                        "category": role.category,
                        "value": role.value,
                        "former": role.former,
                        "span": [role.words.start, role.words.end],
                    }
                    for role in chain.roles
                ],
            }
            for chain in extraction.chains
        ],
    }


def render_statement(document: Document, statement: Statement) -> dict[str, Any]:
    """Return one statement as a dict: spans as [start, end] lists, readings as plain values, absence as None."""

    def words(span: Span | None) -> str | None:
        return document.quote(span) if span else None

    evidence = {"addressee": statement.addressee, "channel": statement.channel, "timex": statement.timex}
    return {
        "source": render_spans(statement.source),
        "cue": render_spans(statement.cue),
        "content": render_spans(statement.content),
        "quotation": statement.quotation.value,
        "speaker": render_speaker(statement.speaker),
        "addressee": words(statement.addressee),
        "channel": words(statement.channel),
        "timex": words(statement.timex),
        "said_on": statement.said_on,
        "act": statement.act.value,
        "negated": statement.negated,
        "relay": statement.relay,
        "score": round(statement.score, 4),
        "evidence": {name: [span.start, span.end] for name, span in evidence.items() if span},
        "reasons": [render_reason(reason) for reason in statement.reasons],
    }


def render_speaker(speaker: Speaker | None) -> dict[str, Any] | None:
    """Return the speaker as a dict; `name` is a list when there are several."""
    if speaker is None:
        return None
    name = speaker.names[0] if len(speaker.names) == 1 else list(speaker.names)
    return {"name": name, "kind": speaker.kind.value, "named": speaker.named}


def render_reason(reason: Reason) -> dict[str, Any]:
    """Return a reason as a dict; `span` is None where it rests on no words of its own."""
    span = [reason.words.start, reason.words.end] if reason.words else None
    return {"field": reason.field, "why": reason.why, "span": span, "score": round(reason.score, 4)}


def render_spans(spans: Sequence[Span]) -> list[list[int]]:
    """Return spans as [[start, end], ...]."""
    return [[span.start, span.end] for span in spans]


def parse_spans(rows: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    """Return [[start, end], ...] as spans."""
    return tuple(Span(start, end) for start, end in rows)


def parse_document(fields: Mapping[str, Any], path: str | None = None) -> Document:
    """Return the document of one JSON object; `text` is kept exactly as given.

    `date` is read as `published` and `author` as `byline` where those are absent, since many corpora say so.
    Raises UnreadableDocument when `text` is missing or not a string.
    """
    text = fields.get("text")
    if not isinstance(text, str):
        raise UnreadableDocument(f"{path or 'JSON line'}: field 'text' is {type(text).__name__}, not a string. "
                                 "Give each line an object with at least a 'text'.")
    known = {name: fields[name] for name in TEXT_FIELDS if isinstance(fields.get(name), str) and fields[name]}
    for theirs, ours in (("date", "published"), ("author", "byline")):
        if ours not in known and isinstance(fields.get(theirs), str) and fields[theirs]:
            known[ours] = fields[theirs]
    extra = {name: value for name, value in fields.items()
             if name not in TEXT_FIELDS and name not in MADE_FIELDS and name != "text"}
    return Document(text, path=path, extra=extra, **known)
