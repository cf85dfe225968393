"""Published figures on the carbon of batteries, each with the page it was read at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gigawatch.figures import load_frame
from gigawatch.model import Interval
from gigawatch.outlook.carbon.doubt import SourceDoubt, doubt_of

TABLE = "carbon_assumptions"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarbonFigure:
    """One row of the table: `value` and `high` as printed (a day for dates), `cell` its place in the table."""

    cell: str
    subject: str
    figure: str
    chemistry: str
    period: str
    value: str
    high: str
    unit: str
    qualifier: str
    source: str
    vintage: str
    note: str

    @property
    def interval(self) -> Interval:
        """The number or range as printed; ValueError for a day. A hedge `about` has no width of its own here."""
        return Interval(float(self.value), float(self.high or self.value))

    @property
    def doubt(self) -> SourceDoubt | None:
        """What weighs against the page that it was read at."""
        return doubt_of(self.source)


@cache
def carbon_figures() -> tuple[CarbonFigure, ...]:
    """Every row of the shipped table, in its order; rows count from 1."""
    rows = load_frame(TABLE).iter_rows(named=True)
    return tuple(_figure(number, row) for number, row in enumerate(rows, 1))


def _figure(number: int, row: dict[str, object]) -> CarbonFigure:
    text = {key: "" if value is None else str(value) for key, value in row.items()}
    return CarbonFigure(cell=f"{TABLE}:{number}", **text)


def pick(figure: str, subject: str | None = None) -> tuple[CarbonFigure, ...]:
    """The rows of a figure, of one subject where it is given."""
    return tuple(f for f in carbon_figures() if f.figure == figure and subject in (None, f.subject))
