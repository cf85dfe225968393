"""Which figures an edition counts: those up to its data year, and of those what was published by a day."""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.model import InputError

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index.definition import Definition

YEAR = re.compile(r"\d{4}")
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
WORDS = Path(__file__).parent / "left_out.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many of the data year's figures that the indicators ask for a day leaves out, from which day on the first of
    them counts, and the indicators that lose every figure of the year, each with the day from which one counts; None
    where none bears a date.
    """

    year: str
    day: str
    gone: int
    there: int
    since: str | None
    emptied: Mapping[str, str | None]

    def tell(self, language: str = "en") -> str:
        """In words."""
        words = {key: text[language] for key, text in _words().items()}
        names = words["mark"].join(
            words["indicator" if day else "undated"].format(code=code, day=day) for code, day in self.emptied.items()
        )
        return words["left_out"].format(
            gone=self.gone,
            there=self.there,
            year=self.year,
            day=self.day,
            since=words["since"].format(day=self.since) if self.since else "",
            emptied=words["emptied"].format(names=names) if names else "",
        )


def last_day(vintage: str) -> str:
    """The day from which a figure of a vintage counts: the last of the year or month, where it tells no day.

    >>> last_day("2025-02")
    '2025-02-28'
    """
    told = vintage[:10]
    if YEAR.fullmatch(told):
        return f"{told}-12-31"
    month = MONTH.fullmatch(told)
    return told if month is None else f"{told}-{monthrange(int(month[1]), int(month[2]))[1]}"


def choose_cells(cells: pl.DataFrame, definition: Definition, year: str, as_of: str | None) -> pl.DataFrame:
    """The cells of whole years up to the data year, and of those published by a day where one is named; a vintage that
    tells a year or a month only counts from its last day on. A year's rate of exchange is known when the year is over,
    on whatever day a table of it was taken.
    """
    import polars as pl

    chosen = cells.filter(pl.col("period").str.contains(r"^\d{4}$"), pl.col("period") <= year)
    if as_of is None:
        return chosen
    last = pl.concat_str(pl.col("vintage").str.slice(0, 10), pl.lit("-99-99")).str.slice(0, 10)
    rates = [source.rate for one in definition.indicators for source in one.sources if source.rate is not None]
    is_rate = pl.col("measure").is_in(rates) & (pl.concat_str(pl.col("period"), pl.lit("-12-31")) <= as_of)
    known = chosen.filter((last <= as_of) | is_rate)
    if known.is_empty():
        raise InputError(f"no figure was published by {as_of}", hint="choose a later day")
    return known


def find_left_out(
    cells: pl.DataFrame, chosen: pl.DataFrame, definition: Definition, year: str, as_of: str | None
) -> LeftOut | None:
    """What a day leaves out of the data year; None where that is nothing."""
    import polars as pl

    wanted = [
        name for one in definition.indicators for source in one.sources for name in (*source.measures, *source.per)
    ]
    of_year = (pl.col("period") == year, pl.col("measure").is_in(wanted))
    there, known = cells.filter(*of_year), chosen.filter(*of_year)
    gone = there.join(known, on="id", how="anti")
    if as_of is None or gone.is_empty():
        return None
    return LeftOut(
        year=year,
        day=as_of,
        gone=gone.height,
        there=there.height,
        since=_find_first_day(gone["vintage"].drop_nulls()),
        emptied=_find_emptied(gone, known, definition),
    )


def _find_emptied(gone: pl.DataFrame, known: pl.DataFrame, definition: Definition) -> Mapping[str, str | None]:
    """The indicators of which a day leaves no figure of the year, each with the day from which one counts."""
    import polars as pl

    emptied = {}
    for one in definition.indicators:
        measures = [name for source in one.sources for name in source.measures]
        lost = gone.filter(pl.col("measure").is_in(measures))
        if not lost.is_empty() and known.filter(pl.col("measure").is_in(measures)).is_empty():
            emptied[one.code] = _find_first_day(lost["vintage"].drop_nulls())
    return emptied


def _find_first_day(vintages: Iterable[str]) -> str | None:
    return min((last_day(one) for one in vintages), default=None)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return found
