"""The criteria by which one statement is preferred to another: how each is scored and what is said of the loser."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.wording import Period, Words, say
from gigawatch.model import Relation

RULES = Path(__file__).parent / "data" / "rule.toml"
PROVIDER = "provider"
EPSILON = 1e-9

Score = Callable[[Evidence], float]
Told = Callable[[Evidence, Evidence], Words]


@cache
def rule_data() -> Mapping[str, Any]:
    """The rules and criteria as the data file tells them."""
    data: Mapping[str, Any] = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return data


def precision(evidence: Evidence) -> float:
    """1 for a stated value, less for a hedged one, least for an open end."""
    if evidence.quantity.bound is None:
        return 1.0
    return 0.0 if evidence.interval.is_open else 0.5


def share_provider(one: Evidence, other: Evidence) -> bool:
    """True where one publisher or one speaker gives both statements."""
    return one.source == other.source or (one.speaker is not None and one.speaker == other.speaker)


def is_decisive(name: str, lost: Evidence, won: Evidence) -> bool:
    """True when a criterion may settle a contradiction between two statements."""
    entry = _entries()[name]
    if entry.get("within") == PROVIDER and not share_provider(lost, won):
        return False
    return SCORES[name](won) - SCORES[name](lost) >= float(entry["margin"]) - EPSILON


def tell_loss(name: str, lost: Evidence, won: Evidence) -> Words:
    """Why a statement lost by a criterion."""
    return LOSSES[name](lost, won)


def _day_number(evidence: Evidence) -> float:
    return float((evidence.known_on or "0").replace("-", ""))


def _is_primary(evidence: Evidence) -> float:
    return float(evidence.kind in _entries()["primary"]["kinds"])


@cache
def _entries() -> Mapping[str, Mapping[str, Any]]:
    return {entry["name"]: entry for entry in rule_data()["criterion"]}


def _tell_day(key: str, lost: Evidence, won: Evidence) -> Words:
    """The two days of publication; a statement whose day is not known is told as such."""
    if lost.known_on is None or won.known_on is None:
        return say("published_undated", won=Period(won.known_on or lost.known_on))
    return say(key, lost=lost.known_on, won=won.known_on)


def _noted(lost: Evidence, _won: Evidence) -> Words:
    return lost.note or say("equal")


SCORES: Mapping[str, Score] = {
    "stated": lambda e: float(e.mark is not Relation.DERIVED),
    "current": lambda e: float(e.mark is not Relation.STALE),
    "magnitude": lambda e: float(not e.is_slip),
    "support": lambda e: float(e.support),
    "standing": lambda e: e.standing,
    "primary": _is_primary,
    "precise": precision,
    "earlier": lambda e: -_day_number(e) if e.known_on else -1e9,
    "larger": lambda e: e.quantity.value,
    "later": _day_number,
}
LOSSES: Mapping[str, Told] = {
    "stated": _noted,
    "current": _noted,
    "magnitude": lambda *_: say("power_off"),
    "support": lambda lost, won: say("fewer_sources", few=lost.support, many=won.support),
    "standing": lambda lost, won: say("lower_standing", lost=f"{lost.standing:.2f}", won=f"{won.standing:.2f}"),
    "primary": lambda *_: say("no_primary"),
    "precise": lambda *_: say("less_precise"),
    "earlier": lambda lost, won: _tell_day("published_later", lost, won),
    "larger": lambda *_: say("smaller"),
    "later": lambda lost, won: _tell_day("earlier_vintage", lost, won),
}
