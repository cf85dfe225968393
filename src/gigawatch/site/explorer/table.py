"""What the page of the explorer computes with: figures, scales, weights and published scores of one index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isclose

from gigawatch.report.publication import Row
from gigawatch.site.standing import Definition, Score, number
from gigawatch.site.working import FULL, NEAR, TREATMENTS

Figure = tuple[float, float, float | None]
"""A value with the ends between which it lies; None where its upper end is open."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator that is computed.

    `base` has the figures of every unit in the year on which its scale stands; `ends` are the goalposts that the
    definition pins, in the indicator's unit, the one that scores 0 first, None where the base year sets them.
    `amount` says whether it is compared by its order of magnitude.
    """

    code: str
    parent: str
    weight: float
    direction: int
    amount: bool
    base_year: str
    base: Mapping[str, Figure]
    ends: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Year:
    """One year: what is computed in it, the figures of every unit by indicator, the published scores by part and unit.

    The root is among `parts` where the index itself is computed.
    """

    period: str
    parts: tuple[str, ...]
    figures: Mapping[str, Mapping[str, Figure]]
    scores: Mapping[str, Mapping[str, Score]]


@dataclass(frozen=True, slots=True)
class Table:
    """An index as the explorer takes it; `weights` are those of its first-level indicators. Years newest first."""

    definition: Definition
    weights: Mapping[str, float]
    indicators: tuple[Indicator, ...]
    years: tuple[Year, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit with a published score, as first seen from the newest year on."""
        found = (unit for year in self.years for part in year.parts for unit in year.scores[part])
        return tuple(dict.fromkeys(found))


def make_table(definition: Definition, readings: Sequence[Row]) -> Table | None:
    """The table of an index; None where its scores cannot be worked out again from its readings by the rules that the
    page knows: goalposts of a base year or pinned, amounts by the inverse hyperbolic sine, weighted arithmetic means.
    """
    if not definition.scores:
        return None
    rows = [row for row in readings if str(row["index_id"]) == definition.id]
    used = {str(row["indicator"]) for row in rows if row["used"] is not False}
    indicators = tuple(_read_indicator(row, rows) for row in definition.indicators if str(row["code"]) in used)
    known = tuple(one for one in indicators if one is not None)
    if not known or len(known) < len(indicators):
        return None
    weights = {str(row["code"]): _weight(row) for row in definition.indicators if str(row["code"]) in definition.parts}
    years = tuple(_read_year(definition, period, rows) for period in definition.list_periods())
    table = Table(definition, weights, known, years)
    return table if all(_is_worked_out(table, year) for year in years) else None


def _read_indicator(row: Row, readings: Iterable[Row]) -> Indicator | None:
    code, year, treatment = str(row["code"]), str(row.get("base_year") or ""), str(row.get("treatment"))
    low, high = (number(row.get(f"goalpost_{end}")) for end in ("low", "high"))
    if treatment not in TREATMENTS or low is None or high is None:
        return None
    own = [found for found in readings if found["indicator"] == code and found["period"] == year]
    base = {str(found["unit"]): _figure(found) for found in own if number(found["value"]) is not None}
    ends = (low, high) if row.get("pinned") else None
    if ends is None and not base:
        return None
    direction = -1 if number(row["direction"]) == -1 else 1
    parent = str(row["parent"])
    return Indicator(code, parent, _weight(row), direction, treatment != "none", year, base, ends)


def _weight(row: Row) -> float:
    found = number(row.get("weight"))
    return 1.0 if found is None else found


def _figure(row: Row) -> Figure:
    value, low, high = (number(row[key]) for key in ("value", "low", "high"))
    assert value is not None
    return value, value if low is None else low, high


def _read_year(definition: Definition, period: str, rows: Iterable[Row]) -> Year:
    figures: dict[str, dict[str, Figure]] = defaultdict(dict)
    for row in rows:
        if row["period"] == period and row["used"] is not False and number(row["value"]) is not None:
            figures[str(row["indicator"])][str(row["unit"])] = _figure(row)
    scores: dict[str, dict[str, Score]] = defaultdict(dict)
    for score in definition.scores:
        if score.period == period and score.score is not None:
            scores[score.code][score.unit] = score
    parts = tuple(code for code in (definition.root, *definition.parts) if code in scores)
    return Year(period, parts, figures, scores)


def _is_worked_out(table: Table, year: Year) -> bool:
    """Whether every published score of a year comes about by the rules that the page knows."""
    places = {one.code: _place(one, year.figures.get(one.code, {})) for one in table.indicators}
    below: dict[str, list[tuple[float, Mapping[str, float]]]] = defaultdict(list)
    for one in table.indicators:
        below[one.parent].append((one.weight, places[one.code]))
    units = {unit for found in places.values() for unit in found}
    means = {part: {unit: _mean(below[part], unit) for unit in units} for part in table.definition.parts}
    upper = [(table.weights[part], {u: m for u, m in means[part].items() if m is not None}) for part in means]
    means[table.definition.root] = {unit: _mean(upper, unit) for unit in units}
    return all(
        (found := means[part].get(unit)) is not None and isclose(found, score.score or 0.0, rel_tol=NEAR, abs_tol=NEAR)
        for part in year.parts
        for unit, score in year.scores[part].items()
    )


def _place(indicator: Indicator, figures: Mapping[str, Figure]) -> dict[str, float]:
    """The place of every unit between the goalposts, in hundredths of the way."""
    treat = TREATMENTS["asinh" if indicator.amount else "none"]
    turned = [treat(value) * indicator.direction for value, _, _ in indicator.base.values()]
    ends = indicator.ends
    low, high = (min(turned), max(turned)) if ends is None else (treat(end) * indicator.direction for end in ends)
    if low == high:
        return {}
    return {u: FULL * (treat(value) * indicator.direction - low) / (high - low) for u, (value, _, _) in figures.items()}


def _mean(children: Iterable[tuple[float, Mapping[str, float]]], unit: str) -> float | None:
    """The weighted mean of what the unit has."""
    found = [(weight, places[unit]) for weight, places in children if unit in places]
    total = sum(weight for weight, _ in found)
    return sum(weight * place for weight, place in found) / total if total else None
