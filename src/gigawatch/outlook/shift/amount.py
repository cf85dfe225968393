"""What is told of each region at the end of each year: the question, an amount with its hedge, and a series of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from gigawatch.chain import total
from gigawatch.model import InputError, Interval
from gigawatch.outlook.shift.region import Level
from gigawatch.quantity import convert
from gigawatch.vocab.near import hint_among

W = TypeVar("W", bound=StrEnum)
BASE = "GWh/yr"
PER_YEAR = "GWh"
UNITS = ("kWh/yr", "MWh/yr", BASE, "TWh/yr")


class Matter(StrEnum):
    """What is counted: the yearly capacity of cells at the end of a year, or the batteries made in the year."""

    CAPACITY = "capacity"
    OUTPUT = "output"


class Realm(StrEnum):
    """Built (what runs or was made) or planned: never one sum."""

    BUILT = "built"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: of what, between which regions, at which stage, in which unit of energy a year."""

    of: Matter
    by: Level
    stage: Realm
    unit: str

    @property
    def factor(self) -> float:
        """How many of the unit make a gigawatt-hour a year; InputError for a unit of something else."""
        return convert(1.0, BASE, self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a figure was read, and of which vintage it is."""

    address: str
    vintage: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionAmount:
    """What is told of a region at a year's end, with its hedge; `evidence` are ids that `gigawatch why` opens.

    `is_new` is False where nothing was told of the region in that year: what was built stays until a source says
    otherwise, but it shows no change.
    """

    region: str
    interval: Interval
    told_on: str
    is_new: bool
    evidence: tuple[str, ...]
    sources: tuple[Source, ...] = ()

    @property
    def value(self) -> float:
        """The middle of the interval; its lower end where it is open upwards."""
        low, high = self.interval.low, self.interval.high
        return low if self.interval.is_open else (low + high) / 2


Yearly = Mapping[str, Mapping[str, RegionAmount]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Amounts by year and region from one place: the ledger, or one measure of one shipped table.

    `unplaced` are the subjects of the table that are no region of the level: wholes, parts, rests. `cells` counts what
    the ledger knows of the measure at all: nothing where the workspace does not take the table in.
    """

    code: str
    table: str | None
    measure: str
    years: Yearly
    unplaced: tuple[str, ...] = ()
    cells: int = 0


def ask(of: str, by: str, stage: str, unit: str) -> Question:
    """The question in these words; InputError for a word that is none of those known, with the nearest one."""
    if unit not in UNITS:
        raise InputError(f"{unit!r} is no unit of energy a year that this is told in", hint=hint_among(unit, UNITS))
    return Question(of=_word(Matter, of), by=_word(Level, by), stage=_word(Realm, stage), unit=unit)


def _word(kind: type[W], word: str) -> W:
    try:
        return kind(word)
    except ValueError as error:
        raise InputError(f"{word!r} cannot be asked", hint=hint_among(word, kind)) from error


def sum_of(amounts: Iterable[RegionAmount]) -> Interval:
    """The sum of separate regions; nothing of none."""
    return total([Interval(0.0, 0.0), *(one.interval for one in amounts)])


def share_of(part: Interval, rest: Interval) -> Interval:
    """The share of a part in itself and the rest, from 0 to 1, by every pair of their values.

    >>> share_of(Interval(20, 20), Interval(60, 80))
    Interval(low=0.2, high=0.25)
    """
    return Interval(_ratio(part.low, rest.high), _ratio(part.high, rest.low))


def _ratio(part: float, rest: float) -> float:
    if part == 0 or rest == float("inf"):
        return 0.0
    return 1.0 if part == float("inf") else part / (part + rest)
