"""Where the plants of a ledger stand: those that a map can show as points, and why others cannot be shown so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gigawatch.chain import total as add
from gigawatch.ledger import Ledger, Stage
from gigawatch.ledger.part import Asked, LeftOut, tally
from gigawatch.ledger.stage import Progress, progress_of
from gigawatch.model import PLANTS, Fact, Interval
from gigawatch.report.pen import fact_interval
from gigawatch.vocab import Place, PlaceKind, cities_of_rank, places

UNIT, MEASURE = "GWh/yr", "capacity"
TOWNS = (PlaceKind.CITY, PlaceKind.PREFECTURE, PlaceKind.COUNTY)
STAGES = {
    Progress.RUNS: Stage.BUILT, Progress.BUILDS: Stage.PLANNED, Progress.PLANNED: Stage.PLANNED,
    Progress.HALTED: Stage.PLANNED,
}  # fmt: skip
FURTHEST = (Progress.RUNS, Progress.BUILDS, Progress.PLANNED, Progress.HALTED, Progress.ENDED, Progress.UNKNOWN)


class Vague(StrEnum):
    """Why a plant is no point: its place is a province (a state, a county without a point), a country, or unknown."""

    PROVINCE = "province"
    COUNTRY = "country"
    POINTLESS = "pointless"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Town:
    """A place with a point of its own: that of a town, or of a division's seat of government."""

    id: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Plant:
    """An outermost plant: what it stands for with all its parts, how far it has come, and what it can make.

    `town` is where it is drawn, `vague` why it is not. `counted` are the facts of its capacity at its own stage: built
    where it runs, planned before; `left_out` those that are not counted beside them, each with its reason. `is_seat`
    tells that the point is that of the place around its own.
    """

    id: str
    progress: Progress
    town: Town | None
    vague: Vague | None
    place: str | None
    is_seat: bool
    counted: tuple[Fact, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def interval(self) -> Interval | None:
        """Every capacity that the wordings allow, in GWh a year; None where none is told."""
        return sum_of(self.counted)


def sum_of(facts: Sequence[Fact]) -> Interval | None:
    """Every total that the wordings of some facts allow; None for no fact, which is not zero."""
    return add(fact_interval(fact) for fact in facts) if facts else None


def find_plants(ledger: Ledger, things: Iterable[str] | None = None) -> list[Plant]:
    """The outermost plants among some things (of the whole ledger without them), by id."""
    chosen = ledger.entities.keys() if things is None else things
    plants = {one for one in chosen if one in ledger.entities and ledger.entities[one].kind in PLANTS}
    bases = sorted({ledger.kin.base(ledger.kin.canonical(one)) for one in plants})
    facts = _capacities(ledger)
    return [_plant(ledger, base, facts.get(base, ())) for base in bases]


def _plant(ledger: Ledger, base: str, facts: Sequence[Fact]) -> Plant:
    progress = _progress(ledger, base)
    place, town, vague, is_seat = _stand(ledger, base)
    stage = STAGES.get(progress)
    counted: tuple[Fact, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    if stage is not None and facts:
        asked = Asked(place=base, measure=MEASURE, unit=UNIT, stage=stage.value)
        found = tally(ledger, asked, facts)
        counted, left_out = found.counted, found.left_out
    return Plant(base, progress, town, vague, place, is_seat, counted, left_out)


def _capacities(ledger: Ledger) -> Mapping[str, list[Fact]]:
    """The facts of battery capacity by the outermost plant that they are of."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in ledger.lookup.facts(None, MEASURE):
        if fact.unit == UNIT and ledger.kin.is_plant(fact.subject):
            found[ledger.kin.base(ledger.kin.canonical(fact.subject))].append(fact)
    return found


def _progress(ledger: Ledger, base: str) -> Progress:
    """How far a plant has come by its own steps and those of its parts."""
    headline = ledger.headline(base)
    if headline is not None:
        return progress_of(headline.status)
    parts = [step for part in sorted(ledger.kin.below(base)) if (step := ledger.status(part)) is not None]
    return min((progress_of(step.status) for step in parts), key=FURTHEST.index, default=Progress.UNKNOWN)


def _stand(ledger: Ledger, base: str) -> tuple[str | None, Town | None, Vague | None, bool]:
    """The place of a plant; its point, or why it has none; and whether the point is that of the place around it."""
    told = ledger.entities[base].data.get("place")
    place = places().get(told) if isinstance(told, str) else None
    if place is None:
        return (told if isinstance(told, str) else None), None, Vague.UNKNOWN, False
    at = pinpoint(place)
    if at is not None:
        assert at.lat is not None
        assert at.lon is not None
        return place.id, Town(at.id, at.lat, at.lon), None, at.id != place.id
    return place.id, None, _vagueness(place), False


def pinpoint(place: Place) -> Place | None:
    """The place whose point may stand for a place: itself, the town around it, the city that a region is; or none.

    A province, a state or a country is too wide to be a point, and so is what has no point but a province's.
    """
    city = places().get(cities_of_rank().get(place.id, ""))
    if city is not None:
        return city
    if place.kind not in TOWNS:
        return None
    if place.accuracy == "parent":
        around = places().get(place.parent) if place.parent else None
        return pinpoint(around) if around is not None else None
    return place if place.lat is not None and place.lon is not None else None


def _vagueness(place: Place) -> Vague:
    if place.kind in TOWNS:
        return Vague.POINTLESS
    return Vague.PROVINCE if place.kind is PlaceKind.PROVINCE else Vague.COUNTRY
