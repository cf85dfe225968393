"""The other names that documents give plants: the Valle del Ebro gigafactory, as a firm's plant in a town is known."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from gigawatch.model import Document, Entity, EntityKind
from gigawatch.vocab import organisations
from gigawatch.vocab.folding import fold
from gigawatch.vocab.organisation import names_of

DATA = Path(__file__).parent / "data" / "called.toml"
STOPS = re.compile(r"(?<=[.!?])\s+|(?<=[。！？；])|\n")


def find_called(entities: Mapping[str, Entity], documents: Iterable[Document]) -> Mapping[str, frozenset[str]]:
    """The sites that documents give other names, by that name; each where one site alone fits."""
    told = list(_sayings(documents))
    if not told:
        return {}
    sites = [(site.id, *_tells(site, entities)) for site in entities.values() if site.kind is EntityKind.SITE]
    found: dict[str, set[str]] = defaultdict(set)
    for name, plant in told:
        fitting = {site for site, owners, spots in sites if _stands(owners, plant) and _stands(spots, plant)}
        if len(fitting) == 1:
            found[name] |= fitting
    return {name: frozenset(ids) for name, ids in found.items()}


def _sayings(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Each other name, and the folded words that tell of which plant it is."""
    hints, patterns = _patterns()
    for document in documents:
        if not any(map(document.text.__contains__, hints)):
            continue
        for sentence in STOPS.split(document.text):
            for pattern in patterns if any(map(sentence.__contains__, hints)) else ():
                yield from ((m["name"].strip(), fold(m["plant"])) for m in pattern.finditer(sentence))


@cache
def _patterns() -> tuple[tuple[str, ...], tuple[re.Pattern[str], ...]]:
    table = _table()
    return tuple(table["hints"]), tuple(re.compile(pattern) for pattern in (*table["en"], *table["zh"]))


@cache
def _level() -> re.Pattern[str]:
    """The last character of a Chinese division's full name, which tells its level."""
    return re.compile(f"(?:{'|'.join(_table()['levels'])})$")


@cache
def _table() -> Mapping[str, list[str]]:
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
