"""How far a figure is rounded: by what its row or table says, else by the digits told in its source's own unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from gigawatch.figures import load_package, read_table
from gigawatch.figures.fault import TableError

HEAD = "subject,measure,period,value,unit"


def step(folder: Path, value: str, unit: str, rounding: str | None = None, measure: str = "synthetic") -> float | None:
    path = folder / "synthetic.csv"
    more = ("", "") if rounding is None else (",rounding", f",{rounding}")
    path.write_text(f"{HEAD}{more[0]}\nA,{measure},2024,{value},{unit}{more[1]}\n", encoding="utf-8")
    return read_table(path).observations[0].rounding


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("62.8", "GWh", 0.1),
        ("62.80", "GWh", 0.01),
        ("27.1", "GW", 100),
        ("63.2", "万辆", 1000),
        ("632000", "count", 1000),
        ("300", "bn CNY", 1e9),
        ("310", "bn CNY", 1e9),
        ("300000000000", "CNY", 1e9),
        ("12000", "GWh", 100),
        ("34", "GWh", 1),
        ("0", "GWh", 1),
    ],
)
def test_digits_count_in_the_unit_that_the_source_tells_them_in(
    value: str, unit: str, expected: float, tmp_path: Path
) -> None:
    assert step(tmp_path, value, unit) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("value", "unit", "rounding", "expected"),
    [
        ("110000", "count", "2 significant figures", 10_000),
        ("110000", "count", "2位有效数字", 10_000),
        ("14800", "count", "exact", 0),
        ("14800", "count", "精确", 0),
        ("27.1", "GW", "0.5", 500),
        ("0", "count", "2 significant figures", 0),
    ],
)
def test_a_row_may_say_how_it_is_rounded(value: str, unit: str, rounding: str, expected: float, tmp_path: Path) -> None:
    assert step(tmp_path, value, unit, rounding) == expected


def test_a_sidecar_says_it_for_every_row(tmp_path: Path) -> None:
    (tmp_path / "synthetic.meta.yaml").write_text("rounding: 2 significant figures\n", encoding="utf-8")
    assert step(tmp_path, "110000", "count") == 10_000


@pytest.mark.parametrize("rounding", ["roughly", "-1", "0", "0 significant figures", "nan"])
def test_what_is_no_rounding_is_refused_with_its_row(rounding: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"synthetic.csv:1:rounding: .* is no rounding"):
        step(tmp_path, "110000", "count", rounding)


@pytest.mark.parametrize(
    ("table", "subject", "measure", "period", "value", "expected"),
    [
        ("country_ev_iea", "Norway", "ev_sales.cars.bev", "2024", 110_000, 10_000),
        ("country_battery", "China", "storage_power", "2023", 27_100, 100),
        ("province_battery", "Shanghai", "vehicle_production", "2021", 632_000, 1_000),
        ("province_development", "Beijing", "invention_patents_granted", "2018", 46_978, 0),
    ],
)
def test_tables_that_ship_say_how_their_sources_round(
    table: str, subject: str, measure: str, period: str, value: float, expected: float
) -> None:
    rows = [row for row in load_package(table) if (row.subject, row.measure, row.period) == (subject, measure, period)]
    assert {row.rounding for row in rows if row.value == value} == {expected}
