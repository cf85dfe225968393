"""Dated forecasts and goals of named speakers, and what the ledger holds that bears on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gigawatch.chain import Figure, Region, divide, figure_of, is_target
from gigawatch.ledger import Ledger
from gigawatch.model import Fact, Interval, Kind
from gigawatch.outlook.told import Tale, find_tales
from gigawatch.vocab import places

SHOWN = ("forecast", "goal")
MEASURES = ("share", "production", "capacity")
YEAR = 4


@dataclass(frozen=True, slots=True)
class Bearing:
    """A figure of a place that a statement speaks of, known before or after it was made."""

    place: str
    when: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class ShareOfCountry:
    """A place's output over its country's in one period, computed from two facts."""

    place: str
    country: str
    period: str
    share: Interval
    inputs: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Forecast:
    """A statement of what will be: who said what, in which office, when; what bears on it. It carries no verdict:
    that needs a measure, a level and a date, which its words would have to name.
    """

    claim: str
    speaker: str
    role: str | None
    words: str
    modality: str
    date: str | None
    horizon: str | None
    places: tuple[str, ...]
    bearings: tuple[Bearing, ...]
    shares: tuple[ShareOfCountry, ...]


def make_statement_page(ledger: Ledger, region: Region) -> tuple[Forecast, ...]:
    """Every forecast and goal told in documents that speak of a region, oldest first."""
    tales = [t for t in find_tales(ledger, Kind.STATEMENT, region) if t.text("modality") in SHOWN]
    found = [_forecast(ledger, tale) for tale in tales]
    return tuple(sorted(found, key=lambda f: (f.date or "", f.claim)))


def _forecast(ledger: Ledger, tale: Tale) -> Forecast:
    words = tale.text("content") or tale.claim.surface
    spoken = tuple(dict.fromkeys(m.entry.id for m in places().scan(words) if m.entry.id in ledger.entities))
    day = tale.text("date") or tale.published
    return Forecast(
        tale.id,
        tale.text("speaker") or "",
        tale.text("role"),
        words,
        tale.text("modality") or "",
        day,
        tale.text("horizon"),
        spoken,
        tuple(b for place in spoken for b in _bearings(ledger, place, day)),
        tuple(s for place in spoken for s in find_shares(ledger, place)),
    )


def _bearings(ledger: Ledger, place: str, day: str | None) -> Iterator[Bearing]:
    for fact in ledger.select(subject=place):
        if fact.measure in MEASURES and not is_target(fact):
            when = "after" if day and (fact.known_on or "") > day else "before"
            yield Bearing(place, when, figure_of(ledger, fact))


def find_shares(ledger: Ledger, place: str) -> Iterator[ShareOfCountry]:
    """A place's share of its country's output for each period in which the ledger knows both."""
    above = places().get(place)
    country = above.country if above else None
    wholes = [e.id for e in ledger.entities.values() if e.data.get("kind") == "country" and _code(e.data) == country]
    for whole in wholes:
        if whole != place:
            yield from _shares(ledger, place, whole)


def _shares(ledger: Ledger, place: str, country: str) -> Iterator[ShareOfCountry]:
    totals = {(f.valid_on, f.unit): f for f in _output(ledger, country)}
    for part in _output(ledger, place):
        total = totals.get((part.valid_on, part.unit))
        if total is not None:
            share = divide(figure_of(ledger, part).interval, figure_of(ledger, total).interval)
            if share is not None:
                yield ShareOfCountry(place, country, part.valid_on or "", share, (part.id, total.id))


def _output(ledger: Ledger, subject: str) -> list[Fact]:
    return [f for f in ledger.select(subject=subject, measure="production") if not is_target(f)]


def _code(data: Mapping[str, object]) -> str | None:
    value = data.get("country")
    return str(value) if value else None
