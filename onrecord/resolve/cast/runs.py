"""Names: runs of capitalized words, divided into titles and names, each with its kind.

In:   Words and the Lexicon.
Out:  Found mentions with form NAMED.
Not here: descriptions and pronouns (mentions.py), joining names of one bearer (chains.py).
"""

from __future__ import annotations

import re

from onrecord.resolve.cast.division import divide_run
from onrecord.resolve.cast.families import (
    cut_to_known,
    find_departments,
    find_firms,
    name_by_family,
    name_by_title,
    read_slip,
    share_family,
)
from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.headlines import find_in_headlines
from onrecord.resolve.cast.kinds import (
    BEFORE_FOR,
    BEFORE_OF,
    INITIALS,
    NATIONAL,
    ORG_HEADS,
    PARTY,
    PREPOSITIONS,
    SITE,
    find_kind,
    is_society,
    make_name,
)
from onrecord.resolve.cast.lexicon import Lexicon, read_class
from onrecord.resolve.cast.namekinds import settle_kinds
from onrecord.resolve.cast.names import PARTICLES, is_korean_given, parse_name
from onrecord.resolve.cast.polls import join_makers
from onrecord.resolve.cast.words import POSSESSIVE_MARKS, Words
from onrecord.resolve.wordlists import word_set
from onrecord.types import Kind

CALENDAR = read_class("calendar")
# The party label of a member of Congress: "D-N.Y.".
LABEL = re.compile(r"[RDILG]-[A-Z]")
# "Okafor-backed", "Oscar-winning": a name in it, but no name.
COMPOUND = re.compile(r".+-(?:[a-z]+ed|[a-z]+ing|led|born|era|style|run|winner|wide|friendly|held|made|only)")
# Small words that names open with: "One Nation", "Our Revolution".
OPENING_NAME = ("one", "our", "no", "right", "every", "now", "all", "first", "second", "third", "last", "before")
# Months that people are called by too.
MONTH_NAMES = ("april", "may", "june", "jan", "jun", "mar", "august")
# What follows a month: "May 5th", "May, 2016"; not the age of Theresa May, 60.
DATE = re.compile(r"(?:[0-2]?\d|3[01]|\d{4})(?:st|nd|rd|th)?[,.]?")
# "al-Masri": the article of an Arabic name is written small.
ARABIC = re.compile(r"(?:al|el|ul|bin|ibn|abu)-[A-Z]")
# Whose a party, a league, a hospital is: "the Women's League".
OWNING = ("people", "women", "men", "children", "workers", "farmers", "veterans", "teachers", "citizens", "mothers")
# "the 6th Circuit": an order that belongs to a name.
ORDINAL, ORDERED = re.compile(r"\d+(?:st|nd|rd|th)"), ("Circuit", "District")
# What stands behind a name rather than behind the subject of a question: "Will Lund, the mayor"; "Will Lund run".
BEHIND_NAME = (",", "said", "says", "who", "(")
BEFORE_ON = ("committee", "subcommittee", "commission", "council", "conference", "caucus")
# Capitalized only because they begin a sentence, a quotation or a headline.
FUNCTION = read_class("function")
# Those that end a name, capital or not.
BETWEEN_NAMES = FUNCTION - PREPOSITIONS
QUANTIFIERS = read_class("quantifier")
ARTICLES = ("the", "a", "an")
# Small words that stand behind a subject: "Will also said".
BEHIND_SUBJECT = word_set("said says has had was is did does would could also never once later and")
# They open a description of who is named after them.
LEADING = ("former", "longtime", "top", "senior", "new", "old", "young", "popular", "prominent", "fellow", "outside")


def find_names(words: Words, lexicon: Lexicon) -> list[Found]:
    """Return the names in order.

    First the running text; then single words and headlines are read by what was found there, for in
    "Ryan Backs Warren Plan" capitals tell nothing.
    """
    runs = [found for first, last in iter_runs(words, lexicon) for found in divide_run(words, lexicon, first, last)]
    known = {run.name for run in runs if run.kind is Kind.PERSON and len(run.name) > 1}
    runs = [cut_to_known(lexicon, run, known) for run in runs]
    runs = settle_kinds(words, lexicon, [drop_opening_word(words, lexicon, run, runs) for run in runs])
    titled = {run.head for run in runs if run.title and run.kind is Kind.PERSON}
    runs = [name_by_title(lexicon, run, titled) for run in runs]
    people = [run for run in runs if run.kind is Kind.PERSON and (len(run.name) > 1 or run.title)]
    parsed = [parse_name(run.name) for run in people]
    families = {name.family.split()[-1] for name in parsed}
    # "Shen Xinlu": the family name comes first.
    firsts = {name.given[0] for name in parsed if name.given and name.given[0] not in lexicon.given}
    departments = find_departments(lexicon, runs)
    firms = find_firms(lexicon, runs) | departments
    names = [name_by_family(lexicon, run, families, firsts, firms) for run in runs]
    names = [read_slip(words, lexicon, run, families, names) for run in names]
    names = [share_family(words, lexicon, one, other) for one, other in zip(names, [*names, None][1:], strict=True)]
    names = join_makers(words, names) + find_plain_names(words, lexicon, families, departments, names)
    return sorted([*names, *find_in_headlines(words, lexicon, names)], key=lambda found: found.first)


def find_plain_names(
    words: Words, lexicon: Lexicon, families: set[str], departments: set[str], names: list[Found]
) -> list[Found]:
    """Return the known names that are plain words too: "Cook said" after "Peter Cook", "Will" after "George Will".

    Not where a small word follows that no subject has behind it: "Will he run?"; nor where a title is one: "the King".
    Of departments only what opens a sentence: "State declined".
    """
    taken = {i for name in names for i in range(name.begin, name.last)}
    found = []
    for i, word in enumerate(words.lower):
        open_to = i not in taken and is_capital(words, i) and words.sentence[i] not in words.headlines
        if word in families and open_to and is_plain_family(words, lexicon, i):
            found.append(make_name(i, i + 1, Kind.PERSON, "", (words.text[i],)))
        elif word in departments and open_to and begins_clause(words, i) and is_before_verb(words, i):
            found.append(make_name(i, i + 1, Kind.ORGANIZATION, "", (words.text[i],)))
    return found


def is_plain_family(words: Words, lexicon: Lexicon, i: int) -> bool:
    """True where a family name that is a plain word means its bearer."""
    if words.lower[i] in FUNCTION:
        return is_subject_like(words, i)
    return begins_clause(words, i) or (words.lower[i] in lexicon.titles and words.lower[i - 1] not in ARTICLES)


def is_before_verb(words: Words, i: int) -> bool:
    """True for a word before what most likely is its verb: "State declined", "State also said"."""
    follows = "".join(words.lower[i + 1 : i + 2])
    return follows in BEHIND_SUBJECT or follows.endswith(("ed", "ly"))


def is_subject_like(words: Words, i: int) -> bool:
    """True for a word before what a subject can have behind it: "Will wrote", "Will also wrote"; not "Will he"."""
    return i + 1 < len(words) and words.lower[i + 1] not in FUNCTION - BEHIND_SUBJECT


def drop_opening_word(words: Words, lexicon: Lexicon, run: Found, runs: list[Found]) -> Found:
    """Return a name without the word that only opens its sentence: "Derelict Obama" where "Obama" stands elsewhere."""
    word = words.lower[run.first]
    if len(run.name) < 2 or run.title or not begins_clause(words, run.first) or word in lexicon.given:
        return run
    rest = run.name[1:]
    plain = word in lexicon.common or word in lexicon.nouns or rest[-1].lower() in lexicon.leaders
    if len(rest) == 1 and not plain and not word.endswith(("ing", "ed", "ly")):
        return run  # "Eswar Prasad" beside "Mr. Prasad": a given name that no table has
    if " ".join(run.name).lower() in lexicon.organizations or not any(other.name == rest for other in runs):
        return run
    if not any(
        other.name[-1:] == rest[-1:] and (other.title or len(other.name) > 1) for other in runs if other is not run
    ):
        return run
    if any(other.name == run.name and other.first != run.first for other in runs):
        return run
    kind, gender = find_kind(words, lexicon, rest, run.first + 1, run.last, False)
    return make_name(run.first + 1, run.last, kind, gender, rest)


def is_capital(words: Words, i: int) -> bool:
    """True for a word that can be part of a name by its capital."""
    text = words.text[i]
    if ARABIC.match(text) or re.fullmatch(SITE, text):
        return True
    if ORDINAL.fullmatch(text) and words.text[i + 1 : i + 2] in ([word] for word in ORDERED):
        return True
    if not text[0].isupper() or text in ("I", "A") or LABEL.match(text) or COMPOUND.fullmatch(text):
        return False
    return text.lower() not in CALENDAR or is_month_in_name(words, i)


def is_month_in_name(words: Words, i: int) -> bool:
    """True for "May" of "Theresa May", "Jun" of "Ai Jun": a capital stands before it, and no day after it.

    And for "April" of "April Lund, a spokeswoman", where it opens the sentence or follows "said".
    """
    if words.lower[i] not in MONTH_NAMES:
        return False
    if begins_clause(words, i) or words.lower[i - 1] in ("said", "says"):
        return opens_whole_name(words, i)
    before, after = words.text[i - 1], words.text[i + 1 : i + 3]
    plain = before[0].isupper() and before.lower() not in FUNCTION | CALENDAR and before[-1] not in "."
    return plain and not any(DATE.fullmatch(word) for word in after)


def opens_whole_name(words: Words, i: int) -> bool:
    """True for a word before a capitalized one that ends a name: "April Lund, a spokeswoman", "Will Lund said"."""
    if words.sentence_end(i) < i + 3:
        return False
    follows = words.text[i + 1]
    return follows[0].isupper() and follows.lower() not in FUNCTION | CALENDAR and words.lower[i + 2] in BEHIND_NAME


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
            listed = " ".join(words.lower[i : last + 1]) in lexicon.organizations  # "USA Today"
            plain = words.lower[last] in BETWEEN_NAMES and not is_month_in_name(words, last)
            plain = plain and not (words.text[last] == "Will" and is_will_by_name(words, lexicon, last))
            if is_capital(words, last) and (listed or not plain):
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


def is_will_by_name(words: Words, lexicon: Lexicon, i: int) -> bool:
    """True for "George Will" and "Chairman Will Lund"."""
    before = words.lower[i - 1]
    return before in lexicon.given or (before in lexicon.titles and i + 1 < len(words) and is_capital(words, i + 1))


def starts_with_common(words: Words, lexicon: Lexicon, i: int) -> bool:
    """True where the word is a plain one with a capital by its place: "Scholars have ...", "The ..."."""
    lower = words.lower[i]
    if lower in QUANTIFIERS:
        return True
    if words.text[i] == "Will" and opens_whole_name(words, i):
        return words.lower[i + 1] not in lexicon.surnames
    if lower in FUNCTION:
        # "the group One Nation": in the midst of a sentence a capital is a name's.
        named = i + 1 < len(words) and words.sentence[i + 1] == words.sentence[i] and is_capital(words, i + 1)
        return not (named and lower in OPENING_NAME and (not begins_clause(words, i) or stands_inside(words, i)))
    if lower in PARTICLES and i + 1 < len(words) and is_capital(words, i + 1):
        return False
    if not begins_clause(words, i) or tuple(words.text[i : i + 2]) in lexicon.phrases:
        return False
    if lower in lexicon.titles or lower in PARTY or lower in lexicon.demonyms or lower in lexicon.organizations:
        return False
    follows = i + 1 < len(words) and words.sentence[i + 1] == words.sentence[i] and is_capital(words, i + 1)
    if follows and (lower in lexicon.given or is_korean_given(words.text[i + 1])):
        return False
    if follows and words.lower[i + 1] in ORG_HEADS and lower not in lexicon.nouns:
        return False
    if follows and lower in NATIONAL and words.lower[i + 1] not in lexicon.titles:
        return False  # "National Bakers United"
    if follows and is_plain_capital(words, lexicon, i + 1) and lower not in LEADING:
        return False
    return lower in lexicon.common or lower in lexicon.nouns


def stands_inside(words: Words, i: int) -> bool:
    """True where a word and the next stand with capitals in the midst of a sentence too: "Last Light" is a name."""
    alike = (j for j in range(len(words) - 1) if words.text[j : j + 2] == words.text[i : i + 2])
    return any(not begins_clause(words, j) and words.sentence[j] not in words.headlines for j in alike)


def is_plain_capital(words: Words, lexicon: Lexicon, i: int) -> bool:
    """True for a plain word that only a name gives its capital: "Watch" of "Judicial Watch", no "Democrat", no "Post".
    """
    lower = words.lower[i]
    known = lower in lexicon.titles or lower in PARTY or lower in lexicon.demonyms or lower in lexicon.nouns
    known = known or lower in lexicon.given or lower in lexicon.surnames or lower in lexicon.places
    listed = any(tuple(words.text[i : i + count]) in lexicon.phrases for count in (1, 2, 3))
    return lower in lexicon.common and lower not in FUNCTION and not known and not listed


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
    if lower in PARTICLES and lower != "st.":
        behind = i + 1 + (words.lower[min(i + 1, count - 1)] in PARTICLES)  # "von der Lund"
        if capital(behind):
            return behind + 1
    if words.lower[i - 1 : i + 2] == ["chief", "of", "staff"] and capital(i + 1):
        return i + 2
    if lower == "of" and before in lexicon.titles and capital(i + 1) and capital(i + 2):
        return skip_field(words, lexicon, i + 1) or i  # "Supervisor of Elections Mary Ng"
    opens = {"of": BEFORE_OF, "for": BEFORE_FOR, "on": BEFORE_ON}.get(lower, ())
    if before in opens or (lower == "of" and is_society(words.lower[first:i])):
        article = i + 1 < count and words.lower[i + 1] == "the"
        return i + 2 + article if capital(i + 1 + article) else i
    called = before in lexicon.given or INITIALS.fullmatch(before)
    if lower in ('"', "“", "‘") and called and capital(i + 1) and i + 2 < count:
        return i + 4 if words.lower[i + 2] in ('"', "”", "’") and capital(i + 3) else i
    if lower == "&" and capital(i + 1):
        return i + 2
    if lower in POSSESSIVE_MARKS and before in OWNING and capital(i + 1) and words.lower[i + 1] in ORG_HEADS:
        return i + 2  # "the Swiss People's Party"
    whole = before in ORG_HEADS or (len(before) > 1 and words.text[i - 1].isupper())
    if lower == "and" and before in lexicon.common and capital(i + 1) and is_society(words.lower[first:i]):
        return i + 2 if is_plain_capital(words, lexicon, i + 1) else i  # "Organization for Trade and Development"
    if lower == "and" and capital(i + 1) and not whole and words.lower[first] not in lexicon.given:
        last = i + 1
        while capital(last):
            last += 1
        if words.lower[last - 1] in ORG_HEADS and words.lower[i + 1] not in lexicon.given and last - i > 2:
            return last
    return i


def skip_field(words: Words, lexicon: Lexicon, i: int) -> int | None:
    """Return where the name begins behind what an office is of: "Director of Government Affairs | Mary Ng"."""
    for k in range(i + 1, min(i + 4, words.sentence_end(i) - 1)):
        if not is_capital(words, k):
            return None
        if words.lower[k] in lexicon.given and is_capital(words, k + 1):
            return k
    return None
