"""The two tables may come long or wide, from files or from frames of the usual libraries, and give the same index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from gigawatch.index import FaultyInput, Result, load_example, run
from gigawatch.model import InputError

HDI = load_example("hdi")


def widen(values: pl.DataFrame) -> pl.DataFrame:
    return values.with_columns(pl.col("value").cast(pl.Float64)).pivot(
        on="code", index=["unit", "period"], values="value"
    )


@pytest.fixture(scope="module")
def expected() -> Result:
    return run(*HDI)


@pytest.mark.parametrize("kind", ["csv", "tsv", "parquet", "pandas", "arrow", "duckdb", "wide", "wide text", "numbers"])
def test_the_same_figures_give_the_same_index_whatever_they_come_in(
    kind: str, expected: Result, tmp_path: Path
) -> None:
    values, structure, method = HDI
    con = duckdb.connect()
    con.register("figures", values.to_arrow())
    makers: dict[str, Any] = {
        "csv": lambda: _write(values, tmp_path / "values.csv"),
        "tsv": lambda: _write(values, tmp_path / "values.tsv", separator="\t"),
        "parquet": lambda: _write(values, tmp_path / "values.parquet"),
        "pandas": lambda: pd.DataFrame(values.to_dict(as_series=False)),
        "arrow": lambda: pa.table(values.to_dict(as_series=False)),
        "duckdb": lambda: con.sql("SELECT unit, code, period, value FROM figures ORDER BY value"),
        "wide": lambda: widen(values),
        "wide text": lambda: widen(values).cast(pl.String),
        "numbers": lambda: values.with_columns(pl.col("value").cast(pl.Float64), pl.col("period").cast(pl.Int64)),
    }
    found = run(makers[kind](), structure, method)
    assert found.hash == expected.hash
    np.testing.assert_array_equal(found.scores, expected.scores)


def _write(frame: pl.DataFrame, path: Path, separator: str = ",") -> Path:
    frame.write_parquet(path) if path.suffix == ".parquet" else frame.write_csv(path, separator=separator)
    return path


def test_a_structure_may_come_as_a_frame_too(expected: Result) -> None:
    values, structure, method = HDI
    assert (
        run(values, pd.DataFrame(structure.to_dict(as_series=False)), method).structure.hash == expected.structure.hash
    )


def test_a_fault_of_a_wide_table_names_its_row_and_the_column_of_the_code() -> None:
    values, structure, method = HDI
    frame = widen(values).cast(pl.String)
    wrong = frame.with_columns(
        pl.when(pl.int_range(pl.len()) == 4).then(pl.lit("much")).otherwise("mys").alias("mys"), gdp=pl.lit("1")
    )
    with pytest.raises(FaultyInput) as caught:
        run(wrong, structure, method)
    assert {(fault.row, fault.column) for fault in caught.value.faults} == {(5, "mys"), (None, "gdp")}


def test_a_repeated_row_of_a_wide_table_is_one_fault_a_code() -> None:
    values, structure, method = HDI
    frame = widen(values)
    with pytest.raises(FaultyInput) as caught:
        run(pl.concat([frame, frame.head(1)]), structure, method)
    assert {fault.row for fault in caught.value.faults} == {frame.height + 1}


@pytest.mark.parametrize(("name", "content"), [("values.parquet", b"not one"), ("values.csv", b"")])
def test_a_file_that_is_no_table_is_refused_in_one_line(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        run(path, HDI[1], HDI[2])
    assert "\n" not in str(caught.value)


def test_a_thing_that_is_no_table_is_refused_with_what_would_do() -> None:
    with pytest.raises(InputError, match="polars or pandas frame"):
        run(42, HDI[1], HDI[2])  # type: ignore[arg-type]


def test_one_cell_from_two_sources_takes_the_first_and_keeps_both() -> None:
    values = pl.DataFrame(
        [("x", "a", 1.0, "left"), ("x", "a", 2.0, "right"), ("y", "a", 4.0, "left"), ("z", "a", 0.0, "left")],
        schema=["unit", "code", "value", "source"],
        orient="row",
    )
    structure = pl.DataFrame(
        [("all", None, "aggregate", 1, 1), ("a", "all", "indicator", 1, 1)],
        schema=["code", "parent", "kind", "weight", "direction"],
        orient="row",
    )
    method = {"step": [{"step": "normalise", "rule": "minmax"}, {"step": "aggregate", "rule": "arithmetic"}]}
    result = run(values, structure, method)
    assert result.steps["raw"].x[0, :, 0].tolist() == [1.0, 4.0, 0.0]
    options = result.values.options
    assert options is not None
    assert options.x.tolist() == [[1.0, 2.0]]
    assert [options.names[at] for at in options.source[0]] == ["left", "right"]
    with pytest.raises(FaultyInput, match=r"\(x, a, left\) is already given in row 1"):
        run(values.with_columns(source=pl.lit("left")), structure, method)
