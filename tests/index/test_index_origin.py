"""One source over time: what a series of a unit keeps to, who is named for a copy, and what is flagged as changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_index_definition import INSTALLED, SHARED, SOURCE, Row, define, reading, score, seen, work

from gigawatch.figures import load_package, packages
from gigawatch.figures.package import Shape
from gigawatch.index.definition import (
    find_definition,
    find_origin,
    list_definitions,
    load_definition,
    tell_provenance,
)
from gigawatch.index.definition.origin import name_site
from gigawatch.model import InputError

BUREAU, PACKAGE = "https://bureau.example/table", "https://package.example/1.0"
SCALES = """
[[method.uncertainty.alternative]]
name = "scale"
step = "normalise"
options = [
  { rule = "ratio", reference = "maximum", range = "base_or_first", base = "2018" },
  { rule = "minmax", to = [0, 100], range = "base_or_first", base = "2018" },
]
"""
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
    told = tell_provenance("SNE Research", COPY, COPY, "en")
    assert told == f"SNE Research, seen in the copy {COPY}"
    assert "见于转载" in tell_provenance("SNE Research", COPY, COPY, "zh")


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


def test_the_carbon_of_electricity_keeps_to_the_charts_and_the_package_is_a_source_of_its_own() -> None:
    rows = [one for one in load_package("country_electricity") if one.measure == "electricity_intensity"]
    charts = "Ember and Energy Institute, in charts of Our World in Data"
    names = {find_origin(one.source, one.note or "", one.measure).name for one in rows}
    assert names == {charts, "Ember, by way of co2.js", "Ember, by way of Our World in Data and codecarbon"}
    of_charts = {one.period for one in rows if find_origin(one.source, one.note or "", one.measure).name == charts}
    assert {str(year) for year in range(2015, 2024)} <= of_charts


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
    path = of_two(tmp_path, rows)
    found = score(work(path, rows), "A", "2018")
    assert found["data_score_low"] < found["score"] < found["data_score_high"]  # type: ignore[operator]
    assert (found["data_rank_low"], found["data_rank_high"]) == (3, 3)
    path.write_text(path.read_text(encoding="utf-8") + SCALES, encoding="utf-8")
    middle = score(work(path, rows), "B", "2018")
    assert middle["score_high"] - middle["score_low"] > middle["data_score_high"] - middle["data_score_low"]  # type: ignore[operator]


COMPANY, SOCIAL = "The company's accounts", "The company's environmental and social reports"
ALLOWED = Path(__file__).parent / "origin_sites.csv"
ALLIANCE = "China Automotive Battery Innovation Alliance"
PAGE = "https://press.example/news"


@pytest.mark.parametrize(
    ("source", "note", "measure", "name"),
    [
        (PAGE, "company, in Korea Herald", "revenue", COMPANY),
        (PAGE, "company figure in Dong-A Ilbo", "patents_registered", COMPANY),
        (PAGE, "interim report of 2025", "revenue", COMPANY),
        (PAGE, "FactSet's table; whole company", "revenue", COMPANY),
        (PAGE, "industry sources, not the company's release", "revenue_storage", "press.example"),
        (PAGE, "EVTank; annual report says 93", "shipments_storage", "EVTank"),
        (PAGE, "company's site; computed: both rows", "emissions_operations", SOCIAL),
        ("https://wikimili.com/en/CATL", "", "jobs", "wikimili.com"),
        ("https://en.wikipedia.org/wiki/Yibin", "", "population", "en.wikipedia.org"),
        ("https://ourworldindata.org/population", "", "population", "ourworldindata.org"),
        ("https://www.worldbank.org/commodities", "", "price", "worldbank.org"),
        ("https://www.iea.org/reports/x", "IEA, Global EV Outlook 2024", "demand_ev", "IEA, Global EV Outlook"),
        ("https://hipoecd.org/x", "", "rd_intensity", "hipoecd.org"),
        ("https://oecd.org.example/x", "", "rd_intensity", "oecd.org.example"),
        ("https://data.oecd.org/x", "", "rd_intensity", "OECD, Main Science and Technology Indicators"),
        ("https://www.iea.org/news/x", "", "ledger.capacity_built", "The workspace's ledger"),
        (PAGE, "China Automotive Battery Innovation Alliance, in GGII", "installed", ALLIANCE),
        (PAGE, "CABIA/GGII; copy of the press", "installed", ALLIANCE),
        (PAGE, "not SNE Research", "installed", "press.example"),
        (PAGE, "of world use; GGII, in EEWorld; not SNE", "share", "GGII"),
        (PAGE, "quoted from the National Bureau of Statistics", "x", "press.example"),
        (PAGE, "quoted from example.com.", "x", "example.com"),
        ("36氪", "", "x", "36氪"),
        ("21世纪经济报道", "", "x", "21世纪经济报道"),
        ("3M annual report 2023", "", "x", "3M annual report"),
        ("2022", "", "x", "2022"),
        ("Yearbook 2022", "", "x", "Yearbook"),
        ("Explorer 2025 v1.2", "", "x", "Explorer"),
    ],
)  # fmt: skip
def test_an_origin_is_told_by_what_its_row_says_of_it(source: str, note: str, measure: str, name: str) -> None:
    assert find_origin(source, note, measure).name == name


def test_every_figure_of_an_index_whose_origin_is_a_site_was_looked_at() -> None:
    sources = [
        source
        for name in list_definitions()
        for indicator in load_definition(find_definition(name)).indicators
        for source in indicator.sources
    ]
    used = {name for one in sources for name in (*one.measures, *one.per, one.rate, one.whole) if name}
    names = [name for name, package in packages().items() if package.shape is Shape.OBSERVATION]
    rows = [(name, row) for name in names for row in load_package(name) if row.measure in used]
    told = [
        (name, row.measure, row.source, find_origin(row.source, row.note or "", row.measure).name) for name, row in rows
    ]
    sites = {(table, measure, name) for table, measure, source, name in told if name == name_site(source)}
    allowed = {tuple(line.split(",")) for line in ALLOWED.read_text(encoding="utf-8").split("\n")[1:] if line}
    assert sites == allowed


def test_what_firms_report_of_themselves_is_one_source_over_the_years() -> None:
    rows = [one for one in load_package("enterprise_finance") if one.measure == "revenue" and len(one.period) == 4]
    for firm in ("SK On", "LG Energy Solution"):
        own = [one for one in rows if one.subject == firm]
        assert {find_origin(one.source, one.note or "", one.measure).name for one in own} == {COMPANY}


def test_a_reading_by_another_source_of_the_indicator_is_flagged_though_the_same_publisher_tells_it(
    tmp_path: Path,
) -> None:
    rows = tell("A", {"2018": 10}, OWN, "2021-01-01")
    rows += [seen("A", "2019", 50, measure="share", unit="%", source=OWN, vintage="2021-01-01")]
    rows += [seen("World", year, 100, source=OWN, vintage="2021-01-01") for year in ("2018", "2019")]
    rows += tell("B", {"2018": 50, "2019": 60}, OWN, "2021-01-01")
    result = work(define(tmp_path, SHARED), rows)
    told = [reading(result, "A", year) for year in ("2018", "2019")]
    assert [(one["value"], one["source_changed"]) for one in told] == [(10, False), (50, True)]


def test_a_target_of_a_later_year_is_no_end_of_a_series(tmp_path: Path) -> None:
    years = {str(year): float(year - 2000) for year in range(2018, 2025)}
    rows = tell("A", years, BUREAU, "2025-01-01")
    rows += tell("A", {"2018": 21, "2030": 900}, PACKAGE, "2025-06-01")
    assert reading(work(of_two(tmp_path, rows), rows), "A", "2018")["origin"] == "bureau.example"


@pytest.mark.parametrize(("language", "words"), [("en", "partly seen in a copy"), ("zh", "部分见于转载")])
def test_of_a_reading_of_several_origins_a_copy_is_told_as_of_a_part_of_it(language: str, words: str) -> None:
    told = tell_provenance("SNE Research; bureau.example", COPY, f"{COPY} {BUREAU}", language)
    assert words in told
    assert BUREAU in told
