"""Things: companies, places, sites, projects, phases and events, with their timelines and what they are made of."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Response

from gigawatch.ledger.naming import find_known, settle_name
from gigawatch.model import InputError
from gigawatch.question import Observatory
from gigawatch.question.step import course_record
from gigawatch.question.step.answer import THING_COLUMNS
from gigawatch.question.tree import CAPACITY, ask_trees, tree_records
from gigawatch.question.why import account_record
from gigawatch.site.api import record
from gigawatch.site.api.asked import Asks
from gigawatch.site.api.asking import ThingsAsked, Timed, TreeAsked
from gigawatch.site.api.fact import AS_CSV, Key
from gigawatch.site.api.reply import Reply, rows_of, tell, tell_part
from gigawatch.vocab.folding import fold

router = APIRouter(prefix="/things", tags=["ledger"])


@router.get("", response_model=record.Page[record.Thing], responses=AS_CSV)
def list_things(asks: Asks, asked: Annotated[ThingsAsked, Query()]) -> Response:
    """Every thing that the sources name, by kind and name."""

    def make(book: Observatory) -> Reply:
        found = asks.once(asked, lambda: [row for row in book.things().to_dicts() if _is_asked(row, asked)])
        return tell_part(asks.request.url, asked, rows_of(found, tuple(THING_COLUMNS)))

    return asks.answer(asked, make)


def _is_asked(row: dict[str, object], asked: ThingsAsked) -> bool:
    if asked.kind is not None and row["kind"] != asked.kind.value:
        return False
    names = (fold(str(row[key] or "")) for key in ("name", "name_en", "name_zh"))
    return asked.name is None or any(fold(asked.name) in name for name in names)


@router.get("/{thing}", response_model=record.Open)
def show_thing(asks: Asks, thing: Key, asked: Annotated[Timed, Query()]) -> Response:
    """One thing by id or name: parts and wholes, steps on the status ladder, facts, names and what checks found."""

    def make(book: Observatory) -> Reply:
        account = account_record(book.ledger, book.why(_settle(book, thing)), asked.lang)
        return tell(asks.shelf.showing.cut(account))

    return asks.answer(asked, make)


@router.get("/{thing}/timeline", response_model=list[record.Open])
def show_timeline(asks: Asks, thing: Key, asked: Annotated[Timed, Query()]) -> Response:
    """The dated steps of a thing and of each of its parts, with what was refused and what contradicts."""

    def make(book: Observatory) -> Reply:
        found = book.courses(_settle(book, thing))
        return tell([course_record(book.ledger, one, asked.lang) for one in found])

    return asks.answer(asked, make)


@router.get("/{thing}/tree", response_model=list[record.Open])
def show_tree(asks: Asks, thing: Key, asked: Annotated[TreeAsked, Query()]) -> Response:
    """What a place, company or plant is made of, planned and built apart; each amount an interval."""

    def make(book: Observatory) -> Reply:
        if asked.unit is None and asked.measure != CAPACITY:
            raise InputError(f"a tree of {asked.measure} is of one unit", hint="name it with unit")
        found = ask_trees(book.ledger, _settle(book, thing), asked.measure, asked.unit)
        return tell(tree_records(book.ledger, found, asked.lang))

    return asks.answer(asked, make)


def _settle(book: Observatory, name: str) -> str:
    """The name or id by which the ledger knows a thing; 404 where no source speaks of it."""
    try:
        found = settle_name(book.ledger, name)
    except InputError as error:
        raise HTTPException(404, str(error)) from error
    if not find_known(book.ledger, found):
        raise HTTPException(404, f"no source here speaks of {name}")
    return found
