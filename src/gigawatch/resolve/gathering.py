"""Gatherings told by their city, days and subject: the first storage conference at Ningde is the one held there then.

Two names of gatherings in one city on the same days are one edition, unless another series, number, year or subject
tells them apart.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations

from gigawatch.quantity import period_span
from gigawatch.resolve.description import Description
from gigawatch.resolve.event import EVENTS, YEAR, all_series
from gigawatch.resolve.occasion_place import spot_of
from gigawatch.resolve.ordinal import HAN, IN_ORDER
from gigawatch.resolve.organisation import gather
from gigawatch.vocab.folding import fold

LONGEST = 4  # days between the first day of a fair and the last report of its opening
MONTH = 31
ONE, APART = 1.0, 0.0
EDITION = re.compile(
    rf"\b(?P<digits>\d{{1,2}})(?:st|nd|rd|th)\b|\b(?P<word>{'|'.join(IN_ORDER)})\b"
    r"|第?(?P<han>[首一二三四五六七八九十]{1,3}|\d{1,2})届",
    re.IGNORECASE,
)


def is_gathering(surface: str) -> bool:
    """True for the name of a show, fair, conference or the like."""
    return _words("gathering").search(fold(surface)) is not None


def pool_gatherings(listed: Sequence[Description], found: Mapping[str, str]) -> dict[str, str]:
    """The ids of events with those of one gathering joined; an edition of a known series gives its id to the others."""
    here: dict[str, list[Description]] = defaultdict(list)
    for one in listed:
        spot = spot_of(one) if _is_gathering(one, found[one.id]) else None
        if spot is not None:
            here[spot].append(one)
    return {key: identity for told in here.values() for key, identity in _pool(told, found)}


def _pool(told: Sequence[Description], found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    by_key = {one.id: one for one in told}
    pairs = ((one.id, other.id, _score(one, other, found)) for one, other in combinations(told, 2))
    for group in gather(sorted(by_key), (pair for pair in pairs if pair[2] is not None), sure=ONE):  # type: ignore[misc]
        ids = sorted({found[key] for key in group}, key=lambda identity: (not _series_of(identity), identity))
        yield from ((key, ids[0]) for key in group)


def _score(one: Description, other: Description, found: Mapping[str, str]) -> float | None:
    """1 for one gathering, 0 for two; None where the days do not say."""
    if found[one.id] == found[other.id]:
        return ONE
    left, right = (_series_of(found[key.id]) for key in (one, other))
    if left and right:
        return APART
    if _differ(_edition(one), _edition(other)) or _are_apart(_subjects(one), _subjects(other)):
        return APART
    return ONE if _are_together(one, other) else None


def _series_of(identity: str) -> str | None:
    return next((series.id for series in all_series() if identity.startswith(f"event-{series.id}-")), None)


def _is_gathering(one: Description, identity: str) -> bool:
    return _series_of(identity) is not None or is_gathering(one.surface)


def _are_together(one: Description, other: Description) -> bool:
    """True for two gatherings whose days are the same or follow each other, or whose month is the same.

    A year alone is enough only where both tell the same subject.
    """
    spans = [span for told in (one.date, other.date) if told and (span := period_span(told))]
    if len(spans) < 2:
        return False
    (start, end), (begin, last) = spans
    longest = max((end - start).days, (last - begin).days)
    if longest > MONTH:
        return bool(_subjects(one) & _subjects(other)) and _overlap(start, end, begin, last)
    if longest > 1:
        return _overlap(start, end, begin, last)
    return abs((start - begin).days) <= LONGEST


def _overlap(start: date, end: date, begin: date, last: date) -> bool:
    return start <= last and begin <= end


def _subjects(one: Description) -> frozenset[str]:
    """What a gathering is about by its name: batteries, storage, sun."""
    surface = fold(one.surface)
    return frozenset(subject for subject in _data()["subject"] if _words("subject", subject).search(surface))


def _are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _edition(one: Description) -> tuple[int | None, int | None]:
    """The number and the year of an edition that the name tells."""
    year, number = YEAR.search(one.surface), EDITION.search(fold(one.surface))
    return _number(number) if number else None, int(year.group(1)) if year else None


def _number(match: re.Match[str]) -> int | None:
    if match["word"]:
        return IN_ORDER[match["word"].lower()]
    if match["digits"]:
        return int(match["digits"])
    told = match["han"]
    if told.isdigit():
        return int(told)
    tens, ten, ones = told.rpartition("十")
    return HAN.get(told) if not ten else HAN.get(tens, 1) * 10 + HAN.get(ones, 0)


def _differ(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    return any(left and right and left != right for left, right in zip(one, other, strict=True))


@cache
def _words(table: str, key: str = "words") -> re.Pattern[str]:
    return re.compile("|".join(_data()[table][key]), re.IGNORECASE)


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    data = tomllib.loads(EVENTS.read_text(encoding="utf-8"))
    return {"subject": data["subject"], "gathering": data["gathering"]}
