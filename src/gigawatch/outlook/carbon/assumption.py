"""What the reckoning assumes: published ranges, and the values that a user puts in their place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gigawatch.chain import hull
from gigawatch.model import InputError, Interval
from gigawatch.outlook.carbon.doubt import SourceDoubt, joint_doubt
from gigawatch.outlook.carbon.figure import CarbonFigure, pick
from gigawatch.outlook.carbon.span import scale
from gigawatch.vocab.near import hint, pick_near

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

    @property
    def doubt(self) -> SourceDoubt | None:
        """What weighs against the pages of its figures, where none of them is sound."""
        return joint_doubt(row.source for row in self.figures)

    def label(self, lang: str) -> str:
        """What it is, in a language."""
        return str(_table()[self.key]["zh" if lang == "zh" else "en"])


Assumptions = Mapping[str, Assumption]


def make_assumptions(given: Sequence[str] = ()) -> dict[str, Assumption]:
    """Every assumption, those given as `key=value` or `key=low..high` in place of the published ones.

    A key may be its name in either language. InputError for a key that there is none of, and for a value that is no
    number, negative or the wrong way round.
    """
    found = {key: _published(key) for key in _table()}
    for one in given:
        name, _, value = one.partition("=")
        key = _key(name.strip())
        interval = _read(key, value, found[key].unit)
        found[key] = Assumption(key=key, interval=interval, unit=found[key].unit, is_given=True, figures=())
    return found


def _key(name: str) -> str:
    known = {word: key for key, entry in _table().items() for word in (key, str(entry["en"]), str(entry["zh"]))}
    if name not in known:
        near = hint(pick_near(name, known))
        told = f"there are: {', '.join(_table())}"
        raise InputError(f"there is no assumption {name!r}", hint=f"{near}; {told}" if near else told)
    return known[name]


def _published(key: str) -> Assumption:
    entry = _table()[key]
    subject, stated = entry.get("subject"), entry.get("value")
    rows = pick(str(entry["figure"]), str(subject) if subject else None) if "figure" in entry else ()
    spread = scale(hull(row.interval for row in rows), float(entry.get("factor", 1))) if rows else None
    if stated is not None:
        spread = Interval(*map(float, stated))
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
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))
