"""Documents: what is kept, and of each what its licence permits to show."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Response

from gigawatch.ledger import Ledger
from gigawatch.model import Document
from gigawatch.question import Observatory
from gigawatch.question.query import read_date
from gigawatch.site.api import record
from gigawatch.site.api.asked import Asks
from gigawatch.site.api.asking import Asked, DocumentsAsked
from gigawatch.site.api.fact import AS_CSV, Key
from gigawatch.site.api.reply import Reply, rows_of, tell, tell_part
from gigawatch.site.rights import permits_text
from gigawatch.site.showing import Showing
from gigawatch.store.schema import tables
from gigawatch.vocab.folding import fold

router = APIRouter(prefix="/documents", tags=["sources"])
HIDDEN = ("text",)
COLUMNS = tuple(name for name in tables()["document"].names if name not in HIDDEN)
Kept = record.row_model(tables()["document"], "Document", HIDDEN)


class Shown(Kept, record.Shown):  # type: ignore[misc, valid-type]  # made from the schema
    """A kept source with its claims, and as much of its text as its licence permits."""


@router.get("", response_model=record.Page[Kept], responses=AS_CSV)  # type: ignore[valid-type]
def list_documents(asks: Asks, asked: Annotated[DocumentsAsked, Query()]) -> Response:
    """Every kept document, newest first, without its text."""

    def make(book: Observatory) -> Reply:
        found = asks.once(asked, lambda: _select(book.ledger, asked))
        return tell_part(asks.request.url, asked, rows_of(found, COLUMNS))

    return asks.answer(asked, make)


@router.get("/{document}", response_model=Shown)
def show_document(asks: Asks, document: Key, asked: Annotated[Asked, Query()]) -> Response:
    """One document with its claims; the whole text only where its licence permits it, else the claims' sentences."""

    def make(book: Observatory) -> Reply:
        found = book.ledger.material.documents.get(document)
        if found is None:
            raise HTTPException(404, f"there is no document {document}")
        return tell({**_row(book.ledger, found), **_shown(book, found, asks.shelf.showing)})

    return asks.answer(asked, make)


def _select(ledger: Ledger, asked: DocumentsAsked) -> list[dict[str, object]]:
    since = read_date(asked.since)[0] if asked.since else None
    documents = [
        one
        for one in ledger.material.documents.values()
        if (asked.publisher is None or fold(asked.publisher) in fold(one.publisher or ""))
        and (since is None or (one.published is not None and one.published >= since))
        and (asked.language is None or one.language == asked.language)
    ]
    documents.sort(key=lambda one: one.id)
    documents.sort(key=lambda one: str(one.published or ""), reverse=True)
    return [_row(ledger, one) for one in documents]


def _row(ledger: Ledger, document: Document) -> dict[str, object]:
    leads = ledger.material.copies.get(document.id)
    return {name: leads if name == "leads" else getattr(document, name) for name in COLUMNS}


def _shown(book: Observatory, document: Document, showing: Showing) -> dict[str, object]:
    passages = [
        {"start": start, "end": end, "text": document.text[start:end]} for start, end in showing.passages(document.id)
    ]
    told = [
        {
            "id": claim.id,
            "kind": str(claim.kind),
            "surface": showing.words(claim)["surface"],
            "start": claim.start,
            "end": claim.end,
            "facts": [fact.id for fact in book.ledger.bearing.facts(claim.id)],
        }
        for claim in showing.claims(document.id)
    ]
    return {"is_open": permits_text(document.licence), "passages": passages, "claims": told}
