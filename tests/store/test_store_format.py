"""The format of tables and database: its number is another whenever they are, and a newer one is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from gigawatch.model import WorkspaceError
from gigawatch.store import open_database, tables, write_database
from gigawatch.store.format import FORMAT
from gigawatch.store.shared.digest import Digest

LAID_OUT = {1: "226c6b46eff111da"}
"""How the tables of each format are laid out: a table, column or type that becomes another needs the next number."""


def test_the_number_of_the_format_is_another_whenever_a_table_is() -> None:
    told = "\n".join(
        f"{table.name} {column.name} {column.type}" for table in tables().values() for column in table.columns
    )
    assert LAID_OUT[FORMAT] == hashlib.sha256(told.encode()).hexdigest()[:16], "raise FORMAT in store/format.py"


def test_a_database_that_a_newer_program_built_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "gigawatch.duckdb"
    write_database(path, {})
    open_database(path).close()
    with duckdb.connect(str(path)) as con:
        con.execute(f"CREATE OR REPLACE MACRO store_format() AS {FORMAT + 1}")
    with pytest.raises(WorkspaceError, match=r"a newer Gigawatch built this.*upgrade Gigawatch"):
        open_database(path)


def table() -> pa.Table:
    words = ["", "é", None, "宜宾", "x" * 50, None, "a"]
    numbers = [1.5, None, 0.0, -0.0, float("nan"), 2.0, None]
    return pa.table(
        {"t": words, "n": pa.array(numbers, pa.float64()), "b": [True, None, False, True, None, False, True]}
    )


def digest_of(batches: list[pa.RecordBatch]) -> str:
    digest = Digest(("t", "n", "b"))
    for batch in batches:
        digest.feed(batch)
    return digest.hash


def test_rows_have_one_hash_however_they_are_cut() -> None:
    whole = digest_of(table().to_batches())
    for size in (1, 2, 3, 5):
        assert digest_of(table().to_batches(max_chunksize=size)) == whole
    assert digest_of(table().slice(1).to_batches()) != whole


@pytest.mark.parametrize("column", ["t", "n", "b"])
def test_rows_have_another_hash_when_a_value_is_another_or_not_there(column: str) -> None:
    whole, place = digest_of(table().to_batches()), table().column_names.index(column)
    for number in range(table().num_rows):
        values = table()[column].to_pylist()
        values[number] = None if values[number] is not None else {"t": "", "n": 0.0, "b": False}[column]
        changed = table().set_column(place, column, pa.array(values, table().schema.field(column).type))
        assert digest_of(changed.to_batches()) != whole


def test_texts_that_are_cut_otherwise_are_others() -> None:
    one, other = (pa.table({"t": words, "n": [1.0, 1.0], "b": [True, True]}) for words in (["ab", "c"], ["a", "bc"]))
    assert digest_of(one.to_batches()) != digest_of(other.to_batches())


def test_a_query_that_takes_long_draws_nothing_among_the_data(tmp_path: Path) -> None:
    write_database(tmp_path / "gigawatch.duckdb", {})
    with open_database(tmp_path / "gigawatch.duckdb") as con:
        assert con.execute("SELECT current_setting('enable_progress_bar')").fetchall() == [(False,)]
