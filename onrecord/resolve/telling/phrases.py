"""Where a noun phrase ends that starts at a given place, told by the small words that cannot belong to it.

In:   text and a place in it.
Out:  the Span of the noun phrase, or None where none begins.
Not here: who or what the phrase stands for (cast/mentions.py); which phrases are addressees or channels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onrecord.resolve.wordlists import word_set
from onrecord.types import Span

# A word, with inner marks ("Q&A", "R-CA", "CNN’s", "U.S.", "Rep.", "2,267"); or one other character.
PIECE = re.compile(r"(?:[A-Z]\.)+(?:[A-Z]\b)?|\d+(?:,\d{3})+|[#@]?\w[\w&]*(?:[’'.-]\w+)*(?:(?<=s)[’'](?=\s))?|\S")
TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Rep|Sen|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Hon|Prof|Jr|Sr|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)$"
)
OPENERS = word_set(
    "a an the this that these those his her their its our my your some several many most all both each every any "
    "no another other one two three four five six seven eight nine ten dozens hundreds thousands millions"
)
DETERMINERS = word_set(
    "a an the his her their its my our your this that these those another several multiple one each every"
)
SHOW = re.compile(
    r"\s*(?:program |show |broadcast )?"
    r"(?:“[^”\n]{2,40}”|\"[^\"\n]{2,40}\"|‘[^’\n]{2,40}’|''[^'\n]{2,40}''|'[^'\n]{2,40}')"
)
PRONOUNS = word_set("him her them me us you himself herself themselves myself itself it everyone everybody")
# Words that end a noun phrase: prepositions but "of", conjunctions but "and", auxiliaries, question words, times.
CLOSERS = word_set(
    "in on at during about for after before while when if whether to from by with without into onto over under "
    "against between through via toward towards amid among around because since until till as than that which who "
    "whom whose what why how where he she they it we i there was were is are be been had has have did does do "
    "will would could should can may might must not but or nor so then yet though although despite following "
    "regarding concerning including saying said says adding arguing noting explaining calling asking asked told "
    "earlier later ago recently shortly soon early late now again also only just instead once never always "
    "yesterday today tonight tomorrow aboard outside inside near"
)
TIMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb aug sept oct nov dec"
)
LASTING = word_set("last next this")
PERIODS = word_set("week weekend month year morning afternoon evening night fall spring summer winter time")
# Where these follow a noun, they are no part of its phrase: "a news conference |nearby"; "a nearby church" goes on.
PLACED = word_set("nearby here there afterward afterwards online backstage onstage")
# These describe after a determiner: "an earlier article", "the only debate".
DESCRIBING = word_set("earlier later early late only")
ARTICLES = word_set("the a an")
# "a policy paper |welcoming the plan", "reporters |gathered outside": a participle after a noun starts a clause;
# after a determiner or an adverb it describes ("a televised interview"), and these are nouns themselves.
PARTICIPLE = re.compile(r"(?:[a-z]+(?:ed|ing)|put|made|held|sent|given|written|shown)$")
NOUNS_IN_ING = word_set(
    "meeting hearing briefing filing posting recording gathering sitting questioning grilling ruling building "
    "evening morning king spring thing something anything nothing everything feed seed wing ring wedding listing "
    "offering training warning housing banking screening planning"
)
YEAR = re.compile(r"(?:1[89]|20)\d\d$")
LONGEST = 14


def find_phrase(text: str, start: int, limit: int) -> Span | None:
    """Return the noun phrase that starts at `start` and ends before `limit`, or None.

    "told |pool reporters aboard the ..."     -> pool reporters
    "to |Comey and to the U.S. Attorney"      -> Comey
    "in |a statement Tuesday"                 -> a statement
    "urged |Republicans to vote"              -> Republicans
    "told |them he would"                     -> them
    "said |that he would"                     -> None
    """
    pieces = [piece for piece in PIECE.finditer(text, start, limit)][: LONGEST + 1]
    end, before = start, ""
    for number, piece in enumerate(pieces):
        word = piece.group()
        low = word.lower()
        if number == 0 and low in PRONOUNS and not _goes_on(pieces):
            return Span(piece.start(), piece.end())
        if not word[-1].isalnum() and len(word) == 1:
            # "Rep. Devin Nunes": the period of a title does not end the phrase.
            if word == "." and TITLE.search(before):
                continue
            break
        if _closes(pieces, number, before):
            break
        end, before = piece.end(), word
    text = text[start:end]
    for small in (" and", " of", " the", " a", " an"):
        text = text.removesuffix(small)
    bare = text.lower() in OPENERS - {"some", "many", "several", "all", "both", "most"} or not text.strip()
    return None if bare else Span(start, start + len(text.rstrip()))


def skip_space(text: str, place: int) -> int:
    """Return the first place from `place` on that is no white space."""
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _closes(pieces: list[re.Match[str]], number: int, before: str) -> bool:
    word = pieces[number].group()
    low = word.lower()
    following = pieces[number + 1].group().lower() if number + 1 < len(pieces) else ""
    if number == 0:
        if low in ("of", "and") or YEAR.match(word):
            return True
        return word[0].islower() and (low in CLOSERS - OPENERS or (low.endswith("ing") and low not in NOUNS_IN_ING))
    if low in TIMES and word[0].isupper():
        # "in a May interview": a month may describe; "in a statement Tuesday": a day that follows does not.
        return before.lower() not in OPENERS or not following.isalnum()
    if word in LASTING and following in PERIODS | TIMES:
        return True
    if low == "than" and following[:1].isdigit():
        # "more than 3,000 people"
        return False
    if low == "and":
        # "Comey and to the attorney" ends; "Comey and the attorney", "friends and allies" go on.
        return not following or following in CLOSERS - OPENERS
    if word[0].islower():
        opened = before.lower() in OPENERS
        if opened and low in DESCRIBING:
            return False
        # "a statement by the campaign |the report merits an answer"; "Meet the Press" is one name.
        if low in PLACED or (low in ARTICLES and before[0].islower() and before not in ("of", "and")):
            return not opened
        described = opened or before.endswith(("ly", "’s", "'s")) or before[0].isdigit()
        return low in CLOSERS or bool(PARTICIPLE.match(low) and low not in NOUNS_IN_ING and not described)
    return False


def _goes_on(pieces: list[re.Match[str]]) -> bool:
    """True when a pronoun is a possessive: "her aides"."""
    if pieces[0].group().lower() != "her" or len(pieces) < 2:
        return False
    following = pieces[1].group()
    return following[0].isalpha() and following.lower() not in CLOSERS and following.lower() not in OPENERS


def extend_phrase(
    text: str,
    phrase: Span,
    kind: str | None,
    limit: int,
    links: Mapping[str, re.Pattern[str]],
    read_kind: Callable[[str], str | None],
) -> Span:
    """Return a phrase with what belongs to it: with whom an interview was, where a rally was held.

    `links` says what joins more to a phrase of each kind. "remarks after a meeting with the director": each part may
    bring another.
    """
    if show := SHOW.match(text, phrase.end, limit):
        return Span(phrase.start, show.end())
    link = links[kind].match(text, phrase.end, limit) if kind and kind in links else None
    more = find_phrase(text, skip_space(text, link.end()), limit) if link else None
    if more is None:
        return phrase
    first = text[more.start : more.end].split()[0]
    if first.lower() in TIMES or not (first[0].isupper() or first.lower() in DETERMINERS):
        return phrase
    inner = read_kind(text[more.start : more.end])
    return Span(phrase.start, extend_phrase(text, more, inner, limit, links, read_kind).end)
