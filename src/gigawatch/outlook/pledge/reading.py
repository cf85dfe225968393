"""Figures of a signatory by a gauge: facts of the ledger, and cells of shipped tables, kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from gigawatch.chain import Presence, hull, is_target, presence_of
from gigawatch.ledger import Ledger, find_evidence
from gigawatch.model import Fact, Interval, Observation, Quantity, last_day, period_order, period_span
from gigawatch.outlook.pledge.gauge import Gauge, holds_any, rules
from gigawatch.outlook.pledge.party import Party
from gigawatch.quantity import interval_of
from gigawatch.vocab import organisations, places

LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is told for one period: the hull of all that is told, when the last was known, the ids that tell it."""

    period: str
    interval: Interval
    known_on: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Readings of one thing by one measure, oldest first. `origin` is `ledger` or the name of a shipped table."""

    origin: str
    subject: str
    measure: str
    unit: str
    readings: tuple[Reading, ...]


Key = tuple[str, str, str, str, str]
Told = tuple[str, Interval, str | None, str]


class Figures:
    """A ledger's figures, its shipped cells indexed once for all pledges; nothing that ended after a day counts."""

    def __init__(self, ledger: Ledger, on: date) -> None:
        self.ledger = ledger
        self.on = on
        wanted = {name for gauge in rules().gauges for name in gauge.tables}
        self._cells: dict[str, dict[str, list[Observation]]] = defaultdict(lambda: defaultdict(list))
        for cell in ledger.material.observations.values():
            name = f"{cell.table}.{cell.measure}"
            if name in wanted and (subject := _subject(cell.subject)) is not None:
                self._cells[name][subject].append(cell)

    def series(self, gauge: Gauge, party: Party) -> Iterator[Series]:
        """Every series of a gauge that is of a signatory, or of its country where the gauge asks for that."""
        wanted = party.members if gauge.of != "country" else frozenset(filter(None, (party.country,)))
        told: dict[Key, list[Told]] = defaultdict(list)
        for name in gauge.tables:
            of_name = self._cells.get(name, {})
            for subject in sorted(wanted & of_name.keys()):
                for cell in of_name[subject]:
                    key = (cell.table, subject, cell.measure, cell.unit, _part(gauge, cell.period))
                    told[key].append((cell.period, _cell_interval(cell), cell.vintage, cell.id))
        for fact in self._facts(gauge, party):
            told[_key(gauge, fact)].append((fact.valid_on or "", _fact_interval(fact), fact.known_on, fact.id))
        yield from (_series(key, self._ended(group)) for key, group in sorted(told.items()))

    def cells(self, gauge: Gauge, party: Party) -> Iterator[Observation]:
        """The cells of a gauge's tables that are of a signatory."""
        for name in gauge.tables:
            of_name = self._cells.get(name, {})
            yield from (cell for subject in sorted(party.members & of_name.keys()) for cell in of_name[subject])

    def _facts(self, gauge: Gauge, party: Party) -> Iterator[Fact]:
        for measure in gauge.measures:
            for fact in self.ledger.lookup.facts(party.members, measure):
                if fact.measure == measure and not is_target(fact) and self._fits(gauge, fact):
                    yield fact

    def _fits(self, gauge: Gauge, fact: Fact) -> bool:
        if gauge.is_running and presence_of(fact.status) is not Presence.RUNNING:
            return False
        kept = [c.claim for c in self.ledger.candidates[fact.id] if c.kept]
        return not gauge.terms or any(holds_any(find_evidence(self.ledger, one).sentence, gauge.terms) for one in kept)

    def _ended(self, told: Sequence[Told]) -> list[Told]:
        return [one for one in told if (end := last_day(one[0])) is not None and end <= self.on]


def _key(gauge: Gauge, fact: Fact) -> Key:
    covers = f"{fact.measure} {fact.perimeter}" if fact.perimeter else fact.measure
    return LEDGER, fact.subject, covers, fact.unit, _part(gauge, fact.valid_on or "")


def _series(key: Key, told: Iterable[Told]) -> Series:
    by_period: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_period[one[0]].append(one)
    readings = tuple(_reading(period, by_period[period]) for period in sorted(by_period, key=period_order))
    return Series(*key[:4], readings)


def _reading(period: str, told: Sequence[Told]) -> Reading:
    known = max((day for _, _, day, _ in told if day), key=known_by, default=None)
    return Reading(period, hull(one[1] for one in told), known, tuple(one[3] for one in told))


def known_by(day: str | None) -> date:
    """The day by which something published on a day, in a month or a year was surely known; the last where none."""
    return last_day(day or "") or date.max


def _part(gauge: Gauge, period: str) -> str:
    """The part of the year that a flow is of: only like parts are compared. Of a stock any day will do."""
    span = period_span(period)
    if not gauge.is_flow or span is None:
        return ""
    first, last = span
    return f"{first:%m-%d}/{last:%m-%d}+{last.year - first.year}"


def _cell_interval(cell: Observation) -> Interval:
    return interval_of(Quantity(cell.value, cell.unit, cell.qualifier, cell.high))


def _fact_interval(fact: Fact) -> Interval:
    return interval_of(Quantity(fact.value, fact.unit, fact.qualifier, fact.high))


@cache
def _subject(name: str) -> str | None:
    """The organisation or place that a shipped table's row is of."""
    found = organisations().find(name) or places().find(name)
    return found.id if found is not None else None
