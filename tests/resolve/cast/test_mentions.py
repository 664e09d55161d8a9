"""Which words refer to somebody, and what they tell by themselves."""

import pytest

from onrecord.read.segment import segment
from onrecord.resolve.cast.lexicon import read_lexicon
from onrecord.resolve.cast.mentions import find_mentions
from onrecord.resolve.cast.words import split_words
from onrecord.types import Document, Kind, MentionForm


def named(text: str) -> list[tuple[str, Kind]]:
    """Return the names of those who can speak, with their kinds."""
    document = Document(text)
    words = split_words(document, segment(document))
    found = find_mentions(words, read_lexicon())
    return [(" ".join(m.name), m.kind) for m in found if m.form is MentionForm.NAMED and m.kind]


def described(text: str) -> list[str]:
    """Return the descriptions."""
    document = Document(text)
    words = split_words(document, segment(document))
    found = find_mentions(words, read_lexicon())
    return [document.quote(words.span(m.first, m.last)) for m in found if m.form is MentionForm.NOMINAL]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor met Ada Okafor on Monday.", [("Ada Okafor", Kind.PERSON)]),
        # A list of names is no headline.
        ("Ada Okafor met Bo Li, Mary Ng and Paul Lund.",
         [("Ada Okafor", Kind.PERSON), ("Bo Li", Kind.PERSON), ("Mary Ng", Kind.PERSON), ("Paul Lund", Kind.PERSON)]),
        # An office behind a name makes a person of it, whatever else it may be the name of.
        ("“No,” said Amy Day, executive director of the bank.", [("Amy Day", Kind.PERSON)]),
        # Titles, parties and nations are no part of a name.
        ("Reporters met President Mary Ng on Monday.", [("Mary Ng", Kind.PERSON)]),
        ("They asked Republican Peter Lund about it.", [("Peter Lund", Kind.PERSON)]),
        ("They asked Democrat Zephyrin Lund about it.", [("Zephyrin Lund", Kind.PERSON)]),
        # An apposition tells the kind by its own noun, not by whose or where it is.
        ("They met Mary Ng, the firm's founder, there.", [("Mary Ng", Kind.PERSON)]),
        (
            "They met Mary Ng, a University of Ohio economist, there.",
            [("Mary Ng", Kind.PERSON), ("University of Ohio", Kind.ORGANIZATION)],
        ),
        ("They met Lund Forward, a group financed by a banker.", [("Lund Forward", Kind.ORGANIZATION)]),
        # So do "who" and an age.
        ("They met Zirvana, who sang.", [("Zirvana", Kind.PERSON)]),
        ("They met Zirvana, 70, there.", [("Zirvana", Kind.PERSON)]),
        # Given names that no table has, letters in a wrong encoding.
        ("Eswaran Lund, a lawyer, left. Mr. Lund was late.", [("Eswaran Lund", Kind.PERSON), ("Lund", Kind.PERSON)]),
        ("They met Jorge PeÃ±a there.", [("Jorge PeÃ±a", Kind.PERSON)]),
        ("They met Jorge Pen\u0303a there.", [("Jorge Pen\u0303a", Kind.PERSON)]),
        ("They met Jorge PeA\u0303\xb1a there.", [("Jorge PeA\u0303\xb1a", Kind.PERSON)]),
        # A nation's word is a given name before a lone family name; a month is none before an age.
        ("They met German Ortega there.", [("German Ortega", Kind.PERSON)]),
        ("They met Yin Min May, 60, there.", [("Yin Min May", Kind.PERSON)]),
        ("They asked Republican Mary Todd Lund about it.", [("Mary Todd Lund", Kind.PERSON)]),
        # What one apposition seems to say does not outweigh what all sentences do.
        (
            "CNN and Bob, a former army ranger, left. Bob said so. Bob wept, Bob said. Bob left.",
            [("CNN", Kind.ORGANIZATION), *[("Bob", Kind.PERSON)] * 5],
        ),
        ("It was CNN and Port Department staff.", [("CNN", Kind.ORGANIZATION), ("Port Department", Kind.ORGANIZATION)]),
        # An office before the name keeps the organisation it is of.
        (
            "It was denied by Ohio Democratic Party Chairman Peter Lund on Monday.",
            [("Ohio Democratic Party", Kind.ORGANIZATION), ("Peter Lund", Kind.PERSON)],
        ),
        # A given name after an office begins a person, though "of Representatives" sounds like a society.
        ("It was the House of Representatives Speaker Mary Ng who spoke.",
         [("House of Representatives", Kind.ORGANIZATION), ("Mary Ng", Kind.PERSON)]),
        ("He sued the Department of Justice in May.", [("Department of Justice", Kind.ORGANIZATION)]),
        ("We wrote to the Center for Safe Roads.", [("Center for Safe Roads", Kind.ORGANIZATION)]),
        # A capital that only opens the sentence is no name.
        ("Scholars disagree. Polls disagree too.", []),
        ("It was signed by Rep. G.K. Adams (D-N.C.) and others.", [("G.K. Adams", Kind.PERSON)]),
        ("A son of Omar al-Masri said no.", [("Omar al-Masri", Kind.PERSON)]),
        # A small word in capitals opens a name only where no sentence opens; a participle never does.
        ("It is the work of Lund-backed One Nation.", [("One Nation", Kind.ORGANIZATION)]),
        ("A letter by Amy May was read.", [("Amy May", Kind.PERSON)]),
        ("We heard Lund County Public Advocate Mary Adams.", [("Mary Adams", Kind.PERSON)]),
        ("They spoke aboard the USS Peter Lund.", []),  # a ship, whoever she is called after
    ],
)
def test_names_are_found_without_titles(text, expected):
    assert named(text) == expected


def test_a_headline_is_read_by_the_names_of_the_text():
    names = named("Okafor Slams Lund Over Bridge Plan\n\nAda Okafor criticized Peter Lund on Monday.")
    assert names == [
        ("Okafor", Kind.PERSON),
        ("Lund", Kind.PERSON),
        ("Ada Okafor", Kind.PERSON),
        ("Peter Lund", Kind.PERSON),
    ]


def test_a_given_name_shares_the_family_name_that_follows():
    assert ("John Ng", Kind.PERSON) in named("The house belongs to John and Mary Ng.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A senior White House official said so.", "A senior White House official"),
        ("It was the attorney general who said so.", "the attorney general"),
        ("Okafor’s spokeswoman said so.", "Okafor’s spokeswoman"),
        ("House Republicans said so.", "House Republicans"),
        ("One Republican said so.", "One Republican"),
        ("The two men said so.", "The two men"),
        ("The embattled chairman said so.", "The embattled chairman"),
        ("The recently retired judge's lawyer said so.", "The recently retired judge's lawyer"),
    ],
)
def test_descriptions_are_found_whole(text, expected):
    assert expected in described(text)


def test_a_description_that_only_begins_another_is_none():
    assert described("A senior White House official said so.") == ["A senior White House official"]
    assert described("The senator’s lawyer said so.") == ["The senator’s lawyer", "The senator"]
