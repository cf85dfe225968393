"""Sobol indices against analytic values, against a peer, and of an index; the multiverse of all alternatives."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
from SALib.analyze import sobol as peer

from gigawatch.index import (
    FaultyInput,
    Indices,
    estimate_indices,
    list_effects,
    load_example,
    measure_multiverse,
    read_design,
    rerun,
    run,
    sample_pair,
    sensitivity,
)

Numbers = npt.NDArray[np.float64]
G = np.array([0.0, 1.0, 4.5, 9.0, 99.0])


def ishigami(x: Numbers) -> Numbers:
    a, b, c = np.moveaxis((2 * x - 1) * np.pi, -1, 0)
    found: Numbers = np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)
    return found


def g_function(x: Numbers) -> Numbers:
    found: Numbers = np.prod((np.abs(4 * x - 2) + G) / (1 + G), axis=-1)
    return found


def additive(x: Numbers) -> Numbers:
    return x @ np.array([1.0, 2.0, 4.0])


def true_g() -> tuple[Numbers, Numbers]:
    alone = 1 / 3 / (1 + G) ** 2
    whole = np.prod(1 + alone) - 1
    return alone / whole, alone * np.prod(1 + alone) / (1 + alone) / whole


def true_ishigami() -> tuple[Numbers, Numbers]:
    first = 0.5 * (1 + 0.1 * np.pi**4 / 5) ** 2
    second, joint = 49 / 8, 0.01 * np.pi**8 * (1 / 18 - 1 / 50)
    whole = first + second + joint
    return np.array([first, second, 0]) / whole, np.array([first + joint, second, joint]) / whole


CASES: list[tuple[Callable[[Numbers], Numbers], tuple[Numbers, Numbers]]] = [
    (ishigami, true_ishigami()),
    (g_function, true_g()),
    (additive, (np.array([1, 4, 16]) / 21, np.array([1, 4, 16]) / 21)),
]


def sample(
    function: Callable[[Numbers], Numbers], factors: int, base: int, seed: int
) -> tuple[Numbers, Numbers, Numbers]:
    a, b = sample_pair(base, factors, seed)
    mixed = np.stack([np.where(np.arange(factors) == at, b, a) for at in range(factors)])
    return function(a)[None], function(b)[None], function(mixed)[:, None]


@pytest.mark.parametrize(("function", "truth"), CASES, ids=["ishigami", "g-function", "additive"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sobol_indices_lie_within_three_standard_errors_of_the_analytic_values(
    function: Callable[[Numbers], Numbers], truth: tuple[Numbers, Numbers], seed: int
) -> None:
    found = estimate_indices(*sample(function, truth[0].size, 4096, seed))
    assert (np.abs(found.first[0] - truth[0]) <= 3 * found.first_error[0] + 1e-12).all()
    assert (np.abs(found.total[0] - truth[1]) <= 3 * found.total_error[0] + 1e-12).all()
    assert found.first_error.max() < 0.05


def test_the_intervals_hold_the_analytic_values_about_as_often_as_they_say() -> None:
    truth = true_ishigami()[1]
    rng = np.random.default_rng(5)
    hits = []
    for _ in range(60):
        a, b = rng.random((256, 3)), rng.random((256, 3))
        mixed = np.stack([np.where(np.arange(3) == at, b, a) for at in range(3)])
        found = estimate_indices(ishigami(a)[None], ishigami(b)[None], ishigami(mixed)[:, None], level=0.9)
        hits.append((found.total_interval[0][0] <= truth) & (truth <= found.total_interval[1][0]))
    assert 0.8 <= np.mean(hits) <= 0.98


def test_the_indices_are_a_peers_on_the_same_runs() -> None:
    f_a, f_b, f_ab = sample(ishigami, 3, 1024, 7)
    ours = estimate_indices(f_a, f_b, f_ab)
    runs = np.concatenate([f_a, f_ab[:, 0], f_b]).T.ravel()
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1]] * 3}
    theirs = peer.analyze(problem, runs, calc_second_order=False, seed=1)
    np.testing.assert_allclose(ours.first[0], theirs["S1"], atol=0.01)
    np.testing.assert_allclose(ours.total[0], theirs["ST"], rtol=1e-3)


def test_an_output_that_never_varies_has_no_indices() -> None:
    found: Indices = estimate_indices(np.ones((1, 8)), np.ones((1, 8)), np.ones((2, 1, 8)))
    assert np.isnan(found.first).all()
    assert np.isnan(found.total_interval).all()


@pytest.mark.parametrize("base", [0, 3, 1000])
def test_a_base_that_is_no_power_of_two_is_refused(base: int) -> None:
    with pytest.raises(ValueError, match="power of two"):
        sample_pair(base, 2, 1)
    values, structure, method = load_example("hdi")
    with pytest.raises(FaultyInput, match="power of two"):
        sensitivity(values, structure, method, {"weights": {"2": 0.2}}, seed=1, base=base)


def test_the_indices_of_an_index_are_reproducible_and_of_every_output() -> None:
    values, structure, method = load_example("asem")
    assert method.uncertainty is not None
    found = sensitivity(values, structure, method, method.uncertainty, seed=1, base=64, workers=2)
    again = sensitivity(values, structure, method, method.uncertainty, seed=1, base=64)
    assert found.list_indices().equals(again.list_indices())
    table = found.list_indices()
    assert table["factor"].unique(maintain_order=True).to_list() == ["winsorising", "scale", "mean", "weights"]
    total = table.filter(pl.col("order") == "total")
    assert total.sort("value")["factor"].to_list()[-1] == "mean"  # as COINr finds: 0.72 for the mean, 0.06 to 0.22 else
    assert found.list_indices("rank")["unit"].n_unique() == 51
    assert found.list_indices("score", code="Conn").height == 51 * 4 * 2


def test_a_single_factor_explains_everything() -> None:
    values, structure, method = load_example("hdi")
    design = {"alternative": [{"step": "aggregate", "parameter": "at_least", "values": [0, 1]}], "weights": {"2": 0.4}}
    found = sensitivity(values, structure, method, design, seed=1, base=128).list_indices("score", period="2020")
    weights = found.filter(pl.col("factor") == "weights")
    nothing = found.filter(pl.col("factor") == "at_least")
    np.testing.assert_allclose(weights.filter(pl.col("order") == "total")["value"].to_numpy(), 1, atol=0.2)
    assert nothing["value"].to_numpy() == pytest.approx(0, abs=1e-12)


def test_the_multiverse_works_every_combination_once() -> None:
    values, structure, method = load_example("asem")
    assert method.uncertainty is not None
    nominal = run(values, structure, method)
    plain: dict[str, Any] = {key: value for key, value in method.uncertainty.items() if key != "weights"}
    design = read_design({**plain, "remove": ["LPI", "CO2"]}, method, nominal.structure)
    found = measure_multiverse(nominal, design, workers=2)
    draws = found.list_draws()
    assert draws.height == 5 * 2 * 2 * 3
    assert draws.drop("run").unique().height == draws.height
    alone = rerun(nominal, {"step": [{**step.choice.describe(), "step": step.kind} for step in method.steps]})
    same = draws.filter(
        pl.col("winsorising") == "winmax=5",
        pl.col("scale").str.starts_with("zscore"),
        pl.col("mean") == "arithmetic",
        pl.col("removed").is_null(),
    )
    assert same.height == 1
    assert alone.hash == nominal.hash
    effects = list_effects(found)
    assert set(zip(effects["factor"], effects["option"], strict=True)) >= set(
        product(["removed"], ["LPI", "CO2", "none"])
    )
    assert effects.filter(pl.col("option") == "geometric")["mean_shift"][0] > 1


def test_a_multiverse_refuses_what_cannot_be_listed() -> None:
    values, structure, method = load_example("asem")
    nominal = run(values, structure, method)
    design = read_design({"weights": {"1": 0.1}, "data": True}, method, nominal.structure)
    with pytest.raises(FaultyInput, match=r"weights.*cannot be listed.*data.*cannot be listed"):
        measure_multiverse(nominal, design)
    with pytest.raises(FaultyInput, match="50 combinations are more than 10"):
        measure_multiverse(nominal, read_design({"remove": "any"}, method, nominal.structure), most=10)
