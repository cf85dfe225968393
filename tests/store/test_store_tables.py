from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gigawatch.model import Bound, Document, Kind, NarrativeClaim, QuantityClaim, WorkspaceError
from gigawatch.store import fetch_rows, open_database, read_rows, tables, write_database, write_rows
from gigawatch.store.folder import Tables
from gigawatch.store.record import claim_from, claim_row, document_from, document_row
from gigawatch.store.view import views

QUANTITY = QuantityClaim(
    document="doc-1",
    lang="zh",
    measure="investment",
    value=9.62e10,
    unit="CNY",
    surface="962亿元",
    start=3,
    end=8,
    id="claim-1",
    confidence=0.9,
    reader="test/1",
    qualifier=Bound.OVER,
    place="宜宾",
)
EVENT = NarrativeClaim(
    kind=Kind.EVENT,
    document="doc-1",
    lang="en",
    surface="held",
    start=0,
    end=4,
    id="claim-2",
    confidence=0.8,
    reader="test/1",
    data={"type": "conference", "sponsors": ["A", "B"], "date": None},
)
DOCUMENT = Document("doc-1", "a.md", "00", "text", language="en", published=date(2022, 7, 25))


def test_every_table_view_and_column_says_what_it_means_in_the_database(tmp_path: Path) -> None:
    write_database(tmp_path / "x.duckdb", {})
    with open_database(tmp_path / "x.duckdb") as con:
        named = fetch_rows(con, "SELECT table_name, comment FROM duckdb_tables()")
        columns = fetch_rows(con, "SELECT column_name, comment FROM duckdb_columns() WHERE NOT internal")
        seen = fetch_rows(con, "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal")
    assert {row["table_name"] for row in named} == set(tables())
    assert {row["view_name"] for row in seen} == set(views())
    assert all(row["comment"] for row in (*named, *seen, *columns))
    assert len(columns) == sum(len(one.columns) for one in (*tables().values(), *views().values()))


def test_claims_and_documents_come_back_from_parquet_as_they_went(tmp_path: Path) -> None:
    write_rows(tmp_path / "claim.parquet", "claim", [claim_row(QUANTITY), claim_row(EVENT)])
    write_rows(tmp_path / "document.parquet", "document", [document_row(DOCUMENT)])
    assert [claim_from(row) for row in read_rows(tmp_path / "claim.parquet")] == [QUANTITY, EVENT]
    assert document_from(read_rows(tmp_path / "document.parquet")[0]) == DOCUMENT


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_rows(tmp_path / f"{name}.parquet", "claim", [claim_row(QUANTITY)])
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_a_reader_of_the_old_database_is_not_disturbed_by_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    write_rows(tmp_path / "claim.parquet", "claim", [claim_row(QUANTITY)])
    write_database(path, {})
    with open_database(path) as old:
        write_database(path, {"claim": [tmp_path / "claim.parquet"]})
        assert fetch_rows(old, "SELECT count(*) AS n FROM claim") == [{"n": 0}]
    with open_database(path) as new:
        assert fetch_rows(new, "SELECT count(*) AS n FROM claim") == [{"n": 1}]


def test_a_missing_or_damaged_database_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="nothing is built"):
        open_database(tmp_path / "build" / "x.duckdb")
    (tmp_path / "bad.duckdb").write_bytes(b"not a database" * 1000)
    with pytest.raises(WorkspaceError, match=r"cannot be opened.*\(run: gigawatch build\)"):
        open_database(tmp_path / "bad.duckdb")


def test_a_missing_or_damaged_table_file_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "claim.parquet").write_bytes(b"no table")
    for name in ("claim", "document"):
        with pytest.raises(WorkspaceError, match="missing or damaged"):
            read_rows(tmp_path / f"{name}.parquet")


def test_a_table_that_an_older_database_lacks_is_a_fault_of_the_workspace(tmp_path: Path) -> None:
    write_database(tmp_path / "x.duckdb", {})
    with open_database(tmp_path / "x.duckdb") as con, pytest.raises(WorkspaceError, match="another version"):
        fetch_rows(con, "SELECT * FROM table_of_tomorrow")


def test_a_column_that_an_older_database_lacks_is_a_fault_of_the_workspace(tmp_path: Path) -> None:
    write_database(tmp_path / "x.duckdb", {})
    with open_database(tmp_path / "x.duckdb") as con, pytest.raises(WorkspaceError, match="another version"):
        fetch_rows(con, "SELECT column_of_tomorrow FROM score")


def test_a_database_that_cannot_be_written_is_a_fault_of_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "claim.parquet").write_bytes(b"no table")
    with pytest.raises(WorkspaceError, match="cannot be written"):
        write_database(tmp_path / "x.duckdb", {"claim": [tmp_path / "claim.parquet"]})
    assert not (tmp_path / "x.duckdb").exists()


def test_a_damaged_table_is_told_in_one_line_and_only_to_who_asks_for_it(tmp_path: Path) -> None:
    write_rows(tmp_path / "claim.parquet", "claim", [claim_row(QUANTITY)])
    (tmp_path / "fact.parquet").write_text("garbage\n", encoding="utf-8")
    with Tables(tmp_path) as found:
        assert found.keys("SELECT id FROM claim") == {"claim-1"}
        for query in ("SELECT id FROM fact", "SELECT id FROM mention"):
            with pytest.raises(WorkspaceError, match="cannot be read") as fault:
                found.rows(query)
            assert "\n" not in str(fault.value)
            assert str(tmp_path) in str(fault.value)


@pytest.mark.parametrize("ending", ["gone", "more"])
def test_a_table_with_one_of_its_two_parts_is_refused(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "mention.parquet"
    mention = {"claim": "claim-1", "role": "thing", "surface": "CATL", "entity": "org-catl"}
    write_rows(path, "mention", [{**mention, "claim": f"claim-{number}"} for number in range(99)])
    with Tables(tmp_path) as found:
        found.change("mention", "claim = 'claim-1'", [mention | {"surface": "宁德时代"}])
    assert {"claim": "claim-1", "role": "thing", "surface": "宁德时代", "entity": "org-catl"} in read_rows(path)
    (tmp_path / f"mention.{ending}.parquet").unlink()
    with pytest.raises(WorkspaceError, match="not whole"):
        read_rows(path)
    with pytest.raises(WorkspaceError, match="not whole"):
        write_database(tmp_path / "x.duckdb", {"mention": [path]})
