"""A block of columns as a rule sees it: the numbers, whose they are, and where to note what was changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from gigawatch.index.fault import StepError
from gigawatch.index.input.column import Numbers
from gigawatch.index.input.structure import Structure
from gigawatch.index.input.values import Flags, Values
from gigawatch.index.method.parameter import Parameter, Settings

PERIOD, UNIT = -3, -2
WITHIN = Parameter(
    "range", "choice", "within", "over which values: of the same period, or of all", ("within", "pooled")
)
RANGE = Parameter(
    "range",
    "choice",
    "pooled",
    "the values that set the scale: of all periods, of the same period, of the base period alone, or of the base "
    "period and, in a column that begins later, of its first one",
    ("pooled", "within", "base", "base_or_first"),
)
BASE = Parameter("base", "text", None, "the base period, where range is base or base_or_first")


@dataclass(frozen=True)
class Note:
    """Cells of the block that a rule changed in a way worth telling, and the word for it."""

    cells: Flags
    text: str


@dataclass(frozen=True)
class Block:
    """`x` has the axes (runs,) periods, units, columns; `columns` are the positions of its indicators.

    `table` has all indicators as they stand before the step, for rules that are joint. `notes` collects what was
    changed; it is None in the runs of a Monte Carlo, where nobody reads it.
    """

    x: Numbers
    values: Values
    structure: Structure
    columns: tuple[int, ...]
    step: str
    table: Numbers
    notes: list[Note] | None = None
    doubts: list[Numbers] = field(default_factory=list)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the block's columns."""
        return tuple(self.structure.indicators[column] for column in self.columns)

    @cached_property
    def directions(self) -> Numbers:
        """The direction of each column."""
        return self.structure.directions[list(self.columns)]

    @cached_property
    def oriented(self) -> Numbers:
        """The numbers turned so that more is better."""
        return self.x * self.directions

    def note(self, cells: Flags, text: str) -> None:
        """Remember that these cells were changed, when anybody reads it."""
        if self.notes is not None and cells.any():
            self.notes.append(Note(cells, text))

    def doubt(self, deviation: Numbers) -> None:
        """State how far the numbers the rule filled in may be off: their standard deviation, as broad as `x`, NaN where
        nothing was filled in or nothing is known of it. A Monte Carlo that varies the imputation draws from it.
        """
        self.doubts.append(deviation)

    def attribute(self, name: str) -> Numbers:
        """A number of the structure (`low`, `high`, `target`) for each column; a StepError names those without one."""
        nodes = [self.structure.by_code[code] for code in self.codes]
        found = [getattr(node, name) for node in nodes]
        absent = [node.code for node, value in zip(nodes, found, strict=True) if value is None]
        if absent:
            raise self.error(f"no {name} is given for {', '.join(absent)}", "fill the column of the structure table")
        return np.array(found, dtype=np.float64)

    def locate_base(self, settings: Settings) -> int:
        """The position of the base period; a StepError when it is not among the periods."""
        base = settings.text("base")
        if base not in self.values.periods:
            there = ", ".join(str(period) for period in self.values.periods)
            raise self.error(f"the base period {base!r} is not in the values", f"there are: {there}")
        return self.values.periods.index(base)

    def pick_reference(self, x: Numbers, settings: Settings) -> tuple[Numbers, tuple[int, ...]]:
        """The values that set the scale under the stated range, and the axes to sum over."""
        scope = settings.text("range")
        if scope == "within":
            return x, (UNIT,)
        if scope == "base":
            at = self.locate_base(settings)
            base = x[..., at : at + 1, :, :]
            self._require_values(base, x, settings.text("base"))
            return base, (PERIOD, UNIT)
        if scope == "base_or_first":
            return self._begin_late(x, settings), (PERIOD, UNIT)
        return x, (PERIOD, UNIT)

    def _begin_late(self, x: Numbers, settings: Settings) -> Numbers:
        """The values of the column's own base period, else of the method's; of a column that has none there, those of
        the first period in which it has any.
        """
        at = np.array([self._locate_own_base(code, settings) for code in self.codes])[None, None, :]
        shape = (*x.shape[:PERIOD], 1, *x.shape[UNIT:])
        base = np.take_along_axis(x, np.broadcast_to(at, shape), PERIOD)
        lost = np.isnan(base).all(axis=(PERIOD, UNIT), keepdims=True)
        first = (~np.isnan(x)).any(axis=UNIT, keepdims=True).argmax(axis=PERIOD, keepdims=True)
        start = np.take_along_axis(x, np.broadcast_to(first, (*first.shape[:-2], x.shape[UNIT], x.shape[-1])), PERIOD)
        return np.where(lost, start, base)

    def _locate_own_base(self, code: str, settings: Settings) -> int:
        """Where a column's base period is; the first period where the method's is not among the values."""
        own, periods = self.structure.by_code[code].base, self.values.periods
        if own is not None and own not in periods:
            raise self.error(f"the base period {own!r} of {code} is not in the values")
        base = own or settings.text("base")
        return periods.index(base) if base in periods else 0

    def _require_values(self, base: Numbers, x: Numbers, period: str) -> None:
        """A StepError when a column has values but none in the base period."""
        lost = np.isnan(base).all(axis=(PERIOD, UNIT)) & ~np.isnan(x).all(axis=(PERIOD, UNIT))
        if lost.any():
            places = sorted(set(np.argwhere(lost)[:, -1].tolist()))
            codes = ", ".join(self.codes[place] for place in places)
            raise self.error(f"{codes} has no value in the base period {period}", "name another base period")

    def require_spread(self, spread: Numbers) -> None:
        """A StepError when a column (of a period) has values but they are all the same."""
        flat = ~(spread > 0) & ~np.isnan(spread)
        if not flat.any():
            return
        where = np.argwhere(flat.reshape(-1, *flat.shape[-3:]).any(axis=0))
        places = sorted({self._name_place(int(period), int(column), flat.shape[-3]) for period, _, column in where})
        raise self.error(f"no spread to scale by in {'; '.join(places)}", "drop the column or widen the range")

    def _name_place(self, period: int, column: int, periods: int) -> str:
        label = self.values.periods[period] if periods == len(self.values.periods) else None
        return self.codes[column] + (f" in {label}" if label is not None else "")

    def error(self, what: str, hint: str = "") -> StepError:
        """A StepError of this step."""
        return StepError(what, where=f"step {self.step}", hint=hint)


Change = Callable[[Block, Settings], Numbers]
"""A rule of a data step: the block's new numbers, of the same shape."""
