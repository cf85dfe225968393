"""Events that a text names by half: `the 2023 show`, a name without a year, initials in brackets behind the name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gigawatch.resolve.description import Description
from gigawatch.resolve.event import all_series, name_event
from gigawatch.resolve.gathering import pool_gatherings
from gigawatch.resolve.naming import fold
from gigawatch.resolve.occasion_place import spot_of

YEAR = 4
NOUN = r"(?:show|conference|fair|expo|exhibition|forum|congress|summit)"
SHORT = re.compile(
    rf"^(?:the|this|last|its)\s+(?:\d{{4}}\s+|year['’]s\s+)?(?:\w+\s+)?{NOUN}$|^(?:this|last) year['’]s\b"
    r"|^(?:本届|该|今年的?|去年的?)(?:大会|展会|论坛|峰会|博览会)$"
)
BRACKET = re.compile(r"[(（]([^()（）]{2,60})[)）]")


def name_by_half(one: Description) -> str | None:
    """The edition that a short name means: of the one series that its sentence names."""
    if not SHORT.search(one.surface):
        return None
    named = [series for series in all_series() if series.pattern.search(one.text)]
    if len(named) != 1:
        return None
    year = (one.date or one.published or "")[:YEAR]
    entity = name_event(f"{named[0].name_en} {one.surface}", year or None).entity
    return entity.id if entity is not None else None


def pool_events(told: Iterable[Description], found: Mapping[str, str]) -> dict[str, str]:
    """The ids of events joined: initials with their name, a name without a year with the only edition told in its
    city, and the names of one gathering by its city and days."""
    listed = sorted(told, key=lambda one: one.id)
    moved = dict(_undated(listed, found))
    for one, other in _in_brackets(listed):
        kept = moved.get(one.id, found[one.id])
        moved |= {key.id: kept for key in listed if found[key.id] == found[other.id]}
    return moved | pool_gatherings(listed, {one.id: moved.get(one.id, found[one.id]) for one in listed})


def _undated(listed: list[Description], found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    editions: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for one in listed:
        for series in all_series():
            if found[one.id].startswith(f"event-{series.id}-20"):
                editions[series.id, spot_of(one)].add(found[one.id])
    for one in listed:
        here = editions.get((found[one.id].removeprefix("event-"), spot_of(one)), set())
        if len(here) == 1:
            yield one.id, min(here)


def _in_brackets(listed: list[Description]) -> Iterator[tuple[Description, Description]]:
    """An event and the one whose name stands in brackets behind it in a text."""
    by_name: dict[str, list[Description]] = defaultdict(list)
    for one in listed:
        by_name[fold(one.surface)].append(one)
    for one in listed:
        for match in BRACKET.finditer(one.text):
            if one.text[: match.start()].endswith(one.surface):
                yield from ((one, other) for other in by_name.get(fold(match.group(1)), ()) if other.id != one.id)
