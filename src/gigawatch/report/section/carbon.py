"""Carbon: the cell plant's energy by grid, published footprints, emissions of capacity, scenarios by year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gigawatch.model import Interval, Observation
from gigawatch.outlook.carbon import Carbon, Emission, GridPath, PathYear, Study, footprints_by_mass
from gigawatch.outlook.carbon.doubt import SourceDoubt
from gigawatch.outlook.carbon.figure import CarbonFigure
from gigawatch.outlook.carbon.label import label, name_subject
from gigawatch.outlook.carbon.region import region_name
from gigawatch.outlook.carbon.span import number, scale, tell_span
from gigawatch.outlook.carbon.text import mark_doubt, name_place, tell_figure
from gigawatch.report.block import Block, Ref, RefKind, Runs, Section, Table, Text, Value
from gigawatch.report.chart.carbon import draw_footprints, draw_grids, draw_paths
from gigawatch.report.datum import Day, Number
from gigawatch.report.pen import Pen
from gigawatch.report.printed import print_words
from gigawatch.report.scope import Subject
from gigawatch.report.section.carbon_emission import (
    capacity_refs,
    compose_emissions,
    grid_refs,
    power_refs,
    row_ref,
    tell_stage,
)
from gigawatch.report.section.carbon_rule import compose_rules
from gigawatch.report.section.carbon_use import compose_use
from gigawatch.report.sentence import Slot, as_runs
from gigawatch.vocab import places

PER_KWH = "kg/kWh"
ALL = "all"
KILOTONNE = 1000.0
SHORT = re.compile(r"[:：]")
SHOWN = (2025, 2030, 2035, 2040, 2050, 2060)


def compose_carbon(pen: Pen) -> Section:
    """Everything that the carbon page holds, with its evidence."""
    title, carbon = pen.word("carbon.title"), pen.publication.carbon
    if carbon is None:
        return Section("carbon", title, (pen.paragraph("carbon.nothing"),))
    rules = [] if pen.publication.is_silent else [compose_rules(pen, carbon)]
    parts = (
        _footprint(pen, carbon),
        compose_emissions(pen, carbon),
        _paths(pen, carbon),
        compose_use(pen, carbon),
        *rules,
    )
    inner = tuple(one for one in parts if one is not None)
    pen.remark(title, "carbon.boundary")
    _explain_doubts(pen)
    return Section("carbon", title, (pen.lead("carbon.lead"),), inner)


def _explain_doubts(pen: Pen) -> None:
    """Keep for the chapter on the data what the marks of weak sources mean."""
    whys = ("；" if pen.lang == "zh" else "; ").join(kind.why(pen.lang) for kind in SourceDoubt)
    pen.remark(pen.word("carbon.title"), "carbon.doubts", whys=whys)


def _footprint(pen: Pen, carbon: Carbon) -> Section:
    blocks: list[Block] = []
    energy = carbon.energy
    if energy is not None:
        place = name_place(energy.grid.place, pen.lang)
        refs = [*grid_refs(energy.grid), *power_refs(carbon)]
        told = pen.compute("carbon.plant", tell_span(energy.whole, PER_KWH, pen.lang), refs, place=place)
        grid = pen.compute(
            "carbon.grid", tell_span(energy.grid.interval, energy.grid.unit, pen.lang), grid_refs(energy.grid),
            place=place, year=energy.grid.period,
        )  # fmt: skip
        slots: dict[str, Slot] = {"place": place, "grid": grid, "year": energy.grid.period, "told": told}
        blocks.append(pen.paragraph("carbon.plant_told", **slots))
        pen.remark(pen.word("carbon.title"), "carbon.plant_note")
    blocks += draw_grids(pen, carbon)
    if pen.publication.is_silent:
        blocks.append(pen.paragraph("carbon.elsewhere"))
    else:
        blocks += [draw_footprints(pen, carbon), _studies(pen, carbon), _by_mass(pen)]
    return Section("carbon-footprint", pen.word("carbon.footprint"), tuple(blocks))


def _studies(pen: Pen, carbon: Carbon) -> Table:
    """The published footprints, those that read alike once."""
    names = ("head_boundary", "head_chemistry", "head_place", "head_year", "head_footprint", "head_study")
    told: dict[tuple[str, ...], tuple[Runs, ...]] = {}
    for row in (_study(pen, study) for study in carbon.studies):
        told.setdefault(tuple("".join(run.text for run in cell) for cell in row), row)
    heads = tuple(pen.word(f"carbon.{name}") for name in names)
    return Table(pen.word("carbon.studies_caption"), heads, tuple(told.values()), (4,), pen.say("carbon.studies_note"))


def _study(pen: Pen, study: Study) -> tuple[Runs, ...]:
    row, ref = study.row, row_ref(study.row.cell)
    return (
        as_runs(label("figure", study.boundary, pen.lang)),
        as_runs(pen.word("carbon.not_apart") if row.chemistry == ALL else label("chemistry", row.chemistry, pen.lang)),
        as_runs(name_subject(row.subject, pen.lang)),
        (Text(row.period, Day(row.period)),)
        if row.period.isdecimal()
        else as_runs(pen.words(print_words(row.period), ref)),
        (Value(tell_figure(row, pen.lang), ref, _figure(row)),),
        as_runs(pen.words(mark_doubt(study.name(pen.lang), row.doubt, pen.lang), ref)),
    )


def _figure(row: CarbonFigure) -> Number:
    return Number.published(row.interval, row.unit, row.qualifier)


def _by_mass(pen: Pen) -> Block:
    items = [row for row in footprints_by_mass() if name_subject(row.subject, "zh") != row.subject]
    told = [pen.say("carbon.mass_item", place=name_subject(row.subject, pen.lang),
                    value=_mass(row)) for row in items]  # fmt: skip
    return pen.paragraph("carbon.mass", items=pen.series(told))


def _mass(row: Observation) -> Value:
    text = f"{row.value:g}"
    return Value(text, Ref(RefKind.OBSERVATION, row.id), Number.read(text))


def _paths(pen: Pen, carbon: Carbon) -> Section | None:
    if not carbon.paths or carbon.energy is None:
        return None
    place = name_place(carbon.energy.grid.place, pen.lang)
    blocks: list[Block] = [*_targets(pen, carbon)]
    pen.remark(pen.word("carbon.title"), "carbon.paths_lead", place=place)
    pen.remark(pen.word("carbon.title"), "carbon.paths_note")
    chart = draw_paths(pen, carbon)
    blocks += [chart] if chart else []
    stated = next((one for one in carbon.emissions if one.plant is not None), None)
    blocks.append(_path_table(pen, carbon, place, stated))
    return Section("carbon-paths", pen.word("carbon.paths"), tuple(blocks))


def _path_table(pen: Pen, carbon: Carbon, place: str, stated: Emission | None) -> Table:
    """The emissions of what runs, else of what is planned, by scenario and year; without capacity the grid itself."""
    heads = (pen.word("carbon.head_scenario"), *(str(year) for year in SHOWN))
    rows = tuple(_path_row(pen, carbon, path, place, stated) for path in carbon.paths)
    key = "carbon.paths_caption" if stated else "carbon.paths_caption_grid"
    stage = tell_stage(pen, stated) if stated else None
    region = pen.ledger.label(carbon.region, pen.lang)
    explained = [_long_name(pen, path) for path in carbon.paths if SHORT.search(path.name(pen.lang))]
    note = pen.separated(explained, "；" if pen.lang == "zh" else "; ")
    unit = label("unit", carbon.energy.grid.unit, pen.lang) if carbon.energy else None
    caption = pen.word(key, region=region, place=place, stage=stage, unit=unit)
    return Table(caption, heads, rows, tuple(range(1, len(heads))), note)


def _long_name(pen: Pen, path: GridPath) -> Runs:
    """What a scenario is of; its numbers lead to its points."""
    refs = [row_ref(cell) for cell in path.cells]
    return as_runs(pen.words(path.name(pen.lang), refs[0]) if refs else path.name(pen.lang))


def _path_row(pen: Pen, carbon: Carbon, path: GridPath, place: str, stated: Emission | None) -> tuple[Runs, ...]:
    refs = [*path_refs(carbon, path), *(capacity_refs(pen, stated) if stated else ())]
    region = region_name(path.region, pen.lang) if path.region else None
    short = SHORT.split(path.name(pen.lang), maxsplit=1)[0]
    short = mark_doubt(short, path.doubt, pen.lang)
    name = pen.say("carbon.path_name", name=pen.words(short, refs[0]), region=region)
    by_year = {year.year: year for year in path.years}
    cells = (_path_cell(pen, path, by_year.get(year), refs, stated, carbon, place) for year in SHOWN)
    return name, *cells


def _path_cell(
    pen: Pen,
    path: GridPath,
    year: PathYear | None,
    refs: list[Ref],
    stated: Emission | None,
    carbon: Carbon,
    place: str,
) -> Runs:
    if year is None or carbon.energy is None:
        return as_runs(pen.word("carbon.not_told"))
    span: Interval | None = year.emissions.get(stated.stage.value) if stated else None
    unit, name = carbon.energy.grid.unit, path.name(pen.lang)
    told = _told(scale(span, 1 / KILOTONNE) if span else year.intensity, pen.lang)
    datum = Number.within(scale(span, 1 / KILOTONNE), "kt/yr") if span else Number.within(year.intensity, unit)
    return (pen.compute("carbon.path_year", told, refs, datum, name=name, year=str(year.year), place=place),)


def _told(span: Interval, lang: str) -> str:
    low, high = (number(end, lang) for end in (span.low, span.high))
    return low if low == high else f"{low}–{high}"


def path_refs(carbon: Carbon, path: GridPath) -> list[Ref]:
    """What a scenario's figures rest on: the place's grid, its own points or targets, the electricity per kWh."""
    points = [row_ref(cell) for cell in path.cells]
    grid = grid_refs(carbon.energy.grid) if carbon.energy else []
    return [*points, *grid, *power_refs(carbon)]


def is_of_here(pen: Pen, country: str) -> bool:
    """Whether what a country has set out to do belongs in a report: in one on another place, only its own country's."""
    if pen.publication.scope.subject is not Subject.REGION:
        return True
    known, region = places().find(country), pen.publication.region
    return known is None or places().within(region, known.id) or places().within(known.id, region)


def _targets(pen: Pen, carbon: Carbon) -> Iterator[Block]:
    by_subject: dict[str, list[Slot]] = {}
    for rule in carbon.targets:
        if not is_of_here(pen, rule.subject):
            continue
        year, figure = Value(rule.values[0][0], row_ref(rule.rows[0].cell)), label("figure", rule.figure, pen.lang)
        told = pen.say("carbon.target", year=year, figure=figure)
        by_subject.setdefault(name_subject(rule.subject, pen.lang), []).append(told)
    for subject, items in by_subject.items():
        row = pen.series(items) if pen.lang == "en" else pen.separated(items, "，")
        yield pen.paragraph("carbon.targets", subject=subject, items=row)
