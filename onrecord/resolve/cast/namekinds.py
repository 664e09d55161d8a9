"""The learned second opinion on what a name is the name of, over all its occurrences in the article.

In:   the named mentions with the kind that the tables give (kinds.py).
Out:  the same mentions, those of doubtful kind decided by their words and neighbours.
Not here: the learning (training/namekinds.py).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.kinds import (
    BEFORE_OF,
    DOC_HEADS,
    NOT_PERSON,
    ORG_HEADS,
    has_preposition,
    is_coined,
    is_firm,
    is_society,
    is_vessel,
)
from onrecord.resolve.cast.lexicon import Lexicon, read_class
from onrecord.resolve.cast.names import gender_of, parse_name
from onrecord.resolve.cast.words import POSSESSIVE, POSSESSIVE_MARKS, Words, is_participle
from onrecord.resolve.wordlists import read_learned
from onrecord.types import Kind, MentionForm

CLASSES = ("person", "organization", "place", "other")
# How much surer than the tables' answer another must be; set so that held-back GUM comes out best.
MARGIN = 0.3
APPOSITION_ENDS = read_class("phrase_stop") | {"who", "which", "that", "and", "at", "with", "from", "on"}
FULL_NAME_MARGIN = 2.5
# From here on the occurrences of a name outweigh what one apposition seems to say.
APPOSITION_MARGIN = 6.0
MAX_APPOSITION = 12
# How often a name of no known kind must speak to be taken for a person's, and how much more must tell of a person.
OFTEN = 3
SPEAKING_MARGIN = 4.0
# Titles that firms and bodies bear as well.
LIKE_FIRMS = ("owner", "partner", "partners", "leader", "founder", "producer", "donor", "sponsor", "supporter", "host")
FUNCTION = read_class("function")
RELATIVES = read_class("relative")
# What a body is called after its name, and how many sentences after.
BODY_NOUNS = (read_class("business_noun") | read_class("media_noun") | read_class("body_noun") | {"party"}) - {"team"}
BODY_REACH = 2
AGE = re.compile(r"[1-9]\d[,.]")  # a number keeps the comma behind it


@cache
def read_weights() -> dict[str, tuple[float, ...]]:
    """Return feature -> one weight a class."""
    return {feature: tuple(weights) for feature, weights in read_learned("name_kinds.json").items()}


def is_settled(lexicon: Lexicon, name: tuple[str, ...], titled: bool) -> bool:
    """True where a title or a table leaves no doubt."""
    whole = " ".join(name).lower()
    lower = whole.split()
    body = is_society(lower) or is_vessel(lower) or is_firm(lower) or has_preposition(lower)
    if body or is_coined(lexicon, name[-1]):
        return True
    return titled or whole in lexicon.organizations or whole in lexicon.places or whole in lexicon.terms


def describe_name(words: Words, lexicon: Lexicon, found: Found, kind: Kind | None) -> list[str]:
    """Return the features of one occurrence of a name: its words, what tables know of them, its neighbours."""
    lower = [word.lower() for word in found.name]
    first, last = found.first, found.last
    before = words.lower[first - 1] if first > 0 and words.sentence[first - 1] == words.sentence[first] else "<"
    after = words.lower[last] if last < len(words) and words.sentence[last] == words.sentence[first] else ">"
    beyond = words.lower[last + 1] if last + 1 < len(words) and after != ">" else ">"
    noun = lexicon.nouns.get(before)
    features = [
        "bias",
        f"rule={kind.value if kind else None}",
        f"count={min(len(lower), 4)}",
        f"before={before}",
        f"after={after}",
        f"last={lower[-1]}",
        f"end={lower[-1][-3:]}",
        f"first={lower[0]}" if len(lower) > 1 else "alone",
    ]
    if after in ("'s", "'", "’", ","):
        features.append(f"after={after}+{beyond}")
    if noun:
        features.append(f"noun before={noun.kind.value}")
    flags = {
        "given first": lower[0] in lexicon.given,
        "surname last": lower[-1] in lexicon.surnames,
        "common word": any(word in lexicon.common for word in lower),
        "organization head": lower[-1] in ORG_HEADS,
        "document head": lower[-1] in DOC_HEADS,
        "place head": lower[-1] in NOT_PERSON,
        "of": "of" in lower and bool(BEFORE_OF & set(lower)),
        "demonym": bool(lexicon.demonyms.keys() & set(lower)),
        "place word": any(word in lexicon.places for word in lower),
        "capitals": found.name[-1].isupper() and len(found.name[-1]) > 1,
    }
    return features + [name for name, true in flags.items() if true]


def settle_kinds(words: Words, lexicon: Lexicon, names: list[Found]) -> list[Found]:
    """Return the names with the kinds that all occurrences together speak for."""
    weights = read_weights()
    totals: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0.0] * len(CLASSES))
    for found in names:
        if found.kind is not Kind.GROUP and not is_settled(lexicon, found.name, found.title is not None):
            scores = [0.0] * len(CLASSES)
            for feature in describe_name(words, lexicon, found, found.kind):
                for k, weight in enumerate(weights.get(feature, ())):
                    scores[k] += weight
            top = max(scores)
            share = math.log(sum(math.exp(score - top) for score in scores)) + top
            for k, score in enumerate(scores):
                totals[found.name][k] += score - share
    told = find_told_kinds(words, lexicon, names, totals)
    decided = [decide(lexicon, found, totals.get(found.name)) for found in names]
    return [
        as_kind(lexicon, found, told[found.name])
        if found.name in told and not is_settled(lexicon, found.name, found.title is not None)
        else found
        for found in decided
    ]


def settle_speaking(
    words: Words, lexicon: Lexicon, names: list[Found], speaking: Iterable[tuple[str, ...]]
) -> list[Found]:
    """Return the mentions; a name of unknown kind that speaks often is a person's, if more tells of one than of a firm.

    An excerpt that calls someone "Simes" throughout has him speak ten times; "Solvix said" once is a firm's.
    """
    often = {name for name, times in Counter(speaking).items() if times >= OFTEN}
    weights = read_weights()
    person, organization = CLASSES.index("person"), CLASSES.index("organization")
    leads: dict[tuple[str, ...], float] = defaultdict(float)
    for found in names:
        if found.form is MentionForm.NAMED and found.kind is None and found.name in often:
            features = (weights.get(name) for name in describe_name(words, lexicon, found, None))
            leads[found.name] += sum(each[person] - each[organization] for each in features if each)
    people = {name for name, lead in leads.items() if lead > SPEAKING_MARGIN and not is_settled(lexicon, name, False)}
    return [as_kind(lexicon, found, Kind.PERSON) if found.kind is None and found.name in people else found
            for found in names]


def settle_described(words: Words, lexicon: Lexicon, mentions: list[Found]) -> list[Found]:
    """Return the mentions; a doubtful person's name is a body's where "the company" soon after can mean no other.

    "Vasquin said it would close. The company had ..."   Vasquin: a name without title or known given name
    """
    body = next((found for found in mentions if found.kind is Kind.ORGANIZATION), None)
    if body is None or body.head not in BODY_NOUNS or words.lower[body.first : body.last] != ["the", body.head]:
        return mentions
    people = [found for found in mentions if found.form is MentionForm.NAMED and found.kind is Kind.PERSON]
    sure = {found.name[-1] for found in people if found.title or found.name[0].lower() in lexicon.given}
    here = words.sentence[body.first]
    near = [found.name for found in people if found.name[-1] not in sure and found.last <= body.first
            and here - words.sentence[found.first] <= BODY_REACH]
    firms = [found for found in people if found.name in near[-1:]]
    return [as_kind(lexicon, found, Kind.ORGANIZATION) if found in firms else found for found in mentions]


def find_told_kinds(
    words: Words, lexicon: Lexicon, names: list[Found], totals: dict[tuple[str, ...], list[float]]
) -> dict[tuple[str, ...], Kind]:
    """Return name -> the kind that its appositions tell, where they agree and the rest does not speak against it.

    "The Post and Ada, a former Navy nurse," makes no organisation of Ada, whom twenty sentences let speak.
    """
    told: dict[tuple[str, ...], set[Kind]] = defaultdict(set)
    for found in names:
        if kind := find_apposed_kind(words, lexicon, found):
            told[found.name].add(kind)
    return {
        name: next(iter(kinds))
        for name, kinds in told.items()
        if len(kinds) == 1 and not is_contradicted(next(iter(kinds)), totals.get(name))
    }


def is_contradicted(kind: Kind, scores: list[float] | None) -> bool:
    """True where all occurrences of a name together are far surer of another kind."""
    return scores is not None and max(scores) - scores[CLASSES.index(kind.value)] > APPOSITION_MARGIN


def find_apposed_kind(words: Words, lexicon: Lexicon, found: Found) -> Kind | None:
    """Return the kind that an apposition tells: "Okafor Rising, a political action committee,", "the firm, Lund,"."""
    i, count = found.last, len(words)
    if found.name[0].lower() not in lexicon.given and found.first > 1 and words.lower[found.first - 1] == ",":
        noun = lexicon.nouns.get(words.text[found.first - 2])
        if noun and noun.kind is Kind.ORGANIZATION and (i >= count or words.lower[i] in (",", ".")):
            return Kind.ORGANIZATION
    before = lexicon.nouns.get(words.text[found.first - 1]) if found.first else None
    body = found.kind is None and before is not None and before.kind is Kind.ORGANIZATION  # "the company Vasquin"
    if body or is_abbreviation(words, found):
        return Kind.ORGANIZATION
    if found.first > 2 and words.lower[found.first - 1] == "," and words.lower[found.first - 2] in RELATIVES:
        owner = words.lower[found.first - 3]  # "his wife, Malee"
        return Kind.PERSON if owner in POSSESSIVE or owner in POSSESSIVE_MARKS else None
    if words.lower[found.first - 1] == "named" and found.first > 1:
        noun = lexicon.nouns.get(words.lower[found.first - 2])
        return Kind.PERSON if noun and noun.kind is Kind.PERSON else None
    if i + 2 >= count or words.lower[i] != ",":
        return None
    if AGE.fullmatch(words.lower[i + 1]) or words.lower[i + 1 : i + 2] == ["who"]:
        return Kind.PERSON  # "Okafor, 61,", "Okafor, who"
    if words.lower[i + 1] not in ("a", "an", "the"):
        return Kind.PERSON if is_officer(words, lexicon, i + 1) else None
    last, unknown = None, False
    for k in range(i + 2, min(i + MAX_APPOSITION, count)):
        body = last is None or last.kind is Kind.ORGANIZATION
        if body and (words.lower[k] in POSSESSIVE_MARKS or is_of_name(words, k)):
            last = None  # "the firm's founder", "a University of Ohio economist": the noun is still to come
            continue
        ends = words.lower[k] in APPOSITION_ENDS or (last is not None and is_participle(words.text[k]))
        if ends or not words.lower[k][0].isalpha():
            break
        last, unknown = lexicon.nouns.get(words.lower[k], last), words.lower[k] not in lexicon.nouns
    if last and last.kind is Kind.ORGANIZATION and unknown:
        return None  # "an Air Force reserve major": the noun is none of the table's
    return last.kind if last and last.kind in (Kind.PERSON, Kind.ORGANIZATION) else None


def is_officer(words: Words, lexicon: Lexicon, first: int) -> bool:
    """True for an office with what it is of: "(Ada Day,) executive director of the bank"; an "owner of" may be a firm.
    """
    for k in range(first + 1, min(first + 5, words.sentence_end(first))):
        if words.lower[k] in ("of", "for", "at"):
            return words.lower[k - 1] in lexicon.titles and words.lower[k - 1] not in LIKE_FIRMS
        if not words.lower[k][0].isalpha() or words.lower[k - 1] in FUNCTION:
            return False
    return False


def is_abbreviation(words: Words, found: Found) -> bool:
    """True for what stands behind the words that it begins with: "Lund Road Union (LRU)", "Guild of Oars, or GoO"."""
    letters, opening = "".join(filter(str.isupper, found.name[0])), found.first - 1
    given = opening > 0 and (words.lower[opening] == "(" or words.lower[opening - 1 : opening + 1] == [",", "or"])
    if len(found.name) > 1 or not letters or not given:
        return False
    initials = [text[0] for text in words.text[max(0, opening - 2 * len(letters)) : opening] if text[0].isupper()]
    return len(letters) > 1 and "".join(initials).endswith(letters)


def is_of_name(words: Words, i: int) -> bool:
    """True for the "of" of "the University of Ohio"."""
    around = (words.text[i - 1], words.text[min(i + 1, len(words) - 1)])
    return words.lower[i] == "of" and all(word[0].isupper() for word in around)


def as_kind(lexicon: Lexicon, found: Found, kind: Kind) -> Found:
    """Return a name as one of a person or an organisation."""
    if kind is Kind.PERSON:
        name = parse_name(found.name)
        return replace(found, kind=kind, gender=found.gender or gender_of(name, lexicon), head=name.family)
    return replace(found, kind=kind, gender="", head=" ".join(found.name).lower())


def decide(lexicon: Lexicon, found: Found, scores: list[float] | None) -> Found:
    """Return a name with the likeliest kind, if that is clearly likelier than the one it has."""
    if scores is None or found.title is not None or found.kind is Kind.GROUP:
        return found
    best = CLASSES[max(range(len(CLASSES)), key=scores.__getitem__)]
    now = found.kind.value if found.kind else "place"
    kept = scores[CLASSES.index(now)] if now in CLASSES else scores[CLASSES.index("other")]
    full = found.kind is Kind.PERSON and len(found.name) > 1
    if full and found.name[0].lower() in lexicon.given and found.name[-1].lower() in lexicon.demonyms:
        return found  # "Mark French": the nation tells nothing
    if best == now or max(scores) - kept < (FULL_NAME_MARGIN if full else MARGIN):
        return found
    if best == "organization" and found.kind is Kind.DOCUMENT and len(found.name) > 2:
        return found  # "the Clean Harbour Amendment": what says something like a body, and is a paper
    if best in ("person", "organization"):
        return as_kind(lexicon, found, Kind(best))
    return found if found.kind is Kind.DOCUMENT else replace(found, kind=None, gender="")
