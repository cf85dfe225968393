"""A values table, long or wide, becomes a panel."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gigawatch.index.fault import Fault
from gigawatch.index.input.column import Numbers, Places, require_columns
from gigawatch.index.input.long import TABLE, Rows, is_missing_label, read_rows
from gigawatch.index.input.period import order_periods
from gigawatch.index.input.source import Source, open_table
from gigawatch.index.input.structure import Structure
from gigawatch.index.input.values import Options, Values, allocate
from gigawatch.index.input.wide import is_wide, lengthen, point_back, read_clean

LONG = ("unit", "code", "value")
"""The columns that a long table has at least."""


def read_values(source: Source, structure: Structure, faults: list[Fault]) -> Values | None:
    """The panel of a values table, or None when faults were found (all of them are added to `faults`).

    A long table has the columns unit, code, value, optionally period, low, high, source; a wide one has unit,
    optionally period, and a column for each code.
    """
    frame = open_table(source, TABLE)
    found: list[Fault] = []
    rows = None
    if is_wide(frame, structure):
        panel = read_clean(frame, structure)
        if panel is not None:
            return panel
        rows = read_rows(lengthen(frame, structure, found), structure, found)
        found = [*dict.fromkeys(point_back(fault, frame, structure) for fault in found)]
    elif require_columns(frame, TABLE, LONG, found):
        rows = read_rows(frame, structure, found)
    faults += found
    return None if found or rows is None else _lay_out(rows)


def check_columns(source: Source, faults: list[Fault]) -> None:
    """Which columns a values table lacks, where there is no structure to tell whether it is wide: a table with a column
    `code` or `value` is a long one.
    """
    frame = open_table(source, TABLE)
    is_long = {"code", "value"} & set(frame.columns)
    require_columns(frame, TABLE, LONG if is_long else LONG[:1], faults)


def _lay_out(rows: Rows) -> Values:
    structure, units = rows.structure, rows.units.names
    periods: tuple[str | None, ...] = order_periods(rows.periods.names) if rows.periods.names else (None,)
    cells = _Cells(rows, periods)
    all_codes = structure.indicators + structure.denominators
    shape, split = (len(periods), len(units), len(all_codes)), len(structure.indicators)
    taken = np.flatnonzero(cells.is_number & rows.first)
    arrays = [_scatter(shape, cells, taken, rows.value)]
    same = rows.low is rows.value and rows.high is rows.value
    arrays += [arrays[0]] * 2 if same else [_scatter(shape, cells, taken, bound) for bound in (rows.low, rows.high)]
    x, low, high = (array[..., :split] for array in arrays)
    options = cells.list_options()
    return Values(units, periods, structure.indicators, x, low, high, arrays[0][..., split:], _label(rows), options)


def _scatter(shape: tuple[int, int, int], cells: _Cells, rows: Places, column: Numbers) -> Numbers:
    array = allocate(shape)
    array[cells.period[rows], cells.unit[rows], cells.column[rows]] = column[rows]
    return array


class _Cells:
    """Where each row of a table lies in the panel."""

    def __init__(self, rows: Rows, periods: tuple[str | None, ...]) -> None:
        self.rows = rows
        structure = rows.structure
        at_period = {period: place for place, period in enumerate(periods)}
        order = np.array([*(at_period[name] for name in rows.periods.names), 0], dtype=np.intp)
        self.period: Places = order[rows.periods.places]
        self.unit: Places = rows.units.places
        codes = structure.indicators + structure.denominators
        at_code = {code: place for place, code in enumerate(codes)}
        by_node = np.array([*(at_code.get(node.code, -1) for node in structure.nodes), -1], dtype=np.intp)
        self.column: Places = by_node[rows.code]
        self.is_number = self.column >= 0

    def list_options(self) -> Options | None:
        """The indicators' cells that several sources speak of."""
        rows = self.rows
        if rows.first.all():
            return None
        kept = rows.is_kind("indicator") & ~np.isnan(rows.value) & np.isin(rows.key, rows.key[~rows.first])
        taken = np.flatnonzero(kept)
        taken = taken[np.argsort(rows.key[taken], kind="stable")]
        _, start, cell, count = np.unique(rows.key[taken], return_index=True, return_inverse=True, return_counts=True)
        place = np.arange(taken.size) - start[cell]
        shape = (start.size, int(count.max(initial=0)))

        def spread(column: Numbers) -> Numbers:
            array = np.full(shape, np.nan)
            array[cell, place] = column[taken]
            return array

        source = np.full(shape, -1, dtype=np.intp)
        source[cell, place] = rows.sources.places[taken]
        first = taken[start]
        at = (self.period[first], self.unit[first], self.column[first])
        return Options(*at, spread(rows.value), spread(rows.low), spread(rows.high), source, rows.sources.names)


def _label(rows: Rows) -> dict[str, npt.NDArray[np.str_]]:
    found: dict[str, dict[str, str]] = {code: {} for code in rows.structure.groups}
    for row, label in zip(np.flatnonzero(rows.is_kind("group")).tolist(), rows.labels, strict=True):
        unit, code = rows.units.name(row), rows.codes.name(row)
        if unit is not None and code is not None and not is_missing_label(label):
            found[code][unit] = str(label)
    return {code: np.array([by_unit.get(unit, "") for unit in rows.units.names]) for code, by_unit in found.items()}
