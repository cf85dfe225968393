"""Treat by putting the whole column on another scale: Box-Cox, Yeo-Johnson, inverse hyperbolic sine, power."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import WITHIN, Block
from gigawatch.index.step.moment import count, deviation, mean, minimum
from gigawatch.index.step.treat.catalogue import TREAT
from gigawatch.index.step.treat.column import lay_block, lay_columns, name_column, note_cells

Transform = Callable[[Numbers, float], Numbers]
Cost = Callable[[Numbers, float], float]
MOST = 10.0
FINE = {"xatol": 1e-10}
LAMBDA = Parameter(
    "lambda", "number", None, "the exponent; without it each column's most likely one", least=-10, most=10
)


@TREAT.rule(
    "box_cox",
    LAMBDA,
    Parameter("shift", "choice", "none", "none, or first x - min + 1 so that all is positive", ("none", "one")),
    WITHIN,
)
def box_cox(block: Block, settings: Settings) -> Numbers:
    """(x^lambda - 1) / lambda, ln x where lambda is zero; lambda is given or of the greatest likelihood.

    Source: Box and Cox, An analysis of transformations, Journal of the Royal Statistical Society B 26, 1964. With
    shift `one` it is COINr's boxcox.
    """
    from scipy import special

    scope = settings.text("range")
    columns = lay_columns(block.x, scope)
    if settings.text("shift") == "one":
        columns = columns - minimum(columns, 0) + 1
    low = minimum(columns, 0)[0]
    if (low <= 0).any():
        name = name_column(block, int(np.flatnonzero(low <= 0)[0]), scope)
        raise block.error(f"a value of {name} is not above zero", "set shift = 'one', or take yeo_johnson")
    return _transform(block, settings, columns, "box-cox", special.boxcox, _cost_box_cox)


@TREAT.rule(
    "yeo_johnson",
    LAMBDA,
    Parameter("scale", "choice", "none", "none, or first (x - mean) / deviation", ("none", "zscore")),
    WITHIN,
)
def yeo_johnson(block: Block, settings: Settings) -> Numbers:
    """The Box-Cox transform of x + 1, mirrored with exponent 2 - lambda below zero; lambda given or most likely.

    Source: Yeo and Johnson, A new family of power transformations to improve normality or symmetry, Biometrika 87,
    2000. It takes values of any sign, and depends on their unit and zero: with scale `zscore` (sample deviation) it
    does not.
    """
    scope = settings.text("range")
    columns = lay_columns(block.x, scope)
    if settings.text("scale") == "zscore":
        spread = deviation(columns, 0, 1)
        flat = (spread == 0)[0] | (count(columns, 0) == 1)[0]
        if flat.any():
            name = name_column(block, int(np.flatnonzero(flat)[0]), scope)
            raise block.error(f"no spread to scale by, in {name}", "set scale = 'none'")
        columns = (columns - mean(columns, 0)) / spread
    return _transform(block, settings, columns, "yeo-johnson", _transform_yeo_johnson, _cost_yeo_johnson)


@TREAT.rule("asinh", Parameter("scale", "number", 1.0, "what x is divided by first, in its unit", least=1e-300))
def asinh(block: Block, settings: Settings) -> Numbers:
    """ln(x / scale + ((x / scale)^2 + 1)^0.5): like a logarithm far from zero, straight near it, of any sign.

    Source: Burbidge, Magee and Robb, Alternative transformations to handle extreme values of the dependent variable,
    Journal of the American Statistical Association 83, 1988.
    """
    block.note(~np.isnan(block.x), "asinh")
    return np.asarray(np.arcsinh(block.x / settings.number("scale")))


@TREAT.rule(
    "power",
    Parameter("exponent", "number", 0.5, "the exponent, above zero", least=1e-9),
    Parameter("signed", "flag", False, "a value below zero becomes -|x|^exponent; without it there may be none"),
)
def power(block: Block, settings: Settings) -> Numbers:
    """x to a power above zero: 0.5 is the square root."""
    if (block.x < 0).any() and not settings.flag("signed"):
        *_, period, unit, at = np.argwhere(block.x < 0)[0]
        where = f"{block.codes[at]} of {block.values.units[unit]} in {block.values.periods[period]}"
        raise block.error(f"a value of {where} is below zero", "correct it; set signed = true, or take yeo_johnson")
    block.note(~np.isnan(block.x), f"power {settings.number('exponent'):g}")
    with np.errstate(over="ignore"):
        return np.asarray(np.sign(block.x) * np.abs(block.x) ** settings.number("exponent"))


def _transform(
    block: Block, settings: Settings, columns: Numbers, name: str, transform: Transform, cost: Cost
) -> Numbers:
    """Every column on the scale of its lambda, which the mark names."""
    scope, result = settings.text("range"), columns.copy()
    for place in range(columns.shape[1]):
        given = ~np.isnan(columns[:, place])
        if not given.any():
            continue
        x = columns[given, place]
        exponent = settings.number("lambda") if settings.is_given("lambda") else _search(block, place, scope, x, cost)
        result[given, place] = transform(x, exponent)
        if block.notes is not None:
            cells = np.zeros(columns.shape, dtype=np.bool_)
            cells[given, place] = True
            note_cells(block, cells, scope, f"{name}: lambda {exponent:.4g}")
    return lay_block(result, block.x, scope)


def _search(block: Block, place: int, scope: str, x: Numbers, cost: Cost) -> float:
    """The lambda of least cost between -10 and 10; a StepError where the column does not settle one."""
    from scipy import optimize

    if np.unique(x).size < 3:
        what = f"{name_column(block, place, scope)} has fewer than three different values: no lambda is most likely"
        raise block.error(what, "give lambda, or give the indicator a rule of its own")
    with np.errstate(all="ignore"):
        found = optimize.minimize_scalar(lambda at: cost(x, at), bounds=(-MOST, MOST), method="bounded", options=FINE)
    if abs(found.x) > MOST - 0.01:
        what = f"the most likely lambda of {name_column(block, place, scope)} is beyond {MOST:g}"
        raise block.error(what, "give lambda, put the values on another unit, or take another rule")
    return float(found.x)


def _transform_yeo_johnson(x: Numbers, exponent: float) -> Numbers:
    from scipy import special

    above = special.boxcox1p(np.maximum(x, 0.0), exponent)
    return np.asarray(np.where(x >= 0, above, -special.boxcox1p(np.maximum(-x, 0.0), 2 - exponent)))


def _cost_box_cox(x: Numbers, exponent: float) -> float:
    """Minus twice the log-likelihood per value, constants left out; over the geometric mean the Jacobian is one."""
    from scipy import special

    return _log_variance(special.boxcox(x / np.exp(np.log(x).mean()), exponent))


def _cost_yeo_johnson(x: Numbers, exponent: float) -> float:
    jacobian = (np.sign(x) * np.log1p(np.abs(x))).mean()
    return _log_variance(_transform_yeo_johnson(x, exponent)) - 2 * (exponent - 1) * float(jacobian)


def _log_variance(y: Numbers) -> float:
    found = float(np.log(y.var()))
    return found if np.isfinite(found) else float("inf")
