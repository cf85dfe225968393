"""How much of what an aggregate is made of was given, and who is shown as not ranked for want of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gigawatch.index.fault import Fault
from gigawatch.index.input.column import Numbers
from gigawatch.index.input.structure import Structure
from gigawatch.index.input.values import Flags, Values
from gigawatch.index.method.parameter import Settings


@dataclass(frozen=True)
class Coverage:
    """`share` is periods x units x aggregates: given indicators among those under the aggregate, before any imputing.

    `gated` says where the share falls below the gate inside the aggregate or, of the aggregates the gate looks at,
    inside one under it: there a unit keeps its score but has no rank. `forced` says where a unit that the method
    names under `include` would have fallen below the gate and is ranked in spite of it.
    """

    share: Numbers
    gated: Flags
    checked: tuple[str, ...]
    gate: float
    forced: Flags

    def count_units(self, values: Values, period: int) -> int:
        """How many units there are in a period: those of which the table has any value."""
        return int(values.present[period].sum())

    def explain(self, values: Values, structure: Structure, period: int, unit: int, code: str) -> str:
        """Why a unit is not ranked in an aggregate: where the coverage is too low and what is missing."""
        parts = []
        for inner in _checked_under(structure, self.checked, code):
            share = self.share[period, unit, structure.aggregates.index(inner)]
            if share < self.gate:
                gone = [
                    leaf
                    for leaf in structure.under[inner]
                    if not values.given[period, unit, structure.indicators.index(leaf)]
                ]
                parts.append(f"{inner} {share:.0%} of {self.gate:.0%}, missing {', '.join(gone)}")
        return "; ".join(parts)


def measure_coverage(values: Values, structure: Structure, gate: Settings) -> Coverage:
    """The share of indicators given under each aggregate, and the gate's verdict on each unit and period."""
    known = values.given.any(axis=1, keepdims=True) if gate.text("of") == "period" else np.ones((1, 1, 1), np.bool_)
    counted = np.broadcast_to(known, values.given.shape)
    share = np.stack([_share_given(values, counted, structure, code) for code in structure.aggregates], axis=-1)
    limit = gate.number("share")
    checked = _pick(structure, gate.text("inside"))
    gated = np.zeros(share.shape, dtype=np.bool_)
    for at, code in enumerate(structure.aggregates):
        inner = [structure.aggregates.index(name) for name in _checked_under(structure, checked, code)]
        gated[..., at] = (share[..., inner] < limit).any(axis=-1)
    named = np.isin(values.units, gate.texts("include"))[:, None]
    below = gated & values.present[..., None]
    return Coverage(share, below & ~named, checked, limit, below & named)


def check_include(values: Values, gate: Settings) -> list[Fault]:
    """A fault for every unit that is to be ranked in spite of the gate and is not among the values."""
    strange = [unit for unit in gate.texts("include") if unit not in values.units]
    return [Fault("method", None, "coverage.include", f"{unit!r} is not a unit of the values") for unit in strange]


def _share_given(values: Values, counted: Flags, structure: Structure, code: str) -> Numbers:
    """Periods x units: the share of the counted indicators under an aggregate that were given; 0 where none counts."""
    leaves = [structure.indicators.index(leaf) for leaf in structure.under[code]]
    found: Numbers = values.given[..., leaves].sum(axis=-1) / np.maximum(counted[..., leaves].sum(axis=-1), 1)
    return found


def _pick(structure: Structure, inside: str) -> tuple[str, ...]:
    if inside == "every":
        return structure.aggregates
    if inside == "root":
        return structure.roots
    first = tuple(
        child for root in structure.roots for child in structure.children[root] if child in structure.aggregates
    )
    bare = tuple(
        root for root in structure.roots if any(child in structure.indicators for child in structure.children[root])
    )
    return first + bare


def _checked_under(structure: Structure, checked: tuple[str, ...], code: str) -> list[str]:
    """The checked aggregates that lie in or under `code`; `code` itself where it lies below all of them."""
    leaves = set(structure.under[code])
    found = [name for name in checked if set(structure.under[name]) <= leaves]
    return found or [code]
