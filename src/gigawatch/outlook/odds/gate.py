"""The gate: whether chances of single projects may be shown at all, decided by the backtest alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigawatch.figures import ProjectHistory
from gigawatch.outlook.odds.backtest import NAIVE, Backtest
from gigawatch.outlook.odds.prospect import is_not_built
from gigawatch.outlook.odds.setting import rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that must hold: what there is and what it takes; `against` names the naive forecast of a skill."""

    code: str
    found: float
    needed: float
    is_met: bool
    against: str | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """Every condition; open where all of them hold."""

    conditions: tuple[Condition, ...]

    @property
    def is_open(self) -> bool:
        """True where chances of single projects are shown."""
        return all(one.is_met for one in self.conditions)

    @property
    def unmet(self) -> tuple[Condition, ...]:
        """What keeps it closed."""
        return tuple(one for one in self.conditions if not one.is_met)


def judge_gate(histories: Sequence[ProjectHistory], test: Backtest | None) -> Gate:
    """The gate for some histories and the test of the primary cut on projects of lists."""
    rule = rules().gate
    tested = 0 if test is None else len(test.forecasts)
    started = 0 if test is None else test.started
    counts = (
        _enough("projects", len(histories), rule.projects),
        _enough("not_built", sum(map(is_not_built, histories)), rule.not_built),
        _enough("tested", tested, rule.tested),
        _enough("tested_started", started, rule.each),
        _enough("tested_not_started", tested - started, rule.each),
    )
    skills = {skill.against: skill for skill in test.skills} if test is not None else {}
    lows = {name: skills[name].interval.low if name in skills else float("-inf") for name in NAIVE}
    above = (Condition(code="skill", found=low, needed=0.0, is_met=low > 0, against=name) for name, low in lows.items())
    return Gate((*counts, *above))


def _enough(code: str, found: int, needed: int) -> Condition:
    return Condition(code=code, found=found, needed=needed, is_met=found >= needed)
