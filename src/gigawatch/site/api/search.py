"""Search: things, facts and passages that hold the words asked for."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Response

from gigawatch.question import Observatory
from gigawatch.site.api import record
from gigawatch.site.api.asked import Asks
from gigawatch.site.api.asking import SearchAsked
from gigawatch.site.api.reply import Reply, tell
from gigawatch.site.search import open_search

router = APIRouter(tags=["search"])


@router.get("/search", response_model=record.Found)
def search(asks: Asks, asked: Annotated[SearchAsked, Query()]) -> Response:
    """Things by any of their names or their pinyin, facts, and passages of documents that hold every word asked for.

    The last word may be a beginning. Things that go by that very name come first, then those of which a name begins so;
    facts told late and new documents come before the others.
    """

    def make(book: Observatory) -> Reply:
        found = open_search(book.database).find(asked.q, asked.lang.value, asked.limit)
        return tell({f"{shelf}s": [asdict(hit) for hit in hits] for shelf, hits in found.items()})

    return asks.answer(asked, make)
