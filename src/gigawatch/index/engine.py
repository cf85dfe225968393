"""One run: two tables and a method in, every step's table and the scores out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from gigawatch.index.combine import Weighing, combine
from gigawatch.index.fault import Fault, StepError, refuse
from gigawatch.index.input.column import Numbers, Source
from gigawatch.index.input.structure import Structure
from gigawatch.index.input.tree import read_structure
from gigawatch.index.input.values import Values, read_values
from gigawatch.index.method.method import CATALOGUES, DATA_STEPS, Choice, Method, Step, read_method
from gigawatch.index.result.coverage import check_include, measure_coverage
from gigawatch.index.result.mark import Mark
from gigawatch.index.result.ranking import rank_scores
from gigawatch.index.result.result import Result
from gigawatch.index.result.table import Table
from gigawatch.index.step.block import Block, Note


def run(values: Source, structure: Source, method: str | Path | Mapping[str, object] | Method) -> Result:
    """Build an index: read and check both tables, apply the steps in order, rank the units of each period.

    Raises FaultyInput with every fault of the tables and the method, StepError where a step cannot be applied.
    """
    steps = read_method(method)
    tree, panel = read_tables(values, structure, steps)
    return build(panel, tree, steps)


def read_tables(values: Source, structure: Source, method: Method | None = None) -> tuple[Structure, Values]:
    """Both tables, checked against each other and against the method; FaultyInput with everything that is wrong."""
    faults: list[Fault] = []
    tree = read_structure(structure, faults)
    refuse(faults) if tree is None else None
    assert tree is not None
    panel = read_values(values, tree, faults)
    if method is not None:
        faults += check_method(method, tree)
    if panel is not None:
        faults += check_spread(panel, method)
        faults += check_include(panel, method.gate) if method is not None else []
    refuse(faults)
    assert panel is not None
    return tree, panel


def check_method(method: Method, structure: Structure) -> list[Fault]:
    """Faults of a method that only show beside the structure: codes, levels and directions."""
    faults = []
    for row, step in enumerate(method.steps, 1):
        known = structure.aggregates if step.kind in ("weigh", "aggregate") else structure.indicators
        for code in step.by_code:
            if code not in known:
                faults.append(Fault("method", row, f"code.{code}", f"{code!r} is not a code that {step.kind} works on"))
        for level in step.by_level:
            if level not in {structure.levels[code] for code in structure.aggregates}:
                faults.append(Fault("method", row, f"level.{level}", "no aggregate has this level"))
    turned = [code for code in structure.indicators if structure.by_code[code].direction < 0]
    if turned and method.find("aggregate") and not method.find("normalise"):
        text = f"{', '.join(turned)} have direction -1, which only a normalise step turns"
        faults.append(Fault("method", None, "step", text))
    return faults


def check_spread(values: Values, method: Method | None) -> list[Fault]:
    """A fault for every indicator whose values are all the same, where the method divides by the spread."""
    step = method.find("normalise") if method is not None else None
    flat = np.nanmax(values.x, axis=(0, 1)) == np.nanmin(values.x, axis=(0, 1))
    found = [code for code, is_flat in zip(values.codes, flat, strict=True) if is_flat]
    if method is not None:
        found = [code for code in found if step is not None and step.choose(code).rule.spread]
    text = "{!r} is constant: all its values are the same, so there is no spread to scale by"
    return [Fault("values", None, "value", text.format(code)) for code in found]


def build(values: Values, structure: Structure, method: Method) -> Result:
    """Apply the steps to checked tables."""
    x, weights = values.x, structure.weights
    tables = [_as_table("raw", values, structure.indicators, x)]
    marks: list[Mark] = []
    for step in method.steps:
        if step.kind in DATA_STEPS:
            x, found = apply_step(step, x, values, structure)
            marks += found
            tables.append(_as_table(step.name, values, structure.indicators, x))
    last = method.find("aggregate")
    scores = np.full((*x.shape[:2], len(structure.aggregates)), np.nan)
    if last is not None:
        combined = combine(last, x, Weighing(structure, method.find("weigh")), values)
        scores, weights = combined.scores, combined.weights
        tables.append(_as_table(last.name, values, structure.codes, np.concatenate([x, scores], axis=-1)))
    coverage = measure_coverage(values, structure, method.gate)
    return Result(
        values=values,
        structure=structure,
        method=method,
        tables=tuple(tables),
        weights=weights,
        scores=scores,
        ranks=rank_units(scores, coverage.gated, method),
        coverage=coverage,
        marks=tuple(marks),
    )


def apply_step(
    step: Step,
    x: Numbers,
    values: Values,
    structure: Structure,
    columns: Sequence[int] | None = None,
    *,
    mark: bool = True,
) -> tuple[Numbers, list[Mark]]:
    """The table after a data step, and what it changed. `columns` are the indicators that `x` holds (all of them)."""
    held = tuple(range(len(structure.indicators))) if columns is None else tuple(columns)
    alike: dict[int, tuple[Choice, list[int]]] = {}
    for place, column in enumerate(held):
        choice = step.choose(structure.indicators[column])
        alike.setdefault(id(choice), (choice, []))[1].append(place)
    result, marks = x, []
    for choice, places in alike.values():
        notes: list[Note] = []
        part = x if len(places) == len(held) else x[..., places]
        of = tuple(held[place] for place in places)
        block = Block(part, values, structure, of, _name_step(step, choice), x, notes if mark else None)
        done = choice.rule.apply(block, choice.settings)
        _require_finite(done, block)
        if len(places) == len(held):
            result = done
        else:
            result = result.copy() if result is x else result
            result[..., places] = done
        marks += [_widen(note, step, places, x, done) for note in notes]
    return result, marks


def rank_units(scores: Numbers, gated: np.typing.NDArray[np.bool_], method: Method) -> Numbers:
    """Ranks of the units inside each period, 1 for the best; units under the coverage gate have none."""
    return rank_scores(np.where(gated, np.nan, scores), method.rank.text("ties"), axis=-2)


def _as_table(name: str, values: Values, codes: tuple[str, ...], x: Numbers) -> Table:
    return Table(name, values.units, values.periods, codes, x, values.present)


def _name_step(step: Step, choice: Choice) -> str:
    return f"{step.name} ({choice.rule.name})"


def _require_finite(x: Numbers, block: Block) -> None:
    if np.isinf(x).any():
        at = np.argwhere(np.isinf(x))[0][-1]
        raise StepError(f"{block.codes[at]} becomes infinite", where=f"step {block.step}")


def _widen(note: Note, step: Step, places: list[int], before: Numbers, after: Numbers) -> Mark:
    """A note on some columns as a mark on all of them."""
    cells = np.zeros(before.shape, dtype=np.bool_)
    cells[..., places] = note.cells
    full = np.full(before.shape, np.nan)
    full[..., places] = after
    return Mark(step.name, note.text, cells, before, full)


def list_rules() -> list[tuple[str, str, str]]:
    """Every step, rule and its meaning: what a method may name."""
    return [(step, rule.name, rule.meaning) for step, book in CATALOGUES.items() for rule in book.rules.values()]
