"""Choosing among facts: which are built, which planned, and which value of a site or region is the newest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gigawatch.ledger import Ledger, covers_whole
from gigawatch.model import Entity, Fact, QuantityClaim, Settlement
from gigawatch.quantity.telling import TARGET
from gigawatch.vocab import ledger_status, statuses

BUILT, PLANNED, REPORTED = "built", "planned", "reported"
ENDED = ("cancelled", "closed")


def group_of(fact: Fact) -> str:
    """Whether a fact's value is built, planned (announced to under construction), or of no stated status."""
    status = ledger_status(fact.status or "") or statuses().get(fact.status or "")
    if status is None:
        return PLANNED if fact.status == "forecast" or (fact.valid_on or "").endswith(TARGET) else REPORTED
    return BUILT if status.is_built else PLANNED


def newest(facts: Iterable[Fact]) -> Fact | None:
    """The fact with the latest valid time, then the latest publication, then the one of the whole thing."""
    return max(facts, key=_age, default=None)


def headline(facts: Iterable[Fact]) -> Fact | None:
    """The newest fact that may stand for the whole: not of a phase or other part, and not left undecided."""
    return newest(f for f in facts if f.verdict is not Settlement.ABSTAINED and _is_whole(f))


def decided(facts: Sequence[Fact]) -> list[Fact]:
    """Those that the evidence decides, settled or open; all of them where it decides none."""
    return [fact for fact in facts if fact.verdict is not Settlement.ABSTAINED] or list(facts)


def _is_whole(fact: Fact) -> bool:
    return covers_whole(fact.perimeter)


def _age(fact: Fact) -> tuple[str, str, bool, str]:
    return (fact.valid_on or "").removesuffix(TARGET), fact.known_on or "", fact.perimeter is None, fact.id


def capacity_of(ledger: Ledger, entity: str) -> list[Fact]:
    """Battery capacity stated for one thing, oldest first; capacity of materials is in other units and left out."""
    facts = ledger.select(subject=entity, measure="capacity", unit="GWh/yr")
    return [fact for fact in facts if fact.status not in ENDED]


def whole_of(facts: Sequence[Fact]) -> list[Fact]:
    """Those that cover the whole thing or one chain link of it; where there is none, those of its phases."""
    whole = [fact for fact in facts if _is_whole(fact)]
    return whole or list(facts)


def in_own_currency(ledger: Ledger, facts: Sequence[Fact]) -> list[Fact]:
    """Amounts as they were told, without those that a source gives in brackets in another currency; all of them where
    each is of these.
    """
    return [fact for fact in facts if not _is_conversion(ledger, fact)] or list(facts)


def _is_conversion(ledger: Ledger, fact: Fact) -> bool:
    kept = next((one.claim for one in ledger.candidates[fact.id] if one.kept), None)
    statement = ledger.claim(kept) if kept else None
    return isinstance(statement, QuantityClaim) and statement.same_as is not None


def sites_by_evidence(ledger: Ledger, place: str) -> list[Entity]:
    """The sites in a place, those with the most statements first; without the bases of which nothing is told but a
    plant of theirs, which stands in the list itself.
    """
    weights = {site.id: weigh(ledger, site.id) for site in ledger.sites(place)}
    told = [key for key, weight in weights.items() if weight or not ledger.kin.below(key) & weights.keys()]
    return sorted((ledger.entities[key] for key in told), key=lambda site: (-weights[site.id], site.name))


def weigh(ledger: Ledger, entity: str) -> int:
    """How many facts and milestones speak of a thing."""
    return len(ledger.select(subject=entity)) + len(ledger.milestones.get(entity, ()))
