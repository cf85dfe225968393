"""The ASEM example as the engine's two tables, and where the published results lie that may not be copied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

ASEM = Path(__file__).parent / "data" / "asem"
VERIFY = Path(__file__).parents[2] / ".." / "shared" / "verify"
KINDS = {"Indicator": "indicator", "Aggregate": "aggregate", "Group": "group", "Denominator": "denominator"}


def read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema_length=None, null_values=["NA", ""])


@pytest.fixture(scope="session")
def asem() -> tuple[pl.DataFrame, pl.DataFrame]:
    meta = pl.read_csv(ASEM / "in_iMeta.csv", infer_schema=False)
    structure = meta.select(
        code="iCode",
        parent="Parent",
        kind=pl.col("Type").replace(KINDS),
        weight="Weight",
        direction="Direction",
        denominator="Denominator",
    ).filter((pl.col("kind") != "group") | (pl.col("code") == "EurAsia_group"))
    codes = structure.filter(pl.col("kind") != "aggregate")["code"].to_list()
    data = pl.read_csv(ASEM / "in_iData.csv", infer_schema=False).select("uCode", *codes)
    values = data.unpivot(index="uCode", variable_name="code", value_name="value").rename({"uCode": "unit"})
    return values, structure


@pytest.fixture(scope="session")
def asem_method() -> dict[str, object]:
    return {
        "step": [
            {"step": "denominate"},
            {"step": "impute", "rule": "mean", "group": "EurAsia_group"},
            {"step": "treat", "rule": "winsorise", "winmax": 5},
            {"step": "normalise", "rule": "minmax", "to": [0, 100]},
            {"step": "aggregate", "rule": "arithmetic", "missing": "rescale"},
        ]
    }


@pytest.fixture(scope="session")
def published() -> Callable[[str], Path]:
    """A folder of published results that are read where they are present, never copied."""

    def find(name: str) -> Path:
        if not (VERIFY / name).is_dir():
            pytest.skip(f"the published results {name} are not here")
        return VERIFY / name

    return find


@pytest.fixture(scope="session")
def differ() -> Callable[[pl.DataFrame, pl.DataFrame], float]:
    """The greatest difference between a wide table of ours and one of COINr's; the same cells must be missing."""

    def measure(ours: pl.DataFrame, theirs: pl.DataFrame) -> float:
        codes = [code for code in theirs.columns if code != "uCode"]
        both = theirs.select("uCode").join(ours, left_on="uCode", right_on="unit", maintain_order="left")
        left = theirs.select(pl.col(codes).cast(pl.Float64)).to_numpy()
        right = both.select(codes).to_numpy()
        np.testing.assert_array_equal(np.isnan(left), np.isnan(right))
        return float(np.nanmax(np.abs(left - right)))

    return measure
