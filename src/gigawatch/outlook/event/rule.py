"""How editions are compared, as data: parts of what was signed, other perimeters, how far projects may differ."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RULES = Path(__file__).parents[1] / "data" / "event.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of what was signed, or another perimeter: the measures of its number and its money.

    `share` is that of its part of the sum; `floor` what each of its projects is over, in `unit`.
    """

    code: str
    count: str
    money: str | None = None
    share: str | None = None
    floor: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What became of signed projects: the measure that counts those of a status."""

    status: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Measures that are told at an edition and are no part of what was signed: a `forecast`, or `attendance`."""

    kind: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Every rule; `table` is the shipped table that editions are held beside."""

    table: str
    size_factor: float
    parts: tuple[Part, ...]
    beyond: tuple[Part, ...]
    later: tuple[Later, ...]
    beside: tuple[Beside, ...]


@cache
def rules() -> Rules:
    """The rules as they ship."""
    data = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return Rules(
        **data["comparing"],
        parts=tuple(Part(**one) for one in data["part"]),
        beyond=tuple(Part(**one) for one in data["beyond"]),
        later=tuple(Later(**one) for one in data["later"]),
        beside=tuple(Beside(kind=one["kind"], measures=tuple(one["measures"])) for one in data["beside"]),
    )
