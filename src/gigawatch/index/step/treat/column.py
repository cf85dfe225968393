"""What is treated together laid out as one column: the units of a period, or of all periods."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.step.block import PERIOD, UNIT, Block

Laid = TypeVar("Laid", np.float64, np.bool_)


def lay_columns(x: Numbers, scope: str) -> Numbers:
    """The block with what is treated together laid along the first axis, everything else along the second.

    Each column lies in one stretch of memory (Fortran order), which sums and sorts along the first axis are fast on.
    """
    if scope == "within":
        return np.ascontiguousarray(np.moveaxis(x, UNIT, -1)).reshape(-1, x.shape[UNIT]).T
    turned = np.ascontiguousarray(np.moveaxis(x, -1, PERIOD))
    return turned.reshape(-1, x.shape[PERIOD] * x.shape[UNIT]).T


def lay_block(columns: npt.NDArray[Laid], like: Numbers, scope: str) -> npt.NDArray[Laid]:
    """Columns back in the shape of the block they were laid out from."""
    lead, tail = like.shape[:PERIOD], like.shape[-1]
    periods, units = like.shape[PERIOD], like.shape[UNIT]
    if scope == "within":
        return np.moveaxis(columns.T.reshape(*lead, periods, tail, units), -1, UNIT)
    return np.moveaxis(columns.T.reshape(*lead, tail, periods, units), PERIOD, -1)


def note_cells(block: Block, cells: Flags, scope: str, text: str) -> None:
    """Mark cells of the laid-out columns in the block."""
    if block.notes is not None and cells.any():
        block.note(lay_block(cells, block.x, scope), text)


def name_column(block: Block, place: int, scope: str) -> str:
    """Code and period of a laid-out column, for errors."""
    code = block.codes[place % len(block.codes)]
    if scope != "within":
        return code
    period = block.values.periods[place // len(block.codes) % len(block.values.periods)]
    return code if period is None else f"{code} in {period}"
