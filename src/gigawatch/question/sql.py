"""SQL over a built workspace: read only, cut off from files and the net, with a fault in one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path

from gigawatch.model import InputError
from gigawatch.question.answer import Answer
from gigawatch.store import open_database

KINDS = {"VARCHAR": "text", "DOUBLE": "float", "BIGINT": "int", "DATE": "date", "BOOLEAN": "bool"}
LOCKED = ("SET enable_external_access = false", "SET lock_configuration = true")
Row = dict[str, object]


def ask_sql(database: Path, query: str, values: Sequence[object] = ()) -> Answer[Row]:
    """The rows of a query with `?` filled from `values`; InputError with DuckDB's first line where it cannot be run."""
    import duckdb

    with open_database(database) as con:
        for setting in LOCKED:
            con.execute(setting)
        try:
            if len(con.extract_statements(query)) > 1:
                raise InputError("the query holds more than one statement", hint="ask them one by one")
            cursor = con.execute(query, list(values))
            if cursor is None or not cursor.description:
                raise InputError("the query asks for nothing", hint="write SELECT ... FROM ...; see docs/sql.md")
            columns = _name_apart((str(told[0]), KINDS.get(str(told[1]), "")) for told in cursor.description)
            rows = tuple(cursor.fetchall())
        except duckdb.Error as error:
            lines = str(error).splitlines()
            hint = "the tables and views are in docs/sql.md"
            raise InputError(f"the query cannot be run: {lines[0] if lines else error}", hint=hint) from error
    return Answer(tuple(dict(zip(columns, row, strict=True)) for row in rows), columns, rows)


def _name_apart(told: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Columns by name with their types; a name that stands already takes the next number that is free."""
    columns: dict[str, str] = {}
    for name, kind in told:
        numbered = (f"{name}_{number}" for number in count(2))
        free = name if name not in columns else next(one for one in numbered if one not in columns)
        columns[free] = kind
    return columns
