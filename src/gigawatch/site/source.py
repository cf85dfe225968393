"""The list of sources: every kept document and every table, with publisher, date, licence and address."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from gigawatch.model import Document, Observation
from gigawatch.site.fact import part_paths
from gigawatch.site.page import Page, Site
from gigawatch.site.plan import CellPage, cut
from gigawatch.site.word import speak

DOCUMENTS_IN_A_TABLE = 1000


@dataclass(frozen=True, slots=True)
class Listed:
    """A document with the number of its claims and whether it is a near-copy of another."""

    document: Document
    claims: int
    copy_of: Document | None


@dataclass(frozen=True, slots=True)
class ListedTable:
    """A table with its cells counted, its publications, and the pages that show the cells in use."""

    name: str
    cells: int
    shown: int
    publications: tuple[tuple[str, str, int], ...]
    pages: tuple[CellPage, ...]


def source_pages(site: Site, lang: str) -> Iterator[Page]:
    """The list of all sources, in parts; the tables stand on the first."""
    parts = cut(list_documents(site), DOCUMENTS_IN_A_TABLE) or ((),)
    paths = part_paths("sources", len(parts))
    for number, part in enumerate(parts, start=1):
        tables = list_tables(site) if number == 1 else []
        values = {"listed": part, "tables": tables, "number": number, "parts": paths}
        yield Page(paths[number - 1], "sources.html", speak(lang)("sources"), values, "sources")


def list_documents(site: Site) -> list[Listed]:
    """Every document, newest first."""
    return site.keep("documents", lambda: _list_documents(site))


def _list_documents(site: Site) -> list[Listed]:
    material = site.ledger.material
    claims = Counter(claim.document for claim in material.every_claim().values())
    listed = [
        Listed(d, claims[d.id], material.documents.get(material.copies.get(d.id, "")))
        for d in material.documents.values()
    ]
    return sorted(listed, key=lambda item: (str(item.document.published or ""), item.document.id), reverse=True)


def list_tables(site: Site) -> list[ListedTable]:
    """Every table by name."""
    groups: dict[str, list[Observation]] = defaultdict(list)
    for cell in site.ledger.material.every_cell().values():
        groups[cell.table].append(cell)
    return [_table(site, name, groups[name]) for name in sorted(groups)]


def _table(site: Site, name: str, cells: list[Observation]) -> ListedTable:
    pages = tuple(page for page in site.plan.cells if page.table == name)
    publications = Counter((cell.source or "", cell.licence or "") for cell in cells)
    rows = tuple((source, licence, count) for (source, licence), count in sorted(publications.items()))
    return ListedTable(name, len(cells), sum(len(page.cells) for page in pages), rows, pages)
