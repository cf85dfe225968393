"""How the tables lie on the server: one schema, types, keys, comments, and the views in the server's own SQL."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gigawatch.store.schema import Table, tables
from gigawatch.store.view import View, views

SCHEMA = "gigawatch"
EDITION = "edition"
PLACE = "_place"
READER = "gigawatch_reader"
LAYOUT = Path(__file__).parent.parent / "data" / "shared.toml"
TYPES = {"text": "text", "float": "double precision", "int": "bigint", "date": "date", "bool": "boolean"}
MAKE_SCHEMA = f"""DO $$ BEGIN
  IF to_regnamespace('{SCHEMA}') IS NULL THEN CREATE SCHEMA {SCHEMA}; END IF;
END $$"""  # IF NOT EXISTS would ask for the right to make one even where one is there
ABOUT_SCHEMA = (
    "Gigawatch: the ledger that a team shares. Written by gigawatch share alone, one edition whole at a time."
)
ABOUT_PLACE = "the place of the row in its table, from 0"
ABOUT_EDITION = "One edition of the ledger that was handed over a row; the last one is what the tables hold."
EDITION_COLUMNS = {  # name: type, meaning
    "number": ("bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "counts up with every edition"),
    "id": ("text NOT NULL", "made from all that the edition holds: the same ledger has the same id"),
    "name": ("text NOT NULL", "the name of the workspace that it was built in"),
    "format": ("bigint NOT NULL", "the format of the tables; a program reads none that is newer than its own"),
    "version": ("text NOT NULL", "the version of Gigawatch that built it"),
    "built_on": ("date", "the date of the build, which ages count to"),
    "handed_at": ("timestamp with time zone NOT NULL DEFAULT now()", "when it was handed over"),
    "tables": ("text NOT NULL", "JSON: of every table how many rows it has, and their hash"),
    "files": ("text NOT NULL", "JSON: the small files that questions need beside the tables, by path"),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """What the server is told of a table besides its columns: the primary key, and the columns that are looked up."""

    key: tuple[str, ...]
    index: tuple[tuple[str, ...], ...]


@cache
def layouts() -> Mapping[str, Layout]:
    """The layout of every table."""
    data = tomllib.loads(LAYOUT.read_text(encoding="utf-8"))["table"]
    found = {}
    for name in tables():
        told = data.get(name, {})
        found[name] = Layout(tuple(told.get("key", (PLACE,))), tuple(map(tuple, told.get("index", ()))))
    return found


@cache
def server_views() -> Mapping[str, str]:
    """The query of every view in the SQL of PostgreSQL: its own where DuckDB's differs."""
    own = tomllib.loads(LAYOUT.read_text(encoding="utf-8"))["view"]
    return {name: str(own.get(name, {}).get("query", view.query)).strip() for name, view in views().items()}


def create_all(former: Iterable[str] = ()) -> Iterator[str]:
    """The statements that make the schema with empty tables, in place of whatever lies there in an older format.

    `former` names the tables of that format, of which some may be no more; views go with the tables that they ask.
    """
    yield MAKE_SCHEMA
    yield f"COMMENT ON SCHEMA {SCHEMA} IS {_text(ABOUT_SCHEMA)}"
    for table in dict.fromkeys((*former, *tables(), EDITION)):
        yield f"DROP TABLE IF EXISTS {name_of(table)} CASCADE"
    for view in reversed(tuple(views())):
        yield f"DROP VIEW IF EXISTS {name_of(view)}"
    for one in tables().values():
        yield from _create_table(one)
    yield from _create_edition()


def create_keys(table: str) -> Iterator[str]:
    """The statements that make the keys of a table, once it is filled."""
    layout = layouts()[table]
    yield f"ALTER TABLE {name_of(table)} ADD PRIMARY KEY ({_columns(layout.key)})"
    for columns in layout.index:
        yield f"CREATE INDEX ON {name_of(table)} ({_columns(columns)})"


def create_views() -> Iterator[str]:
    """The statements that make the views, and let the readers' role read where there is one."""
    yield f"SET LOCAL search_path = {SCHEMA}, pg_catalog"
    for name, query in server_views().items():
        view: View = views()[name]
        yield f"CREATE VIEW {name_of(name)} AS {query}"
        yield f"COMMENT ON VIEW {name_of(name)} IS {_text(view.comment)}"
        for column, meaning in view.columns.items():
            yield f"COMMENT ON COLUMN {name_of(name)}.{quote(column)} IS {_text(meaning)}"


def grant_all() -> Iterator[str]:
    """The statements that let the readers' role read."""
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {READER}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {READER}"


def name_of(table: str) -> str:
    """A table or view as a statement names it."""
    return f"{SCHEMA}.{quote(table)}"


def quote(name: str) -> str:
    """A column or table between quotes."""
    return '"' + name.replace('"', '""') + '"'


def _create_table(table: Table) -> Iterator[str]:
    columns = [f"{quote(PLACE)} bigint NOT NULL", *(f"{quote(c.name)} {TYPES[c.type]}" for c in table.columns)]
    yield f"CREATE TABLE {name_of(table.name)} ({', '.join(columns)})"
    yield f"COMMENT ON TABLE {name_of(table.name)} IS {_text(table.comment)}"
    meanings = {PLACE: ABOUT_PLACE, **{column.name: column.comment for column in table.columns}}
    yield from _comment_columns(table.name, meanings)


def _create_edition() -> Iterator[str]:
    columns = ", ".join(f"{quote(name)} {kind}" for name, (kind, _) in EDITION_COLUMNS.items())
    yield f"CREATE TABLE {name_of(EDITION)} ({columns})"
    yield f"COMMENT ON TABLE {name_of(EDITION)} IS {_text(ABOUT_EDITION)}"
    yield from _comment_columns(EDITION, {name: meaning for name, (_, meaning) in EDITION_COLUMNS.items()})


def _comment_columns(table: str, meanings: Mapping[str, str]) -> Iterator[str]:
    for column, meaning in meanings.items():
        yield f"COMMENT ON COLUMN {name_of(table)}.{quote(column)} IS {_text(meaning)}"


def _columns(names: tuple[str, ...]) -> str:
    return ", ".join(map(quote, names))


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
