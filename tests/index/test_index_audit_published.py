"""The audit against what others published: COINr on ASEM, the OECD/JRC Handbook on its technology index."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from gigawatch.index import audit, run
from gigawatch.index.auditing import (
    find_components,
    list_matrix,
    list_reliability,
    list_statistics,
    measure_adequacy,
    measure_reliability,
)
from gigawatch.index.auditing.correlate import correlate
from gigawatch.index.result.result import Result

NEAR = 1e-9
Published = Callable[[str], Path]


def read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema_length=None, null_values=["NA", ""])


@pytest.fixture(scope="module")
def result(asem: tuple[pl.DataFrame, pl.DataFrame], asem_method: dict[str, object]) -> Result:
    return run(*asem, asem_method)


def test_the_correlations_of_indicators_are_coinrs(result: Result, published: Published) -> None:
    theirs = read(published("asem") / "corr_ind_pearson.csv").filter(pl.col("Var1") != pl.col("Var2"))
    half = list_matrix(result).select("code", "other", "r")
    ours = pl.concat([half, half.select(code="other", other="code", r="r")])
    both = theirs.join(ours, left_on=["Var1", "Var2"], right_on=["code", "other"])
    assert both.height == theirs.height == 49 * 48
    assert both.select((pl.col("Correlation") - pl.col("r")).abs().max()).item() < NEAR


def test_cronbachs_alpha_is_coinrs(result: Result, published: Published) -> None:
    theirs = read(published("asem") / "cronbach_normalised.csv").with_columns(pl.col("group").replace("ALL", "Index"))
    ours = list_reliability(result).filter(pl.col("code").is_null())
    indicators = ours.filter((pl.col("basis") == "indicators") | ~pl.col("of").is_in(["Conn", "Sust", "Index"]))
    both = theirs.join(indicators, left_on="group", right_on="of")
    assert both.height == theirs.height
    assert both.select((pl.col("cronbach_alpha") - pl.col("alpha")).abs().max()).item() < NEAR


def test_the_effective_weights_are_coinrs(result: Result, published: Published) -> None:
    theirs = read(published("asem") / "meta_effective_weights.csv")
    both = theirs.join(audit(result).weights, left_on="iCode", right_on="code")
    assert both.height == theirs.height
    assert both.select((pl.col("EffWeight") - pl.col("effective")).abs().max()).item() < NEAR


def test_the_statistics_are_those_that_coinrs_manual_prints(result: Result) -> None:
    """COINr's vignette "Analysis": LPI and Flights of ASEM, to three figures."""
    rows = {row["code"]: row for row in list_statistics(result).iter_rows(named=True)}
    names = ("min", "max", "mean", "median", "sd", "skewness", "kurtosis")
    printed = {
        "LPI": (2.07, 4.23, 3.41, 3.42, 0.538, -0.304, -0.657),
        "Flights": (0.99, 211, 38.6, 25.6, 46.7, 2.10, 4.51),
    }
    for code, figures in printed.items():
        for name, figure in zip(names, figures, strict=True):
            assert float(f"{rows[code][name]:.3g}") == pytest.approx(figure, abs=1e-9)
        assert rows[code]["n"] == 51


@pytest.fixture(scope="module")
def technology(published: Published) -> pl.DataFrame:
    return read(published("oecd_tai23") / "inputs.csv").drop("country")


def test_the_handbooks_correlations_are_met(technology: pl.DataFrame, published: Published) -> None:
    """To the two decimals printed; the handbook's inputs are rounded too."""
    theirs = read(published("oecd_tai23") / "table06_correlations.csv")
    codes = theirs["indicator"].to_list()
    ours = correlate(technology.select(codes).to_numpy()).r
    assert np.abs(ours - theirs.select(codes).to_numpy()).max() < 0.02


def test_the_handbooks_eigenvalues_are_met(technology: pl.DataFrame, published: Published) -> None:
    """To the decimal printed, and what the rounding of the inputs moves: at most 0.11 of a percent."""
    theirs = read(published("oecd_tai23") / "table07_eigenvalues.csv")
    ours = find_components(technology.to_numpy())
    np.testing.assert_allclose(ours.shares * 100, theirs["pct_variance"].to_numpy(), atol=0.15)
    np.testing.assert_allclose(ours.eigenvalues, theirs["eigenvalue"].to_numpy(), atol=0.06)


def test_the_handbooks_loadings_are_met_up_to_the_sign_of_a_component(
    technology: pl.DataFrame, published: Published
) -> None:
    theirs = read(published("oecd_tai23") / "table08_loadings.csv").select(pl.exclude("indicator")).to_numpy()
    ours = find_components(technology.to_numpy()).loadings
    turned = ours * np.sign((ours * theirs).sum(axis=0))
    assert np.abs(turned - theirs).max() < 0.015


def test_the_handbooks_alphas_without_one_indicator_are_met(technology: pl.DataFrame, published: Published) -> None:
    """Of standardised indicators; the handbook's inputs are rounded, so the third decimal may differ."""
    theirs = read(published("oecd_tai23") / "table11_cronbach.csv")
    x = technology.select(theirs["indicator"].to_list()).to_numpy()
    ours = measure_reliability((x - x.mean(axis=0)) / x.std(axis=0, ddof=1))
    assert ours.alpha == pytest.approx(ours.standardised)
    assert ours.alpha == pytest.approx(0.70, abs=0.005)
    np.testing.assert_allclose(ours.without_standardised, theirs["alpha_if_deleted"].to_numpy(), atol=0.0015)
    np.testing.assert_allclose(ours.with_rest, theirs["corr_with_total"].to_numpy(), atol=0.006)


def test_sampling_adequacy_follows_from_published_partial_correlations() -> None:
    """Partial correlations of a 4 x 3 table as printed in the tests of factor_analyzer (J. Biggs, ETS): the measure is
    the share of squared plain correlations in squared plain and partial ones.
    """
    x = np.array([[12, 14, 15], [24, 12, 52], [35, 12, 41], [23, 12, 42]], dtype=np.float64)
    partial = np.array([-0.730955, -0.50616, -0.928701])
    plain = np.corrcoef(x.T)[np.triu_indices(3, 1)]
    expected = (plain**2).sum() / ((plain**2).sum() + (partial**2).sum())
    assert measure_adequacy(x).kmo == pytest.approx(expected, abs=1e-6)
