"""Whether a time lies ahead: the words around it, not the calendar.

In:   the tokens of a text, and where a time expression stands.
Out:  True for "will meet on Friday", "due by Nov. 16"; False for "met on Friday", the habit of news.
Not here: which Friday that is (resolve/dates.py).
"""

from __future__ import annotations

from onrecord.resolve.times.vocabulary import Word
from onrecord.resolve.wordlists import read_table


def read_tenses() -> dict[str, bool]:
    """Return the words of data/tense.csv: True for those that look ahead."""
    return {row["word"]: row["tense"] == "ahead" for row in read_table("tense.csv")}


TENSES = read_tenses()
STOPS = frozenset({".", ";", "?", "!", "”", ":"})
REACH = 14
ARRANGED = {"scheduled", "expected", "due", "set", "planned"}
# What is called by its day once it has happened.
DONE = {"ruling", "decision", "verdict", "attack", "attacks", "bombing", "bombings", "explosion", "blast", "shooting",
        "crash", "killing", "killings", "arrest", "arrests", "announcement", "statement", "results", "loss", "victory"}
CALENDAR = {"begin", "convene", "meet", "resume"}
HELPING = [["did"], ["not"], ["didn't"], ["didn’t"], ["couldn't"], ["couldn’t"]]
MEANT = {"planned", "intended", "hoped"}
# What these lead to is to come, if it has a month: "agreed to meet in May"; "agreed to meet Friday" was on Friday.
RESOLVED = {"decided", "agreed", "vowed", "pledged", "promised", "offered"}
BEING = {"is", "are", "was", "were", "be", "been", "being"}


def looks_ahead(words: list[Word], first: int, last: int) -> bool | None:
    """Return whether the time at `words[first:last]` is spoken of as still to come.

    The nearest verb before it in its sentence decides, else the nearest one after:
        "will testify on Friday" -> True      "said Friday he will testify" -> False
        "On Friday, voters will decide" -> True
    None where no verb is near: "talks on the merger in January".
    "By" and "until" lead to what is to come, unless it "had" been: "postponed until Friday", "had filed by Friday".
    """
    stretch = words[max(0, first - REACH) : first]
    lead = stretch[-1].letters if stretch else ""
    if lead == "as":  # "as early as Tuesday"
        return True
    owned = [word.letters for word in words[last : last + 2]]
    if len(owned) == 2 and words[last].kind == "possessive" and owned[1] in DONE:
        return False  # "will appeal Wednesday's ruling"
    verb = stretch[-2].letters if lead in {"on", "in"} and len(stretch) > 1 else lead
    if verb in {"is", "are"}:  # "the vote is on Sunday"
        return True
    if [word.letters for word in stretch[-2:]] == ["ahead", "of"]:
        return True
    if lead in {"by", "until"} and not stretch[-1].capital:
        return not any(word.letters == "had" for word in stretch[-8:])
    places = [*range(first - 1, max(-1, first - 1 - REACH), -1), None, *range(last, min(len(words), last + REACH))]
    dated = any(word.kind in {"month", "season"} for word in words[first:last])
    stopped = False
    for place in places:
        if place is None:
            stopped = False
        elif words[place].letters in STOPS or words[place].kind == "gap":
            stopped = True
        elif place < first - 1 and words[place].letters == "despite" and words[place + 1].letters.endswith("ing"):
            return False  # "will run despite saying in April that it would not"
        elif not stopped and (ahead := _judge(words, place)) is not None:
            resolved = dated and place < first and words[place].letters in RESOLVED and _leads_to_verb(words, place)
            return ahead or resolved
    return None


def _leads_to_verb(words: list[Word], place: int) -> bool:
    """True for "agreed to meet", not for "agreed to the plan" and "agreed to it"."""
    after = words[place + 1 : place + 3]
    return len(after) == 2 and after[0].letters == "to" and after[1].kind == "other" and after[1].letters.isalpha() \
        and after[1].letters not in {"it", "its", "their", "his", "her", "them", "him", "such", "that"}


def _judge(words: list[Word], place: int) -> bool | None:
    """Return whether one word looks ahead or back, None when it does neither: "be named" waits for "will" or "to"."""
    letters = words[place].letters
    before = [word.letters for word in words[max(0, place - 2) : place]]
    after = words[place + 1].letters if place + 1 < len(words) else ""
    if letters in ARRANGED and "had" in before:
        return False  # "had been due to end Friday"
    if letters in MEANT and after == "to" or letters == "planned" and after in {"for", "a", "an", "the", "another"}:
        return True
    if letters == "set" and after not in {"to", "for"} and not BEING & set(before):
        return False  # "a record set on Aug. 6"
    if letters in TENSES and before[-1:] == ["to"] or letters in CALENDAR and before[-1:] in HELPING:
        return None  # "to expire Friday" waits for "is due" or "had been due", "not meet Friday" for "did" or "will"
    if letters.endswith(("'ll", "’ll", "won't", "won’t")):
        return True
    if letters == "be" and "to" in before or letters == "to" and before[-1:] in (["is"], ["are"]):
        return True
    if letters in TENSES:
        return TENSES[letters]
    past = letters.endswith("ed") and len(letters) > 4 and not words[place].capital and before[-1:] != ["be"]
    return False if past else None
