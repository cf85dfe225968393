"""How wide an observation is taken: by the ends it states, by its hedge, else by its source's rounding."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any

from gigawatch.model import imply_step

FILE = Path(__file__).parent / "data" / "interval" / "published.toml"
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How wide a stated value is taken: hedges as shares of it, open ends closed at `open`, half the last digit.

    With `rounding`, a figure without a hedge stands for half of the step that its source rounded it to, on either side.
    Units in `counted` are of what is counted one by one: exact where told to one of them.
    """

    about: float
    nearly: float
    open: float
    rounding: bool
    counted: tuple[str, ...]


def read_spread(given: Mapping[str, Any]) -> Spread:
    """The spread that every definition shares, where one gives its own in that one's place."""
    plain = {**tomllib.loads(FILE.read_text(encoding="utf-8")), **given}
    return Spread(
        about=float(plain["about"]),
        nearly=float(plain["nearly"]),
        open=float(plain["open"]),
        rounding=bool(plain["rounding"]),
        counted=tuple(map(str, plain["counted"])),
    )


def bound(row: Row, spread: Spread) -> tuple[float, float, float]:
    """Value, low and high of an observation.

    One with a `low` states its ends, and they are taken as they are; without a `high`, or with an infinite one, it is
    open upwards. Else they are those of a stated range (from `value` to `high`), of a hedge, or of rounding; what
    is not below nought is not taken for less.
    """
    value, top = _number(row["value"]), row.get("high")
    if row.get("low") is not None:
        return value, _number(row["low"]), _close(value, spread) if top in (None, inf) else _number(top)
    if top is not None and _number(top) > value:
        return (value + _number(top)) / 2, value, _number(top)
    half = _halve_step(value, row, spread) if spread.rounding else 0.0
    return value, *_hedge(value, str(row.get("qualifier") or ""), half, spread)


def _hedge(value: float, hedge: str, half: float, spread: Spread) -> tuple[float, float]:
    """The ends that a hedge leaves a value, or half a digit without one."""
    if hedge == "about":
        width = max(half, abs(value) * spread.about)
        return value - width, value + width
    if hedge == "nearly":
        return value - abs(value) * spread.nearly, value
    if hedge == "up to":
        return min(0.0, value), value
    if hedge in ("over", "at least"):
        return value, _close(value, spread)
    return max(0.0, value - half) if value >= 0 else value - half, value + half


def _close(value: float, spread: Spread) -> float:
    """The end at which what is open upwards is closed."""
    return value + abs(value) * spread.open


def _halve_step(value: float, row: Row, spread: Spread) -> float:
    """Half of the step that a figure was rounded to: as its table states it, else by the digits that the value shows;
    nothing of 23 things counted.
    """
    stated = row.get("rounding")
    step = _number(stated) if stated is not None else float(imply_step(value))
    return 0.0 if step == 1 and str(row["unit"]) in spread.counted else step / 2


def _number(given: object) -> float:
    assert isinstance(given, (int, float))
    return float(given)
