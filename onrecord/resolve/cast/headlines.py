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
    found = []
    for sentence in words.headlines:
        i = words.first[sentence]
        end = words.sentence_end(i)
        while i < end:
            match = match_known(words, lexicon, known, i, end)
            found += [match] if match else []
            i = match.last if match else i + 1
    return found


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
