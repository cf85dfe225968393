"""Rules of aggregating against independent computations, limits and invariances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from gigawatch.index import StepError, load_example, run, uncertainty, weigh_in_favour

Table = npt.NDArray[np.float64]
WEIGHTS = [3.0, 1.0, 2.0, 2.0]
MEANS: list[dict[str, object]] = [
    {"rule": "power", "exponent": 0.5},
    {"rule": "power", "exponent": -2},
    {"rule": "power", "exponent": float("inf")},
    {"rule": "ordered", "orness": 0.3},
    {"rule": "ordered", "order": [4, 3, 2, 1]},
    {"rule": "median"},
    {"rule": "minimum"},
    {"rule": "mean_min", "alpha": 0.6, "beta": 2},
]
PENALTY: list[dict[str, object]] = [{"rule": "mazziotta_pareto"}, {"rule": "mazziotta_pareto", "ddof": 1}]
RELATIONS: list[dict[str, object]] = [
    {"rule": "wroclaw"},
    {"rule": "copeland"},
    {"rule": "borda"},
    {"rule": "kemeny"},
    {"rule": "benefit_of_the_doubt"},
]


def name(step: dict[str, object]) -> str:
    return " ".join(str(value) for value in step.values())


def lay_out(x: Table, periods: Sequence[str] | None = None) -> pl.DataFrame:
    """Rows of unit, code, value; with periods, `x` is periods x units x children."""
    full = x[None] if periods is None else x
    rows = [
        (f"u{unit:03d}", f"c{at}", None if periods is None else periods[time], None if np.isnan(value) else value)
        for (time, unit, at), value in np.ndenumerate(full)
    ]
    frame = pl.DataFrame(rows, schema=["unit", "code", "period", "value"], orient="row")
    return frame.drop("period") if periods is None else frame


def tree(weights: Sequence[float]) -> pl.DataFrame:
    return pl.DataFrame(
        [("all", None, "aggregate", 1.0, 1)]
        + [(f"c{at}", "all", "indicator", weight, 1) for at, weight in enumerate(weights)],
        schema=["code", "parent", "kind", "weight", "direction"],
        orient="row",
    )


def aggregate(
    x: Table | Sequence[Sequence[float]],
    step: dict[str, object],
    weights: Sequence[float] | None = None,
    periods: Sequence[str] | None = None,
) -> Table:
    """Scores, (periods x) units."""
    table = np.asarray(x, dtype=np.float64)
    method = {"step": [{"step": "aggregate", **step}]}
    found = run(lay_out(table, periods), tree(weights or [1.0] * table.shape[-1]), method).scores[..., 0]
    return np.asarray(found[0] if periods is None else found)


def draw(rows: int = 12, children: int = 4, seed: int = 3) -> Table:
    return np.random.default_rng(seed).uniform(1, 100, (rows, children))


def test_power_means_are_scipys() -> None:
    x = draw()
    for p in (-5, -1, -0.5, 0, 0.5, 1, 2, 7):
        ours = aggregate(x, {"rule": "power", "exponent": p}, WEIGHTS)
        np.testing.assert_allclose(ours, stats.pmean(x, p, axis=1, weights=WEIGHTS))


def test_the_ends_of_the_power_mean_are_the_least_and_the_greatest() -> None:
    x = draw()
    np.testing.assert_array_equal(aggregate(x, {"rule": "power", "exponent": float("-inf")}), x.min(axis=1))
    np.testing.assert_array_equal(aggregate(x, {"rule": "power", "exponent": float("inf")}), x.max(axis=1))
    np.testing.assert_array_equal(aggregate(x, {"rule": "minimum"}, WEIGHTS), x.min(axis=1))
    for p, end in ((900, x.max(axis=1)), (-900, x.min(axis=1))):
        np.testing.assert_allclose(aggregate(x, {"rule": "power", "exponent": p}), end, rtol=0.002)


def test_a_power_mean_takes_zero_only_above_exponent_zero() -> None:
    x = [[0.0, 4.0], [0.0, 0.0], [1.0, 9.0]]
    np.testing.assert_allclose(aggregate(x, {"rule": "power", "exponent": 0.5}), [1, 0, 4])
    with pytest.raises(StepError, match="at or below zero"):
        aggregate(x, {"rule": "power", "exponent": -1})
    with pytest.raises(StepError, match="below zero"):
        aggregate([[-1.0, 4.0], [1, 1]], {"rule": "power", "exponent": 2})


def test_weights_by_order_go_to_the_best_first() -> None:
    x = draw()
    ordered = -np.sort(-x, axis=1)
    order = [0.5, 0.3, 0.2, 0.0]
    np.testing.assert_allclose(aggregate(x, {"rule": "ordered", "order": order}), ordered @ order)
    np.testing.assert_allclose(aggregate(x, {"rule": "ordered", "order": [1, 0, 0, 0]}), x.max(axis=1))
    np.testing.assert_allclose(aggregate(x, {"rule": "ordered", "order": [0, 0, 0, 5]}), x.min(axis=1))
    middle = aggregate(x, {"rule": "ordered", "order": [1, 1, 1, 1]}, WEIGHTS)
    np.testing.assert_allclose(middle, np.average(x, axis=1, weights=WEIGHTS))


def test_orness_goes_from_the_least_over_the_mean_to_the_greatest() -> None:
    x = draw()
    ends = {0: x.min(axis=1), 0.5: np.average(x, axis=1, weights=WEIGHTS), 1: x.max(axis=1)}
    for orness, expected in ends.items():
        np.testing.assert_allclose(aggregate(x, {"rule": "ordered", "orness": orness}, WEIGHTS), expected)
    quarters = np.arange(5) / 4
    np.testing.assert_allclose(
        aggregate(x, {"rule": "ordered", "orness": 0.25}), -np.sort(-x, axis=1) @ np.diff(quarters**3)
    )
    with pytest.raises(StepError, match="3 weights by order"):
        aggregate(x, {"rule": "ordered", "order": [1, 2, 3]})


def test_the_median_has_half_of_the_weight_on_either_side() -> None:
    x = draw(children=5)
    np.testing.assert_allclose(aggregate(x, {"rule": "median"}), np.median(x, axis=1))
    np.testing.assert_allclose(aggregate(x[:, :4], {"rule": "median"}), np.median(x[:, :4], axis=1))
    repeated = np.repeat(x[:, :4], [3, 1, 2, 2], axis=1)
    np.testing.assert_allclose(aggregate(x[:, :4], {"rule": "median"}, WEIGHTS), np.median(repeated, axis=1))


def test_mazziotta_and_pareto_by_hand() -> None:
    """M - S^2 / M: 100 and 120 have mean 110 and population deviation 10."""
    assert aggregate([[100, 120], [110, 110]], {"rule": "mazziotta_pareto"})[0] == pytest.approx(110 - 100 / 110)
    x = draw() + 60
    for penalty, sign in (("negative", -1), ("positive", 1)):
        for ddof in (0, 1):
            mean, spread = x.mean(axis=1), x.std(axis=1, ddof=ddof)
            ours = aggregate(x, {"rule": "mazziotta_pareto", "penalty": penalty, "ddof": ddof})
            np.testing.assert_allclose(ours, mean + sign * spread * (spread / mean))
    repeated = np.repeat(x, [3, 1, 2, 2], axis=1)
    np.testing.assert_allclose(
        aggregate(x, {"rule": "mazziotta_pareto"}, WEIGHTS),
        repeated.mean(axis=1) - repeated.var(axis=1) / repeated.mean(axis=1),
    )
    with pytest.raises(StepError, match="not above zero"):
        aggregate(x - 200, {"rule": "mazziotta_pareto"})


def test_the_mean_min_function_by_hand_and_at_its_ends() -> None:
    x = draw()
    mean, least = x.mean(axis=1), x.min(axis=1)
    for alpha, beta in ((0.5, 0), (0.3, 4), (1, 1.5)):
        expected = mean - alpha * (np.sqrt((mean - least) ** 2 + beta**2) - beta)
        np.testing.assert_allclose(aggregate(x, {"rule": "mean_min", "alpha": alpha, "beta": beta}), expected)
    np.testing.assert_allclose(aggregate(x, {"rule": "mean_min", "alpha": 0}), mean)
    np.testing.assert_allclose(aggregate(x, {"rule": "mean_min", "alpha": 1}), least)
    assert np.abs(aggregate(x, {"rule": "mean_min", "alpha": 1, "beta": 1e9}) - mean).max() < 1e-4


def test_the_wroclaw_score_is_one_less_compinds_distance() -> None:
    x = draw()
    distance = np.sqrt(((x - x.max(axis=0)) ** 2).sum(axis=1))
    for ddof in (0, 1):
        expected = distance / (distance.mean() + 2 * distance.std(ddof=ddof))
        np.testing.assert_allclose(1 - aggregate(x, {"rule": "wroclaw", "ddof": ddof}), expected)
    ideal = np.concatenate([x, x.max(axis=0, keepdims=True)])
    assert aggregate(ideal, {"rule": "wroclaw"})[-1] == 1
    with pytest.raises(StepError, match="no spread"):
        aggregate(np.ones((3, 2)), {"rule": "wroclaw"})


@pytest.mark.parametrize("step", MEANS + PENALTY, ids=name)
def test_a_missing_child_is_left_out_zero_or_stops_the_run(step: dict[str, object]) -> None:
    x = draw()
    x[0, 1] = np.nan
    if "order" in step:
        step = {"rule": "ordered", "orness": 0.4}
    alone = aggregate(np.delete(x, 1, axis=1), step, [3, 2, 2])[0]
    assert aggregate(x, step, WEIGHTS)[0] == pytest.approx(alone)
    assert np.isnan(aggregate(x, {**step, "at_least": 0.9}, WEIGHTS)[0])
    with pytest.raises(StepError, match="c1 missing"):
        aggregate(x, {**step, "missing": "fail"}, WEIGHTS)
    if step.get("exponent") == -2:
        with pytest.raises(StepError, match="at or below zero"):
            aggregate(x, {**step, "missing": "zero"}, WEIGHTS)
        return
    filled = np.where(np.isnan(x), 0.0, x)
    np.testing.assert_allclose(aggregate(x, {**step, "missing": "zero"}, WEIGHTS), aggregate(filled, step, WEIGHTS))


@pytest.mark.parametrize("step", MEANS, ids=name)
def test_equal_children_are_their_own_mean_and_more_is_never_worse(step: dict[str, object]) -> None:
    same = np.repeat(draw(children=1), 4, axis=1)
    np.testing.assert_allclose(aggregate(same, step, WEIGHTS), same[:, 0])
    x = draw()
    before = aggregate(x, step, WEIGHTS)
    for child in range(4):
        more = x.copy()
        more[:, child] += 3
        assert (aggregate(more, step, WEIGHTS) >= before - 1e-9).all()


@settings(max_examples=8, deadline=None)
@given(st.floats(0.01, 50))
def test_means_and_penalties_scale_with_the_values(factor: float) -> None:
    x = draw() + 60
    for step in [step for step in MEANS + PENALTY if step["rule"] != "mean_min"]:
        np.testing.assert_allclose(aggregate(x * factor, step, WEIGHTS), aggregate(x, step, WEIGHTS) * factor)


@pytest.mark.parametrize("step", MEANS + PENALTY + RELATIONS, ids=name)
def test_scores_do_not_depend_on_the_order_of_rows(step: dict[str, object]) -> None:
    """A unit's name decides its place in the tables: units with other names are in another order."""
    x = draw().round(-1) + 60
    places = np.random.default_rng(1).permutation(len(x))
    np.testing.assert_allclose(aggregate(x[places], step, WEIGHTS), aggregate(x, step, WEIGHTS)[places], rtol=1e-9)


@pytest.mark.parametrize("step", RELATIONS, ids=name)
def test_units_are_compared_within_a_period_or_over_all(step: dict[str, object]) -> None:
    x = np.stack([draw(8, seed=1), draw(8, seed=2) + 20])
    within = aggregate(x, step, WEIGHTS, ["2020", "2021"])
    for period in range(2):
        np.testing.assert_allclose(within[period], aggregate(x[period], step, WEIGHTS))
    pooled = aggregate(x, {**step, "range": "pooled"}, WEIGHTS, ["2020", "2021"])
    np.testing.assert_allclose(pooled, aggregate(x.reshape(-1, 4), step, WEIGHTS).reshape(2, 8))


@pytest.mark.parametrize("step", MEANS + PENALTY + RELATIONS, ids=name)
@pytest.mark.parametrize("data", [False, True])
def test_a_run_in_a_batch_of_runs_has_the_scores_of_the_run_alone(step: dict[str, object], data: bool) -> None:
    x = draw(6) + 40
    x[2, 3] = np.nan
    if step["rule"] == "benefit_of_the_doubt":
        step = {**step, "missing": "omit"}
    values = lay_out(x).with_columns(low=pl.col("value") * 0.6, high=pl.col("value") * 1.4)
    method = {"step": [{"step": "aggregate", **step}]}
    design = {"data": data, "weights": {"1": 0.5}, "remove": ["c0", "c1"]}
    outcome = uncertainty(values, tree(WEIGHTS), method, design, seed=5, runs=5)
    noise = outcome.draws.noise[:, :4] * np.array(WEIGHTS)
    for at in range(5):
        drawn = x.copy()
        if data:
            frame = outcome.list_data().filter(pl.col("run") == at + 1)
            for unit, code, value in frame.select("unit", "code", "value").iter_rows():
                drawn[int(unit[1:]), int(code[1:])] = value
        weights = noise[at].copy()
        if outcome.draws.removed[at] >= 0:
            weights[outcome.draws.removed[at]] = 0
        np.testing.assert_allclose(outcome.scores[at, 0, :, 0], aggregate(drawn, step, weights.tolist()), rtol=1e-9)


@pytest.mark.parametrize("rule", ["copeland", "borda", "kemeny", "wroclaw", "ordered", "median", "minimum"])
def test_a_score_without_parts_has_no_contributions(rule: str) -> None:
    values, structure, _ = load_example("asem")
    steps = [{"step": "impute", "rule": "mean"}, {"step": "normalise", "rule": "minmax", "to": [1, 100]}]
    last = {"step": "aggregate", "rule": "arithmetic", "level": {"4": {"rule": rule}}}
    result = run(values, structure, {"step": [*steps, last]})
    with pytest.raises(StepError, match=rf"the score of Index \({rule}\) comes from comparing or ordering"):
        result.list_contributions()
    assert result.list_indivisible() == {"Index": rule}
    pillar = result.list_contributions("Conn").group_by("unit").agg(pl.col("contribution").sum()).sort("unit")
    scores = result.list_scores().filter(pl.col("code") == "Conn").sort("unit")
    np.testing.assert_allclose(pillar["contribution"], scores["score"])


def test_units_without_bounds_on_the_frontier_have_one_and_the_others_their_best_sum() -> None:
    x = np.array([[10.0, 1], [1, 10], [7, 7], [5, 5], [2, 9]])
    scores = aggregate(x, {"rule": "benefit_of_the_doubt"})
    np.testing.assert_allclose(scores[:3], 1)
    assert scores[3] == pytest.approx(5 / 7)
    favour = weigh_in_favour(x)
    np.testing.assert_allclose((favour.weights * x).sum(axis=1), scores)
    assert np.flatnonzero(favour.peers[3] > 1e-9).tolist() == [2]
    assert (x @ favour.weights.T <= 1 + 1e-9).all()


def test_bounds_on_shares_hold_and_lower_the_scores() -> None:
    x = draw(15)
    free = weigh_in_favour(x)
    tight = weigh_in_favour(x, low=0.15, high=0.4)
    assert tight.shares.min() >= 0.15 - 1e-9
    assert tight.shares.max() <= 0.4 + 1e-9
    assert (tight.scores <= free.scores + 1e-9).all()
    step = {"rule": "benefit_of_the_doubt", "share_low": 0.15, "share_high": 0.4}
    np.testing.assert_allclose(aggregate(x, step), tight.scores)
    relative = {"rule": "benefit_of_the_doubt", "relation": "relative", "share_low": 0.6, "share_high": 1.6}
    np.testing.assert_allclose(aggregate(x, relative), tight.scores)
    by_weight = aggregate(x, {**relative, "share_low": 1, "share_high": 1, "bound": "weights"}, WEIGHTS)
    mean = x @ WEIGHTS
    np.testing.assert_allclose(by_weight, mean / mean.max())


def test_best_weights_do_not_depend_on_the_units_of_measure() -> None:
    x = draw(10)
    step = {"rule": "benefit_of_the_doubt", "share_low": 0.1, "times": 100}
    np.testing.assert_allclose(aggregate(x * [1, 20, 0.3, 7], step), aggregate(x, step), rtol=1e-6)


def test_best_weights_against_a_search_over_many() -> None:
    x = draw(8, children=2)
    angles = np.linspace(0, np.pi / 2, 20001)
    tried = np.column_stack([np.cos(angles), np.sin(angles)])
    sums = x @ tried.T
    np.testing.assert_allclose(
        aggregate(x, {"rule": "benefit_of_the_doubt"}), (sums / sums.max(axis=0)).max(axis=1), rtol=1e-6
    )


def test_what_best_weights_cannot_take_stops_the_run() -> None:
    x = draw(6)
    x[1, 2] = np.nan
    step = {"rule": "benefit_of_the_doubt"}
    with pytest.raises(StepError, match="c2 missing"):
        aggregate(x, step)
    omitted = aggregate(x, {**step, "missing": "omit"})
    np.testing.assert_allclose(omitted, aggregate(np.nan_to_num(x), step))
    with pytest.raises(StepError, match="a child is zero"):
        aggregate(np.nan_to_num(x), {**step, "share_low": 0.1})
    with pytest.raises(StepError, match="below zero"):
        aggregate(draw(6) - 50, step)
    with pytest.raises(StepError, match="no shares keep to the bounds"):
        aggregate(draw(6), {**step, "share_low": 0.3})
