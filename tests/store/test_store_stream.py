from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gigawatch.model import WorkspaceError
from gigawatch.model.collector import holding_the_collector
from gigawatch.store import read_rows, stream_rows, write_rows
from gigawatch.store.parquet import BATCH

MENTION = {"claim": "claim-1", "role": "thing", "surface": "CATL", "entity": "org-catl"}


def mentions(count: int) -> Iterator[dict[str, object]]:
    """Synthetic mentions of one firm."""
    for number in range(count):
        yield {**MENTION, "claim": f"claim-{number}", "surface": None if number % 7 == 0 else "CATL"}


def test_rows_come_back_as_they_were_written_over_several_batches(tmp_path: Path) -> None:
    path = tmp_path / "mention.parquet"
    write_rows(path, "mention", mentions(BATCH + 10))
    assert read_rows(path) == list(mentions(BATCH + 10))


def test_a_text_that_repeats_is_one_object_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "mention.parquet"
    write_rows(path, "mention", mentions(BATCH + 10))
    assert len({id(row["entity"]) for row in read_rows(path)}) == 1


def test_numbers_dates_and_gaps_keep_their_types(tmp_path: Path) -> None:
    path = tmp_path / "fact.parquet"
    facts = [
        {"id": "fact-1", "value": 30.0, "high": None, "known_on": date(2022, 7, 21)},
        {"id": "fact-2", "value": 0.0, "high": 5.5, "known_on": None},
    ]
    write_rows(path, "fact", facts)
    found = [{key: row[key] for key in facts[0]} for row in read_rows(path)]
    assert found == facts


def test_no_rows_make_a_file_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "mention.parquet"
    write_rows(path, "mention", ())
    assert read_rows(path) == []


def test_rows_that_fail_half_way_leave_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "mention.parquet"
    write_rows(path, "mention", mentions(3))

    def broken() -> Iterator[dict[str, object]]:
        yield from mentions(BATCH)
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        write_rows(path, "mention", broken())
    assert read_rows(path) == list(mentions(3))


def test_a_missing_file_is_told_when_its_rows_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError):
        next(stream_rows(tmp_path / "nothing.parquet"))


def test_the_collector_runs_again_after_the_work_even_when_it_fails() -> None:
    def work() -> None:
        with holding_the_collector():
            assert not gc.isenabled()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert gc.isenabled()
