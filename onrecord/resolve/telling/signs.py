"""What in an attribution speaks for one act or another: its cue, the form of its content, its words.

In:   a Passage.
Out:  its signs by name ("cue say", "will do so himself", "word disgrace"), each with the words it rests on.
Not here: what the signs weigh (data/acts.json), and which act they come to (acts.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.resolve.telling.cues import Cue, decide_cue, find_cues, find_negator
from onrecord.resolve.telling.passages import Passage
from onrecord.resolve.wordlists import read_sections
from onrecord.types import Act

WORD = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?(?:-[A-Za-z]+)*|\d+|[?!$%]")
QUOTED = re.compile(r"[“\"]|''|‘‘")
OPENING = re.compile(r"^[\s“”\"'‘’….\[\]—–-]+")

# In indirect speech the speaker is "he" ("he would not resign"), in direct speech "I" and "we".
SELF = {True: r"(?:i|we)", False: r"(?:he|she|they|it|i|we)"}
WILL = r"(?:will|would|won[’']t|wouldn[’']t|shall|[’']ll|can(?:no|[’'])t|could|is going to|are going to|am going to|" \
       r"was going to|were going to|[’']re going to|[’']s going to|[’']m going to|plan(?:s|ned)? to|intend(?:s|ed)? to)"
# Each pattern is tried on the content in lower case; {self} is the speaker's own pronoun, {will} the future.
PATTERNS = {
    "will do so himself": r"\b{self} ?(?:\w+ly )?{will}\b",
    "will not do so himself": r"\b{self} (?:will|would|could|can|do|does|did)(?:n[’']t| not| never)\b",
    "opens with his own future": r"^(?:that )?{self} ?(?:\w+ly )?{will}\b",
    "opens with his own refusal": r"^(?:that )?{self} (?:will|would|could|can)(?:n[’']t| not| never)\b",
    "another's future": r"\b(?!(?:i|we|he|she|they)\b)\w+ (?:will|would|won[’']t|wouldn[’']t|may|might|could)\b",
    "may or might": r"\b(?:may|might|could|likely|unlikely|probably|possibly|perhaps|inevitabl[ey]|eventually)\b",
    "will": r"\b(?:will|won[’']t|going to|gonna|[’']ll)\b",
    "if": r"\b(?:if|unless|until)\b",
    "must": r"\b(?:must|should|ought|shouldn[’']t|mustn[’']t|needs? to|needed to|has to|have to|had to|"
            r"got to|gotta|had better|let[’']s|let us|time to|time for|"
            r"call(?:ing|ed|s)? (?:on|for)|urg(?:e|ing|ed|es))\b",
    "he himself must": r"\b(?:i|we) (?:must|should|ought|need to|have to|[’']ve got to)\b",
    "opens with an infinitive": r"^(?:not )?to [a-z]+",
    "opens with someone who is to": r"^(?:[\w.’'-]+ ){1,4}to (?!the\b|a\b)[a-z]+",
    "opens with an order": r"^(?:please )?(?:don[’']t|do not|never|let|stop|get|give|take|vote|go|come|look|make|keep|"
                           r"put|bring|send|remember|think|ask|tell|release|show|watch|wait|leave|quit|join|stand|be)\b",
    "ends with a question": r"\?[\s”\"’']*$",
    "holds a question": r"\?",
    "opens with a question word": r"^(?:whether|if|why|how|what|who|when|where|which)\b",
    "opens with an -ing form": r"^\w+ing\b",
    "denies of himself": (
        r"\b{self} (?:\w+ )?(?:did|do|does|have|has|had|was|is|were|am|are|[’']m|[’']ve|[’']d)(?:n[’']t|"
        r" not| never)\b"
    ),
    "opens with his own denial": (
        r"^(?:that )?{self} (?:never|(?:did|do|does|have|has|had|was|were|am|is|are|[’']m|[’']ve|[’']d)"
        r"(?:n[’']t| not| never))\b"
    ),
    "opens with what he thinks": (
        r"^(?:that )?{self} (?:\w+ly |also |does |do )?(?:think|thinks|believes?|feels?|felt)\b"
    ),
    "opens with what he hopes": (
        r"^(?:that )?{self} (?:\w+ly |also |does |do )?"
        r"(?:hope[sd]?|want(?:s|ed)?|wish(?:es|ed)?|fear(?:s|ed)?|[’']d like|would like|worr(?:y|ies|ied))\b"
    ),
    "opens with what he expects": (
        r"^(?:that )?{self} (?:\w+ly |also )?(?:expect|predict|anticipate|forecast)(?:s|ed)?\b"
    ),
    "opens with another's future": (
        r"^(?:that )?(?!(?:i|we|he|she|they)\b)(?:[\w’'-]+ ){1,5}(?:will|won[’']t|would|is going to|are going to)\b"
    ),
    "never": r"\bnever\b",
    "opens with a no": (
        r"^(?:that )?(?:no\b|not\b|nothing\b|none\b|nobody\b|there (?:is|was|are|were|has been) (?:no|"
        r"nothing|never)\b)"
    ),
    "not so": r"\b(?:not true|untrue|false|falsely|baseless|unfounded|no truth|no evidence|nothing to do with|no basis|"
              r"not the case|wrongly|inaccurate|incorrect|bogus|made up|fabricat\w+)\b",
    "not": r"(?:\bnot\b|n[’']t\b)",
    "opens with a yes": (
        r"^(?:yes|yeah|right|that[’']s right|of course|absolutely|i agree|you[’']re right|sure|true)\b"
    ),
    "owns up": (
        r"\b(?:mistake|regret\w*|apologi\w+|sorry|i was wrong|my fault|responsib\w+|admit\w*|"
        r"acknowledg\w+|agree[ds]?)\b"
    ),
    "thinks": r"\b{self} (?:\w+ly |also |do |just )?(?:think|thinks|thought|believe[sd]?|feels?|felt|guess)\b",
    "hopes or wants": (
        r"\b{self} (?:\w+ly |also |do |just )?(?:hope[sd]?|want(?:s|ed)?|wish(?:es|ed)?|would like|"
        r"[’']d like|fear(?:s|ed)?|worr(?:y|ies|ied))\b"
    ),
    "knows": (
        r"\b{self} (?:\w+ly |also |just )?(?:know|knows|knew|understands?|understood|realiz\w+|learned|"
        r"doubt(?:s|ed)?)\b"
    ),
    "expects": r"\b(?:expect(?:s|ed)?|predict(?:s|ed)?|anticipat\w+|forecast|confident|bet)\b",
    "supports": (
        r"\b(?:support(?:s|ed)?|oppos(?:es|ed|e)|endors(?:es|ed|e)|favor(?:s|ed)?|in favor|against|"
        r"vot(?:e|es|ed|ing) for|back(?:s|ed))\b"
    ),
    "likens": r"\b(?:like a|as a|sort of|kind of|a lot like)\b",
    "is or was a": (
        r"\b(?:is|was|are|were|[’']s|[’']re) (?:not )?(?:a|an|the|very|so|too|more|the most|just|really|"
        r"absolutely)\b"
    ),
    "superlative": r"\b(?:most|\w{2,}est|more than any|ever)\b",
    "percentage or sum": r"\d(?:\.\d+)?%|percent|\$\d|million|billion|\bpoints\b|\bpolls?\b",
    "number": r"\d",
    "exclaims": r"!",
    "speaks of himself": r"\b(?:i|my|me|we|our|us)\b",
    "speaks to someone": r"\b(?:you|your|yourself)\b",
    "had": r"\b(?:had|was|were|has been|have been)\b",
    "opens with that": r"^that\b",
    "speaks of another": r"\b(?:he|she|they|him|his|her|them|their)\b",
    "judging ending": r"\b\w{3,}(?:ous|ful|less|ible|able|ish|esque|istic)\b",
    "judging adverb": r"\b\w{4,}ly\b",
    "not able": r"\b(?:can[’']t|cannot|could not|couldn[’']t|unable)\b",
    "because": r"\b(?:because|since|so that|in order to)\b",
    "but": r"\b(?:but|although|though|while|despite|yet|instead)\b",
    "would": r"\b(?:would|wouldn[’']t|[’']d)\b",
    "reports a doing": r"^(?:that )?(?:the |a |an )?[\w’' -]{2,40}? (?:had|has|have|was|were) \w+(?:ed|en)\b",
    "opens with an article": r"^(?:a|an|the|his|her|their|its|this|these)\b",
}
SOURCES = {
    "the source is a poll or a paper": r"\b(?:polls?|survey|study|report|data|figures|statistics|results?|findings?|"
                                       r"average|census|records?|documents?|e-?mails?|filings?|analysis|letter|release)\b",
    "the source is “I”": r"^(?:i|we|my|our)\b",
    "the source is a pronoun": r"^(?:he|she|they|it|who|which|that)$",
    "the source is official": (
        r"\b(?:officials?|police|spokes\w+|department|agency|court|judge|committee|administration)\b"
    ),
    "the source is on a side": (
        r"\b(?:critics?|supporters?|opponents?|activists?|democrats?|republicans?|voters?|allies|"
        r"advocates)\b"
    ),
    "the source reports": (
        r"\b(?:times|post|news|journal|cnn|reuters|press|politico|magazine|tribune|herald|bloomberg)\b"
    ),
}


def find_signs(passage: Passage) -> dict[str, tuple[int, int] | None]:
    """Return the signs of a passage by name; the pair is where in the words of the content it was seen.

    Cue and content are told apart by whether the cue already says the act: "said he would go" needs its content
    read, "promised he would go" does not, so a content's signs weigh differently after each ("after a plain cue ...").
    """
    cues = find_cues(passage.cue)
    told = decide_cue(cues)
    signs: dict[str, tuple[int, int] | None] = dict.fromkeys(_cue_signs(passage, cues, told))
    for name, pattern in _compiled(SOURCES).items():
        if pattern.search(passage.source.lower()):
            signs[name] = None
    after = "" if told is None or told.act is Act.STATE else f"after {told.act}: "
    for name, span in _content_signs(passage):
        signs[after + name] = span
    return signs


def _cue_signs(passage: Passage, cues: list[Cue], told: Cue | None) -> Iterator[str]:
    yield f"act {told.act}" if told else "no listed cue"
    for cue in cues:
        yield f"cue {cue.base}"
    words = WORD.findall(passage.cue.lower())
    if words:
        yield f"cue ends with {words[-1]}" if len(words) > 1 else "cue of one word"
    for word in words:
        yield f"cue word {word}"
    if not passage.source:
        yield "no source"
        if told:
            yield f"no source, act {told.act}"
    if find_negator(passage.cue):
        yield "negated"
    yield f"quotation {passage.quotation}"


def _content_signs(passage: Passage) -> Iterator[tuple[str, tuple[int, int] | None]]:
    text = OPENING.sub("", passage.content.lower())
    shift = len(passage.content) - len(text)
    direct = bool(QUOTED.search(passage.content))
    for name, pattern in _compiled(PATTERNS, direct).items():
        if match := pattern.search(text):
            if direct and "{self}" in PATTERNS[name]:
                yield f"{name}, in his own words", None
            yield name, (match.start() + shift, match.end() + shift)
    matches = list(WORD.finditer(passage.content))
    # Whom it is about must not sway the act: names are all one word.
    words = [
        "NAME" if number and match.group()[0].isupper() and match.group() != "I" else match.group().lower()
        for number, match in enumerate(matches)
    ]
    yield f"content of {'few' if len(words) < 5 else 'some' if len(words) < 16 else 'many'} words", None
    counts = {"praise": 0, "blame": 0, "degree": 0}
    for match, word in zip(matches, words, strict=True):
        for side in opinion_of(word):
            counts[side] += 1
            yield side, match.span()
    for side, count in counts.items():
        if count > 1:
            yield f"{side}, {'twice' if count == 2 else 'often'}", None
    if not (counts["praise"] or counts["blame"]):
        yield "no opinion word", None
    if direct:
        yield "direct", None
    names = words.count("NAME")
    yield f"names {'nobody' if names < 1 else 'one' if names == 1 else 'many'}", None
    words = [word.replace("’", "'") for word in words]
    for first, second in zip(words, words[1:], strict=False):
        yield f"words {first} {second}", None
    for word in dict.fromkeys(words):
        yield f"word {word}", None


@cache
def opinion_of(word: str) -> tuple[str, ...]:
    """Return on which lists of opinion words `word` stands: "disgraceful" -> ("blame",), "Tuesday" -> ()."""
    exact, stems = _opinions()
    word = word.lower()
    found = exact.get(word, ())
    return found or next((stems[word[:n]] for n in range(len(word), 2, -1) if word[:n] in stems), ())


@cache
def _opinions() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    exact: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    for side, lines in read_sections("opinions.txt").items():
        for word in " ".join(lines).lower().split():
            table, key = (stems, word[:-1]) if word.endswith("*") else (exact, word)
            if side not in table.get(key, ()):
                table[key] = (*table.get(key, ()), side)
    return exact, stems


@cache
def _compile(pattern: str, direct: bool) -> re.Pattern[str]:
    return re.compile(pattern.replace("{self}", SELF[direct]).replace("{will}", WILL))


def _compiled(patterns: dict[str, str], direct: bool = False) -> dict[str, re.Pattern[str]]:
    return {name: _compile(pattern, direct) for name, pattern in patterns.items()}
