"""One number of one year told of different scopes: an event and the year, a phase and the whole, two markets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.perimeter import parse_perimeter
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.wording import Words, join, name_code, say
from gigawatch.model import PLANTS, Check, Entity, EntityKind, Severity
from gigawatch.quantity import count_digits

TOTALS = ("projects", "investment", "contract_value")
SITED_MEASURES = ("investment", "capacity", "jobs", "area")
STATISTICS = ("production", "installed", "sales", "shipments")
GATHERED = (EntityKind.EVENT, EntityKind.PLACE)
YEAR = 4
EVENT, SEVERAL, NEW = "event", "several", "new"
DIGITS = 3
Key = tuple[str, ...]


def find_scopes(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each number that different documents tell of different scopes in one year."""
    yield from find_event_scopes(inquiry)
    yield from find_own_scopes(inquiry)


def find_event_scopes(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each total that is told of an event and of the place it was held at."""
    yield from _find_scopes(inquiry, of_events=True)


def find_own_scopes(inquiry: Inquiry) -> Iterator[Check]:
    """Those within one plant or firm, and of the products and markets of one thing."""
    yield from _find_scopes(inquiry, of_events=False)
    for item in inquiry.settled:
        several = inquiry.by_claim.get(item.winner.of_several or "")
        if several is not None:
            yield _scope(inquiry, SEVERAL, [item, several[0]])


def _find_scopes(inquiry: Inquiry, *, of_events: bool) -> Iterator[Check]:
    groups: dict[Key, list[Settled]] = defaultdict(list)
    for item in inquiry.settled:
        key, fact = _key(item, inquiry), item.fact
        if key is not None and (key[0] == EVENT) == of_events:
            year = "" if of_events else (fact.valid_on or "")[:YEAR]  # an event's sum is told for years
            groups[(*key, fact.measure, fact.unit, f"{fact.value:.6g}", year)].append(item)
    for key in sorted(groups):
        told = _apart(groups[key])
        if len(told) > 1 and _is_suspect(key[0], told, inquiry):
            yield _scope(inquiry, key[0], told)


def _key(item: Settled, inquiry: Inquiry) -> Key | None:
    """What kind of scopes may be confused here, and within what: totals of an event and a region, parts of one whole,
    or the products and markets of one statistic.
    """
    thing = inquiry.entities.get(item.fact.subject)
    if thing is None or item.fact.value == 0:
        return None
    if thing.kind in GATHERED and item.fact.measure in TOTALS:
        spot = item.fact.place if thing.kind is EntityKind.EVENT else thing.id
        return (EVENT, spot) if spot else None
    if thing.kind in (*PLANTS, EntityKind.ORGANISATION) and item.fact.measure in SITED_MEASURES:
        return "part", _root(thing, inquiry)
    if item.fact.measure in STATISTICS and count_digits(item.fact.value) >= DIGITS:
        return "market", item.fact.subject
    return None


def _root(thing: Entity, inquiry: Inquiry) -> str:
    """The topmost plant that a part belongs to."""
    return inquiry.kin.base(thing.id)


def _apart(items: Sequence[Settled]) -> list[Settled]:
    """One fact for each scope: thing, perimeter and, for totals, state."""
    scopes = {(s.fact.subject, s.fact.perimeter, _stage(s)): s for s in sorted(items, key=lambda s: s.fact.id)}
    return list(scopes.values())


def _stage(item: Settled) -> str | None:
    return item.fact.status if item.fact.measure in TOTALS else None


def _is_suspect(kind: str, told: Sequence[Settled], inquiry: Inquiry) -> bool:
    documents = {e.document for s in told for e in s.evidence}
    if len(documents) < 2:
        return False
    if kind == "part":
        return _nest(told, inquiry)
    if kind == "market":
        return len({s.fact.perimeter for s in told}) > 1
    gathered = [s for s in told if inquiry.entities[s.fact.subject].kind is EntityKind.EVENT]
    years = {_year(s) for s in gathered}
    others = [s for s in told if s not in gathered and not (_is_new(s) and _year(s) not in years)]
    return len({s.fact.subject for s in gathered}) == 1 and bool(others)


def _is_new(item: Settled) -> bool:
    """True for what was newly signed in its own time: no sum of another year."""
    return parse_perimeter(item.fact.perimeter).counted == NEW


def _year(item: Settled) -> str:
    return (item.fact.valid_on or "")[:YEAR]


def _nest(told: Sequence[Settled], inquiry: Inquiry) -> bool:
    """True where one scope is the whole of another: a plant and its part, or a thing and a phase of it."""
    wholes = {s.fact.subject for s in told if parse_perimeter(s.fact.perimeter).phase is None}
    for item in told:
        subject, phase = item.fact.subject, parse_perimeter(item.fact.perimeter).phase
        above = {subject} if phase else set(filter(inquiry.kin.is_plant, inquiry.kin.above(subject)))
        if above & wholes:
            return True
    return False


def _scope(inquiry: Inquiry, kind: str, told: Sequence[Settled]) -> Check:
    scopes = join((_told(s, inquiry.entities[s.fact.subject]) for s in told), ";")
    value = told[0].winner.quantity
    severity = Severity.INFO if kind == "part" else Severity.WARNING
    about = next((s for s in told if inquiry.entities[s.fact.subject].kind is EntityKind.EVENT), told[0])
    words = say("scope", value=value, year=str(about.fact.valid_on)[:YEAR], scopes=scopes)
    return make_check(about.fact.id, "scope", severity, words, [s.winner.claim for s in told])


def _told(item: Settled, thing: Entity) -> Words:
    perimeter = parse_perimeter(item.fact.perimeter)
    state = item.fact.status or ""
    told = name_code("status", state)
    return join([thing, *([perimeter] if perimeter.told else []), *([told] if state else [])], ",")
