"""What a run writes: the folder that the command line promises."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from gigawatch.index import FaultyInput, run_from_files

VALUES = "unit,code,period,value\nx,a,2018,1\nx,b,2018,5\ny,a,2018,2\ny,b,2018,6\nx,a,2019,4\nx,b,2019,9\ny,a,2019,8\n"
STRUCTURE = """code,parent,kind,weight,direction,unit,name_en,name_zh
top,,aggregate,,,,All,总指数
a,top,indicator,1,1,GWh,A,甲
b,top,indicator,1,-1,t,B,乙
"""
METHOD = """
[[step]]
step = "impute"
rule = "none"

[[step]]
step = "normalise"
rule = "minmax"
to = [1, 100]

[[step]]
step = "aggregate"
rule = "arithmetic"

[uncertainty]
runs = 40
seed = 3
[uncertainty.weights]
1 = 0.9
"""


def write(folder: Path, values: str = VALUES, method: str = METHOD) -> tuple[Path, Path, Path]:
    paths = folder / "v.csv", folder / "s.csv", folder / "m.toml"
    for path, text in zip(paths, (values, STRUCTURE, method), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_every_step_is_a_file_of_unit_code_period_value(tmp_path: Path) -> None:
    result = run_from_files(*write(tmp_path), tmp_path / "out")
    for step in ("raw", "impute", "normalise", "aggregate"):
        table = pl.read_csv(tmp_path / "out" / f"{step}.csv")
        assert table.columns == ["unit", "code", "period", "value"]
        assert table.height == 4 * (3 if step == "aggregate" else 2)
    both = pl.read_csv(tmp_path / "out" / "aggregate.csv", schema_overrides={"period": pl.String})
    assert both.equals(result.steps["aggregate"].frame())


def test_scores_have_ranks_inside_the_year_and_their_interval(tmp_path: Path) -> None:
    run_from_files(*write(tmp_path), tmp_path / "out")
    scores = pl.read_csv(tmp_path / "out" / "scores.csv")
    assert scores.columns == ["unit", "code", "period", "score", "rank", "low", "high"]
    assert sorted(scores["rank"]) == [1, 1, 2, 2]
    assert ((scores["low"] <= scores["rank"]) & (scores["rank"] <= scores["high"])).all()
    assert pl.read_csv(tmp_path / "out" / "faults.csv").is_empty()
    for name in ("coverage", "weights", "marks", "contributions", "uncertainty", "draws"):
        assert (tmp_path / "out" / f"{name}.csv").is_file()


def test_without_a_design_the_interval_is_empty(tmp_path: Path) -> None:
    run_from_files(*write(tmp_path, method=METHOD.split("[uncertainty]", maxsplit=1)[0]), tmp_path / "out")
    scores = pl.read_csv(tmp_path / "out" / "scores.csv")
    assert scores["low"].null_count() == scores.height == 4


def test_faults_are_written_before_they_are_raised(tmp_path: Path) -> None:
    paths = write(tmp_path, VALUES + "x,a,2018,3\nz,c,2018,oops\n")
    with pytest.raises(FaultyInput):
        run_from_files(*paths, tmp_path / "out")
    faults = pl.read_csv(tmp_path / "out" / "faults.csv")
    assert faults.columns == ["table", "row", "column", "text"]
    assert set(faults["row"]) == {8, 9}
    assert not (tmp_path / "out" / "scores.csv").exists()


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    paths = write(tmp_path)
    for name in ("one", "two"):
        run_from_files(*paths, tmp_path / name)
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_goalposts_may_stand_in_one_column(tmp_path: Path) -> None:
    structure = "code,parent,kind,weight,direction,goalposts\ntop,,aggregate,,,\na,top,indicator,1,1,0..10\n"
    (tmp_path / "s.csv").write_text(structure, encoding="utf-8")
    (tmp_path / "v.csv").write_text("unit,code,value\nx,a,5\ny,a,12\n", encoding="utf-8")
    method = {"step": [{"step": "normalise", "rule": "goalposts"}]}
    result = run_from_files(tmp_path / "v.csv", tmp_path / "s.csv", method, tmp_path / "out")
    assert result.steps["normalise"].column("a").ravel().tolist() == [50, 100]
    assert result.list_marks()["mark"].to_list() == ["capped: high"]
