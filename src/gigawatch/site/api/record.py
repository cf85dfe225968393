"""What is answered: the rows of each list as typed models, each field with its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, create_model

from gigawatch.store.schema import Table

Row = TypeVar("Row")
Open = dict[str, Any]


class Record(BaseModel):
    """An object whose fields are all told here."""

    model_config = ConfigDict(extra="forbid")


KINDS: Mapping[str, type] = {"text": str, "float": float, "int": int, "date": date, "bool": bool}


def row_model(table: Table, name: str, without: tuple[str, ...] = ()) -> type[Record]:
    """The model of a row of a database table, its fields and their meanings from the schema."""
    columns = [column for column in table.columns if column.name not in without]
    fields: dict[str, Any] = {
        f"{column.name}_": (KINDS[column.type] | None, Field(alias=column.name, description=column.comment))
        for column in columns
    }
    return create_model(name, __base__=Record, __doc__=table.comment, **fields)


class Page(Record, Generic[Row]):
    """A part of a list."""

    total: int = Field(description="rows in all")
    limit: int = Field(description="at most so many rows here")
    offset: int = Field(description="rows passed over")
    next: str | None = Field(description="address of the next part; null for the last")
    items: list[Row]


class Candidate(Record):
    """A statement that bears on a fact, kept or lost."""

    claim: str = Field(description="claim or table cell: see /v1/why/{key}")
    document: str = Field(description="document or table")
    value: float = Field(description="what it says, in the fact's unit")
    kept: bool = Field(description="true when the fact carries this value")
    reason: str = Field(description="why it won or lost")


class Finding(Record):
    """What a check found."""

    kind: str
    severity: str = Field(description="info, warning or error")
    text: str
    evidence: list[str] = Field(description="claims and cells that it rests on")
    suggestion: str | None = Field(description="a reading that would explain it")


class Superseded(Record):
    """Why a plan or plant stands no more."""

    reason: str = Field(description="revised, built, ended or closed")
    since: str | None = Field(description="ISO day or period from which it stands no more")
    by: str | None = Field(description="the fact in its stead")


class Fact(Record):
    """The settled value of a thing's measure in a period, status and perimeter."""

    id: str
    subject: str
    measure: str
    value: float = Field(description="in base scale; the hedge is `qualifier`")
    high: float | None = Field(description="upper end of a stated range")
    unit: str
    qualifier: str | None = Field(description="about, over, at least, nearly, up to")
    valid_on: str | None = Field(description="ISO period when it was true or is due")
    known_on: str | date | None = Field(description="when it was first published")
    status: str | None
    stage: str = Field(description="planned, building, built, ended, or none of these")
    link: str | None = Field(description="link of the chain")
    perimeter: str | None = Field(description="what the value covers")
    place: str | None
    publisher: str | None
    url: str | None
    rule: str = Field(description="the rule that settled it")
    verdict: str = Field(description="settled, open or abstained")
    superseded: Superseded | None
    lessened: Open | None = Field(description="what was taken off a plan since parts of it were stopped")
    holds_since: str | None = Field(description="with valid_on: since when it holds, where its own time is earlier")
    candidates: list[Candidate]
    checks: list[Finding]


class Thing(Record):
    """A company, place, site, project, phase or event that the sources name."""

    id: str
    kind: str
    name: str
    name_en: str | None
    name_zh: str | None
    part_of: str | None = Field(description="the whole that it belongs to, by id")
    owner: str | None = Field(description="of a site: its organisation, by id")
    place: str | None = Field(description="of a site: where it lies, by id")
    status: str | None = Field(description="where it stands on the ladder")
    facts: int = Field(description="how many facts are of it")


class Passage(Record):
    """A stretch of a document's kept text."""

    start: int = Field(description="first character")
    end: int = Field(description="character after the last")
    text: str


class Told(Record):
    """A claim of a document."""

    id: str
    kind: str = Field(description="quantity, event, agreement, pledge, statement or superlative")
    surface: str = Field(
        description="the words; of what is no quantity their beginning, where the licence permits no more"
    )
    start: int = Field(description="first character in the kept text")
    end: int = Field(description="character after the last")
    facts: list[str] = Field(description="the facts that it bears on")


class Shown(Record):
    """What a document's claims and words are, as far as its licence permits them to be shown."""

    is_open: bool = Field(description="true where the licence permits the whole text")
    passages: list[Passage] = Field(description="the whole text, or the sentences of the claims and no more")
    claims: list[Told]


class Change(Record):
    """A fact added, changed or ended, a thing whose status moved, or one that is told under another id."""

    kind: str = Field(description="added, changed, ended or renamed")
    what: str = Field(description="fact, status or thing")
    id: str
    subject: str
    measure: str | None = Field(default=None, description="of a fact: what is measured")
    facts: list[Open] = Field(default=[], description="of a renamed thing: its facts' ids before and after")
    before: Open | None
    earlier: Open | None = Field(default=None, description="of an added fact: the value held at an earlier time")
    after: Open | None
    cause: str = Field(description="code of the cause")
    reason: str = Field(description="the cause in words")
    on: str | None = Field(description="day behind it")
    judgement: Open | None = Field(description="the person's judgement behind it")


class Hit(Record):
    """What was found."""

    id: str = Field(description="of the thing, fact or document")
    kind: str = Field(description="kind of the thing, measure of the fact, or language of the document")
    name: str = Field(description="the thing, the fact's thing, or the document's title")
    text: str = Field(description="the name, what the fact says, or the passage")
    page: str = Field(description="page of the site that shows it, below a language's folder")


class Found(Record):
    """What a search found, best first."""

    things: list[Hit]
    facts: list[Hit]
    passages: list[Hit]
