"""Mentions of one referent joined within an article."""

import pytest

from onrecord.read.segment import segment
from onrecord.resolve.cast.chains import find_chains
from onrecord.types import Chain, Document, Kind
from tests.build import marked_all


def chains(text: str, **fields: str) -> dict[str, list[str]]:
    """Return name -> mentions of everyone in a text."""
    document = Document(text, **fields)
    found = find_chains(document, segment(document))
    return {chain.name: [document.quote(mention.span) for mention in chain.mentions] for chain in found}


def test_one_person_is_one_chain_under_the_fullest_name():
    found = chains("Okafor resigned. Mayor Ada Okafor had said so. Ms. Okafor left. She waved.")
    assert found == {"Ada Okafor": ["Okafor", "Ada Okafor", "Okafor", "She"]}


def test_families_are_kept_apart():
    found = chains("John Ng met Mary Ng. Mrs. Ng smiled. Mr. Ng did not.")
    assert found["Mary Ng"] == ["Mary Ng", "Ng"]
    assert found["John Ng"] == ["John Ng", "Ng"]


def test_father_and_son_are_two():
    assert {"Peter Lund", "Peter Lund Jr."} <= set(chains("Peter Lund left with Peter Lund Jr. on Monday."))


def test_a_pronoun_goes_with_the_gender_of_the_name():
    found = chains("Mary Ng met John Lund. He left early. She stayed.")
    assert "He" in found["John Lund"]
    assert "She" in found["Mary Ng"]


@pytest.mark.parametrize(
    ("text", "name", "mention"),
    [
        # an office said of somebody
        ("Attorney General Peter Lund spoke. The attorney general left.", "Peter Lund", "The attorney general"),
        # beside the name, on either side
        ("Mary Ng, a lawyer, spoke.", "Mary Ng", "a lawyer"),
        ("A lawyer for the city, Mary Ng, spoke.", "Mary Ng", "A lawyer"),
        # the acronym and the full form
        ("The Associated Press reported it. The AP did not say how.", "Associated Press", "AP"),
        # a campaign under its person's name
        ("Mary Ng spoke. Her campaign said more.", "Ng campaign", "Her campaign"),
        # the noun in an organisation's name
        ("The Senate Ethics Committee met. The committee adjourned.", "Senate Ethics Committee", "The committee"),
    ],
)
def test_other_words_for_the_same(text, name, mention):
    assert mention in chains(text)[name]


def test_an_office_is_known_from_the_tables_by_the_date():
    text = "Obama spoke on Monday. The president said no more."
    assert "The president" in chains(text, published="2016-09-20")["Obama"]


def test_the_order_of_the_text_is_the_order_of_the_chains():
    document = Document("Mary Ng met John Lund. Lund left. Ng stayed.")
    found = find_chains(document, segment(document))
    assert all(isinstance(chain, Chain) and chain.kind is Kind.PERSON for chain in found)
    assert [chain.name for chain in found] == ["Mary Ng", "John Lund"]


@pytest.mark.parametrize("text", ["", " ", "…", "“", "A", "He said.", "’s ’s", "The of and", "Ng, her and"])
def test_odd_texts_give_chains_or_none(text):
    assert isinstance(chains(text), dict)


def test_an_administration_is_one_whether_written_large_or_small():
    document = Document("They wrote to the Okafor Administration. Then Ada Okafor’s administration wrote back.")
    names = [chain.name.lower() for chain in find_chains(document, segment(document))]
    assert names.count("okafor administration") == 1


def test_what_someone_owns_is_not_called_like_the_owner():
    text = "{source The mayor} {cue said} {content no}. The mayor's decision was late."
    document, attributions = marked_all(text)
    found = {chain.name: chain.kind for chain in find_chains(document, segment(document), attributions)}
    assert found["The mayor"] is Kind.PERSON
    assert found["The mayor's decision"] is Kind.DOCUMENT


@pytest.mark.parametrize(("times", "kind"), [(3, Kind.PERSON), (1, None)])
def test_an_unknown_name_that_speaks_often_is_a_persons(times, kind):
    said = "".join(f" {{source{n} Vasquin}} {{cue{n} recalled}} {{content{n} that it rained}}." for n in range(times))
    document, attributions = marked_all("Vasquin's lawyer left, and Vasquin's letter came." + said)
    [chain] = [chain for chain in find_chains(document, segment(document), attributions) if chain.name == "Vasquin"]
    assert chain.kind is (kind or Kind.ORGANIZATION)


def test_a_firm_goes_by_its_name_without_the_legal_form():
    full, short = "Vasquin Lund S.A.", "Vasquin Lund"
    assert chains(f"{full} grew. {short} said so.") == {full: [full, short]}


def test_a_firm_goes_by_the_first_word_of_its_name():
    full, short = "Vasquin Harbours Inc.", "Vasquin"
    assert chains(f"{full} grew. {short} said so.") == {full: [full, short]}
