"""To whom it was said, as written.

In:   a Passage, and the chains of its article.
Out:  a Span ("pool reporters", "the crowd"), or None.
Not here: addressees of an occasion set in an earlier sentence (scenes.py); "an interview with CNN", a channel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.resolve.telling.channels import CLAUSE, written_to
from onrecord.resolve.telling.cues import forms
from onrecord.resolve.telling.passages import Passage, find_frame
from onrecord.resolve.telling.phrases import PRONOUNS, find_phrase, skip_space
from onrecord.resolve.wordlists import read_sections, word_set
from onrecord.types import Chain, Kind, MentionForm, Span

# "asked |Republicans to act", "reminded |voters that he won": what may follow the one addressed in the content.
INFINITIVE = re.compile(r"\s*(?:,[^,]{1,80},)?\s*(?:not |never )?to\s+[“\"‘']?[a-z]+")
CLAUSE_AFTER = re.compile(r"\s*,?\s*(?:that|how|why|whether|if|what|about|for|on|over|as)\b")
ADVERB = re.compile(r"(?:also|again|repeatedly|then|later|instead|simply|directly|once|further|jointly|\w+ly)\s+", re.I)
TO = re.compile(r"\s*(?:himself |herself |themselves |it |them |this |that |so )?to\s+")
# A bare form is the verb only after these: "to press ministers", not "in a televised interview appeared".
BEFORE_BARE = word_set("to will would could can may might must should did not never and or i we you they n't didn’t")
PASSIVE = re.compile(
    r"(?:\b(?:was|were|is|are|been|being|when|if)\s+|^)(?:\w+ly\s+|once\s+|then\s+)?"
    r"(?=\w+$|\w+\s+(?:by|about|on|whether|if|why|how|what|to|later|again)\b)",
    re.I,
)
ASKED = re.compile(r"\s*(?:was|were|is|had been|has been)?\s*(?:once|later|then|\w+ly)?\s*")
AND_TO = re.compile(r"\s+and\s+to\s+")
PLURAL = re.compile(r"(?<![su])s$|^(?:people|police|men|women|children|others|some|many|all|Congress)$")
# A noun more often than a verb: "faced questions about", "a promise to".
NOUNS = re.compile(r"\b(?:questions?|challenges?|orders?|promises?|notices?|texts?|messages?|e-?mails?)\s+"
                   r"(?:about|of|from|on|over|arose|arise|to|for|that|as|were|was|are|is|have|had)\b", re.I)
SELVES = word_set("himself herself themselves itself it")
HUMAN = frozenset((Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION))


def find_addressee(passage: Passage, chains: Sequence[Chain] = ()) -> Span | None:
    """Return the one spoken to that the sentence itself names, or None.

    "told pool reporters aboard the ship"           -> pool reporters
    "urged {content Republicans to vote ...}"       -> Republicans
    "said in a letter to Comey"                     -> Comey
    "Asked {content why}, the minister said"        -> the minister
    "said in an interview with CNN"                 -> None
    "called for {content an inquiry}"               -> None
    """
    found = _find_told(passage) or _find_inside(passage, chains) or _find_after_to(passage, chains)
    if found is None and not passage.attribution.source:
        found = _find_asked(passage, chains)
    return _name(passage, found, chains) if found else None


def _find_told(passage: Passage) -> Span | None:
    """Return what follows a verb of telling in the cue ("told |CNN"), or a letter ("in a letter to |me")."""
    text = passage.document.text
    cue = passage.attribution.cue
    stretches = find_frame(passage)
    for span in cue:
        for match in _iter_telling(text, span):
            limit = next((stretch.end for stretch in stretches if stretch.contains(span)), span.end)
            if found := _read(passage, match.end(), limit):
                return found
    for stretch in stretches:
        for match in written_to().finditer(text, stretch.start, stretch.end):
            told = [span.end for span in cue if span.end <= match.start()]
            apart = told and CLAUSE.search(text, max(told[-1], stretch.start), match.start())
            if not apart and (found := _read(passage, match.end(), stretch.end)):
                return found
    return None


def _find_inside(passage: Passage, chains: Sequence[Chain]) -> Span | None:
    """Return the one addressed where the content begins with them: "urged {content Republicans to vote}"."""
    text, cue = passage.document.text, passage.attribution.cue
    if not cue:
        return None
    verb = next((match for match in _iter_telling(text, cue[-1]) if match.end() == cue[-1].end), None)
    content = next((span for span in passage.attribution.content if not text[cue[-1].end : span.start].strip()), None)
    if verb is None or content is None or content.start < cue[-1].end:
        return None
    phrase = find_phrase(text, content.start, content.end)
    if phrase is None:
        return None
    if INFINITIVE.match(text, phrase.end, content.end):
        return phrase
    if verb.group().lower() in _objects() and CLAUSE_AFTER.match(text, phrase.end) and _is_human(phrase, chains):
        return phrase
    return None


def _find_after_to(passage: Passage, chains: Sequence[Chain]) -> Span | None:
    """Return whom "to" names right after the cue or the content: "mentioned {content the loss} to |the board"."""
    text = passage.document.text
    ends = [span.end for span in (*passage.attribution.cue, *passage.attribution.content)]
    for stretch in find_frame(passage):
        for end in ends:
            match = TO.match(text, end, stretch.end) if stretch.start <= end < stretch.end else None
            phrase = find_phrase(text, match.end(), stretch.end) if match else None
            if phrase and _listens(passage, phrase, chains):
                return phrase
    for span in passage.attribution.cue:
        for match in re.finditer(r"\bto\s+", text[span.start : span.end]):
            phrase = find_phrase(text, span.start + match.end(), span.end)
            if phrase and phrase.end == span.end and _listens(passage, phrase, chains):
                return phrase
    return None


def _find_asked(passage: Passage, chains: Sequence[Chain]) -> Span | None:
    """Return who was asked, where nobody is said to ask: "Reagan was asked", "Asked whether ..., Reagan said"."""
    text, cue = passage.document.text, passage.attribution.cue
    if not cue or not PASSIVE.search(passage.cue) or next(_iter_telling(text, cue[0]), None) is None:
        return None
    mentions = sorted(mention.span for chain in chains if chain.kind in HUMAN for mention in chain.mentions)
    before = [span for span in mentions if passage.sentence.start <= span.start and span.end <= cue[0].start]
    if before and ASKED.fullmatch(text, before[-1].end, cue[0].start):
        return before[-1]
    last = max(span.end for span in (*cue, *passage.attribution.content))
    return next((span for span in mentions if last <= span.start < passage.sentence.end), None)


def _name(passage: Passage, addressee: Span, chains: Sequence[Chain]) -> Span:
    """Return where the article last named the one that a pronoun stands for: "him" -> "Mr. Stumpf", before it.

    A pronoun that refers to nobody we know stays: "me".
    """
    if passage.document.quote(addressee).lower() not in PRONOUNS:
        return addressee
    for chain in chains:
        if any(mention.span.overlaps(addressee) for mention in chain.mentions):
            before = [
                mention.span
                for mention in chain.mentions
                if mention.form is not MentionForm.PRONOMINAL and mention.span.end <= addressee.start
            ]
            sources = passage.attribution.source
            speaks = any(mention.span.overlaps(span) for mention in chain.mentions for span in sources)
            return before[-1] if before and not speaks else addressee
    return addressee


def _read(passage: Passage, start: int, limit: int) -> Span | None:
    text = passage.document.text
    start = skip_space(text, start)
    if adverb := ADVERB.match(text, start, limit):
        start = adverb.end()
    phrase = find_phrase(text, start, limit)
    if phrase is None or not _may_listen(text[phrase.start : phrase.end]):
        return None
    if any(span.overlaps(phrase) for span in passage.attribution.source):
        return None
    # "a letter to Comey and to the U.S. Attorney"
    both = AND_TO.match(text, phrase.end, limit)
    other = find_phrase(text, both.end(), limit) if both else None
    return Span(phrase.start, other.end) if other else phrase


def _may_listen(words: str) -> bool:
    """True unless the words are no noun phrase of someone: "itself"; a lone verb, as in "told try" or "arose"."""
    if words.lower() in SELVES:
        return False
    alone = " " not in words and words[0].islower() and words.lower() not in PRONOUNS | audience()
    return not alone or bool(PLURAL.search(words))


def _listens(passage: Passage, phrase: Span, chains: Sequence[Chain]) -> bool:
    """True for a pronoun, an audience, and whoever the article knows as a person, group or organisation."""
    words = passage.document.quote(phrase).lower()
    if not _may_listen(passage.document.quote(phrase)):
        return False
    return words in PRONOUNS or bool(audience().intersection(words.split())) or _is_human(phrase, chains)


def _is_human(phrase: Span, chains: Sequence[Chain]) -> bool:
    return any(
        chain.kind in HUMAN and any(phrase.overlaps(mention.span) for mention in chain.mentions) for chain in chains
    )


def _iter_telling(text: str, stretch: Span) -> Iterator[re.Match[str]]:
    """Give each verb of telling in a stretch; a bare form only where it is a verb ("to press", not "the press")."""
    for match in _telling().finditer(text, stretch.start, stretch.end):
        before = re.search(r"[\w’']+(?=\W*$)", text[max(0, match.start() - 20) : match.start()])
        bare = match.group().lower() in _bare()
        if NOUNS.match(text, match.start()) and not (before and before.group().lower() in BEFORE_BARE):
            continue
        if not bare or (before and before.group().lower() in BEFORE_BARE):
            yield match


@cache
def _telling() -> re.Pattern[str]:
    """Every form of every verb of data/telling.txt: "told", "calling on"."""
    listed = read_sections("telling.txt")
    phrases: set[str] = set()
    for line in (*" ".join(listed["verb"]).split(), *listed["phrase"]):
        first, *rest = line.split()
        phrases.update(" ".join((form, *rest)) for form in forms(first))
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)).replace(r"\ ", r"\s+") + r")\b", re.I)


@cache
def audience() -> frozenset[str]:
    """Return the words for those who are spoken to together: reporters, a crowd."""
    return word_set(" ".join(read_sections("telling.txt")["audience"]))


@cache
def _bare() -> frozenset[str]:
    return word_set(" ".join(read_sections("telling.txt")["verb"]))


@cache
def _objects() -> frozenset[str]:
    return frozenset(form for verb in " ".join(read_sections("telling.txt")["object"]).split() for form in forms(verb))
