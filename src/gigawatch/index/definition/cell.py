"""What the observations say of one indicator, unit and period: the value taken, and everything that disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gigawatch.index.definition.definition import Source, Spread
from gigawatch.index.input.period import time_of

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One observation's (or one share's) word on a cell: value, interval, and where it stands."""

    value: float
    low: float
    high: float
    vintage: str
    source: str
    observations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The settled reading of one indicator, unit and period.

    The candidate of the latest vintage is taken; `low` and `high` span what every candidate allows, so that a
    disagreement of sources or vintages is an interval. `observations` are all candidates', the one taken first.
    """

    unit: str
    period: str
    value: float
    low: float
    high: float
    vintage: str
    source: str
    inference: str
    observations: tuple[str, ...]
    values: tuple[float, ...]


def settle(unit: str, period: str, candidates: Sequence[Candidate], inference: str) -> Cell:
    """Choose among candidates: the latest vintage, then the source first in order of text."""
    ordered = sorted(candidates, key=lambda found: found.source)
    ordered.sort(key=lambda found: found.vintage, reverse=True)
    taken = ordered[0]
    return Cell(
        unit=unit,
        period=period,
        value=taken.value,
        low=min(found.low for found in ordered),
        high=max(found.high for found in ordered),
        vintage=taken.vintage,
        source=taken.source,
        inference=inference,
        observations=tuple(dict.fromkeys(name for found in ordered for name in found.observations)),
        values=tuple(dict.fromkeys(found.value for found in ordered)),
    )


def bound(row: Row, spread: Spread) -> tuple[float, float, float]:
    """Value, low and high of an observation: of a stated range, of a hedge, else of its last digit."""
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
    return value, value - half, value + half


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


def multiply(shares: Sequence[Candidate], wholes: Sequence[Candidate]) -> list[Candidate]:
    """Percentages turned into amounts: each times the whole of its own release.

    That is the whole from the same source, else of the nearest vintage. The interval spans every whole published.
    """
    if not wholes:
        return []
    least, most = min(whole.low for whole in wholes), max(whole.high for whole in wholes)
    found = []
    for share in shares:
        whole = min(wholes, key=lambda whole: _distance(share, whole))
        found.append(
            Candidate(
                value=share.value / 100 * whole.value,
                low=share.low / 100 * least,
                high=share.high / 100 * most,
                vintage=share.vintage,
                source=share.source,
                observations=share.observations + whole.observations,
            )
        )
    return found


def feed(source: Source, own: Sequence[Row], wholes: Sequence[Row], spread: Spread) -> list[Candidate]:
    """The candidates of one cell from one source of its indicator."""
    found = weigh_in(own, spread)
    return found if source.of is None else multiply(found, weigh_in(wholes, spread))


def _distance(share: Candidate, whole: Candidate) -> tuple[bool, float, str]:
    there, here = time_of(whole.vintage), time_of(share.vintage)
    apart = abs(there - here) if there is not None and here is not None else 1e9
    return whole.source != share.source, apart, whole.source


def _halve_digit(value: float) -> float:
    """Half a unit of the last digit that the number shows: 0.05 for 62.8, 0.5 for 34."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 0.5 * 10.0 ** min(int(exponent), 0)


def _number(given: object) -> float:
    assert isinstance(given, (int, float))
    return float(given)
