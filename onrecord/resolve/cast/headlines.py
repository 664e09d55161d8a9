"""Names in headlines, where every word has a capital: read by what the running text has, and by the tables.

In:   Words, the Lexicon, the names of the running text.
Out:  Found mentions with form NAMED, in the headlines only.
Not here: names of the running text (runs.py).
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.kinds import make_name
from onrecord.resolve.cast.lexicon import Lexicon
from onrecord.resolve.cast.names import gender_of, parse_name
from onrecord.resolve.cast.words import Words
from onrecord.types import Kind


def find_in_headlines(words: Words, lexicon: Lexicon, names: list[Found]) -> list[Found]:
    """Return the names in headlines: those of the running text, those of the tables, and given name with surname."""
    known: dict[tuple[str, ...], Found] = {}
    for name in names:
        known.setdefault(name.name, name)
        if name.kind is Kind.PERSON and len(name.name) > 1:
            known.setdefault(name.name[-1:], replace(name, name=name.name[-1:]))
    full = {name.head for name in names if name.kind is Kind.PERSON and len(name.name) > 1}
    found = []
    for sentence in words.headlines:
        i = words.first[sentence]
        end = words.sentence_end(i)
        while i < end:
            match = match_known(words, lexicon, known, i, end)
            alone = match is not None and match.head not in full
            found += [lead_with_given(words, lexicon, match) if alone else match] if match else []
            i = match.last if match else i + 1
    return found


def lead_with_given(words: Words, lexicon: Lexicon, name: Found) -> Found:
    """Return a family name that the text has alone with the given name of no table before it: "Salome Lund Resigns".

    No verb, whatever its form: "Post Exploits Lund".
    """
    before = name.first - 1
    if name.kind is not Kind.PERSON or len(name.name) > 1 or before < words.first[words.sentence[name.first]]:
        return name
    word = words.text[before]
    tables = (lexicon.common, lexicon.nouns, lexicon.titles, lexicon.places, lexicon.demonyms, lexicon.organizations)
    known = any(word.lower() in table for table in tables)
    if known or not word.istitle() or not word.isalpha() or word.endswith(("s", "ed", "ing", "ly")):
        return name
    return make_name(before, name.last, Kind.PERSON, name.gender, (word, *name.name))


def match_known(words: Words, lexicon: Lexicon, known: dict, i: int, end: int) -> Found | None:
    """Return the longest known name that begins at word i of a headline."""
    for last in range(min(i + 6, end), i, -1):
        name = tuple(words.text[i:last])
        if name in known:
            like = known[name]
            return make_name(i, last, like.kind, like.gender, name)
        if name in lexicon.phrases and (len(name) > 1 or words.lower[i] not in lexicon.common):
            kind = Kind.ORGANIZATION if lexicon.phrases[name] == "organization" else None
            return make_name(i, last, kind, "", name)
        given, family = words.lower[i], words.lower[last - 1]
        listed = last - i == 2 and name[1][0].isupper() and given in lexicon.given and family in lexicon.surnames
        if listed and not (given in lexicon.common and family in lexicon.common):
            return make_name(i, last, Kind.PERSON, gender_of(parse_name(name), lexicon), name)
    return None
