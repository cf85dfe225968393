"""A user's table: read with its words made the ledger's, or refused with every fault at once."""

from __future__ import annotations

import csv
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gigawatch.figures import TableError, read_period, read_table, read_unit, suggest_mapping
from gigawatch.model import Bound, InputError

HEADING = "subject,measure,period,value,unit,source,vintage\n"


def write(folder: Path, text: str, name: str = "mine.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_units_periods_and_hedges_become_the_ledgers(tmp_path: Path) -> None:
    path = write(tmp_path, HEADING + "Yibin,investment,2023Q1-Q3,>30,bn CNY,https://example.org/a,2023-11\n")
    (row,) = read_table(path).observations
    assert (row.value, row.unit, row.qualifier) == (30e9, "CNY", Bound.OVER)
    assert (row.period, row.row, row.table, row.vintage) == ("2023-01/2023-09", 1, "mine", "2023-11")


def test_all_faults_of_a_table_are_told_together_with_row_and_column(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        HEADING
        + "CATL,installed,2023,259.7,GWh,s,2024\n"
        + "BYD,installed,2023-13,111.4,GWh,s,2024\n"
        + ",installed,2023,many,furlongs,s,yesterday\n"
        + "CATL,installed,2023,260.0,GWh,s,2024\n"
        + "CALB,installed,2023,1\n",
    )
    with pytest.raises(TableError) as caught:
        read_table(path)
    found = {(fault.row, fault.column) for fault in caught.value.faults}
    assert found == {(2, "period"), (3, "subject"), (3, "value"), (3, "unit"), (3, "vintage"), (4, "*"), (5, "*")}
    assert "mine.csv:3:unit: unknown unit 'furlongs'" in str(caught.value)


def test_a_row_that_contradicts_another_of_the_same_source_is_told_with_what_that_one_gives(tmp_path: Path) -> None:
    rows = ["Yibin,renewable_share,2023,>45,%,s,2024", "Yibin,renewable_share,2023,55,%,s,2024"]
    rows += ["CATL,installed,2023,30-40,GWh,s,2024", "CATL,installed,2023,30,GWh,s,2024"]
    rows += ["BYD,revenue,2023,96.25,bn CNY,s,2024", "BYD,revenue,2023,962.5,亿元,s,2024"]
    with pytest.raises(TableError) as caught:
        read_table(write(tmp_path, HEADING + "\n".join(rows) + "\n"))
    assert [(fault.row, fault.what) for fault in caught.value.faults] == [
        (2, "row 1 gives over 45 % for this"),
        (4, "row 3 gives 30 to 40 GWh for this"),
        (6, "row 5 states this already"),
    ]


def test_every_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError) as caught:
        read_table(write(tmp_path, "企业,年份,装机量\n宁德时代,2023,259.7\n"))
    assert {fault.column for fault in caught.value.faults} == {"subject", "measure", "period", "value", "unit"}


@pytest.mark.parametrize("pair", ["subject: 企业", "企业: subject"])
def test_a_sidecar_maps_foreign_columns_whichever_way_round_it_is_written(tmp_path: Path, pair: str) -> None:
    path = write(tmp_path, "企业,年份,装机量\n宁德时代,2023年,259.7\n")
    write(
        tmp_path,
        f"columns:\n  {pair}\n  period: 年份\n  value: 装机量\n"
        "defaults: {measure: installed, unit: GWh}\nsource: https://example.org/b\nvintage: 2024-02-07\n",
        "mine.meta.yaml",
    )
    (row,) = read_table(path).observations
    assert (row.subject, row.measure, row.period, row.value, row.unit) == (
        "宁德时代",
        "installed",
        "2023",
        259.7,
        "GWh",
    )
    assert (row.source, row.vintage) == ("https://example.org/b", "2024-02-07")


def test_a_fault_is_told_under_the_name_the_table_gives_its_column(tmp_path: Path) -> None:
    path = write(tmp_path, "企业,measure,period,value,unit\n宁德时代,installed,2023,259.7,GWh\n,installed,2023,1,GWh\n")
    write(tmp_path, "columns: {subject: 企业}\n", "mine.csv.meta.yaml")
    with pytest.raises(TableError) as caught:
        read_table(path)
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(2, "企业")]


def test_a_misspelt_key_of_a_sidecar_is_refused_by_name(tmp_path: Path) -> None:
    path = write(tmp_path, HEADING + "CATL,installed,2023,1,GWh,s,2024\n")
    write(tmp_path, "colums: {}\n", "mine.meta.yaml")
    with pytest.raises(InputError, match="unknown key colums"):
        read_table(path)


def test_the_suggested_mapping_reads_the_table_once_its_gaps_are_filled(tmp_path: Path) -> None:
    path = write(tmp_path, "企业,年份,装机量,单位,remark2\n宁德时代,2023,259.7,GWh,x\n")
    sidecar = suggest_mapping(path)
    draft = sidecar.read_text(encoding="utf-8")
    assert "subject: 企业" in draft
    assert "not used: remark2" in draft
    sidecar.write_text(draft.replace("  # measure:", "  measure: installed"), encoding="utf-8")
    with pytest.raises(InputError):
        read_table(path)
    sidecar.write_text(draft.replace("defaults:", "defaults:\n  measure: installed"), encoding="utf-8")
    assert read_table(path).observations[0].value == 259.7


def test_a_suggestion_never_overwrites_a_sidecar(tmp_path: Path) -> None:
    path = write(tmp_path, HEADING + "CATL,installed,2023,1,GWh,s,2024\n")
    write(tmp_path, "source: x\n", "mine.meta.yaml")
    with pytest.raises(InputError, match="already"):
        suggest_mapping(path)


def test_two_vintages_of_one_figure_are_two_rows_with_two_ids(tmp_path: Path) -> None:
    rows = "CATL,installed,2022,191.6,GWh,a,2023-02\nCATL,installed,2022,184.4,GWh,a,2024-02\n"
    first, second = read_table(write(tmp_path, HEADING + rows)).observations
    assert first.id != second.id


def test_ids_come_from_content_and_not_from_the_folder_or_the_order(tmp_path: Path) -> None:
    rows = ["CATL,installed,2022,191.6,GWh,a,2023-02\n", "BYD,installed,2022,70.4,GWh,a,2023-02\n"]
    (tmp_path / "other").mkdir()
    here = read_table(write(tmp_path, HEADING + "".join(rows))).observations
    there = read_table(write(tmp_path / "other", HEADING + "".join(reversed(rows)))).observations
    assert {each.id for each in here} == {each.id for each in there}


def test_a_plants_capacity_is_a_year_even_when_the_table_leaves_that_out(tmp_path: Path) -> None:
    (row,) = read_table(write(tmp_path, HEADING + "Yibin,capacity,2025,210,GWh,s,2025-11\n")).observations
    assert row.unit == "GWh/yr"


def test_chinese_spreadsheets_in_gb18030_and_semicolons_are_read(tmp_path: Path) -> None:
    path = tmp_path / "中国.csv"
    path.write_bytes("subject;measure;period;value;unit\n四川;output;2023年上半年;约1,234.5;亿元\n".encode("gb18030"))
    (row,) = read_table(path).observations
    assert (row.subject, row.period, row.unit, row.qualifier) == ("四川", "2023-H1", "CNY", Bound.ABOUT)
    assert row.value == 123_450_000_000


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xlsx", b"PK\x03\x04", "Excel workbooks"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"\x00\x01\x02\xff\xfe\x00", "no text"),
        ("a.pdf", b"%PDF", ".pdf"),
        (
            "a.csv",
            "subject,measure,period,value,unit\nSociété générale,investment,2023,1,EUR\n".encode("latin-1"),
            "encoding",
        ),
        ("a.csv", b'subject,measure\n"open,2\n', "no CSV"),
    ],
)
def test_what_is_no_csv_is_refused_by_name(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=told) as caught:
        read_table(path)
    assert name in str(caught.value)


def test_a_heading_without_rows_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no rows"):
        read_table(write(tmp_path, HEADING))


@pytest.mark.parametrize(
    ("spelled", "unit", "factor"),
    [
        ("bn CNY", "CNY", 1e9),
        ("CNY bn", "CNY", 1e9),
        ("亿元", "CNY", 1e8),
        ("CNY 100mn", "CNY", 1e8),
        ("GWh/y", "GWh/yr", 1),
        ("TWh per year", "GWh/yr", 1e3),
        ("10 thousand units", "count", 1e4),
        ("万辆", "count", 1e4),
        ("万辆/年", "vehicles/yr", 1e4),
        ("万吨", "t", 1e4),
        ("percent", "%", 1),
        ("yuan/Wh", "CNY/kWh", 1e3),
        ("USD/kg", "USD/t", 1e3),
        ("gCO2e/kWh", "kgCO2e/kWh", 1e-3),
        ("CNY per USD", "CNY/USD", 1),
        ("亿千瓦时", "kWh", 1e8),
    ],
)
def test_a_units_spelling_has_one_meaning(spelled: str, unit: str, factor: float) -> None:
    found = read_unit(spelled)
    assert (found.name, float(found.factor)) == (unit, factor)


@pytest.mark.parametrize("spelled", ["$", "¥", "bn", "mWh", "USD mn (2024)", "GWh/h", "CNY/furlong", ""])
def test_an_unknown_or_ambiguous_unit_is_refused(spelled: str) -> None:
    with pytest.raises(InputError):
        read_unit(spelled)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023Q1-Q3", "2023-01/2023-09"),
        ("2024H1", "2024-H1"),
        ("2023年上半年", "2023-H1"),
        ("2021年前三季度", "2021-01/2021-09"),
        ("Q3 2024", "2024-Q3"),
        ("2024 Jan-May", "2024-01/2024-05"),
        ("2022-07-21/2022-07-23", "2022-07-21/2022-07-23"),
        ("2018-2022", "2018/2022"),
        ("2025 target", "2025 target"),
    ],
)
def test_a_period_is_made_iso(written: str, iso: str) -> None:
    assert read_period(written) == iso


@pytest.mark.parametrize("written", ["FY2023", "2023-13", "2023-02-30", "2023Q3-Q1", "2022-05/2022-01", "23", "soon"])
def test_an_impossible_or_unclear_period_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        read_period(written)


@pytest.mark.parametrize(("cells", "column"), [("over 5,at least", "qualifier"), ("5,", "")])
def test_a_hedge_said_twice_must_agree(tmp_path: Path, cells: str, column: str) -> None:
    path = write(tmp_path, f"subject,measure,period,unit,value,qualifier\nYibin,jobs,2023,count,{cells}\n")
    if column:
        with pytest.raises(TableError, match="contradicts"):
            read_table(path)
    else:
        assert read_table(path).observations[0].qualifier is None


def test_a_line_break_in_a_quoted_cell_and_one_of_another_script_do_not_break_the_row(tmp_path: Path) -> None:
    path = write(tmp_path, "\n\n" + HEADING[:-1] + ',note\nYibin,jobs,2023,5,count,s,2024,"two\nlines\u2028three"\n')
    (row,) = read_table(path).observations
    assert row.note == "two\nlines\u2028three"


def test_a_number_beyond_all_measure_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="too large"):
        read_table(write(tmp_path, HEADING + "Yibin,jobs,2023,1e400,count,s,2024\n"))


@given(st.lists(st.lists(st.text(max_size=12), min_size=5, max_size=5), max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_table_however_strange_ends_in_rows_or_in_told_faults(tmp_path: Path, cells: list[list[str]]) -> None:
    path = tmp_path / "strange.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["subject", "measure", "period", "value", "unit"], *cells])
    with suppress(InputError):
        assert 0 < len(read_table(path).observations) <= len(cells)


@pytest.mark.parametrize(
    ("measure", "unit"),
    [("investment", "GWh"), ("jobs", "tonnes"), ("share", "CNY"), ("capacity", "EUR"), ("area", "rank")],
)
def test_a_unit_that_cannot_tell_the_measure_is_a_fault_at_its_row_and_column(
    tmp_path: Path, measure: str, unit: str
) -> None:
    with pytest.raises(TableError) as caught:
        read_table(write(tmp_path, HEADING + f"Synthetic,{measure},2025,9,{unit},s,2025\n"))
    assert f"mine.csv:1:unit: {read_unit(unit).name} is no unit of {measure}" in str(caught.value)


@pytest.mark.parametrize(
    ("measure", "unit"),
    [("investment", "bn EUR"), ("capacity", "t/yr"), ("capacity", "MW"), ("production", "vehicles"), ("my_own", "GWh")],
)
def test_units_that_tell_the_measure_and_measures_of_ones_own_are_free(tmp_path: Path, measure: str, unit: str) -> None:
    assert read_table(write(tmp_path, HEADING + f"Synthetic,{measure},2025,9,{unit},s,2025\n")).observations
