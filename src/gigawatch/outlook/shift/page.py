"""Where the battery industry is and where it moves: every series with its years, steps and tests of statements."""

from __future__ import annotations

from dataclasses import dataclass

from gigawatch.ledger import Ledger
from gigawatch.outlook.shift.amount import BASE, Question, Series, ask
from gigawatch.outlook.shift.quotient import find_yardsticks
from gigawatch.outlook.shift.table import find_figures
from gigawatch.outlook.shift.told import find_told
from gigawatch.outlook.shift.verdict import StatementTest, find_tests
from gigawatch.outlook.shift.year import YearChange, YearEnd, find_steps, make_year


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredSeries:
    """A series measured: the ledger's totals (`ledger`), or one measure of a shipped table (`table.measure`) of which
    the ledger knows so many `cells`.
    """

    code: str
    table: str | None
    measure: str
    years: tuple[YearEnd, ...]
    steps: tuple[YearChange, ...]
    unplaced: tuple[str, ...]
    cells: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """The answer: series by source, never mixed, and what they say of the statements that the ledger holds."""

    question: Question
    courses: tuple[MeasuredSeries, ...]
    tests: tuple[StatementTest, ...]

    def course(self, code: str) -> MeasuredSeries:
        """The series of a code; KeyError where there is none."""
        return {one.code: one for one in self.courses}[code]


ASKED = (("capacity", "province"), ("output", "province"), ("capacity", "country"), ("output", "country"))


def find_shifts(ledger: Ledger) -> tuple[Shift, ...]:
    """What a report tells: built capacity and output, by province of China and by country."""
    return tuple(find_shift(ledger, of=of, by=by) for of, by in ASKED)


def find_shift(
    ledger: Ledger, *, of: str = "capacity", by: str = "province", stage: str = "built", unit: str = BASE
) -> Shift:
    """Where capacity or output is at the end of each year, by province, country or continent, and where it moved.

    InputError for a word that is none of these, and for a unit that is not of energy a year.
    """
    asked = ask(of, by, stage, unit)
    series = [find_told(ledger, asked), *find_figures(ledger, asked)]
    sticks = list(find_yardsticks(ledger, asked.by))

    def measure(one: Series) -> MeasuredSeries:
        years = (
            make_year(year, list(amounts.values()), asked.by, [stick.compare(year, amounts) for stick in sticks])
            for year, amounts in one.years.items()
        )
        return MeasuredSeries(
            code=one.code,
            table=one.table,
            measure=one.measure,
            years=tuple(years),
            steps=tuple(find_steps(one)),
            unplaced=one.unplaced,
            cells=one.cells,
        )

    return Shift(
        question=asked,
        courses=tuple(measure(one) for one in series),
        tests=find_tests(ledger, asked, series),
    )
