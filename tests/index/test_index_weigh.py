"""Rules of weighing against independent computations, by hand or from scipy and numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from gigawatch.index import (
    FaultyInput,
    StepError,
    analyse_components,
    analyse_factors,
    judge_consistency,
    load_example,
    run,
    share_budget,
    uncertainty,
)
from gigawatch.index.step.weigh.rotation import rotate_varimax

Table = npt.NDArray[np.float64]
CODES = ["a", "b", "c", "d"]
JOINT = ["principal_components", "factor_analysis", "entropy", "gini", "deviation", "critic", "correlation_balanced"]


def lay_out(x: Table, periods: Sequence[str] | None = None) -> pl.DataFrame:
    """Rows of unit, code, value; with periods, `x` is periods x units x children."""
    full = x[None] if periods is None else x
    rows = [
        (f"u{unit:03d}", CODES[at], None if periods is None else periods[time], None if np.isnan(value) else value)
        for (time, unit, at), value in np.ndenumerate(full)
    ]
    frame = pl.DataFrame(rows, schema=["unit", "code", "period", "value"], orient="row")
    return frame.drop("period") if periods is None else frame


def tree(count: int, weights: Sequence[float] | None = None) -> pl.DataFrame:
    given = [1.0] * count if weights is None else list(weights)
    return pl.DataFrame(
        [("all", None, "aggregate", 1.0, 1)] + [(CODES[at], "all", "indicator", given[at], 1) for at in range(count)],
        schema=["code", "parent", "kind", "weight", "direction"],
        orient="row",
    )


def weigh(
    x: Table, step: dict[str, object], weights: Sequence[float] | None = None, periods: Sequence[str] = ()
) -> Table:
    """The weights of the children of one aggregate, scaled to one."""
    steps = [{"step": "weigh", **step}, {"step": "aggregate", "rule": "arithmetic"}]
    found = run(lay_out(x, periods or None), tree(x.shape[-1], weights), {"step": steps}).weights[: x.shape[-1]]
    return np.asarray(found / found.sum())


def draw(rows: int = 40, children: int = 4, seed: int = 3) -> Table:
    """Values above zero that hang together."""
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(rows, 1))
    return np.exp(0.5 * common + 0.4 * rng.normal(size=(rows, children)) + np.arange(children) * 0.2)


def test_the_first_component_is_coinrs_on_every_pillar(published: Callable[[str], Path]) -> None:
    """COINr's weights are the first eigenvector's entries, of either sign; ours are their squares."""
    table = pl.read_csv(published("asem") / "pca_weights_level1.csv", infer_schema_length=None)
    theirs = dict(zip(table["iCode"], table["Weight"], strict=True))
    values, structure, method = load_example("asem")
    steps = [{**step.describe()} for step in method.steps]
    weigh_step = {"step": "weigh", "rule": "principal_components"}
    plain = [{key: value for key, value in step.items() if key not in ("code", "level", "name")} for step in steps]
    result = run(values, structure, {"step": [*plain[:-1], weigh_step, plain[-1]]})
    for parent in result.structure.aggregates:
        if result.structure.levels[parent] == 2:
            codes = result.structure.children[parent]
            ours = result.weights[[result.structure.position[code] for code in codes]]
            np.testing.assert_allclose(ours, [theirs[code] ** 2 for code in codes], atol=1e-9)


def test_components_are_those_of_a_singular_value_decomposition() -> None:
    x = draw()
    z = (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
    _, size, right = np.linalg.svd(z, full_matrices=False)
    found = analyse_components(x, keep="number", limit=2, rotate=False)
    np.testing.assert_allclose(found.eigenvalues, size**2 / (len(x) - 1))
    np.testing.assert_allclose(np.abs(found.loadings), np.abs(right.T * size / np.sqrt(len(x) - 1)))
    assert (found.loadings.sum(axis=0) >= 0).all()
    np.testing.assert_allclose(found.variance, found.eigenvalues[:2])
    np.testing.assert_allclose(weigh(x, {"rule": "principal_components"}), right[0] ** 2)


def test_components_of_covariances_and_of_ranks() -> None:
    x = draw()
    covariance = np.linalg.eigh(np.cov(x.T))
    np.testing.assert_allclose(
        weigh(x, {"rule": "principal_components", "matrix": "covariance"}), covariance.eigenvectors[:, -1] ** 2
    )
    ranks = np.linalg.eigh(stats.spearmanr(x).statistic)
    np.testing.assert_allclose(
        weigh(x, {"rule": "principal_components", "matrix": "spearman"}), ranks.eigenvectors[:, -1] ** 2
    )


def test_every_way_of_keeping_factors() -> None:
    x = np.random.default_rng(0).normal(size=(60, 4)) + np.array([1, 1, 0, 0]) * np.random.default_rng(1).normal(
        size=(60, 1)
    )
    eigenvalues = np.linalg.eigvalsh(np.corrcoef(x.T))[::-1]
    share = eigenvalues / 4
    counts = {
        ("eigenvalue", 1.0): (eigenvalues > 1).sum(),
        ("eigenvalue", 5.0): 1,
        ("each", 0.2): (share > 0.2).sum(),
        ("total", 0.7): np.searchsorted(np.cumsum(share), 0.7) + 1,
        ("number", 3): 3,
    }
    for (keep, limit), count in counts.items():
        assert analyse_components(x, keep=keep, limit=limit).factors.shape[1] == count


def test_varimax_keeps_communalities_and_cannot_be_bettered_by_turning() -> None:
    loadings = np.random.default_rng(2).normal(size=(9, 3))
    for kaiser in (True, False):
        turned = rotate_varimax(loadings, kaiser=kaiser)
        np.testing.assert_allclose((turned**2).sum(axis=1), (loadings**2).sum(axis=1))
        scaled = turned / np.sqrt((turned**2).sum(axis=1, keepdims=True)) if kaiser else turned
        best = (scaled**2).var(axis=0).sum()
        for first, second in ((0, 1), (0, 2), (1, 2)):
            for angle in (-0.01, 0.01, 0.5, 1.0):
                turn = np.eye(3)
                turn[[first, second], [first, second]] = np.cos(angle)
                turn[first, second], turn[second, first] = -np.sin(angle), np.sin(angle)
                assert ((scaled @ turn) ** 2).var(axis=0).sum() <= best + 1e-12


def test_factor_analysis_finds_the_factors_that_made_the_correlations() -> None:
    loadings = np.array([[0.9, 0], [0.8, 0], [0.7, 0], [0, 0.8], [0, 0.7], [0, 0.6]])
    correlations = loadings @ loadings.T
    np.fill_diagonal(correlations, 1)
    found = analyse_factors(correlations, 2)
    assert found.discrepancy == pytest.approx(0, abs=1e-9)
    np.testing.assert_allclose(found.unique, 1 - (loadings**2).sum(axis=1), atol=1e-4)
    order = np.argsort(-found.variance)
    np.testing.assert_allclose(found.factors[:, order], loadings, atol=1e-3)
    np.testing.assert_allclose(found.weights, (loadings**2).max(axis=1) / (loadings**2).max(axis=1).sum(), atol=1e-3)


def test_a_single_common_factor_explains_three_children_exactly() -> None:
    """With three children the loadings have a closed form: the root of r_ab r_ac / r_bc."""
    x = draw(children=3)
    r = np.corrcoef(x.T)
    squares = np.array([r[0, 1] * r[0, 2] / r[1, 2], r[0, 1] * r[1, 2] / r[0, 2], r[0, 2] * r[1, 2] / r[0, 1]])
    assert squares.max() < 1
    found = weigh(x, {"rule": "factor_analysis", "keep": "number", "number": 1})
    np.testing.assert_allclose(found, squares / squares.sum(), rtol=1e-5)
    with pytest.raises(StepError, match="2 common factors are too many for 3 children"):
        weigh(x, {"rule": "factor_analysis", "keep": "number", "number": 2})


def test_entropy_by_hand() -> None:
    x = draw()
    share = x / x.sum(axis=0)
    spread = 1 - stats.entropy(share) / np.log(len(x))
    np.testing.assert_allclose(weigh(x, {"rule": "entropy"}), spread / spread.sum())
    zero = x.copy()
    zero[0, 0] = 0
    assert np.isfinite(weigh(zero, {"rule": "entropy"})).all()
    with pytest.raises(StepError, match="b below zero"):
        weigh(x - [0, 9, 0, 0], {"rule": "entropy"})
    scaled = (x - x.min(axis=0)) / np.ptp(x, axis=0)
    moved = weigh(x - [0, 9, 0, 0], {"rule": "entropy", "scale": "minmax"})
    np.testing.assert_allclose(moved, weigh(scaled, {"rule": "entropy"}))


def test_gini_by_hand() -> None:
    x = draw()
    gini = np.abs(x[:, None] - x[None]).mean(axis=(0, 1)) / (2 * x.mean(axis=0))
    np.testing.assert_allclose(weigh(x, {"rule": "gini"}), gini / gini.sum())


@pytest.mark.parametrize(
    ("measure", "find"),
    [
        ("deviation", lambda x: x.std(axis=0, ddof=1)),
        ("variance", lambda x: x.var(axis=0, ddof=1)),
        ("variation", lambda x: stats.variation(x, ddof=1)),
    ],
)
def test_deviations_and_their_inverses(measure: str, find: Callable[[Table], Table]) -> None:
    x = draw()
    spread = find(x)
    step = {"rule": "deviation", "measure": measure}
    np.testing.assert_allclose(weigh(x, step), spread / spread.sum())
    np.testing.assert_allclose(weigh(x, {**step, "inverse": True}), (1 / spread) / (1 / spread).sum())


def test_critic_by_hand() -> None:
    x = draw()
    scaled = (x - x.min(axis=0)) / np.ptp(x, axis=0)
    for kind, matrix in (("correlation", np.corrcoef(x.T)), ("spearman", stats.spearmanr(x).statistic)):
        told = scaled.std(axis=0, ddof=1) * (1 - matrix).sum(axis=1)
        np.testing.assert_allclose(weigh(x, {"rule": "critic", "correlation": kind}), told / told.sum())


def test_balanced_weights_balance_the_correlations_with_the_mean() -> None:
    x = np.random.default_rng(4).uniform(1, 9, (40, 4)) * [1, 2, 3, 4]
    for importance, power in (("correlation", 1), ("square", 2)):
        for target, wanted in (("equal", [1, 1, 1, 1]), ("given", [5, 4, 5, 6])):
            step = {"rule": "correlation_balanced", "importance": importance, "target": target, "unreachable": "fail"}
            weights = weigh(x, step, [5, 4, 5, 6])
            importances = np.array([np.corrcoef(x[:, at], x @ weights)[0, 1] ** power for at in range(4)])
            np.testing.assert_allclose(importances / importances.sum(), np.array(wanted) / sum(wanted), rtol=1e-9)


def test_a_balance_out_of_reach_is_approached_or_stops_the_run() -> None:
    x = draw()
    x[:, 3] = -x[:, 0] - x[:, 1] + 0.01 * x[:, 3]
    step = {"rule": "correlation_balanced"}
    with pytest.raises(StepError, match="no weights from zero up"):
        weigh(x, {**step, "unreachable": "fail"}, [1, 8, 1, 8])
    x = draw()
    x[:, 3] = x[:, 0] + x[:, 1] + x[:, 2] + 0.05 * x[:, 3]
    with pytest.raises(StepError, match="no weights from zero up"):
        weigh(x, {**step, "target": "given", "unreachable": "fail"}, [9, 1, 1, 1])
    near = weigh(x, {**step, "target": "given"}, [9, 1, 1, 1])

    def miss(weights: Table) -> float:
        found = np.array([np.corrcoef(x[:, at], x @ weights)[0, 1] for at in range(4)])
        return float(((found / found.sum() - np.array([9, 1, 1, 1]) / 12) ** 2).sum())

    tried = np.random.default_rng(0).dirichlet(np.full(4, 0.5), 3000)
    assert miss(near) <= min(miss(one) for one in tried) + 1e-9


def test_redundancy_is_the_r_squared_of_a_regression() -> None:
    x = draw()
    explained = []
    for at in range(4):
        others = np.column_stack([np.ones(len(x)), np.delete(x, at, axis=1)])
        rest = x[:, at] - others @ np.linalg.lstsq(others, x[:, at], rcond=None)[0]
        explained.append(1 - rest.var() / x[:, at].var())
    told = 1 / np.array(explained)
    np.testing.assert_allclose(weigh(x, {"rule": "multiple_correlation"}), told / told.sum())
    with pytest.raises(StepError, match="a child follows exactly from others"):
        weigh(np.column_stack([x[:, :3], x[:, :3].sum(axis=1)]), {"rule": "multiple_correlation"})


def test_a_consistent_matrix_gives_its_ratios_and_a_contradiction_stops() -> None:
    x, ratios = draw(children=3), np.array([6.0, 3, 1])
    matrix = (ratios[:, None] / ratios).tolist()
    np.testing.assert_allclose(weigh(x, {"rule": "hierarchy", "matrix": matrix}), ratios / 10)
    assert judge_consistency(matrix).ratio == pytest.approx(0, abs=1e-12)
    turned = weigh(x, {"rule": "hierarchy", "matrix": matrix, "order": ["c", "b", "a"]})
    np.testing.assert_allclose(turned, ratios[::-1] / 10)
    circle = [[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]]
    assert judge_consistency(circle).ratio > 1
    with pytest.raises(StepError, match="consistency ratio"):
        weigh(x, {"rule": "hierarchy", "matrix": circle})
    np.testing.assert_allclose(weigh(x, {"rule": "hierarchy", "matrix": circle, "limit": 99}), np.full(3, 1 / 3))
    with pytest.raises(StepError, match="not one over its reverse"):
        weigh(x, {"rule": "hierarchy", "matrix": [[1, 2, 2], [2, 1, 1], [0.5, 1, 1]]})
    with pytest.raises(StepError, match="a matrix of comparisons of 2 for 3 children"):
        weigh(x, {"rule": "hierarchy", "matrix": [[1, 2], [0.5, 1]]})
    with pytest.raises(StepError, match="no matrix of comparisons is given"):
        weigh(x, {"rule": "hierarchy"})
    with pytest.raises(FaultyInput, match="square list of lists"):
        weigh(x, {"rule": "hierarchy", "matrix": [[1, 2, 3]]})


def test_a_budget_is_the_mean_of_the_experts_shares() -> None:
    x = draw(children=3)
    points = {"one": [50, 30, 20], "two": [1, 1, 2], "three": [0, 0, 10]}
    shares = share_budget(points)
    np.testing.assert_allclose(shares, [[0.5, 0.3, 0.2], [0.25, 0.25, 0.5], [0, 0, 1]])
    np.testing.assert_allclose(weigh(x, {"rule": "budget", "points": points}), shares.mean(axis=0))
    middle = np.array([0.25, 0.25, 0.5])
    np.testing.assert_allclose(weigh(x, {"rule": "budget", "points": points, "average": "median"}), middle)
    with pytest.raises(StepError, match="every expert must give some"):
        weigh(x, {"rule": "budget", "points": {"one": [0, 0, 0]}})
    with pytest.raises(StepError, match="the same number of children"):
        weigh(x, {"rule": "budget", "points": {"one": [1, 2, 3], "two": [1, 2]}})


def test_weights_come_from_all_periods_or_from_the_base_period() -> None:
    x = np.stack([draw(seed=1), draw(seed=2) * [1, 5, 1, 1]])
    for step in ({"rule": "critic"}, {"rule": "principal_components"}, {"rule": "gini"}):
        pooled = weigh(x, step, periods=["2020", "2021"])
        np.testing.assert_allclose(pooled, weigh(x.reshape(-1, 4), step))
        base = weigh(x, {**step, "range": "base", "base": "2021"}, periods=["2020", "2021"])
        np.testing.assert_allclose(base, weigh(x[1], step))
    with pytest.raises(StepError, match="the base period '1999' is not in the values"):
        weigh(x, {"rule": "gini", "range": "base", "base": "1999"}, periods=["2020", "2021"])


def test_a_row_with_a_missing_child_is_left_out_used_or_stops_the_run() -> None:
    x = draw()
    x[:5, 0] = np.nan
    np.testing.assert_allclose(weigh(x, {"rule": "critic"}), weigh(x[5:], {"rule": "critic"}))
    available = weigh(x, {"rule": "deviation", "missing": "available"})
    spread = np.nanstd(x, axis=0, ddof=1)
    np.testing.assert_allclose(available, spread / spread.sum())
    with pytest.raises(StepError, match="a missing"):
        weigh(x, {"rule": "critic", "missing": "fail"})
    pairs = np.linalg.eigh(correlate_pairs(x)).eigenvectors[:, -1]
    np.testing.assert_allclose(weigh(x, {"rule": "principal_components", "missing": "available"}), pairs**2)


def correlate_pairs(x: Table) -> Table:
    found = np.eye(x.shape[1])
    for one in range(x.shape[1]):
        for other in range(x.shape[1]):
            both = ~np.isnan(x[:, one]) & ~np.isnan(x[:, other])
            found[one, other] = np.corrcoef(x[both, one], x[both, other])[0, 1]
    return found


def test_too_few_rows_or_no_spread_stop_the_run() -> None:
    x = draw()
    with pytest.raises(StepError, match="fewer than three rows"):
        weigh(x[:2], {"rule": "critic"})
    x[:, 1] = 7
    with pytest.raises(StepError, match="b all the same"):
        weigh(x, {"rule": "principal_components"})


def test_a_child_against_the_others_counts_counts_nothing_or_stops_the_run() -> None:
    x = draw()
    x[:, 2] = -x[:, 2]
    assert weigh(x, {"rule": "principal_components"})[2] > 0.1
    assert weigh(x, {"rule": "principal_components", "opposed": "zero"})[2] == 0
    with pytest.raises(StepError, match="c loads against the others"):
        weigh(x, {"rule": "principal_components", "opposed": "fail"})


@pytest.mark.parametrize("rule", [*JOINT, "multiple_correlation"])
def test_no_rule_depends_on_the_order_of_units_or_children(rule: str) -> None:
    x = draw()
    step = {"rule": rule, "keep": "number"} if rule == "factor_analysis" else {"rule": rule}
    places = np.random.default_rng(0).permutation(len(x))
    np.testing.assert_allclose(weigh(x[places], step), weigh(x, step), rtol=1e-6)
    turned = weigh(x[:, ::-1], step)
    np.testing.assert_allclose(turned[::-1], weigh(x, step), rtol=1e-5)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.floats(0.1, 50), min_size=4, max_size=4))
def test_components_and_critic_do_not_depend_on_the_units_of_measure(factors: list[float]) -> None:
    x = draw()
    for rule in ("principal_components", "critic", "entropy", "gini", "multiple_correlation"):
        np.testing.assert_allclose(weigh(x * factors, {"rule": rule}), weigh(x, {"rule": rule}), rtol=1e-6)


@pytest.mark.parametrize("rule", JOINT)
def test_a_run_in_a_batch_of_runs_has_the_weights_and_scores_of_the_run_alone(rule: str) -> None:
    """Values vary between bounds; each drawn table is then run by itself."""
    x = draw(rows=12)
    values = lay_out(x).with_columns(low=pl.col("value") * 0.7, high=pl.col("value") * 1.3)
    step: dict[str, object] = {"step": "weigh", "rule": rule}
    if rule == "factor_analysis":
        step["keep"] = "number"
    method = {"step": [step, {"step": "aggregate", "rule": "arithmetic"}]}
    outcome = uncertainty(values, tree(4), method, {"data": True}, seed=1, runs=6)
    data = outcome.list_data()
    for at in range(6):
        drawn = data.filter(pl.col("run") == at + 1).select("unit", "code", "value")
        alone = run(drawn, tree(4), method)
        np.testing.assert_allclose(outcome.scores[at], alone.scores, rtol=1e-9)


def test_weights_that_look_at_the_numbers_are_found_anew_where_a_child_is_left_out() -> None:
    x = draw()
    method = {"step": [{"step": "weigh", "rule": "critic"}, {"step": "aggregate", "rule": "arithmetic"}]}
    outcome = uncertainty(lay_out(x), tree(4), method, {"remove": ["d"]}, seed=3, runs=20)
    without = x[:, :3] @ weigh(x[:, :3], {"rule": "critic"})
    whole = x @ weigh(x, {"rule": "critic"})
    found = {tuple(np.round(scores, 9)) for scores in outcome.scores[:, 0, :, 0]}
    assert found == {tuple(np.round(without, 9)), tuple(np.round(whole, 9))}


def test_a_parent_with_one_child_needs_no_rule() -> None:
    structure = pl.DataFrame(
        [
            ("all", None, "aggregate", 1.0, 1),
            ("p", "all", "aggregate", 1.0, 1),
            *((code, "p" if code == "a" else "all", "indicator", 1.0, 1) for code in CODES),
        ],
        schema=["code", "parent", "kind", "weight", "direction"],
        orient="row",
    )
    steps = [{"step": "weigh", "rule": "critic"}, {"step": "aggregate", "rule": "arithmetic"}]
    result = run(lay_out(draw()), structure, {"step": steps})
    assert result.list_weights().filter(pl.col("code") == "a")["weight"].to_list() == [1]
