"""What is measured: investment, capacity, production and the other measures of a claim, each with its definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from gigawatch.vocab.shelf import read_entries, text_of


class MeasureKind(StrEnum):
    """How a measure behaves in time: a stock is not a flow, and a rate of capacity is neither."""

    STOCK = "stock"
    FLOW = "flow"
    RATE = "rate"
    PRICE = "price"
    COUNT = "count"
    SHARE = "share"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure, named and defined in both languages; `unit` is the default one, None where any may stand.

    `dimensions` are those that its units may have, a unit without one standing for itself; empty where any may.
    """

    code: str
    name_en: str
    name_zh: str
    definition_en: str
    definition_zh: str
    kind: MeasureKind
    unit: str | None
    dimensions: tuple[str, ...] = ()


def _measure(entry: Mapping[str, object]) -> Measure:
    return Measure(
        code=text_of(entry, "code"),
        name_en=text_of(entry, "name_en"),
        name_zh=text_of(entry, "name_zh"),
        definition_en=text_of(entry, "definition_en"),
        definition_zh=text_of(entry, "definition_zh"),
        kind=MeasureKind(text_of(entry, "kind")),
        unit=text_of(entry, "unit") if "unit" in entry else None,
        dimensions=_dimensions(entry),
    )


def _dimensions(entry: Mapping[str, object]) -> tuple[str, ...]:
    told = entry.get("dimensions", [])
    assert isinstance(told, list)
    return tuple(str(one) for one in told)


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure by its code, in the order of the read contract."""
    return MappingProxyType({m.code: m for m in map(_measure, read_entries("measure.toml", "measure"))})
