"""How the pages put things: days, acts, doubt and citations in a newsroom's words.

In:   values as the record keeps them.
Out:  short English.
Not here: HTML.
"""

from __future__ import annotations

from onrecord.record import Hit
from onrecord.types import Act, Kind, Statement

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")
ACTS = {
    Act.STATE: "said", Act.DENY: "denied", Act.CONFIRM: "confirmed", Act.COMMIT: "promised", Act.DEMAND: "demanded",
    Act.JUDGE: "judged", Act.ASK: "asked", Act.PREDICT: "predicted", Act.BELIEVE: "believed",
}
NEGATED = {
    Act.STATE: "did not say", Act.DENY: "did not deny", Act.CONFIRM: "did not confirm", Act.COMMIT: "did not promise",
    Act.DEMAND: "did not demand", Act.JUDGE: "did not judge", Act.ASK: "did not ask", Act.PREDICT: "did not predict",
    Act.BELIEVE: "did not believe",
}
KINDS = {Kind.PERSON: "person", Kind.ORGANIZATION: "organisation", Kind.GROUP: "group", Kind.DOCUMENT: "document",
         Kind.AUTHOR: "the article itself"}
UNSURE = 0.5  # under it a reading is called unsure (types.Reason)


def render_day(day: str | None) -> str:
    """Return a date no more precise than it is.

        "2017-03-02"             ->  2 March 2017
        "2017-03"                ->  March 2017
        "2017-02-27/2017-03-05"  ->  27 February 2017 to 5 March 2017
        None                     ->  ""
    """
    if not day:
        return ""
    if "/" in day:
        first, _, last = day.partition("/")
        return f"{render_day(first)} to {render_day(last)}"
    year, *rest = day[:10].split("-")
    if not rest or not rest[0].isdecimal() or not 1 <= int(rest[0]) <= 12:
        return day
    month = f"{MONTHS[int(rest[0]) - 1]} {year}"
    return f"{int(rest[1])} {month}" if len(rest) > 1 and rest[1].isdecimal() else month


def render_act(act: str) -> str:
    """Return the act as a verb: "deny" -> "denied"."""
    return ACTS[Act(act)]


def render_said(statement: Statement) -> str:
    """Return what was done by saying it: "denied", "did not confirm"."""
    return (NEGATED if statement.negated else ACTS)[statement.act]


def render_kind(kind: str) -> str:
    """Return what sort of thing speaks."""
    return KINDS[Kind(kind)]


def render_count(number: int, one: str = "", many: str = "") -> str:
    """Return a number with its noun: (1, "article") -> "1 article"; (1200, "article") -> "1,200 articles"."""
    if not one:
        return f"{number:,}"
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def render_percent(part: float, whole: float = 1) -> str:
    """Return a share: (1, 8) -> "13 %"; what is more than nothing is never 0 %."""
    share = 100 * part / whole if whole else 0
    return "under 1 %" if 0 < share < 1 else f"{share:.0f} %"


def cut(words: str | None, most: int) -> str:
    """Return the words, ending in an ellipsis where there are more than `most` characters."""
    words = words or ""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def render_citation(hit: Hit, sha256: str, address: str) -> str:
    """Return a statement as a line to paste under a text: words, speaker, day, article, and where to check it."""
    words = cut(" ".join(hit.content.split()), 600).strip("“”\"")
    spans = ", ".join(f"{span.start}–{span.end}" for span in hit.statement.content)
    when = f", {render_day(hit.statement.said_on)}" if hit.statement.said_on else ""
    title = f"“{hit.title}”, " if hit.title else ""
    place = ", ".join(part for part in (hit.publisher, render_day(hit.published)) if part)
    parts = [f"“{words}” — {cut(hit.speaker, 200) or 'source not named'}{when}.",
             f"In: {title}{place or 'publisher not known'}{', ' + hit.url if hit.url else ''}.",
             f"Characters {spans} of the text with SHA-256 {sha256}. {address}"]
    return " ".join(parts)


def render_name(name: str) -> str:
    """Return a speaker's name; the article's own voice is kept under the name AUTHOR."""
    return "The article itself" if name == "AUTHOR" else name


def render_speaker(hit: Hit) -> str:
    """Return who said it, in a word for those whom the article leaves out."""
    return render_name(hit.speaker) if hit.speaker else "No source named"
