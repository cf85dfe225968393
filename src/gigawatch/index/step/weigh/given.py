"""Weights that do not look at the data: those of the structure table, or all the same."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Settings
from gigawatch.index.step.family import Family
from gigawatch.index.step.weigh.catalogue import WEIGH


@WEIGH.rule("given")
def take(family: Family, settings: Settings) -> Numbers:  # noqa: ARG001 - every rule of a step has one signature
    """The weights of the structure table."""
    return family.weights


@WEIGH.rule("equal")
def level(family: Family, settings: Settings) -> Numbers:  # noqa: ARG001 - every rule of a step has one signature
    """Every child of a parent counts the same."""
    return np.ones(len(family.codes))
