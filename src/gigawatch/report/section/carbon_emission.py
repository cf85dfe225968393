"""Yearly emissions of the stated capacity at full output, by boundary, in words and in a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from gigawatch.outlook.carbon import Carbon, Emission, cell_id
from gigawatch.outlook.carbon.grid import Grid
from gigawatch.outlook.carbon.span import tell_span
from gigawatch.outlook.carbon.text import name_place
from gigawatch.report.block import Block, Paragraph, Ref, RefKind, Runs, Section, Table, Value
from gigawatch.report.datum import Number
from gigawatch.report.figures import compute_interval
from gigawatch.report.lifted import lift_year
from gigawatch.report.pen import Pen, fact_ref
from gigawatch.report.sentence import Slot, as_runs

PER_YEAR = "t/yr"


def compose_emissions(pen: Pen, carbon: Carbon) -> Section | None:
    """What the stated capacity would emit in a year at full output; None where no capacity is known."""
    if not carbon.emissions:
        return None
    names = ("head_stage", "head_capacity", "head_grid", "head_plant", "head_cradle")
    heads = tuple(pen.word(f"carbon.{name}") for name in names)
    rows = tuple(_emission(pen, carbon, one) for one in carbon.emissions)
    notes = [pen.say("carbon.emissions_lead"), pen.say("carbon.emissions_note")]
    note = pen.separated(notes, " " if pen.lang == "en" else "")
    table = Table(pen.word("carbon.emissions_caption"), heads, rows, (1, 3, 4), note)
    told = [block for group in groupby(carbon.emissions, _alike) for block in _tell_emitted(pen, carbon, group[1])]
    return Section("carbon-emissions", pen.word("carbon.emissions"), (*told, table))


def _alike(one: Emission) -> tuple[object, ...]:
    """What two stages must share to be told in one breath."""
    return one.grid.place if one.grid else None, one.plant is None, one.cradle is None


def _tell_emitted(pen: Pen, carbon: Carbon, group: Iterable[Emission]) -> Iterator[Block]:
    """What stages on one grid would emit, in a paragraph; none where the grid is not known."""
    told = [
        _emitted(pen, carbon, one, "carbon.emissions_told_planned" if number else "carbon.emissions_told")
        for number, one in enumerate(group)
        if one.grid is not None and one.plant is not None
    ]
    if told:
        yield Paragraph(pen.separated(told, " " if pen.lang == "en" else ""))


def _emitted(pen: Pen, carbon: Carbon, one: Emission, key: str) -> Runs:
    assert one.grid is not None
    assert one.plant is not None
    stage, place, facts = tell_stage(pen, one), name_place(one.grid.place, pen.lang), capacity_refs(pen, one)
    plant = [*facts, *grid_refs(one.grid), *power_refs(carbon)]
    cradle = [*facts, *(row_ref(each.row.cell) for each in carbon.studies if each.is_reference)]
    slots: dict[str, Slot] = {
        "capacity": _yearly(pen, compute_interval(pen, "carbon.capacity", one.capacity, one.unit, facts, stage=stage)),
        "plant": _yearly(
            pen, compute_interval(pen, "carbon.emitted", one.plant, PER_YEAR, plant, stage=stage, place=place)
        ),
        "cradle": _yearly(pen, compute_interval(pen, "carbon.cradle", one.cradle, PER_YEAR, cradle, stage=stage))
        if one.cradle is not None
        else None,
    }
    return pen.say(key, stage=stage, place=place, **slots)


def _yearly(pen: Pen, value: Value) -> Runs:
    """A figure of a year, which the sentence says."""
    return lift_year((value,), pen.lang)


def _emission(pen: Pen, carbon: Carbon, one: Emission) -> tuple[Runs, ...]:
    stage, facts = tell_stage(pen, one), capacity_refs(pen, one)
    size = Number.within(one.capacity, one.unit)
    capacity = pen.compute("carbon.capacity", tell_span(one.capacity, one.unit, pen.lang), facts, size, stage=stage)
    grid = plant = cradle = as_runs(pen.word("carbon.not_told"))
    if one.grid is not None and one.plant is not None:
        place = name_place(one.grid.place, pen.lang)
        refs = [*facts, *grid_refs(one.grid), *power_refs(carbon)]
        told = tell_span(one.plant, PER_YEAR, pen.lang)
        grid, plant = (
            as_runs(place),
            (pen.compute("carbon.emitted", told, refs, Number.within(one.plant, PER_YEAR), stage=stage, place=place),),
        )
    if one.cradle is not None:
        study = [row_ref(each.row.cell) for each in carbon.studies if each.is_reference]
        told = tell_span(one.cradle, PER_YEAR, pen.lang)
        cradle = (
            pen.compute("carbon.cradle", told, [*facts, *study], Number.within(one.cradle, PER_YEAR), stage=stage),
        )
    return as_runs(stage), (capacity,), grid, lift_year(plant, pen.lang), lift_year(cradle, pen.lang)


def tell_stage(pen: Pen, one: Emission) -> str:
    """The stage of a capacity in words."""
    return pen.word(f"carbon.stage_{one.stage.value}")


def capacity_refs(pen: Pen, one: Emission) -> list[Ref]:
    """The facts of a capacity."""
    return [fact_ref(pen.ledger.facts[figure.fact]) for figure in one.figures]


def grid_refs(grid: Grid) -> list[Ref]:
    """The cells that a grid's intensity is of."""
    return [Ref(RefKind.OBSERVATION, row.id) for row in grid.rows]


def power_refs(carbon: Carbon) -> list[Ref]:
    """The cells of the electricity per kilowatt-hour made."""
    term = next(one for one in carbon.assumptions if one.key == "electricity_per_kwh_made")
    return [row_ref(row.cell) for row in term.figures]


def row_ref(row: str) -> Ref:
    """The reference to a row of a carbon table."""
    return Ref(RefKind.OBSERVATION, cell_id(row))
