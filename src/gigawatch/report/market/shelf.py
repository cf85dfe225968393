"""The cells of shipped tables by what they are of, the newest release of each, and what several of them come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gigawatch.figures import pick_latest
from gigawatch.model import Interval, Observation, Quantity
from gigawatch.quantity import interval_of
from gigawatch.report.block import Ref, RefKind

WORLD = "World"
RESTS = ("Other countries", "Rest of world")
ALL = "*"


@dataclass(frozen=True, slots=True)
class Amount:
    """What one cell tells, or several come to: their sum and every value that their wordings and rounding allow."""

    cells: tuple[Observation, ...]

    @property
    def value(self) -> float:
        """The sum of what is told."""
        return sum(cell.value for cell in self.cells)

    @property
    def unit(self) -> str:
        """The unit of all of them."""
        return self.cells[0].unit

    @property
    def interval(self) -> Interval:
        """The sum of what each cell allows."""
        found = [_interval(cell) for cell in self.cells]
        return Interval(sum(one.low for one in found), sum(one.high for one in found))

    @property
    def is_exact(self) -> bool:
        """True where no wording hedges any of the cells."""
        return all(cell.qualifier is None and cell.high is None for cell in self.cells)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The references to the cells."""
        return tuple(Ref(RefKind.OBSERVATION, cell.id) for cell in self.cells)


class Shelf:
    """Finds the cells of some tables by table, measure, subject and period."""

    def __init__(self, cells: Iterable[Observation], tables: frozenset[str]) -> None:
        self._cells: dict[tuple[str, str, str], dict[str, list[Observation]]] = defaultdict(lambda: defaultdict(list))
        self._subjects: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for cell in pick_latest(cell for cell in cells if cell.table in tables):
            self._cells[cell.table, cell.measure, cell.subject][cell.period].append(cell)
            self._subjects[cell.table, cell.measure][cell.subject] = None

    def periods(self, table: str, measure: str, subject: str) -> list[str]:
        """The periods told of a measure of a subject, the newest first."""
        subjects = self.subjects(table, measure) if subject in ("", ALL) else [subject]
        return sorted({one for name in subjects for one in self._cells[table, measure, name]}, reverse=True)

    def subjects(self, table: str, measure: str) -> list[str]:
        """Every subject of which a measure is told, wholes and rests among them."""
        return list(self._subjects[table, measure])

    def find(self, table: str, measures: Sequence[str], subject: str, period: str, unit: str) -> Amount | None:
        """What the measures of a subject come to in a period; None where one of them is not told."""
        if subject == ALL:
            return self._all(table, measures, period, unit)
        found = [self._cell(table, measure, subject, period, unit) for measure in measures]
        return Amount(tuple(one for one in found if one)) if all(found) else None

    def _all(self, table: str, measures: Sequence[str], period: str, unit: str) -> Amount | None:
        """What all subjects together come to, wholes left out; None without a rest, for then some may be missing."""
        names = [name for name in self.subjects(table, measures[0]) if name != WORLD]
        found = {name: one for name in names if (one := self.find(table, measures, name, period, unit))}
        is_all = any(name in RESTS for name in found)
        return Amount(tuple(cell for one in found.values() for cell in one.cells)) if is_all else None

    def _cell(self, table: str, measure: str, subject: str, period: str, unit: str) -> Observation | None:
        cells: Mapping[str, list[Observation]] = self._cells[table, measure, subject]
        return next((one for one in cells.get(period, ()) if unit in ("", one.unit)), None)


def _interval(cell: Observation) -> Interval:
    told = interval_of(Quantity(cell.value, cell.unit, cell.qualifier, cell.high))
    half = (cell.rounding or 0.0) / 2 if cell.qualifier is None and cell.high is None else 0.0
    return Interval(told.low - half, told.high + half)
