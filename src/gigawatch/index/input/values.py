"""The values of all units, codes and periods as one array with a time axis, checked against the structure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gigawatch.index.input.column import Flags, Numbers, Places

__all__ = ["Flags", "Options", "Values", "allocate"]


@dataclass(frozen=True)
class Options:
    """Cells for which several sources give a value.

    `period`, `unit` and `column` are the positions of each cell; `x`, `low` and `high` are cells x options, NaN where
    a cell has fewer; `source` is cells x options, the position of each option's source in `names`, -1 where there is
    none. The first option is the one that the nominal run takes.
    """

    period: Places
    unit: Places
    column: Places
    x: Numbers
    low: Numbers
    high: Numbers
    source: Places
    names: tuple[str, ...]

    def take(self, cells: Places) -> Options:
        """These cells alone."""
        at = self.period[cells], self.unit[cells], self.column[cells]
        return Options(*at, self.x[cells], self.low[cells], self.high[cells], self.source[cells], self.names)


@dataclass(frozen=True)
class Values:
    """A panel: `x`, `low` and `high` are periods x units x indicators, NaN where missing.

    A cross-section is a panel of one period, labelled None. `low` and `high` are the bounds of a value, equal to it
    where none were given. `present` says which (period, unit) has any value: the others are no rows, and nothing is
    ever imputed into them. `divisors` is periods x units x denominators, `groups` the label of each unit by code.
    `options` are the cells that several sources speak of.
    """

    units: tuple[str, ...]
    periods: tuple[str | None, ...]
    codes: tuple[str, ...]
    x: Numbers
    low: Numbers
    high: Numbers
    divisors: Numbers
    groups: dict[str, npt.NDArray[np.str_]]
    options: Options | None = None

    @cached_property
    def present(self) -> Flags:
        """Periods x units: which have at least one value."""
        return np.asarray(self.given.any(axis=-1))

    @cached_property
    def given(self) -> Flags:
        """Periods x units x indicators: which values were given."""
        found: Flags = ~np.isnan(self.x)
        return found

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the content, whatever the order of the rows it was read from (but for cells with several sources,
        of which the first is the value).
        """
        digest = hashlib.sha256(repr((self.units, self.periods, self.codes)).encode())
        for array in (self.x, self.low, self.high, self.divisors):
            digest.update(np.ascontiguousarray(array).tobytes())
        for code in sorted(self.groups):
            digest.update(repr((code, self.groups[code].tolist())).encode())
        if self.options is not None:
            digest.update(repr(self.options.names).encode())
            places = (self.options.period, self.options.unit, self.options.column)
            for cells in (*places, self.options.x, self.options.low, self.options.high, self.options.source):
                digest.update(np.ascontiguousarray(cells).tobytes())
        return digest.hexdigest()


def allocate(shape: tuple[int, ...], path: Path | None = None) -> Numbers:
    """An array of NaN whose last axis varies slowest in memory, so that working column by column stays in cache.

    With a path it lies in that file (`.npy`) and the memory it takes can be given back at any time.
    """
    turned = (shape[-1], *shape[:-1])
    if path is None:
        return np.moveaxis(np.full(turned, np.nan), 0, -1)
    mapped: Numbers = np.lib.format.open_memmap(path, mode="w+", dtype=np.float64, shape=turned)
    mapped[...] = np.nan
    return np.moveaxis(mapped, 0, -1)
