"""Which thread a description means by what was said of it: "the senator", "the attorney general", "his lawyer".

In:   a definite description, the threads with their roles, the article's date.
Out:  how well each fits, 0 where it does not.
Not here: nearness and pronouns (antecedents.py).
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.resolve.cast.lexicon import Lexicon, Term, read_lexicon
from onrecord.resolve.cast.roles import PARTY_WORDS
from onrecord.resolve.cast.threads import Thread
from onrecord.resolve.wordlists import word_set
from onrecord.types import Kind, Role

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
INITIAL = re.compile(r"[A-Z]\.?$")
# A vice president is not "the president".
LESSER = frozenset({"vice", "deputy", "lieutenant", "lt.", "assistant"})
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
    # "George W. Okafor" is in the tables with his initial or without.
    names = {" ".join(kept) for name in thread.names for kept in (name, tuple(w for w in name if not INITIAL.match(w)))}
    terms = [term for name in sorted(names) for term in lexicon.terms.get(name.lower(), ())]
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
    the tables know the office; below 0 where party or state tell against it: no senator from Iowa is "the Florida
    senator".
    """
    home = score_home(thread, {*modifiers, head}, lexicon)
    if home < 0:
        return home
    wanted = modifiers - {"former"}
    best = max((score_role(role, head, wanted, "former" in modifiers) for role in thread.roles), default=0.0)
    if best > 0 and "former" not in modifiers and has_left(lexicon, thread, head, published):
        best -= LEFT
    if best <= 0:
        best = score_terms(thread, head, modifiers, lexicon, published)
    return max(best, 0.0) + home


def score_home(thread: Thread, words: set[str], lexicon: Lexicon) -> float:
    """Return 0.5 for each of party and state that words and thread share, below 0 where they differ."""
    score = 0.0
    wanted = {PARTY_WORDS[word] for word in words & PARTY_WORDS.keys()}
    parties = {role.value for role in thread.roles if role.category == "party"} or find_parties(thread)
    if wanted and parties:
        score += 0.5 if wanted & parties else -9.0
    states = {role.value.lower().split()[-1] for role in thread.roles if role.category == "state"}
    places = {term.place.lower() for term in find_terms(lexicon, thread)} & lexicon.states.keys()
    states |= {lexicon.states[place].lower().split()[-1] for place in places}
    named = words & name_states()
    if named and states:
        score += 0.5 if named & states else -9.0
    return score


def find_parties(thread: Thread) -> set[str]:
    """Return the parties that somebody's roles and descriptions name: "the Republican nominee"."""
    told = (*(role.value for role in thread.roles), *thread.descriptions.values())
    return {PARTY_WORDS[word] for text in told for word in text.lower().split() if word in PARTY_WORDS}


@cache
def name_states() -> frozenset[str]:
    """Return the last word of each state: "hampshire", "ohio"."""
    return frozenset(state.lower().split()[-1] for state in read_lexicon().states.values())


def score_role(role: Role, head: str, modifiers: set[str], former: bool) -> float:
    """Return how well a description fits one role: head, modifiers, and whether it is over."""
    if role.category in ("party", "state", "age") or head in PARTY_WORDS:
        return 0.0
    role_words = set(re.findall(r"[\w-]+", role.value.lower()))
    heads = similar_heads(head)
    if head not in role_words and not heads & role_words:
        return 0.0
    if (LESSER & role_words) - modifiers and head in role_words:
        return 0.0
    if head in ("general", "secretary", "leader") and modifiers and not modifiers & role_words:
        return 0.0
    fit = 1.0 if head in role_words else 0.6
    return fit + 0.3 * len(modifiers & role_words) - 0.2 * (role.former != former)


def score_terms(thread: Thread, head: str, modifiers: set[str], lexicon: Lexicon, published: str | None) -> float:
    """Return how well a description fits the offices that only the tables know."""
    former = "former" in modifiers
    heads, best = similar_heads(head), 0.0
    for term in find_terms(lexicon, thread):
        if is_active(term, published) == former or (former and not (term.end and term.end[:7] < (published or ""))):
            continue
        office_words = set(re.findall(r"[\w-]+", term.office))
        states = {word for place in (term.place.lower(),) for word in lexicon.states.get(place, "").lower().split()}
        known = office_words | states | {"us", "american", "republican", "democratic", "former"}
        if heads & office_words and modifiers <= known:
            best = max(best, 0.5 + 0.2 * len(modifiers & office_words))
    return best
