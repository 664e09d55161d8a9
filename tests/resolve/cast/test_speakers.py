"""Who is behind a source."""

import pytest

from onrecord.read.segment import segment
from onrecord.resolve.cast.entities import find_speakers
from onrecord.types import Kind, Speaker
from tests.build import marked_all


def speakers(text: str, **fields: str) -> list[Speaker | None]:
    """Return the speakers of a text with its roles in braces."""
    document, attributions = marked_all(text, **fields)
    return [speaker for speaker, _ in find_speakers(document, segment(document), attributions)]


def names(text: str, **fields: str) -> list[tuple[str, ...] | None]:
    """Return the names of the speakers."""
    return [speaker and speaker.names for speaker in speakers(text, **fields)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # surnames, also before the full name
        ("{source Lund} {cue said} {content no}. Later Peter Lund left.", "Peter Lund"),
        ("Sen. Mary Ng spoke. “{content No},” {source the senator} {cue said}.", "Mary Ng"),
        ("{source Rep. Mary Ng (D-Ohio), the head of the panel,} {cue said} {content no}.", "Mary Ng"),
        ("{source Okafor campaign spokesman Peter Lund} {cue said} {content no}.", "Peter Lund"),
        ("{source A lawyer for the city, Peter Lund,} {cue said} {content no}.", "Peter Lund"),
        ("{source Deputy Secretary of State Peter Lund} {cue said} {content no}.", "Peter Lund"),
        # a name explains the description before it, whatever stands before the name
        ("{source One critic, radio host Peter Lund,} {cue said} {content no}.", "Peter Lund"),
        ("{source Lund's last rival, former Ohio governor Mary Ng,} {cue said} {content no}.", "Mary Ng"),
        ("{source A retired baker named Mary Ng} {cue said} {content no}.", "Mary Ng"),
        ("{source Former Okafor chief of staff Mary Ng} {cue said} {content no}.", "Mary Ng"),
        ("Rep. Mary Ng, {source an Ohio Democrat} {cue supporting} {content a tax}, left.", "Mary Ng"),
        ("{source Former secretary of state Mary Ng} {cue said} {content no}.", "Mary Ng"),
        ("{source The senator from Ohio Mary Ng} {cue said} {content no}.", "Mary Ng"),
        ("{source Co-author of the study Mary Ng} {cue said} {content no}.", "Mary Ng"),
        ("{source U.S. Ambassador to Norway Mary Ng} {cue said} {content no}.", "Mary Ng"),
        ("{source Incoming chair of the House Harbour Committee Mary Ng} {cue said} {content no}.", "Mary Ng"),
        ("{source A friend of billionaire Mary Ng} {cue said} {content no}.", "A friend of billionaire Mary Ng"),
        ("{source Clinic and safety manager Mary Ng, of the port,} {cue said} {content no}.", "Mary Ng"),
        ("{source An aide to Ohio Gov. Mary Ng} {cue said} {content no}.", "An aide to Ohio Gov. Mary Ng"),
        ("{source RNC Chief of Staff Mary Ng} {cue said} {content no}.", "Mary Ng"),
        ("{source One pastor} {cue backing} {content him}, Peter Lund of Ohio, left.", "Peter Lund"),
        # two words with a particle are a part of a name too
        ("Marine Le Lund left. {source Le Lund} {cue said} {content no}.", "Marine Le Lund"),
        ("Mayor Bill de Lund left. {source De Lund} {cue said} {content no}.", "Bill de Lund"),
        # who is a plain word by family name, or whose given name only a headline has
        ("The host George Will left. Then {source Will} {cue said} {content no}.", "George Will"),
        ("Zhenya Okolie Tells Her Story.\n\nMs. Okolie left. {source Okolie} {cue said} {content x}.", "Zhenya Okolie"),
        ("Supervisor of Elections Mary Ng left. {source Ng} {cue said} {content no}.", "Mary Ng"),
        ("{source Representative Peter T. King, a Republican,} {cue said} {content no}.", "Peter T. King"),
        ("One named Mary Okolie, an Air Force major, left. {source Okolie} {cue said} {content no}.", "Mary Okolie"),
        ("{source Blogger John “Tig” Lund} {cue said} {content no}.", "John “Tig” Lund"),
        # a body by the letters, or the word, that the article gives for it
        ("The Lund People’s Party, or LPP, won. {source LPP} {cue said} {content no}.", "Lund People’s Party"),
        ("The Lund People's Party, or LPP, won. {source LPP} {cue said} {content no}.", "Lund People's Party"),
        ("The Vasquin Road Union (VRU) won. {source VRU} {cue said} {content no}.", "Vasquin Road Union"),
        ("Vasquin University won. {source Vasquin} {cue said} {content no}.", "Vasquin University"),
        ("{source The Club for Bread PAC} {cue said} {content no}.", "Club for Bread PAC"),
        ("{source The super PAC Harbours USA Action} {cue said} {content no}.", "Harbours USA Action"),
        ("{source One group, Partnership for Bread,} {cue said} {content no}.", "Partnership for Bread"),
        ("{source Co-moderator Mary Ng} {cue said} {content no}.", "Mary Ng"),
        ("{source Scot Ross, a baker,} {cue said} {content no}.", "Scot Ross"),
        # what a party tells against
        ("Democrat Mary Ng met Peter Lund. {source The GOP front-runner} {cue said} {content no}.", "Peter Lund"),
        ("Mary Ng left. {source The 43-year-old} {cue said} {content no}.", "Mary Ng"),
        ("Mary Ng left. {source The self-described socialist} {cue said} {content no}.", "Mary Ng"),
        # a family name that comes first, though it is a plain word too
        ("Ban Min-jo left. {source Ban} {cue said} {content no}.", "Ban Min-jo"),
        # whoever is possessed speaks, not the possessor
        ("Mary Ng left. {source Ng’s close friends and kin} {cue said} {content no}.", "Ng’s close friends and kin"),
        ("Mary Ng left. {source Ng’s spokeswoman} {cue said} {content no}.", "Ng’s spokeswoman"),
        ("{source Channel 5's Peter Lund} {cue asked} {content why}.", "Peter Lund"),
        # but what somebody says stands for who says it
        ("Mary Ng left. {cue By} {source Ng’s account}, {content it rains}.", "Mary Ng"),
        # an outlet goes by its name, and a firm by its longest
        ("{source The daily Harbour Times newspaper} {cue said} {content no}.", "Harbour Times"),
        ("Solvix Inc. is closed. {source Solvix} {cue said} {content no}.", "Solvix Inc."),
        # a title elsewhere tells a person, and "Jr." the son
        ("A letter came from Amy English. {source Ms. English} {cue said} {content no}.", "Amy English"),
        ("Bo Lund Jr. left. {source Bo Jr.} {cue said} {content no}.", "Bo Lund Jr."),
        # the firm spoken of, not another's
        (
            "Lund's parent company left. Solvix Inc. sold cars and Solvix Inc. grew. {source The company} {cue said} "
            "{content no}.",
            "Solvix Inc.",
        ),
        # plain words can be a name, though they open the sentence
        ("{source Judicial Watch} {cue said} {content no}.", "Judicial Watch"),
        # an infinitive that the verb of thinking left behind is no part of the source
        ("It is thought by {source U.S. intelligence to be a spy} {content of Lund}.", "U.S. intelligence"),
        ("{source The first woman to be mayor} {cue said} {content no}.", "The first woman to be mayor"),
        # descriptions stand in full, as written
        ("{source A senior White House official} {cue said} {content no}.", "A senior White House official"),
        ("{source Republicans on the panel} {cue said} {content no}.", "Republicans on the panel"),
        # without what only tells more of them
        ("{source An aide to Lund, who asked not to be named,} {cue said} {content no}.", "An aide to Lund"),
        ("{source Bakers on the panel — most of them from Ohio —} {cue said} {content no}.", "Bakers on the panel"),
        # a name that only the bounds of the source hold together
        ("{source Bread for Ohio, a group of bakers,} {cue said} {content no}.", "Bread for Ohio"),
        ("{source Ready for Mary} {cue said} {content no}.", "Ready for Mary"),
        ("{source Our Lanterns} {cue said} {content no}.", "Our Lanterns"),
        ("{source The Lund County Coroner’s Office} {cue said} {content no}.", "Lund County Coroner’s Office"),
        ("{source A bakers group called Salt of Ohio} {cue said} {content no}.", "Salt of Ohio"),
        ("{source The Federation of Bakers} {cue said} {content no}.", "Federation of Bakers"),
        # nobody becomes president by standing near
        ("Peter Lund left. {source The president} {cue said} {content no}.", "The president"),
        # relatives point to what stands before them
        ("Peter Lund, {source who} {cue said} {content no}, left.", "Peter Lund"),
        # an agency is the government's, a candidate one who runs, a vice president no president
        ("The FBI called Solvix Inc. {source The agency} {cue said} {content no}.", "FBI"),
        ("Sen. Mary Ng left. Peter Lund sang. {source The candidate} {cue said} {content no}.", "Mary Ng"),
        ("Vice President Mary Ng left. {source The president} {cue said} {content no}.", "The president"),
        # the one just brought in without a name goes before one who only could be meant
        ("Executive Mary Ng left. A port executive came. {source The executive} {cue said} {content so}.",
         "A port executive"),
        # whose host it is tells against those who stand near
        ("Mary Ng left. {source The program's host} {cue said} {content no}.", "The program's host"),
        ("{source A super PAC} {cue said} {content no}.", "A super PAC"),
        # past whose adviser, and where an editor, somebody is
        ("It cheered an adviser to Lund, {source who} {cue said} {content so}.", "an adviser to Lund"),
        ("It cheered the editors of the Post, {source who} {cue said} {content so}.", "the editors of the Post"),
        ("Mary Ng spoke to Lund, {source who} {cue said} {content so}.", "Lund"),
        # "those" says nothing without what they say
        ("It cheered those {source who} {cue said} {content it pays}.", "those who said it pays"),
        # campaigns go by their person's family name
        ("Mary Ng spoke. {source Mary Ng's campaign} {cue said} {content no}.", "Ng campaign"),
        ("Mary Ng spoke in Ohio. {source The campaign} {cue said} {content no}.", "Ng campaign"),
        ("Mary Ng spoke. {source The Ng camp} {cue said} {content no}.", "Ng camp"),
    ],
)
def test_a_source_is_resolved_to_the_fullest_name(text, expected):
    assert names(text) == [(expected,)]


def test_the_fuller_description_stays_in_force():
    text = "{source1 A clerk at City Hall} {cue1 said} {content1 no}. {source2 The clerk} {cue2 said} {content2 yes}."
    assert names(text) == [("A clerk at City Hall",), ("A clerk at City Hall",)]


def test_an_office_in_the_lead_is_the_one_named_as_the_next_to_speak():
    text = "Rain. {{source1 {}}} {{cue1 says}} {{content1 no}}.\n\n{{source2 Mary Ng}} {{cue2 said}} {{content2 so}}."
    assert names(text.format("The head of the Bakers Union"))[0] == ("Mary Ng",)
    assert names("Port Chief Quits.\n\n" + text.format("The head of the Bakers Union"))[0] == ("Mary Ng",)
    assert names(text.format("A head of the Bakers Union"))[0] == ("A head of the Bakers Union",)
    assert names(text.format("The spokesman of the Bakers Union"))[0] == ("The spokesman of the Bakers Union",)


def test_a_headline_that_only_describes_means_the_one_who_speaks_first_below_it():
    text = "{{source1 {}}} {{cue1 Says}} {{content1 Lund Lies}}.\n\n{{source2 Mary Ng}} {{cue2 said}} {{content2 so}}."
    assert names(text.format("Ohio Port Chief")) == [("Mary Ng",), ("Mary Ng",)]
    assert names(text.format("The President")) == [("The President",), ("Mary Ng",)]
    assert names(text.format("Ohio Port Official")) == [("Ohio Port Official",), ("Mary Ng",)]


def test_the_outlet_that_published_the_article_is_its_author():
    text = "{source The Harbour Post} {cue reported} {content it}."
    assert names(text, publisher="Harbour Post") == [("AUTHOR",)]
    assert names(text, publisher="harbour-post") == [("AUTHOR",)]
    assert names(text, publisher="harb-post") == [("AUTHOR",)]
    assert names(text, publisher="Lund Gazette") == [("Harbour Post",)]
    assert names(text, publisher="harb-times") == [("Harbour Post",)]


def test_a_law_keeps_its_name_when_it_is_called_by_its_noun():
    text = "Mary Ng backed the Equal Harbour Amendment. {source The amendment} {cue bars} {content fishing}."
    assert names(text) == [("Equal Harbour Amendment",)]


def test_who_has_no_name_goes_on_speaking_under_another_noun():
    text = "{source1 A clerk at City Hall} {cue1 said} {content1 no}. {source2 %s} {cue2 said} {content2 yes}."
    assert names(text % "The woman")[1] == ("A clerk at City Hall",)
    assert names(text % "That person")[1] == ("A clerk at City Hall",)


def test_a_quoted_name_does_not_draw_the_pronoun():
    text = "Peter Lund spoke on Monday.\n\n“{content John Okafor must go,}” {source he} {cue said}."
    assert names(text) == [("Peter Lund",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whoever spoke before a quotation speaks behind it, whomever it names
        (
            "Mary Ng met Sue Okafor. “{content It is over},” {source Ng} {cue said}. Okafor won.\n\n"
            "“{content Sue Okafor must go. She lost},” {source she} {cue said}.",
            "Mary Ng",
        ),
        (
            "Peter Lund met Jack Okafor. {source Lund} {cue said} {content no}. But, {source he} {cue said}, "
            "{content “Okafor is right.”}",
            "Peter Lund",
        ),
    ],
)
def test_he_and_she_are_who_spoke_or_acted_last(text, expected):
    assert names(text)[-1] == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peter Lund, who lost and {source who} {cue said} {content no}, left.", ("Peter Lund",)),
        ("Mary Ng and Peter Lund, {source who} both {cue said} {content no}, left.", ("Mary Ng", "Peter Lund")),
        ("Mary Ng (D), Bo Li and Peter Lund, {source all of whom} {cue said} {content no}, left.",
         ("Mary Ng", "Bo Li", "Peter Lund")),
        ("Two Democrats, {source both of whom} {cue said} {content no}, left.", ("Two Democrats",)),
        ("Mary Ng is a judge {source who} {cue said} {content no}.", ("Mary Ng",)),
        # no mention holds these
        ("Mary Ng spoke to some {source who} {cue said} {content no}.", ("some",)),
        ("Mary Ng has 40 percent, Lund 12 percent {source who} {cue said} {content no}.", ("12 percent",)),
        ("Mary Ng met a number of voters {source who} {cue said} {content no}.", ("a number of voters",)),
        # a noun behind a preposition only tells where
        ("The lawyer in red shoes {source who} {cue said} {content no} left.", ("The lawyer in red shoes",)),
    ],
)  # fmt: skip
def test_who_is_what_stands_before_it(text, expected):
    assert names(text) == [expected]


def test_the_first_person_is_the_speaker_inside_a_quotation_and_the_author_outside():
    text = "“{content1 {source2 I} {cue2 think} {content2 it rains}},” {source1 Peter Lund} {cue1 said}."
    assert names(text) == [("Peter Lund",), ("Peter Lund",)]
    [speaker] = speakers("{source I} {cue think} {content it rains}.")
    assert speaker == Speaker(("AUTHOR",), Kind.AUTHOR, True)


def test_no_source_is_no_speaker():
    assert speakers("It was {cue reported} {content that it rains}.") == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{source1 Mary Ng} {cue1 denied} {content1 it} and {cue2 accused} {content2 Lund}.", ("Mary Ng",)),
        ("{source1 Mary Ng} {cue1 spoke of} {content1 rain}, {cue2 saying} {content2 it pours}.", ("Mary Ng",)),
        # a passive has another subject
        ("{source1 Mary Ng} {cue1 praised} {content1 a bill} {cue2 known as} {content2 the Act}.", None),
    ],
)
def test_a_second_verb_has_the_first_one_s_subject(text, expected):
    assert names(text)[1] == expected


def test_a_source_that_changed_places_with_its_cue_is_the_name():
    assert names("“{content It rains},” {source said} {cue Mary Ng}.") == [("Mary Ng",)]


def test_who_is_described_in_the_lead_is_named_later():
    text = (
        "{source A spokesman for Mary Ng} {cue said} {content no} on Monday.\n\n"
        "The road stays shut. Ng spokesman Bo Lund was asked again."
    )
    assert names(text) == [("Bo Lund",)]


def test_a_federal_judge_is_a_district_judge():
    ruling = "{source A federal judge} {cue said} {content no}."
    text = f"{ruling} {{source2 U.S. District Judge Ada Ng}} {{cue2 said}} {{content2 so}}."
    assert names(text) == [("Ada Ng",)] * 2


def test_what_the_lead_describes_is_named_later():
    text = (
        "A House panel met.\n\n{source A House panel} {cue said} {content no} on Monday.\n\n"
        "The House Ethics Committee is new."
    )
    assert names(text) == [("House Ethics Committee",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # another state's senator, and another party's, tells against
        ("Mary Ng spoke. So did Sen. Bo Lund, R-Iowa. {source The Ohio senator} {cue said} {content no}.", "Mary Ng"),
        ("Mary Ng (R-Ohio) met Bo Lund (D-Iowa). {source The Iowa Democrat} {cue said} {content no}.", "Bo Lund"),
        # of two the one who is spoken of, not the one named last within what he said
        (
            "Former governor Bo Lund spoke. “{content2 Governor Ng is able},” {source2 Lund} {cue2 said}. "
            "Mary Ng left.\n\n{source3 The former governor} {cue3 said} {content3 no}.",
            "Bo Lund",
        ),
        # who is described twice, or by an adverb
        ("Bo Lund spoke. Lund left. {source The mogul and television star} {cue said} {content no}.", "Bo Lund"),
        ("Bo Lund, a senator, spoke. {source The famously gruff senator} {cue said} {content no}.", "Bo Lund"),
        # a body that has the noun in its name before one that was only described so
        (
            "The Supreme Court met. The Supreme Court rose late, as no liberal court does. "
            "{source The court} {cue said} {content no}.",
            "Supreme Court",
        ),
        # no country is "the paper"
        ("Mary Ng read a white paper. The U.S. has it. {source The paper} {cue said} {content no}.", "a white paper"),
    ],
)
def test_an_office_and_nearness_together_tell_who_is_meant(text, expected):
    assert names(text)[-1] == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the name ends where the verb begins
        ("{source A Reuters/Ipsos poll released on Monday} {cue shows} {content it}.", "Reuters/Ipsos poll"),
        ("{cue In} {source a University of Vermont poll}, {content it rains}.", "University of Vermont poll"),
        # the lead's poll is the one named next, and so is the day's
        ("{content It rains}, {cue says} {source a new poll}. The CBS poll is out.", "CBS poll"),
        ("A CBS poll is out. {content It rains} {cue in} {source Monday's poll}.", "CBS poll"),
        # whose it is makes no name
        ("{source Her Facebook page} {cue says} {content it rains}.", "Her Facebook page"),
    ],
)
def test_a_poll_is_called_by_who_made_it(text, expected):
    assert names(text) == [(expected,)]


def test_every_speaker_has_a_reason_with_words_of_the_article():
    document, attributions = marked_all("Mayor Mary Ng left. {source She} {cue said} {content no}.")
    [(speaker, reason)] = find_speakers(document, segment(document), attributions)
    assert speaker.names == ("Mary Ng",)
    assert document.quote(reason.words) == "Mary Ng"
    assert "She" in reason.why and 0.5 < reason.score <= 1


def test_what_the_article_does_not_explain_is_unsure():
    document, attributions = marked_all("{source They} {cue said} {content no}.")
    [(speaker, reason)] = find_speakers(document, segment(document), attributions)
    assert speaker == Speaker(("They",), Kind.GROUP, False)
    assert reason.score < 0.5


def test_the_bare_office_is_not_a_former_holder_s():
    text = "President Obama left. {source The president} {cue said} {content no}."
    assert names(text, published="2016-05-01") == [("Obama",)]
    assert names(text, published="2019-03") == [("The president",)]


def test_a_given_name_that_misleads_does_not_leave_a_pronoun_alone():
    text = "Leslie Lund said that the port is open, but {source he} {cue warned} {content of ice}."
    assert names(text) == [("Leslie Lund",)]


def test_a_ministry_of_a_country_has_its_name():
    [speaker] = speakers("{source Latvia’s foreign ministry} {cue said} {content no}.")
    assert (speaker.names, speaker.named) == (("Latvia’s foreign ministry",), True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gov. Mary Ng of Ohio, {source a Republican} {cue backing} {content a tax}, left.", ("Mary Ng",)),
        ("Mary Ng, the mayor and {source head of the panel}, {cue backed} {content a tax}.", ("Mary Ng",)),
        ("Mary Ng, the mayor and a banker {source who} {cue backs} {content a tax}, left.", ("Mary Ng",)),
        ("{source Lund County (Ohio) Sheriff Mary Ng, an old foe,} {cue backed} {content a tax}.", ("Mary Ng",)),
        ("{source Neither Mary Ng nor Peter Lund} {cue backed} {content a tax}.", ("Mary Ng", "Peter Lund")),
        ("{source Neither Mary Ng nor her opponents} {cue backed} {content a tax}.", ("Mary Ng", "her opponents")),
        # a family of two, and one of whom the article says something else
        ("Mary Ng met Peter Ng. {source Her husband} {cue said} {content no}.", ("Peter Ng",)),
        ("Mary Ng met her son Peter Ng. {source Her husband} {cue said} {content no}.", ("Her husband",)),
        ("John Ng asked his parents, Bo and Mary Ng. {source His mother} {cue said} {content no}.", ("Mary Ng",)),
        ("John Ng asked his parents, Paul and Mary. {source His father} {cue said} {content no}.", ("Paul",)),
        # behind an age, behind a comma and kin, and what one says to be called
        ("Ada Lund, 54, a vendor, left. {source The vendor} {cue said} {content no}.", ("Ada Lund",)),
        ("Peter Lund left. His wife, Zibu, wept. {content “I go”}, {source she} {cue said}.", ("Zibu",)),
        ("{source A man who gave his name only as Lund} {cue said} {content no}.", ("Lund",)),
        ("{source One of the two, 19-year-old Ada Lund,} {cue said} {content no}.", ("Ada Lund",)),
        ("Peter Lund scored. {source The striker} {cue said} {content no}.", ("Peter Lund",)),
    ],
)
def test_what_stands_around_a_name_is_its_bearers(text, expected):
    assert names(text) == [expected]


@pytest.mark.parametrize(
    "text", ["{source candidate}", "{source six in}", "{source both and bakers Mary Ng}", "{source Ng, her aides and}"]
)
def test_a_text_may_end_with_its_source(text):
    assert len(speakers("{content It rains}, {cue said} " + text)) == 1
