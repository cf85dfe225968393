"""Rules that compare units: each period's rows alone, and, where a rule takes one run only, run by run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Settings
from gigawatch.index.step.aggregate.average import is_enough, require_complete
from gigawatch.index.step.family import Family

Relate = Callable[[Family, Settings], Numbers]


def compare_within(rule: Relate) -> Relate:
    """The rule on the rows of each period alone; on all rows where its parameter `range` is pooled.

    Rows with too few children take no part: they have no score, and nobody is compared with them.
    """

    @wraps(rule)
    def relate(family: Family, settings: Settings) -> Numbers:
        require_complete(family, settings)
        there = is_enough(family, settings)
        shown = np.where(there[..., None], np.where(family.counted, family.x, np.nan), np.nan)
        known = replace(family, x=shown)
        if settings.values.get("range") == "pooled":
            return rule(known, settings)
        shape = (family.runs, family.period.size) if family.varies else (family.period.size,)
        scores = np.full(shape, np.nan)
        for rows in family.split():
            scores[..., rows] = rule(known.among(rows), settings)
        return scores

    return relate


def run_by_run(rule: Relate) -> Relate:
    """The rule on each run alone, for rules that cannot take all at once."""

    @wraps(rule)
    def relate(family: Family, settings: Settings) -> Numbers:
        if not family.varies:
            return rule(family, settings)
        return np.stack([rule(family.take(run), settings) for run in range(family.runs)])

    return relate


def fill_worst(family: Family, settings: Settings) -> Numbers:
    """The numbers with missing ones below any value, where that is the rule; rows without any child stay missing."""
    if settings.text("missing") != "worst":
        return family.x
    gone = np.isnan(family.x)
    return np.where(gone & ~gone.all(axis=-1, keepdims=True), -np.inf, family.x)
