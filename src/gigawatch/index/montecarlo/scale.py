"""On which scale the scores of a run stand: that of the nominal normalisation, or another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gigawatch.index.fault import Fault
from gigawatch.index.input.column import Flags
from gigawatch.index.input.structure import Structure
from gigawatch.index.method.method import Method, Step
from gigawatch.index.montecarlo.design import Design
from gigawatch.index.montecarlo.draw import Draws
from gigawatch.index.montecarlo.factor import Alternative, Option, Span
from gigawatch.index.montecarlo.vary import patch

NOMINAL, EVERY = "nominal_scale", "every_run"
SCALES = (NOMINAL, EVERY)
"""Which runs the intervals of scores are taken from: those normalised as the nominal run is, or all."""


def mark_runs(method: Method, structure: Structure, design: Design, draws: Draws) -> Flags:
    """The runs that the intervals of scores are taken from, as the design says."""
    marked: Flags = np.ones(draws.runs, dtype=np.bool_)
    step = method.find("normalise")
    if step is None or design.scores_from == EVERY:
        return marked
    for at, found in enumerate(design.alternatives):
        if found.step == step.name:
            marked &= np.array(_list_nominal(step, found, structure))[draws.choices[:, at]]
    for at, span in enumerate(design.spans):
        if span.step == step.name:
            options = [{span.parameter: span.place(share)} for share in draws.shares[:, at].tolist()]
            marked &= np.array([_is_nominal(step, option, structure, span.code) for option in options], dtype=np.bool_)
    return marked


def keeps_scale(method: Method, structure: Structure, factors: Sequence[Alternative | Span]) -> bool:
    """Whether runs can be drawn that are normalised as the nominal run is: no number of that rule moves evenly, and the
    nominal rule is an option of each alternative to it.
    """
    step = method.find("normalise")
    varied = [found for found in factors if step is not None and found.step == step.name]
    return step is None or all(
        isinstance(found, Alternative) and any(_list_nominal(step, found, structure)) for found in varied
    )


def read_scale(
    given: object, method: Method, structure: Structure, factors: Sequence[Alternative | Span], faults: list[Fault]
) -> str:
    """The convention of a design: as stated; without a word the nominal scale wherever runs on it can be drawn."""
    can_keep = keeps_scale(method, structure, factors)
    if given is None:
        return NOMINAL if can_keep else EVERY
    if given not in SCALES:
        faults.append(Fault("design", None, "scores_from", f"{given!r} is none of: {', '.join(SCALES)}"))
    elif given == NOMINAL and not can_keep:
        text = "no run would have the nominal scale: make the nominal rule an option of each alternative to normalise"
        faults.append(Fault("design", None, "scores_from", text))
    return str(given)


def _list_nominal(step: Step, found: Alternative, structure: Structure) -> list[bool]:
    return [_is_nominal(step, option, structure, found.code) for option in found.options]


def _is_nominal(step: Step, option: Option, structure: Structure, code: str | None) -> bool:
    """Whether a step with an option in place does to that code, or to all, what it does without."""
    varied = patch(step, option, structure, code, [])
    if varied is None:
        return False
    of = structure.indicators if code is None else (code,)
    pairs = ((varied.choose(one), step.choose(one)) for one in of)
    return all(one.describe() == other.describe() for one, other in pairs)
