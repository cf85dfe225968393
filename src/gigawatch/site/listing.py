"""Lists of groups, each under its heading, in parts where they are long; the page of all things is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Generic, TypeVar

from gigawatch.model import EntityKind
from gigawatch.site.alphabet import sort_things
from gigawatch.site.fact import part_paths
from gigawatch.site.page import Page, Site
from gigawatch.site.plan import cut
from gigawatch.site.word import speak

THINGS_ON_A_PAGE = 1000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Heading:
    """A group: how many it holds in all, and the number of the part on which it begins."""

    key: str
    count: int
    number: int


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One page of a list: what of each group stands on it, beside the headings and paths of all pages."""

    number: int
    groups: Mapping[str, tuple[T, ...]]
    headings: tuple[Heading, ...]
    paths: tuple[str, ...]


def part_groups(groups: Mapping[str, Sequence[T]], size: int, stem: str) -> Iterator[Part[T]]:
    """Groups in parts of at most `size` members, one part at least; a group that is cut goes on in the next part."""
    flat = [(key, item) for key, items in groups.items() for item in items]
    parts = cut(flat, size) or ((),)
    begins = {key: number for number, part in reversed([*enumerate(parts, 1)]) for key, _ in part}
    headings = tuple(Heading(key, len(items), begins[key]) for key, items in groups.items() if items)
    paths = part_paths(stem, len(parts))
    for number, part in enumerate(parts, start=1):
        here = {key: tuple(item for _, item in run) for key, run in groupby(part, key=itemgetter(0))}
        yield Part(number, here, headings, paths)


def list_pages(site: Site, lang: str) -> Iterator[Page]:
    """The list of all things by their kind."""
    entities = sort_things(site.ledger, site.ledger.entities.values(), lang)
    kinds = {kind.value: [one for one in entities if one.kind is kind] for kind in EntityKind}
    for part in part_groups(kinds, THINGS_ON_A_PAGE, "things"):
        yield Page(part.paths[part.number - 1], "things.html", speak(lang)("things"), {"part": part}, "things")
