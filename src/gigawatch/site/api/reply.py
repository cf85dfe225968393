"""Answers as JSON or CSV, a part of a list at a time, with the address of the next part."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import URL

from gigawatch.question.csv import csv_text
from gigawatch.site.api.asking import Format, Listed

JSON, CSV, ATOM = "application/json", "text/csv", "application/atom+xml"


@dataclass(frozen=True, slots=True)
class Reply:
    """The bytes of an answer with their media type."""

    body: bytes
    media: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rows:
    """A list before it is cut: `tell` makes an object of one, `cells` a row in the order of `columns`."""

    found: Sequence[Any]
    tell: Callable[[Any], Mapping[str, object]]
    columns: Sequence[str]
    cells: Callable[[Any], Sequence[object]]


def rows_of(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> Rows:
    """A list of rows by column name."""
    return Rows(rows, lambda row: row, columns, lambda row: tuple(row[column] for column in columns))


def tell(content: object) -> Reply:
    """An object as JSON."""
    return Reply(json.dumps(content, ensure_ascii=False, allow_nan=False, default=str).encode())


def tell_part(url: URL, asked: Listed, rows: Rows) -> Reply:
    """The part of a list that is asked for, as it is asked for; CSV tells the next part in its `Link` alone."""
    part, total = rows.found[asked.offset : asked.offset + asked.limit], len(rows.found)
    following = _next(url, asked, total)
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    if asked.format is Format.CSV:
        return Reply(csv_text(rows.columns, map(rows.cells, part)).encode(), f"{CSV}; charset=utf-8", headers)
    told = {"total": total, "limit": asked.limit, "offset": asked.offset, "next": following}
    return Reply(tell({**told, "items": [rows.tell(one) for one in part]}).body, JSON, headers)


def _next(url: URL, asked: Listed, total: int) -> str | None:
    """The address of the part after this one, counted from the server's root."""
    after = asked.offset + asked.limit
    if after >= total:
        return None
    further = url.include_query_params(offset=after, limit=asked.limit)
    return f"{further.path}?{further.query}"
