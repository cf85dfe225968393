"""Denominate: an indicator is divided by another figure of the same unit and period."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.method.rule import Catalogue
from gigawatch.index.step.block import Block, Change

DENOMINATE: Catalogue[Change] = Catalogue(
    "denominate", "indicators are made comparable between units of different size"
)


@DENOMINATE.rule(
    "divide",
    Parameter("times", "number", 1.0, "what the ratio is multiplied by"),
    Parameter("only", "texts", None, "the indicators divided in this step; all that name a denominator without it"),
    Parameter(
        "absent", "choice", "missing", "where the denominator is missing: so is the ratio, or stop", ("missing", "fail")
    ),
)
def divide(block: Block, settings: Settings) -> Numbers:
    """Each indicator is divided by the denominator that the structure names for it; the others stay as they are.

    A denominator of zero stops the run. A value whose denominator is missing becomes missing and is marked.
    """
    divided, chosen = _pair(block, settings)
    below = block.values.divisors[..., chosen]
    if (below == 0).any():
        _refuse(block, below == 0, chosen, "is zero: nothing can be divided by it")
    lost = np.zeros(block.x.shape, dtype=np.bool_)
    lost[..., divided] = ~np.isnan(block.x[..., divided]) & np.isnan(below)
    if lost.any() and settings.text("absent") == "fail":
        _refuse(block, lost[..., divided], chosen, "is missing: the indicator is there and cannot be divided")
    block.note(lost, "missing: no denominator")
    result = block.x.copy()
    result[..., divided] = block.x[..., divided] / below * settings.number("times")
    return result


def _pair(block: Block, settings: Settings) -> tuple[list[int], list[int]]:
    """The columns to divide, and the position of the denominator of each."""
    only, names = settings.texts("only"), block.structure.denominators
    nodes = [block.structure.by_code[code] for code in block.codes]
    bare = [code for code in only if code not in block.structure.indicators or not _find(block, code)]
    if bare:
        raise block.error(f"{', '.join(bare)} names no denominator", "fill the structure's column denominator")
    divided = [at for at, node in enumerate(nodes) if node.denominator is not None and (not only or node.code in only)]
    if not any(_find(block, code) for code in block.structure.indicators):
        raise block.error("no indicator names a denominator", "fill the structure's column denominator")
    return divided, [names.index(str(nodes[at].denominator)) for at in divided]


def _find(block: Block, code: str) -> str | None:
    return block.structure.by_code[code].denominator


def _refuse(block: Block, cells: Flags, chosen: list[int], what: str) -> None:
    period, unit, at = np.argwhere(cells)[0][-3:]
    label = block.values.periods[period]
    when = "" if label is None else f" in {label}"
    raise block.error(f"{block.structure.denominators[chosen[at]]} of {block.values.units[unit]}{when} {what}")
