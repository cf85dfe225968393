"""What each step does to small tables that can be worked by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
from scipy import stats

from gigawatch.index import Result, StepError, rank, rank_scores, run
from gigawatch.index.step.moment import shape

Cell = float | None


def table(cells: dict[str, Sequence[Cell]], periods: Sequence[str] | None = None) -> pl.DataFrame:
    """Rows of unit, code (, period), value from the columns of each code; with periods, units x.2020, x.2021 ..."""
    rows = []
    for code, column in cells.items():
        for at, value in enumerate(column):
            if periods is None:
                rows.append((f"u{at:02d}", code, None, value))
            else:
                rows.append((f"u{at // len(periods)}", code, periods[at % len(periods)], value))
    frame = pl.DataFrame(rows, schema=["unit", "code", "period", "value"], orient="row")
    return frame.drop("period") if periods is None else frame


def tree(codes: Sequence[str], **columns: Sequence[object]) -> pl.DataFrame:
    base = pl.DataFrame({"code": codes, "parent": "all", "kind": "indicator", "weight": 1.0, "direction": 1})
    base = base.with_columns([pl.Series(name, cells, strict=False) for name, cells in columns.items()])
    top = pl.DataFrame({"code": ["all"], "kind": ["aggregate"]})
    return pl.concat([top, base], how="diagonal_relaxed")


def column(result: Result, step: str, code: str = "a") -> npt.NDArray[np.float64]:
    return result.steps[step].column(code).ravel()


def apply(cells: Sequence[Cell], step: dict[str, object], **columns: Sequence[object]) -> npt.NDArray[np.float64]:
    result = run(table({"a": cells}), tree(["a"], **columns), {"step": [step]})
    return column(result, str(step["step"]))


def test_skewness_types_are_those_of_scipy_and_of_spreadsheets() -> None:
    x = np.array([1.0, 2, 3, 4, 50, np.nan])
    given = x[:-1]
    for kind, bias in (("type 1", True), ("type 2", False)):
        skewness, kurtosis = shape(x[:, None], kind)
        assert skewness[0] == pytest.approx(stats.skew(given, bias=bias))
        assert kurtosis[0] == pytest.approx(stats.kurtosis(given, bias=bias))


@pytest.mark.parametrize("ties", ["min", "max", "average", "dense"])
def test_ranks_are_scipys_for_every_handling_of_ties(ties: str) -> None:
    x = np.random.default_rng(5).integers(0, 6, size=(4, 30)).astype(float)
    np.testing.assert_array_equal(rank(x, ties), stats.rankdata(x, method=ties, axis=-1))


def test_a_missing_score_has_no_rank_and_takes_none() -> None:
    np.testing.assert_array_equal(rank_scores(np.array([3.0, np.nan, 9.0, 3.0])), [2, np.nan, 1, 2])


def test_imputing_by_mean_median_and_group() -> None:
    cells = {"a": [1.0, None, 6.0, 8.0], "b": [1.0, 2.0, 3.0, 4.0]}
    groups = pl.DataFrame({"unit": [f"u{at:02d}" for at in range(4)], "code": "g", "value": ["n", "n", "s", "s"]})
    values = pl.concat([table(cells).with_columns(pl.col("value").cast(pl.String)), groups])
    structure = pl.concat([tree(["a", "b"]), pl.DataFrame({"code": ["g"], "kind": ["group"]})], how="diagonal_relaxed")
    for step, expected in (
        ({"rule": "mean"}, 5),
        ({"rule": "median"}, 6),
        ({"rule": "mean", "group": "g"}, 1),
        ({"rule": "none"}, np.nan),
    ):
        result = run(values, structure, {"step": [{"step": "impute", **step}]})
        assert column(result, "impute")[1] == pytest.approx(expected, nan_ok=True)
    assert result.list_marks().is_empty()


def test_imputing_in_time_fills_between_and_forward_but_never_a_row_without_data() -> None:
    years = ["2018", "2019", "2020", "2022", "2023"]
    values = table({"a": [1, None, 3, 7, None, 5, None, None, None, 9], "b": [1, 1, 1, 1, 1, 2, None, 2, 2, 2]}, years)
    linear = run(values, tree(["a", "b"]), {"step": [{"step": "impute", "rule": "linear"}]})
    np.testing.assert_allclose(linear.steps["impute"].column("a")[:, 0], [1, 2, 3, 7, np.nan])
    np.testing.assert_allclose(linear.steps["impute"].column("a")[:, 1], [5, np.nan, 6.6, 8.2, 9])
    marks = linear.list_marks()
    assert set(marks["mark"]) == {"imputed: linear in time"}
    assert marks.height == 3
    latest = run(values, tree(["a", "b"]), {"step": [{"step": "impute", "rule": "latest", "reach": 2}]})
    np.testing.assert_allclose(latest.steps["impute"].column("a")[:, 1], [5, np.nan, 5, np.nan, 9])
    np.testing.assert_allclose(latest.steps["impute"].column("a")[:, 0], [1, 1, 3, 7, 7])


def test_winsorising_stops_at_the_limit_and_then_takes_the_log_of_the_original() -> None:
    cells = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 1000]
    drawn = apply(cells, {"step": "treat", "rule": "winsorise", "winmax": 1})
    assert drawn[-1] == 9
    cells = [*range(1, 31), 900.0, 1000.0]
    logged = apply(cells, {"step": "treat", "rule": "winsorise", "winmax": 1})
    np.testing.assert_allclose(logged, np.log(np.array(cells) - 1 + 0.01 * 999))
    kept = apply(cells, {"step": "treat", "rule": "winsorise", "winmax": 1, "otherwise": "keep"})
    assert kept[-1] == kept[-2] == 900
    np.testing.assert_array_equal(apply(cells, {"step": "treat", "rule": "none"}), cells)


def test_a_column_that_winsorising_would_flatten_is_left_and_marked() -> None:
    cells = [0.0] * 30 + [1.0]
    result = run(table({"a": cells}), tree(["a"]), {"step": [{"step": "treat", "rule": "winsorise"}]})
    np.testing.assert_array_equal(column(result, "treat"), cells)
    assert set(result.list_marks()["mark"]) == {"left: winsorising would flatten the column"}


def test_normalising_turns_what_is_better_when_less() -> None:
    cells = [1.0, 2.0, 5.0]
    np.testing.assert_allclose(apply(cells, {"step": "normalise", "rule": "minmax"}, direction=[-1]), [100, 75, 0])
    np.testing.assert_allclose(apply(cells, {"step": "normalise", "rule": "rank"}, direction=[-1]), [3, 2, 1])
    step = {"step": "normalise", "rule": "goalposts", "to": [0, 1]}
    posts: dict[str, Sequence[object]] = {"direction": [-1], "low": [2], "high": [4]}
    np.testing.assert_allclose(apply(cells, step, **posts), [1, 1, 0])
    np.testing.assert_allclose(apply(cells, {**step, "cap": False}, **posts), [1.5, 1, -0.5])
    ratio = {"step": "normalise", "rule": "ratio", "reference": "minimum"}
    np.testing.assert_allclose(apply(cells, ratio, direction=[-1]), [100, 50, 20])


def test_the_deviation_of_a_zscore_is_named() -> None:
    cells = [1.0, 2.0, 6.0]
    for ddof in (0, 1):
        step = {"step": "normalise", "rule": "zscore", "ddof": ddof, "mean": 10, "sd": 2}
        expected = (np.array(cells) - 3) / np.std(cells, ddof=ddof) * 2 + 10
        np.testing.assert_allclose(apply(cells, step), expected)


def test_distances_to_the_best_and_to_a_reference() -> None:
    cells = [1.0, 3.0, 5.0]
    np.testing.assert_allclose(apply(cells, {"step": "normalise", "rule": "distance_max"}), [0, 0.5, 1])
    step = {"step": "normalise", "rule": "ratio", "reference": "unit", "unit": "u01", "times": 1}
    np.testing.assert_allclose(apply(cells, step), [1 / 3, 1, 5 / 3])
    with pytest.raises(StepError, match="'nobody' is not in the values"):
        apply(cells, {**step, "unit": "nobody"})


def test_a_scale_takes_its_ends_pooled_within_the_year_or_from_the_base_year() -> None:
    values = table({"a": [1.0, 2, 3, 6, 5, 10]}, ["2018", "2019"])
    ends = {"pooled": (1, 10), "base": (1, 5), "within": None}
    for scope, known in ends.items():
        step = {"step": "normalise", "rule": "minmax", "range": scope, "to": [0, 1]}
        if scope == "base":
            step["base"] = "2018"
        x = run(values, tree(["a"]), {"step": [step]}).steps["normalise"].column("a")
        raw = np.array([[1, 3, 5], [2, 6, 10]])
        low = raw.min(axis=1, keepdims=True) if known is None else known[0]
        high = raw.max(axis=1, keepdims=True) if known is None else known[1]
        np.testing.assert_allclose(x, (raw - low) / (high - low))


def test_the_own_base_year_is_a_hundred() -> None:
    values = table({"a": [4.0, 6, 2, 1]}, ["2018", "2019"])
    step = {"step": "normalise", "rule": "ratio", "reference": "own", "range": "base", "base": "2018"}
    x = run(values, tree(["a"]), {"step": [step]}).steps["normalise"].column("a")
    np.testing.assert_allclose(x, [[100, 100], [150, 50]])


def aggregated(cells: dict[str, Sequence[Cell]], step: dict[str, object], **columns: Sequence[object]) -> Result:
    return run(table(cells), tree(list(cells), **columns), {"step": [{"step": "aggregate", **step}]})


@pytest.mark.parametrize(("rule", "expected"), [("arithmetic", 3.5), ("geometric", 8**0.5), ("harmonic", 32 / 13)])
def test_the_three_means_with_weights(rule: str, expected: float) -> None:
    result = aggregated({"a": [2.0, 2.0], "b": [8.0, 2.0]}, {"rule": rule}, weight=[3, 1])
    assert result.list_scores()["score"].to_list() == pytest.approx([expected, 2])


def test_a_missing_child_is_rescaled_counted_as_zero_or_stops_the_run() -> None:
    cells: dict[str, Sequence[Cell]] = {"a": [2.0, 4.0], "b": [8.0, None]}
    assert aggregated(cells, {"rule": "arithmetic"}).list_scores()["score"].to_list() == [5, 4]
    assert aggregated(cells, {"rule": "arithmetic", "missing": "zero"}).list_scores()["score"].to_list() == [5, 2]
    with pytest.raises(StepError, match="b missing"):
        aggregated(cells, {"rule": "arithmetic", "missing": "fail"})
    thin = aggregated(cells, {"rule": "arithmetic", "at_least": 0.6}).list_scores()
    assert thin["score"].to_list() == [5, None]
    assert thin["status"].to_list() == ["ranked", "not ranked: no value"]
    with pytest.raises(StepError, match="at or below zero"):
        aggregated(cells, {"rule": "geometric", "missing": "zero"})


def test_weights_are_given_or_equal_and_effective_ones_multiply_up() -> None:
    values = table({"a": [1.0, 2], "b": [3.0, 4], "c": [5.0, 7]})
    structure = pl.DataFrame(
        [
            ("all", None, "aggregate", None, None),
            ("p", "all", "aggregate", 3, None),
            ("a", "p", "indicator", 1, 1),
            ("b", "p", "indicator", 4, 1),
            ("c", "all", "indicator", 1, 1),
        ],
        schema=["code", "parent", "kind", "weight", "direction"],
        orient="row",
    )
    steps = [{"step": "aggregate", "rule": "arithmetic"}]
    given = run(values, structure, {"step": steps}).list_weights()
    assert dict(zip(given["code"], given["effective"], strict=True)) == pytest.approx(
        {"a": 0.15, "b": 0.6, "c": 0.25, "p": 0.75, "all": 1}
    )
    equal = run(values, structure, {"step": [{"step": "weigh", "rule": "equal"}, *steps]})
    assert equal.list_scores().filter(pl.col("code") == "all")["score"].to_list() == pytest.approx([3.5, 5])


def test_the_gate_leaves_a_thin_unit_unranked_and_says_what_is_missing() -> None:
    cells: dict[str, Sequence[Cell]] = {"a": [2.0, 4.0, 9.0], "b": [8.0, None, 1.0]}
    method = {"coverage": {"share": 0.65}, "step": [{"step": "aggregate", "rule": "arithmetic"}]}
    scores = run(table(cells), tree(["a", "b"]), method).list_scores().sort("unit")
    assert scores["rank"].to_list() == [1, None, 1]
    assert scores["coverage"].to_list() == [1, 0.5, 1]
    assert scores["status"][1] == "not ranked: all 50% of 65%, missing b"


def test_denominating_divides_only_what_names_a_denominator_and_stops_at_zero() -> None:
    structure = pl.concat(
        [tree(["a", "b"], denominator=["d", None]), pl.DataFrame({"code": ["d"], "kind": ["denominator"]})],
        how="diagonal_relaxed",
    )
    method = {"step": [{"step": "denominate"}]}
    result = run(table({"a": [2.0, 4.0], "b": [1.0, 3.0], "d": [4.0, 2.0]}), structure, method)
    np.testing.assert_array_equal(column(result, "denominate"), [0.5, 2])
    np.testing.assert_array_equal(column(result, "denominate", "b"), [1, 3])
    with pytest.raises(StepError, match="d of u01 is zero"):
        run(table({"a": [2.0, 4.0], "b": [1.0, 3.0], "d": [4.0, 0.0]}), structure, method)
