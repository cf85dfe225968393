"""Which observations feed which indicator: a table of observations becomes cells, unit by unit, period by period."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from gigawatch.index.definition.cell import Cell, Row, feed, settle
from gigawatch.index.definition.definition import Definition, Indicator, Source
from gigawatch.index.fault import Fault, refuse

if TYPE_CHECKING:
    import polars as pl

NEEDED = ("id", "subject", "measure", "period", "value", "unit")
YEAR = re.compile(r"\d{4}")
Key = tuple[str, str, str, str]


class Shelf:
    """Observations by measure, unit of measurement, subject and period."""

    def __init__(self, observations: pl.DataFrame) -> None:
        missing = [name for name in NEEDED if name not in observations.columns]
        refuse([Fault("observations", None, name, "the column is missing") for name in missing])
        self.rows: defaultdict[Key, list[Row]] = defaultdict(list)
        for row in observations.iter_rows(named=True):
            if row["value"] is not None and YEAR.fullmatch(str(row["period"])):
                self.rows[(row["measure"], row["unit"], row["subject"], str(row["period"]))].append(row)

    def find_periods(self, source: Source) -> set[tuple[str, str]]:
        """Every (subject, period) that has an observation for the source."""
        return {(key[2], key[3]) for key in self.rows if key[:2] == (source.measure, source.unit)}

    def find(self, measure: str | None, unit: str | None, subject: str | None, period: str) -> list[Row]:
        """The observations of one cell."""
        return self.rows.get((measure or "", unit or "", subject or "", period), [])


def gather(definition: Definition, shelf: Shelf, units: Mapping[str, str] | None) -> dict[str, list[Cell]]:
    """The cells of every indicator. `units` names the unit of each subject; without it every subject is its own unit,
    those excluded by the definition aside.
    """
    return {
        indicator.code: _gather_indicator(definition, indicator, shelf, units) for indicator in definition.indicators
    }


def _gather_indicator(
    definition: Definition, indicator: Indicator, shelf: Shelf, units: Mapping[str, str] | None
) -> list[Cell]:
    cells: dict[tuple[str, str], Cell] = {}
    for source in indicator.sources:
        by_cell: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, period in shelf.find_periods(source):
            unit = _find_unit(subject, definition, units)
            if unit is not None and period >= definition.first:
                by_cell[(unit, period)].append(subject)
        for (unit, period), subjects in by_cell.items():
            own = [row for name in sorted(subjects) for row in shelf.find(source.measure, source.unit, name, period)]
            wholes = shelf.find(source.whole, source.whole_unit, source.of, period)
            candidates = feed(source, own, wholes, definition.spread)
            if candidates and (unit, period) not in cells:
                cells[(unit, period)] = settle(unit, period, candidates, source.inference)
    return [cells[key] for key in sorted(cells)]


def _find_unit(subject: str, definition: Definition, units: Mapping[str, str] | None) -> str | None:
    if subject in definition.exclude:
        return None
    return subject if units is None else units.get(subject)
