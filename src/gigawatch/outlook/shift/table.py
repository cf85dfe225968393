"""Amounts by region from the tables that ship: one series for each measure, hedges, sources and vintages kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import isfinite

from gigawatch.chain import hull
from gigawatch.ledger import Ledger
from gigawatch.model import InputError, Interval, Observation, Quantity, period_order
from gigawatch.outlook.shift.amount import BASE, PER_YEAR, Matter, Question, RegionAmount, Series, Source
from gigawatch.outlook.shift.region import region_of
from gigawatch.outlook.shift.setting import FigureRule, settings
from gigawatch.quantity import convert, interval_of, period_span

YEAR = 4


def find_figures(ledger: Ledger, asked: Question) -> Iterator[Series]:
    """A series for each measure of a shipped table that tells what is asked, by the cells that the ledger knows."""
    for rule in settings().figures:
        if (rule.of, rule.stage) == (asked.of, asked.stage) and asked.by in rule.by:
            yield _series(cells_of(ledger, rule.table, (rule.measure,)), rule, asked)


def cells_of(ledger: Ledger, table: str, measures: Sequence[str]) -> list[Observation]:
    """The cells of some measures of a table, in the order of its rows."""
    cells = ledger.material.observations.values()
    return sorted((c for c in cells if c.table == table and c.measure in measures), key=lambda c: c.row)


def interval_of_cell(cell: Observation) -> Interval:
    """Every value that a cell allows."""
    return interval_of(Quantity(cell.value, cell.unit, cell.qualifier, cell.high))


def _series(cells: Sequence[Observation], rule: FigureRule, asked: Question) -> Series:
    groups: dict[str, dict[str, list[Observation]]] = defaultdict(lambda: defaultdict(list))
    unplaced: dict[str, None] = {}
    for cell in cells:
        region, year = region_of(cell.subject, asked.by), _year(cell, asked)
        if region is None:
            unplaced.setdefault(cell.subject)
        elif year is not None:
            groups[year][region].append(cell)
    years = {
        year: {r: one for r, own in groups[year].items() if (one := _amount(r, own, asked)) is not None}
        for year in sorted(groups)
    }
    return Series(
        code=f"{rule.table}.{rule.measure}",
        table=rule.table,
        measure=rule.measure,
        years={year: amounts for year, amounts in years.items() if amounts},
        unplaced=tuple(unplaced),
        cells=len(cells),
    )


def _year(cell: Observation, asked: Question) -> str | None:
    """The year that a cell tells: of capacity any period's, of output only a whole calendar year's."""
    span, year = period_span(cell.period), cell.period[:YEAR]
    if span is None or (asked.of is Matter.OUTPUT and span != period_span(year)):
        return None
    return str(span[1].year)


def _amount(region: str, cells: Sequence[Observation], asked: Question) -> RegionAmount | None:
    """The hull of what is told for the latest period of the year: sources that disagree make it wider."""
    last = max((cell.period for cell in cells), key=period_order)
    newest = [c for c in cells if c.period == last and _factor(c, asked) is not None]
    if not newest:
        return None
    found = hull(_scale(interval_of_cell(cell), _factor(cell, asked) or 0.0) for cell in newest)
    return RegionAmount(
        region=region,
        interval=found,
        told_on=last,
        is_new=True,
        evidence=tuple(cell.id for cell in newest),
        sources=tuple(dict.fromkeys(Source(address=c.source or c.table, vintage=c.vintage) for c in newest)),
    )


def _factor(cell: Observation, asked: Question) -> float | None:
    """What turns the cell's unit into the one asked; None where it measures something else."""
    try:
        factor = convert(1.0, cell.unit, BASE if asked.of is Matter.CAPACITY else PER_YEAR) * asked.factor
    except InputError:
        return None
    return factor if isfinite(factor) else None


def _scale(interval: Interval, factor: float) -> Interval:
    return Interval(interval.low * factor, interval.high * factor)
