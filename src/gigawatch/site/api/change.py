"""Changes: what was added, changed or ended since a day, as a list and as an Atom feed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from gigawatch.ledger import Difference
from gigawatch.question import Observatory
from gigawatch.question.change import COLUMNS, change_records, change_rows
from gigawatch.question.feed import render_feed
from gigawatch.question.voice import Voice
from gigawatch.site.api import record
from gigawatch.site.api.asked import Asking, Asks
from gigawatch.site.api.asking import ChangesAsked, ChangesListed
from gigawatch.site.api.fact import AS_CSV
from gigawatch.site.api.reply import ATOM, Reply, Rows, tell_part

router = APIRouter(prefix="/changes", tags=["changes"])
AS_ATOM: dict[int | str, dict[str, Any]] = {
    200: {"description": "An Atom feed (RFC 4287).", "content": {ATOM: {"schema": {"type": "string"}}}}
}


@router.get("", response_model=record.Page[record.Change], responses=AS_CSV)
def list_changes(asks: Asks, asked: Annotated[ChangesListed, Query()]) -> Response:
    """What changed since a day or kept edition: facts added, changed, ended, statuses moved, each with the reason."""

    def make(book: Observatory) -> Reply:
        def work_out() -> list[tuple[dict[str, object], tuple[str, ...]]]:
            found = _differ(asks, book, asked)
            rows = change_rows(Voice(book.whole, asked.lang), found)
            return list(zip(change_records(found, asked.lang), rows, strict=True))

        found = asks.once(asked, work_out)
        return tell_part(asks.request.url, asked, Rows(found, lambda one: one[0], COLUMNS, lambda one: one[1]))

    return asks.answer(asked, make)


@router.get("/feed", response_class=Response, responses=AS_ATOM)
def feed_changes(asks: Asks, asked: Annotated[ChangesAsked, Query()]) -> Response:
    """The same as an Atom feed, an entry a change, with ids that stay."""

    def make(book: Observatory) -> Reply:
        title = asks.shelf.names[asked.lang]
        text = render_feed(Voice(book.whole, asked.lang), _differ(asks, book, asked), title)
        return Reply(text.encode(), f"{ATOM}; charset=utf-8")

    return asks.answer(asked, make)


def _differ(asks: Asking, book: Observatory, asked: ChangesAsked) -> Difference:
    until = asked.until or asks.shelf.built_on.isoformat()
    return book.diff(
        asked.since, until, by=asked.by.value if asked.by else None, place=asked.place, company=asked.company
    )
