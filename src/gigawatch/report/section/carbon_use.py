"""What batteries avoid in use, with every assumption, its value and its source."""

from __future__ import annotations

from gigawatch.model import Interval
from gigawatch.outlook.carbon import Carbon, cell_id
from gigawatch.outlook.carbon.assumption import Assumption
from gigawatch.outlook.carbon.span import tell_span
from gigawatch.outlook.carbon.text import mark_doubt, name_place
from gigawatch.outlook.carbon.use import CAR
from gigawatch.report.block import Block, Ref, RefKind, Runs, Section, Table
from gigawatch.report.datum import Number
from gigawatch.report.pen import Pen
from gigawatch.report.sentence import as_runs


def compose_use(pen: Pen, carbon: Carbon) -> Section:
    """Cars and storage, and the table of assumptions."""
    blocks: list[Block] = [*_car(pen, carbon, carbon.use.car), _storage(pen, carbon), _assumptions(pen, carbon)]
    return Section("carbon-use", pen.word("carbon.use"), tuple(blocks))


def _car(pen: Pen, carbon: Carbon, span: Interval | None) -> list[Block]:
    grid = carbon.use.grid
    if span is None or grid is None:
        return [pen.paragraph("carbon.car_not_told")]
    refs = [Ref(RefKind.OBSERVATION, row.id) for row in grid.rows]
    refs += [ref for one in carbon.assumptions if one.key in CAR for ref in _refs(one)]
    place = name_place(grid.place, pen.lang)
    told = pen.compute("carbon.avoided", tell_span(span, "kg/kWh", pen.lang), refs, Number.within(span, "kg/kWh"))
    pen.remark(pen.word("carbon.title"), "carbon.car_note")
    return [pen.paragraph("carbon.car", told=told, place=place, year=grid.period)]


def _storage(pen: Pen, carbon: Carbon) -> Block:
    if carbon.use.storage is None:
        return pen.paragraph("carbon.storage_not_told")
    refs = [ref for one in carbon.assumptions for ref in _refs(one)]
    span = carbon.use.storage
    told = pen.compute(
        "carbon.avoided_storage", tell_span(span, "kg/kWh", pen.lang), refs, Number.within(span, "kg/kWh")
    )
    return pen.paragraph("carbon.storage", told=told)


def _assumptions(pen: Pen, carbon: Carbon) -> Table:
    heads = (pen.word("carbon.head_assumption"), pen.word("carbon.head_value"))
    rows = tuple(_row(pen, one) for one in carbon.assumptions)
    return Table(pen.word("carbon.assumptions_caption"), heads, rows, (1,), pen.say("carbon.assumptions_note"))


def _row(pen: Pen, one: Assumption) -> tuple[Runs, ...]:
    name, refs = one.label(pen.lang), _refs(one)
    if one.interval is None:
        return as_runs(name), as_runs(pen.word("carbon.not_told"))
    told = mark_doubt(tell_span(one.interval, one.unit, pen.lang), one.doubt, pen.lang)
    if not refs:
        return as_runs(name), as_runs(pen.word("carbon.all_of_it"))
    datum = Number.within(one.interval, one.unit)
    return as_runs(name), (pen.compute("carbon.assumed", told, refs, datum, name=name),)


def _refs(one: Assumption) -> list[Ref]:
    return [Ref(RefKind.OBSERVATION, cell_id(row.cell)) for row in one.figures]
