"""What each code counts in its root."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.structure import Structure


def weigh_effectively(structure: Structure, weights: Numbers) -> Numbers:
    """The weight of each code in its root: the product of the scaled weights on the way up, 1 for a root."""
    effective = np.ones(len(structure.codes))
    for parent in reversed(structure.aggregates):
        children = [structure.position[code] for code in structure.children[parent]]
        above = effective[structure.position[parent]]
        effective[children] = weights[children] / weights[children].sum() * above
    return effective
