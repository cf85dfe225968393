"""A values table with one row for each figure: unit, code, period, value, bounds, source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.fault import Fault
from gigawatch.index.input.column import MISSING, Flags, Labels, Numbers, Places, read_labels, read_numbers, read_text
from gigawatch.index.input.structure import Structure

if TYPE_CHECKING:
    import polars as pl

TABLE = "values"


@dataclass(frozen=True)
class Rows:
    """The rows of the table as arrays. `code` is the position of each row's code among the structure's nodes, -1
    where it is none of them; `value`, `low` and `high` are NaN where empty, the bounds filled with the value.
    """

    structure: Structure
    units: Labels
    codes: Labels
    periods: Labels
    sources: Labels
    code: Places
    value: Numbers
    low: Numbers
    high: Numbers
    labels: pl.Series

    def is_kind(self, kind: str) -> Flags:
        """Which rows are of codes of this kind."""
        return _is_kind(self.structure, self.code, kind)

    @cached_property
    def key(self) -> Places:
        """One number for each (period, unit, code); equal in rows of the same cell, -1 where a part is missing."""
        period = self.periods.places + 1
        key = (period * max(len(self.units.names), 1) + self.units.places) * len(self.structure.nodes) + self.code
        return np.where(self.units.given & (self.code >= 0), key, -1)

    @cached_property
    def first(self) -> Flags:
        """Which rows are the first of their cell."""
        found = np.ones(self.key.size, dtype=np.bool_)
        if not self._repeats:
            return found
        _, at = np.unique(self.key, return_index=True)
        found[:] = self.key < 0
        found[at] = True
        return found

    @cached_property
    def _repeats(self) -> bool:
        """Whether any cell has more than one row; told without sorting where the cells can be counted."""
        kept = self.key[self.key >= 0]
        if kept.size == 0:
            return False
        if int(kept.max()) < 8 * kept.size + 1_000_000:
            return bool((np.bincount(kept) > 1).any())
        return np.unique(kept).size < kept.size


def read_rows(frame: pl.DataFrame, structure: Structure, faults: list[Fault]) -> Rows:
    """The rows of a long table; everything that is wrong with them is added to `faults`."""
    import polars as pl

    units, codes, periods, sources = (read_labels(frame, name) for name in ("unit", "code", "period", "source"))
    code = _find_codes(structure, codes)
    is_group = _is_kind(structure, code, "group")
    if is_group.any():
        labels = read_text(frame.filter(pl.Series(is_group)), "value")
        frame = frame.with_columns(pl.when(pl.Series(is_group)).then(None).otherwise(pl.col("value")).alias("value"))
    else:
        labels = pl.Series([], dtype=pl.String)
    value = read_numbers(frame, "value", TABLE, faults)
    low, high = (_read_bound(frame, name, value, faults) for name in ("low", "high"))
    rows = Rows(structure, units, codes, periods, sources, code, value, low, high, labels)
    _check_keys(rows, faults)
    _check_repeats(rows, faults)
    _check_units(rows, faults)
    _check_codes(rows, faults)
    return rows


def _find_codes(structure: Structure, labels: Labels) -> Places:
    at = {node.code: place for place, node in enumerate(structure.nodes)}
    by_name = np.array([*(at.get(name, -1) for name in labels.names), -1], dtype=np.intp)
    return by_name[labels.places]


def _is_kind(structure: Structure, code: Places, kind: str) -> Flags:
    flags: Flags = np.array([*(node.kind == kind for node in structure.nodes), False])[code]
    return flags


def is_missing_label(label: str | None) -> bool:
    """Whether a cell that should name a group says that there is none."""
    return label is None or label in MISSING


def _read_bound(frame: pl.DataFrame, name: str, value: Numbers, faults: list[Fault]) -> Numbers:
    if name not in frame.columns:
        return value
    bound = read_numbers(frame, name, TABLE, faults)
    side, wrong = ("above", bound > value) if name == "low" else ("below", bound < value)
    for row in np.flatnonzero(wrong):
        faults.append(Fault(TABLE, int(row) + 1, name, f"{bound[row]:g} is {side} the value {value[row]:g}"))
    for row in np.flatnonzero(~np.isnan(bound) & np.isnan(value)):
        faults.append(Fault(TABLE, int(row) + 1, name, "a bound is given without a value"))
    return np.where(np.isnan(bound), value, bound)


def _check_keys(rows: Rows, faults: list[Fault]) -> None:
    for name, labels in (("unit", rows.units), ("code", rows.codes)):
        faults.extend(Fault(TABLE, int(row) + 1, name, f"the {name} is empty") for row in np.flatnonzero(~labels.given))
    for row in np.flatnonzero(rows.codes.given & (rows.code < 0)):
        faults.append(Fault(TABLE, int(row) + 1, "code", f"{rows.codes.name(row)!r} is not a code of the structure"))
    for row in np.flatnonzero(rows.is_kind("aggregate")):
        text = f"{rows.codes.name(row)!r} is an aggregate: it is computed, not given"
        faults.append(Fault(TABLE, int(row) + 1, "code", text))
    if rows.periods.names:
        for row in np.flatnonzero(~rows.periods.given & ~rows.is_kind("group")):
            faults.append(Fault(TABLE, int(row) + 1, "period", "the period is empty here and given elsewhere"))


def _check_repeats(rows: Rows, faults: list[Fault]) -> None:
    """A cell may stand twice only where every row of it names another source."""
    again = np.flatnonzero(~rows.first)
    if not again.size:
        return
    seen: dict[tuple[int, int], int] = {}
    cells = set(rows.key[again].tolist())
    for row in np.flatnonzero(np.isin(rows.key, list(cells))):
        source = int(rows.sources.places[row])
        mark = (int(rows.key[row]), source)
        if mark in seen:
            parts = (rows.units.name(row), rows.codes.name(row), rows.periods.name(row), rows.sources.name(row))
            key = ", ".join(part for part in parts if part is not None)
            faults.append(Fault(TABLE, int(row) + 1, "unit", f"({key}) is already given in row {seen[mark] + 1}"))
        seen.setdefault(mark, int(row))


def _check_units(rows: Rows, faults: list[Fault]) -> None:
    if not rows.units.given.any():
        faults.append(Fault(TABLE, None, "", "the table has no rows"))
        return
    filled = rows.units.given & rows.is_kind("indicator") & ~np.isnan(rows.value)
    some = np.bincount(rows.units.places[filled], minlength=len(rows.units.names)) > 0
    for place in np.flatnonzero(~some):
        row = int(np.flatnonzero(rows.units.places == place)[0])
        text = f"unit {rows.units.names[place]!r} has no value of any indicator"
        faults.append(Fault(TABLE, row + 1, "value", text))


def _check_codes(rows: Rows, faults: list[Fault]) -> None:
    filled = ~np.isnan(rows.value) & (rows.code >= 0)
    counts = np.bincount(rows.code[filled], minlength=len(rows.structure.nodes))
    for place, node in enumerate(rows.structure.nodes):
        if node.kind in ("indicator", "denominator") and counts[place] == 0:
            faults.append(Fault(TABLE, None, "code", f"{node.kind} {node.code!r} has no value"))
