"""Commands that are ended, starved or run beside one another leave a word, a status, and nothing torn."""

from __future__ import annotations

import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from adding import keep, make_folders

from gigawatch.intake.keep import Shelf, keep_bytes
from gigawatch.run.build import AT_WORK, locked, run_steps
from gigawatch.run.folder import fresh_folder
from gigawatch.run.plan import plan_steps
from gigawatch.run.step import Step
from gigawatch.run.workspace import open_workspace
from gigawatch.store import fetch_rows, open_database, write_database

if TYPE_CHECKING:
    from conftest import Build

DAY = date(2026, 1, 1)
COMMAND = (sys.executable, "-m", "gigawatch")
SETTINGS = '[workspace]\nname = "Debrecen"\n[limits]\nhost_milliseconds = 1\n'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = make_folders(tmp_path / "debrecen")
    keep(root, 0)
    return root


@pytest.mark.parametrize(("number", "status", "how"), [(signal.SIGTERM, 143, "ended"), (signal.SIGINT, 130, "interr")])
def test_a_command_that_is_asked_to_end_says_so_and_leaves_nothing_half_done(
    tmp_path: Path, number: signal.Signals, status: int, how: str
) -> None:
    import socket

    (tmp_path / "gigawatch.toml").write_text(SETTINGS, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/news.html"
        command = (*COMMAND, "add", address, "--workspace", str(tmp_path))
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            line, _ = server.accept()  # it asks, and waits for an answer that does not come
            with line:
                line.recv(1024)
                process.send_signal(number)
                _, told = process.communicate()
    assert process.returncode == status
    assert re.fullmatch(rf"gigawatch: {how}\w*; what was done is kept\n", told)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["gigawatch.toml"]


def test_a_build_that_is_asked_to_end_can_be_gone_on_with(place: Path, settle: Build) -> None:
    with subprocess.Popen((*COMMAND, "build", str(place)), stderr=subprocess.PIPE, text=True) as process:
        while not (place / "build" / AT_WORK).exists():
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate()
    assert process.returncode == 143
    assert told == "gigawatch: ended; what was built before still stands; run the same command again to go on\n"
    settle(place)
    assert not (place / "build" / AT_WORK).exists()


@pytest.mark.parametrize(
    ("limit", "bound"),
    [(resource.RLIMIT_NOFILE, 8), (resource.RLIMIT_FSIZE, 2048), (resource.RLIMIT_AS, 700_000_000)],
)
def test_a_build_that_lacks_files_room_or_memory_says_so_and_completes_when_it_has_them(
    place: Path, settle: Build, limit: int, bound: int
) -> None:
    starve: Callable[[], None] = lambda: resource.setrlimit(limit, (bound, bound))  # noqa: E731 - for the child alone
    done = subprocess.run(
        (*COMMAND, "build", str(place)), preexec_fn=starve, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "gigawatch: " in done.stderr
    assert settle(place).done


def test_a_second_build_is_refused_and_the_first_one_is_not_held_up(place: Path, settle: Build) -> None:
    with locked(place / "build"):
        done = subprocess.run((*COMMAND, "build", str(place)), capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert (
            done.stderr
            == f"gigawatch: {place}: another build is running here (wait for it to end, then run it again)\n"
        )
    assert settle(place).done


def test_a_document_that_comes_while_a_build_runs_is_read_by_the_next_one(place: Path) -> None:
    workspace = open_workspace(place)

    def plan() -> Iterator[Step]:
        for step in plan_steps(workspace, DAY):
            if step.name == "gather":
                keep(place, 1)
            if step.group in ("read", "gather"):
                yield step

    def run() -> list[str]:
        return run_steps(
            workspace, lambda: list(plan()), version="1", date=DAY.isoformat(), report=lambda *_: None
        ).done

    assert run() == ["read:documents/000.md", "gather"]
    assert run() == ["read:documents/001.md", "gather"]


def test_who_reads_a_folder_while_it_is_swapped_again_and_again_never_finds_it_missing(tmp_path: Path) -> None:
    target, found = tmp_path / "site", set()
    with fresh_folder(target) as folder:
        (folder / "index.html").write_text("0", encoding="utf-8")
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            try:
                found.add((target / "index.html").read_text(encoding="utf-8")[:1].isdigit())
            except FileNotFoundError:
                found.add(None)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(200):
        with fresh_folder(target) as folder:
            (folder / "index.html").write_text(str(number), encoding="utf-8")
    is_over.set()
    reader.join()
    assert found == {True}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_could_not_be_made_leaves_the_one_before_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with fresh_folder(target) as folder:
        (folder / "index.html").write_text("old", encoding="utf-8")

    def make() -> None:
        with fresh_folder(target) as folder:
            (folder / "index.html").write_text("new", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make()
    assert (target / "index.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_swap_that_was_cut_short_where_names_cannot_be_exchanged_gives_the_old_folder_back(tmp_path: Path) -> None:
    old = tmp_path / ".site.old"
    old.mkdir()
    (old / "index.html").write_text("old", encoding="utf-8")
    with pytest.raises(OSError, match="no room"), fresh_folder(tmp_path / "site"):
        raise OSError("no room")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "old"


def test_who_asks_while_the_database_is_made_anew_is_answered_from_the_old_one_to_the_end(
    place: Path, settle: Build
) -> None:
    settle(place)
    database = place / "build" / "gigawatch.duckdb"
    with open_database(database) as con:
        before = fetch_rows(con, "SELECT * FROM claim ORDER BY id")
        write_database(database, {})
        assert fetch_rows(con, "SELECT * FROM claim ORDER BY id") == before
    with open_database(database) as con:
        assert fetch_rows(con, "SELECT * FROM claim") == []


def test_two_who_keep_different_files_of_one_name_at_once_lose_neither(tmp_path: Path) -> None:
    count, size = 12, 100_000
    meet = threading.Barrier(2, timeout=20)

    def add(who: int) -> None:
        for number in range(count):
            meet.wait()
            keep_bytes(f"synthetic {who} {number} ".encode() * size, f"news-{number}.txt", None, Shelf(tmp_path))

    adders = [threading.Thread(target=add, args=(who,)) for who in range(2)]
    for one in adders:
        one.start()
    for one in adders:
        one.join()
    texts = [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()]
    assert sorted(texts) == sorted(f"synthetic {who} {number} " * size for who in range(2) for number in range(count))


def test_what_a_broken_build_left_half_written_is_cleared_by_the_next_one(place: Path, settle: Build) -> None:
    settle(place)
    build = place / "build"
    left = [build / ".manifest.json.fresh", build / "step" / "fact.fresh", build / "step" / "claim" / "gone.fresh"]
    for path in left:
        path.write_bytes(b"half")
    shutil.copytree(build / "step", build / ".site.fresh")
    (build / AT_WORK).write_text("site", encoding="utf-8")
    assert settle(place).done == []
    assert not any(path.exists() for path in (*left, build / ".site.fresh", build / AT_WORK))
