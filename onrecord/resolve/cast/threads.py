"""A chain while it is being made: who or what one referent is, as far as read.

In:   Found mentions, one after another.
Out:  Thread, which becomes a Chain at the end.
Not here: deciding which thread a mention belongs to (chains.py, antecedents.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.resolve.cast.found import Found
from onrecord.resolve.cast.names import PersonName, parse_name
from onrecord.resolve.cast.words import Words
from onrecord.types import Chain, Kind, Mention, MentionForm, Role


@dataclass(slots=True, eq=False)
class Thread:
    """The mentions of one referent so far; `heads` are the nouns it was called by, `members` those a group is of."""

    kind: Kind
    gender: str = ""
    plural: bool = False
    named: bool = False
    found: list[Found] = field(default_factory=list)
    names: dict[tuple[str, ...], int] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    descriptions: dict[int, str] = field(default_factory=dict)
    roles: list[Role] = field(default_factory=list)
    members: tuple[Thread, ...] = ()

    def add(self, found: Found) -> None:
        """Take a mention in; a known gender stays."""
        self.found.append(found)
        if found.form is MentionForm.NAMED:
            self.named = True
            self.names[found.name] = self.names.get(found.name, 0) + 1
        elif found.form is MentionForm.NOMINAL:
            self.heads.setdefault(found.head, found.first)
        if found.gender in ("m", "f") and not self.gender:
            self.gender = found.gender

    @property
    def name(self) -> str:
        """The fullest name, or the description where there is none."""
        if not self.names:
            return self.described_at(None)
        return re.sub(r"([“‘]) | (?=[,”’]|'(?:s\b| ))", r"\1", " ".join(self.fullest))

    def described_at(self, word: int | None) -> str:
        """Return the description in force at a word: the latest up to there; without a word, the first."""
        places = [place for place in sorted(self.descriptions) if word is None or place <= word]
        if not places:
            return next(iter(self.descriptions.values()), "")
        return self.descriptions[places[0] if word is None else places[-1]]

    @property
    def fullest(self) -> tuple[str, ...]:
        """The name with most words, () where there is none; among equals the longest spelt, then the one used most.

        "J. Okafor" has as many words as "Jo Okafor" and is shorter.
        """
        return max(
            self.names,
            key=lambda name: (len(name), not_shouted(name), sum(map(len, name)), self.names[name]),
            default=(),
        )

    @property
    def person_names(self) -> list[PersonName]:
        """The names of two words or more, taken apart."""
        return [parse_name(name) for name in self.names if len(name) > 1]

    def chain(self, words: Words) -> Chain:
        """Return what was gathered as a Chain."""
        mentions = {words.span(found.first, found.last): found.form for found in self.found}
        return Chain(
            self.name,
            self.kind,
            self.named,
            tuple(Mention(span, form) for span, form in sorted(mentions.items())),
            tuple(dict.fromkeys(sorted(self.roles, key=lambda role: role.words))),
        )


def not_shouted(name: tuple[str, ...]) -> bool:
    """False for a name in capitals throughout, as by-lines and headlines have it."""
    return not all(word.isupper() for word in name)
