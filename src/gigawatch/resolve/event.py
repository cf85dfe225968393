"""Events: a conference under any of its names, its editions told apart by their year."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gigawatch.model import Entity, EntityKind, make_id
from gigawatch.resolve.naming import NOTHING, Naming, fold
from gigawatch.vocab.folding import fold as fold_characters

EVENTS = Path(__file__).parent / "data" / "event.toml"
YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Series:
    """A conference series with its names in two languages and the patterns of all its names."""

    id: str
    name_en: str
    name_zh: str
    pattern: re.Pattern[str]


@cache
def all_series() -> tuple[Series, ...]:
    """Every known conference series."""
    return tuple(
        Series(s["id"], s["name_en"], s["name_zh"], re.compile("|".join(s["patterns"]), re.IGNORECASE | re.ASCII))
        for s in _data()["series"]
    )


def name_event(surface: str, year: str | None) -> Naming:
    """The event that a name means; `year` tells its edition when the name does not."""
    found = YEAR.search(surface)
    edition = found.group(1) if found else year
    for series in all_series():
        if series.pattern.search(surface) or series.pattern.search(fold_characters(surface)):
            return Naming(_edition(series, edition), "rule:series", 0.95, f"{surface!r} is a name of {series.name_en}")
    if _is_event(surface):
        name = YEAR.sub("", surface).strip()
        entity = Entity(make_id("event", fold(name), edition), EntityKind.EVENT, surface, {}, None, {"year": edition})
        return Naming(entity, "rule:event-word", 0.6, "the name ends like an event's")
    return NOTHING


def _edition(series: Series, year: str | None) -> Entity:
    label = f" {year}" if year else ""
    names = {"en": f"{series.name_en}{label}", "zh": f"{year or ''}{series.name_zh}"}
    identity = f"event-{series.id}{f'-{year}' if year else ''}"
    return Entity(identity, EntityKind.EVENT, names["en"], names, None, {"series": series.id, "year": year})


def _is_event(surface: str) -> bool:
    words = _data()["words"]
    plain = surface.casefold()
    named = any(plain.endswith(f" {word}") for word in words["en"]) and (surface[:1].isupper() or surface[:1].isdigit())
    return named or any(plain.endswith(word) for word in words["zh"])


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = tomllib.loads(EVENTS.read_text(encoding="utf-8"))
    return data
