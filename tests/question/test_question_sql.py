"""Questions in SQL: every column of the answer is there under a name of its own."""

from __future__ import annotations

from pathlib import Path

from gigawatch.question.sql import ask_sql
from gigawatch.store import write_database


def test_columns_of_one_name_are_numbered_past_the_names_that_are_taken(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    write_database(database, {})
    found = ask_sql(database, "SELECT 1 AS a, 2 AS a_2, 3 AS a, 4 AS a_3, 5 AS a")
    assert found.items == ({"a": 1, "a_2": 2, "a_3": 3, "a_3_2": 4, "a_4": 5},)
