"""The rules that settle a value, as data: which statement is preferred, and what may settle a contradiction."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from math import inf
from pathlib import Path

from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.wording import Words, say

RULES = Path(__file__).parent / "data" / "rule.toml"
MARGIN = 0.2


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule for some measures: criteria in order, and those that may settle a contradiction."""

    name: str
    measures: tuple[str, ...]
    prefer: tuple[str, ...]
    decisive: tuple[str, ...]
    text_en: str
    text_zh: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One ground of preference: the higher `score` wins; `margin` is what it takes to settle a contradiction."""

    score: Callable[[Evidence], float]
    margin: float
    text: Callable[[Evidence, Evidence], Words]


def precision(evidence: Evidence) -> float:
    """1 for a stated value, less for a hedged one, least for an open end."""
    if evidence.quantity.bound is None:
        return 1.0
    return 0.0 if evidence.interval.is_open else 0.5


def _day_number(evidence: Evidence) -> float:
    return float((evidence.known_on or "0").replace("-", ""))


CRITERIA: Mapping[str, Criterion] = {
    "support": Criterion(
        lambda e: float(e.support),
        2.0,
        lambda lost, won: say("fewer_sources", few=lost.support, many=won.support),
    ),
    "standing": Criterion(
        lambda e: e.standing,
        MARGIN,
        lambda lost, won: say("lower_standing", lost=f"{lost.standing:.2f}", won=f"{won.standing:.2f}"),
    ),
    "precise": Criterion(precision, 0.5, lambda *_: say("less_precise")),
    "earlier": Criterion(
        lambda e: -_day_number(e) if e.known_on else -1e9,
        1.0,
        lambda lost, won: say("published_later", lost=str(lost.known_on), won=str(won.known_on)),
    ),
    "larger": Criterion(lambda e: e.quantity.value, inf, lambda *_: say("smaller")),
    "later": Criterion(
        _day_number, 1.0, lambda lost, won: say("earlier_vintage", lost=str(lost.known_on), won=str(won.known_on))
    ),
}


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule in the order of the data file."""
    data = tomllib.loads(RULES.read_text(encoding="utf-8"))["rule"]
    return tuple(
        Rule(r["name"], tuple(r["measures"]), tuple(r["prefer"]), tuple(r["decisive"]), r["text_en"], r["text_zh"])
        for r in data
    )


def rule_for(measure: str) -> Rule:
    """The rule that settles a measure; a measure that only a table knows is settled as a statistic."""
    return next((rule for rule in rules() if measure in rule.measures), rules()[-1])


def rank_key(rule: Rule, evidence: Evidence) -> tuple[float, ...]:
    """Sorting key: the preferred evidence has the highest key."""
    return tuple(CRITERIA[name].score(evidence) for name in rule.prefer)


def ground(rule: Rule, lost: Evidence, won: Evidence) -> Words:
    """Why one statement lost to another: the first criterion on which they differ."""
    for name in rule.prefer:
        criterion = CRITERIA[name]
        if criterion.score(lost) < criterion.score(won):
            return criterion.text(lost, won)
    return say("equal")


def decides(rule: Rule, lost: Evidence, won: Evidence) -> bool:
    """True when the rule may settle a contradiction between these two by a decisive criterion."""
    return any(CRITERIA[n].score(won) - CRITERIA[n].score(lost) >= CRITERIA[n].margin for n in rule.decisive)
