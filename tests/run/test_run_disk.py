"""A disk that is full, or that takes no files: a clear word, nothing kept is lost, and later all is well."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from adding import STEPS, keep, make_folders, tables_of
from adding import settle as settle_tables

from gigawatch.cli import main
from gigawatch.cli.entry import word_want
from gigawatch.model import GigawatchError
from gigawatch.run.build import run_steps
from gigawatch.run.fingerprint import hash_path
from gigawatch.run.plan import plan_steps
from gigawatch.run.step import Step
from gigawatch.run.workspace import open_workspace
from gigawatch.store import read_rows
from small_disk import SmallDisk, mount_disk

if TYPE_CHECKING:
    from conftest import Build

DAY = date(2026, 1, 1)
TEXT = "---\npublished: 2022-07-25\nlanguage: en\n---\nCATL has invested 64 billion yuan in Yibin.\n"
OUTSIDE = ("documents", "tables", "reviews", "gigawatch.toml")
Left = Callable[..., tuple[int, str]]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with mount_disk(tmp_path / "disk") as mounted:
        yield mounted


@pytest.fixture
def left(capsys: pytest.CaptureFixture[str]) -> Left:
    """Run a command; the status it leaves with, and the one line that it says."""

    def run(*arguments: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        assert isinstance(ended.value.code, int)
        return ended.value.code, capsys.readouterr().err.strip()

    return run


def kept(root: Path) -> dict[str, str]:
    return {name: hash_path(root / name) for name in OUTSIDE}


def build_with_faults(disk: SmallDisk, root: Path, room: int, *, names: tuple[str, ...] | None = None) -> list[str]:
    """Build, the disk being full at each step in turn: every one fails with a clear word, then there is room again and
    the next build goes on. The steps that found no room.
    """
    workspace, failed = open_workspace(root), []

    def plan() -> list[Step]:
        return [fill_once(step) for step in plan_steps(workspace, DAY) if names is None or step.group in names]

    def fill_once(step: Step) -> Step:
        def work() -> list[str]:
            if step.name in failed:
                return step.work()
            failed.append(step.name)
            disk.fill(room)
            return step.work()

        return replace(step, work=work)

    while True:
        before = kept(root)
        try:
            run_steps(workspace, plan, version="test", date=DAY.isoformat(), report=lambda *_: None)
        except Exception as error:
            is_told = isinstance(error, (GigawatchError, OSError)) or word_want(error) is not None
            assert is_told, repr(error)  # noqa: PT017 - the command line makes one line of it
        else:
            return failed
        finally:
            disk.free()
        if (root / "documents" / "kept.csv").exists() and len(failed) > 1:
            assert kept(root) == before


@pytest.mark.parametrize("room", [0, 4096, 20_000])
def test_a_build_that_finds_no_room_at_any_step_up_to_the_facts_goes_on_when_there_is(
    disk: SmallDisk, tmp_path: Path, room: int
) -> None:
    wanted = make_folders(tmp_path / "roomy")
    root = make_folders(disk.root / "debrecen")
    for place in (wanted, root):
        for number in range(3):
            keep(place, number)
    settle_tables(wanted)
    failed = build_with_faults(disk, root, room, names=STEPS)
    assert {"gather", "review", "resolve", "settle"} < set(failed)
    assert tables_of(root) == tables_of(wanted)
    assert kept(root) == kept(wanted)
    left = [path.name for path in (root / "build").rglob("*.fresh*")]
    assert left == []


def results(root: Path) -> dict[str, str]:
    folder = root / "build"
    made = [*(folder / "step").rglob("*.parquet"), *(folder / name for name in ("report", "site", "export"))]
    named = {path.relative_to(folder).as_posix(): path for path in [*made, *folder.glob("*.json")]}
    return {name: hash_path(path) for name, path in named.items() if name not in ("manifest.json", "hashes.json")}


@pytest.mark.slow
@pytest.mark.parametrize("room", [0, 30_000])
def test_a_build_that_finds_no_room_at_any_step_comes_to_the_same_result_when_there_is(
    disk: SmallDisk, synthetic: Path, room: int
) -> None:
    root = shutil.copytree(synthetic, disk.root / "yibin", ignore=shutil.ignore_patterns("build", "kept.csv"))
    failed = build_with_faults(disk, root, room)
    assert {"store", "search", "export", "report", "site"} < set(failed)
    assert results(root) == results(synthetic)


def test_nothing_is_kept_of_a_document_for_which_there_is_no_room(disk: SmallDisk, tmp_path: Path, left: Left) -> None:
    root = make_folders(disk.root / "debrecen")
    keep(root, 0)
    news = tmp_path / "news.txt"
    news.write_text(TEXT * 2000, encoding="utf-8")
    (tmp_path / "news.txt.meta.yaml").write_text("title: Synthetic\n", encoding="utf-8")
    before = kept(root)
    disk.fill(8192)
    status, told = left("add", news, "--workspace", root)
    assert status == 1
    assert "cannot be kept: No space left on device" in told
    disk.free()
    assert [path.name for path in (root / "documents").iterdir() if path.name.endswith(".fresh")] == []
    assert before["tables"] == kept(root)["tables"]
    assert left("add", news, "--workspace", root)[0] == 0
    assert (root / "documents" / "news.txt").read_text(encoding="utf-8") == TEXT * 2000


def test_a_judgement_for_which_there_is_no_room_leaves_the_log_as_it_was(
    disk: SmallDisk, settle: Build, left: Left
) -> None:
    root = make_folders(disk.root / "debrecen")
    keep(root, 0)
    keep(root, 1)
    settle(root)
    claims = sorted(str(row["id"]) for row in read_rows(root / "build" / "step" / "claim.parquet"))
    asked = ("--by", "Synthetic", "--why", "a made-up reason", "--workspace", root)
    assert left("review", "reject", claims[0], *asked)[0] == 0
    log = root / "reviews" / "reject.csv"
    before = log.read_bytes()
    disk.fill()
    long = ("--by", "Synthetic", "--why", "a made-up reason " * 400, "--workspace", root)
    status, told = left("review", "reject", claims[1], *long)
    assert status == 1
    assert "space" in told
    assert log.read_bytes() == before
    disk.free()
    assert left("review", "reject", claims[1], *asked)[0] == 0
    assert log.read_bytes().startswith(before)


def test_a_workspace_that_may_not_be_written_is_asked_as_ever_and_says_what_it_cannot(
    disk: SmallDisk, tmp_path: Path, left: Left
) -> None:
    root = make_folders(disk.root / "debrecen")
    keep(root, 0)
    settle_tables(root)
    news = tmp_path / "news.txt"
    news.write_text(TEXT, encoding="utf-8")
    disk.forbid_writing()
    for arguments in (("build", root), ("add", news, "--workspace", root)):
        status, told = left(*arguments)
        assert status == 1
        assert "Read-only file system" in told
        assert len(told.splitlines()) == 1
    status, told = left("doctor", "--workspace", root)
    assert status in (0, 1)
    disk.allow_writing()
    assert left("add", news, "--workspace", root)[0] == 0
