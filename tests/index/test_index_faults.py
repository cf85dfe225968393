"""Everything wrong with the input is said at once, by table, row and column."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from gigawatch.index import Fault, FaultyInput, StepError, read_method, run
from gigawatch.model import InputError

METHOD = {"step": [{"step": "normalise", "rule": "minmax"}, {"step": "aggregate", "rule": "arithmetic"}]}
STRUCTURE = """code,parent,kind,weight,direction
top,,aggregate,,
a,top,indicator,1,1
b,top,indicator,1,-1
"""
VALUES = """unit,code,value
x,a,1
x,b,5
y,a,2
y,b,6
z,a,4
z,b,9
"""


def frame(text: str) -> pl.DataFrame:
    return pl.read_csv(text.encode(), infer_schema=False)


def faults(values: str, structure: str = STRUCTURE, method: dict[str, object] | None = None) -> list[Fault]:
    with pytest.raises(FaultyInput) as caught:
        run(frame(values), frame(structure), METHOD if method is None else method)
    assert isinstance(caught.value, InputError)
    return list(caught.value.faults)


def places(found: list[Fault]) -> set[tuple[str, int | None, str]]:
    return {(fault.table, fault.row, fault.column) for fault in found}


def test_all_faults_of_the_values_come_at_once() -> None:
    text = "unit,code,value\nx,a,1\nx,a,2\ny,q,3\ny,a,oops\n,b,1\nz,b,inf\nx,top,4\ny,b,1\nz,a,3\nx,b,7\n"
    assert places(faults(text)) == {
        ("values", 2, "unit"),
        ("values", 3, "code"),
        ("values", 4, "value"),
        ("values", 5, "unit"),
        ("values", 6, "value"),
        ("values", 7, "code"),
    }


def test_faults_of_method_structure_and_values_come_at_once() -> None:
    method: dict[str, object] = {"step": [{"step": "normalise", "rule": "minmx"}]}
    broken = STRUCTURE.replace("b,top,indicator,1,-1", "b,top,indicator,1,2")
    assert places(faults(VALUES.replace("code,", "cod,", 1), broken, method)) == {
        ("method", 1, "rule"),
        ("structure", 3, "direction"),
        ("values", None, "code"),
    }
    assert places(faults(VALUES + "x,q,1\n", STRUCTURE, method)) == {("method", 1, "rule"), ("values", 7, "code")}


def test_a_duplicate_names_the_row_it_repeats() -> None:
    found = faults(VALUES + "x,a,1\n")
    assert [(fault.row, fault.text) for fault in found] == [(7, "(x, a) is already given in row 1")]


def test_a_period_that_is_missing_in_some_rows_is_a_fault_in_those_rows() -> None:
    text = "unit,code,period,value\nx,a,2020,1\nx,b,,5\ny,a,2020,2\ny,b,2020,6\n"
    assert ("values", 2, "period") in places(faults(text))


def test_a_unit_without_data_is_a_fault() -> None:
    assert places(faults(VALUES + "w,a,\nw,b,NA\n")) == {("values", 7, "value")}


def test_a_constant_column_is_a_fault_where_the_method_divides_by_its_spread() -> None:
    text = VALUES.replace("y,a,2", "y,a,1").replace("z,a,4", "z,a,1")
    assert "'a' is constant" in faults(text)[0].text
    ranked = {"step": [{"step": "normalise", "rule": "rank"}, METHOD["step"][1]]}
    assert run(frame(text), frame(STRUCTURE), ranked).list_scores().height == 3


def test_an_indicator_without_values_is_a_fault() -> None:
    assert "'b' has no value" in faults("unit,code,value\nx,a,1\ny,a,2\n")[0].text


@pytest.mark.parametrize(
    ("rows", "column", "text"),
    [
        ("top,,aggregate,,\na,top,indicator,-1,1\nb,top,indicator,2,1", "weight", "negative"),
        ("top,,aggregate,,\na,top,indicator,1,2", "direction", "must be 1"),
        ("top,,aggregate,,\na,top,indicator,1,", "direction", "must be 1"),
        ("top,,aggregate,,\na,up,indicator,1,1", "parent", "not a code"),
        ("top,,aggregate,,\na,top,thing,1,1", "kind", "no kind"),
        ("top,,aggregate,,\na,top,indicator,1,1\na,top,indicator,1,1", "code", "already defined"),
        ("top,low,aggregate,1,\nlow,top,aggregate,1,\na,low,indicator,1,1", "parent", "cycle"),
        ("top,low,aggregate,1,\nlow,top,aggregate,1,\na,low,indicator,1,1", "parent", "no root"),
        ("top,,aggregate,,\na,top,indicator,,1", "weight", "missing or no number"),
        ("top,,aggregate,,\na,top,indicator,0,1", "weight", "add up to zero"),
        ("top,,aggregate,,\nbare,top,aggregate,1,\na,top,indicator,1,1", "code", "nothing under it"),
        ("top,,aggregate,,\na,,indicator,1,1", "parent", "has no parent"),
        ("top,,aggregate,,\na,top,indicator,1,1\nb,a,indicator,1,1", "parent", "not an aggregate"),
    ],
)
def test_what_is_wrong_with_a_structure(rows: str, column: str, text: str) -> None:
    found = faults("unit,code,value\nx,a,1\ny,a,2\n", f"code,parent,kind,weight,direction\n{rows}\n")
    assert any(fault.table == "structure" and fault.column == column and text in fault.text for fault in found)


def test_faults_of_a_structure_come_all_at_once() -> None:
    rows = "top,top,aggregate,1,\na,top,indicator,-1,1\nb,nowhere,indicator,x,3\n"
    found = faults(VALUES, f"code,parent,kind,weight,direction\n{rows}")
    assert {fault.column for fault in found} >= {"weight", "direction", "parent"}
    assert len(found) >= 5


def test_missing_columns_are_named_with_those_that_are_there() -> None:
    found = faults("country,code,val\nx,a,1\n")
    assert [(fault.column, fault.row) for fault in found] == [("unit", None), ("value", None)]
    assert "country" in found[0].text


def test_goalposts_out_of_order_and_bounds_beyond_the_value_are_faults() -> None:
    structure = "code,parent,kind,weight,direction,low,high\ntop,,aggregate,,,,\na,top,indicator,1,1,5,2\n"
    assert ("structure", 2, "low") in places(faults("unit,code,value\nx,a,1\ny,a,2\n", structure))
    values = "unit,code,value,low,high\nx,a,1,2,3\ny,a,2,1,1.5\nx,b,1,,\ny,b,2,,\n"
    assert places(faults(values)) == {("values", 1, "low"), ("values", 2, "high")}


def test_an_unknown_step_rule_or_parameter_is_named_with_what_there_is() -> None:
    with pytest.raises(FaultyInput) as caught:
        read_method(
            {
                "step": [
                    {"step": "scale"},
                    {"step": "normalise", "rule": "minmaxx"},
                    {"step": "treat", "rule": "winsorise", "winmx": 3},
                    {"step": "impute", "rule": "mean", "range": "sideways"},
                ],
                "extra": 1,
            }
        )
    text = str(caught.value)
    assert len(caught.value.faults) == 5
    for part in ("normalise, weigh, aggregate", "minmax, zscore", "winmax, skew", "within, pooled", "method row 3"):
        assert part in text


def test_a_method_for_codes_that_do_not_exist_is_a_fault() -> None:
    method = {"step": [{"step": "normalise", "rule": "minmax", "code": {"nobody": {"rule": "rank"}}}]}
    assert places(faults(VALUES, method=method)) == {("method", 1, "code.nobody")}


def test_a_direction_that_no_step_turns_is_a_fault() -> None:
    found = faults(VALUES, method={"step": [{"step": "aggregate", "rule": "arithmetic"}]})
    assert "direction -1" in found[0].text


@pytest.mark.parametrize("rule", ["geometric", "harmonic"])
def test_a_zero_before_a_geometric_or_harmonic_mean_stops_the_run(rule: str) -> None:
    method = {"step": [METHOD["step"][0], {"step": "aggregate", "rule": rule}]}
    with pytest.raises(StepError, match="at or below zero"):
        run(frame(VALUES), frame(STRUCTURE), method)


def test_a_column_constant_in_one_year_stops_a_scale_within_the_year() -> None:
    text = "unit,code,period,value\nx,a,2020,1\ny,a,2020,1\nx,a,2021,1\ny,a,2021,3\n"
    structure = "code,parent,kind,weight,direction\ntop,,aggregate,,\na,top,indicator,1,1\n"
    method = {"step": [{"step": "normalise", "rule": "minmax", "range": "within"}]}
    with pytest.raises(StepError, match="no spread to scale by in a in 2020"):
        run(frame(text), frame(structure), method)


def test_a_base_period_that_is_not_there_stops_the_run() -> None:
    text = "unit,code,period,value\nx,a,2020,1\ny,a,2020,2\n"
    structure = "code,parent,kind,weight,direction\ntop,,aggregate,,\na,top,indicator,1,1\n"
    method = {"step": [{"step": "normalise", "rule": "minmax", "range": "base", "base": "2018"}]}
    with pytest.raises(StepError, match="2018"):
        run(frame(text), frame(structure), method)


def test_a_file_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such"):
        run(tmp_path / "v.csv", tmp_path / "s.csv", METHOD)
    with pytest.raises(InputError, match="no such method file"):
        read_method(tmp_path / "m.toml")
