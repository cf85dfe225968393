"""How much a number weighs: against the region's total of its kind, or against the largest such number there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from gigawatch.ledger.book import Ledger
from gigawatch.model import EntityKind, Fact, period_order
from gigawatch.vocab import ledger_status

ADDED = ("capacity", "investment", "jobs", "area")  # what the sites of a region have together
SITED = (EntityKind.SITE, EntityKind.PROJECT, EntityKind.PHASE)
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
    """Totals of a region by measure, unit and stage, and the largest value by measure and unit."""

    totals: dict[Key, float] = field(default_factory=dict)
    largest: dict[tuple[str, str], float] = field(default_factory=dict)
    inside: frozenset[str] = frozenset()

    def weigh(self, fact: Fact, move: float) -> Share:
        """The share of a move of the fact's value, at most 1."""
        stage = stage_of(fact)
        total = self.totals.get((fact.measure, fact.unit, stage), 0.0)
        is_region = total > 0 and fact.subject in self.inside
        whole = total if is_region else self.largest[(fact.measure, fact.unit)]
        return Share(min(1.0, abs(move) / whole) if whole else 0.0, whole, fact.unit, is_region, stage)


def make_yardstick(ledger: Ledger, region: str | None) -> Yardstick:
    """The measures of a ledger; without a region only the largest numbers."""
    largest: dict[tuple[str, str], float] = defaultdict(float)
    for fact in ledger.facts.values():
        key = (fact.measure, fact.unit)
        largest[key] = max(largest[key], abs(fact.value))
    inside = ledger.within(region) if region else frozenset()
    sited = frozenset(one for one in inside if one in ledger.entities and ledger.entities[one].kind in SITED)
    facts = (f for f in ledger.facts.values() if f.subject in sited and f.measure in ADDED and f.unit != "%")
    return Yardstick(_sum_sites(ledger, facts), dict(largest), sited)


def stage_of(fact: Fact) -> str:
    """Built, not built, or not told: planned and built are never in one sum."""
    known = ledger_status(fact.status or "")
    return "reported" if known is None else "built" if known.is_built else "planned"


def _sum_sites(ledger: Ledger, facts: Iterable[Fact]) -> dict[Key, float]:
    """For each measure, unit and stage the newest whole value of every site that is part of no other one in the sum."""
    newest: dict[Key, dict[str, Fact]] = defaultdict(dict)
    for fact in sorted(facts, key=lambda f: (f.perimeter is None, period_order(f.valid_on), f.id)):
        newest[(fact.measure, fact.unit, stage_of(fact))][fact.subject] = fact
    return {
        key: sum(abs(f.value) for f in own.values() if not _is_part(ledger, f.subject, own))
        for key, own in newest.items()
    }


def _is_part(ledger: Ledger, subject: str, own: Iterable[str]) -> bool:
    others = set(own)
    seen: set[str] = set()
    whole = ledger.entities[subject].part_of
    while whole is not None and whole not in seen:
        if whole in others:
            return True
        seen.add(whole)
        whole = ledger.entities[whole].part_of if whole in ledger.entities else None
    return False
