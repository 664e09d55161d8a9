"""A small newsroom of our own making: a tagger that reads by a rule, and articles that it can read.

The tagger stands in for the model wherever a test needs a whole run; it is a class of a module, so worker processes
can make their own.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from onrecord.extract import extract
from onrecord.types import Attribution, Document, Extraction, Kind, Quotation, Span, Speaker, Statement

SAID = re.compile(r"(?P<content>“[^”]+”) (?P<source>(?:[A-Z]\w+ ?){1,3}) (?P<cue>said|denied|promised)")
CLOSING = (
    "“The harbor will close in May,” Ada Okafor said on Thursday. Ada Okafor is the mayor of Lowell.\n"
    "“Nobody asked the fishermen,” Tom Brandt said."
)


class RuleTagger:
    """Finds “words,” Name Surname said."""

    version = "rule-1"

    def tag(self, document: Document, segments: object) -> list[Attribution]:
        found = []
        for match in SAID.finditer(document.text):
            spans = {role: (Span(*match.span(role)),) for role in ("source", "cue", "content")}
            found.append(Attribution(**spans, score=0.9))
        return found


class OtherTagger(RuleTagger):
    """Another model, which finds nothing."""

    version = "other-1"

    def tag(self, document: Document, segments: object) -> list[Attribution]:
        return []


def read(text: str, **fields: object) -> Extraction:
    """Return what the rule finds in `text`."""
    return extract(Document(text, **fields), RuleTagger())


def said(words: str, name: str, kind: Kind = Kind.PERSON, named: bool = True, **fields: object) -> Extraction:
    """Return an article of one statement whose readings are given, not made: “words,” name said."""
    readings = {key: fields.pop(key) for key in ("said_on", "act", "relay") if key in fields}
    document = Document(f"“{words},” {name} said.", **fields)
    content, source = Span(0, len(words) + 3), Span(len(words) + 4, len(words) + 4 + len(name))
    cue = Span(source.end + 1, source.end + 5)
    speaker = Speaker((name,), kind, named)
    return Extraction(document, (Statement((source,), (cue,), (content,), Quotation.DIRECT, speaker, **readings),))


def write_articles(folder: Path, number: int) -> Path:
    """Write `number` articles into a file of JSON lines, no two alike, and return its path."""
    path = folder / "articles.jsonl"
    names = ("Ada Okafor", "Tom Brandt", "Mei Larsson", "Okafor", "Ines Castel")
    with open(path, "w", encoding="utf-8") as lines:
        for i in range(number):
            name, other = names[i % 5], names[i * 3 % 4]
            text = f"“Plan {i} is ready,” {name} said. “Not plan {i + 1},” {other} denied on Monday."
            row = {"id": f"a{i}", "publisher": f"Paper {i % 3}", "published": f"2017-0{i % 9 + 1}-11", "text": text}
            lines.write(json.dumps(row) + "\n")
    return path
