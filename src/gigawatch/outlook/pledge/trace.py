"""Which way a series of a signatory goes after a pledge, and whether it comes to the level that the pledge states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gigawatch.model import Interval, last_day, period_span
from gigawatch.outlook.pledge.gauge import Gauge, GaugeKind
from gigawatch.outlook.pledge.party import Party
from gigawatch.outlook.pledge.reading import Figures, Reading, Series, known_by
from gigawatch.outlook.pledge.target import PER_CENT, Target, TargetKind
from gigawatch.quantity import interval_of

PER_YEAR = "/yr"
WHOLE = 100


class Direction(StrEnum):
    """Which way figures go: surely as pledged, surely the other way, not surely either, none to hold against."""

    RIGHT = "as pledged"
    WRONG = "the other way"
    UNCLEAR = "not surely either way"
    SINGLE = "no figure from before"


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
    is_of = target is not None and target.is_of(gauge.code, series.origin, series.measure)
    own = target if is_of else None
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
    told = target.quantity.unit
    is_same = told in (unit, unit.removesuffix(PER_YEAR))
    is_below = gauge.kind is GaugeKind.RISE and target.quantity.value < 0
    if gauge.is_change or is_below:
        return None
    if target.kind is TargetKind.LEVEL:
        return interval_of(target.quantity) if is_same else None
    if base is None or unit == PER_CENT or not (is_same or told == PER_CENT):
        return None
    return _moved(gauge, base.interval, abs(target.quantity.value), told == PER_CENT)


def _moved(gauge: Gauge, base: Interval, size: float, is_part: bool) -> Interval:
    """Where a change of a size, or of a part of what was before in per cent, leads from the farther end of it."""
    end = base.high if gauge.kind is GaugeKind.RISE else base.low
    step = end * size / WHOLE if is_part else size
    level = end + step if gauge.kind is GaugeKind.RISE else end - step
    return Interval(level, level)


def _is_after(period: str, due: str | None) -> bool:
    end, limit = last_day(period), last_day(due or "")
    return end is not None and limit is not None and end > limit
