"""Missing values: what each rule fills in, how far it says it may be off, and what it leaves alone."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy import stats
from small_table import Numbers, table, tree, work

from gigawatch.index import StepError, load_example, read_method, read_tables, run, uncertainty
from gigawatch.index.step.block import Block

YEARS = ["2018", "2019", "2020", "2021", "2022"]


def doubt_of(values: pl.DataFrame, structure: pl.DataFrame, step: dict[str, object], of: int | None = None) -> Numbers:
    """Periods x units x indicators (or the one `of`): the standard deviation the rule states of what it filled in."""
    method = read_method({"step": [{"step": "impute", **step}]})
    found, panel = read_tables(values, structure, method)
    choice = method.steps[0].choice
    columns = tuple(range(len(found.indicators))) if of is None else (of,)
    block = Block(panel.x[..., columns], panel, found, columns, "impute", panel.x)
    choice.rule.apply(block, choice.settings)
    assert len(block.doubts) == 1
    return block.doubts[0]


def test_a_constant_is_put_in_only_when_it_is_stated() -> None:
    step = {"step": "impute", "rule": "constant"}
    cells = {"a": [1.0, None, 3.0], "b": [1.0, 1.0, 1.0]}
    np.testing.assert_array_equal(work(cells, {**step, "value": 0}).steps["impute"].column("a"), [[1, 0, 3]])
    with pytest.raises(StepError, match="must be stated"):
        work(cells, step)


@pytest.mark.parametrize(("rule", "centre"), [("mean", 4.0), ("median", 2.0)])
def test_the_doubt_of_a_mean_is_the_error_of_predicting_one_more_value(rule: str, centre: float) -> None:
    cells = {"a": [1.0, 2.0, 9.0, None], "b": [1.0, 2.0, 3.0, 4.0]}
    doubt = doubt_of(table(cells), tree(["a", "b"]), {"rule": rule})[0, :, 0]
    off = np.array([1, 2, 9]) - centre
    assert np.isnan(doubt[:3]).all()
    assert doubt[3] == pytest.approx(np.sqrt((off**2).sum() / 2 * (1 + 1 / 3)))


def test_one_value_in_a_group_says_nothing_of_how_far_it_may_be_off() -> None:
    doubt = doubt_of(table({"a": [1.0, None], "b": [1.0, 2.0]}), tree(["a", "b"]), {"rule": "mean"})
    assert np.isnan(doubt).all()


def test_the_nearest_value_in_time_comes_from_both_sides_and_a_tie_is_settled_as_stated() -> None:
    a = [1.0, None, None, 7.0, None]
    step = {"step": "impute", "rule": "nearest"}

    def fill(cells: list[float | None], **more: object) -> list[float]:
        return list(work({"a": cells, "b": [1.0] * 5}, {**step, **more}, YEARS).steps["impute"].column("a")[:, 0])

    assert fill(a) == [1, 1, 7, 7, 7]
    assert fill([1.0, None, 7.0, None, None]) == [1, 1, 7, 7, 7]
    assert fill([1.0, None, 7.0, None, None], tie="later")[1] == 7
    assert fill([1.0, None, 7.0, None, None], tie="mean")[1] == 4
    assert fill([None, None, 7.0, None, None], look="later")[:3] == [7, 7, 7]
    assert np.isnan(fill([None, None, 7.0, None, None], look="later")[3:]).all()
    assert np.isnan(fill([None, None, 7.0, None, None], reach=1)[0])
    assert fill([None, None, 7.0, None, None], reach=1)[1:4] == [7, 7, 7]


def test_what_is_filled_along_time_is_as_doubtful_as_a_random_walk() -> None:
    a = [1.0, 3.0, 2.0, None, None]
    values, structure = table({"a": a, "b": [1.0] * 5}, YEARS), tree(["a", "b"])
    latest = doubt_of(values, structure, {"rule": "latest"})[:, 0, 0]
    np.testing.assert_allclose(latest[3:], np.sqrt((4 + 1) / 2 * np.array([1, 2])))
    between = table({"a": [1.0, None, 3.0, 2.0, 6.0], "b": [1.0] * 5}, YEARS)
    changes, years = np.array([2.0, -1.0, 4.0]), np.array([2.0, 1.0, 1.0])
    slope = changes.sum() / years.sum()
    variance = ((changes - slope * years) ** 2 / years).sum() / 2
    linear = doubt_of(between, structure, {"rule": "linear"})[:, 0, 0]
    assert linear[1] == pytest.approx(np.sqrt(variance * 1 * 1 / 2))
    assert np.isnan(np.delete(linear, 1)).all()


def test_the_changes_of_all_units_stand_in_where_a_unit_has_too_few() -> None:
    cells = {"a": [1.0, 3.0, 2.0, 2.0, 5.0, 4.0, 4.0, None, None, None], "b": [1.0] * 10}
    values, structure = table(cells, YEARS), tree(["a", "b"])
    own = doubt_of(values, structure, {"rule": "latest"})[2, 1, 0]
    shared = doubt_of(values, structure, {"rule": "latest", "changes": "all"})[2, 1, 0]
    assert np.isnan(own)
    assert shared == pytest.approx(np.sqrt((4 + 1 + 0 + 9 + 0) / 5))


def test_imputing_along_time_needs_a_time_axis() -> None:
    for rule in ("latest", "nearest", "linear"):
        with pytest.raises(StepError, match="no time axis"):
            work({"a": [1.0, None, 3.0], "b": [1.0, 1.0, 1.0]}, {"step": "impute", "rule": rule})


CELLS: dict[str, list[float | None]] = {
    "a": [1.0, 2.0, 4.0, 8.0, None, 7.0],
    "b": [1.0, 2.5, 4.0, 9.0, 4.5, None],
    "c": [5.0, 4.0, 4.0, 1.0, 3.0, 2.0],
}


def test_neighbours_are_the_nearest_by_standardised_distance_over_what_both_have() -> None:
    x = np.array([[np.nan if cell is None else cell for cell in CELLS[code]] for code in "abc"]).T
    z = (x - np.nanmean(x, axis=0)) / np.nanstd(x, axis=0, ddof=1)
    distance = np.sqrt(np.nanmean((z - z[4]) ** 2, axis=1))[[0, 1, 2, 3, 5]]
    order = np.argsort(distance)[:2]
    values = x[[0, 1, 2, 3, 5], 0][order]
    step: dict[str, object] = {"step": "impute", "rule": "neighbours", "k": 2}
    assert work(CELLS, step).steps["impute"].column("a")[0, 4] == pytest.approx(values.mean())
    weights = 1 / distance[order]
    found = work(CELLS, {**step, "weights": "distance"}).steps["impute"].column("a")[0, 4]
    assert found == pytest.approx(np.average(values, weights=weights))
    doubt = doubt_of(table(CELLS), tree("abc"), {"rule": "neighbours", "k": 2})
    assert doubt[0, 4, 0] == pytest.approx(values.std(ddof=1) * np.sqrt(1.5))


def test_one_neighbour_is_a_hot_deck_and_an_equal_unit_counts_alone() -> None:
    cells = {"a": [1.0, 9.0, None, 4.0], "b": [1.0, 2.0, 2.0, 3.0], "c": [1.0, 5.0, 5.0, 2.0]}
    for step in ({"k": 1}, {"k": 3, "weights": "distance"}):
        assert work(cells, {"step": "impute", "rule": "neighbours", **step}).steps["impute"].column("a")[0, 2] == 9


def test_a_unit_with_too_little_in_common_is_no_neighbour() -> None:
    cells = {"a": [1.0, 9.0, None, 4.0], "b": [1.0, 2.0, 2.0, 3.0], "c": [1.0, None, 5.0, 2.0]}
    step = {"step": "impute", "rule": "neighbours", "k": 1, "least": 2}
    assert work(cells, step).steps["impute"].column("a")[0, 2] != 9
    assert np.isnan(work(cells, {**step, "least": 3}).steps["impute"].column("a")[0, 2])


def test_regression_predicts_with_the_textbook_prediction_error() -> None:
    step = {"step": "impute", "rule": "regression", "on": ["c"], "spare": 1}
    x, y = np.array([5.0, 4, 4, 1, 2]), np.array([1.0, 2, 4, 8, 7])
    fit = stats.linregress(x, y)
    expected = fit.intercept + fit.slope * 3
    assert work(CELLS, {**step, "code": {"c": {"rule": "none"}}}).steps["impute"].column("a")[0, 4] == pytest.approx(
        expected
    )
    residual = y - fit.intercept - fit.slope * x
    s = np.sqrt((residual**2).sum() / 3)
    error = s * np.sqrt(1 + 1 / 5 + (3 - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum())
    doubt = doubt_of(table(CELLS), tree("abc"), {"rule": "regression", "on": ["c"], "spare": 1}, of=0)
    assert doubt[0, 4, 0] == pytest.approx(error)


def test_regression_chooses_the_best_correlated_of_what_the_unit_has() -> None:
    random = np.random.default_rng(3)
    y = random.normal(size=30)
    cells: dict[str, list[float | None]] = {
        "a": [None, None, *y[2:]],
        "near": [None, *(y + 0.1 * random.normal(size=30))[1:]],
        "far": list(y + 2 * random.normal(size=30)),
    }
    filled = work(cells, {"step": "impute", "rule": "regression"}).steps["impute"]
    x = np.array([[np.nan if cell is None else cell for cell in cells[code]] for code in cells]).T
    for row, regressor in ((0, 2), (1, 1)):
        fit = stats.linregress(x[2:, regressor], x[2:, 0])
        assert filled.column("a")[0, row] == pytest.approx(fit.intercept + fit.slope * x[row, regressor])


def test_regression_says_why_it_cannot_be_done() -> None:
    step = {"step": "impute", "rule": "regression"}
    for more, text in (
        ({"on": ["zz"]}, "zz are not indicators"),
        ({"on": ["a"]}, "among its own regressors"),
        ({"on": ["b", "c"], "spare": 9}, "too few complete cases"),
    ):
        with pytest.raises(StepError, match=text):
            work(CELLS, {**step, **more})
    twin = {**CELLS, "d": [2 * cell if cell is not None else None for cell in CELLS["c"]]}
    with pytest.raises(StepError, match="depend on each other"):
        work(
            twin,
            {"step": "impute", "rule": "none", "code": {"a": {"rule": "regression", "on": ["c", "d"], "spare": 1}}},
        )


def test_a_named_regressor_that_the_unit_lacks_leaves_the_value_missing() -> None:
    cells = {**CELLS, "c": [5.0, 4.0, 4.0, 1.0, None, 2.0]}
    step = {"step": "impute", "rule": "none", "code": {"a": {"rule": "regression", "on": ["c"], "spare": 1}}}
    assert np.isnan(work(cells, step).steps["impute"].column("a")[0, 4])


def test_em_of_a_monotone_pair_is_andersons_closed_form() -> None:
    """With y missing for some and x for none, the likelihood factors: regress y on x in the complete cases."""
    random = np.random.default_rng(8)
    x = random.normal(5, 2, size=40)
    y = 3 + 2 * x + random.normal(size=40)
    cells = {"x": x.tolist(), "y": [*y[:30], *[None] * 10]}
    step = {"step": "impute", "rule": "expectation_maximisation", "tolerance": 1e-12}
    found = work(cells, step).steps["impute"].column("y")[0]
    fit = stats.linregress(x[:30], y[:30])
    np.testing.assert_allclose(found[30:], fit.intercept + fit.slope * x[30:], rtol=1e-8)
    residual = y[:30] - fit.intercept - fit.slope * x[:30]
    doubt = doubt_of(table(cells), tree("xy"), {"rule": "expectation_maximisation", "tolerance": 1e-12})
    np.testing.assert_allclose(doubt[0, 30:, 1], np.sqrt((residual**2).mean()), rtol=1e-8)


def test_em_reaches_a_greater_likelihood_than_any_estimate_beside_it() -> None:
    """Scattered gaps have no closed form: moving a mean, deviation or correlation must lower the likelihood."""
    random = np.random.default_rng(4)
    z = random.multivariate_normal([0, 0, 0], [[1, 0.6, 0.3], [0.6, 1, 0.5], [0.3, 0.5, 1]], size=60)
    z[np.arange(24), random.integers(3, size=24)] = np.nan
    cells = {code: [None if np.isnan(cell) else cell for cell in z[:, at]] for at, code in enumerate("abc")}
    step: dict[str, object] = {"rule": "expectation_maximisation", "tolerance": 1e-12}
    x = work(cells, {"step": "impute", **step}).steps["impute"].x[0]
    gaps = np.nan_to_num(doubt_of(table(cells), tree("abc"), step)[0])
    means, covariance = x.mean(axis=0), np.cov(x.T, ddof=0) + np.diag((gaps**2).mean(axis=0))

    def likelihood(centre: Numbers, spread: Numbers) -> float:
        groups = [(row, ~np.isnan(row)) for row in z]
        return sum(stats.multivariate_normal.logpdf(r[t], centre[t], spread[np.ix_(t, t)]) for r, t in groups)

    best = likelihood(means, covariance)
    for at in range(3):
        for size in (-0.01, 0.01):
            one, scale, across = np.eye(3)[at], np.ones(3), np.zeros((3, 3))
            scale[at] += size
            across[at, at - 1] = across[at - 1, at] = size
            assert likelihood(means + size * one, covariance) < best
            assert likelihood(means, covariance * np.outer(scale, scale)) < best
            assert likelihood(means, covariance + across) < best


def test_em_says_when_there_are_too_few_units_or_no_spread() -> None:
    step = {"step": "impute", "rule": "expectation_maximisation"}
    cells = {code: [1.0 + at, 2.0, None, 4.0 * at + 1] for at, code in enumerate("abcd")}
    cells["a"] = [1.0, 2.0, 3.0, 5.0]
    with pytest.raises(StepError, match="more units than indicators are needed"):
        work(cells, step)
    assert not np.isnan(work(cells, {**step, "shrink": 0.5}).steps["impute"].x).any()
    with pytest.raises(StepError, match="no spread in b"):
        work({"a": [1.0, 2.0, 4.0, None], "b": [2.0] * 4}, step)
    twin = {"a": [1.0, 2.0, 4.0, 7.0, None], "b": [2.0, 4.0, 8.0, 14.0, 1.0], "c": [1.0, None, 2.0, 2.0, 1.0]}
    with pytest.raises(StepError, match=r"singular covariance|did not converge"):
        work(twin, step)


def test_em_takes_the_indicators_of_one_parent_or_all() -> None:
    values, structure, _ = load_example("asem")
    first = [{"step": "denominate"}]
    alone = run(
        values, structure, {"step": [*first, {"step": "impute", "rule": "expectation_maximisation", "shrink": 0.2}]}
    )
    together = {"step": "impute", "rule": "expectation_maximisation", "of": "all", "shrink": 0.2, "tolerance": 1e-3}
    joint = run(values, structure, {"step": [*first, together]})
    for result in (alone, joint):
        assert not np.isnan(result.steps["impute"].x).any()
        assert result.list_marks().filter(pl.col("mark") == "imputed: expectation-maximisation").height == 65
    assert not np.allclose(alone.steps["impute"].x, joint.steps["impute"].x)


@pytest.mark.parametrize("scope", ["within", "pooled"])
def test_joint_rules_never_fill_a_row_without_data_and_see_a_period_or_all(scope: str) -> None:
    random = np.random.default_rng(1)
    cells: dict[str, list[float | None]] = {code: list(random.normal(size=24)) for code in "abc"}
    cells["a"][2] = None
    for code in "abc":
        cells[code][5] = None
    for step in ({"rule": "neighbours"}, {"rule": "regression"}, {"rule": "expectation_maximisation"}):
        filled = work(cells, {"step": "impute", "range": scope, **step}, ["2020", "2021"]).steps["impute"].x
        assert np.isnan(filled[1, 2]).all()
        assert np.isnan(filled).sum() == 3
        other = {
            **cells,
            "a": [value if at % 2 == 0 or value is None else value + 9 for at, value in enumerate(cells["a"])],
        }
        again = work(other, {"step": "impute", "range": scope, **step}, ["2020", "2021"]).steps["impute"].x
        assert (filled[0, 1, 0] == again[0, 1, 0]) == (scope == "within")


@pytest.mark.parametrize("rule", ["mean", "neighbours", "regression", "expectation_maximisation"])
def test_multiple_imputation_moves_most_the_units_with_gaps(rule: str) -> None:
    """Rubin's draws reach the scores: units without a gap move only because the ends of a scale do."""
    values, structure, _ = load_example("asem")
    step = {"step": "impute", "rule": rule, **({"shrink": 0.1} if rule == "expectation_maximisation" else {})}
    steps = [{"step": "denominate"}, step, {"step": "normalise", "rule": "rank"}, {"step": "aggregate"}]
    steps[-1]["rule"] = "arithmetic"
    spread = uncertainty(values, structure, {"step": steps}, {"imputation": True}, seed=1, runs=40)
    gaps = np.isnan(spread.nominal.steps["denominate"].x[0]).any(axis=1)
    moved = spread.scores[:, 0, :, -1].std(axis=0)
    assert (moved[gaps] > 0).all()
    assert moved[gaps].mean() > 2 * moved[~gaps].mean()
