"""Figures that cannot be are kept and told with their row; those that can be are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from gigawatch.figures import find_unlikely, note_unlikely, packages, read_table


def told(folder: Path, measure: str, value: str, unit: str) -> list[str]:
    path = folder / "synthetic.csv"
    path.write_text(f"subject,measure,period,value,unit\nA,{measure},2024,{value},{unit}\n", encoding="utf-8")
    return [str(fault) for fault in find_unlikely(read_table(path))]


@pytest.mark.parametrize(
    ("measure", "value", "unit", "words"),
    [
        ("renewable_share", "140", "%", "renewable_share of A in 2024 is 140 %, above 100: a share of a whole"),
        ("share_of_budget", "-3", "%", "below 0: a share of a whole"),
        ("patents", "-5", "count", "patents of A in 2024 is -5, below 0"),
        ("storage_power", "27100", "GW", "above 1e"),
    ],
)
def test_a_figure_beyond_its_bounds_is_told_with_row_column_and_reason(
    measure: str, value: str, unit: str, words: str, tmp_path: Path
) -> None:
    (line,) = told(tmp_path, measure, value, unit)
    assert line.startswith("1:value: ")
    assert words in line


@pytest.mark.parametrize(
    ("measure", "value", "unit"),
    [
        ("renewable_share", "35", "%"),
        ("revenue_growth", "140", "%"),
        ("rd_intensity", "3", "%"),
        ("patents", "5", "count"),
        ("net_profit", "-3", "bn CNY"),
        ("mine_of_ones_own", "1e12", "GWh"),
    ],
)
def test_what_may_be_is_not_told(measure: str, value: str, unit: str, tmp_path: Path) -> None:
    assert told(tmp_path, measure, value, unit) == []


def test_the_note_of_a_figure_that_cannot_be_says_so_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "synthetic.csv"
    path.write_text("subject,measure,period,value,unit\nNorway,renewable_share,2024,140,%\n", encoding="utf-8")
    (cell,) = read_table(path).observations
    note = note_unlikely(cell) or ""
    english, chinese = note.split(" / ")
    assert english.startswith("Share of renewables in generation of Norway in 2024 is 140 %, above 100: a share")
    assert chinese == "挪威的可再生电力比重（2024）为140 %，高于100：占整体的比重应在0至100%之间"


def test_the_reason_of_a_bound_that_a_shipped_table_asserts_is_said_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "synthetic.csv"
    path.write_text("subject,measure,period,value,unit\nA,leading_makers,2024,14,count\n", encoding="utf-8")
    (cell,) = read_table(path).observations
    note = note_unlikely(cell) or ""
    assert "above 10: of ten makers" in note
    assert "高于10：以十家企业计" in note


def test_every_bound_that_figures_of_other_tables_are_held_to_has_a_reason_in_chinese() -> None:
    bounds = [one for package in packages().values() for one in package.assertions if one.of == "value" and one.measure]
    held = [one for one in bounds if one.high is not None and (one.low or 0) >= 0]
    assert len(held) > 30
    assert [one.measure for one in held if not one.reason_zh] == []
