"""How far a method's imputing is off: given values are hidden, imputed and compared with what they were."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from gigawatch.index.apply import apply_step
from gigawatch.index.engine import read_tables
from gigawatch.index.fault import StepError
from gigawatch.index.input.column import Numbers
from gigawatch.index.input.source import Source
from gigawatch.index.input.values import Flags
from gigawatch.index.method.method import Method, read_method
from gigawatch.index.step.moment import deviation

if TYPE_CHECKING:
    import polars as pl


def measure_imputation(
    values: Source,
    structure: Source,
    method: str | Path | Mapping[str, object] | Method,
    *,
    share: float = 0.1,
    repeats: int = 20,
    seed: int,
    level: float = 0.9,
) -> pl.DataFrame:
    """The hold-out error of the method's impute steps, one row for each indicator.

    The steps before the first impute step are applied; then, `repeats` times, `share` of each indicator's given values
    (at least one) is hidden at random, the impute steps up to the last one are applied, and what they put in is
    compared with what was hidden. A row never loses all its values, an indicator never more than all but two.

    Columns: `code`; `hidden` and `filled`, how many values were hidden and got one again; `rmse`, `mae` and `bias`
    (fill less truth) in the indicator's unit as it stands before imputing; `deviation`, its sample deviation over all
    given values; the three errors divided by it (`rmse_relative` 1 is no better than the overall mean, roughly);
    `coverage`, the share of hidden values inside the `level` interval of a normal distribution around the fill, of the
    deviation the rule states, among the `doubted` fills for which it states one. Null where there is nothing to count.
    """
    if not 0 < share < 1 or repeats < 1 or not 0 < level < 1:
        raise ValueError("share and level lie between 0 and 1, repeats is at least 1")
    steps = read_method(method)
    tree, panel = read_tables(values, structure, steps)
    data_steps = steps.data_steps
    imputing = [at for at, step in enumerate(data_steps) if step.kind == "impute"]
    if not imputing:
        raise StepError("the method has no impute step: there is nothing to measure", where="hold-out")
    truth = panel.x
    for step in data_steps[: imputing[0]]:
        truth = apply_step(step, truth, panel, tree, mark=False).x
    hidden = _hide(truth, share, repeats, np.random.default_rng(seed))
    x, doubt = np.where(hidden, np.nan, truth), np.full(hidden.shape, np.nan)
    for step in data_steps[imputing[0] : imputing[-1] + 1]:
        done = apply_step(step, x, panel, tree, mark=False)
        x = done.x
        if done.doubt is not None:
            doubt = np.where(np.isnan(doubt), done.doubt, doubt)
    return _compare(truth, x, doubt, hidden, tree.indicators, stats.norm.ppf(0.5 + level / 2))


def _hide(truth: Numbers, share: float, repeats: int, random: np.random.Generator) -> Flags:
    """Which values each repeat hides: repeats x periods x units x indicators."""
    given = ~np.isnan(truth)
    chance = np.where(given, random.random((repeats, *truth.shape)), np.inf)
    flat = chance.reshape(repeats, -1, truth.shape[-1])
    count = given.sum(axis=(0, 1))
    many = np.clip(np.round(share * count), 1, np.maximum(count - 2, 0)).astype(np.intp)
    place = np.argsort(np.argsort(flat, axis=1, kind="stable"), axis=1, kind="stable")
    hidden = (place < many).reshape(chance.shape)
    emptied = (hidden | ~given).all(axis=-1, keepdims=True)
    return np.asarray(hidden & ~emptied, dtype=np.bool_)


def _compare(
    truth: Numbers, x: Numbers, doubt: Numbers, hidden: Flags, codes: tuple[str, ...], width: float
) -> pl.DataFrame:
    import polars as pl

    axes = (0, 1, 2)
    error = np.where(hidden, x - truth, np.nan)
    filled = (~np.isnan(error)).sum(axis=axes)
    doubted = ~np.isnan(error) & ~np.isnan(doubt)
    inside = doubted & (np.abs(error) <= width * doubt)
    spread = deviation(truth, (0, 1), 1).ravel()
    errors = {
        "rmse": np.sqrt(_average(error**2, filled)),
        "mae": _average(np.abs(error), filled),
        "bias": _average(error, filled),
    }
    relative = {f"{name}_relative": _divide(found, spread) for name, found in errors.items()}
    doubts = doubted.sum(axis=axes)
    columns = {**errors, "deviation": spread, **relative, "coverage": _divide(inside.sum(axis=axes), doubts)}
    counts = {"code": codes, "hidden": hidden.sum(axis=axes), "filled": filled, "doubted": doubts}
    return pl.DataFrame({**counts, **columns}).with_columns(pl.col(*columns).fill_nan(None))


def _average(x: Numbers, count: np.typing.NDArray[np.intp]) -> Numbers:
    return _divide(np.nansum(x, axis=(0, 1, 2)), count)


def _divide(above: np.typing.NDArray[np.generic], below: np.typing.NDArray[np.generic]) -> Numbers:
    over = np.asarray(below, dtype=np.float64)
    some = over > 0
    return np.where(some, np.asarray(above, dtype=np.float64) / np.where(some, over, 1.0), np.nan)
