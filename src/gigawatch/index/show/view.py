"""What is looked at: one aggregate of a run in one period, its units in order of rank, every name in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.structure import Structure
from gigawatch.index.input.values import Values
from gigawatch.index.montecarlo.spread import INTERVAL, Uncertainty
from gigawatch.index.result.place import list_some
from gigawatch.index.result.result import Result
from gigawatch.index.show.word import say
from gigawatch.model import InputError

Run = Result | Uncertainty
Names = Mapping[str, str]
SEPARATORS = {"en": ", ", "zh": "，"}


@dataclass(frozen=True)
class View:
    """One aggregate (`code`) in one period (`at`). `names` are the units' names; a unit without one shows its code."""

    result: Result
    spread: Uncertainty | None
    code: str
    at: int
    language: str
    names: Names

    @property
    def structure(self) -> Structure:
        """The tree of the index."""
        return self.result.structure

    @property
    def values(self) -> Values:
        """The panel that went in."""
        return self.result.values

    @property
    def period(self) -> str | None:
        """The period looked at; None for a cross-section."""
        return self.values.periods[self.at]

    @property
    def column(self) -> int:
        """The aggregate's column among scores and ranks."""
        return self.structure.aggregates.index(self.code)

    @cached_property
    def scores(self) -> Numbers:
        """The score of each unit."""
        found: Numbers = self.result.scores[self.at, :, self.column]
        return found

    @cached_property
    def ranks(self) -> Numbers:
        """The rank of each unit, NaN where it has none."""
        found: Numbers = self.result.ranks[self.at, :, self.column]
        return found

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The units with a score: the ranked first, from the best; then those that are not ranked, by score."""
        rank = np.where(np.isnan(self.ranks), np.inf, self.ranks)
        found = np.lexsort((np.arange(rank.size), -np.nan_to_num(self.scores), rank))
        return tuple(int(unit) for unit in found if not np.isnan(self.scores[unit]))

    @cached_property
    def table(self) -> Numbers:
        """Units x codes: the numbers that were added up, and what they add up to."""
        found: Numbers = self.result.tables[-1].x[self.at]
        return found

    def take(self, places: tuple[int, int]) -> tuple[int, ...]:
        """The units from the first to the last of these places (counted from 1); an InputError where there is none."""
        first, last = places
        found = self.order[max(first, 1) - 1 : last]
        if not found:
            hint = f"there are {len(self.order)} units with a score"
            raise InputError(f"no unit in the places {first} to {last}", where="places", hint=hint)
        return found

    def quantiles(self, by: str) -> Numbers:
        """The lower bound, median and upper bound of each unit's `score` or `rank` (3 x units); NaN without runs."""
        runs = np.empty((0, self.scores.size)) if self.spread is None else self.spread.take(by, self.column)[:, self.at]
        found = np.full((3, runs.shape[1]), np.nan)
        some = ~np.isnan(runs).all(axis=0)
        found[:, some] = np.nanquantile(runs[:, some], (INTERVAL[0], 0.5, INTERVAL[1]), axis=0)
        return found

    def say(self, key: str, **parts: object) -> str:
        """Words of the charts in the language of the view."""
        return say(key, self.language, **parts)

    def label(self, code: str) -> str:
        """The name of a code in the view's language, else its code."""
        return self.structure.by_code[code].names.get(self.language, code)

    def unit(self, unit: int) -> str:
        """The name of a unit, else its code."""
        code = self.values.units[unit]
        return self.names.get(code, code)

    def find_unit(self, unit: str) -> int:
        """The place of a unit by its code or name; an InputError where there is none."""
        by_name = {name: code for code, name in self.names.items()}
        code = by_name.get(unit, unit)
        if code not in self.values.units:
            raise InputError(f"there is no unit {unit!r}", where="unit", hint=_list_some(self.values.units))
        return self.values.units.index(code)

    def title(self, *more: str | None) -> str:
        """The name of the aggregate, what more is said, and the period, in one line."""
        parts = [self.label(self.code), *more, self.period]
        return SEPARATORS[self.language].join(part for part in parts if part)

    def first_level(self) -> tuple[str, ...]:
        """The codes straight under the aggregate."""
        return self.structure.children[self.code]


def look(run: Run, code: str | None, period: str | None, language: str, names: Names | None = None) -> View:
    """A view of a run; an InputError for a code, period or language there is not. A period of None is the last."""
    result, spread = (run, None) if isinstance(run, Result) else (run.nominal, run)
    structure, periods = result.structure, result.values.periods
    if result.method.find("aggregate") is None:
        raise InputError("the method has no aggregate step: there are no scores to show", where="method")
    target = code or structure.roots[0]
    if target not in structure.aggregates:
        raise InputError(f"{target!r} is no aggregate", where="code", hint=_list_some(structure.aggregates))
    if period is not None and period not in periods:
        raise InputError(f"there is no period {period!r}", where="period", hint=_list_some(periods))
    say("chart.score", language)
    at = len(periods) - 1 if period is None else periods.index(period)
    return View(result, spread, target, at, language, dict(names or {}))


def require_spread(view: View) -> Uncertainty:
    """The Monte Carlo behind a view; an InputError where there is none."""
    if view.spread is None:
        raise InputError("this chart needs the outcome of a Monte Carlo", hint="give an Uncertainty, not a Result")
    return view.spread


def _list_some(known: Sequence[str | None]) -> str:
    return f"there are: {list_some(known)}"
