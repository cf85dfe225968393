"""Editions of a conference side by side: what was signed, the mean size of a project, and what contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gigawatch.chain import Figure, Presence, Region, divide, figure_of, presence_of
from gigawatch.ledger import Ledger
from gigawatch.model import Entity, EntityKind, Fact, Interval, Observation, Quantity, QuantityClaim
from gigawatch.quantity import interval_of

PROJECTS, INVESTMENT, COUNT = "projects", "investment", "count"
HOME_CURRENCY = "CNY"
YEAR = 4
LATER = (Presence.RUNNING, Presence.BUILDING, Presence.ENDED)


@dataclass(frozen=True, slots=True)
class Term:
    """One statement of an edition's figure: its fact, the claim or table cell, its source, the value with its hedge."""

    fact: str
    claim: str
    source: str
    known_on: str | None
    quantity: Quantity
    interval: Interval


@dataclass(frozen=True, slots=True)
class Rival:
    """A statement that differs from the one shown: `contradicts`, or `other scope` where one source gives both."""

    measure: str
    relation: str
    term: Term


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: projects and investment signed, the computed mean project size, rivals, and what became of it.

    `mean` is investment over projects, in the investment's currency; its inputs are the two terms. `follow_up` are
    later figures of the same edition's projects at a further stage.
    """

    event: str
    year: str | None
    projects: Term | None
    investment: Term | None
    mean: Interval | None
    rivals: tuple[Rival, ...]
    follow_up: tuple[Figure, ...]


def make_event_page(ledger: Ledger, region: Region) -> tuple[Edition, ...]:
    """The editions of every conference series that documents on a region speak of, oldest first."""
    events = [e for e in ledger.entities.values() if e.kind is EntityKind.EVENT]
    told = {_series(e) for e in events if _is_told(ledger, e, region)}
    found = [_edition(ledger, e) for e in events if _series(e) in told]
    shown = [edition for edition in found if edition.projects or edition.investment]
    return tuple(sorted(shown, key=lambda edition: (edition.year or "", edition.event)))


def _series(event: Entity) -> str:
    return str(event.data.get("series") or event.id)


def _is_told(ledger: Ledger, event: Entity, region: Region) -> bool:
    mentions = (m for m in ledger.material.mentions.values() if m.entity == event.id)
    claims = (ledger.material.claims.get(m.claim) for m in mentions)
    return any(claim is not None and claim.document in region.documents for claim in claims)


def _edition(ledger: Ledger, event: Entity) -> Edition:
    year = str(event.data["year"]) if event.data.get("year") else None
    facts = [f for f in ledger.select(subject=event.id) if f.measure in (PROJECTS, INVESTMENT)]
    signed = [f for f in facts if not _is_later(f) and _is_of(f, year)]
    projects, doubts = _choose(ledger, [f for f in signed if f.measure == PROJECTS and f.unit == COUNT], PROJECTS)
    money = [f for f in signed if f.measure == INVESTMENT]
    currency = _currency(money)
    investment, others = _choose(ledger, [f for f in money if f.unit == currency], INVESTMENT)
    mean = divide(investment.interval, projects.interval) if investment and projects else None
    follow_up = tuple(figure_of(ledger, f) for f in facts if _is_later(f))
    return Edition(event.id, year, projects, investment, mean, (*doubts, *others), follow_up)


def _is_later(fact: Fact) -> bool:
    """True for figures of what became of the signings: in production, under construction, ended."""
    return presence_of(fact.status) in LATER


def _is_of(fact: Fact, year: str | None) -> bool:
    """True for a figure of this edition alone: not of several years, not a forecast."""
    first, _, last = (fact.valid_on or "").partition("/")
    same = year is None or (first[:YEAR] == year and (last or first)[:YEAR] == year)
    return same and fact.status != "forecast" and "target" not in first


def _currency(facts: Sequence[Fact]) -> str:
    units = sorted({f.unit for f in facts})
    return HOME_CURRENCY if HOME_CURRENCY in units or not units else units[0]


def _choose(ledger: Ledger, facts: Sequence[Fact], measure: str) -> tuple[Term | None, tuple[Rival, ...]]:
    """The statement that most sources share, then the earliest; of several values of one source the largest.

    A source that gives two values means a whole and a part of it.
    """
    terms = [term for fact in facts for term in _terms(ledger, fact)]
    if not terms:
        return None, ()
    by_source: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        by_source[term.source].append(term)
    wholes = [max(group, key=lambda t: (t.interval.low, t.claim)) for group in by_source.values()]
    best = min(wholes, key=lambda t: (-_support(t, wholes), t.known_on or "9999", t.claim))
    return best, tuple(_rivals(best, terms, by_source, measure))


def _support(term: Term, wholes: Sequence[Term]) -> int:
    return sum(1 for other in wholes if other.interval.overlaps(term.interval))


def _rivals(best: Term, terms: Sequence[Term], by_source: Mapping[str, list[Term]], measure: str) -> Iterator[Rival]:
    for term in terms:
        if not term.interval.overlaps(best.interval):
            is_part = any(t.interval.overlaps(best.interval) for t in by_source[term.source])
            yield Rival(measure, "other scope" if is_part else "contradicts", term)


def _terms(ledger: Ledger, fact: Fact) -> Iterator[Term]:
    for candidate in ledger.candidates[fact.id]:
        claim = ledger.claim(candidate.claim)
        if isinstance(claim, Observation):
            quantity = Quantity(claim.value, claim.unit, claim.qualifier, claim.high)
            source, known_on = claim.source or claim.table, claim.vintage
        elif isinstance(claim, QuantityClaim) and claim.document not in ledger.material.copies:
            document = ledger.material.documents[claim.document]
            quantity, source = claim.quantity, document.url or document.id
            known_on = document.published.isoformat() if document.published else None
        else:
            continue
        yield Term(fact.id, claim.id, source, known_on, quantity, interval_of(quantity))
