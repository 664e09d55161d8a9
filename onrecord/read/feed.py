"""RSS and Atom -> Documents.

In:   a feed, as a file or fetched.
Out:  a Document for each item that carries its full text; for each that does not, that it does not.
Not here: the pages that items link to; nothing is fetched unless the user names it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import feedparser

from onrecord.errors import UnreadableDocument
from onrecord.read.article import Found, Note
from onrecord.read.html import read_fragment
from onrecord.read.inputs import Input
from onrecord.types import Document

# Shorter ones are teasers: an item's summary is taken for its article only where it is as long as one.
MIN_SUMMARY = 800


def iter_feed(entry: Input) -> Iterator[Found]:
    """Yield the items of a feed in its order."""
    try:
        # As a stream: feedparser would open or fetch a text that looks like a path or an address.
        feed = feedparser.parse(io.BytesIO(entry.read()), resolve_relative_uris=False)
    except Exception as error:  # broken XML sets off its second parser, which can fail in any way
        raise UnreadableDocument(
            f"{entry.path}: the feed is broken beyond reading ({type(error).__name__}). Get it again."
        ) from error
    if not feed.entries:
        raise UnreadableDocument(f"{entry.path}: a feed without items{say_why(feed)}. Get it again, or name its pages.")
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        yield Note(entry.path, f"the feed is not well made{say_why(feed)}; {len(feed.entries)} items could be read")
    found = [read_entry(row, feed.feed, entry.path, number) for number, row in enumerate(feed.entries, 1)]
    if not any(isinstance(one, Document) for one in found):
        raise UnreadableDocument(
            f"{entry.path}: summaries only, none of its {len(found):,} items has its full text. Name their pages."
        )
    yield from found


def say_why(feed: Any) -> str:
    return f" ({feed.bozo_exception})" if feed.bozo else ""


def read_entry(row: Any, feed: Any, path: str, number: int) -> Document | UnreadableDocument:
    """Return the article of one item, or that it has only a teaser."""
    title = read_fragment(row.get("title", "")) or None
    texts = [read_fragment(content.get("value", "")) for content in row.get("content", ())]
    summary = read_fragment(row.get("summary", ""))
    text = max([*texts, summary if len(summary) >= MIN_SUMMARY else ""], key=len)
    link = row.get("link")
    if not text:
        where = f"Name its page to fetch it: {link}" if link else "It links to no page."
        return UnreadableDocument(f"{path}: item {number} ({title or 'no title'}): a summary, not the article. {where}")
    return Document(
        text,
        title=title,
        byline=row.get("author") or None,
        publisher=feed.get("title") or None,
        url=link or None,
        published=row.get("published") or row.get("updated") or None,
        path=path,
    )
