"""Where things are: countries, provinces, prefectures, counties and cities under their English and Chinese names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from gigawatch.vocab.folding import fold
from gigawatch.vocab.shelf import read_csv, read_rows


class PlaceKind(StrEnum):
    """What kind of place: a region is a part of the world or of a country without a government of its own."""

    REGION = "region"
    COUNTRY = "country"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `accuracy` says what the point is: its own (`point`, `seat`, `capital`), or that of its `parent`.

    `guard` marks names that are also common words or small towns: e, z need the province or state somewhere in the
    text; E, Z need a region right beside the name (e, E for English; z, Z for the short Chinese name).
    """

    id: str
    kind: PlaceKind
    name_en: str
    name_zh: str
    aliases: tuple[str, ...] = field(repr=False)
    guard: str = field(repr=False)
    parent: str | None
    country: str | None
    lat: float | None
    lon: float | None
    population: int | None
    accuracy: str | None

    def label(self, lang: str) -> str:
        """The name in a language, the other one where it is unknown."""
        return (self.name_zh if lang == "zh" else self.name_en) or self.name_en


Row = Sequence[str]
ID, KIND, NAME_EN, NAME_ZH, ALIASES, GUARD, PARENT, COUNTRY, LAT, LON, POPULATION, ACCURACY = range(12)
SIZE = {"country": 5, "province": 4, "prefecture": 3, "city": 2, "region": 2, "county": 1}
WORD = "(?:city|state|province|prefecture|county|municipality|district)"
DIVISION_WORD = re.compile(rf"^{WORD} of | {WORD}$")


class Gazetteer:
    """The rows of the gazetteer with their order of size and their places in one another."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.number = {row[ID]: number for number, row in enumerate(rows)}
        self._places: dict[int, Place] = {}

    def place(self, number: int) -> Place:
        """The place of a row, made once."""
        if number not in self._places:
            self._places[number] = _place(self.rows[number])
        return self._places[number]

    def above(self, number: int) -> Iterator[int]:
        """The rows that a row lies in, nearest first."""
        parent = self.rows[number][PARENT]
        while parent:
            above = self.number[parent]
            yield above
            parent = self.rows[above][PARENT]

    def size(self, number: int) -> tuple[bool, int, int]:
        """How likely a bare name means this row: known places first, larger kinds, then population."""
        row = self.rows[number]
        return not row[GUARD], SIZE[row[KIND]], int(row[POPULATION] or 0)

    @cache  # noqa: B019  # one gazetteer lives as long as the process
    def names(self) -> dict[str, tuple[int, ...]]:
        """Every folded name with the rows that bear it."""
        found: dict[str, tuple[int, ...]] = {}
        for number, row in enumerate(self.rows):
            for name in dict.fromkeys(map(_fold, names_of(row))):
                found[name] = (*found[name], number) if name in found else (number,)
        return found


def names_of(row: Row) -> list[str]:
    """The names of a row: English with and without its apostrophe, Chinese, others."""
    names = [row[NAME_EN], row[NAME_ZH]] if row[NAME_ZH] else [row[NAME_EN]]
    if row[ALIASES]:
        names += row[ALIASES].split(";")
    if "'" in row[NAME_EN]:
        names.append(row[NAME_EN].replace("'", ""))
    return names


def _fold(name: str) -> str:
    return name.lower() if name.isascii() else fold(name)


def _place(row: Row) -> Place:
    return Place(
        id=row[ID],
        kind=PlaceKind(row[KIND]),
        name_en=row[NAME_EN],
        name_zh=row[NAME_ZH],
        aliases=tuple(filter(None, row[ALIASES].split(";"))),
        guard=row[GUARD],
        parent=row[PARENT] or None,
        country=row[COUNTRY] or None,
        lat=float(row[LAT]) if row[LAT] else None,
        lon=float(row[LON]) if row[LON] else None,
        population=int(row[POPULATION]) if row[POPULATION] else None,
        accuracy=row[ACCURACY] or None,
    )


def bare(name: str) -> str:
    """A folded name without the English word for its kind: Sichuan Province is sichuan."""
    return DIVISION_WORD.sub("", fold(name.strip()))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the vocabulary."""
    return Gazetteer(read_rows("place.csv"))


@cache
def cities_of_rank() -> Mapping[str, str]:
    """The city that each region is which is one city with a province's or a country's rank: Hamburg, Singapore."""
    return {row["region"]: row["city"] for row in read_csv("place_city.csv")}
