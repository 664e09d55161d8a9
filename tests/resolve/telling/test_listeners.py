"""Who is still listening to what is said next."""

import pytest

from tests.build import marked_all, statements

TOLD = "{source1 Ada Okafor} {cue1 told} Brian Park {content1 that it was over}. "


def addressees(text):
    document, _ = marked_all(text)
    return [statement.addressee and document.quote(statement.addressee) for statement in statements(text)]


@pytest.mark.parametrize(
    "later",
    [
        "{content2 “We tried,”} {source2 she} {cue2 says}.",  # quoted: in whatever tense
        "{source2 She} {cue2 said} {content2 the rest would follow}.",
        "\n\n{source2 Ms. Okafor} {cue2 added} {content2 that the rest would follow}.",
    ],
)
def test_who_was_told_still_listens(later):
    assert addressees(TOLD + later) == ["Brian Park", "Brian Park"]


@pytest.mark.parametrize(("told", "later"), [("CNN", "CNN"), ("Brian Park", None)])
def test_an_outlet_listens_longer_than_a_person(told, later):
    aside = "\n\nThe ferry was late.\n\nIt rained."
    text = f"{{source1 Ada Okafor}} {{cue1 told}} {told} {{content1 that it was over}}.{aside}"
    assert addressees(text + "\n\n{content2 “We tried,”} {source2 she} {cue2 said}.") == [told, later]


@pytest.mark.parametrize(
    "later",
    [
        "{source2 Mr. Adeyemi} {cue2 said} {content2 the rest would follow}.",  # another speaks
        "{source2 She} {cue2 believes} {content2 the rest will follow}.",  # not uttered
        "{source2 She} {cue2 declined to discuss} {content2 the rest}.",
        "{source2 She} {cue2 said} in a speech {content2 that the rest would follow}.",  # another occasion
        "{content2 “We tried,”} {source2 she} {cue2 said} in August.",  # another day
    ],
)
def test_a_listener_is_gone(later):
    assert addressees(TOLD + later) == ["Brian Park", None]


def test_those_from_whom_something_is_demanded_need_not_be_there():
    text = (
        "{source1 Ada Okafor} {cue1 urged} {content1 Brian Park to resign}. "
        "{content2 “We tried,”} {source2 she} {cue2 said}."
    )
    assert addressees(text) == ["Brian Park", None]


def test_a_habit_is_no_occasion():
    text = (
        "{source1 Ada Okafor} never fails {cue1 to remind} {content1 the crowd that she won}. "
        "{content2 “We tried,”} {source2 she} {cue2 said}."
    )
    assert addressees(text) == ["the crowd", None]


def test_the_interview_is_with_whom_was_told():
    text = TOLD + "{content2 “We tried,”} {source2 she} {cue2 said during the interview}."
    assert addressees(text) == ["Brian Park", "Brian Park"]
