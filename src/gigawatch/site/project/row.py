"""The rows of the table of plants: each outermost plant once, with all its parts, as far as it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isinf

from gigawatch.ledger import Ledger, Milestone, link_of
from gigawatch.ledger.stage import stage_of
from gigawatch.model import Fact, Interval
from gigawatch.report.block import Ref
from gigawatch.report.capacity import headline
from gigawatch.report.chart.marking import statement_of
from gigawatch.report.located import FURTHEST, STAGES, UNIT, Plant
from gigawatch.report.pen import Pen
from gigawatch.vocab import PlaceKind, links, places

AREAS = (PlaceKind.COUNTRY, PlaceKind.PROVINCE)


@dataclass(frozen=True, slots=True)
class Project:
    """A plant of the table.

    `ref` is the statement that shows that it is spoken of, `step` the one by which it stands. `capacity` are the facts
    of battery capacity that count at its stage, or the newest one of another product, of its stage where there is one;
    `areas` the country and the province that it lies in; `links` what it makes.
    """

    plant: Plant
    ref: Ref
    step: Milestone | None
    owner: str | None
    capacity: tuple[Fact, ...]
    areas: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def id(self) -> str:
        """The plant."""
        return self.plant.id

    def status_aside(self, fact: Fact) -> str | None:
        """The status of a capacity that is of another stage than its plant: a plan where the plant runs."""
        is_own = stage_of(fact.status) is STAGES.get(self.plant.progress)
        return None if is_own else fact.status

    @property
    def interval(self) -> Interval | None:
        """Battery capacity in GWh a year at its stage."""
        return self.plant.interval


def list_projects(pen: Pen) -> list[Project]:
    """Every outermost plant with a statement behind it: the furthest first, the largest of them first."""
    ledger = pen.ledger
    facts, linked = _group(ledger), links()
    rows = [
        _row(ledger, plant, ref, facts.get(plant.id, ()), linked)
        for plant in pen.publication.plants
        if (ref := statement_of(pen, plant)) is not None
    ]
    return sorted(rows, key=lambda one: (FURTHEST.index(one.plant.progress), -_size(one), one.id))


def count_values(values: Iterable[str]) -> list[tuple[str, int]]:
    """Each value with how often it occurs, the most frequent first."""
    return sorted(Counter(values).items(), key=lambda one: (-one[1], one[0]))


def ends_of(project: Project) -> tuple[float | None, float | None]:
    """The ends of a plant's battery capacity in GWh a year: none where none is told, no upper one where it is open."""
    found = project.interval
    return (None, None) if found is None else (found.low, None if isinf(found.high) else found.high)


def _row(ledger: Ledger, plant: Plant, ref: Ref, facts: Sequence[Fact], linked: Mapping[str, object]) -> Project:
    found = {str(code) for fact in facts if (code := link_of(ledger, fact)) in linked}
    told = ledger.entities[plant.id].data.get("link")
    found |= {str(told)} if told in linked else set()
    own = [fact for fact in facts if fact.measure == "capacity" and fact.subject == plant.id]
    other = headline(fact for fact in own if stage_of(fact.status) is STAGES.get(plant.progress)) or headline(own)
    capacity = plant.counted or (() if other is None or other.unit == UNIT else (other,))
    owner = ledger.entities[plant.id].data.get("owner")
    areas = tuple(_areas(plant.place))
    step = ledger.headline(plant.id)
    return Project(plant, ref, step, str(owner) if owner else None, capacity, areas, tuple(sorted(found)))


def _group(ledger: Ledger) -> dict[str, list[Fact]]:
    """The facts of every plant and its parts, by the outermost one."""
    found: dict[str, list[Fact]] = {}
    for fact in ledger.facts.values():
        if ledger.kin.is_plant(fact.subject):
            found.setdefault(ledger.kin.base(ledger.kin.canonical(fact.subject)), []).append(fact)
    return found


def _areas(place: str | None) -> Iterator[str]:
    """The province and the country that a place lies in or is."""
    at = places().get(place or "")
    while at is not None:
        if at.kind in AREAS:
            yield at.id
        at = places().get(at.parent or "")


def _size(project: Project) -> float:
    return sum(fact.value for fact in project.plant.counted)
