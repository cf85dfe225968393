"""Weigh: how much each child counts in its parent. Weights are relative: those under one parent are scaled to one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gigawatch.index.column import Numbers
from gigawatch.index.parameter import Settings
from gigawatch.index.rule import Catalogue
from gigawatch.index.structure import Structure

WEIGH: Catalogue[Callable[[Structure, Settings], Numbers]] = Catalogue(
    "weigh", "how much each child counts in its parent"
)


@WEIGH.rule("given")
def take(structure: Structure, settings: Settings) -> Numbers:  # noqa: ARG001 - every rule of a step has one signature
    """The weights of the structure table."""
    return structure.weights


@WEIGH.rule("equal")
def level(structure: Structure, settings: Settings) -> Numbers:  # noqa: ARG001 - every rule of a step has one signature
    """Every child of a parent counts the same."""
    return np.ones(len(structure.codes))


def weigh_effectively(structure: Structure, weights: Numbers) -> Numbers:
    """The weight of each code in its root: the product of the scaled weights on the way up, 1 for a root."""
    effective = np.ones(len(structure.codes))
    for parent in reversed(structure.aggregates):
        children = [structure.position[code] for code in structure.children[parent]]
        above = effective[structure.position[parent]]
        effective[children] = weights[children] / weights[children].sum() * above
    return effective
