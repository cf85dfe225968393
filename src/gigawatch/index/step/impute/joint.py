"""Rules of imputing that look at other indicators work sheet by sheet: rows of units, one column an indicator."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import numpy as np

from gigawatch.index.input.column import Numbers, Places
from gigawatch.index.step.block import PERIOD, UNIT, Block
from gigawatch.index.step.impute.settle import settle

Filling = tuple[Numbers, Numbers]
"""The block's columns filled in, and the standard deviation of what was filled."""
PART = 1 << 20
"""How many numbers the sheets that are filled together may hold."""


def fill_sheets(block: Block, scope: str, fill: Callable[[Numbers], Filling], text: str) -> Numbers:
    """Fill every sheet: one for each period (scope within) or one for all (pooled), in each run.

    A sheet is rows x all indicators, NaN where missing; `fill` takes sheets x rows x indicators and gives sheets x rows
    x the block's columns. Every run gives what it would give alone; equal sheets, as in runs that differ in later steps
    only, are filled once.
    """
    if block.table.shape[-1] != len(block.structure.indicators):
        raise block.error("the rule needs all indicators, and sees some only")
    filled, doubt = block.x.copy(), np.full(block.x.shape, np.nan)
    sheets = _as_sheets(block.table, scope)
    alike = _find_equal(sheets, np.flatnonzero(np.isnan(sheets[..., list(block.columns)]).any(axis=(1, 2))))
    size = max(1, PART // sheets[0].size)
    for start in range(0, len(alike), size):
        part = alike[start : start + size]
        done = fill(sheets[[places[0] for places in part]])
        for at, places in enumerate(part):
            _as_sheets(filled, scope)[places], _as_sheets(doubt, scope)[places] = done[0][at], done[1][at]
    return settle(block, filled, text, doubt)


def fill_each(fill: Callable[[Numbers], Filling]) -> Callable[[Numbers], Filling]:
    """A filling of one sheet as a filling of many, one after the other."""

    def fill_all(sheets: Numbers) -> Filling:
        done = [fill(sheet) for sheet in sheets]
        return np.stack([filled for filled, _ in done]), np.stack([doubt for _, doubt in done])

    return fill_all


def _find_equal(sheets: Numbers, chosen: Places) -> list[list[int]]:
    """Which of the chosen sheets are the same, each group in the order of its first."""
    alike: dict[bytes, list[int]] = {}
    for at in chosen.tolist():
        alike.setdefault(hashlib.sha256(sheets[at].tobytes()).digest(), []).append(at)
    return list(alike.values())


def _as_sheets(x: Numbers, scope: str) -> Numbers:
    """Sheets x rows x columns: a view of a contiguous array."""
    rows = x.shape[UNIT] if scope == "within" else x.shape[PERIOD] * x.shape[UNIT]
    return x.reshape(-1, rows, x.shape[-1])
