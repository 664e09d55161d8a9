"""Whether a time in a sentence goes with the verb of saying, or with something else.

In:   a passage and a time in its sentence.
Out:  how far the two stand apart, or None when the time belongs to the content, to a noun or to another clause.
Not here: which time is taken in the end (said.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from onrecord.resolve.telling.cues import find_cues
from onrecord.resolve.telling.occasions import is_occasion, is_past
from onrecord.resolve.telling.passages import Passage
from onrecord.resolve.times.tense import TENSES
from onrecord.types import Span, Timex

CLAUSE = re.compile(r"[,;:()“”]|—|―|--| - ")
# What these open is another clause; "shortly after" and "as" leave the day the same.
ASIDE = re.compile(
    r"\b(?:who|whom|whose|which|when|because|where|despite|(?<!shortly )(?<!just )(?:after|before))\b", re.IGNORECASE)
INNER = re.compile(rf"{ASIDE.pattern}|\b(?:that|what)\b", re.I)
DETERMINER = re.compile(r"(?:\b(?:a|an|the|its|his|her|their|our|this|that|each)|[’']s)\s+$", re.I)
# After a time these do not make it say which: "ran a feature Saturday that …".
FUNCTION = re.compile(
    r"that|to|in|on|at|after|as|and|with|by|for|of|when|but|or|from|about|during|over|who|which|while|before|because|if|"
    r"whether|morning|night|was|were|is|said|told|he|she|they|it", re.IGNORECASE)
# Before a cue these make it a noun: "his promise", "Okafor’s claim".
OWNED = re.compile(r"(?:[’']s?|\b(?:his|her|their|its|my|our|whose))$", re.IGNORECASE)
OWNER = re.compile(r"(?:\b(?:an?|the|his|her|their|its|my|our|that|some)|[’']s?)\s+(?:[a-z-]+\s+)?$", re.IGNORECASE)
# A month or a year is said of the verb only with one of these before it, else of a noun: "2015 winner".
COUNTED = re.compile(r"\b(?:this|last|that|previous|following|ago|earlier|later)\b", re.IGNORECASE)
LED = re.compile(r"\b(?:in|during|early|late|mid|by|back in|on)[\s-]+(?:the\s+)?$", re.I)
REACH = 160


def measure(passage: Passage, timex: Timex, contents: Sequence[Span], others: Sequence[Span]) -> float | None:
    """Return how far the time stands from the verb, in characters without content; None when it goes elsewhere.

    "On Friday, the mayor, who lost, said"   near, the aside is closed     "the mayor, who lost on Friday, said"   None
    "said on Friday that"                    near                          "Friday’s ruling, he said"              None
    `others` are the verbs of other speakers: "The paper reported in May that …, but she denied …" dates the first only.
    """
    text, span, attribution = passage.document.text, timex.span, passage.attribution
    cue = attribution.cue or attribution.source or attribution.content
    first, last = cue[0].start, cue[-1].end
    # Contents that also hold the verb are somebody else's, and no bar.
    walls = [piece for piece in contents if not piece.contains(cue[0])]
    inside = next((piece for piece in walls if piece.overlaps(span)), None)
    if inside is not None and not (
            inside in attribution.content and timex.type != "DURATION" and took_in(passage, inside, span)):
        return None
    if not is_adverbial(text, passage.sentence, timex):
        return None
    if timex.value == "PRESENT_REF" and re.search(r"ed\b|\bsaid\b", passage.cue):
        return None
    if any(piece.contains(span) for piece in attribution.cue):
        return 0.0
    # "a 2014 study found", but "said a strategist of the campaign in 2008"
    if len(timex.value) <= 7 and any(last <= piece.start < span.start - 20 < piece.end for piece in attribution.source):
        return None
    subject = any(piece.contains(span) for piece in attribution.source)  # "a 2014 study that … found"
    nearer = [other for other in others if passage.sentence.start <= other.start and other.end <= span.start]
    if any(last <= other.start or span.end <= first for other in nearer):
        return None
    # What "has" been said has no date: "has been critical but on Tuesday wrote".
    if timex.iso and re.match(r"(?:has|have)\b", passage.cue):
        return None
    if span.start >= last:
        between = blank(text, last, span.start, walls)
        if ASIDE.search(CLAUSE.split(between)[-1]) or ";" in between:
            return None
    else:
        between = blank(text, span.end, first, walls)
        before = blank(text, passage.sentence.start, span.start, walls)
        opening = re.match(r"\s*when\b", before, re.I)
        if not opening and ASIDE.search(CLAUSE.split(before)[-1]) and CLAUSE.search(between):
            return None
        # "in 1999, when he said": "when" hands the time on
        clause = re.sub(r"^\s*(?:when|where)\b|^.{0,80}\b(?:in|during|at) which\b", "", CLAUSE.split(between)[-1])
        if not subject and INNER.search(clause) or ";" in between:
            return None
    if has_verb(between) and (is_noun(passage) or span.start >= last and is_relative(passage)):
        return None
    if timex.iso and not subject and len(between) > 12 and is_present(passage):
        return None  # "Okafor says it is a sham and met on Friday"
    if len(between) > (2 if timex.value == "PRESENT_REF" else REACH):
        return None
    return float(len(between)) + (40 if inside is not None else 0)


def is_noun(passage: Passage) -> bool:
    """True for a cue that is no verb: "{his} {promise}", "the {anxiety about}"; False for "{the mayor} {said}"."""
    text, cue = passage.document.text, passage.attribution.cue
    if not cue:
        return False
    start = cue[0].start
    subject = next((span for span in passage.attribution.source if start - 1 <= span.end <= start), None)
    if subject:
        return bool(OWNED.search(text, subject.start, subject.end))
    return bool(OWNER.search(text, max(0, start - 30), start))


def is_relative(passage: Passage) -> bool:
    """True for "{who} {had backed} him": a verb that comes after it is that of the main clause."""
    return passage.source.lower() in {"who", "which", "that"}


def is_present(passage: Passage) -> bool:
    """True for "says", "call", "is calling for"; False for "said", "to say", "saying", "has said", "criticism of"."""
    words = passage.cue.lower().split()
    if not words or is_past(passage) or is_noun(passage) or words[0] in {"to", "has", "have", "had", "according"}:
        return False
    return words[0] in {"is", "are"} or not words[0].endswith("ing") and bool(find_cues(words[0]))


def has_verb(words: str) -> bool:
    """True when the words hold a verb in the past: "offered an embrace"."""
    return any(word.endswith("ed") or TENSES.get(word) is False for word in re.findall(r"[a-z]+", words.lower()))


def blank(text: str, start: int, end: int, contents: Sequence[Span]) -> str:
    """Return the words from `start` to `end` without those of any content."""
    kept = []
    for piece in contents:
        if piece.end > start and piece.start < end:
            kept.append(text[start : max(start, piece.start)])
            start = max(start, min(piece.end, end))
    return "".join(kept) + text[start:end]


def cut_content(span: Span, contents: Sequence[Span]) -> Span | None:
    """Return `span` up to where a content begins, or None when nothing is left."""
    end = min([span.end, *(piece.start for piece in contents if piece.end > span.start)])
    return Span(span.start, end) if end > span.start + 3 else None


def took_in(passage: Passage, piece: Span, span: Span) -> bool:
    """True for a time that the content only took in: "said {Thursday that …}", "grilled {the man on Tuesday}"."""
    text, cue = passage.document.text, passage.attribution.cue
    head, tail = text[piece.start : span.start], text[span.end : piece.end]
    if not head.strip(" ,").removesuffix("on").removesuffix("in").strip() and not tail.strip(" ,."):
        return True
    if not cue or piece.start < cue[-1].start or not is_past(passage):
        return False
    if head.strip(" ,").lower() in {"", "on", "in"}:
        return bool(re.match(r"[\s,]*(?:that\b|[“\"])", tail))
    if re.search(r"[“\"]|''|,", head) or re.match(r"\s+that\b", tail) or INNER.search(head):
        return False
    words = re.findall(r"[a-z’']+", head.lower())
    verbs = [word for word in words if word in TENSES or word in {"is", "are", "to", "can", "he", "she", "they", "it"}
             or word.endswith("ed") or word.endswith("ing") and not is_occasion(head)]
    return not verbs


def is_adverbial(text: str, sentence: Span, timex: Timex) -> bool:
    """True when the time tells when, not which: "on Friday", "a May interview"; not "the 2016 race"."""
    span = timex.span
    before, after = text[max(sentence.start, span.start - 40) : span.start], text[span.end : sentence.end][:60]
    if re.search(r"\b(?:since|until|from|by|between|than)\s+$", before, re.I):
        return False
    if re.search(r"\bof\s+$", before, re.I) and not re.fullmatch(r"\w+day", text[span.start : span.end]):
        return False
    words = text[span.start : span.end]
    owned = re.match(r"[’']s?\s", after)
    following = re.match(r"\s+([\w-]+)", after)
    nouns = re.findall(r"[\w-]+", after)[1 if owned and "s" in owned.group() else 0 :][:3]
    noun = " ".join(takewhile(lambda word: not FUNCTION.fullmatch(word), nouns))
    if owned:
        return is_occasion(noun) and not re.search(r"\b(?!in|at|during|on)\w+\s+$", before, re.IGNORECASE)
    if re.match(r"(?:the |a )?(?:recent|current)$", words, re.I):
        return is_occasion(noun)
    loose = bool(re.fullmatch(r"\d{4}(?:-\d\d)?", timex.value)) or words == "9/11"
    named = loose and not COUNTED.search(words) and not LED.search(before)
    if DETERMINER.search(before) or re.match(r"the\s+\d", words, re.I) or named:
        if following and not FUNCTION.fullmatch(following[1]):
            return is_occasion(noun)
        return not named
    return True


def read_tense(passage: Passage) -> str:
    """Return the tense of a cue: "said" -> past, "has said" -> perfect, "says" -> present, "to say" -> infinitive."""
    words = re.findall(r"[a-z’']+", passage.cue.lower())
    if not words:
        return "no cue"
    if is_noun(passage):
        return "noun"
    if words[0] in {"has", "have", "had"}:
        return "pluperfect" if words[0] == "had" else "perfect"
    if words[0] in {"will", "would", "may", "can", "could", "might", "should", "is", "are", "was", "were"}:
        return words[0] if words[0] in {"was", "were"} else "modal"
    if words[0] == "to" or words[0].endswith("ing") or words[0] == "according":
        return words[0] if words[0] in {"to", "according"} else "ing"
    return "past" if is_past(passage) else "present"
