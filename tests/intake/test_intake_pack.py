"""Packs: many documents in one Parquet file, each read by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gigawatch.intake import Limits, Packed, find_files, keep_document, load_documents, read_pack, write_pack
from gigawatch.intake.pack import MOST_ROWS, list_groups, pack_schema, unpack
from gigawatch.model import Document, GigawatchError, InputError

FULL = Packed(
    "2025/a.html", "One line.\nTwo.", "A", "https://example.org/a", "Example Wire", "en", "CC-BY-4.0", date(2025, 1, 2)
)


def read(path: Path, **told: object) -> list[Document | GigawatchError]:
    return [
        one for batch in read_pack(path, "documents/p.parquet") for one in unpack(batch, "documents/p.parquet", **told)
    ]  # type: ignore[arg-type]


def keep(path: Path, **columns: object) -> Path:
    row = {"name": "a", "text": "Words.", "retold": False, **columns}
    arrays = [pa.array([row.get(field.name)], field.type) for field in pack_schema()]
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema([f.with_nullable(True) for f in pack_schema()])), path)
    return path


def test_a_packed_document_comes_back_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    assert write_pack(tmp_path / "p.parquet", [FULL]) == 1
    (found,) = read(tmp_path / "p.parquet", kept=date(2026, 1, 1))
    assert isinstance(found, Document)
    assert (found.path, found.text, found.title) == ("documents/p.parquet/2025/a.html", FULL.text, "A")
    assert (found.url, found.publisher, found.published) == (FULL.url, "Example Wire", date(2025, 1, 2))
    assert (found.language, found.licence, found.kept, found.retold) == ("en", "CC-BY-4.0", date(2026, 1, 1), False)


def test_the_same_words_from_another_publisher_are_another_document(tmp_path: Path) -> None:
    again = replace(FULL, name="b", publisher="Other Wire")
    write_pack(tmp_path / "p.parquet", [FULL, again, replace(FULL, name="c")])
    first, second, third = read(tmp_path / "p.parquet")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert isinstance(third, Document)
    assert first.id != second.id
    assert first.id == third.id


def test_many_documents_lie_in_groups_of_rows_that_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    write_pack(path, (Packed(str(n), f"Words {n}.") for n in range(2 * MOST_ROWS + 1)))
    assert list_groups(path, "p") == [0, MOST_ROWS, 2 * MOST_ROWS]
    assert [batch.num_rows for batch in read_pack(path, "p", only=2)] == [1]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"text": " \n"}, "empty"),
        ({"text": "A\x00B"}, "binary"),
        ({"text": None}, "no text"),
        ({"text": "x" * 101}, "limits.text_characters"),
    ],
)
def test_a_document_that_cannot_be_read_is_a_fault_with_its_name(
    tmp_path: Path, columns: dict[str, object], told: str
) -> None:
    path = keep(tmp_path / "p.parquet", **columns)
    (fault,) = read(path, limits=Limits(text_characters=100))
    assert isinstance(fault, InputError)
    assert fault.where == "documents/p.parquet/a"
    assert told in str(fault)


def test_a_text_that_is_not_utf_8_is_a_fault_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    texts = pa.array([b"\xff\xfe bad", "好".encode()], pa.binary()).view(pa.string())
    columns = {"name": pa.array(["bad", "good"]), "text": texts, "retold": pa.array([False, False])}
    arrays = [columns.get(field.name, pa.nulls(2, field.type)) for field in pack_schema()]
    pq.write_table(pa.Table.from_arrays(arrays, schema=pack_schema()), path)
    bad, good = read(path)
    assert isinstance(bad, InputError)
    assert bad.where == "documents/p.parquet/bad"
    assert isinstance(good, Document)


def test_a_document_without_a_name_is_told_of_by_its_row(tmp_path: Path) -> None:
    (fault,) = read(keep(tmp_path / "p.parquet", name=""))
    assert isinstance(fault, InputError)
    assert "row 1" in str(fault)


def test_a_file_with_other_columns_is_refused_with_the_columns_of_a_pack(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    pq.write_table(pa.table({"name": ["a"], "body": ["b"]}), path)
    with pytest.raises(InputError, match=r"there is no text.*body is none of its columns.*name \(string\)"):
        list(read_pack(path, "p.parquet"))


def test_a_damaged_file_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    path.write_bytes(b"PAR1 and nothing else")
    with pytest.raises(InputError, match=r"p.parquet: it cannot be read as pack"):
        list(read_pack(path, "p.parquet"))


def test_a_group_larger_than_may_be_held_at_once_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    write_pack(path, [FULL])
    with pytest.raises(InputError, match=r"limits.pack_group_bytes"):
        list(read_pack(path, "p.parquet", Limits(pack_group_bytes=10)))


def test_a_pack_is_kept_as_one_file_and_read_as_its_documents(tmp_path: Path) -> None:
    write_pack(tmp_path / "p.parquet", [FULL, replace(FULL, name="b", text="Other words.")])
    kept = keep_document(tmp_path / "p.parquet", tmp_path / "documents")
    assert kept.path == tmp_path / "documents" / "p.parquet"
    texts = [one.text for one in load_documents(kept.path) if isinstance(one, Document)]
    assert texts == [FULL.text, "Other words."]


def test_a_row_without_a_name_is_told_of_by_its_place_in_the_whole_pack(tmp_path: Path) -> None:
    write_pack(
        tmp_path / "p.parquet", (Packed(str(n) if n < MOST_ROWS + 5 else "", "W.") for n in range(MOST_ROWS + 6))
    )
    (fault,) = (one for one in load_documents(tmp_path / "p.parquet") if isinstance(one, GigawatchError))
    assert fault.where.endswith(f"p.parquet, row {MOST_ROWS + 6}")


def test_a_table_of_something_else_is_not_kept(tmp_path: Path) -> None:
    pq.write_table(pa.table({"name": ["a"]}), tmp_path / "p.parquet")
    with pytest.raises(InputError, match="this is no pack of documents"):
        keep_document(tmp_path / "p.parquet", tmp_path / "documents")


def test_a_folder_that_spark_wrote_is_its_files_without_the_mark_beside_them(tmp_path: Path) -> None:
    folder = tmp_path / "news.parquet"
    write_pack(folder / "part-00000.parquet", [FULL])
    (folder / "_SUCCESS").touch()
    (folder / ".part-00000.parquet.crc").touch()
    assert list(find_files(tmp_path)) == [folder / "part-00000.parquet"]
