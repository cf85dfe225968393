"""Cases of sources that contradict each other, told in our own words: documents in, expectations of the ledger out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from gigawatch.claims import read_claims
from gigawatch.figures import read_table
from gigawatch.intake import find_copies
from gigawatch.ledger import Ledger, Material, make_ledger
from gigawatch.model import Claim, Document, Observation
from gigawatch.resolve import resolve

FOLDER = Path(__file__).parent / "case"
Expectation = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """One case: its documents and tables, and what a careful reader would expect the ledger to say."""

    name: str
    folder: str
    title: str
    kind: str
    region: str
    documents: tuple[Mapping[str, Any], ...]
    tables: tuple[Mapping[str, str], ...]
    as_of: str | None
    expect: tuple[Expectation, ...]


def read_cases(folder: Path = FOLDER) -> list[Case]:
    """Every case of a folder and the folders in it, by name."""
    return [_read(path) for path in sorted(folder.rglob("*.yaml"))]


def _read(path: Path) -> Case:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    as_of = (data.get("ask") or {}).get("as_of")
    return Case(
        path.stem,
        path.parent.name,
        data["title"],
        data["kind"],
        data["region"],
        tuple(data["documents"]),
        tuple(data.get("tables") or ()),
        str(as_of) if as_of else None,
        tuple(data["expect"]),
    )


@cache
def book_of(documents: tuple[Document, ...], cells: tuple[Observation, ...] = ()) -> Ledger:
    """The ledger of some documents: read, copies found, resolved and settled, as a build does it."""
    claims: list[Claim] = []
    for document in documents:
        claims += [replace(claim, document=document.id) for claim in read_claims(document).claims]
    held = {document.id: document for document in documents}
    found = resolve(held, claims, cells)
    by_id = {claim.id: claim for claim in claims}
    observations = {cell.id: cell for cell in cells}
    copies = find_copies(list(documents))
    return make_ledger(Material(held, by_id, observations, found.entities, found.mentions, copies))


def ledger_of(case: Case, folder: Path) -> Ledger:
    """The ledger of a case."""
    cells = tuple(cell for table in case.tables for cell in _cells(table, folder))
    book = book_of(tuple(_document(case, told) for told in case.documents), cells)
    return book.as_of(date.fromisoformat(case.as_of)) if case.as_of else book


def _document(case: Case, told: Mapping[str, Any]) -> Document:
    text = str(told["text"]).strip() + "\n"
    digest = hashlib.sha256(f"{case.name}/{told['name']}\n{text}".encode()).hexdigest()
    published = told["published"] if isinstance(told["published"], date) else date.fromisoformat(str(told["published"]))
    return Document(
        id=f"doc-{digest[:12]}",
        path=f"documents/{case.name}/{told['name']}.md",
        sha256=digest,
        text=text,
        language=told.get("language", "en"),
        title=told.get("title"),
        url=told.get("url"),
        publisher=told.get("publisher"),
        published=published,
        kept=published,
    )


def _cells(table: Mapping[str, str], folder: Path) -> Sequence[Observation]:
    path = folder / table["name"]
    path.write_text(table["text"], encoding="utf-8")
    return read_table(path, f"tables/{table['name']}").observations
