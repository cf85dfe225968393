"""What a day's histories say: the tests, the gate, and the model that chances are taken from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gigawatch.figures import ProjectHistory, load_histories
from gigawatch.outlook.odds.backtest import Backtest, closing_day, find_cuts, run_backtest
from gigawatch.outlook.odds.fit import Model, fit
from gigawatch.outlook.odds.gate import Gate, judge_gate
from gigawatch.outlook.odds.prospect import make_cases
from gigawatch.outlook.odds.rate import known_by, published_hull


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Record:
    """`primary` is the test that the gate looks at (projects of lists), `tests` are all: for each cut on projects of
    lists, then on all. `closed_on` is the day up to which fates are known.
    """

    histories: tuple[ProjectHistory, ...]
    tests: tuple[Backtest, ...]
    gate: Gate
    closed_on: date | None
    _models: dict[date | None, Model]

    @property
    def primary(self) -> Backtest | None:
        """The test that decides; None where there is nothing to split."""
        return self.tests[0] if self.tests else None

    def model(self, by: date | None) -> Model:
        """The model of all of the histories, made when first asked for a day; rates published by that day enter it."""
        if by not in self._models:
            assert self.closed_on is not None
            self._models[by] = fit(make_cases(self.histories), self.closed_on, published_hull(by))
        return self._models[by]


@lru_cache(maxsize=8)
def find_record(by: date | None = None) -> Record:
    """The record of the shipped histories: of all, or of those whose outcome was known by a day."""
    return make_record(known_by(load_histories(), by))


def make_record(histories: tuple[ProjectHistory, ...]) -> Record:
    """The record of some histories."""
    cases = make_cases(histories)
    cuts = enumerate(find_cuts(cases))
    tests = tuple(test for number, cut in cuts for test in run_backtest(cases, cut, is_primary=number == 0))
    gate = judge_gate(histories, tests[0] if tests else None)
    closed = closing_day(cases) if cases else None
    return Record(histories=histories, tests=tests, gate=gate, closed_on=closed, _models={})
