"""Which observations feed which indicator: a table of observations becomes cells, unit by unit, period by period."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from gigawatch.index.definition.bound import Row, Spread
from gigawatch.index.definition.cell import Candidate, Cell, mark_changes, origin_of, settle, weigh_in
from gigawatch.index.definition.definition import Definition, Indicator
from gigawatch.index.definition.openness import close_open, leave_fragments
from gigawatch.index.definition.reckoning import reckon
from gigawatch.index.definition.series import rank_origins
from gigawatch.index.definition.source import Source
from gigawatch.index.fault import Fault, refuse

if TYPE_CHECKING:
    import polars as pl

NEEDED = ("id", "subject", "measure", "period", "value", "unit")
YEAR = re.compile(r"\d{4}")
Key = tuple[str, str, str, str]
Series = tuple[str, str, str]


class Shelf:
    """Observations of whole years by measure, unit of measurement, unit of the index and period.

    `units` names the unit of each subject; a subject that is not in it keeps its own name.
    """

    def __init__(self, observations: pl.DataFrame, units: Mapping[str, str] | None = None) -> None:
        missing = [name for name in NEEDED if name not in observations.columns]
        refuse([Fault("observations", None, name, "the column is missing") for name in missing])
        self.units = units or {}
        self.rows: defaultdict[Key, list[Row]] = defaultdict(list)
        self.periods: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        self.series: defaultdict[Series, list[Row]] = defaultdict(list)
        self.standings: dict[tuple[Series, str], Mapping[str, int]] = {}
        for row in observations.iter_rows(named=True):
            if row["value"] is not None and YEAR.fullmatch(str(row["period"])):
                self._put(row)

    def _put(self, row: Row) -> None:
        subject = self.units.get(str(row["subject"]), str(row["subject"]))
        measure, unit, period = str(row["measure"]), str(row["unit"]), str(row["period"])
        self.rows[(measure, unit, subject, period)].append(row)
        self.periods[(measure, unit)].add((subject, period))
        self.series[(measure, unit, subject)].append(row)

    def find_places(self, source: Source) -> set[tuple[str, str]]:
        """Every (subject, period) that has a figure of the source's first measure."""
        units = (source.unit, *source.currencies)
        return set().union(*(self.periods[(source.measures[0], unit)] for unit in units))

    def weigh(  # what names a cell, and how its figures are taken
        self, measure: str, unit: str, subject: str, period: str, spread: Spread, since: str
    ) -> list[Candidate]:
        """The candidates of one cell, each with the standing of its origin in the series since a year."""
        rows = self.rows.get((measure, unit, subject, period), ())
        return weigh_in(rows, spread, self._rank((measure, unit, subject), since)) if rows else []

    def _rank(self, series: Series, since: str) -> Mapping[str, int]:
        """The standing of every origin of a series."""
        if (series, since) not in self.standings:
            told = [(origin_of(row), str(row["period"]), str(row.get("vintage") or "")) for row in self.series[series]]
            self.standings[(series, since)] = rank_origins(told, since)
        return self.standings[(series, since)]


def gather(definition: Definition, shelf: Shelf, units: Mapping[str, str] | None) -> dict[str, list[Cell]]:
    """The cells of every indicator. `units` names the unit of each subject, others are left out; without it every
    subject is its own unit, those excluded by the definition aside. A definition that lists its units has no others.
    """
    whom = Whom(definition, None if units is None else frozenset(units.values()))
    return {found.code: list(_gather_indicator(definition, found, shelf, whom)) for found in definition.indicators}


class Whom:
    """Which subjects are units of the index."""

    def __init__(self, definition: Definition, named: frozenset[str] | None) -> None:
        self.definition = definition
        self.named = named
        sources = (source for indicator in definition.indicators for source in indicator.sources)
        wholes = {name for source in sources for name in (source.of, source.among, source.rest) if name is not None}
        self.apart = wholes | set(definition.exclude)

    def includes(self, subject: str) -> bool:
        """Whether a subject is ranked: not the wholes that others are shares of."""
        if subject in self.apart:
            return False
        if self.definition.universe:
            return subject in self.definition.universe
        return self.named is None or subject in self.named


def _gather_indicator(definition: Definition, indicator: Indicator, shelf: Shelf, whom: Whom) -> list[Cell]:
    cells: dict[tuple[str, str], Cell] = {}
    for place, source in enumerate(indicator.sources):
        for unit, period in sorted(_find_places(definition, source, shelf, whom)):

            def look(
                measure: str, of: str, subject: str | None, at: tuple[str, str] = (unit, period)
            ) -> list[Candidate]:
                return shelf.weigh(measure, of, subject or at[0], at[1], definition.spread, indicator.base)

            candidates = reckon(source, look) if (unit, period) not in cells else []
            if candidates:
                cells[(unit, period)] = settle(unit, period, candidates, place)
    return mark_changes(close_open(leave_fragments(cells[key] for key in sorted(cells))))


def _find_places(definition: Definition, source: Source, shelf: Shelf, whom: Whom) -> set[tuple[str, str]]:
    """Every (unit, period) that a source may speak of; a share of the world speaks of every unit listed."""
    found = {(subject, period) for subject, period in shelf.find_places(source) if period >= definition.first}
    if source.among is not None:
        years = {period for subject, period in found if subject == source.among}
        found |= {(unit, period) for unit in definition.universe for period in years}
    return {(subject, period) for subject, period in found if whom.includes(subject)}
