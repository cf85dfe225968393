"""One name for a country, whatever a publisher calls it: the vocabulary's, by ISO code or by any known spelling."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from gigawatch.vocab import places

HERE = Path(__file__).parent
WORLD = "World"


def name_country(name: str, code: str = "") -> str | None:
    """The vocabulary's name of a country, or `World`; None for what is neither.

    >>> name_country("Korea, Rep.", "KOR"), name_country("Viet Nam"), name_country("East Asia & Pacific")
    ('South Korea', 'Vietnam', None)
    """
    return _codes().get(code.strip().upper()) or _names().get(_fold(name))


@cache
def _codes() -> Mapping[str, str]:
    """Names by ISO 3166 code of three or two letters; the world by the codes that publishers made for it."""
    found = dict.fromkeys(_spellings()["world"]["codes"], WORLD)
    with (HERE / "country.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = places().get(f"place-{row['iso2']}")
            if place is not None:
                found |= {row["iso3"]: place.name_en, row["iso2"].upper(): place.name_en}
    return found


@cache
def _names() -> Mapping[str, str]:
    """Names by every spelling of the vocabulary and of publishers, folded."""
    spelled = _spellings()
    found = {_fold(name): WORLD for name in spelled["world"]["names"]}
    for code, name in _codes().items():
        place = places().get(f"place-{code.lower()}")
        names = (place.name_en, place.name_zh, *place.aliases) if place is not None else ()
        found |= {_fold(each): name for each in names if each}
    return found | {_fold(name): _codes()[code] for code, names in spelled["country"].items() for name in names}


@cache
def _spellings() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((HERE / "spelling.toml").read_text(encoding="utf-8"))


def _fold(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())
