"""Who is behind each source, resolved within the article.

In:   a Document, its Segments and Attributions.
Out:  for each attribution a Speaker, or None where the text names nobody, with the Reason.
Not here: joining mentions (chains.py); one person across articles (record/).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.resolve.cast.chains import AUTHOR, Cast, build_cast
from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.sources import SourceReading
from onrecord.resolve.cast.subjects import find_agent, find_conceding, find_shared_source, find_subject
from onrecord.resolve.cast.threads import Thread
from onrecord.types import Attribution, Chain, Document, Kind, MentionForm, Reason, Segments, Span, Speaker

PLURAL_PRONOUNS = {"they", "them", "their", "we", "us", "our", "you", "themselves"}


def find_speakers(
    document: Document, segments: Segments, attributions: Sequence[Attribution]
) -> list[tuple[Speaker | None, Reason | None]]:
    """Return who speaks in each attribution, and why we think so.

    "Ada Okafor ... {source she} said"                 Ada Okafor, a person
    "{source A spokesman for the mayor} said"          A spokesman for the mayor, not named
    "It was {cue reported} ..."                        None
    """
    return name_speakers(build_cast(document, segments, attributions))


def resolve_cast(
    document: Document, segments: Segments, attributions: Sequence[Attribution]
) -> tuple[list[Chain], list[tuple[Speaker | None, Reason | None]]]:
    """Return the chains and the speakers of one article, reading it once."""
    cast = build_cast(document, segments, attributions)
    return cast.chains(), name_speakers(cast)


def name_speakers(cast: Cast) -> list[tuple[Speaker | None, Reason | None]]:
    """Return the speaker of each attribution of a Cast."""
    unmarked = (find_shared_source, find_agent, find_subject)
    readings = [
        find_conceding(cast, number) or reading or next(filter(None, (find(cast, number) for find in unmarked)), None)
        for number, reading in enumerate(cast.readings)
    ]
    return [name_speaker(cast, reading) for reading in readings]


def name_speaker(cast: Cast, reading: SourceReading | None) -> tuple[Speaker | None, Reason | None]:
    """Return the speaker behind one source."""
    if reading is None:
        return None, None
    if not reading.heads:
        return describe_unknown(cast, reading)
    speakers = []
    for head in reading.heads:
        thread, score = cast.find(head)
        if thread is not None:
            speakers.append((thread, score, head))
    if not speakers:
        return describe_unknown(cast, reading)
    names = [name for thread, _, head in speakers for name in name_thread(thread, head)]
    thread, score, head = min(speakers, key=lambda item: item[1])
    kind = speakers[0][0].kind
    if len(speakers) == 1 and is_publisher(cast, thread):
        why = f"{thread.name} is the article's own publisher."
        return Speaker((AUTHOR,), Kind.AUTHOR, True), Reason("speaker", why, find_anchor(cast, thread, head), 0.9)
    if kind is Kind.AUTHOR:
        return Speaker((AUTHOR,), kind, True), explain(cast, thread, head, score)
    named = any(thread.named and thread.kind is not Kind.GROUP for thread, _, _ in speakers)
    return Speaker(tuple(dict.fromkeys([*names, *reading.also])), kind, named), explain(cast, thread, head, score)


def is_publisher(cast: Cast, thread: Thread) -> bool:
    """True for the outlet that published the article: what "USA Today found" in USA Today, the article found itself."""
    if thread.kind is not Kind.ORGANIZATION or not cast.document.publisher or not thread.named:
        return False
    own = cast.document.publisher
    names = (" ".join(name) for name in thread.names)
    return any(fold_outlet(name) == fold_outlet(own) or is_short_for(own, name) for name in names)


def is_short_for(short: str, name: str) -> bool:
    """True for an outlet's name in short, as archives have it: "harb-post" and "hp" for "The Harbour Post"."""
    words = [word for word in split_outlet(name) if word != "the"]
    parts = split_outlet(short)
    if len(parts) == 1:
        return len(words) > 1 and parts[0] == "".join(word[0] for word in words)
    begun = (len(part) > 2 and word.startswith(part) for part, word in zip(parts, words, strict=False))
    return len(parts) == len(words) and all(begun)


def fold_outlet(name: str) -> str:
    """Return an outlet's name as it is compared: "The Harbour Post", "harbour-post" -> harbourpost."""
    return "".join(word for word in split_outlet(name) if word not in ("the", "news", "com"))


def split_outlet(name: str) -> list[str]:
    """Return the words of an outlet's name in small letters."""
    return [word for word in re.split(r"[^a-z0-9]+", name.lower()) if word]


def name_thread(thread: Thread, head: Found) -> list[str]:
    """Return the fullest name; for those without one, the description in force where the source stands."""
    if thread.members:
        return [member.name for member in thread.members]
    return [thread.name if thread.names else thread.described_at(head.first) or thread.name]


def describe_unknown(cast: Cast, reading: SourceReading) -> tuple[Speaker, Reason]:
    """Return a source that nothing explains, under the words it was given."""
    first, last = reading.words
    kind = (
        Kind.GROUP if cast.words.lower[first] in PLURAL_PRONOUNS or reading.description.endswith("s") else Kind.PERSON
    )
    reason = Reason("speaker", "The article does not say who this is.", cast.words.span(first, last), 0.4)
    return Speaker((reading.description,), kind, False), reason


def explain(cast: Cast, thread: Thread, head: Found, score: float) -> Reason:
    """Return why a source means a thread, with the words that it rests on."""
    written = cast.document.quote(cast.words.span(head.first, head.last))
    written = " ".join(written.split())
    anchor = find_anchor(cast, thread, head)
    if thread.kind is Kind.AUTHOR:
        why = f"“{written}” outside quotation marks is the article's own voice."
    elif head.form is MentionForm.NAMED:
        why = "Named here." if written == thread.name else f"“{written}” is short for {thread.name}."
    elif not thread.named:
        why = "The article gives no name, only this description."
    else:
        why = f"“{written}” points to {thread.name}."
    return Reason("speaker", why, anchor, round(score, 3))


def find_anchor(cast: Cast, thread: Thread, head: Found) -> Span:
    """Return the words that tell: the nearest naming before the source, else the first, else the source itself."""
    named = (
        [found for found in thread.found if found.form is MentionForm.NAMED and len(found.name) == len(thread.fullest)]
        if thread.names
        else []
    )
    before = [found for found in named if found.first <= head.first]
    found = (before[-1:] or named[:1] or [head])[0]
    return cast.words.span(found.first, found.last)
