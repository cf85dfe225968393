"""What one reading brings to the scores above it: its place on the scale, and its weight among what the unit has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from gigawatch.index.definition.gate import Gate
from gigawatch.index.result.result import Result

BROUGHT = ("normalised", "weight", "index_weight")


@dataclass(frozen=True)
class Share:
    """The readings of a nominal run. Weights are scaled to one over what the unit has, as scores are."""

    gate: Gate
    nominal: Result

    @cached_property
    def places(self) -> tuple[dict[str | None, int], dict[str, int]]:
        """The row of each period and of each unit."""
        values = self.nominal.values
        return {name: at for at, name in enumerate(values.periods)}, {name: at for at, name in enumerate(values.units)}

    def tell(self, code: str, unit: str, period: str) -> dict[str, float | None]:
        """By the names of `BROUGHT`: the place on the scale, the weight in the first-level score and in the index."""
        parent = self.nominal.structure.by_code[code].parent or ""
        own = self._scale(parent, code, unit, period)
        above = self._scale(self.gate.definition.root, parent, unit, period)
        is_computed = bool(self.gate.checked(self.gate.definition.root, period))
        return dict(
            zip(BROUGHT, (self._read(code, unit, period), own, own * above if is_computed else None), strict=True)
        )

    def _scale(self, parent: str, code: str, unit: str, period: str) -> float:
        """The weight of a code among the siblings that a unit has."""
        structure, weights = self.nominal.structure, self.nominal.weights
        there = [one for one in structure.children[parent] if self._read(one, unit, period) is not None]
        whole = sum(float(weights[structure.position[one]]) for one in there)
        return float(weights[structure.position[code]]) / whole if whole else 0.0

    def _read(self, code: str, unit: str, period: str) -> float | None:
        """The place on the scale of an indicator, or the score of an aggregate; None where there is none."""
        periods, units = self.places
        value = float(self.nominal.tables[-1].x[periods[period], units[unit], self.nominal.structure.position[code]])
        return None if value != value else value  # noqa: PLR0124 - a number that is none differs from itself
