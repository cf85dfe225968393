"""A score's page tells how the score is worked out, so that a reader can do it again."""

from __future__ import annotations

from dataclasses import replace
from math import asinh
from pathlib import Path

import pytest
from site_example import content, publication
from site_tree import read_page

from gigawatch.report.publication import Publication, Row
from gigawatch.site import make_site, write_pages

LOW, HIGH = 2.0, 50.0


def place(value: float) -> float:
    """Where a synthetic figure lies between the goalposts, both by their order of magnitude."""
    return 100 * (asinh(value) - asinh(LOW)) / (asinh(HIGH) - asinh(LOW))


def worked(*, pinned: bool = False, total: float | None = None) -> Publication:
    """A synthetic index of one first-level indicator over two indicators, both of which one unit has in one year."""
    made = publication()
    blank = {**made.indicators[0], "choice_en": None, "choice_zh": None}
    scale = {"base_year": "2018", "goalpost_low": LOW, "goalpost_high": HIGH, "pinned": pinned, "treatment": "asinh"}
    indicators: list[Row] = [
        made.indicators[0],
        {**blank, "code": "scale", "parent": "index", "name_en": "Scale", "name_zh": "规模"},
        {**blank, "code": "made", "parent": "scale", "unit": "GWh", "name_en": "Made", "name_zh": "产量", **scale},
        {**blank, "code": "sold", "parent": "scale", "unit": "GWh", "name_en": "Sold", "name_zh": "销量", **scale},
    ]
    own = {**made.readings[0], "period": "2022", "inference": "reported", "observations": "obs-2022"}
    readings: list[Row] = [
        {**own, "indicator": "made", "value": 10.0, "normalised": place(10.0), "weight": 0.25, "index_weight": 0.25},
        {**own, "indicator": "sold", "value": 30.0, "normalised": place(30.0), "weight": 0.75, "index_weight": 0.75,
         "inference": "at least", "high": None},
    ]  # fmt: skip
    found = 0.25 * place(10.0) + 0.75 * place(30.0) if total is None else total
    scores: list[Row] = [
        {**made.scores[0], "code": code, "period": "2022", "score": found, "made_of": "made sold"}
        for code in ("index", "scale")
    ]
    return replace(made, indicators=indicators, readings=readings, scores=scores, coverage=())


def show(made: Publication, folder: Path, lang: str) -> str:
    """The words of the page of the unit's scores."""
    write_pages(make_site(made, {name: content(made, name) for name in ("en", "zh")}), folder)
    (page,) = (folder / lang / "score").glob("*.html")
    (main,) = read_page(page).find("main")
    return " ".join(cell.text for kind in ("caption", "th", "td") for cell in main.find(kind))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("2018", "2 GWh", "50 GWh", "by order of magnitude", "at least 30 GWh", "sum of")),
        ("zh", ("2018", "2 GWh", "50 GWh", "按数量级", "不少于30 GWh", "之和")),
    ],
)
def test_a_score_shows_base_year_goalposts_place_weight_and_points_of_each_indicator(
    lang: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    said = show(worked(), tmp_path, lang)
    figures = (f"{place(10.0):.2f}", "0.2500", f"{0.25 * place(10.0):.2f}", f"{place(30.0):.2f}", "0.7500")
    assert [one for one in (*words, *figures) if one not in said] == []


def test_pinned_goalposts_stand_in_the_place_of_the_base_year(tmp_path: Path) -> None:
    assert "goalposts pinned" in show(worked(pinned=True), tmp_path / "one", "en")
    assert "界点固定" in show(worked(pinned=True), tmp_path / "two", "zh")


def test_scores_that_are_no_sum_of_points_are_not_said_to_be_one(tmp_path: Path) -> None:
    said = show(worked(total=12.0), tmp_path, "en")
    assert "0.2500" in said
    assert "sum of the points" not in said


def read_method(folder: Path, lang: str) -> tuple[list[str], str]:
    """The first cells of the rows of the index's table on the page of the method, and all of its words."""
    made = worked()
    rows = [{**row, "licence": "single cited facts"} for row in made.indicators]
    changed = [
        {**row, "origin": "SNE Research", "copy": "https://press.example/x", "source_changed": True}
        for row in made.readings
    ]
    made = replace(made, indicators=rows, readings=changed)
    write_pages(make_site(made, {name: content(made, name) for name in ("en", "zh")}), folder)
    (main,) = read_page(folder / lang / "method.html").find("main")
    return [cell.text for cell in main.find("th")], main.text


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("Scale", "Made", "Sold", "single cited facts")), ("zh", ("规模", "产量", "销量", "单项引用事实"))],
)
def test_the_method_page_lists_indicators_under_their_part_in_the_language_of_the_page(
    lang: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    heads, said = read_method(tmp_path, lang)
    assert [one for one in words if one not in said] == []
    places = [next(at for at, head in enumerate(heads) if head.startswith(one)) for one in words[:3]]
    assert places == sorted(places)
    assert lang == "en" or "single cited" not in said


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ("seen in a copy", "source changed")), ("zh", ("见于转载", "来源有变"))]
)
def test_the_page_of_a_unit_names_who_first_published_a_reading_and_flags_another_source(
    lang: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    read_method(tmp_path, lang)
    (page,) = (tmp_path / lang / "score").glob("*.html")
    said = read_page(page).find("main")[0].text
    assert [one for one in ("SNE Research", *words) if one not in said] == []
