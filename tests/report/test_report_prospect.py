"""The sections on the move of the industry, carbon and cell technology: every figure with its evidence."""

from __future__ import annotations

import dataclasses

import pytest
from report_fixture import empty_publication
from report_walk import walk_report
from test_report_content import runs, sections, told

from gigawatch.model import Kind, Observation
from gigawatch.outlook.carbon import find_carbon
from gigawatch.outlook.shift import find_shifts
from gigawatch.outlook.technology import find_technology
from gigawatch.report import Publication, compose_report, render_html
from gigawatch.report.block import Chart, Paragraph, Table, Text
from gigawatch.report.figure import find_figures

LANGUAGES = ("en", "zh")
OWN = ("shift", "carbon", "technology")


def cell(desk, subject, value, period, table="country_battery", measure="capacity", unit="GWh/yr"):
    key = f"obs-{len(desk.cells)}"
    desk.cells[key] = Observation(
        id=key, table=table, row=len(desk.cells) + 1, subject=subject, measure=measure, period=period, value=value,
        unit=unit, source="https://example.org/statistics", vintage="2024-01-10",
    )  # fmt: skip


@pytest.fixture
def publication(desk) -> Publication:
    """A synthetic world of seven plants in two years, two countries and a statement of a move."""
    plants = [("CATL", "Yibin", 15, "2021"), ("SVOLT", "Changzhou", 40, "2021"),
              ("CATL", "Yibin", 100, "2023"), ("SVOLT", "Changzhou", 60, "2023")]  # fmt: skip
    others = {"Shenzhen": "BYD", "Hefei": "Gotion High-tech", "Ningde": "CATL", "Wuhan": "EVE Energy", "Xi'an": "BYD"}
    plants += [(firm, place, 20, year) for year in ("2021", "2023") for place, firm in others.items()]
    for firm, place, value, year in plants:
        name, words = f"{place}-{year}".lower(), f"{value} GWh"
        desk.document(name, f"Synthetic. {firm} in {place} has {words} a year.", f"{year}-06-28")
        desk.say(name, words, value, subject=firm, place=place, period=f"{year}-06", status="operating")
    for year, china, germany in (("2020", 300, 20), ("2022", 900, 80)):
        cell(desk, "China", china, year)
        cell(desk, "Germany", germany, year)
    said = "China's battery industry will shift westward"
    desk.document("speech", f"Synthetic. {said}.", "2022-07-25")
    fields = {"content": said, "about": "China's industry", "speaker": "A Speaker", "modality": "forecast"}
    desk.tell(Kind.STATEMENT, "speech", said, **fields, date="2022-07-25")
    ledger = desk.ledger()
    return Publication(
        ledger=ledger,
        name="Yibin",
        name_zh="宜宾",
        region="place-cn-yibin",
        edition="0" * 12,
        dated="2023-06-28",
        shifts=find_shifts(ledger),
        carbon=find_carbon(ledger, "place-cn-yibin"),
        technology=find_technology(ledger),
    )


def own(content):
    return [one for one in sections(content) if one.id.split("-")[0] in OWN]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_of_the_three_sections_leads_to_its_evidence(publication, lang):
    content = compose_report(publication, lang)
    assert [run.text for run in runs(content) if isinstance(run, Text) and find_figures(run.text)] == []
    words = [section.title for section in own(content)]
    tables = [block for section in own(content) for block in section.blocks if isinstance(block, Table)]
    words += [word for table in tables for word in (table.caption, *table.head)]
    assert [word for word in words if find_figures(word)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_the_report_can_be_walked_from_every_figure_to_its_source(publication, lang):
    walk = walk_report(render_html(compose_report(publication, lang), publication, "report.en.html"))
    assert walk.faults == []
    assert walk.figures > 400


def test_both_languages_have_the_same_sections_tables_and_pictures(publication):
    shapes = [
        [(one.id, [type(block).__name__ for block in one.blocks]) for one in own(compose_report(publication, lang))]
        for lang in LANGUAGES
    ]
    assert shapes[0] == shapes[1]
    assert {"shift-statements", "carbon-paths", "carbon-rules", "technology-promises"} <= {key for key, _ in shapes[0]}


def test_the_shares_concentration_and_move_of_two_years_are_told_and_drawn(publication):
    content = compose_report(publication, "en")
    section = next(one for one in own(content) if one.id == "shift-1")
    assert sum(isinstance(block, Chart) for block in section.blocks) == 3
    text = told(content)
    assert "centre moved" in text
    assert "38.5%" in text


def test_of_few_regions_the_report_says_why_no_concentration_is_told(publication):
    content = compose_report(publication, "en")
    section = next(one for one in own(content) if one.id == "shift-2")
    assert "are given only for six regions or more" in told(content)
    assert not any("oncentration" in block.title for block in section.blocks if isinstance(block, Chart))


def test_scenarios_stand_by_year_and_end_where_their_points_end(publication):
    section = next(one for one in own(compose_report(publication, "en")) if one.id == "carbon-paths")
    table = next(block for block in section.blocks if isinstance(block, Table))
    rows = {
        "".join(run.text for run in row[0]): ["".join(r.text for r in cell) for cell in row[1:]] for row in table.rows
    }
    assert rows["national targets"][-1] == "0"
    assert rows["International Energy Agency 2021, announced pledges (weakly sourced) (China)"][2:] == ["no data"] * 4


def test_below_the_scenarios_only_those_are_named_again_that_are_explained(publication):
    section = next(one for one in own(compose_report(publication, "en")) if one.id == "carbon-paths")
    table = next(block for block in section.blocks if isinstance(block, Table))
    note = "".join(run.text for run in table.note)
    assert note.startswith("national targets: as last reported")
    assert "One Earth Climate Model" not in note


def test_findings_that_are_the_same_of_one_statement_stand_in_one_row(publication):
    section = next(one for one in own(compose_report(publication, "en")) if one.id == "shift-statements")
    table = next(block for block in section.blocks if isinstance(block, Table))
    told = [tuple("".join(run.text for run in row[column]) for column in (0, 2)) for row in table.rows]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_made_in_a_year_is_no_amount_a_year_in_the_tables_of_regions(desk, lang):
    for place, value in (("Jiangsu", 40), ("Anhui", 20)):
        cell(desk, place, value, "2023", table="province_battery", measure="production", unit="GWh")
    ledger = desk.ledger()
    told = dataclasses.replace(empty_publication(), ledger=ledger, region="place-cn", shifts=find_shifts(ledger))
    found = [one for one in own(compose_report(told, lang)) if one.id.startswith("shift-")]
    tables = [block for section in found for block in section.blocks if isinstance(block, Table)]
    assert "".join(run.text for run in tables[0].rows[0][1]) == "40 GWh"
    assert "".join(run.text for run in tables[1].rows[0][2]) == "60 GWh"


def test_without_sources_the_sections_say_that_nothing_is_told():
    text = told(compose_report(empty_publication(), "en"))
    assert "No source covers two regions in the same year" in text
    assert "No carbon emissions have been worked out." in text


def test_a_region_without_a_grid_still_has_studies_and_rules(publication):
    bare = dataclasses.replace(publication, carbon=find_carbon(publication.ledger, "place-asia"))
    ids = [one.id for one in own(compose_report(bare, "zh"))]
    assert "carbon-footprint" in ids
    assert "carbon-paths" not in ids


@pytest.mark.parametrize(("lang", "note"), [("en", "Reported by two of"), ("zh", "个国家和地区中有2个公布。")])
def test_how_many_regions_there_are_in_all_stands_below_the_table_and_not_in_the_text(publication, lang, note):
    found = [section for section in own(compose_report(publication, lang)) if section.id.startswith("shift-")]
    notes = ["".join(run.text for run in b.note) for s in found for b in s.blocks if isinstance(b, Table)]
    texts = ["".join(run.text for run in b.runs) for s in found for b in s.blocks if isinstance(b, Paragraph)]
    assert any(note in one for one in notes)
    assert not any(note in one for one in texts)
