"""The marks of a map of plants: one for the plants of a town that have come equally far, side by side at its point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isinf, pi, sqrt

from gigawatch.ledger.stage import Progress
from gigawatch.model import Fact, Interval
from gigawatch.report.block import Ref, RefKind
from gigawatch.report.figures import compute_interval
from gigawatch.report.located import FURTHEST, UNIT, Plant, Town, sum_of
from gigawatch.report.pen import Pen, fact_ref
from gigawatch.report.sentence import as_runs

LARGEST, SMALLEST = 1000.0, 46.0
PLAIN = 34.0  # a mark of which no capacity is told
GAP = 1.5


@dataclass(frozen=True, slots=True)
class Mark:
    """The plants of one town that have come equally far: what they can make together, in words and as an interval."""

    town: Town
    progress: Progress
    plants: tuple[Plant, ...]
    counted: tuple[Fact, ...]
    interval: Interval | None
    told: str
    ref: Ref

    @property
    def amount(self) -> float | None:
        """What its size says, in GWh a year: the values as stated."""
        return sum(fact.value for fact in self.counted) if self.counted else None


def find_marks(pen: Pen, plants: Iterable[Plant], most: int | None = None) -> list[Mark]:
    """The marks of the plants that have a point and a statement behind them, the largest first, so many at most."""
    groups: dict[tuple[Town, Progress], list[Plant]] = defaultdict(list)
    for plant in plants:
        if plant.town is not None and statement_of(pen, plant) is not None:
            groups[(plant.town, plant.progress)].append(plant)

    def order(key: tuple[Town, Progress]) -> tuple[float, str, int]:
        amount = sum(fact.value for plant in groups[key] for fact in plant.counted)
        return -amount, key[0].id, FURTHEST.index(key[1])

    return [_mark(pen, *key, tuple(groups[key])) for key in sorted(groups, key=order)[:most]]


def statement_of(pen: Pen, plant: Plant) -> Ref | None:
    """One statement that shows that a plant is spoken of, itself or in its parts: a step, else a fact."""
    for one in (plant.id, *sorted(pen.ledger.kin.below(plant.id))):
        step = pen.ledger.status(one)
        if step is not None:
            return Ref(RefKind.CLAIM, step.claim)
        facts = pen.ledger.select(subject=one)
        if facts:
            return fact_ref(facts[-1])
        steps = pen.ledger.milestones.get(one, ())
        if steps:
            return Ref(RefKind.CLAIM, steps[-1].claim)
    return None


def _mark(pen: Pen, town: Town, progress: Progress, plants: tuple[Plant, ...]) -> Mark:
    counted = tuple(fact for plant in plants for fact in plant.counted)
    interval = sum_of(counted)
    said = [ref for plant in plants if (ref := statement_of(pen, plant)) is not None]
    if len(counted) == 1 and len(plants) == 1:
        told, ref = pen.fact(counted[0]).text, fact_ref(counted[0])
    elif interval is not None:
        value = compute_interval(pen, "map.sum", interval, UNIT, map(fact_ref, counted), **_slots(pen, town, progress))
        told, ref = value.text, value.ref
    elif len(plants) == 1:
        told, ref = "", said[0]
    else:
        told, ref = "", pen.compute("map.count", str(len(plants)), said, **_slots(pen, town, progress)).ref
    return Mark(town, progress, plants, counted, interval, told, ref)


def _slots(pen: Pen, town: Town, progress: Progress) -> Mapping[str, str]:
    return {"town": town_name(pen, town), "status": pen.word(f"map.group_{progress.value}")}


def town_name(pen: Pen, town: Town) -> str:
    """A town's name as the gazetteer has it."""
    from gigawatch.vocab import places

    found = places().get(town.id)
    return "".join(run.text for run in as_runs(found.label(pen.lang) if found else town.id))


def scale_of(marks: Sequence[Mark]) -> float:
    """The square dots of one GWh a year, so that the largest mark has room."""
    most = max((mark.amount or 0.0 for mark in marks), default=0.0)
    return LARGEST / most if most > 0 else 0.0


def area_of(mark: Mark, scale: float) -> float:
    """The square dots of a mark: in proportion to its amount, never too small to be told apart."""
    return PLAIN if mark.amount is None else max(mark.amount * scale, SMALLEST)


def ends_of(mark: Mark, scale: float) -> tuple[float | None, bool]:
    """The square dots of the upper end of a mark's interval where it says more than its value, and if it is open."""
    if mark.interval is None or mark.amount is None:
        return None, False
    if isinf(mark.interval.high):
        return max(area_of(mark, scale) * 1.35, area_of(mark, scale) + 40), True
    is_wider = mark.interval.high > mark.amount * 1.001
    return (max(mark.interval.high * scale, area_of(mark, scale) + 12) if is_wider else None), False


def spread_marks(marks: Sequence[Mark], scale: float) -> list[float]:
    """How many dots to the right of its town's point each mark stands: the marks of a town in a row about it."""
    rows: dict[Town, list[Mark]] = defaultdict(list)
    for mark in marks:
        rows[mark.town].append(mark)
    found: dict[tuple[Town, Progress], float] = {}
    for row in rows.values():
        radii = [sqrt((ends_of(mark, scale)[0] or area_of(mark, scale)) / pi) for mark in row]
        at = -sum(radii) - GAP * (len(row) - 1) / 2 if len(row) > 1 else -radii[0]
        for mark, radius in zip(row, radii, strict=True):
            found[(mark.town, mark.progress)] = at + radius
            at += 2 * radius + GAP
    return [found[(mark.town, mark.progress)] for mark in marks]
