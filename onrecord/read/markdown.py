"""Markdown -> Document.

In:   a text with Markdown's marks.
Out:  the text without them; title, by-line and date from the front matter, or the title from the first heading.
Not here: tables and mathematics, which stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.read.article import Found, Note
from onrecord.read.encoding import decode
from onrecord.read.inputs import Input
from onrecord.types import Document

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.{0,10000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
FIELD = re.compile(r"^(title|author|byline|date|published|publisher|source|url|link):(.*)$", re.M | re.I)
FIELD_NAMES = {"author": "byline", "date": "published", "source": "publisher", "link": "url"}
HEADING = re.compile(r"^#{1,6}[ \t]+([^\n]*)$", re.M)
TARGET = r"\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)"
LINK = re.compile(rf"\[([^\[\]\n]{{1,500}})\](?:{TARGET}|\[[^\[\]\n]{{0,100}}\])")
# Pattern and what is left of it, in this order. Each stops where it could begin again, so that no text takes long.
MARKS = (
    (re.compile(r"<!--(?:(?!<!--).){0,5000}?-->", re.S), ""),
    (re.compile(r"^(?:```|~~~)[^\n]*$", re.M), ""),
    (re.compile(rf"!\[[^\[\]\n]{{0,500}}\]{TARGET}"), ""),  # a picture's description is no body
    (LINK, r"\1"),
    (re.compile(r"^\[[^\[\]\n]{1,100}\]:[^\n]*$", re.M), ""),
    (re.compile(r"<(https?://[^<>\s]{1,1000})>"), r"\1"),
    (HEADING, lambda match: match[1].rstrip("# \t\r")),
    (re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.M), ""),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,80}$", re.M), ""),
    (re.compile(r"^[ \t]{0,8}[-*+][ \t]+", re.M), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n*_]{1,2000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^\n*]{1,2000}?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^\n_]{1,2000}?)(?<=[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)


def iter_markdown(entry: Input) -> Iterator[Found]:
    """Yield the article of a Markdown file."""
    text, guess = decode(entry.read(), entry.path, entry.charset)
    if guess:
        yield Note(entry.path, guess)
    yield read_markdown(text, entry.path, entry.url)


def read_markdown(text: str, path: str, url: str | None = None) -> Document:
    """Return the article.

    "---\\ntitle: Bridge closes\\n---\\nPolice [said](http://a.example) **no**."  ->  "Police said no.", its title set
    """
    fields: dict[str, Any] = {"url": url}
    front = FRONT_MATTER.match(text)
    if front:
        for name, value in FIELD.findall(front[1]):
            if value := value.strip(" \t\r\"'"):
                fields[FIELD_NAMES.get(name.lower(), name.lower())] = value
        text = text[front.end() :]
    heading = HEADING.search(text[:5000])
    for pattern, left in MARKS:
        text = pattern.sub(left, text)
    text = re.sub(r"\n[ \t\r]*\n(?:[ \t\r]*\n)+", "\n\n", text).strip()
    title = fields.pop("title", None) or (LINK.sub(r"\1", heading[1]).rstrip("# \t\r") if heading else None)
    return Document(text, title=title, path=path, **fields)
