"""Numbers as columns: value, unit, hedge and the ends of what is allowed, each in a column of its own where needed."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.model import Bound, Quantity
from gigawatch.quantity.bound import hedges
from gigawatch.report.book.cell import Cell, Column, Role
from gigawatch.report.datum import Number
from gigawatch.report.pen import Pen
from gigawatch.report.printed import print_quantity

SAMPLE = 2


def name_unit(unit: str, lang: str) -> str:
    """The name of a unit as texts print it behind a number; empty for a bare number."""
    if unit in ("", "count"):
        return ""
    told = print_quantity(Quantity(SAMPLE, unit), lang)
    return told.removeprefix(str(SAMPLE)).strip() if told.startswith(str(SAMPLE)) else unit


def name_hedge(bound: Bound | None, lang: str) -> str | None:
    """The words for a hedge, without the value."""
    if bound is None:
        return None
    hedge = hedges()[bound]
    return (hedge.words_zh if lang == "zh" else hedge.words_en).replace("{v}", "").strip()


def number_columns(pen: Pen, head: str, numbers: Sequence[Number | None]) -> list[tuple[Column, list[Cell]]]:
    """The columns of some numbers under one head, a row each: only those that some row needs."""
    known = [one for one in numbers if one is not None]
    units = {name_unit(one.unit, pen.lang) for one in known}
    unit = units.pop() if len(units) == 1 else ""
    is_mixed = bool(units)
    is_hedged = any(one.bound is not None for one in known)
    is_wide = any((one.low, one.high) != (one.value, one.value) for one in known)

    def column(name: str, cells: list[Cell], role: Role = Role.NUMBERS) -> tuple[Column, list[Cell]]:
        return Column(pen.word(f"book.number_{name}", head=head, unit=unit or None), role), cells

    found = [column("value", [one.value if one else None for one in numbers])]
    if is_mixed:
        found.append(column("unit", [(name_unit(one.unit, pen.lang) or None) if one else None for one in numbers]))
    if is_hedged:
        found.append(column("hedge", [name_hedge(one.bound, pen.lang) if one else None for one in numbers]))
    if is_wide:
        found.append(column("low", [one.low if one else None for one in numbers]))
        found.append(column("high", [one.high if one else None for one in numbers]))
    return found
