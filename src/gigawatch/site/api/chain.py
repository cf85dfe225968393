"""The chain: what a region has and lacks."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Response

from gigawatch.chain import as_json, find_chain
from gigawatch.ledger.naming import settle_region
from gigawatch.model import InputError
from gigawatch.question import Observatory
from gigawatch.site.api import record
from gigawatch.site.api.asked import Asks
from gigawatch.site.api.asking import Timed
from gigawatch.site.api.fact import Key
from gigawatch.site.api.reply import Reply, tell

router = APIRouter(prefix="/chain", tags=["chain"])


@router.get("/{region}", response_model=record.Open)
def show_chain(asks: Asks, region: Key, asked: Annotated[Timed, Query()]) -> Response:
    """A region's (or company's) industrial chain: its links and who works in them, material balances, what is missing.

    A region that no source here speaks of has no link; a name that nobody knows is not found.
    """

    def make(book: Observatory) -> Reply:
        try:
            place = settle_region(book.ledger, region)
        except InputError as error:
            raise HTTPException(404, str(error)) from error
        return tell(as_json(find_chain(book.ledger, place)))

    return asks.answer(asked, make)
