"""On which year's figures the scale of each indicator stands, and between which goalposts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from gigawatch.index.definition.gate import Gate
from gigawatch.index.definition.pinning import LATE
from gigawatch.index.input.column import Numbers
from gigawatch.index.method.method import Method
from gigawatch.index.result.result import Result

APART = "base"
"""The period of the engine under which figures of a base year stand that are in no score of that year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The year on which an indicator's scale stands, the figures of it that score least and most on the scale (null
    where the rule has no ends), whether the definition pins them, and the rule by which figures are treated before they
    are compared.
    """

    base_year: str | None
    goalpost_low: float | None
    goalpost_high: float | None
    pinned: bool
    treatment: str | None


def place_bases(gate: Gate, method: Method) -> dict[str, str]:
    """The engine's period of each indicator's base year, where the method's scale stands on one that may begin late."""
    step = method.find("normalise")
    if step is None or step.choice.settings.plain.get("range") != LATE:
        return {}
    bases = {code: gate.find_base(code) for code, _ in gate.used}
    return {
        code: base if (code, base) in gate.used and gate.find_goalposts(code) is None else APART
        for code, base in bases.items()
        if base is not None
    }


def read_scales(result: Result, gate: Gate) -> Mapping[str, Scale]:
    """The scale of every indicator that is computed, as the nominal run has it."""
    return {code: _read_scale(result, gate, code, at) for at, code in enumerate(result.structure.indicators)}


def _read_scale(result: Result, gate: Gate, code: str, at: int) -> Scale:
    treat, step = result.method.find("treat"), result.method.find("normalise")
    treatment = None if treat is None else treat.choose(code).rule.name
    place = result.structure.by_code[code].base
    ends = gate.find_goalposts(code)
    low, high = ends if ends is not None else (None, None)
    if ends is not None and result.structure.by_code[code].direction < 0:
        low, high = high, low
    if step is None or place is None:
        return Scale(base_year=None, goalpost_low=low, goalpost_high=high, pinned=ends is not None, treatment=treatment)
    if ends is None and step.choose(code).rule.name == "minmax":
        row = result.values.periods.index(place)
        turned = _before(result, step.name)[row, :, at] * result.structure.directions[at]
        raw = result.values.x[row, :, at]
        low, high = float(raw[np.nanargmin(turned)]), float(raw[np.nanargmax(turned)])
    return Scale(
        base_year=gate.find_base(code),
        goalpost_low=low,
        goalpost_high=high,
        pinned=ends is not None,
        treatment=treatment,
    )


def _before(result: Result, name: str) -> Numbers:
    """The table that a step works on."""
    names = [table.name for table in result.tables]
    return result.tables[names.index(name) - 1].x


def leave_bases(result: Result) -> Result:
    """The run without the figures that stand apart under a base year: what scores are made of, and nothing else."""
    values = result.values
    if APART not in values.periods:
        return result
    kept = [at for at, period in enumerate(values.periods) if period != APART]
    cover = result.coverage
    slim = replace(
        values,
        periods=tuple(values.periods[at] for at in kept),
        x=values.x[kept],
        low=values.low[kept],
        high=values.high[kept],
        divisors=values.divisors[kept],
    )
    tables = tuple(replace(one, periods=slim.periods, x=one.x[kept], present=slim.present) for one in result.tables)
    coverage = replace(cover, share=cover.share[kept], gated=cover.gated[kept], forced=cover.forced[kept])
    return replace(
        result,
        values=slim,
        tables=tables,
        scores=result.scores[kept],
        ranks=result.ranks[kept],
        coverage=coverage,
        marks=(),
        doubts={name: x[kept] for name, x in result.doubts.items()},
    )
