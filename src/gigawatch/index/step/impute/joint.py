"""Rules of imputing that look at other indicators work sheet by sheet: rows of units, one column an indicator."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.step.block import PERIOD, UNIT, Block
from gigawatch.index.step.impute.settle import settle

Filling = tuple[Numbers, Numbers]
"""The block's columns of a sheet filled in, and the standard deviation of what was filled."""


def fill_sheets(block: Block, scope: str, fill: Callable[[Numbers], Filling], text: str) -> Numbers:
    """Fill every sheet alone: one for each period (scope within) or one for all (pooled), in each run.

    A sheet is rows x all indicators, NaN where missing. Every run gives what it would give alone; equal sheets, as in
    runs that differ in later steps only, are filled once.
    """
    if block.table.shape[-1] != len(block.structure.indicators):
        raise block.error("the rule needs all indicators, and sees some only")
    filled, doubt = block.x.copy(), np.full(block.x.shape, np.nan)
    made: dict[bytes, Filling] = {}
    for at, sheet in enumerate(_as_sheets(block.table, scope)):
        if np.isnan(sheet[:, list(block.columns)]).any():
            key = hashlib.sha256(sheet.tobytes()).digest()
            made[key] = made[key] if key in made else fill(sheet)
            _as_sheets(filled, scope)[at], _as_sheets(doubt, scope)[at] = made[key]
    return settle(block, filled, text, doubt)


def _as_sheets(x: Numbers, scope: str) -> Numbers:
    """Sheets x rows x columns: a view of a contiguous array."""
    rows = x.shape[UNIT] if scope == "within" else x.shape[PERIOD] * x.shape[UNIT]
    return x.reshape(-1, rows, x.shape[-1])
