"""Whose "I" it is in an interview printed as questions and answers."""

from tests.resolve.cast.test_speakers import names

QUESTIONS = """Mary Ng sat down with us. Ng leads the port; Peter Lund does not.

Q: Will the port close?

A: {source1 I} {cue1 doubt} {content1 it}.

And {source2 I} {cue2 hope} {content2 not}.

Q: {source3 I} {cue3 heard} {content3 otherwise}.

A: So {source4 we} {cue4 all} {content4 did}."""


def test_answers_are_of_whoever_was_named_most_before_the_first_question():
    assert names(QUESTIONS) == [("Mary Ng",), ("Mary Ng",), ("AUTHOR",), ("Mary Ng",)]


def test_a_layout_that_lost_the_space_is_an_interview_too():
    assert names(QUESTIONS.replace("Q: W", "QW").replace("Q: ", "Q ")) == names(QUESTIONS)


def test_one_question_makes_no_interview():
    text = "Mary Ng sat down with us.\n\nQ: Why?\n\nA: {source I} {cue doubt} {content it}."
    assert names(text) == [("AUTHOR",)]


def test_turns_under_names_are_of_who_is_named():
    first = "Mary Ng met Peter Lund.\n\nHARBOUR POST: Why?\n\nNG: {source1 I} {cue1 doubt} {content1 it}.\n\n"
    assert names(first + "LUND: {source2 I} {cue2 do} {content2 not}.") == [("Mary Ng",), ("Peter Lund",)]
