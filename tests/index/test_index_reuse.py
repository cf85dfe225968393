"""Another method on the same tables works only what lies behind the first step that differs."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from gigawatch.index import Result, build, load_example, read_method, read_tables, rerun, run

STEPS: list[dict[str, Any]] = [
    {"step": "denominate"},
    {"step": "impute", "rule": "median"},
    {"step": "treat", "rule": "winsorise"},
    {"step": "normalise", "rule": "minmax", "to": [1, 100]},
    {"step": "aggregate", "rule": "arithmetic"},
]


@pytest.fixture(scope="module")
def first() -> Result:
    values, structure, _ = load_example("asem")
    return run(values, structure, {"step": STEPS})


@pytest.mark.parametrize(
    ("place", "changed", "kept"),
    [
        (4, {"step": "aggregate", "rule": "geometric"}, 5),
        (3, {"step": "normalise", "rule": "zscore"}, 4),
        (1, {"step": "impute", "rule": "mean"}, 2),
        (0, {"step": "denominate", "times": 2}, 1),
    ],
)
def test_tables_before_the_first_changed_step_are_taken_over(
    place: int, changed: dict[str, Any], kept: int, first: Result
) -> None:
    steps = [*STEPS[:place], changed, *STEPS[place + 1 :]]
    again = rerun(first, {"step": steps})
    assert [ours is theirs for ours, theirs in zip(again.tables, first.tables, strict=True)].index(False) == kept
    values, structure, _ = load_example("asem")
    anew = run(values, structure, {"step": steps})
    assert again.hash == anew.hash
    np.testing.assert_array_equal(again.scores, anew.scores)
    assert again.list_marks().equals(anew.list_marks())


def test_a_step_that_is_taken_out_leaves_the_steps_before_it(first: Result) -> None:
    again = rerun(first, {"step": [*STEPS[:2], *STEPS[3:]]})
    assert again.steps["impute"] is first.steps["impute"]
    assert "treat" not in again.steps


def test_every_table_may_lie_in_files_instead_of_memory(first: Result, tmp_path: Path) -> None:
    values, structure, _ = load_example("asem")
    kept = run(values, structure, {"step": STEPS}, scratch=tmp_path / "tables")
    np.testing.assert_array_equal(kept.scores, first.scores)
    assert {path.stem for path in (tmp_path / "tables").iterdir()} == {"denominate", "impute", "treat", "normalise"}


def test_large_tables_worked_in_parts_give_what_small_ones_give(first: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gigawatch.index.apply.PART", 100)
    values, structure, _ = load_example("asem")
    parts = run(values, structure, {"step": STEPS})
    np.testing.assert_array_equal(parts.scores, first.scores)
    assert parts.list_marks().sort("step", "unit", "code").equals(first.list_marks().sort("step", "unit", "code"))


def test_a_large_table_in_files_needs_little_memory_beside_itself(tmp_path: Path) -> None:
    units, codes = 60_000, [f"i{at}" for at in range(20)]
    rng = np.random.default_rng(1)
    names = pl.Series("unit", [f"u{at}" for at in range(units)])
    values = pl.DataFrame([names, *(pl.Series(code, rng.lognormal(size=units)) for code in codes)])
    structure = pl.DataFrame(
        [("all", None, "aggregate"), *((code, "all", "indicator") for code in codes)],
        schema=["code", "parent", "kind"],
        orient="row",
    ).with_columns(weight=1.0, direction=1)
    method = read_method({"step": [{"step": "treat", "rule": "winsorise", "otherwise": "keep"}, STEPS[3]]})
    tree, panel = read_tables(values, structure, method)
    tracemalloc.start()
    build(panel, tree, method, scratch=tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1.5 * panel.x.nbytes
