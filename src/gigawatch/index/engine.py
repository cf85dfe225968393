"""One run: two tables and a method in, every step's table and the scores out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import numpy as np

from gigawatch.index.apply import apply_step
from gigawatch.index.combine import Weighing, combine
from gigawatch.index.fault import Fault, FaultyInput, refuse
from gigawatch.index.input.column import Numbers
from gigawatch.index.input.panel import check_columns, read_values
from gigawatch.index.input.source import Source
from gigawatch.index.input.structure import Node, Structure
from gigawatch.index.input.tree import read_structure
from gigawatch.index.input.values import Values, allocate
from gigawatch.index.method.method import CATALOGUES, Method, read_method
from gigawatch.index.method.own import Own
from gigawatch.index.result.coverage import check_include, measure_coverage
from gigawatch.index.result.mark import Mark
from gigawatch.index.result.ranking import rank_scores
from gigawatch.index.result.result import Result
from gigawatch.index.result.table import Table


def run(
    values: Source,
    structure: Source,
    method: str | Path | Mapping[str, object] | Method,
    *,
    own: Iterable[Own] = (),
    scratch: str | Path | None = None,
) -> Result:
    """Build an index: read and check both tables, apply the steps in order, rank the units of each period.

    The method may name rules of one's `own`. With `scratch`, a folder, the steps' tables lie in files there instead of
    in memory. Raises FaultyInput with every fault of the tables and the method, StepError where a step does not apply.
    """
    steps, tree, panel = read_input(values, structure, method, own)
    return build(panel, tree, steps, scratch=scratch)


def read_input(
    values: Source,
    structure: Source,
    method: str | Path | Mapping[str, object] | Method,
    own: Iterable[Own] = (),
) -> tuple[Method, Structure, Values]:
    """The method and both tables, checked; FaultyInput with everything that is wrong in any of the three."""
    try:
        steps = read_method(method, own)
    except FaultyInput as error:
        refuse([*error.faults, *_find_faults(values, structure)])
        raise
    return steps, *read_tables(values, structure, steps)


def _find_faults(values: Source, structure: Source) -> tuple[Fault, ...]:
    """What is wrong with the tables alone."""
    try:
        read_tables(values, structure)
    except FaultyInput as error:
        return error.faults
    return ()


def rerun(result: Result, method: str | Path | Mapping[str, object] | Method) -> Result:
    """The same tables under another method; only what lies behind the first step that differs is worked again."""
    steps = read_method(method)
    refuse(check_input(result.values, result.structure, steps))
    return build(result.values, result.structure, steps, reuse=result)


def read_tables(values: Source, structure: Source, method: Method | None = None) -> tuple[Structure, Values]:
    """Both tables, checked against each other and against the method; FaultyInput with everything that is wrong. Of
    values without a structure to hold them against, only the columns can be.
    """
    faults: list[Fault] = []
    tree = read_structure(structure, faults)
    if tree is None:
        check_columns(values, faults)
        refuse(faults)
    assert tree is not None
    panel = read_values(values, tree, faults)
    if method is not None:
        faults += check_method(method, tree)
    if panel is not None:
        faults += check_spread(panel, method) if method is None else _check_values(panel, method)
    refuse(faults)
    assert panel is not None
    return tree, panel


def check_input(values: Values, structure: Structure, method: Method) -> list[Fault]:
    """Everything in which checked tables and a method do not fit."""
    return [*check_method(method, structure), *_check_values(values, method)]


def _check_values(values: Values, method: Method) -> list[Fault]:
    return [*check_spread(values, method), *check_include(values, method.gate)]


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


def build(
    values: Values,
    structure: Structure,
    method: Method,
    *,
    reuse: Result | None = None,
    scratch: str | Path | None = None,
) -> Result:
    """Apply the steps to checked tables.

    The tables of `reuse`, an earlier run on the same values and structure, are taken over up to the first step that
    differs. With `scratch`, a folder, every step's table lies in a file there instead of in memory.
    """
    folder = None if scratch is None else _open_folder(Path(scratch))
    tables, marks, doubts = _begin(values, structure, method, reuse)
    x = tables[-1].x
    for step in method.data_steps[len(tables) - 1 :]:
        done = apply_step(step, x, values, structure, scratch=folder)
        x = done.x
        tables.append(Table(step.name, values.units, values.periods, structure.indicators, x, values.present))
        marks += done.marks
        if done.doubt is not None:
            doubts[step.name] = done.doubt
    return _score(values, structure, method, (tuple(tables), tuple(marks), doubts))


def _begin(
    values: Values, structure: Structure, method: Method, reuse: Result | None
) -> tuple[list[Table], list[Mark], dict[str, Numbers]]:
    """The tables, marks and doubts that can be taken over, the raw table first."""
    raw = Table("raw", values.units, values.periods, structure.indicators, values.x, values.present)
    if reuse is None or not _is_same(reuse, values, structure):
        return [raw], [], {}
    pairs = zip(method.data_steps, reuse.method.data_steps, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0].hash == pair[1].hash, pairs))
    names = {step.name for step in method.data_steps[:same]}
    marks = [mark for mark in reuse.marks if mark.step in names]
    return list(reuse.tables[: same + 1]), marks, {name: x for name, x in reuse.doubts.items() if name in names}


def _is_same(reuse: Result, values: Values, structure: Structure) -> bool:
    """Whether the data steps see the same tables: all but the weights."""
    same = reuse.values is values or reuse.values.hash == values.hash
    return same and _leave_weights(reuse.structure) == _leave_weights(structure)


def _leave_weights(structure: Structure) -> tuple[Node, ...]:
    return tuple(replace(node, weight=1.0) for node in structure.nodes)


def _score(
    values: Values,
    structure: Structure,
    method: Method,
    made: tuple[tuple[Table, ...], tuple[Mark, ...], dict[str, Numbers]],
) -> Result:
    tables, marks, doubts = made
    x, weights, last = tables[-1].x, structure.weights, method.find("aggregate")
    scores = np.full((*x.shape[:2], len(structure.aggregates)), np.nan)
    if last is not None:
        combined = combine(last, x, Weighing(structure, method.find("weigh")), values)
        scores, weights = combined.scores, combined.weights
        full = allocate((*x.shape[:2], len(structure.codes)))
        full[..., : x.shape[-1]], full[..., x.shape[-1] :] = x, scores
        tables = (*tables, Table(last.name, values.units, values.periods, structure.codes, full, values.present))
    coverage = measure_coverage(values, structure, method.gate)
    return Result(
        values=values,
        structure=structure,
        method=method,
        tables=tables,
        weights=weights,
        scores=scores,
        ranks=rank_units(scores, coverage.gated, method),
        coverage=coverage,
        marks=marks,
        doubts=doubts,
    )


def _open_folder(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def rank_units(scores: Numbers, gated: np.typing.NDArray[np.bool_], method: Method) -> Numbers:
    """Ranks of the units inside each period, 1 for the best; units under the coverage gate have none."""
    ties, tolerance = method.rank.text("ties"), method.rank.number("tolerance")
    return rank_scores(np.where(gated, np.nan, scores), ties, axis=-2, tolerance=tolerance)


def list_rules() -> list[tuple[str, str, str]]:
    """Every step, rule and its meaning: what a method may name."""
    return [(step, rule.name, rule.meaning) for step, book in CATALOGUES.items() for rule in book.rules.values()]
