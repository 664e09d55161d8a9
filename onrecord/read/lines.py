"""JSON lines and JSON -> Document.

In:   a stream of lines, each an object with at least `text`; or one object, or a list of them.
Out:  a Document each, `text` exactly as given; UnreadableDocument for each that is none, with its line.
Not here: which fields mean what (interchange.py).
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from onrecord.errors import UnreadableDocument
from onrecord.interchange import parse_document
from onrecord.read.article import MAX_BYTES, check_text
from onrecord.read.inputs import Input, Rejoined
from onrecord.types import Document

# A file whose first lines are all bad is no file of JSON lines, and a million problems help nobody.
MAX_BAD_LINES = 100
ESCAPED_SURROGATE = (b"\\ud", b"\\uD")


def iter_json(entry: Input) -> Iterator[Document | UnreadableDocument]:
    """Yield what a file of JSON holds, line by line, never more than a line in memory; a whole list where it is one."""
    if entry.head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableDocument(f"{entry.path}: JSON in UTF-16. Write it as UTF-8: iconv -f UTF-16 -t UTF-8.")
    first = entry.stream.readline(MAX_BYTES + 1)
    if is_json(first) and not first.lstrip(b"\xef\xbb\xbf \t").startswith(b"["):
        yield from iter_lines(entry.path, first, entry.stream)
        return
    start = first + entry.stream.read(max(0, MAX_BYTES + 1 - len(first)))
    if len(start) <= MAX_BYTES and is_json(start):
        whole = parse_json(start, entry.path)
        rows = whole if isinstance(whole, list) else [whole]
        for number, row in enumerate(rows, 1):
            place = f"{entry.path}: object {number}" if len(rows) > 1 else entry.path
            yield read_row(row, start, entry.path, place)
        return
    rest = io.BufferedReader(Rejoined(start, entry.stream))
    yield from iter_lines(entry.path, rest.readline(MAX_BYTES + 1), rest)


def iter_lines(path: str, line: bytes, stream: BinaryIO) -> Iterator[Document | UnreadableDocument]:
    """Yield the document of each line, or why it gives none; blank lines count but give nothing."""
    number, good, bad = 1, 0, 0
    while line:
        found = read_line(path, number, line)
        if found is not None:
            good, bad = good + isinstance(found, Document), bad + isinstance(found, UnreadableDocument)
            yield found
        if bad == MAX_BAD_LINES and not good:
            raise UnreadableDocument(f"{path}: none of its first {bad} lines is an article, so the rest was left.")
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
        line = stream.readline(MAX_BYTES + 1)
        number += 1
    if not good and not bad:
        raise UnreadableDocument(f"{path}: holds no text. Give each line an object with at least a 'text'.")


def read_line(path: str, number: int, line: bytes) -> Document | UnreadableDocument | None:
    """Return the document of one line, or why it gives none; None for a blank line."""
    place = f"{path}: line {number}"
    if len(line) > MAX_BYTES:
        return UnreadableDocument(f"{place}: over {MAX_BYTES // 1_000_000} MB. Give each article a line of its own.")
    if not line.strip(b"\xef\xbb\xbf \t\r\n"):
        return None
    try:
        return read_row(parse_json(line, place), line, path, place)
    except UnreadableDocument as error:
        return error


def read_row(row: Any, written: bytes, path: str, place: str) -> Document | UnreadableDocument:
    """Return the document of one object, or why it is none."""
    if not isinstance(row, dict):
        return UnreadableDocument(f"{place}: {type(row).__name__}, not an object. Write {{\"text\": \"...\"}}.")
    try:
        # Half a character can stand in any field, and would fail only when the record is written.
        if any(mark in written for mark in ESCAPED_SURROGATE):
            json.dumps(row, ensure_ascii=False).encode("utf-8")
        document = replace(parse_document(row, place), path=path)
        check_text(document.text, place)
    except UnicodeEncodeError:
        return UnreadableDocument(f"{place}: half a character (\\ud800 to \\udfff alone). Write it again as UTF-8.")
    except UnreadableDocument as error:
        return error
    return document


def is_json(line: bytes) -> bool:
    try:
        parse_json(line, "")
    except UnreadableDocument:
        return False
    return True


def parse_json(line: bytes, place: str) -> Any:
    """Return what the JSON holds; raise UnreadableDocument where it is none."""
    try:
        return json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"{place}: byte {line[error.start]:#04x} at {error.start:,} is not UTF-8. Write the file as UTF-8."
        ) from None
    except json.JSONDecodeError as error:
        raise UnreadableDocument(
            f"{place}: no JSON: {error.msg} at character {error.pos + 1:,}. One object a line: {{\"text\": \"...\"}}."
        ) from None
    except (RecursionError, ValueError):  # a million brackets; a number of a million digits
        raise UnreadableDocument(f"{place}: JSON nested too deeply, or a number too long. Leave it out.") from None
