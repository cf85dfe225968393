from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gigawatch.ledger import Material, make_ledger
from gigawatch.model import GigawatchError, InputError, beside
from gigawatch.model.beside import begin
from gigawatch.run.build import Outcome
from gigawatch.run.settling import load_ledger
from gigawatch.run.workspace import open_workspace

needs_a_second_core = pytest.mark.skipif(not hasattr(os, "fork") or os.cpu_count() == 1, reason="no second process")


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})


@needs_a_second_core
def test_large_work_is_done_in_a_process_of_its_own_and_small_work_is_not() -> None:
    assert begin(os.getpid, beside.SMALLEST)() != os.getpid()
    assert begin(os.getpid, beside.SMALLEST - 1)() == os.getpid()


@needs_a_second_core
def test_work_beside_begins_no_process_of_its_own() -> None:
    def nest() -> tuple[int, int]:
        return os.getpid(), begin(os.getpid, beside.SMALLEST)()

    own, nested = begin(nest, beside.SMALLEST)()
    assert own == nested


@needs_a_second_core
def test_from_a_thread_beside_the_main_one_no_process_is_split_off() -> None:
    def nest() -> int:
        return begin(os.getpid, beside.SMALLEST)()

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(nest).result() == os.getpid()


@needs_a_second_core
def test_what_work_beside_raises_is_raised_where_it_is_asked_for() -> None:
    def refuse() -> None:
        raise InputError("not a date", where="2022-13")

    asked: Callable[[], None] = begin(refuse, beside.SMALLEST)
    with pytest.raises(InputError, match="not a date"):
        asked()


@needs_a_second_core
def test_work_beside_that_is_killed_is_told_in_one_line() -> None:
    asked = begin(lambda: os.kill(os.getpid(), signal.SIGKILL), beside.SMALLEST)
    with pytest.raises(GigawatchError, match="ended from outside"):
        asked()


def test_the_ledger_is_the_same_settled_by_one_process_or_two(
    built_sample: tuple[Path, Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    material: Material = load_ledger(open_workspace(built_sample[0])).material
    alone = make_ledger(material)
    monkeypatch.setattr(beside, "SMALLEST", 0)
    assert make_ledger(material) == alone
