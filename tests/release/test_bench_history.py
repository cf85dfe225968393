"""A run of the benchmark is judged by its ratios to peers of the same run, never by seconds, against its like."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[2] / "tools" / "bench"))

from history import append, draw_course, find_falls, holds, list_ratios, make_record, mark_fallen, read_history
from own import jobs
from text import load_texts

from stopwatch import seconds_of

OWN = ("quantities",)
VERSIONS = {"slowpoke": "1.0"}
SLOWEST = 0.5  # of the usual: a core is shared with other tests here, and rounds are few


def record(ours: float, theirs: float, version: str = "1.0") -> dict[str, Any]:
    medians = {"en quantities": ours, "en slowpoke": theirs}
    return make_record("reading", medians, {"slowpoke": version}, list_ratios(medians, OWN))


def test_a_ratio_is_the_peers_time_over_ours() -> None:
    assert list_ratios({"en quantities": 2.0, "en slowpoke": 10.0, "zh slowpoke": 1.0}, OWN) == {
        "en quantities / slowpoke": 5.0
    }


def test_a_slow_machine_is_no_fall_and_a_slower_reader_is() -> None:
    before = [record(1.0, 10.0) for _ in range(5)]
    assert list(find_falls(record(30.0, 300.0), before)) == []
    assert list(find_falls(record(1.2, 10.0), before)) == []
    (fall,) = find_falls(record(1.3, 10.0), before)
    assert fall.startswith("en quantities / slowpoke: 7.69 x, usually 10.00 x")


def test_nothing_is_judged_before_there_is_a_usual_or_against_another_version_of_the_peer() -> None:
    assert list(find_falls(record(5.0, 10.0), [record(1.0, 10.0)] * 2)) == []
    assert list(find_falls(record(5.0, 10.0, "2.0"), [record(1.0, 10.0)] * 5)) == []


def test_only_the_last_records_count(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    for ours in [1.0] * 20 + [2.0] * 10:
        append(record(ours, 10.0), path)
    kept = read_history(path)
    assert len(kept) == 30
    assert list(find_falls(record(2.2, 10.0), kept)) == []
    assert draw_course(kept).splitlines()[0].startswith("en quantities / slowpoke")


def test_a_ratio_that_fell_is_kept_with_a_mark_and_never_becomes_usual(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    for ours in [1.0] * 3 + [2.0] * 20:
        append(mark_fallen(record(ours, 10.0), read_history(path)), path)
    kept = read_history(path)
    assert [one.get("fell", []) for one in kept] == [[]] * 3 + [["en quantities / slowpoke"]] * 20
    assert len(list(find_falls(record(2.0, 10.0), kept))) == 1
    assert list(find_falls(record(1.1, 10.0), kept)) == []
    assert draw_course(kept).endswith(", fell 20 times")


def test_a_record_tells_the_machine_the_commit_and_the_libraries() -> None:
    made: Mapping[str, Any] = record(1.0, 10.0)
    assert made["machine"]["cores"] >= 1
    assert made["machine"]["python"]
    assert made["libraries"]["polars"]
    assert made["date"]
    assert "commit" in made


def test_reading_is_not_slower_beside_a_plain_expression_than_it_usually_is() -> None:
    name = "en quantities / regular expression"
    usual = [one["ratios"] for one in read_history() if one["kind"] == "reading" and holds(name, one)]
    if not usual:
        pytest.skip("the history has no record yet")
    work = jobs({"en": load_texts()["en"]})
    ratios = []
    for _ in range(7):
        ours, theirs = (seconds_of(work[f"en {job}"]) for job in ("quantities", "regular expression"))
        ratios.append(theirs / ours)
    assert max(ratios) > SLOWEST * usual[-1][name]
