"""Wholes as subjects: `我国`, `the country` and `the world` are places by other names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from gigawatch.model import Entity, EntityKind
from gigawatch.resolve.naming import NOTHING, Naming, fold, place_entity
from gigawatch.resolve.organisation.wording import language_of
from gigawatch.vocab import places

WORDS = Path(__file__).parent / "data" / "whole.toml"
CHINA = "place-cn"
WORLD = Entity("place-world", EntityKind.PLACE, "World", {"en": "World", "zh": "全球"}, None, {"kind": "region"})


def name_whole(surface: str, place: Entity | None) -> Naming:
    """The country or world that a word means; `place` is where the figure is."""
    for whole in _words().get(fold(surface), ()):
        entity = _entity(whole, surface, place)
        if entity is not None:
            return Naming(entity, "rule:whole", 0.95, f"{surface!r} means {entity.name}")
    return NOTHING


def _entity(whole: str, surface: str, place: Entity | None) -> Entity | None:
    if whole == "world":
        return WORLD
    if whole == "china":
        return _country(CHINA) if language_of(surface) == "zh" else None
    country = str(place.data.get("country") or "") if place else ""
    return _country(f"place-{country.lower()}") if country else None


def _country(identity: str) -> Entity | None:
    found = places().get(identity)
    return place_entity(found) if found else None


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    data = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for whole, by_language in data.items():
        for words in by_language.values():
            for word in words:
                found[fold(word)] = (*found.get(fold(word), ()), whole)
    return found
