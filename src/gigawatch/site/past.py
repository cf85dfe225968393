"""Single pages of the site, made when they are asked for, from the ledger as it is or as it stood on a day.

They are the pages that a build writes, by the same makers and templates; the report and the index, which a build works
out for today alone, are not among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from gigawatch.ledger import Ledger, find_ages
from gigawatch.model import Claim
from gigawatch.report.block import Content
from gigawatch.report.publication import Publication
from gigawatch.site.cell import cell_pages
from gigawatch.site.contradiction import contradiction_pages
from gigawatch.site.document import document_page
from gigawatch.site.fact import fact_pages
from gigawatch.site.listing import list_pages
from gigawatch.site.page import Page, Site
from gigawatch.site.plan import document_path, thing_path
from gigawatch.site.source import source_pages
from gigawatch.site.thing import Known, gather_known, pages_of
from gigawatch.site.write import make_site

LISTS: Mapping[str, Callable[[Site, str], Iterable[Page]]] = {
    "facts": fact_pages,
    "things": list_pages,
    "contradictions": contradiction_pages,
    "sources": source_pages,
    "cell": cell_pages,
}
"""What makes the pages whose path begins with a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a site is called, in which languages it is written, and the day that its build counts to."""

    names: Mapping[str, str]
    region: str
    languages: Sequence[str]
    built_on: date


@dataclass(frozen=True)
class Past:
    """The site of a ledger, from which single pages are taken."""

    site: Site

    def find(self, lang: str, path: str) -> Page | None:
        """The page at a path below the folder of a language; None where this ledger has none."""
        folder = path.partition("/")[0]
        if folder == "thing":
            return self._thing(lang, path)
        if folder == "document":
            return self._document(lang, path)
        make = LISTS.get(folder.partition(".")[0])
        return next((page for page in make(self.site, lang) if page.path == path), None) if make else None

    def gather(self) -> None:
        """Look up all that single pages are made from, which else the first of them waits for."""
        _ = self._known, self._things, self._documents, self._claims

    def thing_at(self, path: str) -> str | None:
        """The thing whose page, or a part of it, lies at a path."""
        return self._things.get(path)

    def called_as(self, other: Ledger, thing: str) -> str | None:
        """The one thing of this ledger that bears a name which a thing of another ledger has."""
        entity = other.entities[thing]
        names = {entity.name, *entity.names.values()}
        named = {one for name in names for one in self.site.ledger.find_entities(name)}
        found = {one for one in named if self.site.ledger.entities[one].kind is entity.kind}
        return found.pop() if len(found) == 1 else None

    def _thing(self, lang: str, path: str) -> Page | None:
        entity = self.site.ledger.entities.get(self._things.get(path, ""))
        pages: Iterator[Page] = pages_of(self.site, lang, entity, self._known) if entity is not None else iter(())
        return next((page for page in pages if page.path == path), None)

    def _document(self, lang: str, path: str) -> Page | None:
        document = self.site.ledger.material.documents.get(self._documents.get(path, ""))
        return None if document is None else document_page(self.site, lang, document, self._claims[document.id])

    @cached_property
    def _known(self) -> Known:
        return gather_known(self.site)

    @cached_property
    def _things(self) -> Mapping[str, str]:
        parts = {thing: len(groups) for thing, groups in self.site.plan.facts.items()}
        things = self.site.ledger.entities
        return {thing_path(one, number): one for one in things for number in range(1, parts.get(one, 1) + 1)}

    @cached_property
    def _documents(self) -> Mapping[str, str]:
        return {document_path(one): one for one in self.site.ledger.material.documents}

    @cached_property
    def _claims(self) -> Mapping[str, list[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.site.ledger.material.every_claim().values():
            found[claim.document].append(claim)
        return found


def open_past(ledger: Ledger, about: About, as_of: date | None = None) -> Past:
    """The site of a ledger that counts what was published by a day, or of the ledger as it was built."""
    steps = [step for group in ledger.milestones.values() for step in group]
    days = [one.published for one in ledger.material.documents.values() if one.published is not None]
    publication = Publication(
        ledger=ledger,
        name=about.names["en"],
        name_zh=about.names.get("zh", ""),
        region=about.region,
        edition="",
        dated=max(days).isoformat() if days else "",
        ages=find_ages(steps, as_of or about.built_on, ledger.kin, ledger.facts.values()),
    )
    contents = {lang: Content(lang, publication.title(lang), "", "", publication.dated, ()) for lang in about.languages}
    return Past(replace(make_site(publication, contents), as_of=as_of, is_served=True))
