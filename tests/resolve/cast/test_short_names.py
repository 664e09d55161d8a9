"""Whom a part of a name means: the one the article names in full."""

import pytest

from tests.resolve.cast.test_speakers import names


def test_a_fuller_name_is_not_joined_over_a_word_that_many_share():
    text = "The Port Department left. The Department was late. {source The Health Department} {cue said} {content no}."
    assert names(text) == [("Health Department",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a title outweighs a given name that either may have
        ("Lindsey Lund left. {source Mr. Lund} {cue said} {content no}.", "Lindsey Lund"),
        ("Michelle Lund left. {source Mr. Lund} {cue said} {content no}.", "Lund"),
        # an outlet's name without its article is the family name of whoever bears it
        ("Mayor Don Guardian spoke. {source Guardian} {cue said} {content no}.", "Don Guardian"),
        ("Mayor Don Guardian spoke. The {source Guardian} {cue said} {content no}.", "Guardian"),
        # a slip: a letter too few, two that changed places
        ("Peter Sweeney left. {source Sweeny} {cue said} {content no}.", "Peter Sweeney"),
        ("Peter Kiedis left. {source Keidis} {cue said} {content no}.", "Peter Kiedis"),
        # of two with the name, the one who spoke under the full one
        ("{source Dorothy Lund}, whose husband Ty Lund died, {cue said} {content no}. The council met on Monday. "
         "{source Lund} {cue said} {content that the war had cost enough}.", "Dorothy Lund"),
        # the one who held the office before the name, by the article or by the tables
        ("Gov. Ann Ng met Mary Ng. Mary Ng left. {source Governor Ng} {cue said} {content no}.", "Ann Ng"),
        ("Jeb Bush met George W. Bush. {source President Bush} {cue said} {content no}.", "George W. Bush"),
        # words that a headline in the text, or a state, adds to a name
        ("Mary Ng left. It was “Mayor Mary Ng Joins Growing List”. {source Ng} {cue said} {content no}.", "Mary Ng"),
        ("The Vermonter Mary Ng left. Mary Ng had come. {source Ng} {cue said} {content no}.", "Mary Ng"),
        # a family name that is a nation's too, a department by its first word
        ("They met Mark French. {source French} {cue said} {content no}.", "Mark French"),
        ("The State Department was late. {source State} {cue declined} {content to say why}.", "State Department"),
        # the noun beside a name tells who is a woman
        ("They met Zibu Lund. His wife, Nahmeh Lund, left. {source Mrs. Lund} {cue said} {content no}.",
         "Nahmeh Lund"),
        ("Zibu Lund met Nahmeh Lund, an actress. {source Ms. Lund} {cue said} {content no}.", "Nahmeh Lund"),
        ("Former AG Mary Ng left. {source AG Ng} {cue said} {content no}.", "Mary Ng"),
        # family names and given names that are titles too
        ("Mayor Steve King left. On Monday, {source King} {cue said} {content no}.", "Steve King"),
        ("Mayor Zibunna King left. {source King} {cue said} {content no}.", "Zibunna King"),
        ("Steve King met the King. On Monday, {source the King} {cue said} {content no}.", "the King"),
        ("Sen. Dean Lund left. {source Lund} {cue said} {content no}.", "Dean Lund"),
        ("Ada Lund left. {source Dean Lund} {cue said} {content no}.", "Ada Lund"),
        ("Peter Lund King Jr. left. {source King} {cue said} {content no}.", "Peter Lund King Jr."),
        # names of several small words, of words that no table has
        ("Ida von der Lund left. {source Von der Lund} {cue said} {content no}.", "Ida von der Lund"),
        ("President Zibu Inácio Lula da Silva left. {source Mr. da Silva} {cue said} {content no}.",
         "Zibu Inácio Lula da Silva"),
        ("Maung San Luu Nyi left. {source Luu Nyi} {cue said} {content no}.", "Maung San Luu Nyi"),
        # a part of what bears a person's name
        ("They heard the Peter Klein Investigative Radio. {source Klein} {cue said} {content no}.", "Peter Klein"),
    ],
)  # fmt: skip
def test_a_short_name_is_one_that_the_article_gives_in_full(text, expected):
    assert names(text)[-1] == (expected,)


@pytest.mark.parametrize(
    "name",
    ["National Bakers United for Safe Ovens", "Division of Harbor Safety", "Brotherhood of Lamp Keepers",
     "Bakers Against Cold Ovens"],
)
def test_a_body_has_its_whole_name(name):
    assert names(f"{{source {name}}} {{cue said}} {{content no}}.") == [(name,)]
    assert names(f"It was late, {{cue according to}} {{source the {name}}}, {{content it said}}.") == [(name,)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{source Ovens Without Borders (OWB)} {cue said} {content no}. {source2 OWB} {cue2 said} {content2 so}.",
         "Ovens Without Borders"),
        ("{source The Guild of Lamps (GoL)} {cue said} {content no}. {source2 The GoL} {cue2 said} {content2 so}.",
         "Guild of Lamps"),
        ("The World Health Organization met. {source The WHO} {cue said} {content no}.", "World Health Organization"),
        ("Vasquin & Sons was late. On Monday {source Vasquin} {cue said} {content no}.", "Vasquin & Sons"),
        ("Vasquin Harbour Systems was late. {source Vasquin} {cue said} {content no}.", "Vasquin Harbour Systems"),
        # whose family name it is as well
        ("Vasquin Systems met Ada Vasquin. {source Vasquin} {cue said} {content no}.", "Ada Vasquin"),
        ("{source The Workers' Party of Leeds} {cue said} {content no}.", "Workers' Party of Leeds"),
        # a firm that could be a person, but for what it is called next
        ("{source Vasqué} {cue said} {content no}. {source2 The company} {cue2 said} {content2 so}.", "Vasqué"),
        ("{source The oven's maker, the Ohio company Vasqué,} {cue said} {content no}.", "Vasqué"),
        ("They met the group Last Light. {source Last Light} {cue said} {content no}.", "Last Light"),
        ("{source Reuters} {cue said} {content no}. {source2 The agency} {cue2 said} {content2 so}.", "Reuters"),
    ],
)  # fmt: skip
def test_a_short_form_is_of_the_body_that_the_article_names_in_full(text, expected):
    assert names(text)[-1] == (expected,)


def test_a_person_stays_one_where_a_body_was_named_before():
    text = "Lund Bank met. {source Nahmeh Zibu} {cue said} {content no}. {source2 The bank} {cue2 said} {content2 so}."
    assert names(text) == [("Nahmeh Zibu",), ("Lund Bank",)]
