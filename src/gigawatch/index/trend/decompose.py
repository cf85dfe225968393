"""What moved a score: its change as the sum of what each indicator brought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.method import Step
from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out
from gigawatch.index.trend.series import read_series
from gigawatch.index.trend.split import CLOSE, Pair, Split, split
from gigawatch.model import InputError

if TYPE_CHECKING:
    import polars as pl

FORMS = ("own", "shapley")
TOTAL, VALUE, MISSING, REST = "total", "value", "missing", "rest"
COLUMNS = {
    "unit": "text",
    "of": "text",
    "first_period": "text",
    "last_period": "text",
    "part": "text",
    "code": "text",
    "first": "number",
    "last": "number",
    "contribution": "number",
    "convention": "text",
    "note": "text",
}
Key = tuple[str, str]


def decompose_change(
    result: Result, code: str | None = None, first: str | None = None, last: str | None = None, form: str = "own"
) -> pl.DataFrame:
    """Rows of each unit that add up to the change of its score of `code` (the first root) between two periods.

    `part` is `total` (the score itself in both periods and its change), `value` (an indicator under it: its normalised
    values and what their change brought), `missing` (an aggregate in which cells are there in one period only: what
    they and the weights scaled up for them did) and `rest` (what the values do not explain: weights that differ by unit
    or period, and under rules that compare units an aggregate that stood still while others moved; left out where it is
    nothing). All parts but `total` add up to it within 1e-9.

    `form`: `own` takes every mean apart by its own form: the arithmetic mean as the difference of weighted values, the
    weights those of both periods' middle; the geometric mean by the logarithmic mean (LMDI I of Ang, Energy Policy 32,
    2004, additive); the harmonic mean by its reciprocal; any other rule, and with `shapley` all of them, by Shapley
    values of its children, all units at once. A unit without the score in one of the periods has one row that says so.
    """
    if form not in FORMS:
        raise InputError(f"{form!r} is not allowed: form is one of {', '.join(FORMS)}", where="trend")
    step = result.method.find("aggregate")
    if step is None:
        raise InputError("the method has no aggregate step: there is no score to take apart", where="trend")
    target = result.structure.roots[0] if code is None else code
    if target not in result.structure.aggregates:
        there = ", ".join(result.structure.aggregates)
        raise InputError(f"{target!r} is no aggregate", where="trend", hint=f"there are: {there}")
    change = _Change(result, step, form, target, *read_series(result).choose(first, last))
    return lay_out(change.rows(), COLUMNS)


@dataclass(frozen=True)
class _Change:
    """The change of one aggregate between two positions of periods."""

    result: Result
    step: Step
    form: str
    target: str
    start: int
    end: int
    conventions: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[object, ...]]:
        """The table's rows, unit by unit."""
        units = np.arange(len(self.result.values.units))
        before, after = self.scores(self.target)
        known = ~np.isnan(before) & ~np.isnan(after)
        parts = self.take_apart(self.target, units[known])
        convention = ", ".join(dict.fromkeys(self.conventions))
        place = {int(unit): at for at, unit in enumerate(units[known])}
        for unit in units[~(np.isnan(before) & np.isnan(after))].tolist():
            yield from self._describe(unit, parts, place.get(unit), convention)

    def scores(self, code: str) -> tuple[Numbers, Numbers]:
        """The values of a code in both periods, by unit."""
        column = self.result.tables[-1].x[..., self.result.structure.position[code]]
        return column[self.start], column[self.end]

    def take_apart(self, parent: str, units: npt.NDArray[np.intp]) -> dict[Key, Numbers]:
        """What each part brought to the change of `parent`, by unit."""
        structure = self.result.structure
        codes = structure.children[parent]
        found = self._split(parent, codes, units)
        parts: dict[Key, Numbers] = {(MISSING, parent): found.missing, (REST, parent): found.rest}
        for place, code in enumerate(codes):
            worth, per_point = found.worth[:, place], found.per_point[:, place]
            if code in structure.indicators:
                parts[VALUE, code] = worth
            else:
                parts |= self._pass_down(code, units, worth, per_point)
        return parts

    def _pass_down(
        self, code: str, units: npt.NDArray[np.intp], worth: Numbers, per_point: Numbers
    ) -> dict[Key, Numbers]:
        """What an aggregate brought, shared out among its own parts; what it brought standing still is its rest."""
        before, after = (side[units] for side in self.scores(code))
        held = ~np.isnan(before) & ~np.isnan(after)
        inner = self.take_apart(code, units[held])
        parts = {key: _spread(per_point, held, part) for key, part in inner.items()}
        still = worth - np.where(held, per_point * (after - before), 0.0)
        small = np.abs(still) <= CLOSE * np.maximum(1.0, np.abs(worth))
        parts[REST, code] = parts[REST, code] + np.where(small, 0.0, still)
        return parts

    def _split(self, parent: str, codes: tuple[str, ...], units: npt.NDArray[np.intp]) -> Split:
        structure = self.result.structure
        first, last = (np.stack([self.scores(code)[at][units] for code in codes], axis=1) for at in (0, 1))
        before, after = (side[units] for side in self.scores(parent))
        weights = self.result.weights[[structure.position[code] for code in codes]]
        pair = Pair(parent, codes, first, last, before, after, weights, self.end, units)
        found = split(pair, self.step.choose(parent, structure.levels[parent]), self.form)
        self.conventions.append(found.convention)
        return found

    def _describe(
        self, unit: int, parts: dict[Key, Numbers], place: int | None, convention: str
    ) -> Iterator[tuple[object, ...]]:
        values = self.result.values
        span = tuple(values.periods[at] for at in (self.start, self.end))
        key = (values.units[unit], self.target, *span)
        before, after = (float(side[unit]) for side in self.scores(self.target))
        if place is None:
            gone = span[0] if np.isnan(before) else span[1]
            yield *key, TOTAL, self.target, before, after, None, convention, f"no score in {gone}"
            return
        whole = sum(float(part[place]) for part in parts.values())
        note = "the rule gives no value for a mixture of both periods" if np.isnan(whole) else ""
        yield *key, TOTAL, self.target, before, after, after - before, convention, note
        if note:
            return
        for (part, code), amounts in parts.items():
            amount = float(amounts[place])
            if part == VALUE or amount != 0:
                sides = [float(side[unit]) if part == VALUE else None for side in self.scores(code)]
                yield *key, part, code, *sides, amount, convention, ""


def _spread(share: Numbers, held: npt.NDArray[np.bool_], part: Numbers) -> Numbers:
    """A child's part as the parent's, 0 for units that do not have the child in both periods."""
    whole = np.zeros(len(share))
    whole[held] = share[held] * part
    return whole
