"""The index: which indices there are, their indicators, scores with ranks and intervals, and the readings below."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Response

from gigawatch.question import Observatory
from gigawatch.site.api import record
from gigawatch.site.api.asked import Asking, Asks
from gigawatch.site.api.asking import Asked, IndicatorsAsked, Listed, ReadingsAsked, ScoresAsked
from gigawatch.site.api.fact import AS_CSV, Key
from gigawatch.site.api.reply import Reply, rows_of, tell, tell_part
from gigawatch.store.schema import tables

router = APIRouter(prefix="/indices", tags=["index"])
Indicator = record.row_model(tables()["indicator"], "Indicator")
Score = record.row_model(tables()["score"], "Score")
Reading = record.row_model(tables()["reading"], "Reading")
INDICES = "SELECT * FROM indicator WHERE parent IS NULL ORDER BY index_id"


@router.get("", response_model=list[Indicator])  # type: ignore[valid-type]  # made from the schema
def list_indices(asks: Asks, asked: Annotated[Asked, Query()]) -> Response:
    """Every index of the workspace, with whom it ranks and by which rule they were chosen."""
    return asks.answer(asked, lambda book: tell(book.sql(INDICES).to_dicts()))


@router.get("/{index}/indicators", response_model=record.Page[Indicator], responses=AS_CSV)  # type: ignore[valid-type]
def list_indicators(asks: Asks, index: Key, asked: Annotated[IndicatorsAsked, Query()]) -> Response:
    """What an index is made of: every indicator with definition, unit, direction, weight and scale."""
    return _list(asks, "indicator", index, asked, {}, "level, code")


@router.get("/{index}/scores", response_model=record.Page[Score], responses=AS_CSV)  # type: ignore[valid-type]
def list_scores(asks: Asks, index: Key, asked: Annotated[ScoresAsked, Query()]) -> Response:
    """Scores and ranks with their intervals, newest year first, in order of rank."""
    chosen = {"code": asked.code, "unit": asked.unit, "period": asked.period}
    return _list(asks, "score", index, asked, chosen, "period DESC, code, rank NULLS LAST, unit")


@router.get("/{index}/readings", response_model=record.Page[Reading], responses=AS_CSV)  # type: ignore[valid-type]
def list_readings(asks: Asks, index: Key, asked: Annotated[ReadingsAsked, Query()]) -> Response:
    """The indicators' values, each with its interval, source, vintage, and the cells or facts behind it."""
    chosen = {"indicator": asked.indicator, "unit": asked.unit, "period": asked.period}
    return _list(asks, "reading", index, asked, chosen, "period DESC, indicator, unit")


def _list(asks: Asking, table: str, index: str, asked: Asked, chosen: dict[str, str | None], order: str) -> Response:
    """The rows of a table of an index that agree with what is chosen; table and order are this module's own."""
    assert isinstance(asked, Listed)
    conditions = {"index_id": index, **{name: value for name, value in chosen.items() if value is not None}}
    where = " AND ".join(f"lower({name}) = lower(?)" for name in conditions)
    query = f"SELECT * FROM {table} WHERE {where} ORDER BY {order}"

    def make(book: Observatory) -> Reply:
        known = [str(row["index_id"]) for row in book.sql(INDICES).to_dicts()]
        if index not in known:
            raise HTTPException(404, f"there is no index {index}; there are: {', '.join(known)}")
        rows = book.sql(query, list(conditions.values())).to_dicts()
        return tell_part(asks.request.url, asked, rows_of(rows, tables()[table].names))

    return asks.answer(asked, make)
