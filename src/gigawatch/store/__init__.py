"""Where it lies: DuckDB for questions, Parquet between the steps, both typed by one schema."""

from gigawatch.store.database import fetch_rows, open_database, write_database
from gigawatch.store.parquet import read_rows, stream_rows, write_rows
from gigawatch.store.schema import Column, Table, mark_schema, tables
from gigawatch.store.view import View, views

__all__ = [
    "Column",
    "Table",
    "View",
    "fetch_rows",
    "mark_schema",
    "open_database",
    "read_rows",
    "stream_rows",
    "tables",
    "views",
    "write_database",
    "write_rows",
]
