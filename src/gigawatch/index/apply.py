"""One data step on a table: columns of one choice together, large tables a few columns at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from gigawatch.index.fault import StepError
from gigawatch.index.input.column import Numbers
from gigawatch.index.input.structure import Structure
from gigawatch.index.input.values import Values, allocate
from gigawatch.index.method.method import Choice, Step
from gigawatch.index.result.mark import Mark
from gigawatch.index.step.block import Block, Note

PART = 1 << 17
"""How many numbers are worked at a time: about what stays in a processor's cache."""


@dataclass
class Applied:
    """The table after a step. `doubt` is the standard deviation of each value that was filled in, NaN elsewhere."""

    x: Numbers
    marks: list[Mark] = field(default_factory=list)
    doubt: Numbers | None = None


def apply_step(
    step: Step,
    x: Numbers,
    values: Values,
    structure: Structure,
    columns: Sequence[int] | None = None,
    *,
    mark: bool = True,
    scratch: Path | None = None,
) -> Applied:
    """The table after a data step, and what it changed.

    `x` is (runs x) periods x units x indicators; `columns` are the indicators that it holds (all of them). The result
    lies in a file in the folder `scratch` when one is given. Raises StepError where the step cannot be applied.
    """
    held = tuple(range(len(structure.indicators))) if columns is None else tuple(columns)
    result = Applied(allocate(x.shape, None if scratch is None else scratch / f"{step.name}.npy"))
    for choice, places in _split(step, x, held, structure):
        notes: list[Note] = []
        of = tuple(held[place] for place in places)
        part = x if len(places) == x.shape[-1] else x[..., _as_slice(places)]
        block = Block(part, values, structure, of, f"{step.name} ({choice.rule.name})", x, notes if mark else None)
        done = _work(choice, block)
        _require_finite(done, block)
        result.x[..., _as_slice(places)] = done
        result.marks += [_mark(note, step, places, part, done) for note in notes]
        for deviation in block.doubts:
            result.doubt = np.full(x.shape, np.nan) if result.doubt is None else result.doubt
            result.doubt[..., _as_slice(places)] = deviation
    return result


def _work(choice: Choice, block: Block) -> Numbers:
    try:
        with np.errstate(over="raise"):
            return np.asarray(choice.rule.apply(block, choice.settings))
    except FloatingPointError:
        codes = ", ".join(block.codes)
        raise block.error(
            f"the numbers of {codes} are too large to be worked with", "give them in a greater unit"
        ) from None


def _split(step: Step, x: Numbers, held: Sequence[int], structure: Structure) -> Iterator[tuple[Choice, list[int]]]:
    """The places of the columns that are worked together, with what is done to them."""
    alike: dict[int, tuple[Choice, list[int]]] = {}
    for place, column in enumerate(held):
        choice = step.choose(structure.indicators[column])
        alike.setdefault(id(choice), (choice, []))[1].append(place)
    for choice, places in alike.values():
        size = len(places) if choice.rule.joint else max(1, PART * x.shape[-1] // max(x.size, 1))
        for start in range(0, len(places), size):
            yield choice, places[start : start + size]


def _as_slice(places: list[int]) -> slice | list[int]:
    """Neighbouring places as a slice, which is a view and no copy."""
    is_run = places == list(range(places[0], places[0] + len(places)))
    return slice(places[0], places[-1] + 1) if is_run else places


def _require_finite(x: Numbers, block: Block) -> None:
    if np.isinf(x).any():
        at = np.argwhere(np.isinf(x))[0][-1]
        raise StepError(f"{block.codes[at]} becomes infinite", where=f"step {block.step}")


def _mark(note: Note, step: Step, places: list[int], before: Numbers, after: Numbers) -> Mark:
    cells = np.moveaxis(note.cells, -1, 0)
    column, period, unit = np.unravel_index(np.flatnonzero(cells), cells.shape)
    return Mark(
        step=step.name,
        text=note.text,
        period=period,
        unit=unit,
        column=np.array(places, dtype=np.intp)[column],
        before=np.moveaxis(before, -1, 0)[cells],
        after=np.moveaxis(after, -1, 0)[cells],
    )
