"""To whom it was said, as written.

In:   a Passage, and the chains of its article.
Out:  a Span ("pool reporters", "the crowd"), or None.
Not here: addressees of an occasion set in an earlier sentence (scenes.py); "an interview with CNN", a channel.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from onrecord.resolve.telling.channels import CLAUSE, written_to
from onrecord.resolve.telling.hearers import HUMAN, can_hear, is_owned, may_hear
from onrecord.resolve.telling.passages import Passage, find_frame, is_means
from onrecord.resolve.telling.phrases import PRONOUNS, TIMES, find_phrase, skip_space
from onrecord.resolve.telling.phrases import SHOW as SHOW_AFTER
from onrecord.resolve.telling.pointing import find_pointers_beside
from onrecord.resolve.telling.verbs import bare_forms, iter_telling, object_forms
from onrecord.resolve.wordlists import word_set
from onrecord.types import Chain, MentionForm, Span

# "asked |Republicans to act", "reminded |voters that he won": what may follow the one addressed in the content.
INFINITIVE = re.compile(
    r"\s*(?:,[^,]{1,80},|[-–—]\s[^-–—]{1,80}\s[-–—])?\s*[“\"‘']?(?:not |never )?to\s+[“\"‘']?[a-z]+"
)
CLAUSE_AFTER = re.compile(
    r"\s*(?:,[^,]{1,80},|,)?\s*[“\"‘']?"
    r"(?:that|how|why|whether|if|what|about|against|with|for|on|over|as|at|he|she|they|it|we|I)\b"
)
ADVERB = re.compile(r"(?:also|again|repeatedly|then|later|instead|simply|directly|once|further|jointly|\w+ly)\s+", re.I)
TO = re.compile(r"\s*(?:himself |herself |themselves |it |them |this |that |so )?to\s+")
PASSIVE = re.compile(
    r"(?:\b(?:was|were|is|are|been|being|when|if)\s+|^)(?:\w+ly\s+|once\s+|then\s+)?"
    r"(?=\w+$|\w+\s+(?:by|about|on|whether|if|why|how|what|to|later|again)\b)",
    re.I,
)
ASKED = re.compile(r"\s*(?:was|were|is|had been|has been|had|has|have)?\s*(?:once|later|then|\w+ly)?\s*")
# How far a verb's preposition may lie behind the cue.
REST = len(" before")
AND_TO = re.compile(r"\s+and\s+to\s+")
# "Asked |by Mr. Park whether": who asks stands behind, and another was asked.
BY = re.compile(r"\s*by\s+")
# "call for |the bank to pay": who should act is told so, if they can hear.
CALLING = re.compile(
    r"\b(?:call(?:s|ed|ing)?|press(?:es|ed|ing)?|push(?:es|ed|ing)?|plead(?:s|ed|ing)?|lobb(?:y|ies|ied|ying))"
    r"(?:\s+\w+ly)?\s+for$", re.I
)
# "urged the mayor to resign, |saying": it goes on with the verb before it.
PARTICIPLE = re.compile(r"(?:also |then |\w+ly )?[a-z]+ing\b")
# "replied to", "shot back to": whoever follows is spoken to, but for "according to".
ENDS_TO = re.compile(r"\b(?!according)\w+(?:\s+back)?\s+to$", re.I)
# "called for the mayor |to be removed": those who should act are not named.
SUFFERS = re.compile(r"\s+(?:not\s+)?to\s+be\s+\w+ed\b")
# "speaking to |reporters", "in a speech before |the union", "in response to questions from |the board".
SPEAKING = re.compile(
    r"\b(?:(?:speak(?:s|ing)?|spoke|talk(?:s|ed|ing)?|speech(?:es)?|remarks?)\s+(?:\w+ly\s+)?(?:to|with|before)|"
    r"questions?\s+from)\s+", re.I
)
# "a statement provided to |the paper", "an appeal e-mailed to |donors".
SENT = re.compile(
    r"\b(?:statement|message|note|memo|appeal|letter|e-?mail|invitation)s?,? "
    r"(?:provided|sent|e-?mailed|given|delivered|addressed|released|forwarded) to\s+|"
    r"\b(?:advice for|warnings? to|clear to|deliver(?:s|ed|ing)? to)\s+", re.I
)
# "sent |the mayor a clear message"
SENDING = re.compile(
    r"\b(?:sen(?:d|ds|t|ding)|g[ai]v(?:e|es|ing))\s+([^.,;“”\n]{2,40}?)\s+(?:an?|this|the)\s+(?:[\w-]+\s+)?"
    r"(?:message|signal|letter|note|warning|ultimatum|assurance)\b", re.I
)
# "called {content on |the towns to act}": the content may take in the preposition.
CALLED = re.compile(r"\bcall(?:s|ed|ing)?$", re.I)
ON = re.compile(r"(?:up)?on\s+")
# "seeking |to convince the delegates that": what is sought is that they hear it.
SEEKING = re.compile(
    r"\b(?:seek(?:s|ing)?|sought|tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|struggl(?:es?|ed|ing))$", re.I
)
TO_TELL = re.compile(r"to\s+(\w+)\s+")
# "a crowd |in Leeds", "the hosts |on Radio Five": without the place it could be any; reporters are the same anywhere.
GATHERED = re.compile(r"\b(?:crowd|audience|hosts?|anchors?|voters|people|hall|gym|arena)$")
GATHERED_AT = re.compile(r"\s+(?:gathered\s+)?(?:in|at|on|outside)\s+(?=(?:the\s+)?[A-Z])")
# "apologized to |the miners", wherever it stands.
SORRY = re.compile(r"\bapolog(?:y|ies|i[sz]ed?|i[sz]es|i[sz]ing)[”\"’]*\s+to\s+", re.I)
# "offered |voters a way out": another verb may give a thing instead.
GIVING = re.compile(r"\b(?:offer|g[ai]v|show|send|deliver)(?:e|s|es|ed|ing|n)?$", re.I)
# What someone owns may follow these: "questioned the mayor's motives".
OPEN = re.compile(r"(?:question|challeng|address|press|promis|thank|order|warn)\w*$", re.I)
# "told |“Fox & Friends”": a show by its name.
TITLED = r"(?:[A-Z][\w’']*|and|the|of|with|&|in)"
SHOW = re.compile(rf"[“\"‘]({TITLED}(?:\s+{TITLED})*)[”\"’](?!,)")
SUBJECTS = word_set("he she they who whom")
PLACES = (SPEAKING, SENT, SENDING)
# How sure the tagger must be of a listener that no rule finds.
TAKEN = 0.5


def find_addressee(passage: Passage, chains: Sequence[Chain] = ()) -> Span | None:
    """Return the one spoken to that the sentence itself names, or None.

    "told pool reporters aboard the ship"           -> pool reporters
    "urged {content Republicans to vote ...}"       -> Republicans
    "said in a letter to Comey"                     -> Comey
    "Asked {content why}, the minister said"        -> the minister
    "said in an interview with CNN"                 -> None
    "called for {content an inquiry}"               -> None
    """
    ruled = (
        _find_told(passage, chains)
        or _find_inside(passage, chains)
        or _find_after_to(passage, chains)
        or _find_spoken_to(passage, chains)
        or _find_beside(passage, chains)
        or _find_asked(passage, chains)
    )
    found = _weigh(passage, _place(passage, ruled) if ruled else None, chains)
    return name_mention(passage, found, chains) if found else None


def _weigh(passage: Passage, ruled: Span | None, chains: Sequence[Chain]) -> Span | None:
    """Return the one the rules found, unless the tagger sees nothing of it or another one is likelier than not."""
    if not passage.attribution.acts or (ruled and is_means(passage, ruled)):
        return ruled
    here = find_pointers_beside(passage, "addressee")
    agreed = ruled is not None and any(one.span.overlaps(ruled) for one in here)
    seen = here[0].span if here and here[0].score >= TAKEN else None
    if seen and not (ruled and seen.overlaps(ruled)) and not _speaks(passage, seen, chains):
        return seen
    return ruled if agreed else None


def _speaks(passage: Passage, addressee: Span, chains: Sequence[Chain]) -> bool:
    """True for a mention of the one who speaks: nobody is told what he says himself."""
    told = ([mention.span for mention in chain.mentions] for chain in chains)
    called = [spans for spans in told if any(map(addressee.overlaps, spans))]
    return any(span.overlaps(part) for spans in called for span in spans for part in passage.attribution.source)


def _place(passage: Passage, addressee: Span) -> Span:
    """Return an audience with the place that tells which it is: "a crowd |in Leeds"; "reporters" stay."""
    text = passage.document.text
    if not GATHERED.search(text, addressee.start, addressee.end):
        return addressee
    match = GATHERED_AT.match(text, addressee.end, passage.sentence.end)
    place = find_phrase(text, match.end(), passage.sentence.end) if match else None
    if place is None or text[place.start : place.end].removeprefix("the ").split()[0].lower() in TIMES:
        return addressee
    return Span(addressee.start, place.end)


def _find_told(passage: Passage, chains: Sequence[Chain]) -> Span | None:
    """Return what follows a verb of telling in the cue ("told |CNN"), or a letter ("in a letter to |me")."""
    text = passage.document.text
    cue = passage.attribution.cue
    stretches = find_frame(passage)
    for span in cue:
        limit = next((stretch.end for stretch in stretches if stretch.contains(span)), span.end)
        # "called |on the board", "arguing |with the host": the cue may leave out the preposition.
        wide = Span(span.start, max(span.end, min(limit, span.end + REST)))
        for match in iter_telling(text, wide):
            if match.start() < span.end and (found := _read(passage, chains, match, limit)):
                return found
        if GIVING.search(text, span.start, span.end) and (found := _read(passage, chains, None, limit, span.end)):
            return found
    for stretch in stretches:
        for match in written_to().finditer(text, stretch.start, stretch.end):
            told = [span.end for span in cue if span.end <= match.start()]
            apart = told and CLAUSE.search(text, max(told[-1], stretch.start), match.start())
            if not apart and (found := _read(passage, chains, match, stretch.end)):
                return found
    return None


def _find_inside(passage: Passage, chains: Sequence[Chain]) -> Span | None:
    """Return the one addressed where the content begins with them: "urged {content Republicans to vote}"."""
    text, cue = passage.document.text, passage.attribution.cue
    if not cue:
        return None
    verb = next((match for match in iter_telling(text, cue[-1]) if match.end() == cue[-1].end), None)
    content = next((span for span in passage.attribution.content if not text[cue[-1].end : span.start].strip()), None)
    if content is None or content.start < cue[-1].end:
        return None
    if SEEKING.search(text, cue[-1].start, cue[-1].end):
        return _find_sought(passage, content, chains)
    on = ON.match(text, content.start, content.end) if CALLED.search(text, cue[-1].start, cue[-1].end) else None
    phrase = find_phrase(text, on.end() if on else content.start, content.end)
    if phrase is None:
        return None
    if on:
        return phrase if INFINITIVE.match(text, phrase.end, content.end) else None
    if CALLING.search(text, cue[-1].start, cue[-1].end):
        acts = INFINITIVE.match(text, phrase.end, content.end) and not SUFFERS.match(text, phrase.end, content.end)
        named = text[phrase.start : phrase.end].removeprefix("the ")[0].isupper()
        return phrase if acts and (named or can_hear(passage, phrase, chains)) else None
    if verb is None or (OPEN.match(verb.group()) and is_owned(passage, phrase, chains)):
        return None
    if INFINITIVE.match(text, phrase.end, content.end):
        return phrase
    told = verb.group().lower() in object_forms() and CLAUSE_AFTER.match(text, phrase.end)
    # "warned |Norway against": a country hears as well.
    named = text[phrase.start].isupper() and may_hear(text[phrase.start : phrase.end])
    return phrase if told and (named or can_hear(passage, phrase, chains)) else None


def _find_sought(passage: Passage, content: Span, chains: Sequence[Chain]) -> Span | None:
    """Return whom someone seeks to tell something: "sought {content to assure |the tenants that ...}"."""
    text = passage.document.text
    verb = TO_TELL.match(text, content.start, content.end)
    if verb is None or verb[1].lower() not in bare_forms():
        return None
    phrase = find_phrase(text, verb.end(), content.end)
    return phrase if phrase and can_hear(passage, phrase, chains) else None


def _find_after_to(passage: Passage, chains: Sequence[Chain]) -> Span | None:
    """Return whom "to" names right after the cue or the content: "mentioned {content the loss} to |the board"."""
    text = passage.document.text
    ends = [span.end for span in (*passage.attribution.cue, *passage.attribution.content)]
    for stretch in find_frame(passage):
        for end in ends:
            match = TO.match(text, end, stretch.end) if stretch.start <= end < stretch.end else None
            phrase = find_phrase(text, match.end(), stretch.end) if match else None
            if phrase and can_hear(passage, phrase, chains):
                return phrase
    for span in passage.attribution.cue:
        for match in re.finditer(r"\bto\s+", text[span.start : span.end]):
            phrase = find_phrase(text, span.start + match.end(), span.end)
            if phrase and phrase.end == span.end and can_hear(passage, phrase, chains):
                return phrase
    # "replied to |the board", where the cue takes in the preposition.
    after = passage.attribution.cue[-1].end if passage.attribution.cue else 0
    if ENDS_TO.search(passage.cue):
        limit = next((stretch.end for stretch in find_frame(passage) if stretch.start <= after < stretch.end), after)
        phrase = find_phrase(text, skip_space(text, after), limit)
        if phrase and can_hear(passage, phrase, chains):
            return phrase
    return None


def _find_asked(passage: Passage, chains: Sequence[Chain]) -> Span | None:
    """Return who was asked, where nobody is said to ask: "Reagan was asked", "Asked whether ..., Reagan said"."""
    text, cue, source = passage.document.text, passage.attribution.cue, passage.attribution.source
    if not cue or not PASSIVE.search(passage.cue) or next(iter_telling(text, cue[0]), None) is None:
        return None
    if source and not BY.fullmatch(text, cue[-1].end, max(source[0].start, cue[-1].end)):
        return None
    mentions = sorted(mention.span for chain in chains if chain.kind in HUMAN for mention in chain.mentions)
    before = [span for span in mentions if passage.sentence.start <= span.start and span.end <= cue[0].start]
    if before and ASKED.fullmatch(text, before[-1].end, cue[0].start):
        return before[-1]
    return next((span for span in mentions if passage.end <= span.start < passage.sentence.end), None)


def _find_spoken_to(passage: Passage, chains: Sequence[Chain]) -> Span | None:
    """Return whom the sentence has the speaker speak or write to: "Speaking to |reporters after the vote, she said"."""
    text, cue = passage.document.text, passage.attribution.cue
    for pattern, stretch in product(PLACES, find_frame(passage)):
        for match in pattern.finditer(text, stretch.start, stretch.end):
            inside = any(span.contains(Span(*match.span())) for span in passage.attribution.source)
            apart = any(span.end <= match.start() and CLAUSE.search(text, span.end, match.start()) for span in cue)
            if apart and not inside:
                continue
            start, limit = match.span(1) if match.re is SENDING else (match.end(), stretch.end)
            phrase = find_phrase(text, start, limit)
            if phrase and can_hear(passage, phrase, chains):
                return phrase
    return None


def name_mention(passage: Passage, addressee: Span, chains: Sequence[Chain]) -> Span:
    """Return where the article last named the one that a pronoun stands for: "him" -> "Mr. Stumpf", before it.

    A pronoun that refers to nobody we know stays: "me".
    """
    if passage.document.quote(addressee).lower() not in PRONOUNS | SUBJECTS:
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


def _read(
    passage: Passage, chains: Sequence[Chain], verb: re.Match[str] | None, limit: int, place: int = 0
) -> Span | None:
    """Return the noun phrase after a verb; without one, what stands at a place if it is known to hear."""
    text = passage.document.text
    start = skip_space(text, verb.end() if verb else place)
    if adverb := ADVERB.match(text, start, limit):
        start = adverb.end()
    if verb and (show := SHOW.match(text, start, limit)):
        return Span(*show.span(1))
    phrase = find_phrase(text, start, limit)
    if phrase is None or not may_hear(text[phrase.start : phrase.end]):
        return None
    if verb is None and not can_hear(passage, phrase, chains):
        return None
    if verb and OPEN.match(verb.group()) and is_owned(passage, phrase, chains):
        return None
    if any(span.overlaps(phrase) for span in passage.attribution.source):
        return None
    # "told CNN’s |“New Day”"
    if show := SHOW_AFTER.match(text, phrase.end, limit):
        return Span(phrase.start, show.end())
    # "a letter to Comey and to the U.S. Attorney"
    both = AND_TO.match(text, phrase.end, limit)
    other = find_phrase(text, both.end(), limit) if both else None
    return Span(phrase.start, other.end) if other else phrase


def _find_beside(passage: Passage, chains: Sequence[Chain]) -> Span | None:
    """Return whom the verb before a participle speaks to: "urged |the mayor to resign, {cue saying}"."""
    text, cue, source = passage.document.text, passage.attribution.cue, passage.attribution.source
    if match := SORRY.search(text, passage.start, passage.end):
        phrase = find_phrase(text, match.end(), passage.sentence.end)
        if phrase and can_hear(passage, phrase, chains):
            return phrase
    if not cue or not source or not PARTICIPLE.match(passage.cue) or source[-1].end >= cue[0].start:
        return None
    for match in iter_telling(text, Span(source[-1].end, cue[0].start)):
        phrase = find_phrase(text, skip_space(text, match.end()), cue[0].start)
        apart = CLAUSE.search(text, source[-1].end, match.start()) or any(
            span.contains(Span(*match.span())) for span in passage.said
        )
        if phrase and not apart and can_hear(passage, phrase, chains):
            return phrase
    return None
