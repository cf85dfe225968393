"""What lies between the steps and is damaged, lost or cut short comes back right with the next build."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from adding import keep, make_folders, settle, tables_of

from gigawatch.model import WorkspaceError
from gigawatch.run import progress
from gigawatch.run.fingerprint import hash_path
from gigawatch.run.known_hash import LARGE, keep_hashes, learn_hashes
from gigawatch.store import folder, read_rows, write_rows
from gigawatch.store.folder import Tables

BASE = 6  # documents before one is added
BETWEEN = ("entity", "mention", "judgement", "fact", "candidate", "finding", "milestone", "document", "claim", "review")


class Stopped(BaseException):
    """A build that stops where it is, as when it is killed: nothing that catches errors sees it."""


def change_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add to the smallest ledger, and never write a table anew for how much of it changed."""
    monkeypatch.setattr(progress, "SMALLEST", 0)
    monkeypatch.setattr(folder, "MOST_CHANGED", 1e9)


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_folders(tmp_path_factory.mktemp("damage") / "debrecen")
    with pytest.MonkeyPatch.context() as patch:
        change_in_part(patch)
        for number in range(BASE):
            keep(root, number)
        settle(root)
        keep(root, BASE)
        settle(root)
    return root


@pytest.fixture
def built(added: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger to which one document was added, its tables changed in part."""
    change_in_part(monkeypatch)
    return shutil.copytree(added, tmp_path / "debrecen")


def step_files(root: Path, ending: str) -> list[Path]:
    return sorted((root / "build" / "step").glob(f"*{ending}"))


def assert_comes_back(root: Path, damage: Callable[[], object]) -> None:
    """After damage the next build gives the same tables, and a document added then what all at once give."""
    good = tables_of(root)
    damage()
    settle(root)
    assert tables_of(root) == good
    assert settle(root) == []


def assert_as_all_at_once(root: Path) -> None:
    found = tables_of(root)
    shutil.rmtree(root / "build")
    settle(root)
    assert tables_of(root) == found


@pytest.mark.parametrize("table", ["mention", "entity", "fact", "milestone"])
def test_a_table_that_lost_rows_is_made_anew_and_not_added_to(built: Path, table: str) -> None:
    path = built / "build" / "step" / f"{table}.parquet"
    rows = read_rows(path)
    assert len(rows) > 1
    assert_comes_back(built, lambda: write_rows(path, table, rows[:-1]))


def test_a_table_that_lost_rows_is_not_added_to_when_a_document_comes(built: Path) -> None:
    path = built / "build" / "step" / "fact.parquet"
    write_rows(path, "fact", read_rows(path)[1:])
    keep(built, BASE + 1)
    settle(built)
    assert_as_all_at_once(built)


@pytest.mark.parametrize("ending", [".gone.parquet", ".more.parquet"])
def test_what_changed_of_a_table_is_made_again_where_it_is_lost(built: Path, ending: str) -> None:
    lost = step_files(built, ending)
    assert len(lost) > 3

    def lose() -> None:
        for path in lost:
            path.unlink()

    assert_comes_back(built, lose)


def test_all_that_changed_of_the_tables_is_made_again_where_all_of_it_is_lost(built: Path) -> None:
    lost = [*step_files(built, ".gone.parquet"), *step_files(built, ".more.parquet")]

    def lose() -> None:
        for path in lost:
            path.unlink()

    assert_comes_back(built, lose)


def test_a_table_that_lacks_one_of_its_parts_is_refused_by_whoever_reads_it(built: Path) -> None:
    step_files(built, ".more.parquet")[0].unlink()
    with pytest.raises(WorkspaceError, match="not whole"):
        tables_of(built)


def test_any_file_between_the_steps_may_become_garbage_and_the_next_build_heals_it(built: Path) -> None:
    good = tables_of(built)
    files = [path for path in step_files(built, "") if path.is_file()]
    assert {f"{table}.parquet" for table in BETWEEN} <= {path.name for path in files}
    for path in files:
        path.write_text("garbage\n", encoding="utf-8")
        settle(built)
        assert tables_of(built) == good, path.name


@pytest.mark.parametrize("name", ["basis.parquet", "basis.txt", "memory.json", "entity.seal", "fact.seal"])
def test_what_adding_rests_on_may_become_garbage_before_a_document_comes(built: Path, name: str) -> None:
    (built / "build" / "step" / name).write_text("garbage\n", encoding="utf-8")
    keep(built, BASE + 1)
    settle(built)
    assert_as_all_at_once(built)


def test_a_small_ledger_heals_too(tmp_path: Path) -> None:
    root = make_folders(tmp_path / "debrecen")
    keep(root, 0)
    settle(root)
    good = tables_of(root)
    for path in [path for path in step_files(root, "") if path.is_file()]:
        path.write_text("garbage\n", encoding="utf-8")
        settle(root)
        assert tables_of(root) == good, path.name


def stop_at(monkeypatch: pytest.MonkeyPatch, place: int, *, is_written: bool) -> None:
    """Stop the build at the nth table that it keeps (from 0), before it is written or after."""
    whole, numbers = Tables.keep, count()

    def kept(self: Tables, query: str, path: Path) -> None:
        is_here = next(numbers) == place
        if is_here and not is_written:
            raise Stopped
        whole(self, query, path)
        if is_here:
            raise Stopped

    monkeypatch.setattr(Tables, "keep", kept)


@pytest.mark.parametrize("is_written", [False, True])
def test_a_build_that_stops_at_any_table_while_it_adds_comes_back_right(
    built: Path, tmp_path: Path, is_written: bool
) -> None:
    keep(built, BASE + 1)
    once = tmp_path / "once"
    shutil.copytree(built, once)
    shutil.rmtree(once / "build")
    settle(once)
    wanted = tables_of(once)
    for place in count():
        copy = tmp_path / f"stopped-{place}"
        shutil.copytree(built, copy)
        with pytest.MonkeyPatch.context() as patch:
            stop_at(patch, place, is_written=is_written)
            try:
                settle(copy)
            except Stopped:
                is_over = False
            else:
                is_over = True
        settle(copy)
        assert tables_of(copy) == wanted, f"stopped at table {place}"
        if is_over:
            assert place > 10
            return


def test_damage_to_a_large_file_is_seen_though_its_hash_was_known(tmp_path: Path) -> None:
    path, notes = tmp_path / "large.bin", tmp_path / "hashes.json"
    path.write_bytes(bytes(LARGE))
    os.utime(path, ns=(0, 0))
    good = hash_path(path)
    keep_hashes(notes, tmp_path)
    learn_hashes(notes, tmp_path)
    assert hash_path(path) == good
    with path.open("r+b") as file:
        file.write(b"x")
    os.utime(path, ns=(0, 0))
    assert hash_path(path) != good


@pytest.mark.parametrize("told", ["garbage", "[]", '{"large.bin": [1, "x"]}', '{"large.bin": [[1, 2], "x"]}', "null"])
def test_notes_of_hashes_that_cannot_be_read_are_none(tmp_path: Path, told: str) -> None:
    path, notes = tmp_path / "large.bin", tmp_path / "hashes.json"
    path.write_bytes(bytes(LARGE))
    notes.write_text(told, encoding="utf-8")
    learn_hashes(notes, tmp_path)
    assert len(hash_path(path)) == len(hash_path(notes))
