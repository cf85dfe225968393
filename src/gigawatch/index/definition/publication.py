"""What somebody publishes by edition, and which ranking of ours each part of it is held against: data, not code."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gigawatch.index.definition.published import PublishedList

DATA = Path(__file__).with_name("data") / "published"
PLACE, LISTED = "rank.", "listed."


@dataclass(frozen=True)
class Part:
    """One published part: `measure` in its table without `rank.`, the index and code of ours, the plain indicator.

    `code` is empty where we rank nothing of the kind (`why`, by language), `plain` where there is no plain ranking.
    """

    measure: str
    index: str
    code: str
    plain: str
    names: Mapping[str, str]
    why: Mapping[str, str]


@dataclass(frozen=True)
class Publication:
    """A published ranking: the table that holds its places, its names by language, its parts."""

    id: str
    table: str
    names: Mapping[str, str]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Told:
    """One published place as a table tells it; `is_bound` where it is only no worse than `value`."""

    subject: str
    measure: str
    edition: str
    value: float
    is_bound: bool
    source: str
    vintage: str


def list_publications() -> tuple[str, ...]:
    """The names of the publications that ship."""
    return tuple(sorted(path.stem for path in DATA.glob("*.toml")))


def load_publication(name: str) -> Publication:
    """A publication that ships; KeyError for another."""
    if name not in list_publications():
        raise KeyError(name)
    data = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    return Publication(name, data["table"], _words(data, "name"), tuple(_part(one) for one in data["part"]))


def _part(one: Mapping[str, str]) -> Part:
    code, plain = one.get("code", ""), one.get("plain", "")
    return Part(one["measure"], one["index"], code, plain, _words(one, "name"), _words(one, "why"))


def _words(data: Mapping[str, str], stem: str) -> dict[str, str]:
    return {language: data.get(f"{stem}_{language}", "") for language in ("en", "zh")}


def gather_lists(publication: str, part: Part, told: Iterable[Told]) -> list[PublishedList]:
    """The lists of a part by edition. A list tells of the year before its first release, as 2024's of 2023."""
    editions: defaultdict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.measure in (PLACE + part.measure, LISTED + part.measure):
            editions[one.edition].append(one)
    return [_list(publication, part, edition, rows) for edition, rows in sorted(editions.items())]


def _list(publication: str, part: Part, edition: str, rows: list[Told]) -> PublishedList:
    listed = {row.subject: len(rows) for row in rows if row.measure.startswith(LISTED)}
    bound = {row.subject: int(row.value) for row in rows if row.is_bound and row.subject not in listed}
    places = {row.subject: int(row.value) for row in rows if row.subject not in {**listed, **bound}}
    year = str(min(int(row.vintage[:4]) for row in rows) - 1)
    sources = tuple(sorted({row.source for row in rows}))
    return PublishedList(publication, part.index, part.measure, edition, year, places, {**listed, **bound}, sources)
