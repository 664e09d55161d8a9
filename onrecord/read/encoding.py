"""From bytes to text, by what the bytes say of themselves.

In:   the bytes of a text file, and the encoding that the page, mail or server named, if any.
Out:  the text, nothing stripped and line ends as they are, and in words how the encoding was guessed, if it was.
Not here: which format the text is in (formats.py).
"""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from onrecord.errors import UnreadableDocument

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16's, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How much charset-normalizer may call disorder before a guess is no better than a coin.
MAX_CHAOS = 0.1
# A guess needs this many bytes, or text that is mostly ASCII; nine bytes of Thai may be anything.
MIN_BYTES = 100
# Enough to guess by, and bounded: guessing from 20 MB takes a minute.
SAMPLE_BYTES = 64_000


def decode(data: bytes, path: str, declared: str | None = None) -> tuple[str, str | None]:
    """Return the text and, where the encoding was guessed, which it is; raise UnreadableDocument where no guess holds.

    Asked in this order: byte order mark, UTF-8, what the page or server declares, the look of the bytes.
    UTF-8 stands before the declaration, since text of another encoding is hardly ever valid UTF-8 by chance,
    while pages that were saved again often declare what they were before.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return decode_as(data, encoding, path), None
    if b"\0" in data[:SAMPLE_BYTES]:
        return decode_unmarked_utf16(data, path)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        bad = error
    if declared and (text := try_declared(data, declared)) is not None:
        return text, None
    sample = data[max(0, bad.start - SAMPLE_BYTES // 2) : bad.start + SAMPLE_BYTES // 2]
    too_little = len(sample) < MIN_BYTES and sum(byte > 127 for byte in sample) * 4 > len(sample)
    best = None if too_little else from_bytes(sample).best()
    if best is None or best.chaos > MAX_CHAOS or has_control_characters(str(best)):
        raise UnreadableDocument(
            f"{path}: neither UTF-8 (byte {data[bad.start]:#04x} at {bad.start:,}) nor surely anything else. "
            "Save it as UTF-8."
        )
    return decode_as(data, best.encoding, path), say_guess(best.encoding)


def say_guess(encoding: str) -> str:
    return f"encoding guessed as {encoding}, since it is not UTF-8 and names none. Save it as UTF-8 to be sure."


def decode_as(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"{path}: seems {encoding}, but byte {data[error.start]:#04x} at {error.start:,} is not. Save it as UTF-8."
        ) from None


def try_declared(data: bytes, declared: str) -> str | None:
    """Return the text if the declared encoding is one for text, known here, and fits."""
    # Browsers read Latin-1 as Windows-1252, which has the curly quotation marks; so pages mean it.
    name = declared.strip(" \"'").lower()
    name = "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def decode_unmarked_utf16(data: bytes, path: str) -> tuple[str, str | None]:
    """Return the text of UTF-16 without its mark: every other byte of English is then 0."""
    sample = data[:SAMPLE_BYTES]
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(data) % 2 == 0 and high.count(0) > 0.8 * len(high) and sample.count(0) < 0.6 * len(sample):
            return decode_as(data, encoding, path), say_guess(encoding)
    raise UnreadableDocument(
        f"{path}: a NUL byte at {data.index(0):,}, so it is data, not text. Leave it out, or save its text."
    )


def has_control_characters(text: str) -> bool:
    """True for what no text has: more than one in a hundred characters is neither printed nor white space."""
    return sum(not (c.isprintable() or c.isspace()) for c in text) * 100 > len(text)
