"""Looking places up by id or name, and finding them in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from gigawatch.vocab.context import Context, Naming
from gigawatch.vocab.folding import fold
from gigawatch.vocab.place import Gazetteer, Place, bare, gazetteer
from gigawatch.vocab.scanner import Scanner, Span
from gigawatch.vocab.town import towns

COMPANY_EN = re.compile(r"\)?(?: [A-Z][\w&.'-]*| &){0,6}?,? (?:Co\b|Ltd|Limited|Inc\b|Corp\b|Corporation|GmbH|LLC)")
COMPANY_ZH = re.compile(r"[)）]?[^\s，。；：、在的与和及由将拟于至到省市县区“”《》]{0,18}?有限(?:责任)?公司")
ACRONYMS = frozenset({"us", "uk", "eu", "usa", "uae", "drc"})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text: characters `start` to `end`, the words, and the place meant.

    `others` counts the further places of that name, passed over for what else the text names and for their size.
    """

    start: int
    end: int
    surface: str
    entry: Place
    others: int = 0


class PlaceTable:
    """All places, to look up by id or name and to find in texts."""

    def __init__(self, places: Gazetteer) -> None:
        self._places = places
        self._scanner: Scanner | None = None
        self._rows_of: list[tuple[int, ...]] = []

    def __len__(self) -> int:
        return len(self._places.rows)

    def __iter__(self) -> Iterator[Place]:
        return map(self._places.place, range(len(self)))

    def get(self, place_id: str) -> Place | None:
        """The place with this id; a small town or county too, which no text is searched for."""
        number = self._places.number.get(place_id)
        return towns().get(place_id) if number is None else self._places.place(number)

    def find(self, name: str, near: str | None = None) -> Place | None:
        """The place that a name means, near another place (id or name) if one is given; None where nothing fits.

        A name may bring its region along: `Nanxi, Yibin`, `四川省宜宾市江安县`.
        """
        hint = self._number(near) if near else None
        found = self._named(name, hint)
        if found is None:
            found = self._in_parts(name, hint)
        return None if found is None else self._places.place(found)

    def ancestors(self, place_id: str) -> list[Place]:
        """The places that a place lies in, nearest first."""
        number = self._places.number.get(place_id)
        if number is not None:
            return [self._places.place(above) for above in self._places.above(number)]
        town = towns().get(place_id)
        region = self.get(town.parent) if town and town.parent else None
        return [region, *self.ancestors(region.id)] if region else []

    def within(self, place_id: str, region_id: str) -> bool:
        """True when a place is the region or lies in it."""
        return place_id == region_id or any(place.id == region_id for place in self.ancestors(place_id))

    def scan(self, text: str, exclude: Iterable[Span] = (), folded: str | None = None) -> list[PlaceMention]:
        """Every place named in the text, in order, but none inside `exclude` or inside the name of a company.

        Pass the spans of the organisations found in the text as `exclude`, so that 江苏时代 names no province.
        `folded` is the text folded, where that is known.
        """
        namings = [n for n in self._namings(text, tuple(exclude), folded) if not is_of_company(text, n.start, n.end)]
        if not namings:
            return []
        context = Context(self._places, namings)
        settled = ((naming, context.settle(place)) for place, naming in enumerate(namings))
        return [self._mention(naming, row) for naming, row in settled if row is not None]

    def named(self, name: str) -> list[Place]:
        """Every place of a name, the largest first."""
        names = self._places.names()
        rows = names.get(fold(name.strip())) or names.get(bare(name)) or ()
        return [self._places.place(row) for row in sorted(rows, key=self._places.size, reverse=True)]

    def rejoin(self, parts: list[str]) -> list[str]:
        """The parts of a chain with those put together again that are one name with a comma in it: Washington, D.C."""
        for at, (one, other) in enumerate(pairwise(parts)):
            if self.named(f"{one}, {other}"):
                return [*parts[:at], f"{one}, {other}", *parts[at + 2 :]]
        return parts

    def inside(self, name: str) -> list[tuple[int, str, Place]]:
        """Every place that a name bears, a company's name included: where, the words, and the largest of that name."""
        found = ((naming, max(naming.rows, key=self._places.size)) for naming in self._namings(name, ()))
        return [(naming.start, naming.surface, self._places.place(row)) for naming, row in found]

    def _mention(self, naming: Naming, row: int) -> PlaceMention:
        entry = self._places.place(row)
        return PlaceMention(naming.start, naming.end, naming.surface, entry, len(naming.rows) - 1)

    def _number(self, name_or_id: str) -> int | None:
        number = self._places.number.get(name_or_id)
        place = None if number is not None else self.find(name_or_id)
        return self._places.number[place.id] if place else number

    def _named(self, name: str, hint: int | None) -> int | None:
        names = self._places.names()
        rows = names.get(fold(name.strip())) or names.get(bare(name)) or ()
        return self._nearest(rows, hint) if rows else None

    def _nearest(self, rows: tuple[int, ...], hint: int | None) -> int:
        near = tuple(row for row in rows if hint is not None and self._is_near(row, hint))
        return max(near or rows, key=self._places.size)

    def _is_near(self, row: int, hint: int) -> bool:
        return row == hint or hint in self._places.above(row) or row in self._places.above(hint)

    def _in_parts(self, name: str, hint: int | None) -> int | None:
        """The most specific of a chain of names such as `Nanxi, Yibin`; None if part of it is no place."""
        parts = self.rejoin([part.strip() for part in name.split(",")])
        if len(parts) > 1:
            for part in reversed(parts):
                hint = self._named(part, hint) if part else hint
            return hint
        namings = self._namings(name, ())
        if not namings or sum(len(n.surface) for n in namings) < len(re.sub(r"[\s\W]", "", name)):
            return None
        for naming in namings:
            hint = self._nearest(naming.rows, hint)
        return hint

    def _namings(self, text: str, exclude: tuple[Span, ...], folded: str | None = None) -> list[Naming]:
        found = self._scan().scan(text, exclude, folded)
        hits = ((start, end, text[start:end], n) for start, end, n in found)
        return [Naming(start, end, name, self._rows_of[n]) for start, end, name, n in hits if _is_written_as_name(name)]

    def _scan(self) -> Scanner:
        if self._scanner is None:
            names = self._places.names()
            self._rows_of = list(names.values())
            self._scanner = Scanner.of_folded(names)
        return self._scanner


def is_of_company(text: str, start: int, end: int) -> bool:
    """True when the place at these characters is only part of a company's name, as in BTR (Jiangsu) Ltd."""
    pattern = COMPANY_EN if text[start] < "\u2e80" else COMPANY_ZH
    return pattern.match(text, end) is not None


def _is_written_as_name(surface: str) -> bool:
    if surface[0] >= "\u2e80":
        return True
    small = surface.lower()
    return small != surface and (small not in ACRONYMS or surface.isupper())


@cache
def places() -> PlaceTable:
    """The table of all places."""
    return PlaceTable(gazetteer())
