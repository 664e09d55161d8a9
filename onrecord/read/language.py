"""Whether a text is in English.

In:   the text of an article.
Out:  True or False; True where there is too little to tell.
Not here: which other language it is.

A test of function words, not a trained detector: those have an opinion on every headline and table, and the only
question here is whether a reader of English is at work. Quotations in other languages do not turn the balance.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

# Enough to tell by; an article that changes its language later stays what it began as.
SAMPLE_CHARACTERS = 20_000
# Fewer function words of either kind prove nothing: a headline, a list of names, a table.
MIN_EVIDENCE = 3
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def is_english(text: str) -> bool:
    """True unless the text is plainly in another language.

    "The mayor of Buenos Aires said so."  True       "El alcalde dijo que no lo sabe y que no va."  False
    "Ada Okafor, Lagos"                   True       "Мэр сказал, что не знает."                    False
    """
    words = WORD.findall(text[:SAMPLE_CHARACTERS].lower())
    letters = sum(map(len, words))
    latin = sum(len(word) for word in words if word[0] < "\u0250")
    if letters >= 10 and latin * 2 < letters:
        return False
    english, foreign = read_function_words()
    ours = sum(word in english for word in words)
    theirs = sum(word in foreign for word in words)
    if theirs >= MIN_EVIDENCE and theirs > ours:
        return False
    # English prose has these at every fourth word; lists of names and results at every thirtieth.
    return len(words) < 40 or ours * 50 >= len(words)


@cache
def read_function_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that only English has, and those that only other languages have."""
    lines = files("onrecord").joinpath("data/function_words.txt").read_text("utf-8").splitlines()
    rows = [line.split(":", 1) for line in lines if line and not line.startswith("#")]
    english = frozenset(word for name, words in rows if name == "english" for word in words.split())
    foreign = frozenset(word for name, words in rows if name != "english" for word in words.split())
    return english, foreign - english
