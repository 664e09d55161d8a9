"""From what the user names to open streams of bytes.

In:   paths of files and folders, "-" for standard input, http and https addresses.
Out:  the paths of files one by one, and each opened, unpacked from gzip, its first bytes known.
Not here: what the bytes hold (formats.py); fetching an address (address.py).
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.errors import UnreadableDocument
from onrecord.read.address import fetch, is_address
from onrecord.read.article import MAX_BYTES
from onrecord.read.formats import GZIP_MAGIC, HEAD_BYTES

STANDARD_INPUT = "-"
# Text packs to a quarter, JSON lines that repeat themselves to a fiftieth. What unpacks to more is made to harm.
MAX_EXPANSION = 200
UNPACKED_FREELY = 50_000_000


@dataclass(frozen=True, slots=True)
class Input:
    """An open file: its path as the user gave it, its first bytes, all its bytes, the encoding its server declares."""

    path: str
    head: bytes
    stream: BinaryIO
    charset: str | None = None

    @property
    def url(self) -> str | None:
        """The address it was fetched from, or None."""
        return self.path if is_address(self.path) else None

    def read(self) -> bytes:
        """Return all its bytes; raise UnreadableDocument where they are more than an article has."""
        whole = self.stream.read(MAX_BYTES + 1)
        if len(whole) > MAX_BYTES:
            raise UnreadableDocument(f"{self.path}: over {MAX_BYTES // 1_000_000} MB. Save one article a file.")
        return whole


def iter_paths(named: Iterable[str | os.PathLike[str]]) -> Iterator[str | UnreadableDocument]:
    """Yield the files that the user named, folders opened up in order of name, and what cannot be entered.

    Hidden files (".DS_Store") are passed over. Links to files are followed, links to folders are not: named themselves
    they are read, and no loop is ever entered.
    """
    for path in (os.fspath(name) for name in named):
        if path == STANDARD_INPUT or is_address(path) or not os.path.isdir(path):
            yield path
            continue
        found = False
        for inside in iter_folder(path):
            found = True
            yield inside
        if not found:
            yield UnreadableDocument(f"{path}: a folder without files. Name one that holds articles.")


def iter_folder(folder: str) -> Iterator[str | UnreadableDocument]:
    """Yield the files below `folder`, sorted, and why a folder could not be read."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if os.path.islink(path) and path != folder and os.path.isdir(path):
            yield UnreadableDocument(f"{path}: a link to a folder, not followed. Name the folder itself.")
        elif os.path.isdir(path):
            try:
                names = sorted(os.listdir(path), reverse=True)
            except OSError as error:
                yield UnreadableDocument(f"{path}: {error.strerror}. Make it readable, or leave it out.")
            else:
                waiting += [os.path.join(path, name) for name in names if not name.startswith(".")]
        else:
            yield path


@contextmanager
def open_input(path: str) -> Iterator[Input]:
    """Open what `path` names, unpacked; raise UnreadableDocument for what is no file."""
    with ExitStack() as closing:
        charset = None
        if path == STANDARD_INPUT:
            stream: BinaryIO = sys.stdin.buffer
        elif is_address(path):
            stream, charset = fetch(path)
        else:
            check_regular(path)
            stream = closing.enter_context(open(path, "rb"))
        head = stream.read(HEAD_BYTES)
        if head.startswith(GZIP_MAGIC):
            packed = Rejoined(head, stream)
            stream = closing.enter_context(io.BufferedReader(Unpacked(packed, path)))
            head = stream.read(HEAD_BYTES)
        yield Input(path, head, io.BufferedReader(Rejoined(head, stream)), charset)


def check_regular(path: str) -> None:
    """Raise UnreadableDocument for what would block or never end: pipes, devices, sockets."""
    mode = os.stat(path).st_mode
    if not stat.S_ISREG(mode):
        name = "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
        raise UnreadableDocument(f"{path}: {name}, not a file. Send its text to standard input and name it -.")


class Rejoined(io.RawIOBase):
    """A stream whose first bytes were already taken, whole again. Counts what it has given."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head = head
        self.rest = rest
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece, self.head = self.head[: len(buffer)], self.head[len(buffer) :]
        piece = piece or self.rest.read(len(buffer))
        buffer[: len(piece)] = piece
        self.given += len(piece)
        return len(piece)


class Unpacked(io.RawIOBase):
    """What a gzip stream holds, up to `MAX_EXPANSION` times its size."""

    def __init__(self, packed: Rejoined, path: str) -> None:
        self.packed = packed
        self.path = path
        self.unpacked = gzip.GzipFile(fileobj=io.BufferedReader(packed))
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self.unpacked.read(len(buffer))
        buffer[: len(piece)] = piece
        self.given += len(piece)
        if self.given > max(UNPACKED_FREELY, MAX_EXPANSION * self.packed.given):
            raise UnreadableDocument(
                f"{self.path}: unpacks to more than {MAX_EXPANSION} times its size, which text never does. "
                "Unpack it by hand if you trust it."
            )
        return len(piece)
