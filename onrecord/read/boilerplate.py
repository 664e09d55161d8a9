"""What stands around an article's body, and the fields it gives.

In:   a Document as it was read.
Out:  the same text, with the stretches that are no body in `boilerplate`; and date, dateline, agency, by-line,
      publisher and credits filled in from them where they were absent.
Not here: the words that give such lines away (data/boilerplate.txt); headlines, which quote people and stay body.

Only whole lines are taken, by how they begin and how they are built; so a sentence that mentions a courtesy, or a
quotation that begins "Read more", stays body. The dateline is the exception: it shares its line with a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.read.calendar_dates import DATE, parse_date
from onrecord.read.segment import strip
from onrecord.types import Document, Span

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# By-lines, dates and datelines stand among the first lines; by-lines and dates also among the last.
LINES_AT_TOP = 8
LINES_AT_END = 3
# Longer lines are paragraphs.
MAX_LINE = 200
DASH = r"(?:\s*[–—―‒─]+\s*|\s+--?\s+|(?<=\))\s*[-_]{1,2}\s+)"
CAPITALS = r"(?:[A-Z][A-Z.'’]*[A-Z.](?:[ /-](?:[A-Z][A-Z.'’]*[A-Z.]|de|of|and|la)){0,2})"
STATE = r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*){0,2})?"
AGENCY = r"[(/](?P<agency>[A-Z][\w.&'’/-]*(?: [A-Z&][\w.&'’-]*){0,3})[)/]"
DATELINE = re.compile(
    rf"(?:date\s+)?(?P<date>{DATE})?,?\s*"
    rf"(?P<place>{CAPITALS}{STATE}|(?:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}}{STATE})(?=,? ?{DATE}?\s*\())?"
    rf"(?:,\s+(?P<day>{DATE}))?\s*(?:{AGENCY})?(?:(?P<dash>{DASH})|(?<=\)))"
)
MAX_DATELINE = 120
BYLINE = re.compile(r"(?:written |story |reported |posted )?by:?\s+(?P<names>.+)", re.I)
NAME_WORDS = re.compile(r"(?:[A-Z][\w.'’/-]*|and|of|for|the|de|da|di|du|la|van|von|der|bin|al|in|[&|,/•·–—-]|@\w+)")
ROLE = re.compile(
    r"(?:by )?(?:special to|for) the? ?[A-Z].*|.*\b(?:staff writer|correspondent|contributor|staff reporter)s?", re.I
)
STAMP = re.compile(
    rf"(?:(?:first |last )?(?:published|posted|updated|modified|date|created|released)(?: on| at)?:?\s*)?(?:{DATE})"
    r"(?:[\s,|•·@-]|\bat\b|\d{1,2}:\s?\d\d(?::\d\d)?|\d{1,2}\s?(?=[ap]\.?m)|[ap]\.?m\.?|\b[A-Z]{1,4}T\b|T(?=\d)"
    r"|UTC|\+\d+)*",
    re.I,
)
# What an article is made of, and who is thanked for it: "Article and Video Courtesy of ...", "Courtesy: ...".
MEDIUM = "(?:article|story|text|content|report|video|audio|footage|picture|photo|photograph|image|graphic)s?"
COURTESY = re.compile(rf"\(?(?P<what>(?:{MEDIUM}(?:,? (?:and|&) |, ?|/| ))*)\s*courtesy(?: of)?:?\s+(?P<who>.+)", re.I)
ABOUT_TEXT = re.compile(r"article|story|text|content|report", re.I)
CREDIT = re.compile(
    r"\(?(?:(?:featured |file |main |top |cover )?(?:picture|photo|photograph|image|illustration|graphic)s?"
    r"(?: credit)?s?(?::| by | via | from |/)|(?:AP|AFP|EPA|Reuters) photo\b|credits?:).{2,}",
    re.I,
)
PICTURE_AGENCY = re.compile(
    r".{2,80}(?:/|via |\| ?|, )\s*(?:Getty Images|AFP|Reuters|AP|AP Photo|EPA|Shutterstock|iStock)\b.{0,20}", re.I
)
INLINE_CREDIT = re.compile(
    r"\((?:(?:AP|AFP|EPA|Reuters|Getty) )?(?:Photo|Image|Picture)s?(?:/| by |: ?| courtesy of | via )[^()\n]{2,80}\)"
    r"|\([^()\n]{2,60}(?:/|via )\s?(?:Getty Images|Reuters|AFP|AP)\)",
    re.I,
)
# "Follow Jane Doe on Twitter @janedoe.", in quotation marks too where a page has them.
FOLLOW = re.compile(r"[\"“]?follow [^,;:“”\"]{2,60} on (?:twitter|x|facebook|instagram|linkedin|threads|bluesky)\b")
LIST = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s*[&|/]\s*")


@dataclass(slots=True)
class Findings:
    """What the lines of one article gave so far."""

    spans: list[Span] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    def keep(self, name: str, value: str | None) -> None:
        """Set a field that no earlier line set."""
        if value:
            self.fields.setdefault(name, value)


def mark_boilerplate(document: Document) -> Document:
    """Return the document with its boilerplate marked and the fields found there filled in.

    "LAGOS, March 3 (XYZ) — Police said no."    dateline "LAGOS, March 3 (XYZ)", agency "XYZ"
    "date 2017-03-03 (XYZ) – Police said no."   published "2017-03-03", agency "XYZ"
    "By Jane Doe, XYZ News"                     byline "Jane Doe, XYZ News"
    "Article courtesy of XYZ and KABC News"     a credit; publisher "KABC News", if XYZ is the agency
    "READ MORE: kabc.example", "Share this"     nothing but boilerplate
    "“Read more books,” she said."              body
    What the document says already is kept.
    """
    text = document.text
    lines = [line for match in LINE.finditer(text) if (line := strip(text, match.start(), match.end()))]
    found = Findings()
    seen_dateline = False
    for number, line in enumerate(lines):
        if number < LINES_AT_TOP and not seen_dateline:
            seen_dateline = read_dateline(text, line, found)
        if len(line) > MAX_LINE:
            continue
        words = text[line.start : line.end]
        at_edge = number < LINES_AT_TOP or number >= len(lines) - LINES_AT_END
        # The first line may be a headline that only looks like a link: "Sources: Okafor To Leave".
        if (
            (number > 0 and (read_credit(words, found) or leads_elsewhere(words)))
            or (at_edge and words != document.title and read_signature(words, found))
        ):  # fmt: skip
            found.spans.append(line)
    for match in INLINE_CREDIT.finditer(text):
        found.spans.append(Span(*match.span()))
        found.credits.append(match[0].strip("()"))
    return fill_in(document, found)


def read_dateline(text: str, line: Span, found: Findings) -> bool:
    """Mark the dateline a line begins with and take its fields; False where one may still come."""
    match = DATELINE.match(text, line.start, min(line.end, line.start + MAX_DATELINE))
    if match is None or match.end() == line.end or match.end() == line.start:
        return False
    place, agency, dash = match["place"], match["agency"], match["dash"]
    known = agency and agency.lower() in phrases("agencies")
    if not (known if dash is None else place or agency) or (place or "").lower() in phrases("kickers"):
        return False
    if place and not agency and not match["day"] and f"\n{place}" in text[match.end() :]:
        return True  # a transcript: each turn begins with its speaker's name
    words = text[line.start : match.start("dash") if dash else match.end()].strip()
    found.spans.append(Span(line.start, match.end()))
    found.keep("dateline", words)
    found.keep("agency", agency)
    found.keep("published", parse_date(match["date"] or match["day"] or ""))
    return True


def read_signature(words: str, found: Findings) -> bool:
    """Take by-line, agency or date of a line that is nothing else."""
    if STAMP.fullmatch(words):
        found.keep("published", parse_date(words))
        return True
    if words.lower() in phrases("agencies") and len(words) > 3:
        found.keep("agency", words)
        return True
    match = BYLINE.fullmatch(words)
    if match and is_names(match["names"]):
        found.keep("byline", match["names"])
        last = LIST.split(match["names"])[-1]
        found.keep("agency", last if last.lower() in phrases("agencies") else None)
        return True
    return len(words) < 60 and not words.endswith(".") and ROLE.fullmatch(words) is not None


def is_names(words: str) -> bool:
    """True for "Jane Doe and Li Wu, The Post" and "JANE DOE"; False for "Friday the road was open."."""
    pieces = re.sub(r"([,|])", r" \1 ", words).split()
    if words.endswith(".") and not re.search(r"\b(?:Jr|Sr|Inc|[A-Z])\.$", words):
        return False
    capitals = sum(piece[:1].isupper() for piece in pieces)
    return capitals > 1 and len(pieces) <= 16 and all(NAME_WORDS.fullmatch(piece) for piece in pieces)


def read_credit(words: str, found: Findings) -> bool:
    """Take a line that thanks or names who made the article or its pictures."""
    courtesy = COURTESY.fullmatch(words)
    if courtesy and (courtesy["what"] or words[:1] in "Cc("):
        found.credits.append(words.strip("()"))
        if ABOUT_TEXT.search(courtesy["what"]):
            found.fields.setdefault("courtesy", courtesy["who"].rstrip(" .)"))
        return True
    if CREDIT.fullmatch(words) or (PICTURE_AGENCY.fullmatch(words) and not words.endswith((".", "?", "!", "”", '"'))):
        found.credits.append(words.strip("()"))
        return True
    return False


def leads_elsewhere(words: str) -> bool:
    """True for links to other articles, share bars, pleas and notices of rights."""
    low = words.lower().replace("’", "'").strip(" .…»>→▶-–—[]()*_#")
    label, colon, _ = low.partition(":")
    if low in phrases("links") or (colon and label in phrases("links")):
        return True
    if low.startswith((*phrases("pleas"), *phrases("rights"))) or FOLLOW.match(low):
        return True
    if any(sentence in low for sentence in phrases("rights sentences")):
        return True
    return is_share_bar(low)


def is_share_bar(words: str) -> bool:
    """True where nothing is left once every share word is taken out: "Facebook Twitter Email", "Share this | Print"."""
    shares = phrases("share")
    while words:
        longest = max((len(share) for share in shares if words.startswith(share)), default=0)
        if not longest or words[longest : longest + 1].isalnum():
            return False
        words = words[longest:].lstrip()
    return True


def fill_in(document: Document, found: Findings) -> Document:
    """Return the document with the findings; what it says already is kept."""
    fields = dict(found.fields)
    courtesy = fields.pop("courtesy", "")
    agency = (document.agency or fields.get("agency") or "").lower()
    thanked = [name for name in LIST.split(courtesy) if name and name.lower() != agency]
    if len(thanked) == 1:  # "courtesy of CNN and KABC News": the wire wrote it, the station printed it
        fields.setdefault("publisher", thanked[0])
    absent: dict[str, Any] = {name: value for name, value in fields.items() if not getattr(document, name)}
    credits = tuple(dict.fromkeys((*document.credits, *found.credits)))
    spans = tuple(merge(sorted(document.boilerplate + tuple(found.spans))))
    return replace(document, boilerplate=spans, credits=credits, **absent)


def merge(spans: list[Span]) -> Iterator[Span]:
    """Yield the spans in order, those that overlap as one."""
    held: Span | None = None
    for span in spans:
        if held and span.start < held.end:
            held = Span(held.start, max(held.end, span.end))
        else:
            if held:
                yield held
            held = span
    if held:
        yield held


@cache
def phrases(group: str) -> tuple[str, ...]:
    """Return the entries of one group of data/boilerplate.txt, in lower case."""
    lines = files("onrecord").joinpath("data/boilerplate.txt").read_text("utf-8").splitlines()
    rows = dict(line.split(":", 1) for line in lines if line and not line.startswith("#"))
    return tuple(phrase.strip().lower() for phrase in rows[group].split(";"))
