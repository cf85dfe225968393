"""Treat: outlying values are drawn in until the column passes its tests, each changed cell marked."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import WITHIN, Block
from gigawatch.index.step.moment import SKEWNESS, maximum, minimum, shape
from gigawatch.index.step.treat.catalogue import TREAT
from gigawatch.index.step.treat.column import lay_block, lay_columns, note_cells
from gigawatch.index.step.treat.log import require_sense, take_log

OTHERWISE = ("log", "log_either", "log_one", "log_gii", "keep")


@TREAT.rule("none")
def leave(block: Block, settings: Settings) -> Numbers:  # noqa: ARG001 - every rule of a step has one signature
    """Values stay as they are."""
    return block.x


@TREAT.rule(
    "winsorise",
    Parameter("winmax", "integer", 5, "how many values of a column may be drawn in", least=0),
    Parameter("skew", "number", 2.0, "a column passes below this absolute skewness", least=0),
    Parameter("kurtosis", "number", 3.5, "a column passes below this excess kurtosis"),
    Parameter("skewness", "choice", "type 2", "the type of skewness and kurtosis", SKEWNESS),
    Parameter("otherwise", "choice", "log", "a column still failing: a log of the original, or kept", OTHERWISE),
    WITHIN,
)
def winsorise(block: Block, settings: Settings) -> Numbers:
    """A column that fails has its outermost values set to the next, up to winmax; failing still, its log is taken.

    Passing is |skewness| < skew or kurtosis < kurtosis. Values equal to the outermost move together and count each.
    A column with fewer than four values cannot be tested and stays; so does one that drawing in would flatten, which
    is marked. Conventions of COINr's Treat (winsorise, then log_CT of the original column).
    """
    scope = settings.text("range")
    original = lay_columns(block.x, scope)
    drawn, flattened, passed = _draw_in(original, int(settings.number("winmax")), Test(settings))
    failing = ~passed & ~flattened
    otherwise = settings.text("otherwise")
    logged = failing & (otherwise != "keep")
    result = np.where(flattened, original, drawn)
    form = otherwise.removeprefix("log").removeprefix("_") or "range"
    require_sense(block, original, scope, form, logged)
    result[:, logged] = take_log(original[:, logged], form)
    _note(block, scope, original, result, logged, flattened)
    return lay_block(result, block.x, scope)


class Test:
    """Whether columns pass the limits on skewness and kurtosis; one that cannot be tested does."""

    def __init__(self, settings: Settings) -> None:
        self._skew, self._kurtosis = settings.number("skew"), settings.number("kurtosis")
        self._kind = settings.text("skewness")

    def judge(self, columns: Numbers) -> tuple[Flags, Numbers]:
        """Which columns pass, and the side on which each is longer: 1 or -1."""
        skewness, kurtosis = shape(columns, self._kind)
        passed: Flags = (np.abs(skewness) < self._skew) | (kurtosis < self._kurtosis) | np.isnan(kurtosis)
        return passed, np.where(skewness >= 0, 1.0, -1.0)


def _draw_in(columns: Numbers, winmax: int, test: Test) -> tuple[Numbers, Flags, Flags]:
    """Columns drawn in until they pass or winmax is reached; which ended with one value only, and which pass."""
    x = columns.copy(order="K")
    moved, flattened = np.zeros((2, x.shape[1])), np.zeros(x.shape[1], dtype=np.bool_)
    passed, side = test.judge(x)
    at = np.flatnonzero(~passed) if winmax > 0 else np.array([], dtype=np.intp)
    while at.size:
        now, count = _draw_outermost(x.T[at].T, side[at])
        x[:, at] = now
        moved[np.where(side[at] > 0, 0, 1), at] = count
        flat = ~(minimum(now, 0) < maximum(now, 0))[0]
        flattened[at[flat]] = True
        passed[at], side[at] = test.judge(now)
        at = at[~passed[at] & ~flat & (moved[:, at].sum(axis=0) < winmax)]
    return x, flattened, passed


def _draw_outermost(x: Numbers, side: Numbers) -> tuple[Numbers, Numbers]:
    """The columns with their outermost values on that side set to the next, and how many those are."""
    turned = x * side
    column, row = np.divmod(np.flatnonzero((turned == maximum(turned, 0)).T), len(x))
    turned[row, column] = np.nan
    turned[row, column] = maximum(turned, 0)[0, column]
    turned *= side
    return turned, np.bincount(column, minlength=x.shape[1]).astype(np.float64)


def _note(block: Block, scope: str, original: Numbers, result: Numbers, logged: Flags, flattened: Flags) -> None:
    if block.notes is None:
        return
    given = ~np.isnan(original)
    drawn = given & ~logged
    marks = {
        "winsorised: high": drawn & (result < original),
        "winsorised: low": drawn & (result > original),
        "log": given & logged,
        "left: winsorising would flatten the column": given & flattened,
    }
    for text, cells in marks.items():
        note_cells(block, cells, scope, text)
