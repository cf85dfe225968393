"""Plants with names of their own, such as Northvolt Ett: whose they are and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from gigawatch.vocab.folding import normalise
from gigawatch.vocab.organisation import SEPARATOR, is_written_as
from gigawatch.vocab.scanner import Scanner, Span
from gigawatch.vocab.shelf import read_csv


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """One named plant or base. `owner` is an organisation's id.

    `place` is a gazetteer id, or `Town, Country` where the gazetteer lacks the town.
    """

    id: str
    name_en: str
    name_zh: str
    aliases: tuple[str, ...] = field(repr=False)
    owner: str
    place: str
    source: str = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, each once."""
        return tuple(dict.fromkeys(name for name in (self.name_en, self.name_zh, *self.aliases) if name))

    def label(self, lang: str) -> str:
        """The name in a language, the English one where there is no Chinese one."""
        return (self.name_zh if lang == "zh" else self.name_en) or self.name_en


@dataclass(frozen=True, slots=True)
class PlantMention:
    """A plant named in a text: characters `start` to `end`, the words, and the plant."""

    start: int
    end: int
    surface: str
    entry: Plant


class PlantTable:
    """All named plants, to look up by id or name and to find in texts."""

    def __init__(self, plants: Iterable[Plant]) -> None:
        self._by_id = {plant.id: plant for plant in plants}
        self._names = [(name, plant) for plant in self._by_id.values() for name in plant.names]

    @cached_property
    def _by_name(self) -> dict[str, Plant]:
        return {normalise(name): plant for name, plant in reversed(self._names)}

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner((name, number) for number, (name, _) in enumerate(self._names))

    def __iter__(self) -> Iterator[Plant]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, plant_id: str) -> Plant | None:
        """The plant with this id."""
        return self._by_id.get(plant_id)

    def find(self, name: str) -> Plant | None:
        """The plant of exactly this name, whatever its case, width, script or punctuation."""
        return self._by_name.get(normalise(name))

    def of(self, owner: str) -> list[Plant]:
        """The named plants of an organisation."""
        return [plant for plant in self._by_id.values() if plant.owner == owner]

    def scan(self, text: str, exclude: Iterable[Span] = (), folded: str | None = None) -> list[PlantMention]:
        """Every plant named in the text, in order, the longest name first; `folded` is the text folded, where known."""
        hits = self._scanner.scan(text, tuple(exclude), folded)
        named = ((start, end, text[start:end], *self._names[number]) for start, end, number in hits)
        return [
            PlantMention(a, b, surface, plant) for a, b, surface, name, plant in named if is_written_as(surface, name)
        ]


def _plant(row: Mapping[str, str]) -> Plant:
    return Plant(
        id=row["id"],
        name_en=row["name_en"],
        name_zh=row["name_zh"],
        aliases=tuple(filter(None, row["aliases"].split(SEPARATOR))),
        owner=row["owner"],
        place=row["place"],
        source=row["source"],
    )


@cache
def plants() -> PlantTable:
    """The table of all named plants."""
    return PlantTable(_plant(row) for row in read_csv("plant.csv"))
