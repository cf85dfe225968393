"""Facts: chosen ones, totals, and what stands behind any id."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Response

from gigawatch.model import Fact, InputError
from gigawatch.question import Observatory
from gigawatch.question.row import FACT_COLUMNS, fact_record, fact_row
from gigawatch.question.total import total_record
from gigawatch.question.why import account_record
from gigawatch.site.api import record
from gigawatch.site.api.asked import Asks
from gigawatch.site.api.asking import LONGEST, FactsAsked, Timed, TotalsAsked
from gigawatch.site.api.reply import CSV, Reply, Rows, tell, tell_part

router = APIRouter(tags=["ledger"])
AS_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {CSV: {"schema": {"type": "string"}}}}}
Key = Annotated[str, Path(min_length=1, max_length=LONGEST)]


@router.get("/facts", response_model=record.Page[record.Fact], responses=AS_CSV)
def list_facts(asks: Asks, asked: Annotated[FactsAsked, Query()]) -> Response:
    """The settled facts that meet every condition, each with the statements kept and lost and what checks found."""

    def make(book: Observatory) -> Reply:
        query = asked.query(asked.sort, reverse=asked.reverse)
        found: list[Fact] = asks.once(asked, lambda: book.choose(query))
        rows = Rows(
            found,
            lambda fact: fact_record(book.ledger, fact, asked.lang, asked.valid_on),
            tuple(FACT_COLUMNS),
            lambda fact: fact_row(book.ledger, fact, query.valid_on or book.clocks.valid_on),
        )
        return tell_part(asks.request.url, asked, rows)

    return asks.answer(asked, make)


@router.get("/facts/{fact}", response_model=record.Open)
def show_fact(asks: Asks, fact: Key, asked: Annotated[Timed, Query()]) -> Response:
    """One fact: its value, the rule that settled it, the values that lost, and the sentence that each came from."""

    def make(book: Observatory) -> Reply:
        if fact not in book.ledger.facts:
            raise HTTPException(404, f"there is no fact {fact}")
        return tell(asks.shelf.showing.cut(account_record(book.ledger, book.why(fact), asked.lang)))

    return asks.answer(asked, make)


@router.get("/why/{key}", response_model=record.Open)
def explain(asks: Asks, key: Key, asked: Annotated[Timed, Query()]) -> Response:
    """What stands behind a fact, claim, table cell, thing or step by its id, or behind a thing by its name.

    `kind` tells which; a fact has none. A name that fits several things gives them as candidates.
    """

    def make(book: Observatory) -> Reply:
        try:
            account = book.why(key)
        except InputError as error:
            raise HTTPException(404, str(error)) from error
        return tell(asks.shelf.showing.cut(account_record(book.ledger, account, asked.lang)))

    return asks.answer(asked, make)


@router.get("/totals", response_model=list[record.Open])
def list_totals(asks: Asks, asked: Annotated[TotalsAsked, Query()]) -> Response:
    """Totals of the facts chosen: one for each measure, unit, stage and link, as an interval with its scope in words.

    A whole and its parts count once; what is left out is listed with the reason. Planned and built are never one sum.
    """

    def make(book: Observatory) -> Reply:
        found = book.totals(asked.query(), asked.unit)
        return tell([total_record(book.ledger, one, book.clocks, asked.lang) for one in found])

    return asks.answer(asked, make)
