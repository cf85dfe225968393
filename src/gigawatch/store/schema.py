"""The tables of a workspace's database: every column with its type and its meaning, kept as data."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

SCHEMA = Path(__file__).parent / "data" / "schema.toml"
SQL_TYPES = {"text": "VARCHAR", "float": "DOUBLE", "int": "BIGINT", "date": "DATE", "bool": "BOOLEAN"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type (text, float, int, date, bool) and what it means."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row of it is, and its columns in order."""

    name: str
    comment: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)


@cache
def tables() -> Mapping[str, Table]:
    """Every table by name, in the order of the schema file."""
    data = tomllib.loads(SCHEMA.read_text(encoding="utf-8"))
    return {name: _table(name, spec) for name, spec in data.items()}


def _table(name: str, spec: Mapping[str, str]) -> Table:
    columns = tuple(_column(key, text) for key, text in spec.items() if key != "comment")
    return Table(name, spec["comment"], columns)


def _column(name: str, text: str) -> Column:
    kind, _, comment = text.partition(": ")
    if kind not in SQL_TYPES:
        raise ValueError(f"schema.toml: column {name} has type {kind!r}")
    return Column(name, kind, comment)


def mark_schema() -> str:
    """Twelve digits of the SHA-256 of all tables, columns and types: other where a database is shaped otherwise."""
    shape = {table.name: {column.name: column.type for column in table.columns} for table in tables().values()}
    return sha256(json.dumps(shape).encode()).hexdigest()[:12]
