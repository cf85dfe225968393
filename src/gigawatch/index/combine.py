"""From the normalised indicators to the scores of all aggregates: weigh and aggregate, family by family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.structure import Structure
from gigawatch.index.input.values import Flags, Values
from gigawatch.index.method.method import Choice, Step
from gigawatch.index.step.family import Family, Places


@dataclass(frozen=True)
class Weighing:
    """How the children of every parent are weighed.

    `step` is the method's; without one the given weights stand. `noise` (runs x codes) multiplies the weights,
    `counted` (runs x codes) says who takes part at all, `given` (runs x codes) replaces the structure's weights.
    """

    structure: Structure
    step: Step | None = None
    noise: Numbers | None = None
    counted: Flags | None = None
    given: Numbers | None = None

    def give(self, codes: Sequence[str]) -> Numbers:
        """The given weights of these codes, (runs x) codes."""
        weights = self.structure.weights if self.given is None else self.given
        return weights[..., [self.structure.position[code] for code in codes]]

    def weigh(self, family: Family) -> Numbers:
        """The weights of a family's children, (runs x) children."""
        places = [self.structure.position[code] for code in family.codes]
        weights = self._take_apart(family, None if self.counted is None else self.counted[:, places])
        return weights if self.noise is None else weights * self.noise[:, places]

    def _take_apart(self, family: Family, counted: Flags | None) -> Numbers:
        """Weights that look at the numbers are found anew for every set of children that takes part."""
        choice = None if self.step is None else self.step.choose(family.parent, self.structure.levels[family.parent])
        if counted is None or choice is None or not choice.rule.joint:
            weights = _apply(choice, family)
            return weights if counted is None else weights * counted
        found = np.zeros(counted.shape)
        for pattern in np.unique(counted, axis=0):
            runs, there = np.flatnonzero((counted == pattern).all(axis=1)), np.flatnonzero(pattern)
            if there.size:
                part = _take_runs(family, runs).pick(there)
                found[np.ix_(runs, there)] = _apply(choice, part)
        return found


def drop_empty(structure: Structure, counted: Flags) -> Flags:
    """Runs x codes: who takes part, less the parents of whose children nobody does."""
    kept = counted.copy()
    for parent in structure.aggregates:
        children = [structure.position[code] for code in structure.children[parent]]
        kept[:, structure.position[parent]] &= kept[:, children].any(axis=1)
    return kept


def _take_runs(family: Family, runs: Places) -> Family:
    """These runs alone, of what varies by run."""
    x = family.x[runs] if family.x.ndim == 3 else family.x
    return replace(family, x=x, weights=family.weights[runs] if family.weights.ndim == 2 else family.weights)


def _apply(choice: Choice | None, family: Family) -> Numbers:
    if choice is None:
        return family.weights
    if choice.rule.joint and len(family.codes) == 1:
        return np.ones(1)
    weights: Numbers = np.asarray(choice.rule.apply(family, choice.settings), dtype=np.float64)
    if not np.isfinite(weights).all() or (weights < 0).any() or (weights.sum(axis=-1) <= 0).any():
        raise family.error(
            f"the weights of rule {choice.rule.name} are not all finite, at least 0 and some above 0", step="weigh"
        )
    return weights


@dataclass(frozen=True)
class Combined:
    """`scores` is (runs x) periods x units x aggregates, `weights` (runs x) codes as they were used."""

    scores: Numbers
    weights: Numbers


def combine(aggregate: Step, x: Numbers, weighing: Weighing, values: Values) -> Combined:
    """The scores of all aggregates, worked out from the bottom up; `x` is (runs x) periods x units x indicators."""
    structure = weighing.structure
    period, unit = np.nonzero(values.present)
    rows = _take_rows(x, values)
    scores: dict[str, Numbers] = {code: rows[..., at] for at, code in enumerate(structure.indicators)}
    weights: dict[str, Numbers] = {}
    for parent in structure.aggregates:
        codes = structure.children[parent]
        parts = np.stack(np.broadcast_arrays(*(scores[code] for code in codes)), axis=-1)
        family = Family(parent, codes, parts, weighing.give(codes), period, unit, values.periods)
        found = weighing.weigh(family)
        weights.update({code: found[..., place] for place, code in enumerate(codes)})
        choice = aggregate.choose(parent, structure.levels[parent])
        scores[parent] = choice.rule.apply(replace(family, weights=found), choice.settings)
    return _lay_out(structure, scores, weights, values)


def _take_rows(x: Numbers, values: Values) -> Numbers:
    """(Runs x) rows x indicators: the (period, unit) that are there; no copy where all are."""
    if values.present.all():
        return x.reshape(*x.shape[:-3], -1, x.shape[-1])
    return x[..., values.present, :]


def _lay_out(structure: Structure, scores: dict[str, Numbers], weights: dict[str, Numbers], values: Values) -> Combined:
    found = np.stack(np.broadcast_arrays(*(scores[code] for code in structure.aggregates)), axis=-1)
    shape = (*found.shape[:-2], *values.present.shape, len(structure.aggregates))
    if values.present.all():
        full: Numbers = found.reshape(shape)
    else:
        full = np.full(shape, np.nan)
        full[..., values.present, :] = found
    used = [weights.get(code, np.asarray(structure.by_code[code].weight)) for code in structure.codes]
    return Combined(full, np.stack(np.broadcast_arrays(*used), axis=-1))
