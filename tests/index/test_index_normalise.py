"""One scale on which more is better: each rule against its formula worked by hand, in both directions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from small_table import Cell, apply, table, tree, work

from gigawatch.index import FaultyInput, StepError, load_example, run

CELLS: list[Cell] = [2.0, 4.0, 10.0, None]
YEARS = ["2018", "2019", "2020"]


def near(found: np.typing.NDArray[np.float64], expected: object) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)


def normalise(rule: str, **more: object) -> dict[str, object]:
    return {"step": "normalise", "rule": rule, **more}


def test_a_fraction_of_the_best_is_one_at_the_best_in_both_directions() -> None:
    near(apply(CELLS, normalise("fraction_max")), [0.2, 0.4, 1, np.nan])
    near(apply(CELLS, normalise("fraction_max", times=100), direction=[-1]), [100, 50, 20, np.nan])
    near(apply([-2.0, 4.0], normalise("fraction_max")), [-0.5, 1])
    for cells, direction in (([-2.0, -4.0], 1), ([0.0, 4.0], -1), ([0.0, 0.0], 1)):
        with pytest.raises(StepError, match="not above zero"):
            apply(cells, normalise("fraction_max"), direction=[direction])


def test_the_distance_to_a_reference_unit_is_coinrs() -> None:
    near(apply(CELLS, normalise("distance_reference", unit="u01")), [0, 1, 4, np.nan])
    near(apply(CELLS, normalise("distance_reference", unit="u01", cap=True)), [0, 1, 1, np.nan])
    near(apply(CELLS, normalise("distance_reference", unit="u01"), direction=[-1]), [1 + 2 / 6, 1, 0, np.nan])
    for unit, text in (("u00", "the worst value"), ("u03", "has no value of a"), ("zz", "not in the values")):
        with pytest.raises(StepError, match=text):
            run(
                table({"a": CELLS, "b": [1.0, 2.0, 4.0, 3.0]}),
                tree("ab"),
                {"step": [normalise("none", code={"a": {"rule": "distance_reference", "unit": unit}})]},
            )


def test_the_distance_to_a_target_is_coinrs_in_both_directions() -> None:
    near(apply(CELLS, normalise("distance_target"), target=[6.0]), [0, 0.5, 2, np.nan])
    near(apply(CELLS, normalise("distance_target", cap=True), target=[6.0]), [0, 0.5, 1, np.nan])
    near(apply(CELLS, normalise("distance_target"), target=[3.0], direction=[-1]), [8 / 7, 6 / 7, 0, np.nan])
    with pytest.raises(StepError, match="at the target or beyond"):
        apply(CELLS, normalise("distance_target"), target=[1.0])
    with pytest.raises(StepError, match="no target is given for a"):
        apply(CELLS, normalise("distance_target"))


def test_the_asem_targets_are_reached_as_the_formula_says() -> None:
    values, structure, _ = load_example("asem")
    result = run(values, structure, {"step": [{"step": "denominate"}, normalise("distance_target", times=100)]})
    raw, found = result.steps["denominate"].x[0], result.steps["normalise"].x[0]
    for at, code in enumerate(result.structure.indicators):
        node = result.structure.by_code[code]
        assert node.target is not None
        x, target = raw[:, at] * node.direction, node.target * node.direction
        near(found[:, at], (x - np.nanmin(x)) / (target - np.nanmin(x)) * 100)


def test_a_stated_line_is_coinrs_n_scaled() -> None:
    low, high = 2.0, 12.0
    step = normalise("scaled", shift=low, factor=high - low, times=100)
    near(apply(CELLS, step), [0, 20, 80, np.nan])
    step = normalise("scaled", shift=high, factor=high - low, times=100)
    near(apply(CELLS, step, direction=[-1]), [100, 80, 20, np.nan])


def test_the_logistic_curve_is_half_way_at_the_mean_and_never_leaves_the_scale() -> None:
    z = (np.array([1.0, 2.0, 6.0]) - 3) / np.std([1, 2, 6], ddof=1)
    near(apply([1.0, 2.0, 6.0], normalise("logistic")), 100 / (1 + np.exp(-z)))
    near(
        apply([1.0, 2.0, 6.0], normalise("logistic", slope=3, to=[-1, 1]), direction=[-1]), 2 / (1 + np.exp(3 * z)) - 1
    )
    far = apply([0.0] * 9999 + [1e9], normalise("logistic", slope=20))
    assert far.max() <= 100


def test_classes_by_value_quantile_and_rank() -> None:
    cells: list[Cell] = [1.0, 2.0, 3.0, 4.0, 5.0, None]
    by_value = normalise("categorical", by="value", thresholds=[2, 4], scores=[0, 50, 100])
    near(apply(cells, by_value), [0, 50, 50, 100, 100, np.nan])
    near(apply(cells, by_value, direction=[-1]), [100, 100, 50, 50, 0, np.nan])
    by_quantile = normalise("categorical", thresholds=[50], scores=[-1, 1])
    near(apply(cells, by_quantile), [-1, -1, 1, 1, 1, np.nan])
    near(apply(cells, by_quantile, direction=[-1]), [1, 1, 1, -1, -1, np.nan])
    by_rank = normalise("categorical", by="rank", thresholds=[40, 100], scores=[0, 1, 2])
    near(apply(cells, by_rank), [0, 1, 1, 1, 2, np.nan])
    x = np.random.default_rng(2).normal(size=90)
    classes = np.searchsorted(np.quantile(x, [0.15, 0.25, 0.65, 0.85, 0.95]), x, side="right")
    near(apply(x.tolist(), normalise("categorical")), classes * 20)


def test_classes_that_make_no_sense_stop_the_run() -> None:
    for more, text in (
        ({"thresholds": [4, 2], "scores": [0, 1, 2]}, "do not rise"),
        ({"thresholds": [2, 4], "scores": [0, 1]}, "3 classes, and there are 2 scores"),
        ({"thresholds": [101], "scores": [0, 1]}, "between 0 and 100"),
    ):
        with pytest.raises(StepError, match=text):
            apply(CELLS, normalise("categorical", **more))


def test_above_around_and_below_the_mean() -> None:
    cells: list[Cell] = [1.0, 9.0, 10.0, 11.0, 19.0, None]
    near(apply(cells, normalise("above_below")), [-1, 0, 0, 0, 1, np.nan])
    near(apply(cells, normalise("above_below", threshold=0), direction=[-1]), [1, 1, 0, -1, -1, np.nan])
    wide = normalise("above_below", of="deviation", threshold=2)
    near(apply(cells, wide), [0, 0, 0, 0, 0, np.nan])
    near(apply(cells, normalise("above_below", reference="unit", unit="u01", times=50)), [-50, 0, 0, 50, 50, np.nan])
    near(apply([-3.0, 1.0, 2.0], normalise("above_below", of="deviation")), [-1, 1, 1])
    near(apply([5.0, 5.0], normalise("above_below")), [0, 0])


def test_the_mean_of_the_base_period_is_the_handbooks_above_and_below() -> None:
    cells = [10.0, 14.0, 9.0, 10.0, 10.0, 13.0]
    found = apply(cells, normalise("above_below", range="base", base="2018"), YEARS)
    near(found, [[0, 0], [1, 0], [0, 1]])


def test_reference_goalposts_put_the_reference_in_the_middle_of_70_to_130() -> None:
    cells = [2.0, 4.0, 6.0, 8.0, 5.0, 12.0]
    for direction in (1, -1):
        step = normalise("reference_goalposts", range="base", base="2018")
        found = apply(cells, step, YEARS, direction=[direction])
        low, high = 5 - (12 - 2) / 2, 5 + (12 - 2) / 2
        x = np.array(cells).reshape(2, 3).T
        share = (x - low) / (high - low) if direction > 0 else (high - x) / (high - low)
        near(found, share * 60 + 70)
        assert found[0].mean() == pytest.approx(100)
    unit = normalise("reference_goalposts", reference="unit", unit="u00", range="base", base="2019", to=[0, 1])
    near(apply(cells, unit, YEARS)[1, 0], 0.5)
    with pytest.raises(FaultyInput, match="constant"):
        apply([3.0] * 6, step, YEARS)


def test_goalposts_leave_a_missing_value_missing_on_both_scales() -> None:
    for scale in ("linear", "log"):
        found = apply([1.0, None, 100.0], normalise("goalposts", scale=scale), low=[1], high=[100])
        near(found, [0, np.nan, 100])
    with pytest.raises(StepError, match="no logarithm"):
        apply([0.0, None, 100.0], normalise("goalposts", scale="log"), low=[1], high=[100])


def test_base_year_goalposts_of_the_hdi_example_let_later_years_go_beyond() -> None:
    values, structure, _ = load_example("hdi")
    step = normalise("minmax", range="base", base="2010", to=[0, 1])
    result = run(values, structure, {"step": [step]})
    raw, found = result.steps["raw"].x, result.steps["normalise"].x
    at = result.values.periods.index("2010")
    low, high = np.nanmin(raw[at], axis=0), np.nanmax(raw[at], axis=0)
    near(found, (raw - low) / (high - low))
    np.testing.assert_array_equal([np.nanmin(found[at]), np.nanmax(found[at])], [0, 1])
    assert np.nanmax(found[at + 1 :]) > 1
    capped = run(values, structure, {"step": [{**step, "cap": True}]})
    np.testing.assert_array_equal(capped.steps["normalise"].x, np.clip(found, 0, 1))
    marks = capped.list_marks()
    assert marks.height == (found > 1).sum() + (found < 0).sum()


def test_a_column_without_a_value_in_the_base_period_stops_the_run() -> None:
    cells = {"a": [None, 2.0, 3.0, None, 5.0, 6.0], "b": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]}
    for rule in ("minmax", "zscore", "distance_max", "ratio", "reference_goalposts", "fraction_max"):
        with pytest.raises(StepError, match="a has no value in the base period 2018"):
            work(cells, normalise(rule, range="base", base="2018"), YEARS)


def test_a_unit_without_its_own_base_value_is_marked() -> None:
    cells = {"a": [None, 2.0, 3.0, 4.0, 5.0, 6.0], "b": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]}
    result = work(cells, normalise("ratio", reference="own", range="base", base="2018"), YEARS)
    lost = result.list_marks().filter(pl.col("mark") == "missing: no value in the base period")
    assert lost.select("unit", "code", "period").rows() == [("u00", "a", "2019"), ("u00", "a", "2020")]


def test_growth_over_the_period_before() -> None:
    cells: list[Cell] = [100.0, 110.0, 121.0, 50.0, None, 60.0]
    near(apply(cells, normalise("annual_growth"), YEARS), [[np.nan, np.nan], [10, np.nan], [10, np.nan]])
    over = normalise("annual_growth", over="current", times=1)
    near(apply(cells, over, YEARS)[1:, 0], [10 / 110, 11 / 121])
    near(apply(cells, normalise("annual_growth"), YEARS, direction=[-1])[1:, 0], [-10, -10])
    long = ["2018", "2020", "2021"]
    near(apply([100.0, 121.0, 242.0], normalise("annual_growth"), long)[1:, 0], [10, 100])
    near(apply([100.0, 121.0, 242.0], normalise("annual_growth", gaps="step"), long)[1:, 0], [21, 100])
    with pytest.raises(StepError, match="not above zero"):
        apply([0.0, 1.0, 2.0], normalise("annual_growth"), YEARS)
    with pytest.raises(StepError, match="no time axis"):
        apply([1.0, 2.0], normalise("annual_growth"))


def test_the_place_in_the_units_own_cycle() -> None:
    cells: list[Cell] = [1.0, 2.0, 6.0, None, 4.0, None]
    expected = (np.array([1.0, 2, 6]) - 3) / 2
    result = work({"a": cells, "b": [1.0, 2.0, 3.0, 1.0, 2.0, 4.0]}, normalise("cyclical"), YEARS)
    near(result.steps["normalise"].column("a"), [[expected[0], np.nan], [expected[1], np.nan], [expected[2], np.nan]])
    assert "missing: one value makes no cycle" in set(result.list_marks()["mark"])
    index = work({"a": cells, "b": [1.0, 2.0, 3.0, 1.0, 2.0, 4.0]}, normalise("cyclical", mean=100), YEARS)
    near(index.steps["normalise"].column("a")[:, 0], expected + 100)
    with pytest.raises(StepError, match="a of u00 never changes"):
        apply([0.1, 0.1, 0.1, 1.0, 2.0, 3.0], normalise("cyclical"), YEARS)


def test_a_single_value_has_no_deviation_and_is_not_lost_in_silence() -> None:
    cells = {"a": [1.0, None, 2.0, None], "b": [1.0, 2.0, 3.0, 4.0]}
    for rule in ("zscore", "logistic"):
        with pytest.raises(StepError, match="no spread to scale by in a in 2018"):
            work({**cells, "a": [1.0, 2.0, None, 3.0]}, normalise(rule, range="within"), YEARS[:2])


def test_the_handbooks_column_above_and_below_the_mean(published: Callable[[str], Path]) -> None:
    """Table 15, whose footnote says that the threshold is 20 %."""
    frame = pl.read_csv(published("oecd_tai23") / "table15_normalisation_schooling.csv")
    found = apply(frame["schooling"].to_list(), normalise("above_below", threshold=0.2))
    near(found, frame["above_below"].to_numpy())


def test_the_handbooks_unexplained_column_of_classes_fits_a_rule_of_percent_ranks(
    published: Callable[[str], Path],
) -> None:
    """Table 15 states no rule for it. Percent ranks of 5, 15, 35, 65, 85 and 95 give every figure: our reading."""
    frame = pl.read_csv(published("oecd_tai23") / "table15_normalisation_schooling.csv")
    classes = {"thresholds": [5, 15, 35, 65, 85, 95], "scores": [0, 20, 40, 50, 60, 80, 100]}
    found = apply(frame["schooling"].to_list(), normalise("categorical", by="rank", **classes))
    near(found, frame["categorical"].to_numpy())


def test_dividing_by_the_leader_depends_on_the_zero_of_the_scale_as_the_handbook_shows() -> None:
    """Table 14: temperature and humidity of two countries in two years, in Celsius and in Fahrenheit."""
    humidity = [75.0, 70.0, 50.0, 45.0]
    steps = [normalise("fraction_max", range="within"), {"step": "aggregate", "rule": "arithmetic"}]
    for temperature, expected in (
        ([35.0, 35.9, 39.0, 40.0], [0.949, 0.949, 0.833, 0.821]),
        ([95.0, 96.62, 102.2, 104.0], [0.965, 0.965, 0.833, 0.821]),
    ):
        values = table({"t": temperature, "h": humidity}, ["2003", "2004"])
        scores = run(values, tree("th"), {"step": steps}).list_scores().sort("unit", "period")["score"]
        assert scores.to_list() == pytest.approx(expected, abs=0.00051)
