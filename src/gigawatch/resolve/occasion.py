"""Events that a text names by half: `the 2023 show`, a name without a year, initials in brackets behind the name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gigawatch.resolve.description import Description
from gigawatch.resolve.event import all_series, name_event
from gigawatch.resolve.naming import fold
from gigawatch.resolve.plant import lift_place
from gigawatch.resolve.where import name_place

YEAR, DAY = 4, 10
NOUN = r"(?:show|conference|fair|expo|exhibition|forum|congress|summit)"
SHORT = re.compile(
    rf"^(?:the|this|last|its)\s+(?:\d{{4}}\s+|year['’]s\s+)?(?:\w+\s+)?{NOUN}$|^(?:this|last) year['’]s\b"
    r"|^(?:本届|该|今年的?|去年的?)(?:大会|展会|论坛|峰会|博览会)$"
)
GATHERING = re.compile(rf"{NOUN}|大会|盛会|论坛|論壇|峰会|峰會|博览会|博覽會|展会|展會", re.IGNORECASE)
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


def spot_of(one: Description) -> str | None:
    """The city that an event is told to be in."""
    place = name_place(one.place).entity if one.place else None
    spot = lift_place(place) if place is not None else None
    return spot.id if spot is not None else None


def pool_events(told: Iterable[Description], found: Mapping[str, str]) -> dict[str, str]:
    """The ids of events joined: initials with their name, a gathering of the day with the edition that opened then,
    and a name without a year with the only edition told in its city."""
    listed = sorted(told, key=lambda one: one.id)
    moved = dict(_undated(listed, found))
    moved |= dict(_of_the_day(listed, found))
    for one, other in _in_brackets(listed):
        kept = moved.get(one.id, found[one.id])
        moved |= {key.id: kept for key in listed if found[key.id] == found[other.id]}
    return moved


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


def _of_the_day(listed: list[Description], found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Gatherings told by their day and city only, with the one edition of a series that opened there and then."""
    editions: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for one in listed:
        if one.date and len(one.date) == DAY and any(found[one.id].startswith(f"event-{s.id}-") for s in all_series()):
            editions[one.date, spot_of(one)].add(found[one.id])
    for one in listed:
        here = editions.get((one.date or "", spot_of(one)), set())
        if len(here) == 1 and found[one.id] not in here and GATHERING.search(one.surface):
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
