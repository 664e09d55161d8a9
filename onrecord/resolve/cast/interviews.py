"""Who says "I" in an interview that is printed as questions and answers, and in readers' letters.

In:   a Cast whose names are placed.
Out:  paragraph -> the thread of whoever speaks in it: the one interviewed, whose name opens the turn, or who signs.
Not here: the turns as attributions (tag/layout.py); "I" inside quotation marks (chains.py).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.resolve.cast.people import is_part_of
from onrecord.resolve.cast.threads import Thread
from onrecord.types import Kind

if TYPE_CHECKING:
    from onrecord.resolve.cast.chains import Cast

# "Q:", "Q. ", "Q What ...", and where the layout lost the space, "QWhat ...".
QUESTION = re.compile(r"Q(?:UESTION)?(?:\s?[:.–—-]|(?=[A-Z][a-z’'])|\s+(?=[A-Z“\"]))")
ANSWER = re.compile(r"A(?:NSWER)?\s?[:.–—-]\s")
NAME = re.compile(r"(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}):\s")
HANDLE = re.compile(r"(@\w+)\.?")
FEWEST_ANSWERS, FEWEST_NAMES, FEWEST_LETTERS = 2, 3, 3


def find_turns(cast: Cast) -> dict[int, Thread | None]:
    """Return who speaks in each paragraph of an interview, None for the questions; empty for other articles.

    "Q: Will you run?" "A: I will."    the answer is of whoever was named most before the first question
    "OKAFOR: I will."                  Okafor, where three turns or more open so
    """
    words, text = cast.words, cast.document.text
    opens = [i for i in range(len(words)) if i == 0 or words.paragraph[i] != words.paragraph[i - 1]]
    questions = [i for i in opens if QUESTION.match(text, words.start[i])]
    answers = [i for i in opens if ANSWER.match(text, words.start[i])]
    named = {i: match["name"] for i in opens if (match := NAME.match(text, words.start[i]))}
    turns: dict[int, Thread | None] = {}
    if min(len(questions), len(answers)) >= FEWEST_ANSWERS:
        guest = find_guest(cast, questions[0])
        turns = {**dict.fromkeys(questions), **dict.fromkeys(answers, guest)}
    elif len(named) >= FEWEST_NAMES:
        turns = {i: find_called(cast, name) for i, name in named.items()}
    return spread(cast, opens, turns) if turns else find_signed(cast, opens)


def find_signed(cast: Cast, opens: list[int]) -> dict[int, Thread | None]:
    """Return who wrote each paragraph of readers' letters: the one whose name, or handle, stands alone below it.

    What the page itself asks the readers is nobody's letter.
    """
    words, text = cast.words, cast.document.text
    signed: dict[int, Thread] = {}
    ends = dict(zip(opens, [*opens[1:], len(words)], strict=False))
    for i, end in ends.items():
        last = end - (words.lower[end - 1] == ".")
        handle = HANDLE.fullmatch(text, words.start[i], words.end[end - 1])
        if handle:
            signed[i] = Thread(Kind.PERSON, named=True, names={(handle[1],): 1})
        whole = (name for name in cast.named_at(i) if name.last == last and name.kind is Kind.PERSON)
        name = next((name for name in whole if len(name.name) > 1), None)
        if name is not None and (thread := cast.find(name)[0]) is not None:
            signed[i] = thread
    writing: dict[int, Thread | None] = {}
    if len(signed) >= FEWEST_LETTERS:
        for i, end in ends.items():
            below = next((one for one in signed if one > i), None)
            if i not in signed and below is not None and "asked" not in words.lower[i:end]:
                writing[words.paragraph[i]] = signed[below]
    return writing


def spread(cast: Cast, opens: list[int], turns: dict[int, Thread | None]) -> dict[int, Thread | None]:
    """Return the turns by paragraph; paragraphs without a mark go on with the turn before them."""
    speaking: dict[int, Thread | None] = {}
    now: Thread | None = None
    for i in opens:
        now = turns.get(i, now)
        if turns and i >= min(turns):
            speaking[cast.words.paragraph[i]] = now
    return speaking


def find_guest(cast: Cast, first: int) -> Thread | None:
    """Return the person named most before word `first`, the earlier of equals."""
    people = [thread for thread in cast.threads if thread.kind is Kind.PERSON and thread.named and not thread.members]
    counts = [sum(found.first < first for found in thread.found) for thread in people]
    best = max(range(len(people)), key=counts.__getitem__, default=None)
    return people[best] if best is not None and counts[best] else None


def find_called(cast: Cast, name: str) -> Thread | None:
    """Return the person whose turn begins with a name in capitals, or None: the outlet that asks."""
    family = name.split()[-1].lower()
    people = (thread for thread in cast.threads if thread.kind is Kind.PERSON and not thread.members)
    return next((thread for thread in people if is_part_of(family, thread)), None)
