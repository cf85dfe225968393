"""What changed between two states of the ledger: facts added, changed and ended, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from gigawatch.ledger.book import Ledger
from gigawatch.model import Fact


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `added`, `changed` or `ended`, the fact before and after, and why."""

    kind: str
    fact: str
    before: Fact | None
    after: Fact | None
    reason: str


def compare_ledgers(old: Ledger, new: Ledger) -> list[Change]:
    """Every fact that differs, by id."""
    ids = sorted(old.facts.keys() | new.facts.keys())
    changes = (_change(fact, old, new) for fact in ids)
    return [change for change in changes if change is not None]


def _change(fact: str, old: Ledger, new: Ledger) -> Change | None:
    before, after = old.facts.get(fact), new.facts.get(fact)
    if before is None and after is not None:
        return Change("added", fact, None, after, f"first published {after.known_on}")
    if after is None:
        return Change("ended", fact, before, None, "its evidence is not there any more")
    if before is None or _value(before) == _value(after):
        return None
    return Change("changed", fact, before, after, _reason(fact, old, new))


def _value(fact: Fact) -> tuple[object, ...]:
    return fact.value, fact.high, fact.qualifier, fact.verdict


def _reason(fact: str, old: Ledger, new: Ledger) -> str:
    known = {candidate.claim for candidate in old.candidates[fact]}
    fresh = [c for c in new.candidates[fact] if c.claim not in known]
    kept = next(c for c in new.candidates[fact] if c.kept)
    source = f"{len(fresh)} further statement{'s' if len(fresh) != 1 else ''}"
    return f"{source}; {kept.reason}"
