"""A region by year, units told once, amounts in the currency in which they were told, numbers in Chinese."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from report_fixture import (
    CELLS,
    CLAIMS,
    DOCUMENTS,
    DOLLAR,
    ENTITIES,
    PLANT,
    PUT_IN,
    THINGS,
    TOWN,
    publication,
)  # fmt: skip
from report_walk import walk_report

from gigawatch.ledger import Material, make_ledger
from gigawatch.model import Interval, Mention, Observation, Quantity, QuantityClaim, make_id
from gigawatch.outlook.carbon.span import tell_span
from gigawatch.outlook.shift.phrase import Voice
from gigawatch.outlook.shift.spread import Estimate
from gigawatch.report import Publication, compose_report, render_html, render_svg
from gigawatch.report.bibliography import Bibliography
from gigawatch.report.block import Chart, Ref, RefKind, Runs, Section, Table, Text, Value, block_runs
from gigawatch.report.datum import Number
from gigawatch.report.lifted import lift_unit, lift_year
from gigawatch.report.pen import Pen
from gigawatch.report.section.project import compose_projects

LANGUAGES = ("en", "zh")
SURVEY = "tables/synthetic_survey.csv"


def own_cell(measure: str, period: str, value: float, unit: str) -> Observation:
    return Observation(
        id=make_id("obs", measure, period), table=SURVEY, row=1, subject="Riverton", measure=measure, period=period,
        value=value, unit=unit, vintage="2031-02-01",
    )  # fmt: skip


OWN = [own_cell("jobs", "2029", 86000, "count"), own_cell("jobs", "2030", 91500, "count")]


@cache
def surveyed(more: tuple[Observation, ...] = (), said: tuple[QuantityClaim, ...] = ()) -> Publication:
    """The fixture with a user's own table on its town, and its plant's money told in dollars in brackets too."""
    own = (*OWN, *more)
    dollar = replace(
        DOLLAR, id=make_id("claim", "in brackets"), same_as=PUT_IN.id, period="2031-03", status="operating"
    )
    things = {**THINGS, dollar.id: PLANT, **{one.id: TOWN for one in said}}
    mentions = {(c, role): Mention(c, role, "", t) for c, t in things.items() for role in ("thing", "subject")}
    mentions |= {(one.id, r): Mention(one.id, r, "Riverton", TOWN) for one in own for r in ("thing", "subject")}
    material = Material(
        documents=DOCUMENTS,
        claims={claim.id: claim for claim in (*CLAIMS, dollar, *said)},
        observations={one.id: one for one in (*CELLS, *own)},
        entities={one.id: one for one in ENTITIES},
        mentions=mentions,
        copies={},
    )
    return replace(publication(), ledger=make_ledger(material))


def words(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def by_year(told: Publication, lang: str) -> dict[str, list[str]]:
    (key,) = [one for one in compose_report(told, lang).sections if one.id == "key"]
    (table,) = [block for inner in key.sections for block in inner.blocks if isinstance(block, Table)]
    return {words(row[0]): [words(cell) for cell in row[1:]] for row in table.rows} | {"": list(table.head[1:])}


def test_an_own_table_on_the_region_stands_in_the_report_year_by_year() -> None:
    told = by_year(surveyed(), "en")
    assert told[""] == ["2029", "2030"]
    assert told["Production, GWh"] == ["", "over 21"]
    assert told["Jobs"] == ["86,000", "91,500"]
    assert by_year(surveyed(), "zh")["就业岗位"] == ["8.6万", "9.15万"]


def test_tonnes_and_gigawatt_hours_of_one_measure_stand_in_rows_of_their_own() -> None:
    told = by_year(surveyed((own_cell("production", "2029", 52000, "t"),)), "en")
    assert told["Production, GWh"] == ["", "over 21"]
    assert told["Production, tonnes"] == ["52,000", ""]


def test_money_that_a_source_gives_in_brackets_in_another_currency_has_no_row() -> None:
    yuan = replace(PUT_IN, id=make_id("claim", "earned"), measure="revenue", period="2029")
    dollar = replace(yuan, id=make_id("claim", "in dollars"), value=4.2e8, unit="USD", same_as=yuan.id)
    told = by_year(surveyed(said=(yuan, dollar)), "en")
    assert {name: years for name, years in told.items() if "Revenue" in name} == {"Revenue, billion yuan": ["3", ""]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_by_year_lead_to_their_evidence(lang: str) -> None:
    content = compose_report(surveyed(), lang)
    assert walk_report(render_html(content, surveyed())).faults == []


def test_an_own_table_is_called_by_its_name_in_the_sources() -> None:
    for lang, named in (("en", "Own table “synthetic_survey”"), ("zh", "自有数据表《synthetic_survey》")):
        page = render_html(compose_report(surveyed(), lang), surveyed())
        assert named in page
        assert f">{SURVEY}<" not in page


def test_an_amount_stands_in_the_currency_in_which_its_source_told_it_first() -> None:
    section = compose_projects(Pen(surveyed(), "en"))
    (table,) = [
        block for inner in section.sections if inner.id == "sites" for block in inner.blocks if isinstance(block, Table)
    ]
    assert [words(row[-1]) for row in table.rows] == ["3 billion yuan"]


def cell(*texts: tuple[str, Quantity]) -> Runs:
    return tuple(Value(text, Ref(RefKind.FACT, "fact-1"), Number.of(quantity)) for text, quantity in texts)


def test_a_unit_that_all_figures_of_a_row_share_is_told_once_with_its_scale() -> None:
    first, last = Quantity(7.465e9, "CNY"), Quantity(58e9, "CNY")
    unit, bare = lift_unit([cell(("7.465 billion yuan", first)), (), cell(("over 58 billion yuan", last))], "en")
    assert (unit, [words(one) for one in bare]) == ("billion yuan", ["7.465", "", "over 58"])
    unit, bare = lift_unit([cell(("74.65亿元", first)), cell(("约580亿元", last))], "zh")
    assert (unit, [words(one) for one in bare]) == ("亿元", ["74.65", "约580"])


def test_figures_of_different_scale_keep_its_word_and_those_of_different_units_all() -> None:
    row = [cell(("446 million yuan", Quantity(446e6, "CNY"))), cell(("2.05 billion yuan", Quantity(2.05e9, "CNY")))]
    unit, bare = lift_unit(row, "en")
    assert (unit, [words(one) for one in bare]) == ("yuan", ["446 million", "2.05 billion"])
    mixed = [cell(("9 GWh", Quantity(9, "GWh"))), cell(("9 billion yuan", Quantity(9e9, "CNY")))]
    assert lift_unit(mixed, "en") == ("", mixed)
    shares = [cell(("9.2%", Quantity(9.2, "%")))]
    assert lift_unit(shares, "en") == ("", shares)
    said = [(Text("nothing told"),)]
    assert lift_unit(said, "en") == ("", said)


def test_a_head_that_tells_a_year_takes_it_from_the_figures_below() -> None:
    told = cell(("up to 155,000 tonnes a year", Quantity(155000, "t/yr")))
    assert words(lift_year((*told, Text(" from elsewhere, a year or two")), "en")) == (
        "up to 155,000 tonnes from elsewhere, a year or two"
    )
    assert words(lift_year(cell(("15.5万吨/年", Quantity(155000, "t/yr"))), "zh")) == "15.5万吨"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_parts_the_thousands_of_a_number_in_chinese(lang: str) -> None:
    mark = "," if lang == "en" else ""
    assert tell_span(Interval(5250, 8750), "cycles", lang).startswith(f"5{mark}250–8{mark}750")
    assert Voice(lang, "GWh/yr").estimate(Estimate(6057.0, Interval(1640.0, 9130.0)), 0) == (
        f"6{mark}057 (1{mark}640–9{mark}130)"
    )
    axis = {"field": "x", "type": "quantitative"}
    spec = {"data": {"values": [{"x": 0}, {"x": 3000}]}, "mark": "point", "encoding": {"x": axis}}
    assert f">3{mark}000<" in render_svg(spec, lang)


def test_no_number_of_a_chinese_report_has_a_comma() -> None:
    found: list[str] = []
    queue: list[Section] = list(compose_report(surveyed(), "zh").sections)
    for section in queue:
        queue.extend(section.sections)
        for block in section.blocks:
            if not isinstance(block, Chart | Bibliography):
                found += [run.text for run in block_runs(block) if re.search(r"\d,\d{3}", run.text)]
    assert found == []


def test_a_spreadsheet_has_each_unit_behind_its_figure_and_no_unit_in_the_name_of_a_row() -> None:
    (key,) = [one for one in compose_report(surveyed(), "en").sections if one.id == "key"]
    (table,) = [block for inner in key.sections for block in inner.blocks if isinstance(block, Table)]
    made = [[words(cell) for cell in row] for row in table.spelled]
    assert ["Production", "", "over 21 GWh"] in made
    assert len(made) == len(table.rows)
