"""The page of every indicator: what it means, its scale, its course, its readings with their evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_tree import Element, is_outer, links, read_page, read_search_list, target
from test_site_links import ends_at_evidence

from gigawatch.report.block import Ref, RefKind
from gigawatch.report.chart.course import Point, Words, draw_course
from gigawatch.site.path import indicator_path

WORDS = Words("Cars", "Cars by country", "number")


@pytest.fixture
def site(built_sample: tuple[Path, object]) -> Path:
    return built_sample[0] / "build" / "site"


def main_of(page: Path) -> Element:
    (main,) = read_page(page).find("main")
    return main


def section_of(page: Path, name: str) -> Element:
    return next(e for e in main_of(page).find("section") if e.attributes.get("aria-labelledby") == name)


def point(unit: str, period: str, value: float) -> Point:
    return Point(unit, period, value, Ref(RefKind.OBSERVATION, f"obs-{unit}-{period}"))


def test_an_indicator_tells_what_it_measures_in_which_unit_and_with_what_weight(built: Path) -> None:
    text = " ".join(main_of(built / "en" / indicator_path("test", "installed")).text.split())
    assert "UnitGWh" in text
    assert "Better ismore" in text
    assert "Part of Test index · Weight 1 (100% of it" in text.replace("Part ofTest", "Part of Test")
    chinese = main_of(built / "zh" / indicator_path("test", "installed")).text
    assert "装车量" in chinese
    assert "多者优" in chinese


def test_every_reading_of_an_indicator_leads_to_the_cell_that_it_was_taken_from(built: Path) -> None:
    page = built / "en" / indicator_path("test", "installed")
    values = [a for td in section_of(page, "readings").find("td") for a in td.find("a")]
    assert [a.text for a in values] == ["30 GWh", "20 GWh"]
    assert all(ends_at_evidence(built, *target(page, a.attributes["href"])) for a in values)


def test_every_indicator_of_the_sample_has_a_page_in_both_languages_and_every_reading_its_evidence(site: Path) -> None:
    names = {lang: {path.name for path in (site / lang / "indicator").iterdir()} for lang in ("en", "zh")}
    assert names["en"] == names["zh"]
    assert len(names["en"]) > 50
    read = 0
    for name in names["en"]:
        page = site / "en" / "indicator" / name
        for section in main_of(page).find("section"):
            if section.attributes.get("aria-labelledby") == "readings":
                values = [a.attributes["href"] for td in section.find("td") for a in td.find("a")]
                assert all(target(page, one)[0].parent.name in ("cell", "thing", "document") for one in values)
                read += len(values)
    assert read > 2500


def test_the_scale_of_an_indicator_leads_to_the_figures_that_it_stands_on(site: Path) -> None:
    page = site / "en" / indicator_path("global", "ev_sales")
    scale = next(div for div in main_of(page).find("div") if div.find("dt") and div.find("dt")[0].text == "Scale")
    assert " ".join(scale.text.split()).startswith("Scaleon the figures of 2018: 0 points at 235 (Turkey)")
    assert [ends_at_evidence(site, *target(page, a.attributes["href"])) for a in scale.find("a")] == [True, True]


def test_the_picture_of_an_indicator_leads_to_the_evidence_of_those_who_stand_first(site: Path) -> None:
    page = site / "en" / indicator_path("global", "ev_sales")
    marks = [a.attributes["xlink:href"] for svg in read_page(page).find("svg") for a in svg.find("a")]
    assert len(marks) == 6 * 7
    assert {target(page, one)[0].parent.name for one in marks} == {"cell"}
    assert "Sources:" not in section_like(page).text


def section_like(page: Path) -> Element:
    return next(e for e in main_of(page).find("figure"))


def test_an_indicator_that_the_index_does_not_use_says_why(site: Path) -> None:
    lines = [
        p.text
        for path in (site / "zh" / "indicator").iterdir()
        for p in main_of(path).find("p")
        if "finding" in p.attributes.get("class", "")
    ]
    assert lines
    assert all("未计入指数" in line and "未计算" in line for line in lines)


def test_first_level_indicators_list_their_own_and_show_the_course_of_their_scores(site: Path) -> None:
    page = site / "en" / indicator_path("global", "industrial_scale")
    own = [a.attributes["href"] for a in section_of(page, "members").find("a")]
    assert target(page, own[0])[0].is_file()
    assert len(own) >= 5
    marks = [a.attributes["xlink:href"] for svg in read_page(page).find("svg") for a in svg.find("a")]
    assert {target(page, one)[0].parent.name for one in marks} == {"score"}


def test_indicators_are_reached_from_index_rank_score_explorer_method_and_search(site: Path) -> None:
    for folder, name in (("", "development-index"), ("", "method"), ("rank", ""), ("score", ""), ("explorer", "")):
        page = site / "en" / folder / f"{name}.html" if name else next((site / "en" / folder).glob("*.html"))
        inner = [target(page, address)[0] for _, address in links(page) if not is_outer(address)]
        assert any(path.parent.name == "indicator" for path in inner), page
    rows = read_search_list(site / "zh" / "search-words.js")
    found = [row for row in rows if row[2] == indicator_path("global", "ev_sales")]
    assert [row[1] for row in found] == ["指标"] or [row[1] for row in found] == ["评价指标"]
    assert "electric cars sold" in found[0][3]


def test_a_course_names_the_first_in_colour_and_draws_all_others_in_grey() -> None:
    units = [f"u{number}" for number in range(9)]
    points = [point(unit, year, 1.0 + at) for at, unit in enumerate(units) for year in ("2021", "2022")]
    chart = draw_course(points, units, WORDS)
    assert chart is not None
    values = chart.spec["data"]["values"]  # type: ignore[index]
    assert {row["unit"] for row in values if row["named"]} == set(units[:6])
    assert {row["unit"] for row in values} == set(units)
    assert len(chart.refs) == 12


def test_one_period_is_drawn_as_bars_and_one_point_not_at_all() -> None:
    chart = draw_course([point("a", "2022", 3.0), point("b", "2022", 2.0)], ["a", "b"], WORDS)
    assert chart is not None
    assert chart.spec["mark"]["type"] == "bar"  # type: ignore[index]
    assert draw_course([point("a", "2022", 3.0)], ["a"], WORDS) is None


@pytest.mark.parametrize(("least", "is_steep"), [(1.0, True), (0.0, False), (500.0, False)])
def test_amounts_stand_on_powers_of_ten_only_where_they_differ_by_orders_and_none_is_zero(
    least: float, is_steep: bool
) -> None:
    points = [point("a", "2021", least), point("a", "2022", 1000.0)]
    chart = draw_course(points, ["a"], WORDS, is_amount=True)
    assert chart is not None
    assert (chart.spec["encoding"]["y"]["scale"] == {"type": "log"}) is is_steep  # type: ignore[index]
