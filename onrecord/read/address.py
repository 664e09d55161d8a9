"""Fetch a page, only ever because the user named its address.

In:   an http or https address.
Out:  its bytes as a stream, and the encoding the server declares.
Not here: what the page holds; links on it, which are never followed.
"""

from __future__ import annotations

import http.client
import io
import re
import time
import urllib.error
import urllib.request
from typing import BinaryIO

from onrecord.errors import UnreadableDocument
from onrecord.read.article import MAX_BYTES

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")  # two letters at least: "C:/" is a drive
MAX_REDIRECTS = 5
SECONDS_TO_ANSWER = 15
SECONDS_IN_ALL = 60
CHUNK_BYTES = 65_536


class Redirects(urllib.request.HTTPRedirectHandler):
    """Follow a few redirects, to http and https alone: the base class also allows ftp."""

    max_redirections = MAX_REDIRECTS

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not newurl.lower().startswith(("http://", "https://")):
            raise urllib.error.URLError(f"it redirects to {newurl[:100]}, which is no http address")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_address(path: str) -> bool:
    """True for "https://example.com/a", and for "file:///a", which `fetch` refuses; False for "C:/a" and "a.txt"."""
    return SCHEME.match(path) is not None


def fetch(address: str) -> tuple[BinaryIO, str | None]:
    """Return the page and the encoding its server declares; raise UnreadableDocument where it cannot be had."""
    if not address.lower().startswith(("http://", "https://")):
        raise UnreadableDocument(f"{address}: only http and https are fetched. Name a file by its path.")
    opener = urllib.request.OpenerDirector()  # build_opener would add handlers for file: and ftp:
    for handler in (
        urllib.request.ProxyHandler(), urllib.request.HTTPHandler(), urllib.request.HTTPSHandler(),
        Redirects(), urllib.request.HTTPErrorProcessor(), urllib.request.HTTPDefaultErrorHandler(),
    ):  # fmt: skip
        opener.add_handler(handler)
    opener.addheaders = [("User-Agent", "onrecord"), ("Accept-Encoding", "identity")]
    deadline = time.monotonic() + SECONDS_IN_ALL
    try:
        with opener.open(address, timeout=SECONDS_TO_ANSWER) as answer:
            page = bytearray()
            while chunk := answer.read1(CHUNK_BYTES):
                page += chunk
                if len(page) > MAX_BYTES:
                    raise UnreadableDocument(f"{address}: over {MAX_BYTES // 1_000_000} MB. Save the article as text.")
                if time.monotonic() > deadline:
                    raise UnreadableDocument(f"{address}: slower than {SECONDS_IN_ALL} seconds. Save the page.")
            return io.BytesIO(page), answer.headers.get_content_charset()
    except (OSError, http.client.HTTPException, ValueError) as error:  # URLError is an OSError; ValueError: a bad port
        reason = " ".join(str(getattr(error, "reason", None) or error).split()).rstrip(".")
        raise UnreadableDocument(f"{address}: {reason}. Save the page from a browser and read the file.") from error
