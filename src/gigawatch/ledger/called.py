"""The other names that documents give plants: the Valle del Ebro gigafactory, as a firm's plant in a town is known."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from gigawatch.model import Document, Entity, EntityKind
from gigawatch.vocab import organisations
from gigawatch.vocab.folding import fold
from gigawatch.vocab.organisation import names_of

DATA = Path(__file__).parent / "data" / "called.toml"
STOPS = re.compile(r"(?<=[.!?])\s+|(?<=[。！？；])|\n")
LOOKED_AT = 20_000  # characters of a document in which its owners are looked for


def find_called(entities: Mapping[str, Entity], documents: Iterable[Document]) -> Mapping[str, frozenset[str]]:
    """The sites that documents give other names, by that name; each where one site alone fits."""
    told = list(_sayings(documents))
    if not told:
        return {}
    sites = [_Site(site.id, *_tells(site, entities)) for site in entities.values() if site.kind is EntityKind.SITE]
    found: dict[str, set[str]] = defaultdict(set)
    for saying in told:
        fitting = _fitting(saying, sites)
        for site in fitting if len(fitting) == 1 else ():
            for name in saying.names:
                if not _stands(site.owners, fold(name)):
                    found[name].add(site.id)
    return {name: frozenset(ids) for name, ids in found.items()}


class _Saying(NamedTuple):
    """A plant's other names, the folded words that tell whose it is, those that tell where, and the whole text."""

    names: tuple[str, ...]
    plant: str
    spot: str
    text: str


class _Site(NamedTuple):
    id: str
    owners: frozenset[str]
    spots: frozenset[str]


def _fitting(saying: _Saying, sites: Iterable[_Site]) -> list[_Site]:
    """The sites that the words may mean: of the owner told beside the names, else of one told in the document."""
    there = [site for site in sites if _stands(site.spots, saying.spot)]
    owned = [site for site in there if _stands(site.owners, saying.plant)]
    return owned or [site for site in there if _stands(site.owners, saying.text)]


def _sayings(documents: Iterable[Document]) -> Iterator[_Saying]:
    """What documents say of a plant's other name."""
    hints, patterns, own = _patterns()
    for document in documents:
        if not any(map(document.text.__contains__, hints)):
            continue
        for sentence in STOPS.split(document.text):
            for pattern in patterns if any(map(sentence.__contains__, hints)) else ():
                yield from (_saying(match, own, document.text) for match in pattern.finditer(sentence))


def _saying(match: re.Match[str], own: re.Pattern[str], text: str) -> _Saying:
    name, plant = match["name"].strip(), match["plant"].strip()
    named = own.search(plant)
    names = (name, named["own"]) if named else (name,)
    return _Saying(names, fold(plant), fold(f"{plant} {name}"), fold(text[:LOOKED_AT]))


@cache
def _patterns() -> tuple[tuple[str, ...], tuple[re.Pattern[str], ...], re.Pattern[str]]:
    table = _table()
    patterns = tuple(re.compile(pattern) for pattern in (*table["en"], *table["zh"]))
    return tuple(table["hints"]), patterns, re.compile(table["own"])


@cache
def _level() -> re.Pattern[str]:
    """The last character of a Chinese division's full name, which tells its level."""
    return re.compile(f"(?:{'|'.join(_table()['levels'])})$")


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def _tells(site: Entity, entities: Mapping[str, Entity]) -> tuple[frozenset[str], frozenset[str]]:
    """The names of a site's owner, and those of its place."""
    owner = str(site.data.get("owner"))
    known = organisations().get(owner)
    names = [*_names(entities.get(owner)), *(names_of(known) if known is not None else ())]
    spots = [_level().sub("", name) for name in _names(entities.get(str(site.data.get("place"))))]
    return frozenset(map(fold, names)), frozenset(map(fold, spots))


def _names(entity: Entity | None) -> list[str]:
    return [entity.name, *entity.names.values()] if entity is not None else []


def _stands(names: Collection[str], words: str) -> bool:
    return any(len(name) > 1 and name in words for name in names)
