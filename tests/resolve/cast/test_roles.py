"""What an article says someone is."""

import pytest

from onrecord.read.segment import segment
from onrecord.resolve.cast.chains import find_chains
from onrecord.types import Document


def roles(text: str, name: str) -> set[tuple[str, str, bool]]:
    """Return category, value and former of the roles of one person."""
    document = Document(text)
    found = find_chains(document, segment(document))
    return {(role.category, role.value, role.former) for chain in found if chain.name == name for role in chain.roles}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rep. Mary Ng, R-CA, spoke.", {("office", "representative", False), ("party", "Republican", False),
                                        ("state", "California", False)}),
        ("Sen. Mary Ng (D-N.Y.) spoke.", {("office", "senator", False), ("party", "Democrat", False),
                                          ("state", "New York", False)}),
        ("Mary Ng of Utah spoke.", {("state", "Utah", False)}),
        ("Mary Ng, 47, spoke.", {("age", "47", False)}),
        ("Former Gov. Mary Ng spoke.", {("office", "governor", True)}),
        ("Mary Ng, the chairman of the House Ethics Committee, spoke.",
         {("office", "chairman of the House Ethics Committee", False)}),
        ("House of Representatives Speaker Mary Ng spoke.",
         {("office", "House of Representatives speaker", False)}),
        ("City spokesman Peter Lund met Mary Ng.", set()),  # his role, not hers
        ("Mary Ng, Peter Lund and Ada Okafor spoke.", set()),  # a list, no apposition
        ("A lawyer for the city, Mary Ng, spoke.", {("office", "lawyer for the city", False)}),
        ("They met Mary Ng, a judge trusted by U.S. officials.",
         {("office", "judge trusted by U.S. officials", False)}),
        ("According to Mary Ng, the president told him to leave.", set()),  # a clause, no apposition
        ("Peter Lund met Mary Ng in her capacity as a senator.", {("office", "senator", False)}),
        ("The Okafors' parents, Paul and Mary Ng, left.", {("relation", "mother", False)}),
        ("He met his late sisters, Ann Lund, Mary Ng and Olive Lund.", {("relation", "sister", False)}),
        ("His sisters, and Mary Ng, left.", set()),  # two parties, no apposition
        ("Parents and Mary Ng left.", set()),
        ("'s sisters, Mary Ng and Ann Lund, left.", {("relation", "sister", False)}),  # a text cut off
    ],
)  # fmt: skip
def test_roles_stand_beside_the_name(text, expected):
    assert roles(text, "Mary Ng") == expected


def test_a_role_keeps_the_words_it_rests_on():
    document = Document("Former Gov. Mary Ng (R-Utah) spoke.")
    [chain] = find_chains(document, segment(document))
    assert [document.quote(role.words) for role in chain.roles] == ["Former Gov.", "R", "Utah"]
