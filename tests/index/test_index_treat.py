"""Outlying values: what each treatment makes of a column, and where it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from small_table import apply, work

from gigawatch.index import StepError

SKEWED = [1.0, 2.0, 3.0, 4.0, 6.0, 9.0, 14.0, 100.0]
X = np.array(SKEWED)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("range", np.log(X - 1 + 0.99)),
        ("either", np.log(X - 1 + 0.99)),
        ("one", np.log(X)),
        ("gii", np.log(99 * (X - 1) / 99 + 1)),
        ("plain", np.log(X)),
    ],
)
def test_the_forms_of_the_logarithm(form: str, expected: np.typing.NDArray[np.float64]) -> None:
    np.testing.assert_allclose(apply(SKEWED, {"step": "treat", "rule": "log", "form": form}), expected)


def test_the_either_form_mirrors_a_column_skewed_to_the_left() -> None:
    left = [101 - x for x in SKEWED]
    found = apply(left, {"step": "treat", "rule": "log", "form": "either"})
    np.testing.assert_allclose(found, -np.log(100 + 0.99 - np.array(left)))
    assert (np.diff(found) < 0).all()


@pytest.mark.parametrize(
    ("form", "cells", "text"),
    [
        ("plain", [0.0, 1.0, 2.0], "not above zero"),
        ("plain", [-1.0, 1.0, 2.0], "not above zero"),
        ("range", [2.0, 2.0, 2.0], "no spread"),
        ("gii", [0.1, 0.5, 0.9], "not above one"),
        ("gii", [-5.0, -3.0, -2.0], "not above one"),
    ],
)
def test_a_column_without_a_logarithm_stops_the_run(form: str, cells: list[float | None], text: str) -> None:
    with pytest.raises(StepError, match=f"{text}.* in a"):
        apply(cells, {"step": "treat", "rule": "log", "form": form})


def test_a_column_that_winsorising_cannot_mend_takes_the_log_named() -> None:
    cells = [*map(float, range(1, 31)), 900.0, 1000.0]
    x = np.array(cells)
    step = {"step": "treat", "rule": "winsorise", "winmax": 1}
    for otherwise, expected in (("log_one", np.log(x)), ("log_gii", np.log(999 * (x - 1) / 999 + 1))):
        np.testing.assert_allclose(apply(cells, {**step, "otherwise": otherwise}), expected)
    with pytest.raises(StepError, match="not above one"):
        apply([cell - 2000 for cell in cells], {**step, "otherwise": "log_gii"})


def test_stated_points_are_drawn_in_whatever_the_shape_of_one_indicator_alone() -> None:
    cells = {"a": [1.0, 2.0, 3.0, 4.0, 5.0, None], "b": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]}
    step = {"step": "treat", "rule": "none", "code": {"a": {"rule": "winsorise_points", "low": 1, "high": 2}}}
    result = work(cells, step)
    np.testing.assert_array_equal(result.steps["treat"].column("a"), [[2, 2, 3, 3, 3, np.nan]])
    np.testing.assert_array_equal(result.steps["treat"].column("b"), [cells["b"]])
    marks = result.list_marks()
    assert sorted(zip(marks["unit"], marks["mark"], marks["before"], marks["after"], strict=True)) == [
        ("u00", "winsorised: low", 1, 2),
        ("u03", "winsorised: high", 4, 3),
        ("u04", "winsorised: high", 5, 3),
    ]


def test_drawing_in_too_many_points_stops_the_run() -> None:
    step = {"step": "treat", "rule": "winsorise_points", "high": 2}
    with pytest.raises(StepError, match="has 3 values: 0 and 2 cannot be drawn in"):
        apply([1.0, 2.0, 3.0], step)
    with pytest.raises(StepError, match="one value only"):
        apply([1.0, 1.0, 1.0, 2.0, 3.0], step)


def test_the_bounds_of_clipping() -> None:
    quarter, middle, upper = np.quantile(X, [0.25, 0.5, 0.75])
    spread = upper - quarter
    for more, low, high in (
        ({}, *np.quantile(X, [0.05, 0.95])),
        ({"ends": [0.1, 0.8]}, *np.quantile(X, [0.1, 0.8])),
        ({"at": "median", "times": 1}, middle - spread, middle + spread),
        ({"at": "fences"}, quarter - 1.5 * spread, upper + 1.5 * spread),
        ({"at": "mean", "times": 1}, X.mean() - X.std(ddof=1), X.mean() + X.std(ddof=1)),
        ({"at": "mean", "times": 1, "ddof": 0}, X.mean() - X.std(), X.mean() + X.std()),
        ({"at": "values", "ends": [2, 10]}, 2, 10),
    ):
        np.testing.assert_allclose(apply(SKEWED, {"step": "treat", "rule": "clip", **more}), np.clip(X, low, high))


def test_a_column_that_clipping_would_flatten_is_left_and_marked() -> None:
    cells: list[float | None] = [0.0] * 30 + [1.0]
    result = work({"a": cells}, {"step": "treat", "rule": "clip", "at": "median"})
    np.testing.assert_array_equal(result.steps["treat"].column("a"), [cells])
    assert set(result.list_marks()["mark"]) == {"left: clipping would flatten the column"}
    with pytest.raises(StepError, match="between 0 and 1"):
        apply(SKEWED, {"step": "treat", "rule": "clip", "ends": [5, 95]})


@pytest.mark.parametrize("exponent", [-1.0, 0.0, 0.5, 2.0])
def test_box_cox_and_yeo_johnson_with_a_stated_lambda_are_their_formulas(exponent: float) -> None:
    step = {"step": "treat", "rule": "box_cox", "lambda": exponent}
    expected = np.log(X) if exponent == 0 else (X**exponent - 1) / exponent
    np.testing.assert_allclose(apply(SKEWED, step), expected)
    shifted = X - X.min() + 1
    expected = np.log(shifted) if exponent == 0 else (shifted**exponent - 1) / exponent
    np.testing.assert_allclose(apply([x - 50 for x in SKEWED], {**step, "shift": "one"}), expected)
    both = np.array([-3.0, -1.0, 0.0, 2.0, 5.0])
    found = apply(both.tolist(), {**step, "rule": "yeo_johnson"})
    above = np.log1p(both[2:]) if exponent == 0 else ((both[2:] + 1) ** exponent - 1) / exponent
    turned = 2 - exponent
    below = -np.log1p(-both[:2]) if turned == 0 else -((1 - both[:2]) ** turned - 1) / turned
    np.testing.assert_allclose(found, [*below, *above], atol=1e-12)


@pytest.mark.parametrize("rule", ["box_cox", "yeo_johnson"])
def test_without_a_lambda_the_likelihood_finds_it_and_the_mark_names_it(rule: str) -> None:
    result = work({"a": SKEWED}, {"step": "treat", "rule": rule})
    named = float(result.list_marks()["mark"][0].rsplit(" ", 1)[1])
    log_likelihood = stats.boxcox_llf if rule == "box_cox" else stats.yeojohnson_llf
    search = stats.boxcox_normmax if rule == "box_cox" else stats.yeojohnson_normmax
    assert named == pytest.approx(search(X, method="mle") if rule == "box_cox" else search(X), abs=1e-3)
    assert log_likelihood(named, X) >= max(log_likelihood(at, X) for at in np.linspace(-3, 3, 601)) - 1e-6
    assert abs(stats.skew(result.steps["treat"].column("a").ravel())) < abs(stats.skew(X))


def test_yeo_johnson_of_zscores_does_not_depend_on_unit_or_zero() -> None:
    step = {"step": "treat", "rule": "yeo_johnson", "scale": "zscore"}
    small, large = (apply([factor * (x + 1000) for x in SKEWED], step) for factor in (1e-6, 1e6))
    np.testing.assert_allclose(small, large, rtol=1e-5)
    np.testing.assert_allclose(
        apply(SKEWED, {**step, "lambda": 0.5}), stats.yeojohnson((X - X.mean()) / X.std(ddof=1), lmbda=0.5), rtol=1e-12
    )
    with pytest.raises(StepError, match="lambda of a is beyond 10"):
        apply([1e-6 * x for x in SKEWED], {"step": "treat", "rule": "yeo_johnson"})
    with pytest.raises(StepError, match="no spread"):
        apply([2.0, 2.0, 2.0], {**step, "lambda": 1})


def test_transforms_refuse_what_they_have_no_value_for() -> None:
    for rule, cells, text in (
        ("box_cox", [0.0, 1.0, 2.0], "not above zero"),
        ("box_cox", [1.0, 1.0, 2.0], "fewer than three different values"),
        ("yeo_johnson", [3.0, 3.0, 3.0], "fewer than three different values"),
        ("power", [-1.0, 1.0, 2.0], "below zero"),
    ):
        with pytest.raises(StepError, match=text):
            apply(cells, {"step": "treat", "rule": rule})


def test_the_inverse_hyperbolic_sine_and_powers_take_both_signs() -> None:
    cells = [-8.0, 0.0, 2.0, 50.0]
    found = apply(cells, {"step": "treat", "rule": "asinh", "scale": 4})
    scaled = np.array(cells) / 4
    np.testing.assert_allclose(found, np.log(scaled + np.sqrt(scaled**2 + 1)))
    rooted = apply(cells, {"step": "treat", "rule": "power", "exponent": 1 / 3, "signed": True})
    np.testing.assert_allclose(rooted, [-2, 0, 2 ** (1 / 3), 50 ** (1 / 3)])
    np.testing.assert_allclose(apply([0.0, 4.0, 9.0], {"step": "treat", "rule": "power"}), [0, 2, 3])


@pytest.mark.parametrize(
    "step",
    [
        {"rule": "log"},
        {"rule": "clip", "ends": [0.2, 0.8]},
        {"rule": "box_cox"},
        {"rule": "yeo_johnson"},
        {"rule": "asinh"},
        {"rule": "power"},
        {"rule": "winsorise_points", "high": 1},
    ],
)
def test_every_changed_cell_is_marked_and_no_order_is_reversed(step: dict[str, object]) -> None:
    cells = {"a": [*SKEWED, None], "b": [*[2 * x for x in SKEWED], 5.0]}
    result = work(cells, {"step": "treat", **step})
    before, after = result.steps["raw"].x, result.steps["treat"].x
    changed = (before != after) & ~np.isnan(before)
    marked = {(row["unit"], row["code"]) for row in result.list_marks().iter_rows(named=True)}
    units, codes = result.values.units, result.values.codes
    assert marked >= {(units[unit], codes[column]) for _, unit, column in np.argwhere(changed)}
    assert np.isnan(after[0, -1, 0])
    assert (np.diff(after[0, :-1], axis=0) >= -1e-12).all()


def test_a_treatment_within_the_period_sees_that_period_alone() -> None:
    cells = [1.0, 10.0, 2.0, 20.0, 3.0, 30.0, 4.0, 400.0]
    step = {"step": "treat", "rule": "winsorise_points", "high": 1}
    np.testing.assert_array_equal(apply(cells, step, ["2020", "2021"]), [[1, 2, 3, 3], [10, 20, 30, 30]])
    pooled = apply(cells, {**step, "range": "pooled"}, ["2020", "2021"])
    np.testing.assert_array_equal(pooled, [[1, 2, 3, 4], [10, 20, 30, 30]])
    with pytest.raises(StepError, match="no spread to scale by, in a in 2021"):
        apply([1.0, 5.0, 2.0, 5.0], {"step": "treat", "rule": "log"}, ["2020", "2021"])
