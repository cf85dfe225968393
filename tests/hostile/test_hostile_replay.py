"""Every border at which hostile bytes come in: what once broke it, its seeds, and a hundred inputs made from these."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from soak.fuzz.catalogue import seeds, targets
from soak.fuzz.target import question
from soak.fuzz.target.question import PLACE
from soak.fuzz.target.target import Target
from soak.fuzz.verdict import judge

from gigawatch.model import GigawatchError

TARGETS = {target.name: target for target in targets()}
DEAR = {"query": 10, "account": 10, "sql": 30, "api": 20, "claim": 40, "second-reading": 40, "index": 40, "page": 60}
EXAMPLES = 100
ASKING = {target.name for target in question.TARGETS}
PIECES = (b"\x00", b"\n", b"\xff\xfe", b"9" * 60, b"[" * 60, b"\xe2\x80\xae", b"\xed\xa0\x80", b"//[", b"1e999", b"%%")


@st.composite
def spoiled(draw: st.DrawFn, kept: Sequence[bytes]) -> bytes:
    """A seed of which some pieces are cut out, doubled, or put in place by others."""
    data = draw(st.sampled_from(kept))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 24)))
        fresh = draw(st.sampled_from(PIECES) | st.binary(max_size=6) | st.just(data[start:end] * 2))
        data = data[:start] + fresh + data[end:]
    return data


@pytest.fixture(params=TARGETS)
def target(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Target:
    """Each target; one that asks a built workspace asks the synthetic one."""
    if request.param in ASKING:
        monkeypatch.setenv(PLACE, str(request.getfixturevalue("synthetic")))
    return TARGETS[request.param]


def assert_holds(target: Target, data: bytes) -> None:
    crash = judge(target, data, is_again=True)
    assert crash is None, f"{data!r}\n{crash.told}"


def test_what_is_kept_of_former_crashes_is_answered_or_refused_in_one_line(target: Target) -> None:
    kept = seeds(target.name)
    assert kept
    for path in kept:
        assert_holds(target, path.read_bytes())


def test_of_what_is_kept_some_is_answered(target: Target) -> None:
    assert any(is_answered(target, path.read_bytes()) for path in seeds(target.name))


def is_answered(target: Target, data: bytes) -> bool:
    try:
        target.ask(data)
    except GigawatchError:
        return False
    return True


def test_questions_that_find_no_built_workspace_are_not_taken_for_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path))
    with pytest.raises(RuntimeError, match="names no workspace that is built"):
        question.place()


def test_spoiled_input_is_answered_or_refused_in_one_line(target: Target) -> None:
    kept = [path.read_bytes() for path in seeds(target.name)]

    @settings(
        max_examples=DEAR.get(target.name, EXAMPLES),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=spoiled(kept))
    def put(data: bytes) -> None:
        crash = judge(target, data)
        assert crash is None, crash.told

    put()
