"""Every kind of factor of a Monte Carlo: what is drawn is what the run is worked with."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from gigawatch.index import FaultyInput, Uncertainty, load_example, read_design, rerun, run, uncertainty
from gigawatch.index import measure_uncertainty as measure
from gigawatch.index.montecarlo.draw import draw

STRUCTURE = pl.DataFrame(
    [("all", None, "aggregate", 1, 1), ("a", "all", "indicator", 1, 1), ("b", "all", "indicator", 3, 1)],
    schema=["code", "parent", "kind", "weight", "direction"],
    orient="row",
)
METHOD: dict[str, Any] = {
    "step": [
        {"step": "impute", "rule": "mean"},
        {"step": "normalise", "rule": "goalposts", "to": [0, 1]},
        {"step": "aggregate", "rule": "arithmetic"},
    ]
}
PLAIN: dict[str, Any] = {"step": [{"step": "normalise", "rule": "none"}, {"step": "aggregate", "rule": "arithmetic"}]}


def table(rows: list[tuple[Any, ...]], *columns: str) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["unit", "code", "value", *columns], orient="row")


def root(spread: Uncertainty, period: int = 0) -> np.ndarray[Any, np.dtype[np.float64]]:
    return spread.scores[:, period, :, -1]


def test_a_number_of_a_rule_varies_evenly_between_its_ends() -> None:
    values, structure, method = load_example("asem")
    design = {"alternative": [{"name": "sd", "step": "normalise", "parameter": "sd", "low": 1, "high": 3}]}
    steps = [step.describe() for step in method.steps[:3]]
    plain = {
        "step": [
            *[{key: value for key, value in step.items() if key not in ("name", "code", "level")} for step in steps],
            {"step": "normalise", "rule": "zscore"},
            {"step": "aggregate", "rule": "arithmetic"},
        ]
    }
    spread = uncertainty(values, structure, plain, design, seed=4, runs=200)
    drawn = spread.list_draws()["sd"].to_numpy()
    assert drawn.min() >= 1
    assert drawn.max() <= 3
    assert drawn.mean() == pytest.approx(2, abs=0.15)
    one = run(values, structure, plain)
    np.testing.assert_allclose(root(spread), one.scores[0, :, -1] * drawn[:, None], rtol=1e-9)


def test_a_whole_number_takes_each_of_its_values() -> None:
    values, structure, method = load_example("asem")
    design = {"alternative": [{"step": "treat", "parameter": "winmax", "low": 1, "high": 5}]}
    spread = uncertainty(values, structure, method, design, seed=4, runs=200)
    drawn = spread.list_draws()["winmax"]
    assert sorted(drawn.unique().to_list()) == [1, 2, 3, 4, 5]
    winmax = int(drawn[17])
    plain = [{**step.choice.describe(), "step": step.kind} for step in method.steps]
    plain[2] = {**plain[2], "winmax": winmax}
    alone = rerun(spread.nominal, {"step": plain})
    np.testing.assert_allclose(root(spread)[17], alone.scores[0, :, -1], rtol=1e-12)


def test_one_code_alone_may_vary() -> None:
    values = table([("x", "a", 1.0), ("y", "a", 3.0), ("x", "b", 1.0), ("y", "b", 2.0)])
    structure = STRUCTURE.with_columns(low=pl.lit(0.0), high=pl.lit(4.0))
    options = [{"rule": "goalposts", "to": [0, 1]}, {"rule": "goalposts", "to": [0, 10]}]
    design = {"alternative": [{"name": "scale of b", "step": "normalise", "code": "b", "options": options}]}
    spread = uncertainty(values, structure, METHOD, design, seed=1, runs=30)
    wide = spread.draws.choices[:, 0] == 1
    assert 0 < wide.sum() < 30
    np.testing.assert_allclose(root(spread)[wide], [[1 / 16 + 3 / 4 * 2.5, 3 / 16 + 3 / 4 * 5]] * int(wide.sum()))
    np.testing.assert_allclose(root(spread)[~wide], [[1 / 4, 9 / 16]] * int((~wide).sum()))


def test_each_run_takes_one_set_of_weights() -> None:
    values = table([("x", "a", 1.0), ("y", "a", 3.0), ("x", "b", 5.0), ("y", "b", 2.0)])
    design = {"weight_sets": {"first expert": {"a": 1, "b": 0}, "second expert": {"a": 1, "b": 1}}}
    spread = uncertainty(values, STRUCTURE, PLAIN, design, seed=1, runs=40)
    chosen = spread.list_draws()["weight_set"].to_numpy()
    assert set(chosen) == {"first expert", "second expert"}
    np.testing.assert_allclose(root(spread)[chosen == "first expert"], [[1.0, 3.0]] * (chosen == "first expert").sum())
    np.testing.assert_allclose(root(spread)[chosen == "second expert"], [[3, 2.5]] * (chosen == "second expert").sum())


@pytest.mark.parametrize("how", ["each", "together"])
def test_another_source_of_a_cell_is_drawn(how: str) -> None:
    rows = [("x", "a", 1.0, "left"), ("x", "a", 2.0, "right"), ("y", "a", 3.0, "left"), ("y", "a", 6.0, "right")]
    values = table([*rows, ("x", "b", 0.0, "left"), ("y", "b", 0.0, "left")], "source")
    spread = uncertainty(values, STRUCTURE, PLAIN, {"sources": how}, seed=2, runs=60)
    data = spread.list_data().pivot(on="unit", index="run", values="value")
    pairs = set(data.select("x", "y").iter_rows())
    every = {(1.0, 3.0), (2.0, 6.0), (1.0, 6.0), (2.0, 3.0)}
    assert pairs == (every if how == "each" else {(1.0, 3.0), (2.0, 6.0)})
    np.testing.assert_allclose(root(spread), data.select("x", "y").to_numpy() / 4)


def test_the_bounds_are_those_of_the_source_that_was_drawn() -> None:
    rows = [("x", "a", 1.0, 1.0, 1.0, "left"), ("x", "a", 10.0, 9.0, 12.0, "right"), ("y", "a", 0.0, 0.0, 0.0, "left")]
    values = table(
        [*rows, ("x", "b", 0.0, 0.0, 0.0, "left"), ("y", "b", 0.0, 0.0, 0.0, "left")], "low", "high", "source"
    )
    spread = uncertainty(values, STRUCTURE, PLAIN, {"sources": "each", "data": True}, seed=2, runs=200)
    drawn = spread.list_data()["value"].to_numpy()
    assert set(drawn[drawn < 5]) == {1.0}
    assert drawn[drawn > 5].min() >= 9
    assert drawn[drawn > 5].max() <= 12
    assert len(set(drawn[drawn > 5])) > 50


def test_the_same_seed_gives_the_same_scores_at_any_number_of_workers() -> None:
    values, structure, method = load_example("asem")
    assert method.uncertainty is not None
    one = uncertainty(values, structure, method, method.uncertainty, seed=3, runs=300, workers=1)
    four = uncertainty(values, structure, method, method.uncertainty, seed=3, runs=300, workers=4)
    np.testing.assert_array_equal(one.scores, four.scores)
    np.testing.assert_array_equal(one.ranks, four.ranks)


def test_progress_is_told_up_to_the_last_run() -> None:
    values, structure, method = load_example("hdi")
    assert method.uncertainty is not None
    seen: list[tuple[int, int]] = []
    uncertainty(values, structure, method, method.uncertainty, seed=3, runs=50, progress=lambda *at: seen.append(at))
    assert seen[-1] == (50, 50)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_a_panel_is_measured_like_a_cross_section_in_every_year() -> None:
    values, structure, method = load_example("hdi")
    assert method.uncertainty is not None
    spread = uncertainty(values, structure, method, method.uncertainty, seed=3, runs=50)
    year = values.filter(pl.col("period") == "2010")
    alone = uncertainty(year.drop("period"), structure, method, method.uncertainty, seed=3, runs=50)
    at = spread.nominal.values.periods.index("2010")
    np.testing.assert_allclose(spread.scores[:, at], alone.scores[:, 0], rtol=1e-12)


def test_runs_too_many_for_memory_lie_in_a_file_and_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    values, structure, method = load_example("hdi")
    nominal = run(values, structure, method)
    design = read_design({"weights": {"2": 0.2}}, method, nominal.structure)
    drawn = draw(nominal.structure, design, seed=1, runs=20)
    small = measure(nominal, design, drawn)
    monkeypatch.setattr("gigawatch.index.montecarlo.work.MEMORY", 1000)
    large = measure(nominal, design, drawn)
    assert isinstance(large.scores, np.memmap)
    np.testing.assert_array_equal(small.scores, large.scores)
    assert small.summarise().equals(large.summarise())


@pytest.mark.parametrize(
    ("design", "column"),
    [
        ({"sources": "some"}, "sources"),
        ({"imputation": True}, "imputation"),
        ({"weight_sets": {"one": {"a": 1}}}, "weight_sets"),
        ({"weight_sets": {"one": {"a": 1}, "two": {"b": 1}}}, "weight_sets"),
        ({"weight_sets": {"one": {"c": 1}, "two": {"c": 2}}}, "weight_sets.one"),
        ({"alternative": [{"step": "normalise", "parameter": "sd", "low": 1, "high": 2}]}, "parameter"),
        ({"alternative": [{"step": "aggregate", "parameter": "at_least", "low": 2, "high": 1}]}, "low"),
        ({"alternative": [{"step": "aggregate", "parameter": "at_least", "low": 0, "high": 7}]}, "at_least"),
        ({"alternative": [{"step": "aggregate", "code": "z", "parameter": "at_least", "low": 0, "high": 1}]}, "code"),
        (
            {"alternative": [{"name": "data", "step": "aggregate", "parameter": "at_least", "low": 0, "high": 1}]},
            "name",
        ),
    ],
)
def test_what_is_wrong_with_a_design_is_said_before_the_first_run(design: dict[str, Any], column: str) -> None:
    values = table([("x", "a", 1.0), ("y", "a", 3.0), ("x", "b", 5.0), ("y", "b", 2.0)])
    with pytest.raises(FaultyInput) as caught:
        uncertainty(values, STRUCTURE, PLAIN, design, seed=1, runs=3)
    assert column in {fault.column for fault in caught.value.faults}
