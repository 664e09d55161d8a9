"""Names: runs of capitalized words, divided into titles and names, each with its kind.

In:   Words and the Lexicon.
Out:  Found mentions with form NAMED.
Not here: descriptions and pronouns (mentions.py), joining names of one bearer (chains.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.resolve.lexicon import Lexicon, read_class
from onrecord.resolve.names import PARTICLES, SUFFIXES, gender_of, parse_name
from onrecord.resolve.words import Words
from onrecord.types import Kind, MentionForm

CALENDAR = read_class("calendar")
# Capitalized only because they begin a sentence, a quotation or a headline.
FUNCTION = read_class("function")
PARTY = read_class("party")
BEFORE_OF = read_class("before_of")
BEFORE_FOR = read_class("before_for")
ORG_HEADS = read_class("organization_head")
DOC_HEADS = read_class("document_head")
NOT_PERSON = read_class("place_head")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and what its own words tell; `first` and `last` count words, half-open.

    `head` is the noun in the singular, the pronoun, or the family name; `name` the words of a name without titles;
    `title` the words before a name that are its title. `kind` None is a name of something that cannot speak,
    a place mostly, or a pronoun.
    """

    first: int
    last: int
    form: MentionForm
    kind: Kind | None
    gender: str
    plural: bool
    head: str
    name: tuple[str, ...]
    title: tuple[int, int] | None = None
    definite: bool = False


def find_names(words: Words, lexicon: Lexicon) -> list[Found]:
    """Return the names in order.

    First the running text; then single words and headlines are read by what was found there, for in
    "Ryan Backs Warren Plan" capitals tell nothing.
    """
    runs = [found for first, last in iter_runs(words, lexicon) for found in divide_run(words, lexicon, first, last)]
    families = {parse_name(run.name).family: run for run in runs if run.kind is Kind.PERSON and len(run.name) > 1}
    names = []
    for run in runs:
        if len(run.name) == 1 and run.kind is not Kind.PERSON and run.name[0].lower() in families:
            if run.kind is None or run.name[0].lower() not in lexicon.organizations:
                run = replace(run, kind=Kind.PERSON, gender="", head=run.name[0].lower())
        names.append(run)
    return sorted([*names, *find_in_headlines(words, lexicon, names)], key=lambda found: found.first)


def is_capital(words: Words, i: int) -> bool:
    """True for a word that can be part of a name by its capital."""
    text = words.text[i]
    return text[0].isupper() and text.lower() not in CALENDAR and (len(text) > 1 or text not in "IA")


def begins_clause(words: Words, i: int) -> bool:
    """True where a capital may only come from the place: after a full stop, an opening quotation mark, a colon."""
    if i == 0 or words.sentence[i - 1] != words.sentence[i]:
        return True
    return words.text[i - 1] in "“\"‘'(:—–-•*["


def iter_runs(words: Words, lexicon: Lexicon):
    """Yield (first, last) of runs of capitalized words with what may join them ("of", "and", "bin")."""
    i, count = 0, len(words)
    while i < count:
        if words.sentence[i] in words.headlines or not is_capital(words, i) or starts_with_common(words, lexicon, i):
            i += 1
            continue
        last = i + 1
        while last < count and words.sentence[last] == words.sentence[i]:
            if is_capital(words, last) and words.lower[last] not in FUNCTION:
                last += 1
            elif words.lower[last] == "," and last + 1 < count and words.lower[last + 1] in ("jr.", "sr.", "jr", "sr"):
                last += 2
            else:
                joined = find_join(words, lexicon, i, last)
                if joined == last:
                    break
                last = joined
        yield i, last
        i = last


def starts_with_common(words: Words, lexicon: Lexicon, i: int) -> bool:
    """True where the word is a plain one with a capital by its place: "Scholars have ...", "The ..."."""
    lower = words.lower[i]
    if lower in FUNCTION:
        return True
    if not begins_clause(words, i) or tuple(words.text[i : i + 2]) in lexicon.phrases:
        return False
    if lower in lexicon.titles or lower in PARTY or lower in lexicon.demonyms or lower in lexicon.organizations:
        return False
    follows = i + 1 < len(words) and words.sentence[i + 1] == words.sentence[i] and is_capital(words, i + 1)
    if follows and lower in lexicon.given:
        return False
    if follows and words.lower[i + 1] in ORG_HEADS and lower not in lexicon.nouns:
        return False
    return lower in lexicon.common or lower in lexicon.nouns


def find_join(words: Words, lexicon: Lexicon, first: int, i: int) -> int:
    """Return the word after the one that goes on with the run across a small word at i, or i."""
    count, lower = len(words), words.lower[i]

    def capital(j: int) -> bool:
        return (
            j < count
            and words.sentence[j] == words.sentence[i]
            and is_capital(words, j)
            and words.lower[j] not in FUNCTION
        )

    before = words.lower[i - 1]
    if lower in PARTICLES and capital(i + 1) and lower != "st.":
        return i + 2
    if lower in ("al", "bin") and i + 2 < count and words.text[i + 1] == "-":
        return i + 3
    if lower == "of" and before in BEFORE_OF:
        return (
            i + 2
            if capital(i + 1)
            else i + 3
            if i + 1 < count and words.lower[i + 1] == "the" and capital(i + 2)
            else i
        )
    if lower == "for" and before in BEFORE_FOR:
        return (
            i + 2
            if capital(i + 1)
            else i + 3
            if i + 1 < count and words.lower[i + 1] == "the" and capital(i + 2)
            else i
        )
    if lower == "&" and capital(i + 1):
        return i + 2
    if lower == "and" and capital(i + 1) and before not in ORG_HEADS and words.lower[first] not in lexicon.given:
        last = i + 1
        while capital(last):
            last += 1
        if words.lower[last - 1] in ORG_HEADS and words.lower[i + 1] not in lexicon.given and last - i > 2:
            return last
    return i


def divide_run(words: Words, lexicon: Lexicon, first: int, last: int) -> list[Found]:
    """Return the name or names of one run, titles set apart.

    "Ohio Democratic Party Chairman David Pepper"  ->  David Pepper, with what stands before as title
    "the House Speaker"                            ->  nothing: an office is a description
    """
    text, lower = words.text[first:last], words.lower[first:last]
    titles = [k for k, word in enumerate(lower) if word in lexicon.titles and not is_name_like(lexicon, lower, k)]
    start = 0
    if titles and not (lower[-1] in ORG_HEADS and len(lower) > 1 and titles[-1] != len(lower) - 1):
        start = titles[-1] + 1
        if start < len(lower) and lower[start] == "of":
            start = skip_office_complement(lexicon, lower, start)
    if start == len(text):
        before = (
            [found for found in divide_run(words, lexicon, first, first + titles[0])] if titles and titles[0] else []
        )
        return [found for found in before if found.kind is Kind.ORGANIZATION]
    title = (first, first + start) if start else None
    while (
        start < len(text) - 1
        and (lower[start] in PARTY or lower[start] in lexicon.demonyms)
        and (lower[start + 1] in lexicon.given or (lower[-1] in lexicon.surnames and lower[-1] not in ORG_HEADS))
    ):
        start += 1
    name = tuple(text[start:])
    kind, gender = find_kind(words, lexicon, name, first + start, last, title is not None)
    found = [make_name(first + start, last, kind, gender, name, title)]
    if title and kind is Kind.PERSON:
        gender = next((lexicon.titles[word][0] for word in lower[:start] if lexicon.titles.get(word, ("",))[0]), gender)
        found[0] = replace(found[0], gender=gender)
        organization = [k for k in range(first, first + start) if words.lower[k] in lexicon.titles]
        if organization and organization[0] - first >= 1:
            found = [
                *(f for f in divide_run(words, lexicon, first, organization[0]) if f.kind is Kind.ORGANIZATION),
                *found,
            ]
    return found


def make_name(first: int, last: int, kind: Kind | None, gender: str, name: tuple[str, ...], title=None) -> Found:
    """Return a named mention; its head is the family name, or all its words."""
    head = parse_name(name).family if kind is Kind.PERSON else " ".join(name).lower()
    return Found(first, last, MentionForm.NAMED, kind, gender, kind is Kind.GROUP, head, name, title, definite=True)


def is_name_like(lexicon: Lexicon, lower: list[str], k: int) -> bool:
    """True where a word of titles.csv is a family name: "King" in "Steve King"."""
    return k == len(lower) - 1 and k > 0 and lower[k - 1] in lexicon.given and lower[k] in lexicon.surnames


def skip_office_complement(lexicon: Lexicon, lower: list[str], start: int) -> int:
    """Return where the name begins after "of State", "of National Intelligence"."""
    for k in range(start + 1, len(lower)):
        if lower[k] in lexicon.given and k > start + 1:
            return k
    return len(lower)


def find_kind(
    words: Words, lexicon: Lexicon, name: tuple[str, ...], first: int, last: int, titled: bool
) -> tuple[Kind | None, str]:
    """Return what a name is the name of, and the gender of a person where the given name tells."""
    lower = [word.lower() for word in name]
    whole = " ".join(lower)
    if titled and lower[-1] not in ORG_HEADS and whole not in lexicon.organizations:
        return Kind.PERSON, gender_of(parse_name(name), lexicon)
    if whole in lexicon.terms and len(name) > 1:
        return Kind.PERSON, lexicon.terms[whole][0].gender.lower() or gender_of(parse_name(name), lexicon)
    if whole in lexicon.organizations:
        return Kind.ORGANIZATION, ""
    if whole in lexicon.places:
        return None, ""
    if len(name) == 1:
        return find_kind_of_word(words, lexicon, name[0], first, last)
    if lower[-1] in DOC_HEADS:
        return Kind.DOCUMENT, ""
    if lower[-1] in ORG_HEADS or any(word in BEFORE_OF and "of" in lower for word in lower) or "&" in lower:
        return Kind.ORGANIZATION, ""
    if lower[-1] in NOT_PERSON:
        return None, ""
    if lower[0] in lexicon.given or lower[-1] in SUFFIXES or (len(lower[0]) == 2 and lower[0][1] == "."):
        return Kind.PERSON, gender_of(parse_name(name), lexicon)
    if lower[-1] in lexicon.surnames and lower[0] not in lexicon.common:
        return Kind.PERSON, gender_of(parse_name(name), lexicon)
    if first > 0 and words.sentence[first - 1] == words.sentence[first]:
        noun = lexicon.nouns.get(words.lower[first - 1])
        if noun and noun.kind is Kind.PERSON:
            return Kind.PERSON, noun.gender
    if lower[-1] in lexicon.nouns and lexicon.nouns[lower[-1]].kind is Kind.GROUP:
        return Kind.GROUP, ""
    if any(word in lexicon.common or word in lexicon.demonyms or word.isupper() for word in (*lower, *name)):
        return Kind.ORGANIZATION, ""
    return (Kind.PERSON, "") if len(name) <= 3 else (Kind.ORGANIZATION, "")


def find_kind_of_word(words: Words, lexicon: Lexicon, word: str, first: int, last: int) -> tuple[Kind | None, str]:
    """Return what a name of one word is the name of."""
    lower = word.lower()
    if lower in lexicon.demonyms or lower in PARTY:
        return (Kind.GROUP, "") if lower.endswith("s") and not lower.endswith("ss") else (None, "")
    if word.isupper() and len(word.replace(".", "")) > 1:
        return Kind.ORGANIZATION, ""
    if lower in ORG_HEADS:
        return Kind.ORGANIZATION, ""
    if lower in lexicon.given and lower not in lexicon.common:
        return Kind.PERSON, gender_of(parse_name((word, "x")), lexicon) if lower not in lexicon.surnames else ""
    if lower in lexicon.surnames and lower not in lexicon.common:
        return Kind.PERSON, ""
    return None, ""


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
            name = match_known(words, lexicon, known, i, end)
            found += [name] if name else []
            i = name.last if name else i + 1
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
        lower = [word.lower() for word in name]
        if len(name) == 2 and name[1][0].isupper() and lower[0] in lexicon.given and lower[1] in lexicon.surnames:
            if lower[0] not in lexicon.common:
                return make_name(i, last, Kind.PERSON, gender_of(parse_name(name), lexicon), name)
    return None
