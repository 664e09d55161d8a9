"""Through what it was said: the act, place or medium, as written.

In:   a Passage.
Out:  a Span ("an interview with CNN", "Twitter"; "tweeted" where that word alone says it), or None.
Not here: channels set in an earlier sentence (scenes.py); to whom it was said (addressees.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.resolve.telling.cues import decide_cue, find_cues, inflect
from onrecord.resolve.telling.passages import Passage, find_frame
from onrecord.resolve.telling.phrases import extend_phrase, find_phrase
from onrecord.resolve.wordlists import read_sections, word_set
from onrecord.types import Act, Span

# What may come before a channel, and the kinds it may then be: "in an essay", "at a rally", "under questioning",
# "issued a statement", "closed her speech", "writing for a magazine".
BEFORE = {
    **dict.fromkeys(("in", "at", "during", "on", "via", "over"), ("writing", "occasion", "place")),
    **dict.fromkeys(("with", "under", "amid"), ("occasion",)),
    "by": ("writing",),
}
# "issued a statement", "closed her speech".
GIVING = word_set(
    "ran run wrote write sent issue issued issuing released releasing published publishing posted posting penned aired "
    "launched circulated give gave gives giving deliver delivered delivering held holding began begin begun closed "
    "closing opened opening ended ending used"
)
STARTS = re.compile(r"\b(" + "|".join(sorted({*BEFORE, *GIVING}, key=len, reverse=True)) + r")\s+", re.I)
# Whatever follows these is where it was said: "aboard the USS Gerald Ford".
ABOARD = re.compile(r"\baboard\s+", re.I)
WRITING_FOR = re.compile(r"\b(?:[Ww]riting|wrote|writes)\s+(?:for|in)\s+(?=(?:(?:the|a|an) )?[A-Z])")
# "an interview with CNN", "a rally in Ohio", "a post on Facebook"; not "a letter to Comey", where Comey is addressed.
AFTER = {
    "writing": re.compile(r"\s+(?:on|for|by|in)\s+"),
    "occasion": re.compile(r"\s+(?:with|in|at|on|of|before|after|aboard|by|from)\s+"),
}
SPEECHES = word_set("speech speeches address remarks lecture sermon keynote commencement testimony")
# A clause of its own between cue and phrase tells of something else: "said after he failed to show up at the hearing".
CLAUSE = re.compile(r"\b(?:who|which|that|whose|where|when|because|while|since|after|before|if|as)\b")


def find_channel(passage: Passage) -> Span | None:
    """Return the channel that the sentence itself names, or None.

    "said in a statement Tuesday"                -> a statement
    "told CNN’s Jake Tapper in an interview"      -> an interview
    "said during remarks after a meeting with ..." -> remarks after a meeting with ...
    "wrote on Twitter"                            -> Twitter
    "tweeted"                                     -> tweeted
    "in a letter to Comey"                        -> a letter
    "in fact", "on Tuesday"                       -> None
    """
    told = decide_cue(find_cues(passage.cue))
    if told is None or told.act is Act.BELIEVE:
        return None
    for stretch in find_frame(passage):
        if found := _find_in(passage, stretch):
            return found
    if len(passage.attribution.cue) == 1 and told.base in _words()["verb"]:
        cue = passage.attribution.cue[0]
        return Span(cue.start + told.start, cue.start + told.end)
    return None


def find_channels_in(text: str, stretch: Span) -> Iterator[tuple[Span, str]]:
    """Give each channel named in a stretch of text, with its kind: writing, occasion or place."""
    taken = stretch.start
    for match in STARTS.finditer(text, stretch.start, stretch.end):
        kinds = BEFORE.get(match[1].lower(), ("writing", "speech"))
        if match.end() < taken or not (phrase := find_phrase(text, match.end(), stretch.end)):
            continue
        kind = _kind(text[phrase.start : phrase.end])
        if kind in kinds or (kind == "occasion" and "speech" in kinds and _last(text, phrase) in SPEECHES):
            span = extend_phrase(text, phrase, kind, stretch.end, AFTER, _kind)
            taken = span.end
            yield span, kind


def _find_in(passage: Passage, stretch: Span) -> Span | None:
    text = passage.document.text
    match = WRITING_FOR.search(text, stretch.start, stretch.end) or ABOARD.search(text, stretch.start, stretch.end)
    if match:
        return find_phrase(text, match.end(), stretch.end)
    for span, kind in find_channels_in(text, stretch):
        in_source = any(part.contains(span) for part in passage.attribution.source)
        if in_source and kind != "place":
            continue
        if not in_source and not any(part.overlaps(span) for part in passage.attribution.cue):
            told = [part.end for part in passage.attribution.cue if part.end <= span.start]
            if told and CLAUSE.search(text, max(told[-1], stretch.start), span.start):
                continue
        return span
    return None


def _last(text: str, phrase: Span) -> str:
    return text[phrase.start : phrase.end].split()[-1].lower()


def _kind(words: str) -> str | None:
    """Return the kind of channel that a noun phrase names by its head, the last word before "of"; or None."""
    kinds = _words()
    head = re.split(r"\s+of\s+", words)[0].split()[-1]
    bare = head.removesuffix("’s").removesuffix("'s")
    if bare in kinds["place"] or (len(words.split()) > 1 and bare in kinds["outlet"]):
        return "place"
    if words == "March":
        return None
    return next((kind for kind in ("writing", "occasion") if bare.lower() in kinds[kind]), None)


@cache
def written_to() -> re.Pattern[str]:
    """Match up to where an addressee follows what was written to them: "a letter to |Comey"."""
    return re.compile(r"\b(?:" + "|".join(sorted(_words()["to"])) + r")\s+(?:sent |written |addressed )?to\s+", re.I)


@cache
def _words() -> dict[str, frozenset[str]]:
    """Return the words of data/channels.txt by section, with their plurals (verbs with all their forms)."""
    found: dict[str, set[str]] = {}
    for kind, lines in read_sections("channels.txt").items():
        for word in " ".join(lines).split():
            found.setdefault(kind, set()).update((word,) if kind in ("verb", "place") else (word, inflect(word)[0]))
    return {kind: frozenset(words) for kind, words in found.items()}
