"""Work shared out among processes: in order, whatever ends one of them, and none of them outlives the one that began
it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from gigawatch.model import InputError
from gigawatch.model.split import ProcessEndedError, map_split

FOREVER, UNTIL_ALONE = "signal.pause()", "outlive()"
PROGRAM = """
import os, signal
from gigawatch.model.split import map_split

def outlive():
    while os.getppid() == BEGAN:
        pass

BEGAN = os.getpid()

def work(number):
    os.write(1, f"{os.getpid()}\\n".encode())
    PAUSE

class Ended(BaseException):
    pass

def end(*_):
    raise Ended

signal.signal(signal.SIGTERM, end)
try:
    list(map_split(work, 4, 2))
except Ended:
    os.write(1, b"ended\\n")
"""


def test_what_is_found_comes_in_the_order_of_the_numbers_from_other_processes() -> None:
    found = list(map_split(lambda number: (number * number, os.getpid()), 40, 3))
    assert [(number, value) for number, (value, _) in found] == [(n, n * n) for n in range(40)]
    assert os.getpid() not in {process for _, (_, process) in found}


def test_no_work_begins_no_process() -> None:
    assert list(map_split(lambda _: os.getpid(), 0, 0)) == []


def test_what_work_raises_is_raised_once_what_was_done_is_told() -> None:
    def refuse(number: int) -> int:
        if number == 2:
            raise InputError("not a date", where="2022-13")
        return number

    seen: list[int] = []
    with pytest.raises(InputError, match="2022-13: not a date"):
        seen.extend(number for number, _ in map_split(refuse, 100, 1))
    assert seen == [0, 1]


def test_where_a_process_is_killed_the_others_do_what_is_left_and_it_is_told() -> None:
    def work(number: int) -> int:
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    seen: list[int] = []
    with pytest.raises(ProcessEndedError, match="ended from outside"):
        seen.extend(number for number, _ in map_split(work, 9, 2))
    assert seen == [0, *range(2, 9)]


def test_to_leave_off_ends_the_processes_whatever_they_are_at(tmp_path: Path) -> None:
    def work(number: int) -> int:
        if number:
            (tmp_path / str(os.getpid())).touch()
            try:
                signal.pause()
            finally:
                (tmp_path / "in-order").touch()
        return number

    with closing(map_split(work, 2, 1)) as found:
        assert next(found) == (0, 0)
        while not list(tmp_path.iterdir()):
            pass
    assert (tmp_path / "in-order").exists()
    (process,) = (int(path.name) for path in tmp_path.iterdir() if path.name.isdigit())
    assert not Path(f"/proc/{process}").exists()


@pytest.fixture
def started() -> Callable[[str], subprocess.Popen[str]]:
    def start(pause: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", PROGRAM.replace("PAUSE", pause)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    return start


def test_a_process_that_is_asked_to_end_takes_its_own_with_it_and_none_of_them_says_a_word(
    started: Callable[[str], subprocess.Popen[str]],
) -> None:
    with started(FOREVER) as process:
        assert process.stdout is not None
        workers = {process.stdout.readline().strip() for _ in range(2)}
        process.send_signal(signal.SIGTERM)
        told, errors = process.communicate(timeout=20)
    assert (told, errors) == ("ended\n", "")
    assert not [one for one in workers if Path(f"/proc/{one}").exists()]


def test_a_process_that_does_not_hear_that_it_is_to_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gigawatch.model.split.PATIENCE", 0.1)

    def work(number: int) -> int:
        if number:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            os.write(tells, b"deaf")
            signal.pause()
        return os.getpid()

    hears, tells = os.pipe()
    found = map_split(work, 2, 1)
    _, worker = next(found)
    assert os.read(hears, 4) == b"deaf"
    found.close()
    assert not Path(f"/proc/{worker}").exists()


def test_what_was_split_off_takes_no_more_work_when_the_process_that_began_it_is_killed(
    started: Callable[[str], subprocess.Popen[str]],
) -> None:
    with started(UNTIL_ALONE) as process:
        assert process.stdout is not None
        for _ in range(2):
            process.stdout.readline()
        process.kill()
        told, errors = process.communicate(timeout=20)  # ends when the last process that holds the pipe does
    assert (told, errors) == ("", "")
