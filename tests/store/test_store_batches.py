"""Tables written from columns: the same file however the columns came, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from gigawatch.store import read_rows
from gigawatch.store.parquet import GROUP, arrow_schema, write_batches
from gigawatch.store.schema import tables


def columns(count: int) -> pa.RecordBatch:
    """Synthetic mentions of one firm."""
    told = [(f"claim-{number}", "thing", "CATL", "org-catl") for number in range(count)]
    schema = arrow_schema(tables()["mention"])
    return pa.RecordBatch.from_arrays([pa.array(one) for one in zip(*told, strict=True)], schema=schema)


def cut(batch: pa.RecordBatch, size: int) -> Iterator[pa.RecordBatch]:
    yield from (batch.slice(start, size) for start in range(0, batch.num_rows, size))


def write(path: Path, size: int) -> bytes:
    with write_batches(path, "mention") as take:
        for batch in cut(columns(2 * GROUP + 10), size):
            take(batch)
    return path.read_bytes()


def test_how_columns_came_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    files = {write(tmp_path / f"mention-{size}.parquet", size) for size in (7, GROUP, 2 * GROUP + 10)}
    assert len(files) == 1
    assert len(read_rows(tmp_path / "mention-7.parquet")) == 2 * GROUP + 10


def test_a_folder_that_came_to_lie_in_the_place_of_a_table_makes_room_for_it(tmp_path: Path) -> None:
    (tmp_path / "mention.parquet" / "within").mkdir(parents=True)
    write(tmp_path / "mention.parquet", GROUP)
    assert len(read_rows(tmp_path / "mention.parquet")) == 2 * GROUP + 10


def test_what_was_broken_off_leaves_the_table_before_and_nothing_else(tmp_path: Path) -> None:
    before = write(tmp_path / "mention.parquet", GROUP)

    def break_off() -> None:
        with write_batches(tmp_path / "mention.parquet", "mention") as take:
            take(columns(GROUP))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert (tmp_path / "mention.parquet").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["mention.parquet"]
