"""How a unit's scores of a period are worked out: the scale, place, weights and points of every indicator in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asinh, isclose

from gigawatch.report.publication import Row
from gigawatch.site.standing import Definition, Score, number

TREATMENTS: Mapping[str, Callable[[float], float]] = {"none": float, "asinh": asinh}
"""The treatments that a reader can work out from a value and two goalposts alone."""
FULL = 100.0
NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Step:
    """One indicator of a score: its table's row, its value, its place on the scale, its weights.

    `weight` is that in the first-level score, `index_weight` that in the index, None where that is not computed; both
    are scaled to one over what the unit has.
    """

    indicator: Row
    value: float
    place: float
    weight: float
    index_weight: float | None

    @property
    def points(self) -> float:
        """What it brings to its first-level score."""
        return self.place * self.weight

    @property
    def index_points(self) -> float | None:
        """What it brings to the index."""
        return None if self.index_weight is None else self.place * self.index_weight

    @property
    def is_between(self) -> bool:
        """Whether its place is where its value lies between its goalposts, in hundredths of the way."""
        treat = TREATMENTS.get(str(self.indicator.get("treatment")))
        low, high = (number(self.indicator.get(f"goalpost_{end}")) for end in ("low", "high"))
        if treat is None or low is None or high is None or treat(low) == treat(high):
            return False
        share = (treat(self.value) - treat(low)) / (treat(high) - treat(low))
        return isclose(self.place, FULL * share, rel_tol=NEAR, abs_tol=NEAR)


@dataclass(frozen=True, slots=True)
class Working:
    """The steps of a period under each first-level indicator, with its score; and the score of the index.

    `is_sum` where every score is the sum of the points below it, `is_between` where every place lies between goalposts.
    """

    parts: tuple[tuple[str, tuple[Step, ...], float], ...]
    whole: float | None
    is_sum: bool
    is_between: bool


def work_out(definition: Definition, scores: Iterable[Score], readings: Sequence[Row]) -> Working | None:
    """How the scores of one unit and period come about; None where nothing tells the places and weights."""
    rows = {str(row["code"]): row for row in definition.indicators}
    by_code = {score.code: score.score for score in scores}
    parts = []
    for code in definition.parts:
        steps = tuple(step for row in readings if (step := _read(row, rows)) and step.indicator["parent"] == code)
        total = by_code.get(code)
        if steps and total is not None:
            parts.append((code, steps, total))
    if not parts:
        return None
    steps = tuple(step for _, below, _ in parts for step in below)
    whole = by_code.get(definition.root)
    sums = [(sum(step.points for step in below), total) for _, below, total in parts]
    if whole is not None:
        sums.append((sum(step.index_points or 0.0 for step in steps), whole))
    is_sum = all(isclose(found, total, rel_tol=NEAR, abs_tol=NEAR) for found, total in sums)
    return Working(tuple(parts), whole, is_sum, all(step.is_between for step in steps))


def _read(row: Row, indicators: Mapping[str, Row]) -> Step | None:
    value, place, weight, index_weight = (
        number(row.get(key)) for key in ("value", "normalised", "weight", "index_weight")
    )
    if value is None or place is None or weight is None:
        return None
    return Step(indicators[str(row["indicator"])], value, place, weight, index_weight)
