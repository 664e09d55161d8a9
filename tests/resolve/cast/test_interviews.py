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


def test_the_one_asked_is_you():
    assert names(QUESTIONS.replace("{source3 I}", "{source3 you}")) == [("Mary Ng",)] * 4
    [speaker] = names("Mary Ng left. “{content It rains},” {source you} {cue say}.")
    assert speaker == ("you",)


LETTERS = """LETTERS.

{source1 I} {cue1 like} {content1 the port}.

It is {source2 my} {cue2 view} {content2 that it pays}.

Mary Ng.

Lund, Ohio.

WEB.

{source3 We} {cue3 asked} {content3 who pays}.

{source4 I} {cue4 doubt} {content4 it}.

@harbourmaster1.

So do {source5 I} {cue5 think} {content5 of that}.

Peter Lund."""


def test_a_letter_is_of_who_signs_it():
    found = names(LETTERS)
    assert found == [("Mary Ng",), ("Mary Ng",), ("AUTHOR",), ("@harbourmaster1",), ("Peter Lund",)]


def test_two_names_that_stand_alone_make_no_letters():
    assert names(LETTERS.replace("@harbourmaster1.", "It rains.")) == [("AUTHOR",)] * 5
