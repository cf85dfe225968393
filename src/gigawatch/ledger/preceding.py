"""The value before: what was held earlier of the very thing, measure and object that a newly added fact is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from gigawatch.ledger.evidence import TARGET, step_code
from gigawatch.ledger.nature import is_counted, is_flow, is_share
from gigawatch.ledger.state import Stated
from gigawatch.model import Fact, period_order, period_span

MONTHS = 12
Series = tuple[object, ...]


def list_series(held: Iterable[Stated]) -> Mapping[Series, Sequence[Fact]]:
    """The facts of each series in order of their time; what is comparable with nothing stands in none."""
    found: dict[Series, list[Fact]] = defaultdict(list)
    for stated in held:
        series = series_of(stated)
        if series is not None:
            found[series].append(stated.fact)
    return {key: sorted(facts, key=lambda fact: period_order(fact.valid_on)) for key, facts in found.items()}


def find_preceding(stated: Stated, series: Mapping[Series, Sequence[Fact]]) -> Fact | None:
    """The last value of its series that is of a time before that of a fact and of no other place."""
    key, span = series_of(stated), period_span(stated.fact.valid_on or "")
    before = (fact for fact in series.get(key, ()) if span and _ends_before(fact, span[0])) if key else ()
    return next((fact for fact in reversed(tuple(before)) if not _is_elsewhere(fact, stated.fact)), None)


def series_of(stated: Stated) -> Series | None:
    """What values must have in common to follow each other; None where one is comparable with nothing.

    A target is no outcome, half a year no year, and the things counted must be the same ones by the words of the
    sources. A growth or share of what nobody tells, and production of a time that nobody tells, follow nothing.
    """
    fact = stated.fact
    period = _kind_of_period(fact)
    if period is None or (is_share(fact.measure) and fact.perimeter is None):
        return None
    is_target = (fact.valid_on or "").endswith(TARGET)
    told = stated.object if stated.is_cell or is_counted(fact.measure) else ""
    return fact.subject, fact.measure, fact.unit, step_code(fact.status), fact.perimeter, is_target, period, told


def _kind_of_period(fact: Fact) -> int | None:
    """How many months the period of a fact has; a day counts as a moment, as a month does, but of what is counted over
    a period neither a day nor the month of publication tells over which.
    """
    span = period_span(fact.valid_on or "")
    if span is None:
        return None
    is_day = (span[1] - span[0]).days == 0
    if (is_flow(fact.measure) or is_share(fact.measure)) and (is_day or fact.valid_on_inferred):
        return None
    return (span[1].year - span[0].year) * MONTHS + span[1].month - span[0].month + 1


def _ends_before(fact: Fact, day: date) -> bool:
    span = period_span(fact.valid_on or "")
    return span is not None and span[1] < day


def _is_elsewhere(one: Fact, other: Fact) -> bool:
    """True where both tell a place and not the same one."""
    return one.place is not None and other.place is not None and one.place != other.place
