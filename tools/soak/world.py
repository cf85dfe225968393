"""A synthetic world: firms with their plants in real places, phases with a true course, cities and a conference.

It is made block by block, each from the seed and its number alone, so that a world of any size needs little memory and
two runs make the same one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random

from gigawatch.resolve.naming import place_entity
from gigawatch.resolve.plant import lift_place
from gigawatch.vocab import Place, places
from soak.course import LAST, Taken, live
from soak.figure import shorten
from soak.name import misspell, root_en, root_zh

FIRMS, CITIES = 10, 4
PRODUCTS = (
    ("power battery base", "动力电池基地"),
    ("power battery base", "动力电池基地"),
    ("power battery base", "动力电池基地"),
    ("cathode material plant", "正极材料项目"),
    ("separator plant", "隔膜项目"),
    ("anode material plant", "负极材料项目"),
)
CAPACITIES = (4, 5, 6, 8, 10, 12, 12.5, 15, 16, 18, 20, 22, 24, 25, 28, 30, 32, 35, 36, 40, 45, 50)
YEARS = tuple(range(2019, 2026))


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm under its names by language, the full one first; `misspelled` is how hurried writers spell it."""

    key: str
    names: Mapping[str, tuple[str, ...]]
    misspelled: str
    shipments: Mapping[int, float]
    revenue: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a plant with what is true of it: GWh a year, yuan, dollars, jobs, hectares, the steps it takes."""

    key: str
    number: int
    capacity: float
    money: float
    dollars: float
    jobs: float
    area: float
    course: tuple[Taken, ...]

    @property
    def signed(self) -> date:
        """When it was first signed for."""
        return self.course[0].day

    @property
    def due(self) -> int:
        """The year it is planned to run from."""
        return self.signed.year + 2


@dataclass(frozen=True, slots=True)
class Plant:
    """What a firm builds in a city, in phases."""

    firm: Firm
    city: Place
    product: tuple[str, str]
    phases: tuple[Phase, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the world: firms' plants in a few cities that no other block has; `rng` is what it is told by."""

    number: int
    plants: Sequence[Plant]
    cities: Sequence[Place]
    rng: Random = field(repr=False)


def build_world(seed: int) -> Iterator[Block]:
    """The blocks of a world without end; as far as the cities reach, each block has cities of its own."""
    number = 0
    while True:
        yield build_block(seed, number)
        number += 1


def build_block(seed: int, number: int) -> Block:
    """One block of a world."""
    rng = Random(f"{seed}/{number}")
    known = cities()
    own = [known[(number * CITIES + n) % len(known)] for n in range(CITIES)]
    firms = [(number * FIRMS + n, n) for n in range(FIRMS)]
    plants = [plant for index, n in firms for plant in _plants(rng, index, n, own)]
    return Block(number, plants, own, rng)


@cache
def cities() -> tuple[Place, ...]:
    """The cities of the gazetteer whose name means them in both languages, in an order that mixes countries."""
    found = (p for p in places() if p.kind.value in ("prefecture", "city") and not p.guard and p.name_zh and p.name_en)
    return tuple(sorted((place for place in found if _is_plain(place)), key=lambda p: p.id[::-1]))


def _is_plain(place: Place) -> bool:
    lifted = lift_place(place_entity(place))
    named = (places().find(name) for name in (place.name_en, place.name_zh))
    return lifted is not None and lifted.id == place.id and all(one is place for one in named)


def _plants(rng: Random, index: int, n: int, own: Sequence[Place]) -> Iterator[Plant]:
    """The plants of a firm: of the last three, two are a subsidiary at a place and one a venture of two firms."""
    where = rng.sample(own, rng.choice((1, 1, 2)))
    firm = _venture(rng, index) if n == FIRMS - 1 else _firm(rng, index)
    if n in (FIRMS - 2, FIRMS - 3):
        where = where[:1]
        firm = _subsidiary(rng, index, where[0])
    for city in where:
        count = rng.choice((1, 1, 2, 3))
        phases = tuple(_phase(rng, f"phase-{index}-{city.id}-{k}", k) for k in range(1, count + 1))
        yield Plant(firm, city, rng.choice(PRODUCTS), phases)


def _firm(rng: Random, index: int) -> Firm:
    en, zh = f"{root_en(index)} Synthetic", f"{root_zh(index)}虚构"
    wrong = f"{misspell(root_en(index), index)} Synthetic Battery"
    names = {"en": (f"{en} Battery Co., Ltd.", f"{en} Energy", en), "zh": (f"{zh}新能源科技有限公司", f"{zh}新能源")}
    return _with_figures(rng, index, names, wrong)


def _subsidiary(rng: Random, index: int, city: Place) -> Firm:
    """A firm of its own named after the one before it and the place of its plant."""
    parent = index - 1
    en = f"{root_en(parent)} Synthetic ({city.name_en}) Battery"
    zh = f"{root_zh(parent)}虚构（{city.name_zh}）新能源"
    return _with_figures(rng, index, {"en": (f"{en} Co., Ltd.", en), "zh": (f"{zh}有限公司", zh)}, en)


def _venture(rng: Random, index: int) -> Firm:
    """A firm that bears the words of two others."""
    en = f"{root_en(index - 8)} {root_en(index - 9)} Synthetic Battery"
    zh = f"{root_zh(index - 8)}{root_zh(index - 9)}虚构新能源"
    return _with_figures(rng, index, {"en": (f"{en} Co., Ltd.", en), "zh": (f"{zh}有限公司", zh)}, en)


def _with_figures(rng: Random, index: int, names: Mapping[str, tuple[str, ...]], wrong: str) -> Firm:
    shipments = {year: round(rng.uniform(2, 60), 1) for year in YEARS}
    revenue = {year: shorten(value * rng.uniform(6e8, 9e8), 3) for year, value in shipments.items()}
    return Firm(f"firm-{index}", names, wrong, shipments, revenue)


def _phase(rng: Random, key: str, number: int) -> Phase:
    capacity = float(rng.choice(CAPACITIES))
    money = shorten(capacity * rng.uniform(2.2e8, 4.8e8), 3)
    jobs, area = shorten(capacity * rng.uniform(60, 140), 2), shorten(capacity * rng.uniform(2, 4), 2)
    return Phase(key, number, capacity, money, shorten(money / 6.9, 3), jobs, area, live(rng))


def running(phase: Phase, year: int) -> bool:
    """True where a phase runs at the end of a year."""
    end = min(date(year, 12, 31), LAST)
    taken = [step.status for step in phase.course if step.day <= end]
    return "operating" in taken and taken[-1] in ("operating", "full_capacity")
