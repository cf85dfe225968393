"""A definition and its cells as plain tables: indicators, readings, and the gate's verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from gigawatch.index.definition.cell import AT_LEAST, Cell
from gigawatch.index.definition.definition import Indicator
from gigawatch.index.definition.gate import Gate
from gigawatch.index.definition.origin import join_origins
from gigawatch.index.definition.scale import Scale
from gigawatch.index.definition.share import BROUGHT, Share
from gigawatch.index.result.result import Result
from gigawatch.model import period_order

if TYPE_CHECKING:
    import polars as pl

TEXTS = ("series", "note", "origin", "copy")
"""Columns of readings that may be empty all through."""


def list_readings(gate: Gate, nominal: Result) -> pl.DataFrame:
    """One row for each indicator, unit and period that the observations speak of, used or not. What is used has its
    place on the scale and its weights: in the first-level indicator, and in the index where that is computed.
    """
    import polars as pl

    tiers = {indicator.code: indicator.tier for indicator in gate.definition.indicators}
    shares = Share(gate, nominal)
    rows = [
        {
            "indicator": code,
            "unit": cell.unit,
            "period": cell.period,
            "value": cell.taken.value,
            "low": cell.taken.low,
            "high": None if cell.taken.inference == AT_LEAST else cell.taken.high,
            "coverage": gate.cover(code, cell.period),
            "used": (code, cell.period) in gate.used,
            **(
                shares.tell(code, cell.unit, cell.period)
                if (code, cell.period) in gate.used
                else dict.fromkeys(BROUGHT)
            ),
            "observations": list(cell.taken.observations),
            "values": list(cell.values),
            "source": cell.taken.source,
            "origin": join_origins(cell.taken.origins) or None,
            "copy": " ".join(cell.taken.copies) or None,
            "source_changed": cell.is_changed,
            "vintage": cell.taken.vintage,
            "inference": cell.taken.inference,
            "tier": tiers[code],
            "series": _name_series(gate, cell),
            "note": cell.taken.note or None,
        }
        for code, cells in gate.cells.items()
        for cell in cells
    ]
    numbers = dict.fromkeys(("high", *BROUGHT), pl.Float64)
    return pl.DataFrame(rows, schema_overrides={**dict.fromkeys(TEXTS, pl.String), **numbers}, infer_schema_length=None)


def list_indicators(gate: Gate, scales: Mapping[str, Scale]) -> pl.DataFrame:
    """One row for each pillar and indicator, with whether it is computed and, if not, why."""
    import polars as pl

    rows: list[dict[str, object]] = [
        {
            "code": pillar.code,
            "parent": pillar.parent,
            "level": "index" if pillar.parent is None else "first",
            **_speak(pillar.names, pillar.definitions),
            **_say_choice(gate, pillar.parent),
            "weight": pillar.weight,
            "status": _judge_pillar(gate, pillar.code),
        }
        for pillar in gate.definition.pillars
    ]
    blank = Scale(base_year=None, goalpost_low=None, goalpost_high=None, pinned=False, treatment=None)
    rows += [
        {**_describe(gate, indicator), **asdict(scales.get(indicator.code, blank))}
        for indicator in gate.definition.indicators
    ]
    kinds = {"base_year": pl.String, "treatment": pl.String, "goalpost_low": pl.Float64, "goalpost_high": pl.Float64}
    return pl.DataFrame(rows, infer_schema_length=None, schema_overrides=kinds)


def _say_choice(gate: Gate, parent: str | None) -> dict[str, object]:
    """By which rule the units were chosen: it is told of the index itself."""
    choice = {} if parent is not None else gate.definition.choice
    return {f"choice_{language}": choice.get(language) or None for language in gate.definition.choice}


def list_gate(gate: Gate) -> pl.DataFrame:
    """One row for the index and each first-level indicator in each period: how many units pass, and why none does."""
    import polars as pl

    codes = [pillar.code for pillar in gate.definition.pillars]
    return pl.DataFrame([_weigh_pillar(gate, code, period) for period in gate.periods for code in codes])


def _weigh_pillar(gate: Gate, code: str, period: str) -> dict[str, object]:
    units, is_root = gate.units[period], code == gate.definition.root
    inside = gate.checked(code, period)
    pillars = list(gate.definition.first_level) if is_root else [code]
    counted = [found.code for pillar in pillars for found in gate.count(pillar)]
    used = sum((name, period) in gate.used for name in counted)
    passing = sum(all(gate.passes(unit, pillar, period) for pillar in inside) for unit in units) if inside else 0
    doubt = gate.doubt(code, period)
    why = f"not computed: {doubt}" if doubt else "computed"
    if is_root and inside:
        why = f"computed from {len(inside)} of {len(pillars)} first-level indicators"
    return {
        "code": code,
        "period": period,
        "units": len(units),
        "passing": passing,
        "counted": len(counted),
        "used": used,
        "status": why,
    }


def _describe(gate: Gate, indicator: Indicator) -> dict[str, object]:
    years = sorted({cell.period for cell in gate.cells[indicator.code]}, key=period_order)
    last = years[-1] if years else None
    return {
        "code": indicator.code,
        "parent": indicator.parent,
        "level": "second",
        **_speak(indicator.names, indicator.definitions),
        "unit": indicator.unit,
        "direction": indicator.direction,
        "weight": indicator.weight,
        "tier": indicator.tier,
        "licence": indicator.licence,
        "first_year": years[0] if years else None,
        "last_year": last,
        "units": len(gate.had.get((indicator.code, last), ())) if last else 0,
        "status": _judge(gate, indicator),
    }


def _judge_pillar(gate: Gate, code: str) -> str:
    if any(gate.checked(code, period) for period in gate.periods):
        return "computed"
    if code == gate.definition.root:
        return "not computed: too few first-level indicators are"
    return "not computed: no unit has enough of the indicators under it"


def _judge(gate: Gate, indicator: Indicator) -> str:
    code = indicator.code
    if any((code, period) in gate.used for period in gate.periods):
        return "computed"
    periods = [period for period in gate.periods if (code, period) in gate.had]
    if not periods:
        return "not computed: no observation feeds it"
    if any((code, period) in gate.common for period in periods):
        return f"not computed: too little else is known under {indicator.parent}"
    best = max(periods, key=lambda period: gate.cover(code, period))
    most, limit = f"{gate.cover(code, best):.0%}", f"{gate.definition.gate:.0%}"
    return f"not computed: at most {most} of the units have it ({best}), the gate is {limit}"


def _name_series(gate: Gate, cell: Cell) -> str | None:
    names = [
        found.name
        for found in gate.definition.predecessors
        if found.unit == cell.unit and period_order(cell.period) <= period_order(found.last)
    ]
    return names[0] if names else None


def _speak(names: Mapping[str, str], definitions: Mapping[str, str]) -> dict[str, object]:
    spoken: dict[str, object] = {f"name_{language}": text for language, text in names.items()}
    return {**spoken, **{f"definition_{language}": text for language, text in definitions.items()}}
