"""What is treated together laid out as one column: the units of a period, or of all periods."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.step.block import PERIOD, UNIT, Block


def lay_columns(x: Numbers, scope: str) -> Numbers:
    """The block with what is treated together laid along the first axis, everything else along the second."""
    if scope == "within":
        return np.moveaxis(x, UNIT, 0).reshape(x.shape[UNIT], -1)
    lead = np.moveaxis(x, (PERIOD, UNIT), (0, 1))
    return lead.reshape(x.shape[PERIOD] * x.shape[UNIT], -1)


def lay_block(columns: Numbers, like: Numbers, scope: str) -> Numbers:
    """Columns back in the shape of the block they were laid out from."""
    lead, tail = like.shape[:PERIOD], like.shape[-1]
    periods, units = like.shape[PERIOD], like.shape[UNIT]
    if scope == "within":
        return np.moveaxis(columns.reshape(units, *lead, periods, tail), 0, UNIT)
    return np.moveaxis(columns.reshape(periods, units, *lead, tail), (0, 1), (PERIOD, UNIT))


def note_cells(block: Block, cells: Flags, scope: str, text: str) -> None:
    """Mark cells of the laid-out columns in the block."""
    if block.notes is not None and cells.any():
        block.note(lay_block(cells.astype(np.float64), block.x, scope) > 0, text)


def name_column(block: Block, place: int, scope: str) -> str:
    """Code and period of a laid-out column, for errors."""
    code = block.codes[place % len(block.codes)]
    if scope != "within":
        return code
    period = block.values.periods[place // len(block.codes) % len(block.values.periods)]
    return code if period is None else f"{code} in {period}"
