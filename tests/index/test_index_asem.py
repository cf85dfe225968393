"""The engine against COINr on the ASEM example, step by step and run by run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from gigawatch.index import measure_uncertainty, read_design, replay, run

ASEM = Path(__file__).parent / "data" / "asem"
NEAR = 1e-9
STEPS = {
    "denominate": "Denominated",
    "impute": "Imputed",
    "treat": "Treated",
    "normalise": "Normalised",
    "aggregate": "Aggregated",
}
Asem = tuple[pl.DataFrame, pl.DataFrame]
Differ = Callable[[pl.DataFrame, pl.DataFrame], float]


def read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema_length=None, null_values=["NA", ""])


@pytest.mark.parametrize(("step", "name"), STEPS.items())
def test_every_step_is_coinrs(step: str, name: str, asem: Asem, asem_method: dict[str, object], differ: Differ) -> None:
    result = run(*asem, asem_method)
    assert differ(result.steps[step].wide(), read(ASEM / f"step_{name}.csv")) < NEAR


def test_the_ranks_are_coinrs_exactly(asem: Asem, asem_method: dict[str, object], differ: Differ) -> None:
    ranks = run(*asem, asem_method).list_scores().pivot(on="code", index="unit", values="rank")
    assert differ(ranks, read(ASEM / "result_ranks.csv")) == 0


def test_borda_is_coinrs_exactly(asem: Asem, asem_method: dict[str, object], differ: Differ) -> None:
    steps = asem_method["step"]
    assert isinstance(steps, list)
    result = run(*asem, {"step": [*steps[:3], {"step": "normalise", "rule": "borda"}]})
    assert differ(result.steps["normalise"].wide(), read(ASEM / "variant_norm_borda.csv")) == 0


def test_the_geometric_mean_is_coinrs(
    asem: Asem, asem_method: dict[str, object], differ: Differ, published: Callable[[str], Path]
) -> None:
    steps = asem_method["step"]
    assert isinstance(steps, list)
    changed = [{"step": "normalise", "rule": "minmax", "to": [1, 100]}, {"step": "aggregate", "rule": "geometric"}]
    result = run(*asem, {"step": [*steps[:3], *changed]})
    theirs = read(published("asem") / "variant_agg_a_gmean_norm1_100.csv")
    assert differ(result.steps["aggregate"].wide(), theirs) < NEAR


@pytest.mark.parametrize("kind", ["ua", "sa"])
def test_every_uncertainty_and_sensitivity_run_is_coinrs(
    kind: str, asem: Asem, asem_method: dict[str, object], published: Callable[[str], Path]
) -> None:
    folder = published("asem")
    nominal = run(*asem, asem_method)
    plain = {
        "alternative": [
            {"step": "treat", "parameter": "winmax", "values": [1, 2, 3, 4, 5]},
            {
                "step": "normalise",
                "options": [{"rule": "minmax", "to": [1, 100]}, {"rule": "zscore", "mean": 10, "sd": 2}],
            },
            {"step": "aggregate", "options": [{"rule": "arithmetic"}, {"rule": "geometric"}]},
        ],
        "weights": {"2": 0.25, "3": 0.25},
    }
    sample = read(folder / f"{kind}_samples.csv")
    choices = sample.select(
        pl.col("winmax") - 1,
        (pl.col("norm") == "n_zscore").cast(pl.Int64),
        (pl.col("aggregation") == "a_gmean").cast(pl.Int64),
    ).to_numpy()
    sets = read(folder / "sa_noisy_weight_sets.csv").pivot(on="iCode", index="set", values="Weight").sort("set")
    noise = sets.select(nominal.structure.codes).to_numpy()[sample["weight_set"].to_numpy() - 1]
    draws = replay(nominal.structure, choices=choices, noise=noise)
    spread = measure_uncertainty(nominal, read_design(plain, nominal.method, nominal.structure), draws)
    theirs = read(folder / f"{kind}_scores.csv").sort("uCode").select(pl.col("^r_.*$")).to_numpy().T
    ours = spread.scores[:, 0, :, nominal.structure.aggregates.index("Index")]
    assert theirs.shape == ours.shape
    assert np.abs(theirs - ours).max() < NEAR
    if kind == "ua":
        stats = read(folder / "ua_rankstats.csv").sort("uCode")
        index = spread.summarise().filter(pl.col("code") == "Index").sort("unit")
        names = {"rank": "Nominal", "rank_mean": "Mean", "rank_median": "Median", "rank_low": "Q5", "rank_high": "Q95"}
        for our, their in names.items():
            np.testing.assert_allclose(index[our].to_numpy(), stats[their].to_numpy(), rtol=0, atol=1e-12)


def test_every_changed_cell_is_marked(asem: Asem, asem_method: dict[str, object]) -> None:
    result = run(*asem, asem_method)
    marks = result.list_marks()
    counts = dict(marks.group_by("mark").len().iter_rows())
    imputed = (np.isnan(result.steps["denominate"].x) & ~np.isnan(result.steps["impute"].x)).sum()
    assert counts["imputed: mean"] == imputed == 65
    moved = result.steps["treat"].x != result.steps["impute"].x
    assert counts["winsorised: high"] + counts["winsorised: low"] == moved.sum() == 35


def test_contributions_add_up_to_the_score(asem: Asem, asem_method: dict[str, object]) -> None:
    result = run(*asem, asem_method)
    for code in ("Index", "Conn", "P2P"):
        parts = result.list_contributions(code).group_by("unit").agg(pl.col("contribution").sum()).sort("unit")
        scores = result.list_scores().filter(pl.col("code") == code).sort("unit")
        np.testing.assert_allclose(parts["contribution"].to_numpy(), scores["score"].to_numpy(), rtol=1e-12)


def test_the_order_of_the_rows_does_not_change_the_hash(asem: Asem, asem_method: dict[str, object]) -> None:
    values, structure = asem
    first = run(values, structure, asem_method)
    assert run(values.reverse(), structure, asem_method).hash == first.hash
    changed = values.with_columns(
        pl.when(pl.int_range(pl.len()) == 60).then(pl.lit("1.5")).otherwise("value").alias("value")
    )
    assert run(changed, structure, asem_method).hash != first.hash
