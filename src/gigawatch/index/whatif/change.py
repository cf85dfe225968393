"""The same index with some values, weights or the method changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from gigawatch.index.engine import build, check_input
from gigawatch.index.fault import Fault, refuse
from gigawatch.index.input.column import Numbers
from gigawatch.index.input.structure import Structure
from gigawatch.index.input.values import Options, Values
from gigawatch.index.method.method import Method, read_method
from gigawatch.index.result.place import list_some
from gigawatch.index.result.result import Result

TABLE = "change"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value to be set: of an indicator, for a unit and (in a panel) a period; None takes it away."""

    unit: str
    code: str
    value: float | None
    period: str | None = None


def change(
    result: Result,
    *,
    values: Iterable[Cell] = (),
    weights: Mapping[str, float] | None = None,
    method: str | Path | Mapping[str, object] | Method | None = None,
) -> Result:
    """The run with these values and weights set and, if given, under another method; all else as it was.

    A changed value has no interval. Only what lies behind the first difference is worked again. Raises FaultyInput
    with everything that is wrong with the changes, StepError where a step does not apply.
    """
    faults: list[Fault] = []
    panel = _set_values(result.values, result.structure, tuple(values), faults)
    tree = _set_weights(result.structure, weights or {}, faults)
    steps = result.method if method is None else read_method(method)
    faults += _check_weigh(tree, steps, weights or {})
    refuse(faults)
    refuse(check_input(panel, tree, steps))
    return build(panel, tree, steps, reuse=result)


def _set_values(panel: Values, structure: Structure, cells: tuple[Cell, ...], faults: list[Fault]) -> Values:
    if not cells:
        return panel
    x, low, high = panel.x.copy(), panel.low.copy(), panel.high.copy()
    for row, cell in enumerate(cells, 1):
        place = _find(panel, structure, cell, row, faults)
        if place is not None:
            number = np.nan if cell.value is None else float(cell.value)
            x[place] = low[place] = high[place] = number
    gone = np.flatnonzero(np.isnan(x).all(axis=(0, 2)))
    faults += [Fault(TABLE, None, "value", f"unit {panel.units[at]!r} would have no value left") for at in gone]
    return replace(panel, x=x, low=low, high=high, options=_keep_options(panel, x))


def _keep_options(panel: Values, x: Numbers) -> Options | None:
    """The cells with several sources that were not changed."""
    options = panel.options
    if options is None:
        return None
    at = options.period, options.unit, options.column
    kept = np.flatnonzero(x[at] == panel.x[at])
    return options.take(kept) if kept.size else None


def _find(
    panel: Values, structure: Structure, cell: Cell, row: int, faults: list[Fault]
) -> tuple[int, int, int] | None:
    known = (
        ("unit", cell.unit, panel.units),
        ("code", cell.code, structure.indicators),
        ("period", cell.period, panel.periods),
    )
    wrong = [(name, str(given), there) for name, given, there in known if given not in there]
    faults += [
        Fault(TABLE, row, name, f"{given!r} is no {name} of the indicators' values; there are: {list_some(there)}")
        for name, given, there in wrong
    ]
    if cell.value is not None and not np.isfinite(cell.value):
        faults.append(Fault(TABLE, row, "value", f"{cell.value!r} is not a number"))
        return None
    if wrong:
        return None
    return panel.periods.index(cell.period), panel.units.index(cell.unit), structure.indicators.index(cell.code)


def _set_weights(structure: Structure, weights: Mapping[str, float], faults: list[Fault]) -> Structure:
    if not weights:
        return structure
    for code, weight in weights.items():
        if code not in structure.codes:
            there = list_some(structure.codes)
            faults.append(Fault(TABLE, None, "weight", f"{code!r} is no indicator or aggregate; there are: {there}"))
        elif not np.isfinite(weight) or weight < 0:
            faults.append(Fault(TABLE, None, "weight", f"the weight {weight!r} of {code} is not a number from 0 on"))
    nodes = tuple(replace(node, weight=weights.get(node.code, node.weight)) for node in structure.nodes)
    changed = Structure(nodes, structure.levels)
    for parent, children in changed.children.items():
        if sum(changed.by_code[code].weight for code in children) <= 0:
            faults.append(Fault(TABLE, None, "weight", f"the weights under {parent!r} would add up to zero"))
    return changed


def _check_weigh(structure: Structure, method: Method, weights: Mapping[str, float]) -> list[Fault]:
    """A fault for each weight that a rule of weighing would pass over."""
    step, faults = method.find("weigh"), []
    for code in weights if step is not None else ():
        parent = structure.by_code[code].parent if code in structure.by_code else None
        rule = "given" if parent is None or step is None else step.choose(parent, structure.levels[parent]).rule.name
        if rule != "given":
            text = f"the children of {parent} are weighed by {rule}, which passes over the given weight of {code}"
            faults.append(Fault(TABLE, None, "weight", text))
    return faults


def measure_shifts(before: Numbers, after: Numbers) -> tuple[float, float]:
    """The mean and the greatest absolute difference of two lists of ranks, over units ranked in both; NaN if none."""
    both = ~np.isnan(before) & ~np.isnan(after)
    if not both.any():
        return float("nan"), float("nan")
    shift = np.abs(after[both] - before[both])
    return float(shift.mean()), float(shift.max())
