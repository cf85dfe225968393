"""One cell of a statistical table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gigawatch.model.quantity import Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """`value` in `unit` of `measure` for `subject` in `period`, as `source` published it at `vintage`.

    `table` and `row` say which cell of which kept table it is (row counts from 1, the heading not counted).
    `source` is the address or name of the publication; `vintage` its date (ISO).
    `rounding` is the step to which the source rounded, in `unit`: the value stands for half of it on either side. It is
    0 where the figure is exact, None where nothing but the value is known.
    `kept` is the day on which this workspace first held the table; None for tables that ship, which are always held.
    """

    id: str
    table: str
    row: int
    subject: str
    measure: str
    period: str
    value: float
    unit: str
    qualifier: Bound | None = None
    high: float | None = None
    source: str | None = None
    vintage: str | None = None
    licence: str | None = None
    note: str | None = None
    kept: date | None = None
    rounding: float | None = None
