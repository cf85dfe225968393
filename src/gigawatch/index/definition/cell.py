"""What the observations say of one indicator, unit and period: the value taken, and everything that disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How wide a stated value is taken: hedges as shares of it, open ends closed at `open`, half the last digit."""

    about: float
    nearly: float
    open: float
    rounding: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One word on a cell: value, interval, and the observations it stands on. `inference` says how it came about:
    `reported`, `computed` from others, or `bounded` by what is known of others.
    """

    value: float
    low: float
    high: float
    vintage: str
    source: str
    observations: tuple[str, ...]
    inference: str = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The settled reading of one indicator, unit and period: `taken`, and the `values` of every candidate."""

    unit: str
    period: str
    taken: Candidate
    values: tuple[float, ...]


def settle(unit: str, period: str, candidates: Sequence[Candidate]) -> Cell:
    """The cell that candidates make."""
    values = tuple(dict.fromkeys(found.value for found in _order(candidates)))
    return Cell(unit=unit, period=period, taken=choose(candidates), values=values)


def choose(candidates: Sequence[Candidate]) -> Candidate:
    """The candidate of the latest vintage, then the source first in order of text.

    Its `low` and `high` span what every candidate allows, so that a disagreement of sources or vintages is an
    interval; its `observations` are all candidates', its own first.
    """
    ordered = _order(candidates)
    taken = ordered[0]
    return Candidate(
        value=taken.value,
        low=min(found.low for found in ordered),
        high=max(found.high for found in ordered),
        vintage=taken.vintage,
        source=taken.source,
        observations=tuple(dict.fromkeys(name for found in ordered for name in found.observations)),
        inference=taken.inference,
    )


def weigh_in(rows: Iterable[Row], spread: Spread) -> list[Candidate]:
    """Observations as candidates, each by itself."""
    found = []
    for row in rows:
        value, low, high = bound(row, spread)
        found.append(
            Candidate(
                value=value,
                low=low,
                high=high,
                vintage=str(row.get("vintage") or ""),
                source=str(row.get("source") or ""),
                observations=(str(row["id"]),),
            )
        )
    return found


def bound(row: Row, spread: Spread) -> tuple[float, float, float]:
    """Value, low and high of an observation: of a stated range, of a hedge, else of its last digit; what is not below
    nought is not taken for less.
    """
    value, top = _number(row["value"]), row.get("high")
    hedge = str(row.get("qualifier") or "")
    if top is not None and _number(top) > value:
        return (value + _number(top)) / 2, value, _number(top)
    half = _halve_digit(value) if spread.rounding else 0.0
    if hedge == "about":
        width = max(half, abs(value) * spread.about)
        return value, value - width, value + width
    if hedge == "nearly":
        return value, value - abs(value) * spread.nearly, value
    if hedge == "up to":
        return value, min(0.0, value), value
    if hedge in ("over", "at least"):
        return value, value, value + abs(value) * spread.open
    return value, max(0.0, value - half) if value >= 0 else value - half, value + half


def _order(candidates: Sequence[Candidate]) -> list[Candidate]:
    by_source = sorted(candidates, key=lambda found: (found.source, found.value, found.observations))
    return sorted(by_source, key=lambda found: found.vintage, reverse=True)


def _halve_digit(value: float) -> float:
    """Half a unit of the last digit that the number shows: 0.05 for 62.8, 0.5 for 34."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 0.5 * 10.0 ** min(int(exponent), 0)


def _number(given: object) -> float:
    assert isinstance(given, (int, float))
    return float(given)
