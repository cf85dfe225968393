"""Plants that were announced: what an earlier source told of each, and what became of it by a later one."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gigawatch.figures.package import find_package

TABLE = "project_history"
YEAR, MONTH = 4, 7


class Sampling(StrEnum):
    """How a project came into the table. Only those of a list that was followed whole tell how often plants are built:
    what is told of one by one is told of more often when it fails.
    """

    LIST = "list"
    LIST_IN_PART = "list_in_part"
    SINGLE = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectHistory:
    """One plant, such as the one that Britishvolt announced in 2020 and that was given up in January 2023.

    Dates are as exact as the pages tell them (2023, 2023-01 or 2023-01-17). `started` is True where the plant had
    begun to make anything by the later source, also where it was closed or stopped again; `started_on` is the first day
    by which it had, empty where the pages tell none. `capacity` in `unit` is None
    where none is told; `is_capacity_later` where only a page after the earlier source tells it. `promised` is the year
    of the start that was promised. `id` is the table with the row.
    """

    id: str
    name: str
    owner: str
    country: str
    place: str
    link: str
    capacity: float | None
    unit: str
    is_capacity_later: bool
    announced: str
    promised: int | None
    earlier_on: str
    earlier_status: str
    outcome_on: str
    outcome_status: str
    started: bool
    started_on: str
    sampling: Sampling
    source: str
    earlier_source: str
    outcome_source: str
    note: str

    @property
    def decided_on(self) -> str:
        """The date from which its outcome was there to be known: that of the start where one is told, else that of the
        later source. A plant that ran in 2022 had started by 2023, though the page found is of 2025.
        """
        return self.started_on or self.outcome_on


@cache
def load_histories() -> tuple[ProjectHistory, ...]:
    """Every shipped history, in the order of the table."""
    with find_package(TABLE).path.open(encoding="utf-8", newline="") as file:
        return tuple(_history(number, row) for number, row in enumerate(csv.DictReader(file), 1))


def middle_of(told: str) -> date:
    """The day that a date stands for in time spans: itself, the middle of a month, or the middle of a year.

    >>> middle_of("2023"), middle_of("2023-05")
    (datetime.date(2023, 7, 1), datetime.date(2023, 5, 15))
    """
    if len(told) == YEAR:
        return date(int(told), 7, 1)
    return date.fromisoformat(f"{told}-15" if len(told) == MONTH else told)


def last_day_of(told: str) -> date:
    """The last day of a date as told: what is dated by a month or a year was known at its end."""
    if len(told) == YEAR:
        return date(int(told), 12, 31)
    if len(told) == MONTH:
        year, month = int(told[:YEAR]), int(told[5:])
        following = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    return date.fromisoformat(told)


def _history(number: int, row: Mapping[str, str]) -> ProjectHistory:
    return ProjectHistory(
        id=f"{TABLE}:{number}",
        name=row["name"],
        owner=row["owner"],
        country=row["country"],
        place=row["place"],
        link=row["link"],
        capacity=float(row["capacity"]) if row["capacity"] else None,
        unit=row["unit"],
        is_capacity_later=row["capacity_known"] == "later",
        announced=row["announced"],
        promised=int(row["promised"]) if row["promised"] else None,
        earlier_on=row["earlier_on"],
        earlier_status=row["earlier_status"],
        outcome_on=row["outcome_on"],
        outcome_status=row["outcome_status"],
        started=row["started"] == "yes",
        started_on=row["started_on"],
        sampling=Sampling(row["sampling"]),
        source=row["source"],
        earlier_source=row["earlier_source"],
        outcome_source=row["outcome_source"],
        note=row["note"],
    )
