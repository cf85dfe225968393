"""Which aggregate and which period somebody asks for."""

from __future__ import annotations

from collections.abc import Iterable

from gigawatch.index.fault import Fault, FaultyInput
from gigawatch.index.input.structure import Structure
from gigawatch.index.input.values import Values

SOME = 20


def list_some(names: Iterable[object]) -> str:
    """The first names there are, or that there is none; values may have no periods at all."""
    there = [str(name) for name in names if name is not None]
    if not there:
        return "none"
    return ", ".join([*there[:SOME], *(["..."] if len(there) > SOME else [])])


def find_aggregate(structure: Structure, code: str | None, table: str) -> int:
    """The position of an aggregate, the first root where none is named; FaultyInput when it is no aggregate."""
    target = code or structure.roots[0]
    if target not in structure.aggregates:
        there = ", ".join(structure.aggregates[:20])
        raise FaultyInput([Fault(table, None, "code", f"{target!r} is no aggregate; there are: {there}")])
    return structure.aggregates.index(target)


def find_period(values: Values, period: str | None, table: str) -> int:
    """The position of a period, the last where none is named; FaultyInput when the values do not have it."""
    if period is None:
        return len(values.periods) - 1
    if period not in values.periods:
        there = list_some(values.periods)
        raise FaultyInput([Fault(table, None, "period", f"{period!r} is not in the values; there are: {there}")])
    return values.periods.index(period)
