"""Any file of a build may be damaged in any way: a clear word to who reads it, and the next build makes it right."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from adding import keep, make_folders

from gigawatch.cli import main
from gigawatch.model import WorkspaceError
from gigawatch.run.diagnosis import examine
from gigawatch.run.manifest import read_manifest
from gigawatch.run.workspace import open_workspace
from gigawatch.store import fetch_rows, open_database, read_rows, tables

if TYPE_CHECKING:
    from conftest import Build

Damage = Callable[[Path, Sequence[Path]], object]
Rows = dict[str, list[str]]


def cut(path: Path, _others: Sequence[Path]) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path, _others: Sequence[Path]) -> None:
    os.truncate(path, 0)


def flip(path: Path, place: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 0xFF]))


def flip_in_the_data(path: Path, _others: Sequence[Path]) -> None:
    flip(path, min(40, path.stat().st_size // 3))


def flip_in_the_footer(path: Path, _others: Sequence[Path]) -> None:
    flip(path, path.stat().st_size - min(20, path.stat().st_size))


def put_another(path: Path, others: Sequence[Path]) -> None:
    other = next(one for one in others if one.is_file() and one.read_bytes() != path.read_bytes())
    shutil.copyfile(other, path)


def make_folder(path: Path, _others: Sequence[Path]) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


def take_away(path: Path, _others: Sequence[Path]) -> None:
    path.unlink()


DAMAGES = (cut, empty, flip_in_the_data, flip_in_the_footer, put_another, make_folder, take_away)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, settle: Build) -> Path:
    root = make_folders(tmp_path_factory.mktemp("corrupt") / "debrecen")
    for number in range(3):
        keep(root, number)
    (root / "tables" / "jobs.csv").write_text("subject,measure,period,value,unit\nDebrecen,jobs,2025,1200,count\n")
    settle(root)
    return root


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "debrecen")


def step_files(place: Path) -> list[Path]:
    return sorted(path for path in (place / "build" / "step").rglob("*") if path.is_file())


def rows_of(place: Path) -> Rows:
    """The rows of every Parquet file, and of every table of the database."""
    files = [path for path in step_files(place) if path.suffix == ".parquet"]
    found = {str(path.relative_to(place)): [repr(row) for row in read_rows(path)] for path in files}
    with open_database(place / "build" / "gigawatch.duckdb") as con:
        return found | {name: [repr(row) for row in fetch_rows(con, f'SELECT * FROM "{name}"')] for name in tables()}


@pytest.mark.parametrize("damage", DAMAGES)
def test_all_files_between_the_steps_may_be_damaged_at_once(
    place: Path, made: Path, settle: Build, damage: Damage
) -> None:
    files = step_files(place)
    for path in files:
        damage(path, step_files(made))
    assert examine(open_workspace(place))
    settle(place)
    assert rows_of(place) == rows_of(made)


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
def test_each_file_between_the_steps_may_be_damaged_alone(
    place: Path, made: Path, settle: Build, damage: Damage
) -> None:
    wanted = rows_of(made)
    for path in step_files(place):
        damage(path, step_files(made))
        settle(place)
        assert rows_of(place) == wanted, path.name


def test_each_table_damaged_alone_in_one_way_or_another_is_made_anew(place: Path, made: Path, settle: Build) -> None:
    wanted = rows_of(made)
    named = ("document", "claim", "fact", "candidate", "entity", "mention", "age", "publisher", "observation", "score")
    for number, name in enumerate(named):
        DAMAGES[number % len(DAMAGES)](place / "build" / "step" / f"{name}.parquet", step_files(made))
        settle(place)
        assert rows_of(place) == wanted, name


def test_bytes_that_are_flipped_anywhere_in_a_table_are_an_error_or_rows_and_nothing_else(place: Path) -> None:
    path, chance = place / "build" / "step" / "candidate.parquet", random.Random(7)
    whole = path.read_bytes()
    refused = 0
    for _ in range(150):
        flip(path, chance.randrange(len(whole)))
        try:
            read_rows(path)
        except WorkspaceError:
            refused += 1
        path.write_bytes(whole)
    assert refused > 30


def ask(place: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--workspace", str(place)])
    assert isinstance(left.value.code, int)
    return left.value.code, capsys.readouterr().err


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database_is_told_to_who_asks_and_made_anew(
    place: Path, made: Path, settle: Build, damage: Damage, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(place / "build" / "gigawatch.duckdb", step_files(made))
    status, told = ask(place, capsys, "sql", "SELECT * FROM candidate")
    assert status in (0, 1)  # what lies in a part that is whole may be answered
    assert "Traceback" not in told
    assert ask(place, capsys, "doctor")[0] == 1
    settle(place)
    assert rows_of(place) == rows_of(made)


@pytest.mark.parametrize("name", ["manifest.json", "hashes.json", ".lock", ".at-work", "step/entity.seal"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_note_of_a_build_ends_none(
    place: Path, made: Path, settle: Build, damage: Damage, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = place / "build" / name
    if not path.is_file() or not path.stat().st_size:
        path.write_bytes("\N{SNOWMAN}".encode() * 100)
    damage(path, step_files(made))
    status, told = ask(place, capsys, "doctor")
    assert status in (0, 1)
    assert "Traceback" not in told
    if name == ".lock" and damage is make_folder:
        with pytest.raises(WorkspaceError, match="nothing can be built here"):
            settle(place)
        return
    settle(place)
    assert rows_of(place) == rows_of(made)
    assert settle(place).done == []


@pytest.mark.parametrize(
    "told",
    [
        *("[]", "null", "3", '"text"', '{"format": 1}', '{"format": 1, "version": "1", "date": "", "steps": []}'),
        '{"format": 1, "version": 1, "date": "2026-01-01", "steps": {}}',
        '{"format": 1, "version": "1", "date": "yesterday", "steps": {}}',
        '{"format": 1, "version": "1", "date": 5, "steps": {}}',
        '{"format": 1, "version": "1", "date": "", "steps": {"gather": [1]}}',
        '{"format": 1, "version": "1", "date": "", "steps": {"gather": {"fingerprint": "a", "inputs": [], "outputs": 3,'
        ' "seconds": 1, "notices": []}}}',
        '{"format": 1, "version": "1", "date": "", "steps": {"gather": {"fingerprint": "a", "inputs": {}, "outputs":'
        ' {"a": 1}, "seconds": "x", "notices": [1]}}}',
    ],
)
def test_a_manifest_that_no_build_wrote_is_none(tmp_path: Path, told: str) -> None:
    (tmp_path / "manifest.json").write_text(told, encoding="utf-8")
    assert read_manifest(tmp_path / "manifest.json").records == {}


def test_clocks_that_were_wrong_change_no_result_and_no_day_on_which_a_file_was_kept(
    place: Path, made: Path, settle: Build
) -> None:
    log = (place / "documents" / "kept.csv").read_bytes()
    wanted = rows_of(made)
    future, past = datetime(2040, 1, 1).timestamp(), datetime(1990, 1, 1).timestamp()
    files = [path for path in place.rglob("*") if path.is_file()]
    for number, path in enumerate(files):
        os.utime(path, (future, future) if number % 2 else (past, past))
    assert settle(place).done == []
    assert rows_of(place) == wanted
    settle(place, date(2020, 1, 1))
    assert (place / "documents" / "kept.csv").read_bytes() == log
    settle(place)
    assert rows_of(place) == wanted
    assert (place / "documents" / "kept.csv").read_bytes() == log


def test_a_document_that_came_under_a_wrong_date_keeps_the_first_day_that_was_written_down(
    place: Path, settle: Build
) -> None:
    settle(place, date(2030, 1, 1))
    keep(place, 4)
    settle(place, date(2020, 1, 1))
    log = (place / "documents" / "kept.csv").read_text(encoding="utf-8").splitlines()
    assert [line.rpartition(",")[2] for line in log[1:]] == ["2026-01-01"] * 3 + ["2020-01-01"]
