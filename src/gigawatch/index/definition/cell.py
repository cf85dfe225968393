"""What the observations say of one indicator, unit and period: the value taken, and everything that disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from gigawatch.index.definition.bound import Row, Spread, bound
from gigawatch.index.definition.origin import Origin, find_origin, is_worked_out

REPORTED, COMPUTED, PARTLY, BOUNDED = "reported", "computed", "partly bounded", "bounded"
AT_LEAST = "at least"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One word on a cell: value, interval, and the observations it stands on.

    `inference` says how it came about: `reported`, `computed` from others, `bounded` by nothing but what is known of
    others, or `partly bounded` so; `at least` where the whole is not known and its known parts come to so much, `high`
    being where the open end is closed. `is_derived` where somebody worked out a value that it stands on. `note` is what
    its table says of it. `origins` are who first published what it stands on, `copies` the addresses of the copies it
    was seen in; `standing` is the place of its origin among those of the unit's series, 0 that of the one kept to.
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
    origins: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    standing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The settled reading of one indicator, unit and period: `taken`, and the `values` of every candidate.

    `source` is the place, in the indicator's list, of the source that it was read by: as published, or reckoned from
    something else. `is_changed` where the unit's reading before it is from other origins or by another of these: a
    change since then may be one of source.
    """

    unit: str
    period: str
    taken: Candidate
    values: tuple[float, ...]
    source: int = 0
    is_changed: bool = False


def mark_changes(cells: Iterable[Cell]) -> list[Cell]:
    """Cells of one indicator by unit and period, with those marked that are from other origins than the one before,
    or read by another source of the indicator.
    """
    found: list[Cell] = []
    for cell in cells:
        before = found[-1] if found and found[-1].unit == cell.unit else None
        is_changed = before is not None and _came_by(before) != _came_by(cell)
        found.append(replace(cell, is_changed=is_changed))
    return found


def _came_by(cell: Cell) -> tuple[frozenset[str], int]:
    return frozenset(cell.taken.origins), cell.source


def settle(unit: str, period: str, candidates: Sequence[Candidate], source: int = 0) -> Cell:
    """The cell that candidates make, read by one of the indicator's sources."""
    values = tuple(dict.fromkeys(found.value for found in _order(candidates)))
    return Cell(unit=unit, period=period, taken=choose(candidates), values=values, source=source)


def choose(candidates: Sequence[Candidate]) -> Candidate:
    """What was reported before what somebody worked out, then the origin that the series keeps to, then the origin
    itself before a copy, then the latest vintage, then the source first in order of text.

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


def weigh_in(rows: Iterable[Row], spread: Spread, standing: Mapping[str, int]) -> list[Candidate]:
    """Observations as candidates, each by itself; `standing` ranks the origins of their series."""
    found = []
    for row in rows:
        value, low, high = bound(row, spread)
        note = str(row.get("note") or "")
        is_derived = is_worked_out(note)
        origin = origin_of(row)
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
                origins=(origin.name,) if origin.name else (),
                copies=(origin.copy,) if origin.copy else (),
                standing=standing.get(origin.name, 0),
            )
        )
    return found


def origin_of(row: Row) -> Origin:
    """Who first published a row, and the copy it was seen in."""
    return find_origin(str(row.get("source") or ""), str(row.get("note") or ""), str(row.get("measure") or ""))


def _is_open(row: Row) -> bool:
    """Whether a row states its lower end and no upper one."""
    return row.get("low") is not None and row.get("high") in (None, inf)


def _order(candidates: Sequence[Candidate]) -> list[Candidate]:
    by_source = sorted(candidates, key=lambda found: (found.source, found.value, found.observations))
    by_vintage = sorted(by_source, key=lambda found: found.vintage, reverse=True)
    return sorted(by_vintage, key=lambda found: (found.is_derived, found.standing, bool(found.copies)))
