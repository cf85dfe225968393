"""What may be asked: the parameters of each question as typed models, which the OpenAPI document is made from."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from gigawatch.ledger import Stage
from gigawatch.model import EntityKind, Settlement
from gigawatch.question import Observatory, Query, SortKey

DAY = r"^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
LONGEST = 200  # characters of a name or word that is asked for

Text = Annotated[str, Field(min_length=1, max_length=LONGEST)]
Time = Annotated[str, Field(pattern=DAY, examples=["2022", "2022-07", "2022-07-25"])]


class Lang(StrEnum):
    """The language that names and reasons are told in."""

    EN = "en"
    ZH = "zh"


class Format(StrEnum):
    """How an answer is written."""

    JSON = "json"
    CSV = "csv"


class By(StrEnum):
    """What a date counts by: publication, or when this workspace held the source."""

    PUBLISHED = "published"
    HELD = "held"


class Asked(BaseModel):
    """A question in a language. A parameter that there is not is refused, not left aside."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: Lang = Field(default=Lang.EN, description="language of names and reasons")


class Timed(Asked):
    """A question by the clocks that choose among sources."""

    as_of: Time | None = Field(default=None, description="only what was published by then; a month or year to its end")
    believed_on: Time | None = Field(default=None, description="only what this workspace held then")

    def at(self, book: Observatory) -> Observatory:
        """The workspace by these clocks."""
        return book.by(as_of=self.as_of, believed_on=self.believed_on)


class Listed(BaseModel):
    """A part of a list, and how it is written."""

    limit: int = Field(default=100, ge=1, le=1000, description="at most so many rows")
    offset: int = Field(default=0, ge=0, le=10_000_000, description="rows to pass over")
    format: Format = Field(default=Format.JSON, description="json, or csv for spreadsheets and data frames")


class Chosen(Timed):
    """Conditions that a fact must meet, each as `gigawatch ledger` has it."""

    subject: Text | None = Field(default=None, description="one thing: its name in either language, or its id")
    company: Text | None = Field(default=None, description="a company with its subsidiaries, sites and phases")
    place: Text | None = Field(default=None, description="a place with all that lies in it")
    link: Text | None = Field(default=None, description="a link of the chain: cell, cathode, separator, ...")
    measure: Text | None = Field(default=None, description="capacity, investment, production, ...")
    status: Text | None = Field(default=None, description="signed, under_construction, operating, ...")
    stage: Stage | None = Field(default=None, description="how far it is there; planned and built are never one")
    period: Text | None = Field(default=None, description="valid within this time: 2022, 2022-H1, 2021/2023")
    valid_on: Time | None = Field(default=None, description="what was true then")
    publisher: Text | None = Field(default=None, description="who published the value: a name, domain or kind")
    verdict: Settlement | None = Field(default=None, description="how far the evidence settles it")
    kind: EntityKind | None = Field(default=None, description="the kind of thing it is of")

    def query(self, sort: SortKey = SortKey.VALID_ON, *, reverse: bool = False) -> Query:
        """The same as a query to the ledger."""
        names = set(Chosen.model_fields) - set(Timed.model_fields)
        return Query(**{name: getattr(self, name) for name in names}, sort=sort, reverse=reverse)

    def at(self, book: Observatory) -> Observatory:
        """The workspace by all three clocks."""
        return book.by(as_of=self.as_of, valid_on=self.valid_on, believed_on=self.believed_on)


class FactsAsked(Listed, Chosen):
    """A list of facts."""

    sort: SortKey = Field(default=SortKey.VALID_ON, description="what to sort by")
    reverse: bool = Field(default=False, description="the largest or latest first")


class TotalsAsked(Chosen):
    """Totals of the facts chosen."""

    unit: Text | None = Field(default=None, description="of this unit alone; money is converted to a currency")


class ThingsAsked(Listed, Timed):
    """A list of things."""

    kind: EntityKind | None = Field(default=None, description="of this kind alone")
    name: Text | None = Field(default=None, description="whose name in either language holds these words")


class TreeAsked(Timed):
    """What a thing is made of."""

    measure: Text = Field(default="capacity", description="what is summed")
    unit: Text | None = Field(default=None, description="of this unit alone; needed for what is no capacity")


class DocumentsAsked(Listed, Asked):
    """A list of kept documents."""

    publisher: Text | None = Field(default=None, description="who published it: the name as kept, or a part of it")
    since: Time | None = Field(default=None, description="published on this day or later")
    language: Text | None = Field(default=None, description="en, zh or another ISO 639-1 code")


class ChangesAsked(Asked):
    """What changed between two days, or kept editions."""

    since: Text = Field(description="a date (ISO), or a kept edition by its id or name", examples=["2025-01-01"])
    until: Text | None = Field(default=None, description="a later one; the day of the build by default")
    by: By | None = Field(default=None, description="published for two dates, held beside an edition")
    company: Text | None = Field(default=None, description="of a company with all that it holds")
    place: Text | None = Field(default=None, description="in a place")


class ChangesListed(Listed, ChangesAsked):
    """A list of changes."""


class IndicatorsAsked(Listed, Asked):
    """The indicators of an index."""


class ScoresAsked(Listed, Asked):
    """Scores of an index."""

    code: Text | None = Field(default=None, description="the index itself or one of its parts, by code")
    unit: Text | None = Field(default=None, description="one country, province or enterprise")
    period: Text | None = Field(default=None, description="one year", examples=["2024"])


class ReadingsAsked(Listed, Asked):
    """Readings of the indicators of an index."""

    indicator: Text | None = Field(default=None, description="one indicator, by code")
    unit: Text | None = Field(default=None, description="one country, province or enterprise")
    period: Text | None = Field(default=None, description="one year", examples=["2024"])


class SearchAsked(Asked):
    """Words to look for."""

    q: Text = Field(description="words, a part of a name in either script, or its pinyin", examples=["ningde"])
    limit: int = Field(default=20, ge=1, le=100, description="at most so many of each kind")
