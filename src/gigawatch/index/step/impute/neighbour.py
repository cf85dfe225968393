"""Impute from the units that are most alike in what both have."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers, Places
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import WITHIN, Block
from gigawatch.index.step.impute.catalogue import IMPUTE
from gigawatch.index.step.impute.joint import Filling, fill_sheets
from gigawatch.index.step.moment import count, deviation, mean

PART = 1 << 19
"""How many distances are held at a time."""


@IMPUTE.rule(
    "neighbours",
    Parameter("k", "integer", 5, "how many neighbours; fewer where fewer have a value", least=1),
    Parameter(
        "weights",
        "choice",
        "uniform",
        "what a neighbour counts: one, or one over its distance",
        ("uniform", "distance"),
    ),
    Parameter("least", "integer", 1, "how many indicators two units must have in common", least=1),
    Parameter("ddof", "integer", 1, "1: indicators are put on their sample deviation, 0: population", least=0, most=1),
    WITHIN,
    joint=True,
)
def fill_from_neighbours(block: Block, settings: Settings) -> Numbers:
    """A missing value becomes the mean of the k nearest units that have it (k = 1: nearest-neighbour hot deck).

    The distance is the root of the mean squared difference over the standardised indicators that both units have.
    Of equally near units the first in order of the table comes first. With range pooled, a unit of another period is
    a neighbour too. Source: Troyanskaya and others, Missing value estimation methods for DNA microarrays,
    Bioinformatics 17, 2001; the hot deck: OECD/JRC Handbook, 2008, step 3.
    """

    def fill(sheets: Numbers) -> Filling:
        return _fill(sheets, list(block.columns), settings)

    return fill_sheets(block, settings.text("range"), fill, "imputed: neighbours")


def _fill(sheets: Numbers, columns: list[int], settings: Settings) -> Filling:
    filled, doubt = sheets[..., columns].copy(), np.full((*sheets.shape[:2], len(columns)), np.nan)
    z = _standardise(sheets, int(settings.number("ddof")))
    sheet, row = np.nonzero(np.isnan(filled).any(axis=2))
    size = max(1, PART // sheets.shape[1])
    for start in range(0, sheet.size, size):
        at, of = sheet[start : start + size], row[start : start + size]
        distance = _measure(z, at, of, int(settings.number("least")))
        for place, column in enumerate(columns):
            is_open = np.isnan(sheets[at, of, column])
            found = _average(distance[is_open], sheets[at[is_open], :, column], settings)
            filled[at[is_open], of[is_open], place], doubt[at[is_open], of[is_open], place] = found
    return filled, doubt


def _standardise(sheets: Numbers, ddof: int) -> Numbers:
    """Columns over their deviation; a column without spread says nothing about nearness and is left out."""
    spread = deviation(sheets, 1, ddof)
    wide = spread > 0
    return np.where(wide, (sheets - mean(sheets, 1)) / np.where(wide, spread, 1.0), np.nan)


def _measure(z: Numbers, sheet: Places, row: Places, least: int) -> Numbers:
    """Some rows, each of its sheet, x all rows of that sheet: the distance, infinite to the row itself and where too
    little is in common.
    """
    squares, shared = np.zeros((row.size, z.shape[1])), np.zeros((row.size, z.shape[1]))
    for column in np.moveaxis(z, 2, 0):
        gap = column[sheet, row][:, None] - column[sheet]
        both = ~np.isnan(gap)
        squares += np.where(both, gap, 0.0) ** 2
        shared += both
    distance = np.sqrt(squares / np.maximum(shared, 1))
    distance[(shared < least) | (np.arange(z.shape[1]) == row[:, None])] = np.inf
    return distance


def _average(distance: Numbers, given: Numbers, settings: Settings) -> Filling:
    """The mean of the k nearest given values for each row, and the error of predicting one more value by it; both
    arguments are rows x the rows of their sheet.
    """
    reach = np.where(np.isnan(given), np.inf, distance)
    nearest = np.argsort(reach, axis=1, kind="stable")[:, : int(settings.number("k"))]
    far = np.take_along_axis(reach, nearest, axis=1)
    values = np.where(np.isinf(far), np.nan, np.take_along_axis(given, nearest, axis=1))
    weights = _weigh(far, settings.text("weights"))
    total = weights.sum(axis=1, keepdims=True)
    some = total > 0
    share = weights / np.where(some, total, 1.0)
    centre = np.where(some, np.nansum(share * values, axis=1, keepdims=True), np.nan)
    n = count(values, 1)
    spread = np.nansum(share * (values - centre) ** 2, axis=1, keepdims=True)
    doubt = np.where(n > 1, np.sqrt(spread * (n + 1) / np.maximum(n - 1, 1)), np.nan)
    return centre[:, 0], doubt[:, 0]


def _weigh(distance: Numbers, kind: str) -> Numbers:
    """One, or one over the distance; neighbours at no distance then count alone. Zero for those out of reach."""
    there = ~np.isinf(distance)
    if kind == "uniform":
        return there.astype(np.float64)
    at_once = distance == 0
    inverse = 1 / np.where(there & ~at_once, distance, np.inf)
    return np.where(at_once.any(axis=1, keepdims=True), at_once.astype(np.float64), inverse)
