"""From files, folders, addresses and standard input to documents. START HERE for reading.

In:   what the user names.
Out:  a Document each; an UnreadableDocument for each that gives none; a Note where something was doubtful.
Not here: each format (text is read below; html.py, pdf.py, mail.py, feed.py, lines.py, markdown.py have the others).
"""

from __future__ import annotations

import gzip
import os
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from onrecord.errors import ForeignLanguage, UnreadableDocument
from onrecord.read.article import Found, Note, check_text
from onrecord.read.boilerplate import mark_boilerplate
from onrecord.read.calendar_dates import parse_date
from onrecord.read.encoding import decode
from onrecord.read.feed import iter_feed
from onrecord.read.formats import Format, recognize_format
from onrecord.read.html import iter_page
from onrecord.read.inputs import Input, iter_paths, open_input
from onrecord.read.language import is_english
from onrecord.read.lines import iter_json
from onrecord.read.mail import iter_mail
from onrecord.read.markdown import iter_markdown
from onrecord.read.pdf import iter_pdf
from onrecord.types import Document


def read(path: str | os.PathLike[str], any_language: bool = False) -> Document:
    """Return the one article that `path` holds; raise UnreadableDocument where it holds none or several.

    What is doubtful is said as a warning.
    """
    documents: list[Document] = []
    for found in iter_documents([path], any_language):
        if isinstance(found, UnreadableDocument):
            raise found
        if isinstance(found, Note):
            warnings.warn(str(found), stacklevel=2)
            continue
        documents.append(found)
        if len(documents) > 1:
            break
    if len(documents) != 1:
        many = "several articles" if documents else "no article"
        raise UnreadableDocument(f"{os.fspath(path)}: {many}. Use iter_documents for what holds any number.")
    return documents[0]


def iter_documents(paths: Iterable[str | os.PathLike[str]], any_language: bool = False) -> Iterator[Found]:
    """Yield the documents of everything named, in order; what gives none is yielded as the error, not raised.

    for found in iter_documents(["articles/", "more.jsonl.gz", "-"]):
        Document             an article
        ForeignLanguage      not in English; with `any_language` they are documents
        UnreadableDocument   any other that gives no article; its message names it, and says what to do
        Note                 comes before the document it is about; str(note) is one line
    """
    for path in iter_paths(paths):
        if isinstance(path, UnreadableDocument):
            yield path
            continue
        yield from iter_file(path, any_language)


def finish(document: Document, place: str, any_language: bool) -> Iterator[Found]:
    """Yield the document with its boilerplate marked and its date in ISO form, or why it is not taken."""
    try:
        check_text(document.text, place)
    except UnreadableDocument as error:
        yield error
        return
    said = (document.language or "").lower()
    if not any_language and (said[:2] != "en" if said else not is_english(document.text)):
        yield ForeignLanguage(
            f"{place}: not in English{f' (language {said!r})' if said else ''}, so it was skipped. "
            "To read it all the same: --any-language."
        )
        return
    if document.published:
        published = parse_date(document.published)
        if published is None:
            yield Note(place, f"published {document.published!r} is no date, so it was left out. Write 2017-03-03.")
        document = replace(document, published=published)
    yield mark_boilerplate(document)


def iter_file(path: str, any_language: bool) -> Iterator[Found]:
    """Yield what one file holds; every way in which reading it can fail becomes a problem with its name."""
    try:
        with open_input(path) as entry:
            if not entry.head:
                raise UnreadableDocument(f"{path}: empty. Leave it out, or save it again from where it came.")
            format = recognize_format(entry.head, path)
            for found in READERS[format](entry):
                if isinstance(found, Document):
                    many = format in (Format.JSON, Format.FEED)
                    yield from finish(found, f"{path}: {found.title or found.id}" if many else path, any_language)
                else:
                    yield found
    except UnreadableDocument as error:
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield UnreadableDocument(f"{path}: gzip that is damaged or breaks off; whole lines were read. Get it again.")
    except OSError as error:  # missing, not allowed, a loop of links, a disk that fails
        reason = error.strerror or str(error)
        yield UnreadableDocument(f"{path}: {reason}. Check the name, and that you may read it.")


def iter_text(entry: Input) -> Iterator[Found]:
    """Yield the article of a plain text file, its text exactly as it stands there."""
    text, guess = decode(entry.read(), entry.path, entry.charset)
    if guess:
        yield Note(entry.path, guess)
    yield Document(text, url=entry.url, path=entry.path)


READERS: dict[Format, Callable[[Input], Iterator[Found]]] = {
    Format.TEXT: iter_text,
    Format.MARKDOWN: iter_markdown,
    Format.HTML: iter_page,
    Format.PDF: iter_pdf,
    Format.MAIL: iter_mail,
    Format.FEED: iter_feed,
    Format.JSON: iter_json,
}
