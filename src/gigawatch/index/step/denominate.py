"""Denominate: an indicator is divided by another figure of the same unit and period."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.method.rule import Catalogue
from gigawatch.index.step.block import Block, Change

DENOMINATE: Catalogue[Change] = Catalogue(
    "denominate", "indicators are made comparable between units of different size"
)


@DENOMINATE.rule("divide", Parameter("times", "number", 1.0, "what the ratio is multiplied by"))
def divide(block: Block, settings: Settings) -> Numbers:
    """Each indicator is divided by the denominator that the structure names for it; the others stay as they are."""
    nodes = [block.structure.by_code[code] for code in block.codes]
    divided = [column for column, node in enumerate(nodes) if node.denominator is not None]
    if all(block.structure.by_code[code].denominator is None for code in block.structure.indicators):
        raise block.error("no indicator names a denominator", "fill the structure's column denominator")
    names = block.structure.denominators
    chosen = [names.index(str(nodes[column].denominator)) for column in divided]
    below = block.values.divisors[..., chosen]
    if (below == 0).any():
        unit, at = np.argwhere(below == 0)[0][1:]
        raise block.error(f"{names[chosen[at]]} of {block.values.units[unit]} is zero: nothing can be divided by it")
    result = block.x.copy()
    result[..., divided] = block.x[..., divided] / below * settings.number("times")
    return result
