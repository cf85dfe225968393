"""Which way a series of a signatory goes after a pledge, and whether it comes to the level that the pledge states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gigawatch.model import Interval, Quantity, last_day, period_span
from gigawatch.outlook.pledge.gauge import Gauge, GaugeKind, rules
from gigawatch.outlook.pledge.party import Party
from gigawatch.outlook.pledge.reading import Figures, Reading, Series, known_by
from gigawatch.quantity import find_quantities, interval_of

PER_CENT = "%"
PER_YEAR = "/yr"
WHOLE = 100


class Direction(StrEnum):
    """Which way figures go: surely as pledged, surely the other way, not surely either, none to hold against."""

    RIGHT = "as pledged"
    WRONG = "the other way"
    UNCLEAR = "not surely either way"
    SINGLE = "no figure from before"


@dataclass(frozen=True, slots=True)
class Target:
    """The level that a pledge's words state, and the period by whose end it is to be reached.

    `gauge` is the one that a level told by name belongs to.
    """

    quantity: Quantity
    due: str | None
    gauge: str | None = None

    @property
    def is_change(self) -> bool:
        """True for a level told in per cent, which for a gauge of another unit is a change."""
        return self.quantity.unit == PER_CENT


@dataclass(frozen=True, slots=True)
class Trace:
    """A series of one signatory around a pledge: the last reading begun by its day, those begun after it, which way.

    `turned` is the first reading after the pledge that surely lies as pledged; `reached` the first that surely has the
    pledge's level, `is_late` where its period ended after the due one. Either is None where none does.
    """

    gauge: str
    decides: bool
    origin: str
    subject: str
    measure: str
    unit: str
    base: Reading | None
    after: tuple[Reading, ...]
    direction: Direction
    turned: Reading | None
    reached: Reading | None
    is_late: bool

    @property
    def last(self) -> Reading:
        """The last reading after the pledge."""
        return self.after[-1]

    @property
    def known_on(self) -> str | None:
        """When it was known that it turned or reached the level: both ends published; None where it did neither."""
        shown = self.reached or self.turned
        ends = [one.known_on for one in (self.base, shown) if one is not None]
        return max(ends, key=known_by) if shown is not None else None

    @property
    def evidence(self) -> tuple[str, ...]:
        """The ids of what it rests on: the reading before, the first that turned or reached, and the last."""
        shown = (self.base, self.reached or self.turned, self.last)
        return tuple(dict.fromkeys(key for one in shown if one is not None for key in one.evidence))


def find_target(words: str, lang: str, due: str | None) -> Target | None:
    """The level that the words of a pledge state, as a figure or by name; None where they state none.

    >>> find_target("use 100% renewable electricity by 2030", "en", "2030").quantity.value
    100.0
    """
    found = find_quantities(words, lang)
    if found:
        return Target(found[0].quantity, due)
    level = rules().level_of(words)
    return Target(Quantity(level.value, level.unit), due, level.gauge) if level is not None else None


def find_traces(figures: Figures, gauge: Gauge, party: Party, told: date, target: Target | None) -> Iterator[Trace]:
    """Every series of a gauge with something told for a time that began after the pledge.

    Part of a year that nothing can be held against is left out where whole years of the same measure are told.
    """
    found = [] if gauge.kind is GaugeKind.ACT else list(_traces(figures, gauge, party, told, target))
    whole = {(one.origin, one.subject, one.measure, one.unit) for one in found if one.base is not None}
    yield from (one for one in found if one.base or (one.origin, one.subject, one.measure, one.unit) not in whole)


def _traces(figures: Figures, gauge: Gauge, party: Party, told: date, target: Target | None) -> Iterator[Trace]:
    for series in figures.series(gauge, party):
        spans = [(reading, period_span(reading.period)) for reading in series.readings]
        before = [reading for reading, span in spans if span is not None and span[0] <= told]
        after = tuple(reading for reading, span in spans if span is not None and span[0] > told)
        if after:
            yield _trace(gauge, series, before[-1] if before else None, after, target)


def _trace(
    gauge: Gauge, series: Series, base: Reading | None, after: tuple[Reading, ...], target: Target | None
) -> Trace:
    base = None if gauge.is_change else base
    turned = next((one for one in after if _compare(gauge, base, one) is Direction.RIGHT), None)
    own = target if target is not None and target.gauge in (None, gauge.code) else None
    reached = next((one for one in after if own is not None and _reaches(gauge, series.unit, base, one, own)), None)
    is_late = reached is not None and own is not None and _is_after(reached.period, own.due)
    direction = _compare(gauge, base, after[-1])
    return Trace(
        gauge.code,
        gauge.decides,
        series.origin,
        series.subject,
        series.measure,
        series.unit,
        base,
        after,
        direction,
        turned if direction is Direction.RIGHT else None,
        reached,
        is_late,
    )


def _compare(gauge: Gauge, base: Reading | None, later: Reading) -> Direction:
    """Surely more (or less, where that is pledged) than before; of a stated change its sign."""
    if base is None and not gauge.is_change:
        return Direction.SINGLE
    before = Interval(0, 0) if base is None else base.interval
    is_more, is_less = later.interval.low > before.high, later.interval.high < before.low
    if not is_more and not is_less:
        return Direction.UNCLEAR
    return Direction.RIGHT if is_more is (gauge.kind is GaugeKind.RISE) else Direction.WRONG


def _reaches(gauge: Gauge, unit: str, base: Reading | None, later: Reading, target: Target) -> bool:
    level = _level(gauge, unit, base, target)
    if level is None:
        return False
    if gauge.kind is GaugeKind.RISE:
        return later.interval.low >= level.low
    return later.interval.high <= level.high


def _level(gauge: Gauge, unit: str, base: Reading | None, target: Target) -> Interval | None:
    """The level in the series' unit; None where the two measure different things."""
    stated = interval_of(target.quantity)
    if gauge.is_change:
        return None
    if target.quantity.unit in (unit, unit.removesuffix(PER_YEAR)):
        return stated
    if not target.is_change or base is None:
        return None
    part = abs(target.quantity.value) / WHOLE
    if gauge.kind is GaugeKind.RISE:
        return Interval(base.interval.high * (1 + part), base.interval.high * (1 + part))
    return Interval(base.interval.low * (1 - part), base.interval.low * (1 - part))


def _is_after(period: str, due: str | None) -> bool:
    end, limit = last_day(period), last_day(due or "")
    return end is not None and limit is not None and end > limit
