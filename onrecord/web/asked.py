"""A question as it stands in an address, and back.

In:   the parameters of an address.
Out:  Asked, which gives a Query, and the address of a question a little different.
Not here: answering it (pages.py, api.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from onrecord.record import Query
from onrecord.types import Act, Quotation

DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
NAMED = {"yes": True, "no": False}


class Order(StrEnum):
    """How statements are sorted."""

    DATE = "date"
    RELEVANCE = "relevance"


class Asked(BaseModel):
    """The parameters of a search, all optional."""

    model_config = ConfigDict(extra="ignore")

    q: str = Field(default="", max_length=400, description="Words that must all occur; in quotation marks, together.")
    speaker: str | None = Field(default=None, max_length=400, description="A name, or the key of one who speaks.")
    about: str | None = Field(default=None, max_length=400, description="A name or key: whom the statement mentions.")
    publisher: str | None = Field(default=None, max_length=400)
    since: str | None = Field(default=None, pattern=DATE, description="2017, 2017-03 or 2017-03-02; that day included.")
    until: str | None = Field(default=None, pattern=DATE, description="2017 takes all of 2017.")
    act: Act | None = None
    quotation: Quotation | None = None
    named: Literal["yes", "no"] | None = Field(default=None, description="Whether the article names the speaker.")
    document: str | None = Field(default=None, max_length=64, description="Key of an article.")
    order: Order | None = Field(default=None, description="Unless said: relevance where there are words, else date.")
    after: str | None = Field(default=None, max_length=60, description="`next` of the page before.")
    limit: int = Field(default=20, ge=1, le=200)

    @classmethod
    def read(cls, parameters: Iterable[tuple[str, str]]) -> Asked:
        """Return what a form asked; fields left empty are as good as absent, the last of two counts."""
        return cls.model_validate({name: value.strip() for name, value in parameters if value.strip()})

    def query(self) -> Query:
        """Return the record's own question."""
        return Query(
            self.q, speaker=self.speaker, since=self.since, until=self.until, act=self.act, publisher=self.publisher,
            named=NAMED.get(self.named or ""), quotation=self.quotation, about=self.about, document=self.document,
            order=self.sorted_by, limit=self.limit, after=self.after,
        )

    @property
    def sorted_by(self) -> str:
        """Return the order chosen, or the one that fits."""
        return (self.order or (Order.RELEVANCE if self.q else Order.DATE)).value

    @property
    def narrowed(self) -> bool:
        """True where anything but the words, the order and the page is asked for."""
        return bool(self.filters)

    @property
    def filters(self) -> dict[str, str]:
        """Return the filters that are set."""
        names = ("speaker", "about", "publisher", "since", "until", "act", "quotation", "named", "document")
        return {name: str(value) for name in names if (value := getattr(self, name))}

    def address(self, path: str = "/search", /, **changes: Any) -> str:
        """Return the address of this question with some parameters changed; None takes one out.

        A change leads back to the first page.
        """
        fields: dict[str, Any] = {"q": self.q or None, **self.filters, "order": self.order}
        fields["limit"] = self.limit if self.limit != 20 else None
        fields.update(changes)
        pairs = [(name, str(value)) for name, value in fields.items() if value not in (None, "")]
        return path + ("?" + urlencode(pairs) if pairs else "")
