"""The backtest: models made of what was known by a cut, tested on projects whose fate became known after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from gigawatch.figures import last_day_of
from gigawatch.outlook.odds.fit import Model, fit
from gigawatch.outlook.odds.prospect import Case
from gigawatch.outlook.odds.rate import middle_rate, published_hull
from gigawatch.outlook.odds.score import CalibrationBin, Skill, brier, calibrate, find_skill
from gigawatch.outlook.odds.setting import rules

FEWEST = 10
MONTH = 31
TRAINING, PUBLISHED, STATUS, TIME = "training_rate", "published_rate", "status_rate", "status_and_time"
NAIVE = (TRAINING, PUBLISHED, STATUS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """One tested project: the chance that it would have started by the closing day, and whether it had."""

    case: str
    owner: str
    chance: float
    is_started: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """One split by time. `of` says which projects were tested: those of lists followed whole, or all of them.

    The model was made of `trained` cases that were told by the `cut`; `left_out` are those told after it whose fate on
    the closing day nobody knows. `skills` are against the three naive forecasts and, in the primary test, against the
    same model without traits: what the traits add. Empty where nothing could be tested.
    """

    cut: date
    close: date
    of: str
    trained: int
    left_out: int
    effect_sd: float
    forecasts: tuple[Forecast, ...]
    brier: float | None
    skills: tuple[Skill, ...]
    calibration: tuple[CalibrationBin, ...]

    @property
    def started(self) -> int:
        """How many of those tested had started."""
        return sum(one.is_started for one in self.forecasts)


LISTS, ALL = "lists", "all"


def find_cuts(cases: Sequence[Case]) -> tuple[date, ...]:
    """The last days of the months by which the stated shares of the outcomes of lists were known, the primary first."""
    told = sorted(case.told_on for case in cases if case.is_of_list)
    split = rules().split
    shares = (split.primary, *split.others)
    return tuple(_month_end(told[min(int(share * len(told)), len(told) - 1)]) for share in shares) if told else ()


def closing_day(cases: Sequence[Case]) -> date:
    """The day by which every tested project is asked to have started: that of the last source dated to the month."""
    exact = [case.last_on for case in cases if (case.told_on - case.last_on).days <= MONTH]
    return max(exact or [case.last_on for case in cases])


def run_backtest(cases: Sequence[Case], cut: date, *, is_primary: bool = True) -> tuple[Backtest, Backtest]:
    """The test of one cut: on projects of lists, and on all.

    A model knows only cases that were told by the cut and rates published by then, and of a tested project only what
    its earlier source told, and that nothing was decided by the cut. Asked is whether it started by the closing day;
    one that was last told to be open more than a year before is left out, since nobody knows. Only in the primary test
    the model is also held against itself without traits.
    """
    close = closing_day(cases)
    known = [case for case in cases if case.told_on <= cut]
    later = [case for case in cases if case.told_on > cut]
    tested = [case for case in later if case.is_known_on(close)]
    lists = [case for case in tested if case.is_of_list]
    if not known or not tested:
        return _nothing(cut, LISTS, known), _nothing(cut, ALL, known)
    forecast = _Forecaster(known, cut, close, is_primary)
    left = len(later) - len(tested)
    return forecast.test(lists, LISTS, left), forecast.test(tested, ALL, left)


class _Forecaster:
    """The model and the naive forecasts of one cut."""

    def __init__(self, known: Sequence[Case], cut: date, close: date, is_primary: bool) -> None:
        self.known = known
        self.cut = cut
        self.close = close
        published = published_hull(cut)
        self.model = fit(known, cut, published)
        self.plain = fit(known, cut, published, traits=()) if is_primary else None

    def test(self, tested: Sequence[Case], of: str, left: int) -> Backtest:
        if not tested:
            return _nothing(self.cut, of, self.known)
        chances = self.forecast(self.model, tested)
        started, owners = [case.is_started for case in tested], [case.owner for case in tested]
        naive = {name: [rate(case) for case in tested] for name, rate in self.rates(of).items()}
        rivals = {**naive, TIME: self.forecast(self.plain, tested)} if self.plain else naive
        return Backtest(
            cut=self.cut,
            close=self.close,
            of=of,
            trained=len(self.known),
            left_out=left,
            effect_sd=self.model.effect_sd,
            forecasts=tuple(
                Forecast(case=case.id, owner=case.owner, chance=chance, is_started=case.is_started)
                for case, chance in zip(tested, chances, strict=True)
            ),
            brier=brier(chances, started),
            skills=tuple(find_skill(name, chances, rival, started, owners) for name, rival in rivals.items()),
            calibration=calibrate(chances, started),
        )

    def forecast(self, model: Model, tested: Sequence[Case]) -> list[float]:
        found = model.start_chances([case.prospect for case in tested], self.cut, self.close)
        chances: list[float] = found.mean(axis=0).tolist()
        return chances

    def rates(self, of: str) -> dict[str, Callable[[Case], float]]:
        """The naive forecasts: one share for all, the published one, a share for each state."""
        lists = [case for case in self.known if case.is_of_list]
        alike = lists if of == LISTS and len(lists) >= FEWEST else self.known
        share = sum(case.is_started for case in alike) / len(alike)
        by_state = {state: _rule_of_succession(alike, is_building=state) for state in (True, False)}
        published = middle_rate(self.cut)
        return {
            TRAINING: lambda _: share,
            PUBLISHED: lambda _: published,
            STATUS: lambda case: by_state[case.prospect.is_building],
        }


def _rule_of_succession(cases: Sequence[Case], *, is_building: bool) -> float:
    """The share started of those in a state, one started and one not added (Laplace)."""
    alike = [case for case in cases if case.prospect.is_building is is_building]
    return (sum(case.is_started for case in alike) + 1) / (len(alike) + 2)


def _nothing(cut: date, of: str, known: Sequence[Case]) -> Backtest:
    return Backtest(
        cut=cut,
        close=cut,
        of=of,
        trained=len(known),
        left_out=0,
        effect_sd=0.0,
        forecasts=(),
        brier=None,
        skills=(),
        calibration=(),
    )


def _month_end(day: date) -> date:
    return last_day_of(day.isoformat()[:7])
