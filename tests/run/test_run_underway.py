"""A build that runs in another process, or was killed in it, is told to whoever asks meanwhile."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.model import WorkspaceError
from gigawatch.run.build import locked, run_steps
from gigawatch.run.keeping import keep_edition
from gigawatch.run.manifest import read_manifest
from gigawatch.run.step import Step
from gigawatch.run.underway import is_running, tell_underway
from gigawatch.run.workspace import Workspace, open_workspace

BUILDER = """
import sys
from pathlib import Path
from gigawatch.run.build import run_steps
from gigawatch.run.step import Step
from gigawatch.run.workspace import open_workspace

place = open_workspace(Path(sys.argv[1]))
made = place.build / "made"

def work():
    print("at work", flush=True)
    sys.stdin.readline()
    made.write_text("made")
    return []

run_steps(place, lambda: [Step("settle", (), (made,), (), work)], version="1", date=sys.argv[2], report=lambda *_: None)
"""


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    (tmp_path / "gigawatch.toml").write_text('[workspace]\nname = "yibin"\n', encoding="utf-8")
    return open_workspace(tmp_path)


@contextmanager
def building(place: Workspace, day: str = "2026-01-02") -> Iterator[subprocess.Popen[str]]:
    """A build in a process of its own, which has come to its step and waits for a line."""
    command = (sys.executable, "-c", BUILDER, str(place.root), day)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "at work\n"
        try:
            yield process
        finally:
            process.kill()


def build_here(place: Workspace, day: str) -> None:
    made = place.build / "made"

    def work() -> list[str]:
        made.write_text("made", encoding="utf-8")
        return []

    steps = [Step("settle", (), (made,), (), work)]
    run_steps(place, lambda: steps, version="1", date=day, report=lambda *_: None)


def test_nothing_is_said_of_a_build_that_came_to_its_end(place: Workspace) -> None:
    assert tell_underway(place) is None
    build_here(place, "2026-01-01")
    assert tell_underway(place) is None
    assert not is_running(place)


def test_a_build_that_runs_in_another_process_is_told_with_its_step_until_it_ends(place: Workspace) -> None:
    with building(place) as process:
        told = tell_underway(place)
        assert told is not None
        assert "a build is running (step settle)" in told
        with pytest.raises(WorkspaceError, match="another build is running here"):
            build_here(place, "2026-01-01")
        with pytest.raises(WorkspaceError, match="no edition is kept of what is not built to its end"):
            keep_edition(place, None)
        process.communicate("\n")
        assert process.returncode == 0
    assert tell_underway(place) is None


def test_while_an_edition_is_kept_no_build_begins_and_questions_are_told_of_none(place: Workspace) -> None:
    build_here(place, "2026-01-01")
    with locked(place.build):
        assert tell_underway(place) is None
        with pytest.raises(WorkspaceError, match="another build is running here"):
            build_here(place, "2026-01-02")
    build_here(place, "2026-01-02")


@pytest.mark.parametrize("is_killed", [True, False])
@pytest.mark.parametrize("asked", ["ledger", "index show", "review log", "index show --lang zh"])
def test_before_a_ledger_is_stored_the_state_of_its_build_is_all_that_a_question_is_told(
    place: Workspace, capsys: pytest.CaptureFixture[str], asked: str, is_killed: bool
) -> None:
    with building(place) as process:
        if is_killed:
            process.send_signal(signal.SIGKILL)
            process.wait()
        with pytest.raises(SystemExit) as left:
            main([*asked.split(), "--workspace", str(place.root)])
    assert left.value.code == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(f"gigawatch: {place.root}: ")
    assert ("账本尚未保存" if "zh" in asked else "no ledger is stored yet") in told
    assert "settle" in told


def test_a_build_that_was_killed_is_told_until_the_next_one_completes(place: Workspace) -> None:
    with building(place) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    told = tell_underway(place)
    assert told is not None
    assert "the last build was broken off in step settle" in told
    build_here(place, "2026-01-03")
    assert tell_underway(place) is None


def test_the_day_of_the_last_whole_build_stands_until_the_ledger_is_stored_anew(place: Workspace) -> None:
    build_here(place, "2026-01-01")
    (place.build / "made").unlink()
    with building(place) as process:
        assert read_manifest(place.manifest).date == "2026-01-01"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert read_manifest(place.manifest).date == "2026-01-01"
    build_here(place, "2026-01-03")
    assert read_manifest(place.manifest).date == "2026-01-03"
