"""One mention as found, before it is known who is meant.

In:   nothing.
Out:  Found, what mentions.py gives and chains.py joins.
Not here: finding.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.types import Kind, MentionForm


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and what its own words tell; `first` and `last` count words, half-open.

    `head` is the noun in the singular, the pronoun, or the family name; `name` the words of a name without titles;
    `title` the words before a name that are its title. `kind` None is a name of something that cannot speak,
    a place mostly, or a pronoun.
    """

    first: int
    last: int
    form: MentionForm
    kind: Kind | None
    gender: str
    plural: bool
    head: str
    name: tuple[str, ...]
    title: tuple[int, int] | None = None
    definite: bool = False

    @property
    def begin(self) -> int:
        """The first word, a name's title included."""
        return self.title[0] if self.title else self.first
