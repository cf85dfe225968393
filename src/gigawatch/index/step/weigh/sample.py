"""The rows that weights are found from: which periods, and what happens to a row with a missing child."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.family import Family
from gigawatch.index.step.moment import count, deviation, maximum, minimum

ROW, CHILD = -2, -1
RANGE = Parameter(
    "range",
    "choice",
    "pooled",
    "the rows the weights are found from: of all periods, or of the base period",
    ("pooled", "base"),
)
BASE = Parameter("base", "text", None, "the base period, where range is base")
MISSING = Parameter(
    "missing",
    "choice",
    "complete",
    "rows with a missing child: left out, used as far as they go, or the run stops",
    ("complete", "available", "fail"),
)
SCALE = Parameter("scale", "choice", "none", "the values as normalised, or put on 0 to 1 first", ("none", "minmax"))
SAMPLE = (RANGE, BASE, MISSING)


def take_sample(family: Family, settings: Settings) -> Numbers:
    """The rows to find weights from, (runs x) rows x children; a row that is left out is NaN throughout."""
    rows = _pick_rows(family, settings)
    x = family.x[..., rows, :]
    rule, gone = settings.text("missing"), np.isnan(x)
    if rule == "fail" and gone.any():
        codes = [code for at, code in enumerate(family.codes) if gone[..., at].any()]
        raise family.error(f"{', '.join(codes)} missing", "missing is fail", step="weigh")
    if rule == "complete":
        x = np.where(gone.any(axis=CHILD, keepdims=True), np.nan, x)
    if (count(x, ROW) < 3).any():
        raise family.error(
            "fewer than three rows to find weights from", "impute first, or missing = available", step="weigh"
        )
    return x


def _pick_rows(family: Family, settings: Settings) -> np.typing.NDArray[np.intp]:
    if settings.text("range") == "pooled":
        return np.arange(family.period.size)
    base = settings.text("base")
    if base not in family.periods:
        there = ", ".join(str(period) for period in family.periods)
        raise family.error(f"the base period {base!r} is not in the values", f"there are: {there}", step="weigh")
    return np.flatnonzero(family.period == family.periods.index(base))


def scale_sample(family: Family, x: Numbers, settings: Settings) -> Numbers:
    """The sample as it is or, where `scale` is minmax, with every child put on 0 to 1."""
    if settings.text("scale") == "none":
        return x
    low, high = minimum(x, ROW), maximum(x, ROW)
    require_spread(family, x)
    return (x - low) / (high - low)


def require_spread(family: Family, x: Numbers) -> None:
    """A StepError that names the children whose values in the sample are all the same."""
    flat = (deviation(x, ROW, 0) <= 1e-12 * np.maximum(np.abs(maximum(x, ROW)), 1e-300))[..., 0, :]
    if flat.any():
        codes = [code for at, code in enumerate(family.codes) if flat[..., at].any()]
        raise family.error(f"{', '.join(codes)} all the same: nothing to weigh by", "give these weights", step="weigh")


def each_run(find: Callable[[Family, Numbers, Settings], Numbers]) -> Callable[[Family, Settings], Numbers]:
    """A rule that takes the sample of one run at a time, made to take all."""

    @wraps(find)
    def weigh(family: Family, settings: Settings) -> Numbers:
        x = take_sample(family, settings)
        if not family.varies:
            return find(family, x, settings)
        runs = range(family.runs)
        return np.stack([find(family.take(run), x[run] if x.ndim == 3 else x, settings) for run in runs])

    return weigh
