"""JSON lines and JSON -> Document.

In:   a stream of lines, each an object with at least `text`; or one object, or a list of them.
Out:  a Document each, `text` exactly as given; UnreadableDocument for each that is none, with its line.
Not here: which fields mean what (interchange.py).
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from onrecord.errors import UnreadableDocument
from onrecord.interchange import parse_document
from onrecord.read.article import MAX_BYTES
from onrecord.read.inputs import Input, Rejoined
from onrecord.types import Document

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
    number = 1
    while line:
        place = f"{path}: line {number}"
        if len(line) > MAX_BYTES:
            yield UnreadableDocument(f"{place}: over {MAX_BYTES // 1_000_000} MB. Give each article a line of its own.")
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            try:
                row = parse_json(line, place)
            except UnreadableDocument as error:
                yield error
            else:
                yield read_row(row, line, path, place)
        line = stream.readline(MAX_BYTES + 1)
        number += 1


def read_row(row: Any, written: bytes, path: str, place: str) -> Document | UnreadableDocument:
    """Return the document of one object, or why it is none."""
    if not isinstance(row, dict):
        return UnreadableDocument(f"{place}: {type(row).__name__}, not an object. Write {{\"text\": \"...\"}}.")
    try:
        # Half a character can stand in any field, and would fail only when the record is written.
        if any(mark in written for mark in ESCAPED_SURROGATE):
            json.dumps(row, ensure_ascii=False).encode("utf-8")
        return parse_document(row, path)
    except UnicodeEncodeError:
        return UnreadableDocument(f"{place}: half a character (\\ud800 to \\udfff alone). Write it again as UTF-8.")
    except UnreadableDocument as error:
        return UnreadableDocument(str(error).replace(path, place, 1))


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
