"""What an article says someone is, with the words it rests on: office, party, state, age, description.

In:   Words, and a named mention of a person.
Out:  Roles. "Rep. Devin Nunes, R-CA, chairman of the House Intelligence Committee," gives office representative, party
      Republican, state California, office chairman of the House Intelligence Committee.
Not here: who bears the name (chains.py); when an office was held: a role stands as of the article's date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.lexicon import Lexicon
from onrecord.resolve.cast.names import PersonName, gender_of
from onrecord.resolve.cast.words import POSSESSIVE, POSSESSIVE_MARKS, Words
from onrecord.resolve.wordlists import word_set
from onrecord.types import Document, Kind, Role, Span

PARTIES = {"R": "Republican", "D": "Democrat", "I": "independent", "L": "Libertarian", "G": "Green"}
PARTY_WORDS = {
    "republican": "Republican",
    "democrat": "Democrat",
    "democratic": "Democrat",
    "gop": "Republican",
    "libertarian": "Libertarian",
}
LABEL = re.compile(r"\s*,?\s*[(\[]?\s*([RDILG])\s?[-–.—]\s?([A-Z][A-Za-z.]*(?: [A-Z][a-z]+\.?)?)\s*[)\],]?")
OF_PLACE = re.compile(r"\s+of\s+((?:[A-Z][\w.]+)(?:\s[A-Z][\w.]+)?)")
AGE = re.compile(r",\s(\d{1,2})(?=[,.;)])|\s\((\d{2})\)")
AGE_BEFORE = re.compile(r"(\d{1,2})-year-old\s(?:[\w-]+\s){0,3}$")
APPOSITIVE = re.compile(
    r"\s*,\s+((?:[^,.;:()“”\"]|\.(?=\w|\s[A-Z][a-z]*\.)|(?<=\.[A-Z])\.)+?)"
    r"(?=\s*(?:,|(?<!\.[A-Z])\.(?:\s|$)|;|:|\(|\bwho\b|\bwhose\b|[“”\"]|$))"
)
CAPACITY = re.compile(
    r"\s+(?:official\s+|personal\s+)?(?:capacity|role)\s+as\s+((?:an?\s+|the\s+)?[^,.;:“”\"]+?)"
    r"(?=[,.;:“”\"]|\s(?:and|but|rather|when|who|to|in|at)\b)"
)
FORMER = re.compile(
    r"^(?:(?:a|an|the|his|her|their)\s+)?(?:former|ex|then|one-time|onetime|late)\b[- ]?", re.IGNORECASE
)
ARTICLE = re.compile(r"^(?:a|an|the|its|his|her|their|our)\s+", re.IGNORECASE)
RELATIONS = word_set(
    "wife husband son daughter father mother brother sister niece nephew cousin uncle aunt grandson widow widower "
    "girlfriend boyfriend fiance fiancee spouse parent grandfather grandmother friend partner ex-wife ex-husband "
    "son-in-law daughter-in-law"
)
# What one of several relatives is, a man or a woman: "his parents, Bo and Mary Ng".
KIN = {
    "parents": ("father", "mother"),
    "grandparents": ("grandfather", "grandmother"),
    "children": ("son", "daughter"),
    "kids": ("son", "daughter"),
    "siblings": ("brother", "sister"),
    "sons": ("son", "son"),
    "daughters": ("daughter", "daughter"),
    "brothers": ("brother", "brother"),
    "sisters": ("sister", "sister"),
}
# How many words before a name may hold its kin and those named with it.
KIN_REACH = 12
PREPOSITIONS = {"of", "for", "in", "at", "on", "to", "from", "with", "under", "who", "by", "that", "and"}
AFTER_PARTICIPLE = {"by", "in", "at", "of", "as", "with", "from", "near"}
SHORT_TITLES = {
    "sen.": "senator",
    "rep.": "representative",
    "gov.": "governor",
    "del.": "delegate",
    "lt.": "lieutenant",
    "gen.": "general",
    "prof.": "professor",
    "sens.": "senator",
    "reps.": "representative",
    "rev.": "reverend",
    "col.": "colonel",
    "capt.": "captain",
    "sgt.": "sergeant",
}
COURTESY = {"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "miss", "dr.", "dr", "sir", "dame", "lord", "lady"}


def find_roles(document: Document, words: Words, lexicon: Lexicon, found: Found) -> list[Role]:
    """Return what stands around one naming of a person, in order of the text.

    "former Gov. Ada Okafor (D-N.M.), 61, a member of the board, said"   ->
        office governor (former); party Democrat; state New Mexico; age 61; description member of the board
    """
    roles = [*find_before(document, words, lexicon, found), *find_after(document, words, lexicon, found)]
    roles += find_kin(words, lexicon, found)
    return sorted(roles, key=lambda role: role.words)


def find_before(document: Document, words: Words, lexicon: Lexicon, found: Found) -> Iterator[Role]:
    """Yield the roles before a name: its title, a noun in small letters, a party, an age."""
    first = found.begin
    start = first
    if found.title is None:
        while start > 0 and found.first - start < 5 and words.sentence[start - 1] == words.sentence[found.first]:
            before = words.lower[start - 1]
            if (
                before in PREPOSITIONS
                or not before[0].isalnum()
                or before in ("the", "a", "an", "as", "but", "when", "if")
            ):
                break
            start -= 1
        noun = lexicon.nouns.get(words.lower[found.first - 1]) if start < found.first else None
        if noun is None or noun.kind is not Kind.PERSON or words.text[found.first - 1][0].isupper():
            start = found.first
    if start < found.first:
        head = words.lower[found.first - 1]
        span = words.span(start, found.first)
        if not all(word in COURTESY for word in words.lower[start : found.first]):
            yield from make_role(document, span, "relation" if head in RELATIONS else "office", lexicon)
    for i in range(max(0, start - 1), found.first):
        if words.lower[i] in PARTY_WORDS and words.sentence[i] == words.sentence[found.first]:
            yield Role(words.span(i, i + 1), "party", PARTY_WORDS[words.lower[i]])
    name_start = words.start[start]
    age = AGE_BEFORE.search(document.text, max(0, name_start - 40), words.start[found.first])
    if age:
        yield Role(Span(age.start(1), age.end(1)), "age", age[1])


def find_kin(words: Words, lexicon: Lexicon, found: Found) -> Iterator[Role]:
    """Yield what one of several relatives is: the mother, for Mary of "his parents, Bo and Mary Ng"."""
    opening = words.first[words.sentence[found.first]]
    i, least = found.begin - 1, max(opening, found.begin - KIN_REACH)
    while i > least and (words.text[i][0].isupper() or words.lower[i] in (",", "and")):
        i -= 1
    behind = i + 1 + (words.lower[i + 1] == ",")
    if i <= opening or words.lower[i] not in KIN or not words.text[behind][0].isupper():
        return
    # "Paul" alone may be a family name, but not here.
    gender = found.gender or gender_of(PersonName((found.name[0].lower(),), ""), lexicon)
    before = range(i - 1, max(i - 4, opening - 1), -1)
    owner = next((k for k in before if words.lower[k] in (*POSSESSIVE, *POSSESSIVE_MARKS)), None)
    if owner is not None and gender:
        first = max(owner - (words.lower[owner] in POSSESSIVE_MARKS), opening)
        yield Role(words.span(first, i + 1), "relation", KIN[words.lower[i]][gender == "f"])


def find_after(document: Document, words: Words, lexicon: Lexicon, found: Found) -> Iterator[Role]:
    """Yield the roles after a name: party and state, "of Utah", an age, an appositive."""
    position = words.end[found.last - 1]
    limit = words.end[words.sentence_end(found.last - 1) - 1]
    place = OF_PLACE.match(document.text, position, limit)
    if place and (state := find_state(lexicon, place[1])):
        yield Role(Span(place.start(1), place.start(1) + len(state[1])), "state", state[0])
        position = place.start(1) + len(state[1])
    label = LABEL.match(document.text, position, limit)
    if label and (state := find_state(lexicon, label[2])):
        yield Role(Span(label.start(1), label.end(1)), "party", PARTIES[label[1]])
        yield Role(Span(label.start(2), label.start(2) + len(state[1])), "state", state[0])
        position = label.end() - (document.text[label.end() - 1] == ",")
    age = AGE.match(document.text, position, limit)
    if age:
        group = 1 if age[1] else 2
        yield Role(Span(age.start(group), age.end(group)), "age", age[group])
        position = age.end()
    appositive = APPOSITIVE.match(document.text, position, limit)
    if appositive and (noun := find_head(lexicon, appositive[1])):
        category = "relation" if noun in RELATIONS else "office" if noun in lexicon.titles else "description"
        yield from make_role(document, Span(appositive.start(1), appositive.end(1)), category, lexicon)


def find_capacity(document: Document, words: Words, lexicon: Lexicon, found: Found) -> list[Role]:
    """Return the office in which somebody acted, told by a possessive: "in his capacity as a senator" -> senator."""
    match = CAPACITY.match(document.text, words.end[found.last - 1])
    return list(make_role(document, Span(match.start(1), match.end(1)), "office", lexicon)) if match else []


def find_state(lexicon: Lexicon, words: str) -> tuple[str, str] | None:
    """Return the state that `words` begin with, and as written: "Utah said" -> ("Utah", "Utah")."""
    for text in (words, words.rstrip("."), words.split()[0], words.split()[0].rstrip(".")):
        key = text.lower()
        if key in lexicon.states or key + "." in lexicon.states:
            return lexicon.states.get(key) or lexicon.states[key + "."], text
    return None


def find_head(lexicon: Lexicon, phrase: str) -> str | None:
    """Return the head noun of an appositive if it is a person's: "the top Democrat on the panel" -> democrat.

    A verb after the noun makes it a clause of its own: "According to Lund, the president told him so" says nothing of
    Lund. A participle does not: "a lawyer based in Ohio" -> lawyer.
    """
    head = None
    words = re.findall(r"[\w'’-]+", phrase)[:10]
    for number, word in enumerate(words[:9]):
        lower = word.lower()
        if lower in PREPOSITIONS:
            break
        noun = lexicon.nouns.get(lower)
        if noun and noun.kind is Kind.PERSON:
            head = noun.singular
        elif lower in lexicon.titles and lexicon.titles[lower][1]:
            head = lower
        elif noun:
            head = None
        elif head and word.islower() and not word.endswith("ing"):
            return head if "".join(words[number + 1 : number + 2]) in AFTER_PARTICIPLE else None
    return head


def make_role(document: Document, span: Span, category: str, lexicon: Lexicon) -> Iterator[Role]:
    """Yield the role that the words of `span` give, "former" and articles taken off its value."""
    text = document.quote(span)
    former = bool(FORMER.match(text))
    value = ARTICLE.sub("", FORMER.sub("", ARTICLE.sub("", text)))
    value = " ".join(SHORT_TITLES.get(word.lower(), word) for word in value.split())
    value = " ".join(word for word in value.split() if word.lower() not in COURTESY)
    if value:
        yield Role(span, category, lower_titles(value, lexicon), former)


def lower_titles(value: str, lexicon: Lexicon) -> str:
    """Return the words of an office as in running text: "House of Representatives Speaker" -> the last one small."""
    words = value.split()
    small = (
        word.lower() in lexicon.titles and not word.isupper() and before != "of"
        for before, word in zip(["", *words], words, strict=False)
    )
    return " ".join(word.lower() if lower else word for word, lower in zip(words, small, strict=True))
