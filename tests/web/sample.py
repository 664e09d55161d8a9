"""A small record of our own articles: named, unnamed and absent speakers, doubt, nesting, odd names and scripts."""

from __future__ import annotations

from pathlib import Path

from onrecord.record import Record
from onrecord.types import (
    Act,
    Chain,
    Extraction,
    Kind,
    Mention,
    MentionForm,
    Quotation,
    Reason,
    Role,
    Span,
    Speaker,
    Statement,
)
from tests.build import marked_all

OKAFOR = Speaker(("Ada Okafor",), Kind.PERSON, True)
REYES = Speaker(("Tom Reyes",), Kind.PERSON, True)
OFFICIAL = Speaker(("a senior city official",), Kind.GROUP, False)
SCRIPT = "<script>document.title='taken'</script>"
LONG_NAME = "Maria " + "de la Cruz y " * 22 + "Vega"
HEBREW = "ראש העיר"

ARTICLES = (
    (
        {"id": "quarry", "title": "Mayor will stay out of the quarry vote", "publisher": "Harbour Post",
         "published": "2021-03-05", "url": "https://example.org/quarry", "byline": "Lena Holm"},
        "{content1 “I will not vote on the quarry,”} {source1 Mayor Ada Okafor} {cue1 told} reporters on Thursday."
        "\n\n{source2 She} {cue2 denied} {content2 that she owns shares in the pit}.\n\n"
        "{source3 A senior city official} {cue3 said} {content3 the shares were sold in January}.\n\n"
        "{source4 Councillor Tom Reyes} {cue4 demanded} {content4 that Okafor publish her accounts}, and {cue5 claimed}"
        " {content5 that {source6 Okafor} {cue6 promised} {content6 to sell the shares last year}}.",
        (
            {"speaker": OKAFOR, "act": Act.COMMIT, "quotation": Quotation.DIRECT, "addressee": "reporters",
             "timex": "on Thursday", "said_on": "2021-03-04"},
            {"speaker": OKAFOR, "act": Act.DENY, "doubt": 0.31},
            {"speaker": OFFICIAL},
            {"speaker": REYES, "act": Act.DEMAND},
            {"speaker": REYES},
            {"speaker": OKAFOR, "act": Act.COMMIT, "relay": "Tom Reyes"},
        ),
    ),
    (
        {"id": "sold", "title": "Shares in the quarry were sold", "publisher": "Valley Radio",
         "published": "2021-04-12"},
        "{source1 Ada Okafor} {cue1 said} {content1 the shares in the quarry were sold}. "
        "{content2 The quarry should close}, it was {cue2 said}.",
        ({"speaker": OKAFOR}, {}),
    ),
    (
        {"id": "odd", "title": SCRIPT, "publisher": "Odd & Sons", "published": "2021-05", "url": "javascript:alert(1)"},
        "{source1 Vega} {cue1 said} {content1 that 1 < 2 & " + SCRIPT + "}.\n\n{source2 " + HEBREW + "} {cue2 אמר} "
        "{content2 שהמחצבה תיסגר}.",
        ({"speaker": Speaker((LONG_NAME,), Kind.PERSON, True)}, {"speaker": Speaker((HEBREW,), Kind.PERSON, True)}),
    ),
)


def build_extraction(fields: dict, text: str, readings: tuple) -> Extraction:
    """Return the article with its statements, read as said."""
    document, attributions = marked_all(text, **fields)
    statements = []
    for attribution, reading in zip(attributions, readings, strict=True):
        reading = dict(reading)
        doubt = reading.pop("doubt", 0.9)
        for role in ("addressee", "timex"):
            if role in reading:
                start = document.text.index(reading[role])
                reading[role] = Span(start, start + len(reading[role]))
        words = attribution.source[0] if attribution.source else None
        reasons = (Reason("speaker", "the last woman named before", words, doubt),) if reading.get("speaker") else ()
        reading.setdefault("quotation", Quotation.INDIRECT)
        statements.append(Statement(attribution.source, attribution.cue, attribution.content, reasons=reasons,
                                    **reading))
    return Extraction(document, tuple(statements), build_chains(document.text))


def build_chains(text: str) -> tuple[Chain, ...]:
    """Return the people an article of ours names, with the mayor's office."""
    chains = []
    for full, last in (("Ada Okafor", "Okafor"), ("Tom Reyes", "Reyes")):
        at, mentions = text.find(last), []
        while at >= 0:
            mentions.append(Mention(Span(at, at + len(last)), MentionForm.NAMED))
            at = text.find(last, at + 1)
        office = text.find("Mayor") if full == "Ada Okafor" else -1
        roles = (Role(Span(office, office + 5), "office", "mayor"),) if office >= 0 else ()
        if mentions:
            chains.append(Chain(full, Kind.PERSON, True, tuple(mentions), roles))
    return tuple(chains)


def build_record(path: Path, copies: int = 0) -> Path:
    """Write the sample record, with `copies` more of the first article under other dates, and return its path."""
    with Record.open(path, write=True) as record:
        for fields, text, readings in ARTICLES:
            record.add(build_extraction(fields, text, readings), "sample")
        fields, text, readings = ARTICLES[0]
        for number in range(copies):
            more = {**fields, "id": f"more-{number}", "published": f"2020-{number % 12 + 1:02}-{number % 28 + 1:02}"}
            plain = tuple(replace_day(reading) for reading in readings)
            record.add(build_extraction(more, text, plain), "sample")
    return path


def replace_day(reading: dict) -> dict:
    """Return a reading without its own date."""
    return {name: value for name, value in reading.items() if name != "said_on"}
