"""The hold-out error of imputing: what is hidden, how it is counted, and what it says of the rules."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from small_table import Cell, table, tree

from gigawatch.index import StepError, load_example, measure_imputation

YEARS = [str(year) for year in range(2000, 2020)]


def method(*steps: dict[str, object]) -> dict[str, object]:
    return {"step": [{"step": "impute", **step} if "step" not in step else step for step in steps]}


def normal(units: int = 200, seed: int = 1) -> dict[str, list[Cell]]:
    """Two independent standard normal columns and one that follows the first closely."""
    a, b, noise = np.random.default_rng(seed).normal(size=(3, units))
    return {"a": a.tolist(), "b": b.tolist(), "c": (a + 0.1 * noise).tolist()}


def measure(cells: dict[str, list[Cell]], step: dict[str, object], **more: float) -> dict[str, dict[str, float]]:
    frame = measure_imputation(table(cells), tree(cells), method(step), seed=3, **more)  # type: ignore[arg-type]
    return {row["code"]: row for row in frame.iter_rows(named=True)}


def test_the_mean_is_off_by_one_deviation_and_its_interval_covers_what_it_should() -> None:
    found = measure(normal(), {"rule": "mean"}, repeats=400)
    for code in "abc":
        assert found[code]["hidden"] == found[code]["filled"] == found[code]["doubted"]
        assert 0.98 * 400 * 20 < found[code]["hidden"] <= 400 * 20  # a row keeps what would be its last
        assert found[code]["rmse_relative"] == pytest.approx(1, abs=0.03)
        assert found[code]["coverage"] == pytest.approx(0.9, abs=0.02)
        assert abs(found[code]["bias_relative"]) < 0.05
        for name in ("rmse", "mae", "bias"):
            assert found[code][f"{name}_relative"] == pytest.approx(found[code][name] / found[code]["deviation"])


@pytest.mark.parametrize("rule", ["regression", "expectation_maximisation"])
def test_a_rule_that_looks_at_a_close_indicator_is_off_by_the_noise_where_that_is_known(rule: str) -> None:
    found = measure(normal(), {"rule": rule}, repeats=20)
    assert found["a"]["rmse"] == pytest.approx(np.sqrt(0.9 * 0.1**2 + 0.1 * 1), abs=0.05)
    assert found["a"]["mae"] == pytest.approx((0.9 * 0.1 + 0.1 * 1) * np.sqrt(2 / np.pi), abs=0.03)
    assert found["b"]["rmse"] == pytest.approx(1, abs=0.15)
    assert found["a"]["coverage"] == pytest.approx(0.9, abs=0.04)


def test_the_error_is_that_of_a_constant_worked_by_hand() -> None:
    cells: dict[str, list[Cell]] = {code: [1.0, 2.0, 3.0, 6.0] for code in "abcdef"}
    step: dict[str, object] = {"rule": "constant", "value": 0}
    row = measure_imputation(table(cells), tree("abcdef"), method(step), seed=1, repeats=400).row(0, named=True)
    assert 390 < row["hidden"] <= 400
    assert row["bias"] == pytest.approx(-3, abs=0.3)
    assert row["mae"] == -row["bias"]
    assert row["rmse"] == pytest.approx(np.sqrt((1 + 4 + 9 + 36) / 4), abs=0.3)
    assert row["deviation"] == pytest.approx(np.std([1, 2, 3, 6], ddof=1))
    assert (row["doubted"], row["coverage"]) == (0, None)


def test_the_same_seed_hides_the_same_values_and_another_does_not() -> None:
    values, structure = table(normal(30)), tree("abc")
    once, same, other = (
        measure_imputation(values, structure, method({"rule": "median"}), seed=seed, repeats=3) for seed in (1, 1, 2)
    )
    assert once.equals(same)
    assert not once.equals(other)


def test_what_is_done_before_imputing_is_done_before_hiding_and_chained_rules_fill_in_turn() -> None:
    values, structure, _ = load_example("asem")
    steps: list[dict[str, object]] = [{"step": "denominate"}, {"rule": "regression"}, {"rule": "mean"}]
    frame = measure_imputation(values, structure, method(*steps), seed=5, repeats=2)
    assert frame["filled"].sum() == frame["hidden"].sum() > 0
    alone = measure_imputation(values, structure, method(steps[0], {"rule": "mean"}), seed=5, repeats=2)
    assert alone["hidden"].to_list() == frame["hidden"].to_list()
    assert alone["deviation"].to_list() == frame["deviation"].to_list()


def test_a_random_walk_is_covered_by_what_the_rules_along_time_say() -> None:
    steps = np.random.default_rng(6).normal(size=(40, len(YEARS)))
    cells: dict[str, list[Cell]] = {"a": np.cumsum(steps, axis=1).ravel().tolist(), "b": [1.0] * 40 * len(YEARS)}
    errors = {}
    for rule in ("latest", "linear", "nearest"):
        frame = measure_imputation(table(cells, YEARS), tree("ab"), method({"rule": rule, "changes": "all"}), seed=2)
        row = frame.row(0, named=True)
        errors[rule] = row["rmse"]
        assert row["coverage"] == pytest.approx(0.9, abs=0.02)
    assert errors["linear"] < errors["latest"]


def test_the_hdi_example_is_known_better_from_its_own_past_than_from_other_countries() -> None:
    values, structure, _ = load_example("hdi")
    own, others = (
        measure_imputation(values, structure, method({"rule": rule}), seed=1, repeats=3) for rule in ("linear", "mean")
    )
    assert (own["rmse_relative"] < 0.2 * others["rmse_relative"]).all()


def test_there_must_be_something_to_measure() -> None:
    values, structure = table(normal(30)), tree("abc")
    with pytest.raises(StepError, match="no impute step"):
        measure_imputation(values, structure, {"step": [{"step": "treat", "rule": "none"}]}, seed=1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        measure_imputation(values, structure, method({"rule": "mean"}), seed=1, share=1.5)


def test_no_row_loses_all_it_has_and_no_indicator_all_but_two() -> None:
    cells: dict[str, list[Cell]] = {"a": [1.0, 2.0, None, None], "b": [None, None, 3.0, 4.0], "c": [1.0, 2.0, 3.0, 5.0]}
    frame = measure_imputation(table(cells), tree("abc"), method({"rule": "mean"}), seed=1, share=0.9, repeats=50)
    hidden = dict(frame.select("code", "hidden").iter_rows())
    assert hidden["a"] == hidden["b"] == 0
    assert hidden["c"] == 100
    assert frame.filter(pl.col("code") == "a")["rmse"].to_list() == [None]
