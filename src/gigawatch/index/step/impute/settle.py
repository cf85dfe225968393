"""What every rule of imputing ends with: rows without any value stay empty, fills are marked, their doubt is stated."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.step.block import Block


def settle(block: Block, filled: Numbers, text: str, deviation: Numbers | None = None) -> Numbers:
    """The filled block; `deviation` is how far each filled value may be off (standard deviation), where known.

    A (unit, period) without any value is no row: nothing is imputed into it.
    """
    result: Numbers = np.where(block.values.present[:, :, None], filled, np.nan)
    cells = np.isnan(block.x) & ~np.isnan(result)
    block.note(cells, text)
    if deviation is not None:
        block.doubt(np.where(cells, deviation, np.nan))
    return result


def gather(block: Block, group: str) -> list[Flags]:
    """Which units belong together: all, or those with one label of the group code; units without a label to none."""
    if not group:
        return [np.ones(len(block.values.units), dtype=np.bool_)]
    if group not in block.values.groups:
        there = ", ".join(block.values.groups) or "none"
        raise block.error(f"{group!r} is not a group of the structure", f"there are: {there}")
    labels = block.values.groups[group]
    return [labels == label for label in sorted(set(labels.tolist()) - {""})]
