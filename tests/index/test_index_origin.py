"""One source over time: what a series of a unit keeps to, who is named for a copy, and what is flagged as changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_index_definition import INSTALLED, SOURCE, Row, define, reading, score, seen, work

from gigawatch.figures import load_package, packages
from gigawatch.figures.package import Shape
from gigawatch.index.definition import find_origin, tell_origin
from gigawatch.model import InputError

BUREAU, PACKAGE = "https://bureau.example/table", "https://package.example/1.0"
COPY, OWN = "https://press.example/list", "https://www.sneresearch.com/list"


def tell(subject: str, values: dict[str, float], source: str, vintage: str, **more: object) -> list[Row]:
    return [seen(subject, year, value, source=source, vintage=vintage, **more) for year, value in values.items()]


def of_two(folder: Path, rows: list[Row]) -> Path:
    """A definition, and rows of another unit appended so that the index can be computed."""
    rows += tell("B", {"2018": 50, "2019": 60, "2020": 70}, BUREAU, "2021-01-01")
    return define(folder, INSTALLED)


def test_a_series_keeps_to_the_source_that_has_both_ends_though_another_is_newer(tmp_path: Path) -> None:
    rows = tell("A", {"2018": 10, "2019": 20, "2020": 30}, BUREAU, "2021-01-01")
    rows += tell("A", {"2019": 27}, PACKAGE, "2026-10-01")
    result = work(of_two(tmp_path, rows), rows)
    told = [reading(result, "A", year) for year in ("2018", "2019", "2020")]
    assert [one["value"] for one in told] == [10, 20, 30]
    assert [one["source_changed"] for one in told] == [False, False, False]
    assert told[1]["high"] == pytest.approx(27.5)  # what the other says widens the interval


def test_where_no_source_has_all_years_the_change_of_source_is_flagged(tmp_path: Path) -> None:
    rows = tell("A", {"2018": 10, "2019": 20}, BUREAU, "2021-01-01") + tell("A", {"2020": 33}, PACKAGE, "2026-10-01")
    result = work(of_two(tmp_path, rows), rows)
    told = [reading(result, "A", year) for year in ("2018", "2019", "2020")]
    assert [one["source_changed"] for one in told] == [False, False, True]
    assert [one["origin"] for one in told] == ["bureau.example", "bureau.example", "package.example"]


def test_releases_of_one_publisher_are_one_source_and_the_latest_of_them_is_taken(tmp_path: Path) -> None:
    rows = [
        seen("A", "2018", 10, source="Yearbook 2019", vintage="2019"),
        seen("A", "2019", 20, source="Yearbook 2020", vintage="2020"),
        seen("A", "2019", 21, source="Yearbook 2021", vintage="2021"),
    ]
    found = reading(work(of_two(tmp_path, rows), rows), "A", "2019")
    assert (found["value"], found["source_changed"]) == (21, False)


def test_the_origin_is_taken_before_a_newer_copy_of_it(tmp_path: Path) -> None:
    rows = tell("A", {"2018": 10}, OWN, "2019-02-01", note="SNE Research")
    rows += tell("A", {"2018": 12}, COPY, "2019-05-01", note="SNE Research, in the press")
    found = reading(work(of_two(tmp_path, rows), rows), "A", "2018")
    assert (found["value"], found["origin"], found["copy"]) == (10, "SNE Research", None)


def test_a_reading_of_a_copy_names_who_first_published_it_and_the_copy(tmp_path: Path) -> None:
    rows = tell("A", {"2018": 12}, COPY, "2019-05-01", note="SNE Research, in the press")
    found = reading(work(of_two(tmp_path, rows), rows), "A", "2018")
    assert (found["origin"], found["copy"]) == ("SNE Research", COPY)
    told = tell_origin("SNE Research", COPY, COPY, "en")
    assert told == f"SNE Research, seen in the copy {COPY}"
    assert "见于转载" in tell_origin("SNE Research", COPY, COPY, "zh")


@pytest.mark.parametrize(
    "note", ["DERIVED", "DERIVED mean of 255 daily rates", "derived: from two shares", "computed: x"]
)
def test_what_a_note_says_was_worked_out_is_computed_and_comes_after_what_was_reported(
    note: str, tmp_path: Path
) -> None:
    rows = tell("A", {"2018": 12}, PACKAGE, "2026-10-01", note=note)
    path = of_two(tmp_path, rows)
    assert reading(work(path, rows), "A", "2018")["inference"] == "computed"
    rows += tell("A", {"2018": 10}, BUREAU, "2019-01-01")
    found = reading(work(path, rows), "A", "2018")
    assert (found["value"], found["inference"]) == (10, "reported")


def test_of_every_shipped_figure_read_in_a_repository_or_package_it_is_known_who_published_it() -> None:
    signs = ("github.com/", "PyPI ", "npm ")
    tables = [name for name, package in packages().items() if package.shape is Shape.OBSERVATION]
    rows = [row for name in tables for row in load_package(name) if any(sign in row.source for sign in signs)]
    assert len(rows) > 1000
    unknown = {row.source for row in rows if find_origin(row.source, row.note or "", row.measure).name in row.source}
    assert not unknown
    assert all(find_origin(row.source, row.note or "", row.measure).copy for row in rows)


def test_the_carbon_of_electricity_is_of_one_source_in_every_year() -> None:
    rows = [one for one in load_package("country_electricity") if one.measure == "electricity_intensity"]
    names = {find_origin(one.source, one.note or "", one.measure).name for one in rows if one.period == "2023"}
    assert len(names) == 2  # the charts, and the package that must not be spliced into them


def test_a_pinned_base_year_that_too_few_units_have_is_refused_with_those_that_enough_have(tmp_path: Path) -> None:
    rows = [seen("A", "2019", 10.0), *(seen(unit, "2020", 10.0 + n) for n, unit in enumerate("ABC"))]
    rows += [seen(unit, "2018", 10.0 + n) for n, unit in enumerate("ABC")]
    units = 'universe = ["A", "B", "C"]\nchoice_en = "All."\nchoice_zh = "全部。"\n'
    path = define(tmp_path, {"installed": 'base = "2019"\n' + SOURCE.format(code="installed")}, head=units)
    with pytest.raises(InputError, match=r"pinned to 2019, and 33% of the units have it in that year, of 65%") as told:
        work(path, rows)
    assert "2018, 2020" in str(told.value.hint)


def test_an_interval_of_the_data_alone_leaves_out_what_the_method_varies(tmp_path: Path) -> None:
    rows = tell("A", {"2018": 10}, BUREAU, "2019-01-01", qualifier="about") + tell("C", {"2018": 100}, BUREAU, "2019")
    found = score(work(of_two(tmp_path, rows), rows), "A", "2018")
    assert found["data_score_low"] < found["score"] < found["data_score_high"]  # type: ignore[operator]
    assert (found["data_rank_low"], found["data_rank_high"]) == (3, 3)
