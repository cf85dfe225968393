"""Asking kept editions of the index: which one answered, what moved by comparable sets, what a bad name is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from gigawatch.cli import main
from gigawatch.index import write_example
from gigawatch.run.build import Outcome

Capture = pytest.CaptureFixture[str]
BUREAU, PRESS = "https://bureau.example/2022", "https://press.example/2024"


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory, settle: Callable[..., Outcome]) -> Path:
    """Eight synthetic cities, two editions kept: Lakeside without figures before 2024, Hillcrest without patents then,
    the capacity of Northport of another source in 2024; half of the indicators are enough to be ranked.
    """
    place = tmp_path_factory.mktemp("cities") / "eight"
    write_example("cities", place)
    table = place / "tables/cities.csv"
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    rows = [row for row in rows if not (row.startswith("Lakeside,") and ",2024," not in row)]
    rows = [row for row in rows if not row.startswith("Hillcrest,patents_granted,2024")]
    rows = [
        row.replace(",synthetic,", f",{PRESS if ',2024,' in row else BUREAU},")
        if row.startswith("Northport,capacity")
        else row
        for row in rows
    ]
    table.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    definition = place / "index/cities.toml"
    told = definition.read_text(encoding="utf-8")
    definition.write_text(told.replace("gate = 0.65", "gate = 0.5"), encoding="utf-8")
    settle(place)
    for edition in ("2024", "2025"):
        run(place, "index", "build", "--edition", edition, "--runs", "20")
    return place


def run(place: Path, *words: str) -> int:
    with pytest.raises(SystemExit) as left:
        main([*words, "--workspace", str(place)])
    assert isinstance(left.value.code, int)
    return left.value.code


def moved(place: Path) -> dict[str, dict[str, object]]:
    table = pl.read_csv(place / "editions/index/2025/cities/moved.csv").filter(code="cities_index")
    return {str(row["unit"]): row for row in table.iter_rows(named=True)}


def test_whether_a_move_is_comparable_goes_by_what_is_measured_of_the_unit(cities: Path) -> None:
    found = moved(cities)
    assert found["Riverton"]["comparable"]
    assert not found["Hillcrest"]["comparable"]
    assert found["Hillcrest"]["same_indicators"]
    assert "patents" in str(found["Hillcrest"]["measured_before"])
    assert "patents" not in str(found["Hillcrest"]["measured"])


def test_a_change_of_source_is_flagged_in_readings_moves_and_parts(cities: Path) -> None:
    assert moved(cities)["Northport"]["sources_changed"] == "capacity"
    assert not moved(cities)["Northport"]["sure"]
    folder = cities / "editions/index/2025/cities"
    parts = pl.read_csv(folder / "parts.csv").filter("source_changed")
    assert set(parts.select("unit", "code").iter_rows()) == {("Northport", "capacity")}
    readings = pl.read_csv(folder / "readings.csv").filter("source_changed")
    assert set(readings.select("unit", "indicator", "period").iter_rows()) == {("Northport", "capacity", 2024)}


def test_what_moved_most_is_told_of_units_measured_alike_and_the_others_apart(cities: Path, capsys: Capture) -> None:
    assert run(cities, "index", "build", "--edition", "2025", "--runs", "20") == 0
    lines = capsys.readouterr().out.splitlines()
    most = next(line for line in lines if line.startswith("moved most"))
    assert "Lakeside" not in most
    assert "Hillcrest" not in most
    assert "entered: Lakeside" in lines
    apart = next(line for line in lines if line.startswith("not comparable"))
    assert "Hillcrest (went patents)" in apart
    assert any("capacity" in line and "(source changed)" in line for line in lines if "Northport" in line)


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "answered from the build of 2026-01-01"), ("zh", "依据2026-01-01的构建")]
)
def test_why_says_that_the_build_answered_and_which_editions_are_kept(
    lang: str, told: str, cities: Path, capsys: Capture
) -> None:
    assert run(cities, "why", "cities_index Riverton", "--lang", lang) == 0
    said = capsys.readouterr().out
    assert told in said
    assert "2024, 2025" in said


@pytest.mark.parametrize("key", ["cities_index Riverton", "Riverton"])
def test_why_answers_from_a_kept_edition(key: str, cities: Path, capsys: Capture) -> None:
    assert run(cities, "why", key, "--edition", "2024") == 0
    said = capsys.readouterr().out
    assert "answered from the kept edition 2024, edition-2024-" in said
    assert "Riverton, cities_index 2023" in said
    assert "capacity" in said


def test_why_of_a_kept_edition_tells_what_its_tables_hold(cities: Path, capsys: Capture) -> None:
    assert run(cities, "why", "cities_index Northport", "--edition", "2025", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["score"]["period"] == "2024"
    assert told["answered_from"]["edition"] == "2025"
    points = sum(one["points"] for one in told["readings"])
    assert points == pytest.approx(told["score"]["score"])


def test_the_ranking_of_a_kept_edition_is_shown_with_the_interval_of_the_data_alone(
    cities: Path, capsys: Capture
) -> None:
    assert run(cities, "index", "show", "--index", "cities", "--edition", "2024") == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines()[0].split("\t")[:3] == ["rank", "interval", "of data alone"]
    assert "kept edition 2024" in shown.err
    assert "cities_index, 2023" in shown.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("index", "show", "--index", "six"), "it has: cities"),
        (("index", "show", "--index", "six", "--edition", "2024"), "it has: cities"),
        (("index", "show", "--index", "cities", "--edition", "1999"), "kept: 2024, 2025"),
        (("index", "show", "--index", "cities", "--edition", "2024", "--year", "1999"), "years: 2022, 2023"),
        (("index", "show", "--index", "cities", "--code", "nope"), "it has: cities_index, scale, quality"),
        (("index", "show", "--index", "cities", "--edition", "2024", "--code", "nope"), "it has: cities_index"),
        (("index", "show", "--index", "cities", "--year", "1999"), "years: 2022"),
        (("index", "build", "--edition", "nope"), "such as --edition 2024"),
        (("index", "build", "--edition", "2024", "--dimension", "six"), "there are: "),
        (("why", "cities_index Nowhere", "--edition", "2024"), "no unit 'Nowhere'"),
        (("why", "nothing at all", "--edition", "2024"), "its parts: cities_index"),
        (("why", "cities_index Riverton", "--edition", "1999"), "kept: 2024, 2025"),
        (("why", "cities_index Riverton 1999"), "years: 2022"),
    ],
)
def test_a_bad_name_is_told_with_what_there_is(
    words: tuple[str, ...], told: str, cities: Path, capsys: Capture
) -> None:
    assert run(cities, *words) == 1
    assert told in capsys.readouterr().err


def test_an_edition_is_told_in_chinese_with_the_same_content(cities: Path, capsys: Capture) -> None:
    assert run(cities, "index", "build", "--edition", "2025", "--runs", "20", "--lang", "zh") == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert "名次\t区间\t对象\t得分\t上一年\t主要变动来自" in lines
    assert any(line.startswith("变动最大者（两年指标相同）：") for line in lines)
    assert "新进入：Lakeside" in lines
    assert any("Hillcrest（减少patents）" in line for line in lines)
    assert any("（来源有变）" in line for line in lines if "Northport" in line)
    assert "已写入" in told.err


def test_why_tells_no_interval_of_a_reading_whose_ends_print_alike(cities: Path, capsys: Capture) -> None:
    assert run(cities, "why", "cities_index Riverton") == 0
    for line in capsys.readouterr().out.splitlines():
        ends = [cell.split(" - ") for cell in line.split("\t") if cell.count(" - ") == 1]
        assert all(low != high for low, high in ends)
