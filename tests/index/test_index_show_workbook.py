from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from show_fixture import MAIN, Cells, make_index, parse, read_workbook

from gigawatch.index import Result, Uncertainty, load_example, run, uncertainty, write_workbook
from gigawatch.index.show.workbook.sheet import name_sheet


@pytest.fixture(scope="module")
def found() -> Uncertainty:
    return uncertainty(*load_example("asem"), {"weights": {"2": 0.25}, "remove": "any"}, seed=3, runs=30)


@pytest.fixture(scope="module")
def book(found: Uncertainty, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cells]:
    path = tmp_path_factory.mktemp("book") / "asem.xlsx"
    extra = {
        "audit": pl.DataFrame({"code": ["=1+1", "-LPI", "http://a.b"], "alpha": [0.5, float("nan"), float("inf")]})
    }
    return read_workbook(write_workbook(found.nominal, path, uncertainty=found, tables=extra))


def table(cells: Cells, top: int = 0) -> list[dict[str, object]]:
    """The rows under the heading in row `top`, by heading."""
    heads = {column: str(text) for (row, column), text in cells.items() if row == top}
    last = max(row for row, _ in cells)
    return [{head: cells.get((row, column)) for column, head in heads.items()} for row in range(top + 1, last + 1)]


def test_there_is_a_sheet_for_everything(book: dict[str, Cells]) -> None:
    steps = ["1 raw values", "2 denominate", "3 impute", "4 treat", "5 normalise", "6 aggregate"]
    rest = ["Marks", "Coverage", "Contributions", "Uncertainty", "Acceptability", "Draws", "audit"]
    assert list(book) == ["Cover", "Ranking", "Scores", "Structure", *steps, *rest]


def test_every_step_table_holds_the_numbers_of_the_result_unrounded(book: dict[str, Cells], found: Uncertainty) -> None:
    names = [name for name in book if name[0].isdigit()]
    for name, step in zip(names, found.nominal.tables, strict=True):
        rows = table(book[name], top=1)
        shown = [[np.nan if row[code] is None else row[code] for code in step.codes] for row in rows]
        np.testing.assert_array_equal(np.array(shown, dtype=float), step.x[0])
        assert [row["unit"] for row in rows] == list(step.units)


def test_scores_ranks_and_intervals_are_those_of_the_result(book: dict[str, Cells], found: Uncertainty) -> None:
    rows = table(book["Uncertainty"])
    summary = found.summarise()
    assert [row["score"] for row in rows] == summary["score"].to_list()
    for shown, column in (("rank, 5 %", "rank_low"), ("rank, median", "rank_median"), ("score, 95 %", "score_high")):
        assert [row[shown] for row in rows] == summary[column].to_list()
    first = table(book["Ranking"])[0]
    best = summary.filter(pl.col("code") == "Index").sort("rank")
    assert (first["unit"], first["score"], first["rank, 95 %"]) == best.select("unit", "score", "rank_high").row(0)
    assert (
        first["Connectivity"]
        == found.nominal.steps["aggregate"].column("Conn")[0][found.nominal.values.units.index(str(first["unit"]))]
    )


def test_marks_coverage_contributions_weights_draws_and_shares_are_there(
    book: dict[str, Cells], found: Uncertainty
) -> None:
    marks = found.nominal.list_marks()
    assert [row["after"] for row in table(book["Marks"])] == marks["after"].to_list()
    coverage = table(book["Coverage"], top=1)
    assert [row["Index"] for row in coverage] == found.nominal.coverage.share[0, :, -1].tolist()
    parts = table(book["Contributions"], top=1)
    total = [sum(float(str(part)) for name, part in row.items() if name != "unit" and part) for row in parts]
    assert total == pytest.approx(found.nominal.scores[0, :, -1].tolist())
    weights = {row["code"]: row["effective weight"] for row in table(book["Structure"])}
    assert weights["Conn"] == pytest.approx(0.5)
    assert [row["left out"] for row in table(book["Draws"])] == found.list_draws()["removed"].to_list()
    acceptability = table(book["Acceptability"])
    shares = [sum(float(str(row[rank])) for rank in row if rank != "unit" and row[rank]) for row in acceptability]
    assert shares == pytest.approx([1.0] * 51)


def test_text_is_never_a_formula_and_what_is_no_number_is_no_number(book: dict[str, Cells]) -> None:
    rows = table(book["audit"])
    assert [row["code"] for row in rows] == ["=1+1", "-LPI", "http://a.b"]
    assert [row["alpha"] for row in rows] == [0.5, None, "inf"]


def test_the_cover_tells_the_method_the_hash_and_leads_to_every_sheet(
    book: dict[str, Cells], found: Uncertainty, tmp_path: Path
) -> None:
    text = "\n".join(str(cell) for cell in book["Cover"].values())
    assert found.nominal.hash in text
    assert "winsorise, winmax = 5" in text
    path = write_workbook(found.nominal, tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        cover = parse(archive, "xl/worksheets/sheet1.xml")
        targets = [str(link.get("location")) for link in cover.iter(f"{MAIN}hyperlink")]
    assert targets == [f"'{name}'!A1" for name in list(read_workbook(path))[1:]]


def test_headings_are_frozen_and_excel_shades_by_itself(found: Uncertainty, tmp_path: Path) -> None:
    path = write_workbook(found.nominal, tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        sheets = [parse(archive, name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")][1:]
    assert all(sheet.find(f".//{MAIN}pane") is not None for sheet in sheets)
    kinds = {str(rule.get("type")) for sheet in sheets for rule in sheet.iter(f"{MAIN}cfRule")}
    assert kinds >= {"dataBar", "colorScale", "cellIs"}


def test_the_cells_that_a_step_changed_are_coloured(found: Uncertainty, tmp_path: Path) -> None:
    path = write_workbook(found.nominal, tmp_path / "a.xlsx")
    place = list(read_workbook(path)).index("3 impute") + 1
    with zipfile.ZipFile(path) as archive:
        fills = parse(archive, "xl/styles.xml")
        sheet = parse(archive, f"xl/worksheets/sheet{place}.xml")
    orange = {at for at, style in enumerate(fills.find(f"{MAIN}cellXfs") or []) if int(str(style.get("fillId"))) > 1}
    coloured = [cell for cell in sheet.iter(f"{MAIN}c") if int(cell.get("s", 0)) in orange]
    assert len(coloured) == found.nominal.list_marks().filter(pl.col("step") == "impute").height


def test_equal_input_gives_equal_bytes(found: Uncertainty, tmp_path: Path) -> None:
    files = [write_workbook(found.nominal, tmp_path / name, uncertainty=found) for name in ("a.xlsx", "b.xlsx")]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_panel_in_chinese_has_chinese_headings_and_the_names_of_the_units(tmp_path: Path) -> None:
    result = run(*load_example("hdi"))
    book = read_workbook(write_workbook(result, tmp_path / "h.xlsx", language="zh", names={"CHN": "中国"}))
    assert list(book)[:4] == ["封面", "排名", "得分", "结构"]
    rows = table(book["得分"])
    china = next(row for row in rows if row["单位"] == "CHN" and row["时期"] == "2021" and row["代码"] == "HDI")
    assert (china["名称"], china["状态"]) == ("人类发展指数", "已排名")
    assert china["得分"] == result.scores[-1, result.values.units.index("CHN"), -1]
    assert "中国" in book["得分"].values()


def test_sheet_names_are_such_as_excel_takes() -> None:
    taken: list[str] = []
    for wanted in ("a" * 40, "A" * 40, "x/y:z?*[1]", "", "History", "'quoted'", "x y z 1"):
        name = name_sheet(wanted, taken)
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.lower() not in {other.lower() for other in taken} | {"history"}
        taken.append(name)


def test_a_method_without_scores_has_a_workbook_too(tmp_path: Path) -> None:
    values, structure, _ = load_example("asem")
    result: Result = run(values, structure, {"step": [{"step": "normalise", "rule": "minmax"}]})
    assert list(read_workbook(write_workbook(result, tmp_path / "n.xlsx"))) == [
        *("Cover", "Structure", "1 raw values", "2 normalise", "Marks", "Coverage")
    ]


def test_missing_cells_are_empty(tmp_path: Path) -> None:
    result = make_index(6, 3, holes=0.4)
    book = read_workbook(write_workbook(result, tmp_path / "m.xlsx"))
    rows = table(book["1 raw values"], top=1)
    given = [[row[code] is not None for code in result.values.codes] for row in rows]
    assert given == result.values.given[0].tolist()
    assert not all(all(row) for row in given)


def test_a_table_longer_than_a_sheet_goes_on_over_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gigawatch.index.show.workbook.book.MOST_ROWS", 20)
    result = run(*load_example("asem"))
    book = read_workbook(write_workbook(result, tmp_path / "l.xlsx"))
    parts = [table(book[name], top=1) for name in ("3 impute", "3 impute (2)", "3 impute (3)")]
    assert [len(rows) for rows in parts] == [20, 20, 11]
    assert [row["unit"] for rows in parts for row in rows] == list(result.values.units)
