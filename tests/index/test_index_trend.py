"""An index over time: changes, growth, trends, and what moved a score."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from gigawatch.index import decompose_change, list_changes, list_trends, load_example, rebase, run
from gigawatch.index.method.method import Choice, Method, Step
from gigawatch.index.method.parameter import Settings
from gigawatch.index.method.rule import Rule
from gigawatch.index.result.result import Result
from gigawatch.index.step.family import Family
from gigawatch.index.trend import (
    find_growth,
    find_longest_rise,
    fit_line,
    fit_theil_sen,
    list_convergence,
    list_spread,
)
from gigawatch.model import InputError

PERIODS = ("2018", "2019", "2020", "2021")
STRUCTURE = pl.DataFrame(
    {
        "code": ["root", "left", "right", "a", "b", "c", "d", "e"],
        "parent": [None, "root", "root", "left", "left", "right", "right", "right"],
        "kind": ["aggregate"] * 3 + ["indicator"] * 5,
        "weight": [1.0, 2.0, 1.0, 1.0, 3.0, 1.0, 1.0, 2.0],
        "direction": [1, 1, 1, 1, -1, 1, 1, 1],
    }
)


def panel(seed: int, gaps: float = 0.0, units: int = 6) -> pl.DataFrame:
    draw = np.random.default_rng(seed)
    rows = [
        (f"u{unit}", code, period, float(draw.uniform(1, 9)))
        for unit in range(units)
        for code in "abcde"
        for period in PERIODS
        if draw.uniform() >= gaps
    ]
    return pl.DataFrame(rows, schema=["unit", "code", "period", "value"], orient="row")


def build(values: pl.DataFrame, rule: str, missing: str = "rescale") -> Result:
    steps = [
        {"step": "normalise", "rule": "minmax", "to": [1, 100], "range": "pooled"},
        {"step": "aggregate", "rule": rule, "missing": missing},
    ]
    return run(values, STRUCTURE, {"step": steps})


@pytest.fixture(scope="module")
def hdi() -> Result:
    return run(*load_example("hdi"))


def sum_up(table: pl.DataFrame) -> pl.DataFrame:
    """By unit: the change, and the sum of the parts."""
    total = pl.col("part") == "total"
    return table.group_by("unit").agg(
        change=pl.col("contribution").filter(total).first(),
        parts=pl.col("contribution").filter(~total).sum(),
        rest=pl.col("contribution").filter(pl.col("part") == "rest").sum(),
    )


@pytest.mark.parametrize("form", ["own", "shapley"])
@pytest.mark.parametrize("rule", ["arithmetic", "geometric", "harmonic"])
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), gaps=st.sampled_from([0.0, 0.15, 0.4]))
def test_the_parts_add_up_to_the_change_whatever_the_mean_and_whatever_is_missing(
    rule: str, form: str, seed: int, gaps: float
) -> None:
    result = build(panel(seed, gaps), rule)
    for code in ("root", "right"):
        found = sum_up(decompose_change(result, code, form=form)).drop_nulls("change")
        assert found.select((pl.col("change") - pl.col("parts")).abs().max()).item() < 1e-9
        assert found["rest"].abs().max() == 0


def test_cells_counted_as_zero_add_up_too_and_are_told_apart() -> None:
    result = build(panel(3, 0.3), "arithmetic", missing="zero")
    table = decompose_change(result, "right")
    found = sum_up(table).drop_nulls("change")
    assert found.select((pl.col("change") - pl.col("parts")).abs().max()).item() < 1e-9
    assert table.filter(pl.col("part") == "missing").height > 0


def test_the_parts_of_an_arithmetic_mean_are_differences_of_weighted_values() -> None:
    result = build(panel(1), "arithmetic")
    table = decompose_change(result, "root", "2018", "2021").filter(pl.col("part") == "value")
    weights = dict(result.list_weights().select("code", "effective").iter_rows())
    for row in table.iter_rows(named=True):
        expected = weights[row["code"]] * (row["last"] - row["first"])
        assert row["contribution"] == pytest.approx(expected, abs=1e-12)


def test_the_parts_of_a_geometric_mean_are_those_of_the_logarithmic_mean(hdi: Result) -> None:
    """LMDI I, additive: L(S1, S0) w ln(x1 / x0), here for life expectancy, alone in its dimension, weight one third."""
    table = decompose_change(hdi, "HDI", "2000", "2021").filter(pl.col("unit") == "ZAF")
    total = table.row(by_predicate=pl.col("part") == "total", named=True)
    health = table.row(by_predicate=pl.col("code") == "le", named=True)
    mean = (total["last"] - total["first"]) / np.log(total["last"] / total["first"])
    assert health["contribution"] == pytest.approx(mean / 3 * np.log(health["last"] / health["first"]), abs=1e-12)
    assert total["convention"].startswith("logarithmic mean (LMDI)")


def test_shapley_values_are_the_mean_over_all_orders_worked_out_by_hand() -> None:
    values = pl.DataFrame(
        {
            "unit": ["x"] * 4 + ["y"] * 4,
            "code": ["a", "b"] * 4,
            "period": ["2020", "2020", "2021", "2021"] * 2,
            "value": [1.0, 4.0, 4.0, 9.0, 2.0, 3.0, 5.0, 6.0],
        }
    )
    structure = pl.DataFrame(
        {
            "code": ["root", "a", "b"],
            "parent": [None, "root", "root"],
            "kind": ["aggregate", "indicator", "indicator"],
            "weight": [1.0, 1.0, 1.0],
            "direction": [1, 1, 1],
        }
    )
    result = run(values, structure, {"step": [{"step": "aggregate", "rule": "geometric"}]})
    table = decompose_change(result, form="shapley").filter(pl.col("unit") == "x", pl.col("part") == "value")
    first_a, then_b = 4.0 - 2.0, 6.0 - 4.0
    first_b, then_a = 3.0 - 2.0, 6.0 - 3.0
    expected = [(first_a + then_a) / 2, (first_b + then_b) / 2]
    assert table["contribution"].to_list() == pytest.approx(expected, abs=1e-12)


def test_drawn_orders_still_add_up_and_lie_near_the_exact_values() -> None:
    codes = [f"i{number}" for number in range(12)]
    structure = pl.DataFrame(
        {
            "code": ["root", *codes],
            "parent": [None, *["root"] * 12],
            "kind": ["aggregate", *["indicator"] * 12],
            "weight": [1.0] * 13,
            "direction": [1] * 13,
        }
    )
    draw = np.random.default_rng(5)
    rows = [(unit, code, period, draw.uniform(1, 9)) for unit in "xyz" for code in codes for period in PERIODS[:2]]
    values = pl.DataFrame(rows, schema=["unit", "code", "period", "value"], orient="row")
    result = run(values, structure, {"step": [{"step": "aggregate", "rule": "geometric"}]})
    table = decompose_change(result, form="shapley")
    assert "256 orders drawn" in table["convention"][0]
    found = sum_up(table)
    assert found.select((pl.col("change") - pl.col("parts")).abs().max()).item() < 1e-9
    own = decompose_change(result)
    assert (table["contribution"] - own["contribution"]).abs().max() < 0.05


def test_a_unit_without_a_score_in_one_period_is_said_to_have_none(hdi: Result) -> None:
    table = decompose_change(hdi, "HDI", "2000", "2021").filter(pl.col("unit") == "NGA")
    assert table["note"].to_list() == ["no score in 2000"]
    assert table["contribution"].to_list() == [None]
    change = list_changes(hdi, "2000", "2021").filter(pl.col("unit") == "NGA", pl.col("code") == "HDI")
    assert change["note"].to_list() == ["no value in 2000"]
    assert change.select("change", "growth", "ranks_gained").row(0) == (None, None, None)


@pytest.mark.parametrize(
    ("first", "last", "growth", "note"),
    [
        (100.0, 121.0, 0.1, ""),
        (0.0, 0.0, 0.0, ""),
        (5.0, 0.0, -1.0, ""),
        (0.0, 5.0, None, "starts at zero"),
        (-1.0, 5.0, None, "negative"),
        (5.0, -1.0, None, "negative"),
        (-2.0, -2.0, 0.0, ""),
    ],
)
def test_growth_at_zero_and_below_follows_the_stated_rule(
    first: float, last: float, growth: float | None, note: str
) -> None:
    rate, why = find_growth(first, last, 2.0)
    assert np.isnan(rate) if growth is None else rate == pytest.approx(growth, abs=1e-12)
    assert note in why


def test_changes_carry_values_ranks_and_what_is_better() -> None:
    result = build(panel(2), "arithmetic")
    table = list_changes(result, "2018", "2020")
    row = table.row(by_predicate=(pl.col("unit") == "u1") & (pl.col("code") == "b"), named=True)
    assert row["change"] == pytest.approx(row["last"] - row["first"])
    assert row["growth"] == pytest.approx((row["last"] / row["first"]) ** 0.5 - 1)
    assert row["is_better"] == (row["change"] < 0), "less is better in b"
    root = table.filter(pl.col("code") == "root")
    scores = result.list_scores().filter(pl.col("code") == "root")
    for period, column in (("2018", "rank_first"), ("2020", "rank_last")):
        expected = dict(scores.filter(pl.col("period") == period).select("unit", "rank").iter_rows())
        assert dict(root.select("unit", column).iter_rows()) == expected
    assert root["ranks_gained"].to_list() == (root["rank_first"] - root["rank_last"]).to_list()


def test_trends_are_scipys(hdi: Result) -> None:
    table = list_trends(hdi).filter(pl.col("code").is_in(["gnipc", "HDI"]))
    series = {code: hdi.steps["raw" if code == "gnipc" else "aggregate"].column(code) for code in ("gnipc", "HDI")}
    years = np.arange(2000, 2022, dtype=np.float64)
    for row in table.iter_rows(named=True):
        y = series[row["code"]][:, hdi.values.units.index(row["unit"])]
        there = ~np.isnan(y)
        line = stats.linregress(years[there], y[there])
        reach = stats.t.ppf(0.975, there.sum() - 2) * line.stderr
        assert row["n"] == there.sum()
        got = [row[name] for name in ("slope", "slope_low", "slope_high", "p", "r2")]
        assert got == pytest.approx(
            [line.slope, line.slope - reach, line.slope + reach, line.pvalue, line.rvalue**2], rel=1e-8, abs=1e-14
        )
        robust = stats.theilslopes(y[there], years[there], 0.95)
        assert [row["theil_sen"], row["theil_sen_low"], row["theil_sen_high"]] == pytest.approx(
            [robust.slope, robust.low_slope, robust.high_slope]
        )
        tau = stats.kendalltau(years[there], y[there])
        assert [row["tau"], row["p_tau"]] == pytest.approx([tau.statistic, tau.pvalue])


def test_a_series_of_two_values_has_no_trend_and_says_so() -> None:
    values = panel(4).filter((pl.col("unit") != "u0") | pl.col("period").is_in(["2018", "2021"]))
    table = list_trends(build(values, "arithmetic")).filter(pl.col("unit") == "u0")
    assert set(table["trend"]) == {"not computed"}
    assert set(table["note"]) == {"2 values: 3 are needed for a trend"}
    assert table["slope"].null_count() == table.height


def test_a_constant_series_is_flat_for_every_method() -> None:
    times, y = np.arange(5.0), np.full(5, 2.0)
    for line in (fit_line(times, y), fit_theil_sen(times, y)):
        assert (line.slope, line.low, line.high, line.p) == (0.0, 0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("y", "expected"),
    [
        ([1, 2, 3, 2, 3, 4, 5], (3, 6)),
        ([1, 2, 3, np.nan, 4, 5], (0, 2)),
        ([3, 2, 1], None),
        ([1, 1, 1], None),
        ([1, 2, 1, 2], (0, 1)),
    ],
)
def test_the_longest_rise_is_unbroken_and_ends_at_a_gap(y: list[float], expected: tuple[int, int] | None) -> None:
    assert find_longest_rise(np.array(y, dtype=np.float64)) == expected


def test_the_base_year_is_100_for_every_unit_that_has_it(hdi: Result) -> None:
    table = rebase(hdi, "2010")
    assert table.filter(pl.col("period") == "2010", pl.col("note") == "")["index"].to_list() == pytest.approx(
        [100.0] * table.filter(pl.col("period") == "2010", pl.col("note") == "").height
    )
    early = rebase(hdi, "2000").filter(pl.col("unit") == "NGA", pl.col("code") == "HDI")
    assert set(early["note"]) == {"no base: no value in 2000"}
    assert early["index"].null_count() == early.height
    leader = rebase(hdi, "2010", "leader").filter(pl.col("code") == "HDI", pl.col("period") == "2010")
    assert leader["index"].max() == pytest.approx(100.0)


def test_units_that_close_a_gap_at_a_known_rate_converge_at_it() -> None:
    draw = np.random.default_rng(8)
    start = draw.uniform(1, 9, 30)
    end = np.exp(0.7 * np.log(start) + 1.0)
    rows = [
        (f"u{unit}", code, period, float(level))
        for unit in range(30)
        for code in "abcde"
        for period, level in (("2010", start[unit]), ("2020", end[unit]))
    ]
    values = pl.DataFrame(rows, schema=["unit", "code", "period", "value"], orient="row")
    result = build(values, "arithmetic")
    row = list_convergence(result).row(by_predicate=pl.col("code") == "a", named=True)
    assert row["beta"] == pytest.approx(-0.03, abs=1e-9)
    assert row["half_life"] == pytest.approx(10 * np.log(0.5) / np.log(0.7), abs=1e-6)
    assert row["verdict"] == "converging"
    spread = list_spread(result).filter(pl.col("code") == "a")
    assert spread["sd"].to_list() == pytest.approx([start.std(ddof=1), end.std(ddof=1)])


def test_what_cannot_be_a_trend_is_refused_with_a_hint() -> None:
    single = run(*load_example("asem"))
    with pytest.raises(InputError, match="one period only"):
        list_changes(single)
    result = build(panel(1), "arithmetic")
    with pytest.raises(InputError, match="no period '1999'"):
        list_changes(result, "1999")
    with pytest.raises(InputError, match="2021 is not before 2018"):
        decompose_change(result, "root", "2021", "2018")
    with pytest.raises(InputError, match="'a' is no aggregate"):
        decompose_change(result, "a")
    values = panel(1).with_columns(period=pl.lit("round ") + pl.col("period"))
    with pytest.raises(InputError, match="not a point in time"):
        list_trends(build(values, "arithmetic"))


def test_neither_the_order_of_rows_nor_the_scale_of_units_changes_what_moved_a_score() -> None:
    values = panel(6, 0.2)
    first = decompose_change(build(values, "arithmetic"))
    shuffled = values.sample(fraction=1.0, shuffle=True, seed=1)
    scaled = shuffled.with_columns(value=pl.when(pl.col("code") == "c").then(pl.col("value") * 1000).otherwise("value"))
    second = decompose_change(build(scaled, "arithmetic"))
    assert first.select("unit", "part", "code").equals(second.select("unit", "part", "code"))
    np.testing.assert_allclose(
        first["contribution"].to_numpy(), second["contribution"].to_numpy(), atol=1e-9, equal_nan=True
    )


def count_wins(family: Family, settings: Settings) -> np.ndarray:  # noqa: ARG001 - as all rules
    """Borda's count within each period: how many units a unit beats, over its children."""
    found = np.full(family.x.shape[:-1], np.nan)
    for rows in family.split():
        x = family.x[..., rows, :]
        beats = (x[..., :, None, :] > x[..., None, :, :]).sum(axis=-2)
        there = ~np.isnan(x)
        found[..., rows] = np.where(there, beats, 0).sum(axis=-1) / np.maximum(there.sum(axis=-1), 1)
    return found


@pytest.mark.parametrize("gaps", [0.0, 0.1])
def test_the_parts_add_up_under_a_rule_that_compares_units(gaps: float) -> None:
    wins = Rule("wins", "", (), count_wins)
    step = Step("aggregate", "aggregate", Choice(wins, Settings({"missing": "rescale"})))
    values = panel(3, gaps)
    result = run(values, STRUCTURE.with_columns(direction=1), Method((step,)))
    table = decompose_change(result)
    found = sum_up(table).drop_nulls("change")
    assert set(table["convention"]) == {"Shapley"}
    assert found.height > 0
    assert found.select((pl.col("change") - pl.col("parts")).abs().max()).item() < 1e-9
