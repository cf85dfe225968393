"""The values of all units, codes and periods as one array with a time axis, checked against the structure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from gigawatch.index.fault import Fault
from gigawatch.index.input.column import MISSING, Numbers, Source, open_table, read_numbers, read_text, require_columns
from gigawatch.index.input.period import order_periods
from gigawatch.index.input.structure import Structure

if TYPE_CHECKING:
    import polars as pl

TABLE = "values"
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Values:
    """A panel: `x`, `low` and `high` are periods x units x indicators, NaN where missing.

    A cross-section is a panel of one period, labelled None. `low` and `high` are the bounds of a value, equal to it
    where none were given. `present` says which (period, unit) has any value: the others are no rows, and nothing is
    ever imputed into them. `divisors` is periods x units x denominators, `groups` the label of each unit by code.
    """

    units: tuple[str, ...]
    periods: tuple[str | None, ...]
    codes: tuple[str, ...]
    x: Numbers
    low: Numbers
    high: Numbers
    divisors: Numbers
    groups: dict[str, npt.NDArray[np.str_]]

    @cached_property
    def present(self) -> Flags:
        """Periods x units: which have at least one value."""
        return np.asarray(~np.isnan(self.x).all(axis=-1))

    @cached_property
    def given(self) -> Flags:
        """Periods x units x indicators: which values were given."""
        found: Flags = ~np.isnan(self.x)
        return found

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the content, whatever the order of the rows it was read from."""
        digest = hashlib.sha256(repr((self.units, self.periods, self.codes)).encode())
        for array in (self.x, self.low, self.high, self.divisors):
            digest.update(np.ascontiguousarray(array).tobytes())
        for code in sorted(self.groups):
            digest.update(repr((code, self.groups[code].tolist())).encode())
        return digest.hexdigest()


def read_values(source: Source, structure: Structure, faults: list[Fault]) -> Values | None:
    """The panel of a values table, or None when faults were found (all of them are added to `faults`)."""
    import polars as pl

    frame = open_table(source, TABLE)
    if not require_columns(frame, TABLE, ("unit", "code", "value"), faults):
        return None
    before = len(faults)
    kinds = {node.code: node.kind for node in structure.nodes}
    keys = pl.DataFrame({name: read_text(frame, name) for name in ("unit", "code", "period")}).with_columns(
        kind=pl.col("code").replace_strict(kinds, default=None, return_dtype=pl.String),
        row=pl.int_range(1, pl.len() + 1),
    )
    is_panel = keys["period"].is_not_null().any()
    _check_keys(keys, is_panel=is_panel, faults=faults)
    is_group = (keys["kind"] == "group").fill_null(value=False)
    labels = read_text(frame.filter(is_group), "value")
    numeric = frame.with_columns(pl.when(is_group).then(None).otherwise(pl.col("value")).alias("value"))
    value = read_numbers(numeric, "value", TABLE, faults)
    low, high = (_read_bound(frame, name, value, faults) for name in ("low", "high"))
    _check_units(keys, value, faults)
    _check_codes(keys, value, structure, faults)
    if len(faults) > before:
        return None
    return _lay_out(keys, (value, low, high), labels, structure, is_panel=is_panel)


def _check_keys(keys: pl.DataFrame, *, is_panel: bool, faults: list[Fault]) -> None:
    import polars as pl

    for name in ("unit", "code"):
        rows = keys.filter(pl.col(name).is_null())["row"].to_list()
        faults.extend(Fault(TABLE, row, name, f"the {name} is empty") for row in rows)
    unknown = keys.filter(pl.col("code").is_not_null() & pl.col("kind").is_null())
    for row, code in unknown.select("row", "code").iter_rows():
        faults.append(Fault(TABLE, row, "code", f"{code!r} is not a code of the structure"))
    for row, code in keys.filter(pl.col("kind") == "aggregate").select("row", "code").iter_rows():
        faults.append(Fault(TABLE, row, "code", f"{code!r} is an aggregate: it is computed, not given"))
    if is_panel:
        missing = keys.filter(pl.col("period").is_null() & (pl.col("kind") != "group"))["row"].to_list()
        faults.extend(Fault(TABLE, row, "period", "the period is empty here and given elsewhere") for row in missing)
    again = keys.with_columns(first=pl.col("row").min().over("unit", "code", "period")).filter(
        pl.col("row") != pl.col("first"), pl.col("unit").is_not_null(), pl.col("code").is_not_null()
    )
    for row, unit, code, period, first in again.select("row", "unit", "code", "period", "first").iter_rows():
        key = ", ".join(part for part in (unit, code, period) if part is not None)
        faults.append(Fault(TABLE, row, "unit", f"({key}) is already given in row {first}"))


def _read_bound(frame: pl.DataFrame, name: str, value: Numbers, faults: list[Fault]) -> Numbers:
    bound = read_numbers(frame, name, TABLE, faults)
    side, wrong = ("above", bound > value) if name == "low" else ("below", bound < value)
    for row in np.flatnonzero(wrong):
        faults.append(Fault(TABLE, int(row) + 1, name, f"{bound[row]:g} is {side} the value {value[row]:g}"))
    for row in np.flatnonzero(~np.isnan(bound) & np.isnan(value)):
        faults.append(Fault(TABLE, int(row) + 1, name, "a bound is given without a value"))
    return np.where(np.isnan(bound), value, bound)


def _check_units(keys: pl.DataFrame, value: Numbers, faults: list[Fault]) -> None:
    import polars as pl

    filled = keys.with_columns(filled=pl.Series(~np.isnan(value))).filter(pl.col("unit").is_not_null())
    if filled.is_empty():
        faults.append(Fault(TABLE, None, "", "the table has no rows"))
        return
    units = filled.group_by("unit", maintain_order=True).agg(
        (pl.col("filled") & (pl.col("kind") == "indicator")).any(), pl.col("row").min()
    )
    for unit, row in units.filter(~pl.col("filled")).select("unit", "row").iter_rows():
        faults.append(Fault(TABLE, row, "value", f"unit {unit!r} has no value of any indicator"))


def _check_codes(keys: pl.DataFrame, value: Numbers, structure: Structure, faults: list[Fault]) -> None:
    given = set(keys.filter(~np.isnan(value))["code"].to_list())
    for code in structure.indicators + structure.denominators:
        if code not in given:
            faults.append(Fault(TABLE, None, "code", f"{structure.by_code[code].kind} {code!r} has no value"))


def _lay_out(
    keys: pl.DataFrame,
    columns: tuple[Numbers, Numbers, Numbers],
    labels: pl.Series,
    structure: Structure,
    *,
    is_panel: bool,
) -> Values:
    import polars as pl

    units = tuple(keys["unit"].unique().sort().to_list())
    periods: tuple[str | None, ...] = order_periods(keys["period"].drop_nulls().to_list()) if is_panel else (None,)
    numeric = keys["kind"].is_in(["indicator", "denominator"])
    all_codes = structure.indicators + structure.denominators
    kept = keys.filter(numeric)
    at_unit = kept["unit"].cast(pl.Enum(units)).to_physical().to_numpy()
    at_code = kept["code"].cast(pl.Enum(all_codes)).to_physical().to_numpy()
    at_period = (
        kept["period"].cast(pl.Enum([str(period) for period in periods])).to_physical().to_numpy() if is_panel else 0
    )
    mask = numeric.to_numpy()
    shape, split = (len(periods), len(units), len(all_codes)), len(structure.indicators)
    arrays = []
    for column in columns:
        array = np.full(shape, np.nan)
        array[at_period, at_unit, at_code] = column[mask]
        arrays.append(array)
    x, low, high = (array[..., :split].copy() for array in arrays)
    groups = _label_units(keys.filter(pl.col("kind") == "group"), labels, units, structure)
    return Values(units, periods, structure.indicators, x, low, high, arrays[0][..., split:].copy(), groups)


def _label_units(
    rows: pl.DataFrame, labels: pl.Series, units: tuple[str, ...], structure: Structure
) -> dict[str, npt.NDArray[np.str_]]:
    found: dict[str, dict[str, str]] = {code: {} for code in structure.groups}
    for unit, code, label in zip(rows["unit"], rows["code"], labels, strict=True):
        if label is not None and label not in MISSING:
            found[code][unit] = label
    return {code: np.array([by_unit.get(unit, "") for unit in units]) for code, by_unit in found.items()}
