"""How much a number weighs: against the region's total of its kind, or against the largest such number there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gigawatch.ledger.book import Ledger
from gigawatch.ledger.part import Asked, tally
from gigawatch.ledger.stage import total_of
from gigawatch.model import PLANTS, Fact

ADDED = ("capacity", "investment", "jobs", "area")  # what the sites of a region have together
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Share:
    """`share` of `total`; `is_region` tells a total of the region's sites in a `stage` from the largest number."""

    share: float
    total: float
    unit: str
    is_region: bool
    stage: str


@dataclass(slots=True)
class Yardstick:
    """Totals of a region's plants, and the largest value that there is: both by measure, unit and stage."""

    totals: Mapping[Key, float] = field(default_factory=dict)
    largest: Mapping[Key, float] = field(default_factory=dict)
    inside: frozenset[str] = frozenset()

    def weigh(self, fact: Fact, move: float) -> Share:
        """The share of a move of the fact's value, at most 1."""
        key = _key(fact)
        total = self.totals.get(key, 0.0)
        is_region = total > 0 and fact.subject in self.inside
        whole = total if is_region else self.largest[key]
        return Share(min(1.0, abs(move) / whole) if whole else 0.0, whole, fact.unit, is_region, key[2])


def make_yardstick(ledger: Ledger, region: str | None) -> Yardstick:
    """The measures of a ledger; without a region only the largest numbers."""
    largest: dict[Key, float] = defaultdict(float)
    for fact in ledger.facts.values():
        largest[_key(fact)] = max(largest[_key(fact)], abs(fact.value))
    inside = ledger.within(region) if region else frozenset()
    sited = frozenset(one for one in inside if ledger.entities[one].kind in PLANTS)
    facts = [f for f in ledger.facts.values() if f.subject in sited and f.measure in ADDED and f.unit != "%"]
    return Yardstick(_sum_sites(ledger, facts), dict(largest), sited)


def _key(fact: Fact) -> Key:
    return fact.measure, fact.unit, total_of(fact.status)


def _sum_sites(ledger: Ledger, facts: Iterable[Fact]) -> dict[Key, float]:
    """The ledger's own total of the plants for each measure, unit and stage, hedges left aside."""
    groups: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[_key(fact)].append(fact)
    return {key: sum(abs(f.value) for f in _total(ledger, key, own)) for key, own in groups.items()}


def _total(ledger: Ledger, key: Key, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    measure, unit, stage = key
    return tally(ledger, Asked(measure=measure, unit=unit, stage=stage), facts).counted
