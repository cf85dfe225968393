"""The engine against published results that are read where they are present: the HDI and the OECD/JRC handbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from gigawatch.index import run

Published = Callable[[str], Path]
HDI = pl.DataFrame(
    [
        ("HDI", None, "aggregate", 1, 1, None, None),
        ("Education", "HDI", "aggregate", 1, 1, None, None),
        ("le", "HDI", "indicator", 1, 1, 20, 85),
        ("eys", "Education", "indicator", 1, 1, 0, 18),
        ("mys", "Education", "indicator", 1, 1, 0, 15),
        ("gnipc", "HDI", "indicator", 1, 1, 100, 75000),
    ],
    schema=["code", "parent", "kind", "weight", "direction", "low", "high"],
    orient="row",
)
HDI_METHOD = {
    "step": [
        {
            "step": "normalise",
            "rule": "goalposts",
            "to": [0, 1],
            "code": {"gnipc": {"rule": "goalposts", "to": [0, 1], "scale": "log"}},
        },
        {
            "step": "aggregate",
            "rule": "geometric",
            "missing": "fail",
            "level": {"2": {"rule": "arithmetic", "missing": "fail"}},
        },
    ]
}
ONE = pl.DataFrame(
    [("all", None, "aggregate", 1, 1), ("x", "all", "indicator", 1, 1)],
    schema=["code", "parent", "kind", "weight", "direction"],
    orient="row",
)


def test_the_hdi_of_every_country_and_year_is_undps(published: Published) -> None:
    folder = published("hdi_undp")
    inputs = pl.read_csv(folder / "inputs.csv").rename({"iso3": "unit", "year": "period"})
    codes = ["le", "eys", "mys", "gnipc"]
    values = inputs.unpivot(index=["unit", "period"], on=codes, variable_name="code", value_name="value")
    scores = run(values, HDI, HDI_METHOD).list_scores().filter(pl.col("code") == "HDI")
    expected = pl.read_csv(folder / "expected.csv").with_columns(pl.col("year").cast(pl.String))
    both = expected.join(scores, left_on=["iso3", "year"], right_on=["unit", "period"])
    assert both.height == 5571
    assert (both["score"].round(3) == both["hdi"]).all()


@pytest.mark.parametrize(
    ("column", "places", "step"),
    [
        ("rank", 0, {"rule": "rank"}),
        ("zscore", 2, {"rule": "zscore"}),
        ("minmax", 2, {"rule": "minmax", "to": [0, 1]}),
        ("ratio_mean", 2, {"rule": "ratio", "reference": "mean", "times": 1}),
        ("ratio_best", 2, {"rule": "ratio", "reference": "maximum", "times": 1}),
        ("ratio_worst", 2, {"rule": "ratio", "reference": "minimum", "times": 1}),
        ("diff_mean", 2, {"rule": "difference", "reference": "mean", "times": 1}),
        ("diff_worst", 2, {"rule": "difference", "reference": "minimum", "times": 1}),
        ("percentile", 1, {"rule": "percentile_rank", "basis": "n", "times": 100}),
    ],
)
def test_the_handbooks_normalisations_of_schooling(
    column: str, places: int, step: dict[str, object], published: Published
) -> None:
    table = pl.read_csv(published("oecd_tai23") / "table15_normalisation_schooling.csv").sort("country")
    values = table.select(unit="country", code=pl.lit("x"), value="schooling")
    result = run(values, ONE, {"step": [{"step": "normalise", **step}]})
    ours = result.steps["normalise"].frame().sort("unit")["value"].to_numpy()
    assert np.abs(ours - table[column].to_numpy()).max() <= 0.5 * 10**-places + 1e-9


def test_the_handbooks_geometric_means(published: Published) -> None:
    table = pl.read_csv(published("oecd_tai23") / "p104_geometric.csv", infer_schema_length=None)
    codes = ["a", "b", "c", "d"]
    structure = pl.DataFrame(
        [("all", None, "aggregate", 1, 1), *((code, "all", "indicator", 1, 1) for code in codes)],
        schema=["code", "parent", "kind", "weight", "direction"],
        orient="row",
    )
    for row in table.iter_rows(named=True):
        cells = zip(codes, str(row["values"]).split(","), strict=True)
        values = pl.DataFrame(
            [("u", code, cell) for code, cell in cells], schema=["unit", "code", "value"], orient="row"
        )
        result = run(values, structure, {"step": [{"step": "aggregate", "rule": "geometric"}]})
        cut = int(result.list_scores()["score"][0] * 100 + 1e-9) / 100  # the handbook prints 2.5457 as 2.54
        assert cut == row["geometric_mean"]
