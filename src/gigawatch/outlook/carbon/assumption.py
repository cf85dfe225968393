"""What the reckoning assumes: published ranges, and the values that a user puts in their place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gigawatch.chain import hull
from gigawatch.model import InputError, Interval
from gigawatch.outlook.carbon.figure import CarbonFigure, pick
from gigawatch.outlook.carbon.span import scale

PATH = Path(__file__).parent / "data" / "assumption.toml"
SHARES = ("%",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One assumption; `interval` is None where nothing is published, `is_given` where a user set it."""

    key: str
    interval: Interval | None
    unit: str
    is_given: bool
    figures: tuple[CarbonFigure, ...]


Assumptions = Mapping[str, Assumption]


def make_assumptions(given: Sequence[str] = ()) -> dict[str, Assumption]:
    """Every assumption, those given as `key=value` or `key=low..high` in place of the published ones.

    InputError for a key that there is none of, and for a value that is no number, negative or the wrong way round.
    """
    found = {key: _published(key) for key in _table()}
    for one in given:
        key, _, value = one.partition("=")
        if key not in found:
            raise InputError(f"there is no assumption {key!r}", hint=f"there are {', '.join(found)}")
        interval = _read(key, value, found[key].unit)
        found[key] = Assumption(key=key, interval=interval, unit=found[key].unit, is_given=True, figures=())
    return found


def _published(key: str) -> Assumption:
    entry = _table()[key]
    subject, period = entry.get("subject"), entry.get("period")
    rows = pick(str(entry["figure"]), str(subject) if subject else None) if "figure" in entry else ()
    rows = tuple(row for row in rows if period in (None, row.period))
    spread = scale(hull(row.interval for row in rows), float(entry.get("factor", 1))) if rows else None
    return Assumption(key=key, interval=spread, unit=str(entry["unit"]), is_given=False, figures=rows)


def _read(key: str, text: str, unit: str) -> Interval:
    low, _, high = text.partition("..")
    try:
        found = Interval(float(low), float(high or low))
    except ValueError:
        raise InputError(f"{key}: {text!r} is no number", hint="write key=3 or key=3..5") from None
    if not 0 <= found.low <= found.high < float("inf") or (unit in SHARES and found.high > 100):
        raise InputError(f"{key}: {text!r} is out of range", hint=f"in {unit}, not negative, the smaller first")
    return found


@cache
def _table() -> dict[str, dict[str, str | float]]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))
