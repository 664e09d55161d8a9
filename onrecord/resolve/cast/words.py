"""An article as words: each with its offsets, its sentence, and whether it stands inside a quotation.

In:   a Document and its Segments.
Out:  Words, parallel lists over all the words and punctuation marks of the body.
Not here: what any word means (lexicon.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from onrecord.resolve.cast.lexicon import read_class
from onrecord.types import Document, Segments, Span

ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Sens|Sen|Reps|Rep|Govs|Gov|Lt|Gen|Col|Capt|Cpl|Sgt|Maj|Cmdr|Adm|Pvt|Rev|Hon|St|Jr|Sr|Del|"
    "Inc|Corp|Ltd|Co"
)
# The ends of sites' names: "harbour.com".
DOMAINS = r"(?:com|org|net|gov|tv|info|ru|co\.uk)"
TOKEN = re.compile(
    r"[RDILG]-[A-Z][A-Za-z]*\.?(?:[A-Z][a-z]*\.)*"  # R-CA, D-N.Y., R-Tenn.
    r"|(?:[A-Z]\.)+(?:-?[A-Z]\b\.?)*"  # U.S., G.K., J.
    rf"|(?:{ABBREVIATIONS})\."
    rf"|[A-Za-z][\w-]*\.{DOMAINS}\b"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    # "PeÃ±a": a letter read in the wrong encoding is two signs, the second no letter; so is "é" as "e" and its accent.
    r"|[^\W\d_]+(?:(?:-|['’](?!(?:s|re|ve|ll|d|m)\b)|&|(?<=Ã)[^\w\s’'])[^\W_]+|[\u0300-\u036f]+[\x80-\xbf]*[^\W_]*)*"
    r"|\d[\d,.:/]*[^\W_]*(?:-[^\W_]+)*"
    r"|\S"
)
# Capitals that small letters would make a pronoun of.
ACRONYMS = {"WHO": "w.h.o."}
POSSESSIVE = frozenset({"his", "her", "their", "its", "my", "our", "your"})
POSSESSIVE_MARKS = ("'s", "'")  # as `Words.lower` has them, with a straight apostrophe
# What headlines leave small.
SMALL = read_class("headline_small")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article's body in order; item i of each list belongs to word i.

    `sentence` numbers sentences, `paragraph` paragraphs; `quotation` is the number of the outermost quotation that
    the word stands in, or -1. `headlines` are the sentences written with a capital on every word.
    """

    text: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]
    sentence: list[int]
    paragraph: list[int]
    quotation: list[int]
    first: list[int]
    headlines: frozenset[int]

    def __len__(self) -> int:
        return len(self.text)

    def span(self, first: int, last: int) -> Span:
        """Return the characters of words first up to, not including, last."""
        return Span(self.start[first], self.end[last - 1])

    def inside(self, span: Span) -> tuple[int, int]:
        """Return the words that `span` has a character of, as a half-open pair; equal numbers when there are none."""
        return bisect_right(self.end, span.start), bisect_left(self.start, span.end)

    def sentence_end(self, i: int) -> int:
        """Return the number of the word after the last one of word i's sentence."""
        number = self.sentence[i] + 1
        return self.first[number] if number < len(self.first) else len(self)


def split_words(document: Document, segments: Segments) -> Words:
    """Return the body as words.

    "Sessions' spokeswoman" -> Sessions, ', spokeswoman;   "Trump's" -> Trump, 's;   "U.S." and "Sen." are one word.
    """
    words = Words([], [], [], [], [], [], [], [], frozenset())
    outer = [quoted.span for quoted in segments.quotations if quoted.depth == 0]
    opens = [span.start for span in outer]
    paragraph_starts = [span.start for span in segments.paragraphs]
    headlines = set()
    for number, sentence in enumerate(segments.sentences):
        words.first.append(len(words.text))
        paragraph = bisect_right(paragraph_starts, sentence.start) - 1
        for match in TOKEN.finditer(document.text, sentence.start, sentence.end):
            words.text.append(match[0])
            words.lower.append(ACRONYMS.get(match[0]) or match[0].lower().replace("’", "'"))
            words.start.append(match.start())
            words.end.append(match.end())
            words.sentence.append(number)
            words.paragraph.append(paragraph)
            quotation = bisect_right(opens, match.start()) - 1
            words.quotation.append(quotation if quotation >= 0 and match.start() < outer[quotation].end else -1)
        if is_headline(words.text[words.first[-1] :]):
            headlines.add(number)
    return Words(
        words.text,
        words.lower,
        words.start,
        words.end,
        words.sentence,
        words.paragraph,
        words.quotation,
        words.first,
        frozenset(headlines),
    )


def is_headline(tokens: list[str]) -> bool:
    """True where every word that is not small by nature has a capital: "House Panel Votes to Hold Aide".

    One that has none is the verb of a sentence with many names: "Ada Okafor met Bo Li, Mary Ng and Paul Lund".
    """
    content = [token for token in tokens if token[0].isalpha() and token.lower() not in SMALL]
    return len(content) >= 4 and all(token[0].isupper() for token in content)


def is_participle(text: str) -> bool:
    """True for what looks like a verb's past form, which no noun phrase goes on across: "said", not "Associated"."""
    return text.endswith("ed") and text not in ("united", "red")
