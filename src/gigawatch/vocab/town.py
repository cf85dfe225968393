"""Places to look up beside a region, never to search texts for: small towns, counties, names in other languages.

Their names are too many and too common to be found in running text; next to a state or country they are clear.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from gigawatch.vocab.folding import fold
from gigawatch.vocab.place import (
    ALIASES,
    COUNTRY,
    ID,
    KIND,
    NAME_EN,
    NAME_ZH,
    Gazetteer,
    Place,
    PlaceKind,
    gazetteer,
    names_of,
)
from gigawatch.vocab.shelf import read_csv

SHORTEST_NEAR, LONG = 7, 10
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "ß": "ss"})
SAINT = re.compile(r"^(?:st|ste|saint|sainte)\b[. -]*")
KIND_EN = re.compile(r"^(?:city|town|township) of | (?:city|town|township|village)$")
NO_LETTERS = re.compile(r"[\W_]+")
KIND_ZH = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:市|镇)$")
COUNTY = re.compile(r"\b(?:county|parish)$|[县郡]$", re.IGNORECASE)
HAN = re.compile(r"[\u4e00-\u9fff]")
UNITED_STATES = "US"


class Towns:
    """Small towns, counties and further names over a gazetteer; a country's are read when one of it is asked for."""

    def __init__(self, places: Gazetteer) -> None:
        self._places = places

    def get(self, place_id: str) -> Place | None:
        """The small town or county of an id."""
        row = self._small.get(place_id)
        return _town(row) if row is not None else self._counties.get(place_id)

    def find(self, name: str, within: str) -> Place | None:
        """The one place of a name inside a region, under any name or spelling; None where none or several are meant."""
        if COUNTY.search(name):
            return self._find_county(name, within)
        found = self._exact(name, within)
        if found is None and HAN.search(name):
            return self._transliterated(name, within) or self._sounding(name, within)
        return found or self._near(name, within)

    def find_anywhere(self, name: str) -> Place | None:
        """The one town of the gazetteer that bears a name of another language; None where several do."""
        found = {number for key in _keys(name) for number in self._further.get(key, ())}
        return self._places.place(next(iter(found))) if len(found) == 1 else None

    def is_county(self, place_id: str) -> bool:
        """True for a county of the United States."""
        return place_id.startswith("place-us-") and place_id in self._counties

    def county_holds(self, county: str, town: str) -> bool | None:
        """Whether a town of this name lies in a county of the United States; None for what is no such county."""
        held = self._towns_of.get(county)
        return None if held is None else not held.isdisjoint(_keys(town))

    def _any(self, place_id: str) -> Place | None:
        number = self._places.number.get(place_id)
        return self.get(place_id) if number is None else self._places.place(number)

    def _find_county(self, name: str, within: str) -> Place | None:
        plain = COUNTY.sub("", name).strip()
        names = self._english_of.get(fold(plain), frozenset()) if HAN.search(name) else {plain}
        found = [self._counties.get(f"{within}-{_slug(one)}-{kind}") for one in names for kind in ("county", "parish")]
        return next(filter(None, found), None)

    def _exact(self, name: str, within: str) -> Place | None:
        borne = self._names_in(within)
        found = [place for key in _keys(name) for place in borne.get(key, ())]
        return max(found, key=lambda place: (place.population or 0, place.id), default=None)

    def _transliterated(self, name: str, within: str) -> Place | None:
        """The town whose English name is one that the Chinese name stands for elsewhere: 马歇尔 is Marshall."""
        english = self._english_of.get(fold(KIND_ZH.sub("", name.strip())), frozenset())
        found = {place.id: place for one in english if (place := self._exact(one, within)) is not None}
        return next(iter(found.values())) if len(found) == 1 else None

    def _sounding(self, name: str, within: str) -> Place | None:
        """The town whose Chinese name sounds alike: 敦克尔克 is 敦刻尔克."""
        found = self._sounds(within).get(_sound(name), frozenset())
        return self._any(min(found)) if len(found) == 1 else None

    @cache  # noqa: B019
    def _sounds(self, within: str) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for key, borne in self._names_in(within).items():
            if HAN.search(key):
                found[_sound(key)] |= {place.id for place in borne}
        return {sound: frozenset(ids) for sound, ids in found.items()}

    def _near(self, name: str, within: str) -> Place | None:
        """The one town of a region that is spelled as the name but for a letter, or two of a long name."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        key = _keys(name)[0]
        if len(key) < SHORTEST_NEAR or not key.isascii():
            return None
        inside = self._names_in(within)
        most = 1 if len(key) < LONG else 2
        found = process.extract(key, inside.keys(), scorer=OSA.distance, score_cutoff=most, limit=3)
        alike = {place.id: place for word, _, _ in found if word[0] == key[0] for place in inside[word]}
        return next(iter(alike.values())) if len(alike) == 1 else None

    @cache  # noqa: B019  # one table lives as long as the process
    def _names_in(self, within: str) -> Mapping[str, list[Place]]:
        """The towns of a state or country by their names, made comparable."""
        number = self._places.number.get(within)
        country = self._places.rows[number][COUNTRY] if number is not None else ""
        if within != f"place-{country.lower()}":
            return self._by_region(country).get(within, {})
        return self._of(country)

    @cache  # noqa: B019  # all regions of a country at once: each by itself would read all its names
    def _by_region(self, country: str) -> Mapping[str, Mapping[str, list[Place]]]:
        found: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        for key, borne in self._of(country).items():
            for place in borne:
                found[place.parent or ""][key].append(place)
        return found

    @cache  # noqa: B019
    def _of(self, country: str) -> Mapping[str, list[Place]]:
        found: dict[str, dict[str, Place]] = defaultdict(dict)
        for names, place in self._named(country):
            for key in {key for name in names for key in _keys(name)}:
                found[key].setdefault(place.id, place)
        return {key: list(borne.values()) for key, borne in found.items()}

    def _named(self, country: str) -> Iterator[tuple[list[str], Place]]:
        for number, row in enumerate(self._places.rows):
            if row[COUNTRY] == country and row[KIND] in ("city", "province"):
                further = self._names.get(row[ID], "").split(";")
                yield [*names_of(row), *filter(None, further)], self._places.place(number)
        towns = (_town(row) for row in self._small.values() if row["country"] == country)
        yield from (([place.name_en, *place.aliases], place) for place in towns)

    @cached_property
    def _small(self) -> Mapping[str, Mapping[str, str]]:
        return {row["id"]: row for row in read_csv("place_small.csv")}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {row["place"]: row["names"] for row in read_csv("place_name.csv")}

    @cached_property
    def _counties(self) -> Mapping[str, Place]:
        return {row["id"]: _county(row) for row in read_csv("place_county.csv")}

    @cached_property
    def _towns_of(self) -> Mapping[str, frozenset[str]]:
        rows = read_csv("place_county.csv")
        return {row["id"]: frozenset(key for town in row["towns"].split(";") for key in _keys(town)) for row in rows}

    @cached_property
    def _further(self) -> Mapping[str, set[int]]:
        """The rows of the gazetteer by their names in other languages."""
        found: dict[str, set[int]] = defaultdict(set)
        for place, names in self._names.items():
            for key in {key for name in names.split(";") for key in _keys(name)}:
                found[key].add(self._places.number[place])
        return found

    @cached_property
    def _english_of(self) -> Mapping[str, frozenset[str]]:
        """The English names that a Chinese name stands for, anywhere outside China."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._places.rows:
            if row[COUNTRY] != "CN" and row[KIND] == "city":
                for name in filter(HAN.search, (row[NAME_ZH], *row[ALIASES].split(";"))):
                    found[fold(name)].add(row[NAME_EN])
        for small in self._small.values():
            for name in filter(HAN.search, small["names"].split(";")):
                found[fold(name)].add(small["name_en"])
        return {name: frozenset(english) for name, english in found.items()}


def compare_key(name: str) -> str:
    """A place's name as it is compared: without case, accents, spaces and its kind."""
    return _keys(name)[0]


def _keys(name: str) -> tuple[str, ...]:
    """A name made comparable: without case, accents, spaces, its kind; a second one with umlauts spelled out."""
    bare = name.strip() if name.isascii() else KIND_ZH.sub("", name.strip())
    small = SAINT.sub("saint ", KIND_EN.sub("", bare.lower()))
    plain = _letters(fold(small))
    spelled = plain if small.isascii() else _letters(fold(small.translate(UMLAUTS)))
    return tuple(dict.fromkeys(key for key in (plain, spelled) if key)) or (fold(name),)


def _sound(name: str) -> str:
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(fold(KIND_ZH.sub("", name))))


def _letters(name: str) -> str:
    return name if name.isalnum() else NO_LETTERS.sub("", name)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z]+", "-", fold(name)).strip("-")


def _town(row: Mapping[str, str]) -> Place:
    return Place(
        id=row["id"],
        kind=PlaceKind.CITY,
        name_en=row["name_en"],
        name_zh=next((name for name in row["names"].split(";") if HAN.search(name)), ""),
        aliases=tuple(filter(None, row["names"].split(";"))),
        guard="e",
        parent=row["parent"],
        country=row["country"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=None,
        accuracy="point",
    )


def _county(row: Mapping[str, str]) -> Place:
    return Place(
        id=row["id"],
        kind=PlaceKind.COUNTY,
        name_en=row["name_en"],
        name_zh="",
        aliases=(),
        guard="e",
        parent=row["parent"],
        country=UNITED_STATES,
        lat=None,
        lon=None,
        population=None,
        accuracy=None,
    )


@cache
def towns() -> Towns:
    """The small towns, counties and further names over the vocabulary's gazetteer."""
    return Towns(gazetteer())
