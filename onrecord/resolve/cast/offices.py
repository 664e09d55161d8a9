"""Which thread a description means by what was said of it: "the senator", "the attorney general", "his lawyer".

In:   a definite description, the threads with their roles, the article's date.
Out:  how well each fits, 0 where it does not.
Not here: nearness and pronouns (antecedents.py).
"""

from __future__ import annotations

import re

from onrecord.resolve.cast.lexicon import Lexicon, Term
from onrecord.resolve.cast.threads import Thread
from onrecord.resolve.wordlists import word_set
from onrecord.types import Kind

# Words that news uses for the same role.
SAME_ROLE = [
    {"senator", "lawmaker", "legislator"},
    {"congressman", "congresswoman", "representative", "lawmaker", "legislator"},
    {"candidate", "nominee", "contender", "hopeful", "standard-bearer", "frontrunner", "front-runner"},
    {"spokesman", "spokeswoman", "spokesperson"},
    {"chairman", "chairwoman", "chair", "chairperson", "head", "leader"},
    {"adviser", "advisor", "aide", "strategist", "consultant", "operative"},
    {"lawyer", "attorney", "counsel"},
    {"ceo", "executive", "boss", "chief"},
    {"billionaire", "mogul", "businessman", "tycoon", "magnate", "developer", "entrepreneur"},
    {"journalist", "reporter", "columnist", "correspondent", "anchor", "host", "commentator", "editor"},
    {"professor", "scholar", "academic", "researcher", "scientist", "expert"},
    {"doctor", "physician", "surgeon"},
    {"pollster", "strategist"},
    {"ambassador", "diplomat", "envoy"},
    {"judge", "justice"},
    {"minister", "premier"},
]
# Who has left an office is called by its name out of courtesy, and seldom meant by the bare word.
LEFT = 0.6
EMPTY = word_set(
    "the a an this that these those his her their its our my your 's ' ’ of s former current longtime new top "
    "senior"
)


def similar_heads(head: str) -> set[str]:
    """Return `head` and the nouns that can stand for it."""
    return {head}.union(*(group for group in SAME_ROLE if head in group))


def find_terms(lexicon: Lexicon, thread: Thread) -> list[Term]:
    """Return the offices that the tables know of the bearer of a thread's names, at any time."""
    if thread.kind is not Kind.PERSON:
        return []
    terms = [term for name in thread.names for term in lexicon.terms.get(" ".join(name).lower(), ())]
    if not terms and len(thread.fullest) == 1:
        terms = list(lexicon.leaders.get(thread.fullest[0].lower(), ()))
    return terms


def is_active(term: Term, published: str | None) -> bool:
    """True where the office was held when the article was published."""
    month = (published or "")[:7]
    return bool(month) and term.start[:7] <= month and (not term.end or month <= term.end[:7])


def has_left(lexicon: Lexicon, thread: Thread, head: str, published: str | None) -> bool:
    """True where the tables know the office and that it had ended: "President Obama" in an article of 2019."""
    held = [term for term in find_terms(lexicon, thread) if head in re.findall(r"[\w-]+", term.office)]
    return bool(published and held) and not any(is_active(term, published) for term in held)


def score_office(thread: Thread, head: str, modifiers: set[str], lexicon: Lexicon, published: str | None) -> float:
    """Return how well a description fits what the article, or the tables, say of a thread.

    1.0 and more where a role has the head itself and the modifiers; 0.6 for a word of the same meaning; 0.5 where only
    the tables know the office.
    """
    best = 0.0
    heads = similar_heads(head)
    for role in thread.roles:
        role_words = set(re.findall(r"[\w-]+", role.value.lower()))
        if role.category in ("party", "state", "age"):
            continue
        if head in role_words:
            fit = 1.0
        elif heads & role_words:
            fit = 0.6
        else:
            continue
        if head == "general" or head == "secretary" or head == "leader":
            fit = fit if not modifiers or modifiers & role_words else 0.0
        best = max(best, fit + 0.3 * len(modifiers & role_words) - 0.2 * role.former * ("former" not in modifiers))
    if best and "former" not in modifiers and has_left(lexicon, thread, head, published):
        best -= LEFT
    if best == 0:
        for term in (term for term in find_terms(lexicon, thread) if is_active(term, published)):
            office_words = set(re.findall(r"[\w-]+", term.office))
            if (head in office_words or heads & office_words) and modifiers <= office_words | {
                "us",
                "american",
                "republican",
                "democratic",
            }:
                best = max(best, 0.5 + 0.2 * len(modifiers & office_words))
    return best
