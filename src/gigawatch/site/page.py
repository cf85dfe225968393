"""A page before it is written, and the site it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from gigawatch.ledger import Ledger
from gigawatch.ledger.chronicle import Chronicle
from gigawatch.model import Entity
from gigawatch.report.block import Content
from gigawatch.report.pen import Pen
from gigawatch.report.publication import Publication
from gigawatch.report.reference import Library, Shelf
from gigawatch.site.alphabet import sort_things
from gigawatch.site.explorer.table import Table, make_table
from gigawatch.site.plan import Plan
from gigawatch.site.pledge.row import Pledge, find_signed, list_pledges
from gigawatch.site.project.row import Project, list_projects
from gigawatch.site.recent import Recent, find_recent
from gigawatch.site.standing import find_definitions

Kindred = Mapping[str, Mapping[str, tuple[Entity, ...]]]  # by `part_of`, `owner` and `place`, then by id
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its path below the language's folder, its template, its title and what the template shows.

    `section` is the entry of the navigation that the page belongs to; `query` what a server is asked of it, which the
    other languages are asked as well; `today` the path of the page that a page of an earlier day leads to, where that
    is another one.
    """

    path: str
    template: str
    title: str
    values: Mapping[str, object] = field(default_factory=dict)
    section: str = ""
    query: str = ""
    today: str = ""


@dataclass(frozen=True)
class Voice:
    """One language of the site: the composed report, the pen that writes, the library and the shelf of its sources."""

    content: Content
    pen: Pen
    library: Library
    shelf: Shelf

    @property
    def lang(self) -> str:
        """The language."""
        return self.content.lang


def make_voice(publication: Publication, content: Content) -> Voice:
    """The voice of a composed report; its sources get the numbers that the report gives them."""
    library = Library(publication, content.computations)
    shelf = Shelf(library, content.lang)
    for ref in content.refs():
        shelf.cite(ref)
    return Voice(content, Pen(publication, content.lang), library, shelf)


@dataclass(frozen=True)
class Site:
    """What the pages are made of: the publication, its voices by language, the plan, the files to download.

    `as_of` is the day by which the ledger counts what was published; None: it is as it was built.
    `is_served`: a server that can be asked makes the pages, one by one.
    `await_recent` waits, once, for what another process finds of what became known.
    `kept` holds what was found once for many pages of this very site: one that is like it but for the day has its own.
    """

    publication: Publication
    voices: Mapping[str, Voice]
    plan: Plan
    downloads: tuple[tuple[str, Path], ...] = ()
    as_of: date | None = None
    is_served: bool = False
    await_recent: Callable[[], Recent] | None = None
    kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def ledger(self) -> Ledger:
        """The ledger."""
        return self.publication.ledger

    def kindred(self, lang: str) -> Kindred:
        """What is a part of each thing, is owned by it or lies in it, by the names that these have in a language."""
        return self.keep(("kindred", lang), lambda: self._find_kindred(lang))

    def _find_kindred(self, lang: str) -> Kindred:
        found: dict[str, dict[str, list[Entity]]] = {name: defaultdict(list) for name in ("part_of", "owner", "place")}
        for entity in sort_things(self.ledger, self.ledger.entities.values(), lang):
            told = {"part_of": entity.part_of, "owner": entity.data.get("owner"), "place": entity.data.get("place")}
            for name, whole in told.items():
                found[name][str(whole)].append(entity)
        return {name: {whole: tuple(group) for whole, group in groups.items()} for name, groups in found.items()}

    @cached_property
    def explored(self) -> Mapping[str, Table]:
        """What the explorer of each index computes with, by the index's id; none of one that it cannot work out."""
        found = ((one.id, make_table(one, self.publication.readings)) for one in find_definitions(self.publication))
        return {identity: table for identity, table in found if table is not None}

    @cached_property
    def projects(self) -> Sequence[Project]:
        """Every plant, the furthest first."""
        return list_projects(next(iter(self.voices.values())).pen)  # what it lists is the same in every language

    @cached_property
    def pledges(self) -> Sequence[Pledge]:
        """Every pledge, by declaration."""
        return list_pledges(self.publication)

    @cached_property
    def signed(self) -> Mapping[str, tuple[Pledge, ...]]:
        """The pledges with a page that each thing signed, by its id."""
        from gigawatch.site.section import find_section

        is_told = all(find_section(voice, "pledges") is not None for voice in self.voices.values())
        return find_signed(self.pledges) if is_told else {}

    @cached_property
    def recent(self) -> Recent:
        """What became known; only as much as a written site tells, where another process found it."""
        return self.await_recent() if self.await_recent else find_recent(self.ledger, self.publication.ages)

    @property
    def chronicle(self) -> Chronicle:
        """What became known on which day, the newest first."""
        return self.recent.chronicle

    def prepare(self) -> None:
        """Find what many pages look up before they are written by several processes."""
        for _ in (self.facts_of, self.signed, self.projects, *map(self.kindred, self.languages)):
            pass

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was found under a key before, else what `make` finds now."""
        if key not in self.kept:
            self.kept[key] = make()
        found: T = self.kept[key]
        return found

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages in the workspace's order."""
        return tuple(self.voices)

    @cached_property
    def facts_of(self) -> Mapping[str, str]:
        """The fact that each claim or table cell bears on."""
        return {c.claim: fact for fact, group in self.ledger.candidates.items() for c in group}
