"""Outranking, Copeland, Borda and Kemeny against counts by hand and against every permutation."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from gigawatch.index import StepError, find_consensus, load_example, outrank, run, support_ranking
from gigawatch.index.step.aggregate.consensus import TooManyError

Table = npt.NDArray[np.float64]


def aggregate(x: Table, weights: list[float], step: dict[str, object]) -> Table:
    rows = [
        (f"u{unit}", f"c{at}", None if np.isnan(value) else value)
        for (unit, at), value in np.ndenumerate(np.asarray(x))
    ]
    values = pl.DataFrame(rows, schema=["unit", "code", "value"], orient="row")
    structure = pl.DataFrame(
        [("all", None, "aggregate", 1.0, 1)]
        + [(f"c{at}", "all", "indicator", weight, 1) for at, weight in enumerate(weights)],
        schema=["code", "parent", "kind", "weight", "direction"],
        orient="row",
    )
    return run(values, structure, {"step": [{"step": "aggregate", **step}]}).scores[0, :, 0]


def count_by_hand(x: Table, weights: list[float], equal: float = 0.5) -> Table:
    """The outranking matrix pair by pair, over the children that both have."""
    found = np.zeros((len(x), len(x)))
    for i, mine in enumerate(x):
        for j, other in enumerate(x):
            both = [at for at in range(len(weights)) if not np.isnan(mine[at]) and not np.isnan(other[at])]
            won = sum(weights[at] * (1.0 if mine[at] > other[at] else equal * (mine[at] == other[at])) for at in both)
            found[i, j] = 0.0 if i == j else won / sum(weights[at] for at in both)
    return found


def draw(units: int = 6, children: int = 5, seed: int = 0) -> Table:
    """Few distinct values, so that many are equal."""
    return np.random.default_rng(seed).integers(0, 5, (units, children)).astype(float)


def test_outranking_pair_by_pair_with_ties_and_missing_values() -> None:
    x, weights = draw(), [1.0, 2, 3, 1, 2]
    np.testing.assert_allclose(outrank(x, np.array(weights)), count_by_hand(x, weights))
    np.testing.assert_allclose(outrank(x, np.array(weights), "none"), count_by_hand(x, weights, 0.0))
    x[1, 2] = x[4, 0] = np.nan
    np.testing.assert_allclose(outrank(x, np.array(weights)), count_by_hand(x, weights))
    many = np.array([weights, [5.0, 1, 1, 1, 1]])
    np.testing.assert_allclose(outrank(x, many)[1], count_by_hand(x, [5.0, 1, 1, 1, 1]))
    np.testing.assert_allclose(outrank(np.stack([x, draw(seed=1)]), many)[0], count_by_hand(x, weights))


def test_copeland_counts_wins_less_losses() -> None:
    x, weights = draw(), [1.0, 2, 3, 1, 2]
    matrix = count_by_hand(x, weights)
    expected = (matrix > matrix.T + 1e-12).sum(axis=1) - (matrix < matrix.T - 1e-12).sum(axis=1)
    np.testing.assert_array_equal(aggregate(x, weights, {"rule": "copeland"}), expected)
    bare = count_by_hand(x, weights, 0.0)
    strict = (bare > 0.5 + 1e-12).sum(axis=1) - (bare.T > 0.5 + 1e-12).sum(axis=1)
    np.testing.assert_array_equal(aggregate(x, weights, {"rule": "copeland", "ties": "none"}), strict)


def test_copeland_of_the_asem_pillars_is_that_of_the_matrix_by_hand() -> None:
    values, structure, method = load_example("asem")
    table = run(values, structure, method)
    steps = [{"step": "denominate"}, {"step": "impute", "rule": "mean", "group": "EurAsia_group"}]
    steps += [{"step": "treat", "rule": "winsorise"}, {"step": "normalise", "rule": "minmax"}]
    found = run(values, structure, {"step": [*steps, {"step": "aggregate", "rule": "copeland"}]})
    for at, parent in enumerate(found.structure.aggregates[:8]):
        columns = [found.structure.position[code] for code in found.structure.children[parent]]
        x, weights = table.steps["normalise"].x[0][:, columns], found.weights[columns]
        matrix = count_by_hand(x, weights.tolist())
        np.fill_diagonal(matrix, 0.5)
        np.testing.assert_array_equal(found.scores[0, :, at], np.sign(np.round(matrix - 0.5, 9)).sum(axis=1))


def test_a_missing_value_is_worse_than_any_or_stops_the_run() -> None:
    x = draw()
    x[1, 2] = np.nan
    lowest = np.where(np.isnan(x), -1.0, x)
    weights = [1.0, 2, 3, 1, 2]
    for rule in ("copeland", "borda", "kemeny"):
        worst = aggregate(x, weights, {"rule": rule, "missing": "worst"})
        np.testing.assert_allclose(worst, aggregate(lowest, weights, {"rule": rule}))
        with pytest.raises(StepError, match="c2 missing"):
            aggregate(x, weights, {"rule": rule, "missing": "fail"})
        thin = aggregate(x, weights, {"rule": rule, "at_least": 1.0})
        others = aggregate(np.delete(x, 1, axis=0), weights, {"rule": rule})
        assert np.isnan(thin[1])
        np.testing.assert_allclose(np.delete(thin, 1), others)


@pytest.mark.parametrize("ties", ["average", "min", "max", "dense"])
def test_borda_adds_up_scipys_ranks(ties: str) -> None:
    x, weights = draw(), np.array([1.0, 2, 3, 1, 2])
    points = stats.rankdata(x, method=ties, axis=0) - 1
    for count, scale in (("mean", weights.sum()), ("sum", 1)):
        found = aggregate(x, weights.tolist(), {"rule": "borda", "ties": ties, "count": count})
        np.testing.assert_allclose(found, points @ weights / scale)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 6), st.integers(2, 5))
def test_the_consensus_is_the_best_of_all_permutations_and_lists_every_best_one(
    seed: int, units: int, children: int
) -> None:
    preference = outrank(draw(units, children, seed))
    supports = {order: support_ranking(preference, order) for order in permutations(range(units))}
    most = max(supports.values())
    best = [order for order, support in supports.items() if support > most - 1e-9]
    found = find_consensus(preference, most=1000)
    assert found.support == pytest.approx(most)
    assert found.count == len(best)
    np.testing.assert_allclose(found.places, np.mean([np.argsort(order) + 1 for order in best], axis=0))
    whole = (preference - preference.T).sum(axis=1)
    chosen = find_consensus(preference, ties="borda").order

    def follow(order: tuple[int, ...]) -> float:
        return float(np.triu(np.subtract.outer(whole[list(order)], whole[list(order)]), 1).sum())

    assert chosen in best
    assert follow(chosen) == pytest.approx(max(follow(order) for order in best))


def test_a_unit_that_beats_all_is_first_and_the_score_counts_those_below() -> None:
    x = np.array([[1.0, 2, 3], [5, 5, 5], [2, 3, 1], [3, 1, 2]])
    scores = aggregate(x, [1.0, 1, 1], {"rule": "kemeny", "ties": "average"})
    np.testing.assert_allclose(scores, [1, 3, 1, 1])


def test_too_large_a_circle_stops_the_run() -> None:
    x = np.array([[1.0, 2, 3], [2, 3, 1], [3, 1, 2]])
    with pytest.raises(StepError, match="3 units hang together in circles or ties, of at most 2"):
        aggregate(x, [1.0, 1, 1], {"rule": "kemeny", "limit": 2})
    with pytest.raises(TooManyError, match="more than 2 rankings"):
        find_consensus(outrank(x), most=2)


def test_the_consensus_of_51_countries_is_exact_and_does_not_depend_on_their_order() -> None:
    values, structure, method = load_example("asem")
    x = run(values, structure, method).steps["normalise"].x[0]
    weights = np.random.default_rng(0).uniform(0.5, 1.5, x.shape[1])
    found = find_consensus(outrank(x, weights))
    assert found.count == 1
    places = np.random.default_rng(1).permutation(len(x))
    turned = find_consensus(outrank(x[places], weights))
    np.testing.assert_array_equal(turned.places, found.places[places])
    preference, order = outrank(x, weights), list(found.order)
    for at in range(50):
        swapped = [*order[:at], order[at + 1], order[at], *order[at + 2 :]]
        assert support_ranking(preference, swapped) < found.support
