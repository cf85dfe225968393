"""Batches of signings: those of a conference, or those of a place and year, with the totals stated of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from gigawatch.ledger.part.cover import interval_of_fact
from gigawatch.ledger.part.leaving import Reason
from gigawatch.ledger.status.funnel import SigningFunnel, StatedSigning, make_signing_funnel
from gigawatch.ledger.status.milestone import Milestone
from gigawatch.ledger.status.register import Register
from gigawatch.ledger.status.repeat import count_once
from gigawatch.ledger.status.signing import SIGNED, Signing, find_signings
from gigawatch.model import (
    Entity,
    EntityKind,
    Fact,
    Interval,
    Kind,
    NarrativeClaim,
    period_order,
)

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

YEAR = 4
MONEY = ("investment", "contract_value")


def list_signings(ledger: Ledger, *, place: str | None = None, year: str | None = None) -> list[Signing]:
    """Every signing in the ledger, or those in a place or of a year."""
    found = find_signings(ledger.material, _milestones(ledger), Register(ledger.material))
    inside = ledger.within(place) if place else None
    return [
        s
        for s in found
        if (inside is None or s.place in inside or s.thing in inside)
        and (year is None or (s.valid_from or s.valid_to or "").startswith(year))
    ]


def list_signings_once(ledger: Ledger, *, place: str | None = None, year: str | None = None) -> list[Signing]:
    """The signings without those that may repeat an earlier one, in whatever year that was."""
    kept = {s.id for s in count_once(list_signings(ledger), _milestones(ledger))}
    return [s for s in list_signings(ledger, place=place, year=year) if s.id in kept]


def follow_event(ledger: Ledger, event: str, today: date) -> SigningFunnel:
    """What became by a day of what was signed at a conference (id or name); GigawatchError for one not known."""
    one = ledger.entities[ledger.require_one(event, EntityKind.EVENT)]
    register = Register(ledger.material)
    told = set(_agreed(ledger, one, register))
    signings = [s for s in list_signings(ledger) if s.event == one.id or told & set(s.claims)]
    return _follow(ledger, register, signings, one.id, None, today)


def follow_year(ledger: Ledger, place: str | None, year: str, today: date) -> SigningFunnel:
    """What became by a day of what was signed in a place (anywhere without one) in a year, each project once.

    Beside it what is stated of each conference held there in that year.
    """
    signings = list_signings_once(ledger, place=place, year=year)
    known = ledger.find_entities(place) if place else ()
    is_place = any(ledger.entities[one].kind is EntityKind.PLACE for one in known)
    subject = ledger.require_one(place, EntityKind.PLACE) if place and is_place else ""
    found = _follow(ledger, Register(ledger.material), signings, subject, year, today)
    return replace(found, conferences=tuple(_conferences(ledger, place, year)))


def _conferences(ledger: Ledger, place: str | None, year: str) -> Iterator[StatedSigning]:
    """What is stated to be signed at each conference of a year in a place, by the event's id."""
    inside = ledger.within(place) if place else None
    told: dict[str, list[Fact]] = {}
    for fact in _totals(ledger, None):
        event = ledger.entities[fact.subject]
        is_there = inside is None or fact.place in inside
        if event.kind is EntityKind.EVENT and event.data.get("year") == year and is_there:
            told.setdefault(event.id, []).append(fact)
    for event_id, facts in sorted(told.items()):
        count, money = _stated(facts)
        ids = tuple(sorted(f.id for f in facts if f.measure in ("projects", *MONEY)))
        if ids:
            yield StatedSigning(event_id, count, money, ids)


def _stated(facts: Sequence[Fact]) -> tuple[Interval | None, dict[str, Interval]]:
    """The newest number of projects and the newest sum in each currency."""
    count = _newest(f for f in facts if f.measure == "projects")
    units = sorted({f.unit for f in facts if f.measure in MONEY})
    money = {unit: _newest(f for f in facts if f.measure in MONEY and f.unit == unit) for unit in units}
    return count, {unit: interval for unit, interval in money.items() if interval is not None}


def _follow(
    ledger: Ledger, register: Register, signings: Sequence[Signing], subject: str, year: str | None, today: date
) -> SigningFunnel:
    facts = [f for f in _totals(ledger, year) if f.subject == subject]
    count, stated = _stated(facts)
    by_thing = {s.thing: _with_parts(ledger, register, s.thing) for s in signings}
    return make_signing_funnel(signings, by_thing, today, count, stated)


def _totals(ledger: Ledger, year: str | None) -> list[Fact]:
    """What is stated of signings as a whole, amounts that are told again in a second currency left out."""
    again = {key for key, one in ledger.said_again.items() if one.reason in (Reason.AMOUNT, Reason.OFF_RATE)}
    return [f for f in ledger.facts.values() if _is_total(f, year) and f.id not in again]


def _is_total(fact: Fact, year: str | None) -> bool:
    is_then = year is None or (fact.valid_on or "") == year
    return fact.status == SIGNED and fact.perimeter is None and is_then


def _newest(facts: Iterable[Fact]) -> Interval | None:
    listed = sorted(facts, key=lambda f: (period_order(f.valid_on, f.known_on), f.known_on or "", f.id))
    return interval_of_fact(listed[-1]) if listed else None


def _with_parts(ledger: Ledger, register: Register, thing: str) -> tuple[Milestone, ...]:
    things = register.within(ledger.entities[thing])
    return tuple(m for one in things for m in ledger.milestones.get(one.id, ()))


def _agreed(ledger: Ledger, event: Entity, register: Register) -> Iterator[str]:
    """Signing claims of a thing whose owner is named as party of an agreement of the event, in the same place."""
    by_owner: Mapping[str, list[Milestone]] = _signed_by_owner(ledger, register)
    for claim in ledger.material.claims.values():
        if isinstance(claim, NarrativeClaim) and claim.kind is Kind.AGREEMENT and _is_of(claim, event):
            parties = claim.data.get("parties")
            for name in parties if isinstance(parties, list) else ():
                for milestone in by_owner.get(register.find_owner(str(name)) or "", ()):
                    if milestone.document == claim.document:
                        yield milestone.claim


def _signed_by_owner(ledger: Ledger, register: Register) -> dict[str, list[Milestone]]:
    found: dict[str, list[Milestone]] = {}
    for milestone in _milestones(ledger):
        owner = register.owner_of(ledger.entities[milestone.entity]) if milestone.status == SIGNED else None
        if owner is not None:
            found.setdefault(owner, []).append(milestone)
    return found


def _is_of(claim: NarrativeClaim, event: Entity) -> bool:
    from gigawatch.resolve.event import name_event

    name, when = str(claim.data.get("event") or ""), str(claim.data.get("date") or "")[:YEAR]
    found = name_event(name, when or None).entity if name else None
    return found is not None and found.id == event.id


def _milestones(ledger: Ledger) -> list[Milestone]:
    return [m for group in ledger.milestones.values() for m in group]
