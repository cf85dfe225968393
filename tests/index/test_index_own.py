"""Functions of one's own: a declared signature, checked output, and a hash that knows when they change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from gigawatch.index import (
    FaultyInput,
    Own,
    Parameter,
    StepError,
    load_example,
    own_rule,
    read_method,
    run,
    uncertainty,
)

Numbers = npt.NDArray[np.float64]


@own_rule("normalise", "halves", Parameter("cut", "number", 0.5, "where to cut, as a quantile", least=0, most=1))
def split_in_halves(x: Numbers, direction: int, cut: float) -> Numbers:
    """1 above the quantile, 0 below it."""
    above = (x * direction) > np.nanquantile(x * direction, cut)
    return np.where(np.isnan(x), np.nan, above.astype(float))


@own_rule("weigh", "by_spread")
def weigh_by_spread(x: Numbers) -> Numbers:
    """Children that vary more count more."""
    spread: Numbers = np.nanstd(x, axis=0)
    return spread


@own_rule("aggregate", "worst_two")
def average_worst_two(x: Numbers, weights: Numbers) -> Numbers:  # noqa: ARG001 - the declared signature
    """The mean of the two lowest children."""
    found: Numbers = np.sort(x, axis=1)[:, :2].mean(axis=1)
    return found


OWN = [split_in_halves, weigh_by_spread, average_worst_two]


def method(*steps: dict[str, Any]) -> dict[str, Any]:
    return {"step": [{"step": "impute", "rule": "median"}, *steps]}


def test_an_own_normalisation_is_applied_to_every_indicator_alone() -> None:
    values, structure, _ = load_example("asem")
    result = run(values, structure, method({"step": "normalise", "rule": "halves", "cut": 0.75}), own=OWN)
    table = result.steps["normalise"].x[0]
    raw = result.steps["impute"].x[0] * result.structure.directions
    np.testing.assert_array_equal(table, (raw > np.quantile(raw, 0.75, axis=0)).astype(float))


def test_an_own_normalisation_works_within_each_period_when_asked() -> None:
    values, structure, _ = load_example("hdi")
    result = run(values, structure, method({"step": "normalise", "rule": "halves", "range": "within"}), own=OWN)
    full = result.values.present.all(axis=1)
    assert full.sum() > 15
    assert (result.steps["normalise"].x[full].sum(axis=1) == 20).all()


def test_own_weights_and_means_are_used() -> None:
    values, structure, _ = load_example("asem")
    steps = ({"step": "normalise", "rule": "minmax"}, {"step": "weigh", "rule": "by_spread"})
    result = run(values, structure, method(*steps, {"step": "aggregate", "rule": "worst_two"}), own=OWN)
    codes = result.structure.codes
    children = [codes.index(code) for code in result.structure.children["Physical"]]
    table = result.steps["aggregate"].x[0]
    np.testing.assert_allclose(result.weights[children], table[:, children].std(axis=0))
    np.testing.assert_allclose(
        table[:, codes.index("Physical")], np.sort(table[:, children], axis=1)[:, :2].mean(axis=1)
    )


def test_own_rules_may_be_alternatives_of_a_monte_carlo() -> None:
    values, structure, _ = load_example("asem")
    plain = read_method(
        method({"step": "normalise", "rule": "minmax"}, {"step": "aggregate", "rule": "arithmetic"}), own=OWN
    )
    design = {
        "weights": {"1": 0.2},
        "alternative": [{"step": "aggregate", "options": [{"rule": "arithmetic"}, {"rule": "worst_two"}]}],
    }
    spread = uncertainty(values, structure, plain, design, seed=1, runs=20)
    own = spread.list_draws()["aggregate"].to_numpy() == "worst_two"
    assert 0 < own.sum() < 20
    scores = spread.scores[own, 0]
    assert (scores == scores[0]).all()  # noise on weights does not touch a mean without weights


def test_a_changed_function_is_another_method() -> None:
    def make(text: str) -> Own:
        def score(x: Numbers, weights: Numbers) -> Numbers:
            return x @ weights

        def other(x: Numbers, weights: Numbers) -> Numbers:
            return x @ weights + 1

        functions: dict[str, Callable[..., Numbers]] = {"score": score, "other": other}
        return own_rule("aggregate", "mine")(functions[text])

    plain = {"step": [{"step": "aggregate", "rule": "mine"}]}
    hashes = [read_method(plain, own=[make(text)]).hash for text in ("score", "score", "other")]
    assert hashes[0] == hashes[1] != hashes[2]


def test_an_own_rule_has_typed_parameters_like_any_other() -> None:
    with pytest.raises(FaultyInput) as caught:
        read_method({"step": [{"step": "normalise", "rule": "halves", "cut": 2, "cot": 1}]}, own=OWN)
    assert {fault.column for fault in caught.value.faults} == {"cut", "cot"}


@pytest.mark.parametrize(
    ("step", "function", "text"),
    [
        ("normalise", lambda x, direction: x[:-1], "gives 50 values for 51"),  # noqa: ARG005 - the declared signature
        ("weigh", lambda x: np.ones(3), "gives 3 weights for 8 children"),  # noqa: ARG005 - the declared signature
        ("aggregate", lambda x, weights: x, "not one score for each of 51 rows"),  # noqa: ARG005 - the declared signature
        ("weigh", lambda x: -np.ones(x.shape[1]), "not all finite, at least 0"),
    ],
)
def test_a_function_that_gives_something_else_stops_the_run(step: str, function: Any, text: str) -> None:
    values, structure, _ = load_example("asem")
    steps = {"normalise": {"rule": "minmax"}, "weigh": {"rule": "equal"}, "aggregate": {"rule": "arithmetic"}}
    steps[step] = {"rule": "mine"}
    plain = method(*({"step": name, **rule} for name, rule in steps.items()))
    with pytest.raises(StepError, match=text):
        run(values, structure, plain, own=[own_rule(step, "mine")(function)])


def test_a_name_that_is_taken_and_a_step_that_takes_none_are_refused() -> None:
    with pytest.raises(ValueError, match="already"):
        read_method({"step": [{"step": "aggregate"}]}, own=[own_rule("aggregate", "arithmetic")(lambda x, w: x @ w)])
    with pytest.raises(ValueError, match="takes no functions"):
        own_rule("denominate", "mine")
