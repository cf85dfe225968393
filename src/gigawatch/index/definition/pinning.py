"""What a definition pins of an indicator's scale: its base year, or its goalposts as numbers, which no figure moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gigawatch.index.definition.cell import Cell
from gigawatch.index.definition.checking import TABLE, list_rows
from gigawatch.index.definition.gate import Gate
from gigawatch.index.fault import Fault
from gigawatch.index.method.method import Method
from gigawatch.model import InputError

LATE = "base_or_first"
"""The `range` of a scale that stands on a base year or, for what begins later, on its own first year."""
NEEDED = 2
Footing = tuple[str, float, float, float]
"""A figure on which a scale stands: unit, value, low and high."""


def check_pinned(plain: Mapping[str, object], method: Method) -> list[Fault]:
    """What pinned goalposts of a definition cannot be used for."""
    return [
        Fault(TABLE, row, "indicator.goalposts", f"{text} ({found.get('code')})")
        for row, found in list_rows(plain, "indicator")
        if "goalposts" in found
        for text in _contradict(found, method)
    ]


def _contradict(indicator: Mapping[str, object], method: Method) -> Iterator[str]:
    ends, step = indicator["goalposts"], method.find("normalise")
    assert isinstance(ends, list)
    if indicator.get("amount") and ends[0] < 0:
        yield f"an amount is not below nought, and {ends[0]:g} is"
    choice = None if step is None else step.choose(str(indicator.get("code")))
    is_placed = choice is not None and (
        choice.rule.name == "goalposts" or (choice.rule.name == "minmax" and choice.settings.plain.get("range") == LATE)
    )
    if not is_placed:
        name = "none" if choice is None else choice.rule.name
        yield f"the method scales by {name!r}: goalposts are pinned for 'goalposts', or 'minmax' with range {LATE!r}"


def require_pinned(gate: Gate) -> None:
    """Refuse an indicator's own base year that no figure of it is of, or in which too few units have it, so that its
    scale would stand on another year; one that counts in no year stands on none. The definition's base is none of its
    own: what begins later stands on its first year.
    """
    for indicator in gate.definition.indicators:
        years = sorted({cell.period for cell in gate.cells[indicator.code]})
        if indicator.base == gate.definition.base or not years:
            continue
        pinned = f"the base year of {indicator.code} is pinned to {indicator.base}"
        if indicator.base not in years:
            raise InputError(
                f"{pinned}, and no figure of it is of that year", hint=f"it has figures of {', '.join(years)}"
            )
        enough = [year for year in years if (indicator.code, year) in gate.common]
        if enough and indicator.base not in enough:
            share, limit = gate.cover(indicator.code, indicator.base), gate.definition.gate
            raise InputError(
                f"{pinned}, and {share:.0%} of the units have it in that year, of {limit:.0%} that a scale needs",
                hint=f"enough units have it in {', '.join(enough)}",
            )


def pin(code: str, cells: Sequence[Cell], goalposts: tuple[float, float]) -> list[Footing]:
    """The figures on which a pinned scale stands, as unit, value, low and high: those of the base year, of which the
    least and the most give way to the goalposts and none lies beyond them.

    A scale that goes by the ends has the goalposts, in whatever way figures are treated; one that goes by the mean and
    the deviation keeps the base year's.
    """
    if len(cells) < NEEDED:
        raise InputError(f"the goalposts of {code} are pinned, and only one unit has it in its base year")
    bottom, top = goalposts
    first, *between, last = sorted(cells, key=lambda cell: (cell.taken.value, cell.unit))
    kept = [_stay(cell, bottom, top) for cell in between]
    return [(first.unit, bottom, bottom, bottom), *kept, (last.unit, top, top, top)]


def _stay(cell: Cell, bottom: float, top: float) -> Footing:
    value, low, high = (min(max(one, bottom), top) for one in (cell.taken.value, cell.taken.low, cell.taken.high))
    return cell.unit, value, low, high
