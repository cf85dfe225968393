"""Treat by a logarithm, by the conventions in use."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import WITHIN, Block
from gigawatch.index.step.moment import maximum, minimum, shape
from gigawatch.index.step.treat.catalogue import TREAT
from gigawatch.index.step.treat.column import lay_block, lay_columns, name_column

SHIFT = 0.01
FORMS = ("range", "either", "one", "gii", "plain")


@TREAT.rule(
    "log",
    Parameter("form", "choice", "range", "what the logarithm is taken of, see the page on treating", FORMS),
    WITHIN,
)
def log(block: Block, settings: Settings) -> Numbers:
    """Every column x becomes its natural logarithm, after a shift that makes it positive.

    Forms: `range` ln(x - min + 0.01 (max - min)), COINr's log_CT; `either` the same, or -ln(max + 0.01 (max - min) - x)
    where the skewness is not above zero, log_CT_plus; `one` ln(x - min + 1), log_CT_orig, of the COIN Tool; `gii`
    ln((max - 1) (x - min) / (max - min) + 1), log_GII, of the Global Innovation Index; `plain` ln(x).
    """
    scope, form = settings.text("range"), settings.text("form")
    columns = lay_columns(block.x, scope)
    require_sense(block, columns, scope, form, np.ones(columns.shape[1], dtype=np.bool_))
    block.note(~np.isnan(block.x), "log")
    return lay_block(take_log(columns, form), block.x, scope)


def take_log(columns: Numbers, form: str = "range") -> Numbers:
    """The logarithm of every column in one of the forms."""
    low, high = minimum(columns, 0), maximum(columns, 0)
    edge = SHIFT * (high - low)
    if form == "either":
        rising = shape(columns, "type 2")[0] > 0
        return np.where(rising, np.log(columns - low + edge), -np.log(high + edge - columns))
    if form == "one":
        return np.asarray(np.log(columns - low + 1))
    if form == "gii":
        return np.asarray(np.log((high - 1) * (columns - low) / (high - low) + 1))
    return np.asarray(np.log(columns if form == "plain" else columns - low + edge))


def require_sense(block: Block, columns: Numbers, scope: str, form: str, which: Flags) -> None:
    """A StepError where one of these columns has no logarithm in this form."""
    low, high = minimum(columns, 0)[0], maximum(columns, 0)[0]
    if form == "plain":
        wrong, what = low <= 0, "a value is not above zero: it has no logarithm"
    elif form == "gii":
        wrong, what = (high <= 1) | (high == low), "the greatest value is not above one, or there is no other"
    else:
        wrong, what = high == low, "no spread to scale by"
    if (wrong & which).any():
        name = name_column(block, int(np.flatnonzero(wrong & which)[0]), scope)
        raise block.error(f"{what}, in {name}", "take another form, or give the indicator a rule of its own")
