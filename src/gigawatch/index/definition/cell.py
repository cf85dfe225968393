"""What the observations say of one indicator, unit and period: the value taken, and everything that disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf

from gigawatch.index.definition.bound import Row, Spread, bound

DERIVED = "computed:"
"""What the note of an observation says where somebody worked the value out, in place of reporting it."""
REPORTED, COMPUTED, PARTLY, BOUNDED = "reported", "computed", "partly bounded", "bounded"
AT_LEAST = "at least"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One word on a cell: value, interval, and the observations it stands on.

    `inference` says how it came about: `reported`, `computed` from others, `bounded` by nothing but what is known of
    others, or `partly bounded` so; `at least` where the whole is not known and its known parts come to so much, `high`
    being where the open end is closed. `is_derived` where somebody worked out a value that it stands on. `note` is what
    its table says of it.
    """

    value: float
    low: float
    high: float
    vintage: str
    source: str
    observations: tuple[str, ...]
    inference: str = REPORTED
    is_derived: bool = False
    note: str = ""


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
    """What was reported before what somebody worked out, then the latest vintage, then the source first in order of
    text.

    Its `low` and `high` span what every candidate allows that leads, so that a disagreement of sources or vintages is
    an interval; its `observations` are all candidates', its own first.
    """
    ordered = _order(candidates)
    equals = lead(ordered)
    return replace(
        ordered[0],
        low=min(found.low for found in equals),
        high=max(found.high for found in equals),
        observations=tuple(dict.fromkeys(name for found in ordered for name in found.observations)),
    )


def lead(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """The candidates that were reported; where none was, those that somebody worked out."""
    return [found for found in candidates if not found.is_derived] or candidates


def weigh_in(rows: Iterable[Row], spread: Spread) -> list[Candidate]:
    """Observations as candidates, each by itself."""
    found = []
    for row in rows:
        value, low, high = bound(row, spread)
        note = str(row.get("note") or "")
        is_derived = DERIVED in note
        found.append(
            Candidate(
                value=value,
                low=low,
                high=high,
                vintage=str(row.get("vintage") or ""),
                source=str(row.get("source") or ""),
                observations=(str(row["id"]),),
                inference=AT_LEAST if _is_open(row) else COMPUTED if is_derived else REPORTED,
                is_derived=is_derived,
                note=note,
            )
        )
    return found


def _is_open(row: Row) -> bool:
    """Whether a row states its lower end and no upper one."""
    return row.get("low") is not None and row.get("high") in (None, inf)


def _order(candidates: Sequence[Candidate]) -> list[Candidate]:
    by_source = sorted(candidates, key=lambda found: (found.source, found.value, found.observations))
    by_vintage = sorted(by_source, key=lambda found: found.vintage, reverse=True)
    return sorted(by_vintage, key=lambda found: found.is_derived)
