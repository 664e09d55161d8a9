"""What one sentence sets holds for the statements of the same occasion, and no further."""

from tests.build import marked_all, statements


def circumstances(text):
    document, _ = marked_all(text)
    return [
        tuple(span and document.quote(span) for span in (statement.addressee, statement.channel))
        for statement in statements(text)
    ]


def test_an_interview_holds_for_what_its_speaker_says_next():
    text = (
        "{source1 Ada Okafor} {cue1 said} in an interview with Harbor Radio {content1 that it was over}. "
        "{content2 “We tried,”} {source2 she} {cue2 added}."
    )
    assert circumstances(text) == [(None, "an interview with Harbor Radio")] * 2


def test_a_statement_is_not_the_channel_of_another_speaker():
    text = (
        "{source1 Ada Okafor} {cue1 said} in a statement {content1 that it was over}.\n\n"
        "{source2 Brian Park} {cue2 said} {content2 he disagreed}."
    )
    assert circumstances(text)[1] == (None, None)


def test_a_new_channel_ends_the_old_one():
    text = (
        "{source1 Ada Okafor} {cue1 said} in an interview {content1 that it was over}. "
        "{source2 She} {cue2 wrote} in a letter {content2 that it was not}. "
        "{source3 She} {cue3 added} {content3 that it might be}."
    )
    assert [channel for _, channel in circumstances(text)] == ["an interview", "a letter", "a letter"]


def test_a_channel_is_over_after_three_paragraphs_without_it():
    filler = "\n\n".join(["Rain fell on the town."] * 3)
    text = (
        "{source1 Ada Okafor} {cue1 said} in an interview {content1 that it was over}.\n\n"
        + filler
        + "\n\n{source2 Ada Okafor} {cue2 said} {content2 that it was late}."
    )
    assert circumstances(text)[1] == (None, None)


def test_an_outlet_told_once_is_still_there():
    text = (
        "{source1 Ada Okafor} {cue1 told} reporters {content1 that it was over}. "
        "{source2 She} {cue2 added} {content2 that she was tired}."
    )
    assert [addressee for addressee, _ in circumstances(text)] == ["reporters", "reporters"]


def test_the_interview_is_the_one_named_before():
    text = (
        "{source1 Ada Okafor} {cue1 said} in an interview with Harbor Radio {content1 that it was over}. "
        "{source2 Brian Park} {cue2 said} {content2 he heard it} in the interview."
    )
    assert circumstances(text)[1][1] == "an interview with Harbor Radio"


def test_an_occasion_in_an_aside_sets_no_scene():
    aside = "Ada Okafor toured the harbor {}, with Brian Park. {{source1 She}} {{cue1 said}} {{content1 it was late}}."
    assert circumstances(aside.format("despite losing in a debate")) == [(None, None)]


def test_several_interviews_are_no_occasion_that_goes_on():
    text = (
        "{source1 Ada Okafor} {cue1 said} in past interviews {content1 that it was over}.\n\n"
        "{source2 She} {cue2 wants} {content2 to rest}. {source3 She} {cue3 said} {content3 it was late}."
    )
    assert circumstances(text)[2] == (None, None)


def test_another_day_ends_the_occasion():
    text = (
        "{source1 Ada Okafor} {cue1 told} reporters {content1 that it was over}. "
        "{content2 “We tried,”} {source2 she} {cue2 said} in August."
    )
    assert circumstances(text)[1] == (None, None)


def test_what_the_rules_find_stays_as_they_have_it():
    text = "{source1 Ada Okafor} {cue1 said} in a statement {content1 that it was over}."
    assert circumstances(text) == [(None, "a statement")]


def test_an_occasion_set_by_another_sentence_is_taken_where_the_rules_are_silent():
    text = (
        "Ada Okafor gave a speech at the party’s convention in Leeds on Friday.\n\n"
        "{content1 “We will build a bridge,”} {source1 Okafor} {cue1 said}. "
        "{content2 “And soon,”} {source2 she} {cue2 promised the crowd}."
    )
    assert [channel for _, channel in circumstances(text)] == ["a speech at the party’s convention in Leeds"] * 2
