"""Names taken apart and compared."""

import pytest

from onrecord.resolve.cast.lexicon import pluralize, read_lexicon
from onrecord.resolve.cast.names import gender_of, parse_name, same_person


@pytest.mark.parametrize(
    ("name", "given", "family", "suffix"),
    [
        ("Ada Okafor", ("ada",), "okafor", ""),
        ("Okafor", (), "okafor", ""),  # one word alone is a family name until something else is known
        ("Donald Trump Jr.", ("donald",), "trump", "jr"),
        ("Osama bin Laden", ("osama",), "bin laden", ""),  # particles belong to the family name
        ("bin Laden", (), "bin laden", ""),
        ("Chris Van Hollen", ("chris",), "van hollen", ""),
        ("Ryu Min-jo", ("min-jo",), "ryu", ""),  # Korean family names come first
        ("Ann Okafor-Lund", ("ann",), "okafor-lund", ""),
    ],
)
def test_a_name_has_given_names_family_name_and_suffix(name, given, family, suffix):
    parsed = parse_name(name.split())
    assert (parsed.given, parsed.family, parsed.suffix) == (given, family, suffix)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Okafor", "Ada N. Okafor", True),
        ("Bill Clinton", "William Clinton", True),  # a short form
        ("Jeff Sessions", "J. Sessions", True),  # an initial
        ("Hillary Clinton", "Hillary Rodham Clinton", True),
        ("Bill Clinton", "Hillary Clinton", False),  # a family shares its name
        ("Donald Trump", "Donald Trump Jr.", False),  # only the suffix tells father from son
        ("Okafor", "Ada Okafor", False),  # part names are not decided by the name alone
        ("J. Edgar Hoover", "Edgar Hoover", True),  # the middle name in use
        ("Jeff Okafor", "Jefferson Okafor", True),
        ("Donald Okafor", "Donaldson Okafor", False),  # a family name made of a given one
    ],
)
def test_two_full_names_can_be_one_persons(one, other, same):
    assert same_person(parse_name(one.split()), parse_name(other.split())) is same
    assert same_person(parse_name(other.split()), parse_name(one.split())) is same


@pytest.mark.parametrize(("name", "gender"), [("Mary Ng", "f"), ("John Ng", "m"), ("J. Ng", ""), ("Ng", "")])
def test_a_given_name_tells_the_gender_or_nothing_does(name, gender):
    assert gender_of(parse_name(name.split()), read_lexicon()) == gender


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("spokesman", "spokesmen"),
        ("agency", "agencies"),
        ("boss", "bosses"),
        ("son-in-law", "sons-in-law"),
        ("attorney", "attorneys"),
    ],
)
def test_nouns_have_their_plural(noun, plural):
    assert pluralize(noun) == plural
