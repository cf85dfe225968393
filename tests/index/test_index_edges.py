"""Edges where numbers once went wrong in silence: removals in a batch, phantom rows, flat columns, rounding, bounds."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest

from gigawatch.index import (
    Cell,
    FaultyInput,
    StepError,
    change,
    list_effects,
    load_example,
    own_rule,
    rank_without,
    read_method,
    rerun,
    run,
    uncertainty,
)

Numbers = npt.NDArray[np.float64]
CODES = ["i0", "i1", "i2"]
STRUCTURE = pl.DataFrame(
    [("all", None, "aggregate", 1, 1), *((code, "all", "indicator", 1, 1) for code in CODES)],
    schema=["code", "parent", "kind", "weight", "direction"],
    orient="row",
)


def wide(**units: tuple[float | None, ...]) -> pl.DataFrame:
    rows = [(unit, *values) for unit, values in units.items()]
    return pl.DataFrame(rows, schema=["unit", *CODES[: len(rows[0]) - 1]], orient="row")


def plain(rule: str, **parameters: Any) -> dict[str, Any]:
    aggregate = {"step": "aggregate", "rule": rule, **parameters}
    return {"step": [{"step": "normalise", "rule": "none"}, aggregate]}


GAPPY = wide(a=(1.0, 2.0, 3.0), b=(2.0, 1.0, 5.0), c=(None, 3.0, None), d=(1.5, 1.5, None), e=(4.0, None, 1.0))


@pytest.mark.parametrize("rule", ["arithmetic", "geometric", "median", "copeland", "borda", "wroclaw", "mean_min"])
@pytest.mark.parametrize("at_least", [0.0, 0.6])
def test_a_code_left_out_in_a_batch_is_out_in_its_own_run_only(rule: str, at_least: float) -> None:
    known = {parameter.name for parameter in read_method(plain(rule)).steps[1].choice.rule.parameters}
    result = run(GAPPY, STRUCTURE, plain(rule, **({"at_least": at_least} if "at_least" in known else {})))
    batch = rank_without(result, CODES)
    for code, ranks in zip(CODES, batch, strict=True):
        np.testing.assert_array_equal(ranks, rank_without(result, [code])[0])
        np.testing.assert_array_equal(ranks, change(result, weights={code: 0}).ranks[0, :, 0])


def test_own_imputing_fills_no_row_that_is_not_there_and_is_marked() -> None:
    @own_rule("impute", "zero")
    def fill_zero(x: Numbers, direction: int) -> Numbers:  # noqa: ARG001 - the declared signature
        """A missing value becomes zero."""
        return np.nan_to_num(x)

    values = pl.DataFrame(
        [("u1", "2020", 1.0, 2.0), ("u1", "2021", 2.0, None), ("u2", "2020", 3.0, 1.0)],
        schema=["unit", "period", "i0", "i1"],
        orient="row",
    )
    steps = [{"step": "impute", "rule": "zero"}, {"step": "normalise", "rule": "none"}]
    result = run(values, STRUCTURE.head(3), {"step": steps}, own=[fill_zero])
    assert np.isnan(result.steps["impute"].x[1, 1]).all()
    assert result.list_marks()["mark"].to_list() == ["imputed: zero"]


@pytest.mark.parametrize("rule", ["zscore", "minmax", "logistic"])
def test_a_column_that_is_flat_but_for_rounding_has_no_spread(rule: str) -> None:
    values = pl.DataFrame(
        [(f"u{at}", year, 0.1 if year == "2020" else at, at) for at in range(6) for year in ("2020", "2021")],
        schema=["unit", "period", "i0", "i1"],
        orient="row",
    )
    with pytest.raises(StepError, match="no spread to scale by in i0 in 2020"):
        run(values, STRUCTURE.head(3), {"step": [{"step": "normalise", "rule": rule, "range": "within"}]})


def test_rounding_decides_no_rank() -> None:
    values = wide(x=(0.1, 0.2, 0.3), y=(0.3, 0.2, 0.1), z=(0.1, 0.1, 0.1))
    result = run(values, STRUCTURE, plain("arithmetic"))
    assert result.ranks[0, :, 0].tolist() == [1, 1, 3]
    noisy = uncertainty(values, STRUCTURE, plain("arithmetic"), {"weights": {2: 0.5}}, seed=1, runs=50)
    assert (noisy.ranks == result.ranks).all()


def test_an_alternative_of_one_code_varies_the_rule_of_its_level() -> None:
    values, structure, _ = load_example("hdi")
    steps = [{"step": "normalise", "rule": "goalposts", "to": [1, 100]}]
    method = {"step": [*steps, {"step": "aggregate", "rule": "arithmetic", "level": {"3": {"rule": "geometric"}}}]}
    design = {"alternative": [{"step": "aggregate", "code": "HDI", "parameter": "at_least", "values": [0, 0.1]}]}
    spread = uncertainty(values, structure, method, design, seed=1, runs=4)
    np.testing.assert_allclose(spread.scores, np.broadcast_to(spread.nominal.scores, spread.scores.shape))


def test_the_greatest_share_of_too_few_children_stops_benefit_of_the_doubt() -> None:
    method = plain("benefit_of_the_doubt", share_high=0.6, missing="omit")
    with pytest.raises(StepError, match="greatest shares do not add up"):
        run(wide(a=(1.0, 2.0), b=(2.0, None)), STRUCTURE.head(3), method)


@pytest.mark.parametrize("rule", ["arithmetic", "minimum", "median", "mean_min"])
def test_a_unit_with_nothing_that_counts_has_no_score(rule: str) -> None:
    structure = STRUCTURE.head(3).with_columns(weight=pl.when(pl.col("code") == "i1").then(0).otherwise("weight"))
    result = run(wide(a=(1.0, 2.0), b=(None, 5.0)), structure, plain(rule, missing="zero"))
    assert result.scores[0, 0, 0] == 1
    assert np.isnan(result.scores[0, 1, 0])


@pytest.mark.parametrize(
    ("design", "column"),
    [
        (
            {"alternative": [{"step": "normalise", "code": "all", "options": [{"rule": "none"}, {"rule": "rank"}]}]},
            "code",
        ),
        ({"alternative": [{"step": "aggregate", "code": "i1", "parameter": "at_least", "values": [0, 1]}]}, "code"),
        ({"alternative": [{"step": "aggregate", "options": ["arithmetic", {"rule": "geometric"}]}]}, "options"),
        (
            {"alternative": [{"step": "aggregate", "paramter": "at_least", "options": [{"rule": "median"}] * 2}]},
            "paramter",
        ),
        ({"weight_sets": {"x": {"i0": 1, "i1": 1, "i2": 1}, "y": {"i0": 0, "i1": 0, "i2": 0}}}, "weight_sets.y"),
        ({"remove": ["i0", "i0"]}, "remove"),
    ],
)
def test_a_design_that_would_vary_nothing_or_lose_a_part_is_refused(design: dict[str, Any], column: str) -> None:
    with pytest.raises(FaultyInput) as caught:
        uncertainty(GAPPY, STRUCTURE, plain("arithmetic"), design, seed=1, runs=2)
    assert column in {fault.column for fault in caught.value.faults}


def test_what_was_filled_in_varies_by_the_rule_of_its_own_run() -> None:
    values, structure, _ = load_example("asem")
    steps = [{"step": "impute", "rule": "constant", "value": 1}, {"step": "normalise", "rule": "minmax"}]
    method = {"step": [*steps, {"step": "aggregate", "rule": "arithmetic"}]}
    options = [{"rule": "constant", "value": 1}, {"rule": "mean"}]
    design = {"imputation": True, "alternative": [{"step": "impute", "options": options}]}
    spread = uncertainty(values, structure, method, design, seed=1, runs=30)
    by_mean = spread.list_draws()["impute"].to_numpy() == "mean"
    assert np.ptp(spread.scores[by_mean], axis=0).max() > 0
    assert np.ptp(spread.scores[~by_mean], axis=0).max() == 0


def test_a_changed_cell_forgets_its_other_sources() -> None:
    rows = [("a", "i0", 1.0, "left"), ("a", "i0", 2.0, "right"), ("b", "i0", 4.0, "left")]
    values = pl.DataFrame(rows, schema=["unit", "code", "value", "source"], orient="row")
    changed = change(run(values, STRUCTURE.head(2), plain("arithmetic")), values=[Cell("a", "i0", 3.0)])
    assert changed.values.options is None


def test_the_cell_that_several_sources_give_is_in_the_hash() -> None:
    def make(unit: str) -> str:
        rows = [("a", "i0", 1.0, "left"), ("b", "i0", 1.0, "left"), (unit, "i0", 2.0, "right")]
        values = pl.DataFrame(rows, schema=["unit", "code", "value", "source"], orient="row")
        return run(values, STRUCTURE.head(2), plain("arithmetic")).hash

    assert make("a") != make("b")


def test_other_weights_leave_the_data_steps_as_they_were() -> None:
    result = run(*load_example("asem"))
    changed = change(result, weights={"LPI": 2})
    assert changed.steps["treat"] is result.steps["treat"]
    assert not np.array_equal(changed.scores, result.scores)


def test_two_functions_made_alike_of_different_numbers_are_two_methods() -> None:
    def make(factor: float) -> Any:
        @own_rule("aggregate", "mine")
        def scale(x: Numbers, weights: Numbers) -> Numbers:
            return factor * (x @ weights)

        return scale

    method = {"step": [{"step": "aggregate", "rule": "mine"}]}
    assert read_method(method, own=[make(1)]).hash != read_method(method, own=[make(2)]).hash


def test_what_is_not_there_is_named_with_what_is() -> None:
    values, structure, method = load_example("hdi")
    spread = uncertainty(values, structure, method, {"weights": {2: 0.2}}, seed=1, runs=3)
    for call in (
        lambda: spread.list_acceptability("nope"),
        lambda: spread.list_runs("le"),
        lambda: list_effects(spread, "HDI", "1900"),
        lambda: spread.nominal.list_contributions("nope"),
        lambda: uncertainty(values, structure, method, {}, seed=1, runs=0),
        lambda: uncertainty(values, structure, method, {}, seed=-1, runs=1),
        lambda: rerun(spread.nominal, {"step": [{"step": "normalise"}], "coverage": {"include": ["nobody"]}}),
        lambda: read_method({"step": [{"step": "aggregate", "rule": "arithmetic", "level": {"first": {}}}]}),
    ):
        with pytest.raises(FaultyInput):
            call()


def test_weights_that_a_rule_of_weighing_passes_over_are_refused() -> None:
    values, structure, method = load_example("asem")
    plain = [{**step.choice.describe(), "step": step.kind} for step in method.steps]
    result = run(values, structure, {"step": [*plain[:4], {"step": "weigh", "rule": "equal"}, plain[4]]})
    with pytest.raises(FaultyInput, match="weighed by equal"):
        change(result, weights={"LPI": 3})
    sets = {"one": {"Conn": 1, "Sust": 3}, "two": {"Conn": 3, "Sust": 1}}
    with pytest.raises(FaultyInput, match="weighed by equal"):
        uncertainty(values, structure, result.method, {"weight_sets": sets}, seed=1, runs=2)


def test_a_base_period_beside_another_range_is_refused() -> None:
    with pytest.raises(FaultyInput, match="base period is for range"):
        read_method({"step": [{"step": "normalise", "rule": "minmax", "base": "2010"}]})


def test_a_repeated_row_of_a_wide_table_names_the_row_it_repeats() -> None:
    values = wide(a=(1.0, 2.0, 3.0), b=(2.0, 1.0, 5.0))
    with pytest.raises(FaultyInput, match=r"row 2 .*already given in row 1"):
        run(pl.concat([values.head(1), values]), STRUCTURE, plain("arithmetic"))


def test_numbers_too_large_to_be_worked_with_stop_the_run() -> None:
    with pytest.raises(StepError, match="too large"):
        run(
            wide(a=(1e308, 1.0), b=(-1e308, 2.0)),
            STRUCTURE.head(3),
            {"step": [{"step": "normalise", "rule": "minmax"}]},
        )


def test_what_a_function_of_ones_own_raises_is_told_with_its_step() -> None:
    def fail(x: Numbers, weights: Numbers) -> Numbers:  # noqa: ARG001 - the declared signature
        raise ZeroDivisionError("nothing to divide by")

    with pytest.raises(StepError, match=r"step aggregate: all: the function fail raised ZeroDivisionError"):
        run(GAPPY, STRUCTURE, plain("mine"), own=[own_rule("aggregate", "mine")(fail)])
