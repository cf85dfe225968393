"""Findings: contradictions, exchange rates and falls that the ledger shows and never fixes in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from gigawatch.figures.rate import implied_rate
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.settle import Settled
from gigawatch.model import Check, InputError, Settlement
from gigawatch.quantity import dimension_of, format_quantity

STOCKS = ("capacity",)
TOLERANCE = 0.05
MONEY = "money"


def find_findings(settled: Sequence[Settled]) -> list[Check]:
    """Every finding about the settled facts, in a stable order."""
    found = [*_conflicts(settled), *_rates(settled), *_falls(settled)]
    return sorted(found, key=lambda check: (check.fact, check.kind, check.text))


def _conflicts(settled: Sequence[Settled]) -> Iterator[Check]:
    for item in settled:
        kept = next(c for c in item.candidates if c.kept)
        rivals = [c for c in item.candidates if c.reason.startswith("contradicts")]
        if not rivals:
            continue
        severity = "warning" if item.fact.verdict is Settlement.OPEN else "info"
        by_claim = {e.claim: e for e in item.evidence}
        values = "; ".join(format_quantity(by_claim[c.claim].quantity, "en") for c in (kept, *rivals))
        yield Check(item.fact.id, "conflict", severity, f"sources contradict each other: {values}")


def _rates(settled: Sequence[Settled]) -> Iterator[Check]:
    """One amount stated in two currencies: the implied rate against the day's."""
    by_claim = {e.claim: (item, e) for item in settled for e in item.evidence}
    for item, evidence in by_claim.values():
        pair = by_claim.get(evidence.same_as or "")
        if pair is not None:
            check = _rate_check(item, evidence, pair[1])
            if check is not None:
                yield check


def _rate_check(item: Settled, evidence: Evidence, other: Evidence) -> Check | None:
    currencies = {evidence.quantity.unit, other.quantity.unit}
    if evidence.known_on is None or len(currencies) < 2 or any(dimension_of(c) != MONEY for c in currencies):
        return None
    both = f"{format_quantity(other.quantity, 'en')} = {format_quantity(evidence.quantity, 'en')}"
    try:
        rate = implied_rate(other.quantity, evidence.quantity, date.fromisoformat(evidence.known_on))
    except InputError as fault:
        return Check(item.fact.id, "rate", "info", f"{both}: the rate cannot be checked ({fault.what})")
    severity = "info" if abs(rate.deviation) <= TOLERANCE else "warning"
    text = (
        f"{both} implies {rate.rate:.4f} {other.quantity.unit} per {evidence.quantity.unit}; "
        f"the European Central Bank's rates of {rate.market.day} give {rate.market.value:.4f}"
    )
    return Check(item.fact.id, "rate", severity, text)


def _falls(settled: Sequence[Settled]) -> Iterator[Check]:
    """A stock that is smaller at a later date: a loss, another perimeter, or a slip."""
    series: dict[tuple[str, ...], list[Settled]] = defaultdict(list)
    for item in settled:
        fact = item.fact
        if fact.measure in STOCKS and fact.valid_on:
            series[(fact.subject, fact.measure, fact.unit, fact.status or "", fact.perimeter or "")].append(item)
    for items in series.values():
        ordered = sorted(items, key=lambda s: s.fact.valid_on or "")
        for before, after in pairwise(ordered):
            if after.winner.interval.high < before.winner.interval.low:
                yield _fall(before, after)


def _fall(before: Settled, after: Settled) -> Check:
    old, new = before.fact, after.fact
    text = (
        f"falls from {format_quantity(before.winner.quantity, 'en')} ({old.valid_on}) to "
        f"{format_quantity(after.winner.quantity, 'en')} ({new.valid_on}): a loss, another perimeter or a slip"
    )
    return Check(new.id, "fall", "warning", text)
