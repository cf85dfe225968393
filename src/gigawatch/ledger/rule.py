"""The rules that settle a value, as data: which statement is preferred, and what may settle a contradiction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from gigawatch.ledger.criterion import SCORES, is_decisive, rule_data, tell_loss
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.wording import Words, say
from gigawatch.quantity import period_span

DUE = "due"
PLANS = ("planned", "announced", "signed", "forecast")


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule for some measures: criteria in order, and those that may settle a contradiction.

    `when` is None for any figure and `due` for one whose time lies after its publication.
    """

    name: str
    measures: tuple[str, ...]
    prefer: tuple[str, ...]
    decisive: tuple[str, ...]
    text_en: str
    text_zh: str
    when: str | None = None


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule in the order of the data file."""
    return tuple(map(_rule, rule_data()["rule"]))


def _rule(told: Mapping[str, Any]) -> Rule:
    measures, prefer, decisive = (tuple(told[key]) for key in ("measures", "prefer", "decisive"))
    return Rule(told["name"], measures, prefer, decisive, told["text_en"], told["text_zh"], told.get("when"))


def rule_for(measure: str, when: str | None = None) -> Rule:
    """The rule that settles a measure; a measure that only a table knows is settled as a statistic."""
    fitting = (rule for rule in rules() if measure in rule.measures and rule.when in (None, when))
    return next(fitting, rules()[-1])


def rule_named(name: str) -> Rule:
    """The rule of a name; the last one for a name of an earlier version."""
    return next((rule for rule in rules() if rule.name == name), rules()[-1])


def rule_of(group: Sequence[Evidence]) -> Rule:
    """The rule that settles a group of comparable statements: a target's where one came before its time."""
    return rule_for(group[0].measure, DUE if any(map(_is_due, group)) else None)


def _is_due(evidence: Evidence) -> bool:
    if evidence.valid_on_inferred or evidence.status not in PLANS:
        return False
    span = period_span(evidence.valid_on or "")
    return span is not None and (evidence.known_on or "9") < span[0].isoformat()


def rank_key(rule: Rule, evidence: Evidence) -> tuple[float, ...]:
    """Sorting key: the preferred evidence has the highest key."""
    return tuple(SCORES[name](evidence) for name in rule.prefer)


def ground(rule: Rule, lost: Evidence, won: Evidence) -> Words:
    """Why one statement lost to another: the first criterion on which they differ."""
    for name in rule.prefer:
        if SCORES[name](lost) < SCORES[name](won):
            return tell_loss(name, lost, won)
    return say("equal")


def decides(rule: Rule, lost: Evidence, won: Evidence) -> bool:
    """True when the rule may settle a contradiction between these two by a decisive criterion."""
    return any(is_decisive(name, lost, won) for name in rule.decisive)
