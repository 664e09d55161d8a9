"""A run of capitalized words divided: titles and organisations before a name, and the name itself.

In:   Words, the Lexicon, where a run begins and ends.
Out:  Found mentions with form NAMED.
Not here: the runs (runs.py).
"""

from __future__ import annotations

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.kinds import COURTESY, INITIALS, ORG_HEADS, PARTY, find_kind, is_society, make_name
from onrecord.resolve.cast.lexicon import Lexicon
from onrecord.resolve.cast.names import SUFFIXES, TITLE_TOO, gender_of, parse_name
from onrecord.resolve.cast.words import Words
from onrecord.types import Kind

MEMBERS = ("republican", "democrat", "libertarian", "socialist", "conservative", "liberal")
# "Mr. Speaker" is no Speaker by name.
OFFICES = ("speaker", "president", "secretary", "chairman", "justice", "minister", "general", "judge")


def divide_run(words: Words, lexicon: Lexicon, first: int, last: int) -> list[Found]:
    """Return the name or names of one run, titles set apart.

    "Ohio Democratic Party Chairman David Pepper"  ->  David Pepper, with what stands before as title
    "House of Commons Speaker Ada Okafor"          ->  Ada Okafor: a given name after a title begins a person
    "Washington Post Trump"                        ->  both
    "(the senator from) Vermont Bernie Sanders"    ->  both
    "the House Speaker"                            ->  the House: an office is a description
    """
    lower = words.lower[first:last]
    listed = any(" ".join(lower[k:]) in lexicon.organizations for k in range(len(lower) - 1))
    if listed and lower[-1] in lexicon.titles:  # "the New Hampshire Union Leader"
        return [make_name(first, last, Kind.ORGANIZATION, "", tuple(words.text[first:last]))]
    titles = [k for k, word in enumerate(lower) if word in lexicon.titles and words.text[first + k][0].isupper()
              and not is_name_like(lexicon, lower, k)]  # "da Silva" is no DA
    start = 0
    if is_society(lower):
        titles = [k for k in titles if lower[k - 1] != "of" and k + 1 < len(lower) and lower[k + 1] in lexicon.given]
    if titles and not (lower[-1] in ORG_HEADS and len(lower) > 1 and titles[-1] != len(lower) - 1):
        start = titles[-1] + 1
        if start < len(lower) and lower[start] == "of":
            start = skip_office_complement(lexicon, lower, start)
    before = find_leading_organization(words, lexicon, first, first + titles[0]) if start else []
    if start == len(lower):
        return before
    begin = skip_party(lexicon, lower, start + (lower[start] == "pac" and start < len(lower) - 1))
    title = (first, first + start) if start else None
    if title is None and (phrase := find_phrase(words, lexicon, first + begin, last)) and phrase.last < last:
        rest = divide_run(words, lexicon, phrase.last, last)
        if rest and rest[0].kind is Kind.PERSON:
            return [phrase, *rest] if phrase.kind else rest
    joined = first and words.lower[first - 1] in ("from", "to", "of", "in")
    if title is None and joined and begins_after_place(lexicon, lower):
        return divide_run(words, lexicon, first, first + 1) + divide_run(words, lexicon, first + 1, last)
    name = tuple(words.text[first + begin : last])
    if lower[-1] in MEMBERS or lower[begin:] in (["pac"], ["pacs"], ["super", "pac"]):
        return before  # "One Republican", "the Vermont Democrat", "a super PAC": a description
    kind, gender = find_kind(words, lexicon, name, first + begin, last, title is not None)
    if title is None and lower[begin] not in lexicon.given and ends_with_person(lexicon, lower[begin:]):
        begin, title = last - first - 2, (first, last - 2)
        name = tuple(words.text[first + begin : last])
        kind, gender = Kind.PERSON, gender_of(parse_name(name), lexicon)
    if title and kind is Kind.PERSON:
        gender = next((lexicon.titles[lower[k]][0] for k in titles if lexicon.titles[lower[k]][0]), gender)
    return [*before, make_name(first + begin, last, kind, gender, name, title)]


def ends_with_person(lexicon: Lexicon, lower: list[str]) -> bool:
    """True for a long run that ends with a given name and a surname: "Lund County Public Advocate Mary Ng"."""
    if len(lower) < 4 or {"of", "for", "and", "&"} & set(lower) or lower[-1] in ORG_HEADS:
        return False
    given = lower[-2] in lexicon.given and lower[-2] not in lexicon.common
    return given and lower[-1] in lexicon.surnames and lower[-1] not in lexicon.common


def begins_after_place(lexicon: Lexicon, lower: list[str]) -> bool:
    """True where a person's name follows a place's: "Vermont Bernie Sanders", but not "Virginia Ann Lund"."""
    place = lower[0] in lexicon.places and lower[0] not in lexicon.given
    return place and len(lower) > 2 and lower[1] in lexicon.given


def skip_party(lexicon: Lexicon, lower: list[str], start: int) -> int:
    """Return where the name begins after "Republican" or "Latvian"."""
    if "party" in lower[start + 1 : start + 2]:
        return start  # "the Republican Party of Ohio"
    if start < len(lower) - 2 and lower[start] in MEMBERS and lower[-1] not in ORG_HEADS:
        return start + 1  # "Democrat Zephyr Okafor"
    noun = lexicon.nouns.get(lower[start].removeprefix("co-"))
    if start < len(lower) - 2 and noun and noun.kind is Kind.PERSON and lower[start + 1] in lexicon.given:
        return start + (lower[start] not in lexicon.given and lower[start] not in lexicon.surnames)
    while start < len(lower) - 1 and (lower[start] in PARTY or lower[start] in lexicon.demonyms):
        if lower[-1] in ORG_HEADS or (lower[start + 1] not in lexicon.given and lower[-1] not in lexicon.surnames):
            break
        known = lower[-1] not in lexicon.given or lower[-1] in lexicon.surnames
        if start == len(lower) - 2 and lower[start] in lexicon.given and known:
            break  # "German Ortega", "Scot Ross"
        start += 1
    return start


def find_leading_organization(words: Words, lexicon: Lexicon, first: int, last: int) -> list[Found]:
    """Return the organisation before an office: "White House" of "White House Press Secretary"."""
    if first >= last:
        return []
    if phrase := find_phrase(words, lexicon, first, last):
        return [phrase] if phrase.kind else []
    return [found for found in divide_run(words, lexicon, first, last) if found.kind is Kind.ORGANIZATION]


def find_phrase(words: Words, lexicon: Lexicon, first: int, last: int) -> Found | None:
    """Return the longest name of the tables that a run begins with, of two words or more."""
    for end in range(last, first + 1, -1):
        name = tuple(words.text[first:end])
        if name in lexicon.phrases:
            kind = Kind.ORGANIZATION if lexicon.phrases[name] == "organization" else None
            return make_name(first, end, kind, "", name)
    return None


def is_name_like(lexicon: Lexicon, lower: list[str], k: int) -> bool:
    """True where a word of titles.csv is a family name: "King" in "Steve King", "Peter T. King Jr.", "Mr. King".

    Or a given name: "Dean" in "Dean Lund".
    """
    if lower[k] in TITLE_TOO and k == len(lower) - 2:
        return True
    if lower[-1] in SUFFIXES and k == len(lower) - 2 > 0:
        return lower[k] in lexicon.surnames
    if k != len(lower) - 1 or k == 0 or lower[k] not in lexicon.surnames:
        return False
    if k > 1 and INITIALS.fullmatch(lower[k - 1]) and lower[k - 2] in lexicon.given:
        return True
    if lower[k - 1] in lexicon.given:
        return True
    return lower[k] not in OFFICES and (lower[k - 1] in COURTESY or is_of_no_table(lexicon, lower[k - 1]))


def is_of_no_table(lexicon: Lexicon, word: str) -> bool:
    """True for a capitalized word that can only be a given name: "Sunniva" in "Sunniva King"."""
    tables = (lexicon.titles, lexicon.nouns, lexicon.places, lexicon.demonyms, lexicon.organizations, lexicon.common)
    return word.isalpha() and word not in PARTY and word not in ORG_HEADS and not any(word in table for table in tables)


def skip_office_complement(lexicon: Lexicon, lower: list[str], start: int) -> int:
    """Return where the name begins after "of State", "of National Intelligence"."""
    for k in range(start + 1, len(lower)):
        if lower[k] in lexicon.given and k > start + 1:
            return k
    return len(lower)
