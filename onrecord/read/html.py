"""A web page -> Document.

In:   HTML, as a whole page or a piece of one.
Out:  the article's text without menus, comments and advertisements; title, by-line, publisher, date and address as the
      page declares them. Authors are right two times in three: show them "as extracted".
Not here: what in that text is a credit or a link (boilerplate.py).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html
import trafilatura

from onrecord.errors import UnreadableDocument
from onrecord.read.article import Found, Note
from onrecord.read.encoding import decode
from onrecord.read.inputs import Input
from onrecord.types import Document

# What it would log on standard error is said in our own words.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# Long live blogs have 40,000 tags; a tree of 100,000 takes five seconds.
MAX_TAGS = 100_000
BLOCKS = frozenset(  # fmt: skip
    ("address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2",
     "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul")
)
UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "svg", "iframe", "form"))


def iter_page(entry: Input) -> Iterator[Found]:
    """Yield the article of a page."""
    page = entry.read()
    text, guess = decode(page, entry.path, entry.charset or find_charset(page))
    if guess:
        yield Note(entry.path, guess)
    yield read_page(text, entry.path, entry.url)


def find_charset(page: bytes) -> str | None:
    """Return the encoding that a page declares at its beginning."""
    declared = CHARSET.search(page[:4096])
    return declared[1].decode("ascii", "replace") if declared else None


def read_page(page: str, path: str, url: str | None = None) -> Document:
    """Return the article of a page, `url` being its address if it names none; raise UnreadableDocument without."""
    page = XML_DECLARATION.sub("", page)
    if page.count("<") > MAX_TAGS:
        raise UnreadableDocument(
            f"{path}: {page.count('<'):,} tags, a page has at most {MAX_TAGS:,}. Save the article as text."
        )
    try:
        found: Any = trafilatura.bare_extraction(page, fast=True, with_metadata=True, include_comments=False)
    except Exception as error:  # a broken page can break a parser of HTML, JSON-LD, dates or addresses in any way
        raise UnreadableDocument(
            f"{path}: the HTML is broken beyond reading ({type(error).__name__}). Save it from a browser, or as text."
        ) from error
    if found is None or not (found.text or "").strip():
        raise UnreadableDocument(
            f"{path}: no article text in {len(page):,} characters of HTML. "
            "If the page is built by a script, save it from a browser and read the saved file."
        )
    return Document(
        found.text,
        title=clean(found.title),
        byline=clean(found.author),
        publisher=clean(found.sitename),
        url=clean(found.url) or url,
        published=clean(found.date),
        path=path,
    )


def clean(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


def read_fragment(html: str) -> str:
    """Return the text of a piece of HTML that is all article, as feeds have it: a blank line between its blocks.

    "<p>Police said <b>no</b>.<p>Nobody knew.<br>Why?"  ->  "Police said no.\\n\\nNobody knew.\\nWhy?"
    """
    try:
        tree = lxml.html.fragment_fromstring(html, create_parent="div")
    except (lxml.etree.LxmlError, ValueError):
        return re.sub(r"<[^<>]*>", " ", html).strip()
    pieces: list[str] = []
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "script"  # a comment
        pieces.append("\n\n" if tag in BLOCKS else "\n" if (tag, event) == ("br", "start") else "")
        if event == "start":
            pieces.append("" if tag in UNSEEN else squeeze(element.text))
        else:
            if element is not tree:
                pieces.append(squeeze(element.tail))
    text = re.sub(r" ?\n ?", "\n", re.sub(r"[ \t]+", " ", "".join(pieces)))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def squeeze(words: str | None) -> str:
    return re.sub(r"\s+", " ", words) if words else ""
