"""The record in a notebook: a table of statements, and a summary that shows itself.

In:   a Record and a Query.
Out:  a pandas DataFrame where pandas is installed; HTML.
Not here: the pages (web/).
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnRecordError
from onrecord.record.rows import Hit, Query

if TYPE_CHECKING:
    from onrecord.record.record import Record

COLUMNS = ("key", "speaker", "kind", "named", "content", "quotation", "act", "negated", "day", "said_on", "addressee",
           "channel", "relay", "score", "publisher", "published", "title", "url", "document", "start", "end")


def render_row(hit: Hit) -> dict[str, Any]:
    """Return a hit as one flat row, the columns of the CSV export and of the data frame."""
    statement, speaker = hit.statement, hit.statement.speaker
    values = {
        "speaker": hit.speaker,
        "kind": speaker.kind.value if speaker else None,
        "named": speaker.named if speaker else None,
        "quotation": statement.quotation.value,
        "act": statement.act.value,
        "start": min(span.start for span in statement.content),
        "end": max(span.end for span in statement.content),
    }
    for name in ("negated", "said_on", "relay", "score"):
        values[name] = getattr(statement, name)
    return {name: values[name] if name in values else getattr(hit, name) for name in COLUMNS}


def render_frame(record: Record, query: Query) -> Any:
    """Return a DataFrame of every statement that matches, indexed by key."""
    try:
        import pandas
    except ImportError:
        raise OnRecordError("to_pandas: pandas is not installed. Install it: pip install pandas") from None
    rows = [render_row(hit) for hit in record.iter_hits(replace(query, limit=1000))]
    return pandas.DataFrame(rows, columns=list(COLUMNS)).set_index("key")


def render_html(record: Record) -> str:
    """Return what the record holds as a small table."""
    summary = record.summary()
    speakers = record.facets().speakers[:5]
    rows = [("articles", f"{summary.documents:,}"), ("statements", f"{summary.statements:,}"),
            ("published", f"{summary.first_day or '?'} to {summary.last_day or '?'}"),
            ("most quoted", "; ".join(f"{name} ({count:,})" for _, name, count in speakers) or "nobody")]
    body = "".join(f"<tr><th>{label}</th><td>{escape(value)}</td></tr>" for label, value in rows)
    return f"<table><caption>{escape(record.path.name)}</caption>{body}</table>"
