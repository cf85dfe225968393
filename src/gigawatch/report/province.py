"""China's province-level divisions: their tiles, their names, and the capacity that the ledger counts in each."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gigawatch.ledger import Ledger, Stage
from gigawatch.model import Fact, Interval
from gigawatch.report.located import MEASURE, UNIT
from gigawatch.vocab import fold, places
from gigawatch.vocab.place import bare

TILES = Path(__file__).parent / "data" / "tile.csv"
STAGES = (Stage.BUILT, Stage.PLANNED)


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the 34 province-level divisions: its place in the gazetteer, where its tile stands, its short names."""

    place: str
    column: int
    row: int
    name_en: str
    name_zh: str

    def label(self, lang: str) -> str:
        """The short name in a language."""
        return self.name_zh if lang == "zh" else self.name_en


@dataclass(frozen=True, slots=True)
class Amount:
    """What the ledger counts in a division at a stage: the facts, and every total that their wordings allow."""

    tile: Tile
    stage: Stage
    counted: tuple[Fact, ...]
    interval: Interval

    @property
    def value(self) -> float:
        """The values as stated, in GWh a year."""
        return sum(fact.value for fact in self.counted)


@cache
def tiles() -> tuple[Tile, ...]:
    """The tiles of all divisions, Hong Kong, Macao and Taiwan among them."""
    with TILES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(Tile(r["place"], int(r["column"]), int(r["row"]), r["name_en"], r["name_zh"]) for r in rows)


@cache
def divisions() -> Mapping[str, str]:
    """The place of every division by each of its names, folded: Sichuan, Sichuan Province, 四川, 四川省."""
    found: dict[str, str] = {}
    for tile in tiles():
        place = places().get(tile.place)
        more = (place.name_en, place.name_zh, *place.aliases) if place else ()
        found |= {fold(name): tile.place for name in (tile.name_en, tile.name_zh, *more) if name}
    return found


def find_division(name: str) -> str | None:
    """The place of the division of a name; None for any other name."""
    known, folded = divisions(), fold(name.strip())
    ends = ("特别行政区", "自治区", "省", "市")
    short = next((folded.removesuffix(end) for end in ends if folded.endswith(end)), folded)
    return known.get(folded) or known.get(short) or known.get(bare(name))


def find_amounts(ledger: Ledger, owner: str | None = None) -> list[Amount]:
    """What the ledger counts in every division at each stage, of an owner where one is given."""
    return list(_amounts(ledger, owner))


def _amounts(ledger: Ledger, owner: str | None) -> Iterator[Amount]:
    for tile in tiles():
        if tile.place not in ledger.entities:
            continue
        for stage in STAGES:
            found = ledger.total(place=tile.place, owner=owner, measure=MEASURE, unit=UNIT, stage=stage.value)
            if found.interval is not None:
                yield Amount(tile, stage, found.counted, found.interval)
