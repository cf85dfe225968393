"""A table someone else made, read as observations: units, periods and hedges made the ledger's, every fault told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from gigawatch.figures.dimension import hint_units, measures_in
from gigawatch.figures.fault import Fault, TableError
from gigawatch.figures.mapping import NEEDED, ColumnMap, read_map, tell_columns
from gigawatch.figures.period import read_period, read_vintage
from gigawatch.figures.rounding import Rounding, find_step, read_rounding
from gigawatch.figures.sheet import Sheet, read_sheet
from gigawatch.figures.unit import Unit, read_unit
from gigawatch.figures.value import read_bound, read_value
from gigawatch.intake.limit import DEFAULT, Limits
from gigawatch.model import InputError, Observation, make_id

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table:
    """A kept table: its name, its cells as observations in the order of its rows, and its own name for `measure`."""

    name: str
    observations: tuple[Observation, ...]
    measure_column: str = "measure"


def read_table(
    path: Path,
    name: str | None = None,
    rounding: Mapping[str, Rounding] | None = None,
    *,
    limits: Limits = DEFAULT,
    follow: bool = True,
    where: str | None = None,
) -> Table:
    """Every row of a CSV as an observation, or TableError with all that is wrong in it.

    The table needs the columns subject, measure, period, value and unit; other names are mapped by its sidecar.
    `name` (by default the file's, without its ending) enters the ids, so a table keeps its ids when it is moved.
    `rounding` says of measures how their source rounds, where a row says nothing itself. A link is followed unless
    `follow` says otherwise: where it was found in a folder. Faults name the table by its path, or as `where`.
    """
    path = Path(path)
    where = where or str(path)
    sheet = read_sheet(path, limits, follow=follow, where=where)
    columns = read_map(path, sheet.heading, limits, where)
    name = name or path.stem
    faults = [*_lacking(sheet, columns)]
    if faults:
        raise TableError(where, faults)
    faults += sheet.faults
    observations = [row for row in _rows(sheet, columns, name, rounding or {}, faults) if row]
    faults += _twice(observations)
    if faults:
        raise TableError(where, sorted(faults, key=lambda fault: fault.row))
    return Table(name, tuple(observations), columns.columns.get("measure", "measure"))


def _lacking(sheet: Sheet, columns: ColumnMap) -> Iterator[Fault]:
    for title in sorted(title for title, count in Counter(sheet.heading).items() if title and count > 1):
        yield Fault(0, title, "the column is there twice", "rename one")
    for needed in NEEDED:
        if needed not in columns.columns and needed not in columns.defaults:
            what = f"the column is missing; the table has {tell_columns(sheet.heading)}"
            yield Fault(0, needed, what, "map or default it in TABLE.meta.yaml")
    if not sheet.rows and not sheet.faults:
        yield Fault(0, "*", "the table has a heading and no rows")


def _rows(
    sheet: Sheet, columns: ColumnMap, name: str, rounding: Mapping[str, Rounding], faults: list[Fault]
) -> Iterator[Observation | None]:
    place = {ours: sheet.heading.index(theirs) for ours, theirs in columns.columns.items()}
    for number, row in sheet.rows:
        cells = dict(columns.defaults) | {ours: row[at] for ours, at in place.items() if row[at]}
        yield _Row(name, number, cells, columns, rounding, faults).observation()


@dataclass(slots=True)
class _Row:
    """One row being read; what cannot be read goes to `faults` under the table's own column name."""

    table: str
    number: int
    cells: Mapping[str, str]
    columns: ColumnMap
    rounding: Mapping[str, Rounding]
    faults: list[Fault]

    def observation(self) -> Observation | None:
        before = len(self.faults)
        subject, measure = self._read("subject", str.strip), self._read("measure", str.strip)
        period, reading, unit = self._read("period", read_period), self._read("value", read_value), self._unit()
        if unit and not measures_in(measure or "", unit.name):
            self._fault("unit", f"{unit.name} is no unit of {measure}", hint_units(measure or ""))
        vintage = self._read("vintage", read_vintage)
        own = self._read("rounding", read_rounding)
        bound, high = self._read("qualifier", read_bound), self._read("high", read_value)
        if reading and bound and reading.bound and reading.bound != bound:
            self._fault("qualifier", f"{bound.value!r} contradicts the value, which says {reading.bound.value!r}")
        if reading and high and high.value < reading.value:
            self._fault("high", f"{high.value} is below the value {reading.value}")
        if len(self.faults) > before or not (subject and measure and period and reading and unit):
            return None
        source = self.cells.get("source")
        top = high.value if high else reading.high
        return Observation(
            id=make_id("obs", self.table, subject, measure, period, unit.name, source, vintage),
            table=self.table,
            row=self.number,
            subject=subject,
            measure=measure,
            period=period,
            value=_scaled(reading.value, unit),
            unit=unit.name,
            qualifier=bound or reading.bound,
            high=None if top is None else _scaled(top, unit),
            source=source,
            vintage=vintage,
            licence=self.cells.get("licence"),
            note=self.cells.get("note"),
            rounding=_scaled(find_step(reading.value, measure, self.rounding, own), unit),
        )

    def _unit(self) -> Unit | None:
        """A plant's capacity is per year (GWh is GWh/yr there): the measure decides."""
        unit = self._read("unit", read_unit)
        if unit and self.cells.get("measure", "").startswith("capacity") and unit.per_year:
            return Unit(unit.per_year, unit.factor)
        return unit

    def _read(self, column: str, reads: Callable[[str], T]) -> T | None:
        text = self.cells.get(column, "")
        if not text:
            if column in NEEDED:
                self._fault(column, "the cell is empty", "a row without a figure has no place here")
            return None
        try:
            return reads(text)
        except InputError as error:
            self._fault(column, error.what, error.hint)
            return None

    def _fault(self, column: str, what: str, hint: str = "") -> None:
        self.faults.append(Fault(self.number, self.columns.columns.get(column, column), what, hint))


def _scaled(value: Decimal, unit: Unit) -> float:
    return float(value * unit.factor)


def _twice(observations: list[Observation]) -> Iterator[Fault]:
    """Rows that tell of the same by the same source, alike or not: one of them would be counted twice or lost."""
    first: dict[str, Observation] = {}
    for each in observations:
        before = first.setdefault(each.id, each)
        if before is not each:
            is_alike = _figure(before) == _figure(each)
            said = "states this already" if is_alike else f"gives {_figure(before)} for this"
            yield Fault(each.row, "*", f"row {before.row} {said}", "tell them apart by source or vintage")


def _figure(one: Observation) -> str:
    """The figure of a row in words: its hedge, its value or range, its unit."""
    hedge = f"{one.qualifier.value} " if one.qualifier else ""
    top = "" if one.high is None else f" to {_number(one.high)}"
    return f"{hedge}{_number(one.value)}{top} {one.unit}"


def _number(value: float) -> str:
    return f"{value:,.15g}"
