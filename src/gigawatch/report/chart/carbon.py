"""Pictures of carbon: the plant's energy by grid, footprints by chemistry and study, emissions along scenarios."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gigawatch.chain import multiply
from gigawatch.model import Interval
from gigawatch.outlook.carbon import Carbon, Study, cell_id
from gigawatch.outlook.carbon.grid import Grid, find_grid, grid_places
from gigawatch.outlook.carbon.label import label, name_subject
from gigawatch.outlook.carbon.text import name_place
from gigawatch.report.block import Chart, Ref, RefKind
from gigawatch.report.pen import Pen
from gigawatch.report.picture import BLUE, GREY, ORANGE, PALETTE, Spec, draw
from gigawatch.report.printed import print_words
from gigawatch.report.scope import Subject

COUNTRIES = ("place-cn", "place-us", "place-de", "place-hu", "place-pl", "place-se", "place-kr", "place-jp", "place-in")
CHINA = "place-cn"
ZERO = {"zero": True}
SHORT = re.compile(r"[,:（：]")
KILOTONNE = 1000.0


def draw_grids(pen: Pen, carbon: Carbon) -> Iterator[Chart]:
    """What a kilowatt-hour of cells takes in electricity on each grid: provinces and countries count other gases, and
    stand in pictures of their own. A report on a place outside China compares countries alone.
    """
    power = next(one for one in carbon.assumptions if one.key == "electricity_per_kwh_made")
    own = carbon.energy.grid.place if carbon.energy else None
    kinds = {"province": [one for one in grid_places() if one.startswith(f"{CHINA}-")], "country": list(COUNTRIES)}
    if pen.publication.scope.subject is Subject.REGION and own is not None and not own.startswith(CHINA):
        del kinds["province"]
    for kind, places in kinds.items():
        known = dict.fromkeys([*([own] if own and _is_of(own, kind) else []), *places])
        grids = [grid for place in known if (grid := find_grid(place)) is not None]
        if power.interval is not None and grids:
            power_refs = [Ref(RefKind.OBSERVATION, cell_id(row.cell)) for row in power.figures]
            yield _grids(pen, kind, grids, power.interval, own, power_refs)


def _is_of(place: str, kind: str) -> bool:
    return place.startswith(f"{CHINA}-") is (kind == "province")


def _grids(pen: Pen, kind: str, grids: list[Grid], power: Interval, own: str | None, power_refs: list[Ref]) -> Chart:
    values = sorted((_grid(pen, grid, power, own) for grid in grids), key=lambda one: float(str(one["high"])))
    colour = {"condition": {"test": "datum.own", "value": ORANGE}, "value": BLUE}
    spec = draw(
        values,
        mark={"type": "rule", "strokeWidth": 6},
        encoding={
            "x": {"field": "low", "type": "quantitative", "title": pen.word("carbon.axis_plant"), "scale": ZERO},
            "x2": {"field": "high"},
            "y": {"field": "name", "type": "nominal", "sort": [str(one["name"]) for one in values], "title": None},
            "color": colour,
            "href": {"field": "href"},
        },
        height={"step": 15},
    )
    refs = [*power_refs, *(Ref(RefKind.OBSERVATION, row.id) for grid in grids for row in grid.rows)]
    title, alt = pen.word(f"carbon.grids_{kind}"), pen.word("carbon.grids_alt")
    return Chart(title, alt, spec, tuple(dict.fromkeys(refs)), pen.word("carbon.grids_source"))


def _grid(pen: Pen, grid: Grid, power: Interval, own: str | None) -> Spec:
    span = multiply(power, grid.interval)
    return {
        "name": name_place(grid.place, pen.lang),
        "low": round(span.low, 3),
        "high": round(span.high, 3),
        "own": grid.place == own,
        "href": f"#ev-{grid.rows[0].id}",
    }


def draw_footprints(pen: Pen, carbon: Carbon) -> Chart:
    """Each published footprint as a range or a point, by boundary and chemistry."""
    values = [_study(pen, study) for study in carbon.studies]
    names = list(dict.fromkeys(str(one["name"]) for one in values))
    kinds = [
        label("figure", boundary, pen.lang) for boundary in ("footprint_cell", "footprint_pack", "footprint_unclear")
    ]
    colour = {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": kinds, "range": [BLUE, ORANGE, GREY]},
        "legend": {"title": None},
    }
    axis = {"field": "low", "type": "quantitative", "title": pen.word("carbon.axis_footprint")}
    y = {"field": "name", "type": "nominal", "sort": names, "title": None, "axis": {"labelLimit": 420}}
    layers = [
        {"mark": {"type": "rule", "strokeWidth": 5}, "encoding": {"x": axis, "x2": {"field": "high"}}},
        {"mark": {"type": "point", "filled": True, "size": 45}, "encoding": {"x": {**axis, "field": "low"}}},
        {"mark": {"type": "point", "filled": True, "size": 45}, "encoding": {"x": {**axis, "field": "high"}}},
    ]
    encoding = {"y": y, "color": colour, "href": {"field": "href"}}
    spec = draw(values, encoding=encoding, layer=layers, height={"step": 20})
    spec["width"] = 300
    refs = tuple(Ref(RefKind.OBSERVATION, cell_id(study.row.cell)) for study in carbon.studies)
    title, alt = pen.word("carbon.footprints_title"), pen.word("carbon.footprints_alt")
    return Chart(title, alt, spec, refs, pen.word("carbon.footprints_source"))


def _study(pen: Pen, study: Study) -> Spec:
    row = study.row
    place = f" · {name_subject(row.subject, pen.lang)}" if row.subject != "world" else ""
    short = SHORT.split(study.name(pen.lang), maxsplit=1)[0]
    year = "" if row.period in short else f" {print_words(row.period)}"
    return {
        "name": f"{label('chemistry', row.chemistry, pen.lang)}{place} · {short}{year}",
        "low": row.interval.low,
        "high": row.interval.high,
        "kind": label("figure", study.boundary, pen.lang),
        "href": f"#ev-{cell_id(row.cell)}",
    }


def draw_paths(pen: Pen, carbon: Carbon) -> Chart | None:
    """The energy of the plants that run, or the grid where none is told, by scenario: a line of the upper ends."""
    stage = next((one.stage.value for one in carbon.emissions if one.plant is not None), None)
    values = [
        {
            "path": path.name(pen.lang).split(":")[0].split("：")[0],
            "year": f"{year.year}-01-01",
            "low": span.low / divisor,
            "high": span.high / divisor,
        }
        for path in carbon.paths
        for year in path.years
        for span, divisor in [(year.emissions[stage], KILOTONNE) if stage else (year.intensity, 1.0)]
    ]
    if not values:
        return None
    names = list(dict.fromkeys(str(one["path"]) for one in values))
    colour = {
        "field": "path",
        "type": "nominal",
        "scale": {"domain": names, "range": list(PALETTE[: len(names)])},
        "legend": {"title": None, "columns": 1, "labelLimit": 520},
    }
    x = {"field": "year", "type": "temporal", "title": None, "axis": {"format": "%Y", "grid": False}}
    title = pen.word("carbon.axis_emission" if stage else "carbon.axis_grid")
    y = {"field": "high", "type": "quantitative", "title": title}
    layers = [
        {"mark": {"type": "area", "opacity": 0.12}, "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}}},
        {"mark": {"type": "line", "point": True}, "encoding": {"y": y}},
    ]
    spec = draw(values, encoding={"x": x, "color": colour}, layer=layers, height=260)
    refs = [Ref(RefKind.OBSERVATION, cell_id(cell)) for path in carbon.paths for cell in path.cells]
    refs += [Ref(RefKind.OBSERVATION, row.id) for row in (carbon.energy.grid.rows if carbon.energy else ())]
    heading, alt = pen.word("carbon.paths_title"), pen.word("carbon.paths_alt")
    return Chart(heading, alt, spec, tuple(dict.fromkeys(refs)), pen.word("carbon.paths_source"))
