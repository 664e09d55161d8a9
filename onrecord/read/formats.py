"""Which format a file is in, by what it holds; its name decides only where the content leaves it open.

In:   the first bytes of a file, unpacked, and its name.
Out:  Format, or UnreadableDocument for those that hold no text.
Not here: reading any of them.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from onrecord.errors import UnreadableDocument


class Format(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    MAIL = "mail"
    FEED = "feed"
    JSON = "json"


HEAD_BYTES = 4096
GZIP_MAGIC = b"\x1f\x8b"
# What people have in a folder beside articles: what it is, and the way out.
NO_TEXT = (
    (b"PK\x03\x04", "a zip archive or office document", "Unpack it, or save its text"),
    (b"PK\x05\x06", "an empty zip archive", "Leave it out"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "Save its text"),
    (b"{\\rtf", "rich text", "Save its text"),
    (b"\x89PNG", "a picture", "Leave it out"),
    (b"\xff\xd8\xff", "a picture", "Leave it out"),
    (b"GIF8", "a picture", "Leave it out"),
    (b"SQLite format 3\0", "a database", "If it is a record, name it with --record"),
    (b"\x7fELF", "a program", "Leave it out"),
    (b"MZ\x90", "a program", "Leave it out"),
    (b"BZh", "packed with bzip2", "Unpack it, or pack it with gzip"),
    (b"\xfd7zXZ", "packed with xz", "Unpack it, or pack it with gzip"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd", "Unpack it, or pack it with gzip"),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it"),
    (b"Rar!", "a rar archive", "Unpack it"),
    (b"PAR1", "a Parquet file", "Write its rows as JSON lines"),
    (b"WARC/", "a web archive", "Unpack its pages"),
    (GZIP_MAGIC, "gzip inside gzip", "Unpack it once"),
)
TAG = re.compile(r"<(?:!doctype html|html|head|body|article|main|div|p|h1|section|meta|title|table|!--)[\s>/-]", re.I)
FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
JSON_START = re.compile(r"\{\s*[\"}]|\[\s*[{\]]")
HEADER = re.compile(r"(?:From |[A-Za-z][A-Za-z-]*:)")
MAIL_HEADERS = re.compile(r"^(From|To|Subject|Date|Message-ID|Received|MIME-Version|Content-Type):", re.I | re.M)
NAMES = {
    ".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN, ".eml": Format.MAIL,
    ".json": Format.JSON, ".jsonl": Format.JSON, ".ndjson": Format.JSON,
}  # fmt: skip


def recognize_format(head: bytes, path: str) -> Format:
    """Return the format of a file that begins with `head`.

    "%PDF-1.7" -> PDF, whatever the name        "<!DOCTYPE html>" -> HTML, even in page.txt
    "By Jane Doe" in page.html -> TEXT          "{"text": ..." -> JSON
    """
    for magic, what, way_out in NO_TEXT:
        if head.startswith(magic):
            raise UnreadableDocument(f"{path}: {what}. {way_out}.")
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    start = read_head(head)
    if start.startswith("<"):
        if FEED.search(start):
            return Format.FEED
        if TAG.search(start) or not start.startswith("<?xml"):
            return Format.HTML
        raise UnreadableDocument(f"{path}: XML, but neither a feed nor a page. Save the article as HTML or text.")
    if JSON_START.match(start):
        return Format.JSON
    header = start.split("\n\n", 1)[0]
    if HEADER.match(start) and len(set(map(str.lower, MAIL_HEADERS.findall(header)))) >= 2 and is_header(header):
        return Format.MAIL
    if len(TAG.findall(start)) > 3 and re.search(r"</(?:p|div|head|title)>|<br", start, re.I):
        return Format.HTML
    return NAMES.get(suffix(path), Format.TEXT)


def read_head(head: bytes) -> str:
    """Return the first bytes as text good enough to recognize a format by."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:64]
    text = head.replace(b"\0", b"").decode("latin-1") if wide else head.decode("utf-8", "replace")
    return text.lstrip("\ufeffÿþ \t\r\n\v\f").replace("\r\n", "\n")


def is_header(header: str) -> bool:
    """True when every line is "Name: value" or goes on with the one before, save the last, which may be cut."""
    lines = header.split("\n")[:-1] or [header]
    return all(HEADER.match(line) or line[:1] in " \t" for line in lines)


def suffix(path: str) -> str:
    """Return the ending of the name without that of gzip: "a.jsonl.gz" -> ".jsonl"."""
    return PurePath(path.lower().removesuffix(".gz")).suffix
