"""Editions of a conference side by side: what was signed, the mean size of a project, and what contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gigawatch.chain import Figure, Presence, Region, divide, figure_of, presence_of
from gigawatch.ledger import Ledger
from gigawatch.model import Entity, EntityKind, Fact, Interval, Kind, Observation, Quantity, QuantityClaim
from gigawatch.outlook.told import Tale, find_tales
from gigawatch.quantity import interval_of
from gigawatch.resolve.event import name_event

PROJECTS, INVESTMENT, COUNT = "projects", "investment", "count"
HOME_CURRENCY = "CNY"
YEAR, DAY = 4, 10
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
    later figures of the same edition's projects at a further stage. `held` is the claim that gives `dates`.
    """

    event: str
    year: str | None
    dates: str | None
    held: str | None
    projects: Term | None
    investment: Term | None
    mean: Interval | None
    rivals: tuple[Rival, ...]
    follow_up: tuple[Figure, ...]


def make_event_page(ledger: Ledger, region: Region) -> tuple[Edition, ...]:
    """The editions of every conference series that documents on a region speak of, oldest first."""
    events = [e for e in ledger.entities.values() if e.kind is EntityKind.EVENT]
    spoken = _spoken_of(ledger, region)
    told = {series_of(e) for e in events if e.id in spoken}
    return find_editions(ledger, [e for e in events if series_of(e) in told])


def find_editions(ledger: Ledger, events: Iterable[Entity]) -> tuple[Edition, ...]:
    """What the ledger tells to be signed at each of some events, those that tell of signings alone, oldest first."""
    held = _holdings(ledger)
    found = [_edition(ledger, e, held.get(e.id)) for e in events]
    shown = [edition for edition in found if edition.projects or edition.investment]
    return tuple(sorted(shown, key=lambda edition: (edition.year or "", edition.event)))


def series_of(event: Entity) -> str:
    """The series that an edition belongs to; an event of no known series is one of its own."""
    return str(event.data.get("series") or event.id)


def _spoken_of(ledger: Ledger, region: Region) -> set[str]:
    material = ledger.material
    pairs = ((material.claims.get(m.claim), m.entity) for m in material.mentions.values())
    return {entity for claim, entity in pairs if claim is not None and claim.document in region.documents}


def _edition(ledger: Ledger, event: Entity, held: Tale | None) -> Edition:
    year = str(event.data["year"]) if event.data.get("year") else None
    dates = held.text("date") if held else None
    facts = [f for f in ledger.select(subject=event.id) if f.measure in (PROJECTS, INVESTMENT)]
    signed = [f for f in facts if not _is_later(f) and _is_of(f, year) and f.perimeter is None]
    terms = [t for f in signed for t in _terms(ledger, f) if _is_since(t, dates)]
    projects, doubts = _choose([t for t in terms if t.quantity.unit == COUNT], PROJECTS)
    money = [t for t in terms if t.quantity.unit != COUNT]
    currency = _currency(money)
    investment, others = _choose([t for t in money if t.quantity.unit == currency], INVESTMENT)
    mean = divide(investment.interval, projects.interval) if investment and projects else None
    later = [f for f in facts if _is_later(f) and any(_is_since(t, dates) for t in _terms(ledger, f))]
    follow_up = tuple(figure_of(ledger, f) for f in later)
    claim = held.id if held else None
    return Edition(event.id, year, dates, claim, projects, investment, mean, (*doubts, *others), follow_up)


def _is_since(term: Term, dates: str | None) -> bool:
    """False for what was published before the edition opened: it is not of what was signed at it."""
    return not dates or not term.known_on or term.known_on >= dates.partition("/")[0]


def _holdings(ledger: Ledger) -> Mapping[str, Tale]:
    """For each edition the claim that tells when it was held, the longest span of days first."""
    found: dict[str, Tale] = {}
    for tale in sorted(find_tales(ledger, Kind.EVENT), key=lambda t: (len(t.text("date") or ""), t.id)):
        entity = _names(tale)
        if tale.text("type") == "conference" and len(tale.text("date") or "") >= DAY and entity is not None:
            found[entity] = tale
    return found


def _names(tale: Tale) -> str | None:
    entity = name_event(tale.text("name") or "", (tale.text("date") or "")[:YEAR] or None).entity
    return entity.id if entity else None


def _is_later(fact: Fact) -> bool:
    """True for figures of what became of the signings: in production, under construction, ended."""
    return presence_of(fact.status) in LATER


def _is_of(fact: Fact, year: str | None) -> bool:
    """True for a figure of this edition alone: not of several years, not a forecast."""
    first, _, last = (fact.valid_on or "").partition("/")
    same = year is None or (first[:YEAR] == year and (last or first)[:YEAR] == year)
    return same and fact.status != "forecast" and "target" not in first


def _currency(terms: Sequence[Term]) -> str:
    units = sorted({t.quantity.unit for t in terms})
    return HOME_CURRENCY if HOME_CURRENCY in units or not units else units[0]


def _choose(terms: Sequence[Term], measure: str) -> tuple[Term | None, tuple[Rival, ...]]:
    """The statement that most sources share, then the earliest.

    A source that gives several values means a whole and parts of it, or a hedged sum of more: of its values the
    largest of those without a hedge counts.
    """
    if not terms:
        return None, ()
    by_source: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        by_source[term.source].append(term)
    wholes = [max(group, key=lambda t: (not t.quantity.bound, t.interval.low, t.claim)) for group in by_source.values()]
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
