"""What holds for every rule of every data step: runs, order, scale, and nothing given that is lost in silence."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from small_table import Cell, Numbers, table, tree

from gigawatch.index import (
    FaultyInput,
    StepError,
    Structure,
    Values,
    load_example,
    read_method,
    read_tables,
    run,
    uncertainty,
)
from gigawatch.index.method.method import CATALOGUES, DATA_STEPS
from gigawatch.index.step.block import Block

PERIODS = ["2019", "2020", "2021"]
RULES: list[tuple[str, dict[str, object]]] = [
    ("denominate", {"rule": "divide"}),
    *(("impute", {"rule": rule}) for rule in ("none", "mean", "median", "latest", "nearest", "linear", "neighbours")),
    ("impute", {"rule": "mean", "group": "g", "range": "pooled"}),
    ("impute", {"rule": "constant", "value": 3}),
    ("impute", {"rule": "neighbours", "weights": "distance", "range": "pooled", "k": 3}),
    ("impute", {"rule": "regression", "spare": 2}),
    ("impute", {"rule": "regression", "most": 2, "range": "pooled"}),
    ("impute", {"rule": "expectation_maximisation", "shrink": 0.1, "range": "pooled"}),
    *(("treat", {"rule": rule}) for rule in ("none", "winsorise", "log", "clip", "box_cox", "yeo_johnson", "asinh")),
    ("treat", {"rule": "power"}),
    ("treat", {"rule": "yeo_johnson", "scale": "zscore"}),
    ("treat", {"rule": "winsorise", "winmax": 2, "skew": 0.1, "kurtosis": -3, "range": "pooled"}),
    ("treat", {"rule": "log", "form": "gii", "range": "pooled"}),
    ("treat", {"rule": "log", "form": "either"}),
    ("treat", {"rule": "winsorise_points", "low": 1, "high": 2}),
    ("treat", {"rule": "clip", "at": "fences", "times": 0.5, "range": "pooled"}),
    *(("normalise", {"rule": rule}) for rule in ("none", "minmax", "zscore", "logistic", "rank", "borda", "scaled")),
    *(("normalise", {"rule": rule}) for rule in ("percentile_rank", "goalposts", "reference_goalposts", "ratio")),
    *(("normalise", {"rule": rule}) for rule in ("difference", "distance_max", "distance_target", "fraction_max")),
    *(("normalise", {"rule": rule}) for rule in ("categorical", "above_below", "annual_growth", "cyclical")),
    ("normalise", {"rule": "distance_reference", "unit": "u03"}),
    ("normalise", {"rule": "distance_reference", "unit": "u03", "range": "within"}),
    ("normalise", {"rule": "minmax", "range": "base", "base": "2020", "cap": True}),
    ("normalise", {"rule": "reference_goalposts", "range": "base", "base": "2019"}),
    ("normalise", {"rule": "categorical", "by": "rank", "range": "pooled"}),
    ("normalise", {"rule": "ratio", "reference": "own", "range": "base", "base": "2019"}),
]
IDS = [f"{step}-{'-'.join(str(value) for value in settings.values())}" for step, settings in RULES]


def test_the_list_holds_every_rule_of_the_data_steps() -> None:
    named = {(step, str(settings["rule"])) for step, settings in RULES}
    assert named == {(step, rule) for step in DATA_STEPS for rule in CATALOGUES[step].rules}


def draw(seed: int, units: int = 9) -> dict[str, list[Cell]]:
    """Three positive, skewed columns with some gaps, and a denominator; u03 lies in the middle and has no gap."""
    random = np.random.default_rng(seed)
    level = random.lognormal(2, 1, size=units)
    found: dict[str, list[Cell]] = {}
    for code in "abcd":
        x = np.repeat(level, len(PERIODS)) * random.lognormal(0, 0.5, size=units * len(PERIODS))
        x[9:12] = np.median(x) * np.array([1, 1.01, 1.03])
        gaps = random.choice(x.size, size=0 if code == "d" else 3, replace=False) if code != "c" else []
        found[code] = [None if at in gaps and at // 3 != 3 else float(value) for at, value in enumerate(x)]
    return found


def build(cells: Mapping[str, list[Cell]], periods: list[str] | None = PERIODS) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Values and structure with goalposts, targets, a denominator and a group, one indicator turned."""
    figures = table(cells, periods).with_columns(pl.col("value").cast(pl.String))
    units = figures["unit"].unique(maintain_order=True).to_list()
    groups = {"unit": units, "code": "g", "value": ["n" if at % 2 else "s" for at in range(len(units))]}
    values = pl.concat([figures, pl.DataFrame(groups)], how="diagonal_relaxed")
    columns = {"direction": [1, -1, 1], "low": [0, 0, 0], "high": [200] * 3, "denominator": ["d", None, "d"]}
    extra = pl.DataFrame({"code": ["d", "g"], "kind": ["denominator", "group"]})
    indicators = tree("abc", **columns, target=[9999, 0.0001, 9999])
    return values, pl.concat([indicators, extra], how="diagonal_relaxed")


def change(x: Numbers, values: Values, structure: Structure, step: str, settings: dict[str, object]) -> list[Numbers]:
    """The columns after a rule, and what it says of its doubt."""
    choice = read_method({"step": [{"step": step, **settings}]}).steps[0].choice
    block = Block(x, values, structure, (0, 1, 2), step, x)
    return [choice.rule.apply(block, choice.settings), *block.doubts]


@pytest.mark.parametrize(("step", "settings"), RULES, ids=IDS)
def test_a_run_among_runs_is_what_it_is_alone(step: str, settings: dict[str, object]) -> None:
    found = [read_tables(*build(draw(seed))) for seed in (1, 2, 3)]
    structure, values = found[0]
    gaps = np.isnan(values.x)
    runs = np.stack([np.where(gaps | np.isnan(panel.x), np.nan, panel.x) for _, panel in found])
    together = change(runs, values, structure, step, settings)
    for at, x in enumerate(runs):
        for ours, alone in zip(together, change(x, values, structure, step, settings), strict=True):
            np.testing.assert_array_equal(ours[at], alone)


@pytest.mark.parametrize(("step", "settings"), RULES, ids=IDS)
def test_the_order_of_the_rows_and_of_the_indicators_does_not_matter(step: str, settings: dict[str, object]) -> None:
    values, structure = build(draw(5))
    method = {"step": [{"step": step, **settings}]}
    once = run(values, structure, method).steps[step]
    turned = pl.concat([structure.head(1), structure[1:4].reverse(), structure[4:]])
    again = run(values.sample(fraction=1, shuffle=True, seed=1), turned, method).steps[step]
    for code in "abc":
        np.testing.assert_allclose(again.column(code), once.column(code), rtol=1e-9, atol=1e-12)


FREE_OF_UNITS = [
    pair
    for pair in RULES
    if pair[1]["rule"]
    not in ("none", "divide", "constant", "box_cox", "yeo_johnson", "asinh", "power", "scaled", "log")
    and pair[1]["rule"] not in ("goalposts", "distance_target", "winsorise")
]


@pytest.mark.parametrize(("step", "settings"), FREE_OF_UNITS)
def test_the_unit_of_measurement_does_not_matter(step: str, settings: dict[str, object]) -> None:
    """What is imputed or drawn in scales with the unit; a normalised value does not change at all."""
    cells = draw(7)
    scaled = {code: [None if x is None else 1000 * x for x in column] for code, column in cells.items()}
    method = {"step": [{"step": step, **settings}]}
    once, again = (run(*build(part), method).steps[step].x for part in (cells, scaled))
    np.testing.assert_allclose(again, once * (1 if step == "normalise" else 1000), rtol=1e-6, atol=1e-9)


def hard_cases() -> dict[str, tuple[dict[str, list[Cell]], list[str] | None]]:
    plain = draw(11)
    return {
        "one gap": ({**plain, "a": [None, *plain["a"][1:]]}, PERIODS),
        "no value in one period": ({**plain, "a": [x if at % 3 else None for at, x in enumerate(plain["a"])]}, PERIODS),
        "constant": ({**plain, "a": [5.0] * 27}, PERIODS),
        "constant in one period": ({**plain, "a": [x if at % 3 else 5.0 for at, x in enumerate(plain["a"])]}, PERIODS),
        "one unit": ({code: column[9:12] for code, column in plain.items()}, PERIODS),
        "one unit and period": ({code: column[9:10] for code, column in plain.items()}, None),
        "two units": ({code: column[9:15] for code, column in plain.items()}, PERIODS),
        "one value": ({**plain, "a": [1.0, *[None] * 26]}, PERIODS),
        "zeros": ({**plain, "a": [0.0, *plain["a"][1:]]}, PERIODS),
        "negative": ({**plain, "a": [-3.0, *plain["a"][1:]]}, PERIODS),
        "a unit absent in a period": (
            {code: [*column[:4], None, *column[5:]] for code, column in plain.items()},
            PERIODS,
        ),
    }


@pytest.mark.parametrize("case", hard_cases())
@pytest.mark.parametrize(("step", "settings"), RULES, ids=IDS)
def test_a_hard_column_stops_the_run_or_loses_nothing_unmarked(
    step: str, settings: dict[str, object], case: str
) -> None:
    values, structure = build(*hard_cases()[case])
    try:
        result = run(values, structure, {"step": [{"step": step, **settings}]})
    except (StepError, FaultyInput):
        return
    before, after = result.steps["raw"].x, result.steps[step].x
    marks = result.list_marks()
    marked = {(row["unit"], row["code"], row["period"]) for row in marks.iter_rows(named=True)}
    panel = result.values
    for cells in (~np.isnan(before) & np.isnan(after), np.isnan(before) & ~np.isnan(after)):
        places = {
            (panel.units[unit], panel.codes[at], panel.periods[period]) for period, unit, at in np.argwhere(cells)
        }
        assert places <= marked
    assert np.isnan(after[~panel.present]).all()


@pytest.mark.parametrize(
    ("step", "settings"),
    [pair for pair in RULES if pair[0] == "normalise" and pair[1]["rule"] not in ("annual_growth", "cyclical")],
)
@given(
    column=st.lists(st.integers(1, 40), min_size=4, max_size=12).filter(lambda cells: len(set(cells)) > 2),
    direction=st.sampled_from([1, -1]),
)
@hypothesis_settings(max_examples=15, deadline=None)
def test_who_is_better_never_scores_less(
    step: str, settings: dict[str, object], column: list[int], direction: int
) -> None:
    cells = {"a": [float(cell) for cell in column], "b": [float(at) for at in range(len(column))]}
    named = {**settings, "unit": "u00"} if "unit" in settings else settings
    based = {**named, "base": "2020"} if "base" in named else named
    structure = tree(
        "ab", direction=[direction, 1], low=[0, 0], high=[50, 50], target=[99 if direction > 0 else 0.5, 99]
    )
    method = {"step": [{"step": step, **based, "code": {"b": {"rule": "none"}}}]}
    values = table({code: [x for cell in part for x in (cell, cell)] for code, part in cells.items()}, ["2020", "2021"])
    try:
        score = run(values, structure, method).steps[step].column("a")[1]
    except StepError:
        assume(False)
    order = np.argsort(np.array(column) * direction, kind="stable")
    if settings["rule"] == "ratio" and settings.get("reference") == "own":
        np.testing.assert_allclose(score, 100)
    else:
        assert (np.diff(score[order]) >= -1e-9).all()


def test_every_choice_of_a_monte_carlo_is_the_run_with_that_choice() -> None:
    values, structure, method = load_example("asem")
    options: dict[str, list[dict[str, object]]] = {
        "impute": [{"rule": "median"}, {"rule": "neighbours"}, {"rule": "regression", "most": 2}],
        "treat": [
            {"rule": "clip", "at": "fences", "times": 3},
            {"rule": "yeo_johnson", "lambda": 0.5},
            {"rule": "none"},
        ],
        "normalise": [{"rule": "logistic"}, {"rule": "categorical"}, {"rule": "reference_goalposts"}],
    }
    design = {"alternative": [{"step": step, "options": choices} for step, choices in options.items()]}
    spread = uncertainty(values, structure, method, design, seed=3, runs=6)
    for at, choice in enumerate(spread.draws.choices):
        steps = [{"step": step, **options[step][place]} for step, place in zip(options, choice, strict=True)]
        plain = {"step": [{"step": "denominate"}, *steps, {"step": "aggregate", "rule": "arithmetic"}]}
        np.testing.assert_allclose(spread.scores[at], run(values, structure, plain).scores, rtol=1e-12)
