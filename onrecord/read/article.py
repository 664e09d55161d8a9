"""What every format shares: how large an article may be, what makes it one, and what is said of one that was read.

In:   text out of any format.
Out:  nothing, or UnreadableDocument where the text is no article; Note.
Not here: reading a format (html.py, pdf.py ...); whether the article is English (language.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.errors import UnreadableDocument
from onrecord.types import Document

# One file, page or line. A newspaper page with everything around it has about 1 MB.
MAX_BYTES = 20_000_000
# Two thick novels. An article has 5,000; longer ones are dumps, and would hold up the tagger for an hour.
MAX_CHARACTERS = 2_000_000


# Longer "words" are pictures and keys written in letters.
MAX_WORD = 5_000
WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader should know of a document that was read all the same: a guessed encoding, a date left out."""

    path: str
    words: str

    def __str__(self) -> str:
        return f"{self.path}: {self.words}"


Found = Document | Note | UnreadableDocument


def check_text(text: str, path: str) -> None:
    """Raise UnreadableDocument where `text` is no article that can be stored and read.

    "", " \\n"     holds no text        "a\\0b"      no text, but data      "\\ud83d"   half a character
    "12 34"       holds no word        3 MB        longer than an article
    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableDocument(
            f"{path}: {len(text):,} characters, an article has at most {MAX_CHARACTERS:,}. Save one article a file."
        )
    if not text.strip():
        raise UnreadableDocument(f"{path}: holds no text. Leave it out, or save it again from where it came.")
    if "\0" in text:
        raise UnreadableDocument(
            f"{path}: a NUL character at {text.index(chr(0)):,}, so it is data, not text. Save it as UTF-8 text."
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableDocument(
            f"{path}: half a character (\\u{ord(text[error.start]):04x}) at {error.start:,}. "
            "Write it again as UTF-8; what wrote it cut a character in two."
        ) from None
    longest = max(text.split(), key=len)
    if len(longest) > MAX_WORD and longest.isascii():
        raise UnreadableDocument(
            f"{path}: {len(longest):,} characters without a blank ({longest[:20]}...), so it is data. Leave it out."
        )
    if not WORD.search(text):
        raise UnreadableDocument(f"{path}: holds no word, only {len(text):,} other signs. Leave it out.")
