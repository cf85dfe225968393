"""What stands beside a figure and is not its own: another item's date, another plant's park, a year compared with."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from gigawatch.claims import read_claims
from gigawatch.model import Document, Kind, QuantityClaim


def read(text: str, lang: Literal["en", "zh"], published: date = date(2023, 7, 20)) -> list[QuantityClaim]:
    document = Document(id="d", path="d.txt", sha256="0" * 64, text=text, published=published, language=lang)
    claims = read_claims(document, kinds=[Kind.QUANTITY]).claims
    return [claim for claim in claims if isinstance(claim, QuantityClaim)]


@pytest.mark.parametrize(
    ("text", "bound", "value"),
    [
        ("襄阳的规划产能接近全球动力电池产能的一半。", "nearly", 50),
        ("襄阳的产量超过全国的三分之一。", "over", 100 / 3),
        ("襄阳的销量不到去年的六成。", "up to", 60),
        ("蓝川科技的项目约需土地1200亩。", None, 1200),
        ("蓝川科技的项目约需1200亩。", "about", 1200),
    ],
)
def test_a_hedge_before_the_whole_of_a_fraction_is_the_fraction_s(text: str, bound: str | None, value: float) -> None:
    (claim,) = read(text, "zh")
    assert (claim.qualifier, round(claim.value, 3)) == (bound, round(value, 3))
    assert text[claim.start : claim.end] == claim.surface


def test_the_items_of_a_list_have_their_own_dates() -> None:
    text = (
        "蓝川科技襄阳基地各期进展如下：一期投资30亿元，2021年6月投运；"
        "二期投资50亿元，2022年1月开工；三期投资70亿元，2023年2月签约。"
    )
    assert [c.period for c in read(text, "zh")] == ["2021-06", "2022-01", "2023-02"]


def test_a_result_of_the_full_run_is_not_dated_by_the_opening() -> None:
    text = "蓝川科技在襄阳的电池项目10月15日开工。按计划，工厂将于2025年开始投产，达产后每年可实现产值90亿元。"
    (output,) = read(text, "zh")
    assert (output.status, output.period) == ("forecast", None)


def test_the_phases_that_money_is_to_build_may_stand_behind_it() -> None:
    (money,) = read("蓝川科技公告，计划投入不超过80亿元，建设襄阳电池基地三至五期项目。", "zh")
    assert money.phase == "三至五期"


def test_the_project_is_where_it_was_told_to_be_and_not_in_the_province_of_its_owner_s_other_plants() -> None:
    text = "7月10日，蓝川科技一期项目在襄阳高新区投产。该项目是云梦集团在湖北布局的一部分，规划产能20GWh。"
    (capacity,) = read(text, "zh")
    assert capacity.place == "襄阳高新区"


def test_the_plants_of_three_firms_are_not_in_the_park_of_the_one_told_last() -> None:
    text = (
        "襄阳电池产能达90GWh\n\n7月10日，楚江科技一期项目在襄阳高新区投产，产能20GWh。"
        "\n\n至此，蓝川科技、云梦集团和楚江科技均已投产，3个工厂的产能共计90GWh。襄阳的电池产业由此成形。"
    )
    total = read(text, "zh")[-1]
    assert total.value == 90
    assert total.place == "襄阳"


def test_a_town_s_counted_projects_name_nothing_for_the_figures_behind() -> None:
    text = "今年以来，襄阳新签电池产业项目48个，总投资600亿元。前三季度，全产业链产值约300亿元。"
    output = read(text, "zh")[-1]
    assert output.object == "全产业链产值"


def test_a_month_that_growth_is_measured_from_is_not_the_month_of_what_grew() -> None:
    text = "2021年5月，全国动力电池装车量为9.8GWh。和去年5月比，总量增178.2%。其中蓝川科技装车4.28GWh。"
    assert {c.period for c in read(text, "zh", date(2021, 6, 13))} == {"2021-05"}


def test_those_six_phases_are_the_row_told_in_the_sentence_before() -> None:
    text = (
        "Since 2019 Norvale Energy has signed contracts for phases I to VI of its battery base in Zaragoza, Spain. "
        "Those six phases come to about 4 billion euros and take up about 200 hectares."
    )
    assert {c.phase for c in read(text, "en")} == {"phases i to vi"}


def test_the_sentence_behind_may_say_for_which_phases_money_is() -> None:
    text = (
        "Norvale Energy will spend another 2 billion euros on its battery base in Zaragoza, Spain. The money is for "
        "phases III to V of the project. With it the investment in the base will reach 5 billion euros."
    )
    assert [c.phase for c in read(text, "en")] == ["phases iii to v", None]


def test_the_same_area_in_two_towns_is_two_figures() -> None:
    text = (
        "In Zaragoza, Norvale Energy will invest no more than 2 billion euros in a battery plant. "
        "The plant will stand on about 70 hectares.\n\n"
        "The project in Murcia also has a ceiling of 2 billion euros and an area of about 70 hectares."
    )
    assert [c.place for c in read(text, "en") if c.measure == "area"] == ["Zaragoza", "Murcia"]


def test_the_guests_of_a_conference_are_not_of_the_year_of_the_statistics_told_there() -> None:
    text = (
        "ZARAGOZA, Nov 12, 2025 - The 2025 Iberian Battery Conference opened in Zaragoza. Worldwide, 894.4 GWh of "
        "power batteries were installed in 2024, says a report released there.\n\n"
        "Over 100 companies took part in the 2025 Iberian Battery Conference."
    )
    (guests,) = [c for c in read(text, "en", date(2025, 11, 13)) if c.value == 100]
    assert guests.period == "2025"


@pytest.mark.parametrize(
    ("text", "lang", "period"),
    [
        ("从2021年9月算起，蓝川科技同襄阳先后签下一至三期，三期投资合计90亿元。", "zh", "2021-09/2023-07"),
        ("蓝川科技从2021年起先后与襄阳签下一至三期，总投资90亿元。", "zh", "2021/2023"),
        ("Since 2021 Norvale Energy has signed contracts for 900 hectares of land in Zaragoza.", "en", "2021/2023"),
    ],
)
def test_what_has_added_up_since_a_date_is_of_the_span_up_to_the_telling(
    text: str, lang: Literal["en", "zh"], period: str
) -> None:
    (claim,) = read(text, lang)
    assert claim.period == period


def test_what_starts_on_a_date_ahead_is_of_no_span() -> None:
    (claim,) = read("蓝川科技将从2025年起在襄阳建设电池工厂，总投资90亿元。", "zh")
    assert claim.period == "2025"


def test_a_text_that_tells_of_taiwan_is_at_home_there() -> None:
    text = "台灣儲能市場快速升溫，台灣業者積極擴產。今年上半年電池產量達2.5GWh，年增30%。"
    assert [(c.subject, c.place) for c in read(text, "zh")] == [("台灣", "台灣"), ("台灣", "台灣")]


@pytest.mark.parametrize(
    ("behind", "status"),
    [
        ("Construction began in February 2023.", "under_construction"),
        ("Work on the plant has started.", "under_construction"),
        ("Construction will begin in 2025.", "announced"),
    ],
)
def test_a_plant_whose_building_the_sentence_behind_tells_of_is_under_construction(behind: str, status: str) -> None:
    text = f"Norvale Energy will build a battery plant in Zaragoza with a capacity of over 30 GWh a year. {behind}"
    (capacity,) = [c for c in read(text, "en") if c.measure == "capacity"]
    assert capacity.status == status


def test_a_range_that_only_sets_the_class_of_counted_projects_is_no_amount() -> None:
    text = "铁西区总投资50亿-100亿元的项目3个，总投资20亿至50亿元的项目16个。"
    assert [(c.measure, c.value) for c in read(text, "zh")] == [("projects", 3), ("projects", 16)]


def test_projects_that_are_to_begin_are_planned() -> None:
    (projects,) = read("铁西区2023年拟开工重点项目305个。", "zh")
    assert projects.status == "planned"


def test_a_list_of_shares_is_given_out_where_the_next_words_rank_the_firms() -> None:
    text = "中创新航、亿纬锂能、国轩高科以8.26%、4.35%和3.98%的市占率，分列第三位、第四位和第五位。"
    assert [(c.subject, c.value) for c in read(text, "zh")] == [
        ("中创新航", 8.26),
        ("亿纬锂能", 4.35),
        ("国轩高科", 3.98),
    ]


def test_a_short_name_that_a_text_gives_is_the_firm_though_it_begins_with_a_province() -> None:
    text = (
        "四川蓝川年产10万吨铜箔项目由江苏蓝川电子材料科技有限公司(简称:江苏蓝川)投资建设。"
        "资料显示,江苏蓝川成立于2013年,地处江苏溧阳,公司拥有年产25000吨铜箔生产线。"
    )
    assert [claim.subject for claim in read(text, "zh")][-1] == "江苏蓝川"


def test_here_is_the_town_named_right_before_it() -> None:
    text = "宜宾已签约动力电池项目35个。而在遂宁,当地也已布局锂电池项目50余个,总投资达600亿元。"
    assert [(claim.subject, claim.place) for claim in read(text, "zh")][1:] == [("遂宁", "遂宁"), ("遂宁", "遂宁")]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Exports exceeded 129 GWh, up 32.7 percent.", ["Exports"]),
        (
            "Korea's battery sales came to 78.6 GWh, up 48.9%, and its exports to 12.9 GWh, up 32.75%.",
            ["battery sales", "exports"],
        ),
        ("Sales fell in May. The number of its plants rose by 12 percent.", [None]),
    ],
)
def test_a_growth_is_of_the_nearest_thing_that_grows_in_its_statement(text: str, things: list[str | None]) -> None:
    assert [claim.object for claim in read(text, "en") if claim.measure == "growth"] == things


def test_what_is_compared_is_of_its_own_date_and_the_next_sentence_goes_on_with_the_other() -> None:
    text = (
        "Halvorn Cells installed 25.9 GWh in 2023, up 40.8 percent from 18.4 GWh in 2022. The maker came first with a "
        "36.8 percent share. That is higher than its 36.2 percent share in 2022."
    )
    told = [(claim.value, claim.measure, claim.period, claim.qualifier) for claim in read(text, "en", date(2024, 2, 7))]
    assert told == [
        (25.9, "installed", "2023", None),
        (40.8, "growth", "2023", None),
        (18.4, "installed", "2022", None),
        (36.8, "share", "2023", None),
        (36.2, "share", "2022", None),
    ]


def test_months_that_stand_right_beside_a_figure_are_its_own() -> None:
    text = (
        "Halvorn Cells had a 41.8 percent share in July, down 3.3 percentage points from June's 45.1 percent share. It "
        "was below 30 percent in March and April, and returned above 30 percent in May."
    )
    told = [(claim.value, claim.period, claim.basis) for claim in read(text, "en", date(2023, 8, 10))]
    assert told == [
        (41.8, "2023-07", None),
        (-3.3, "2023-07", "mom"),
        (45.1, "2023-06", None),
        (30, "2023-03/2023-04", None),
        (30, "2023-05", None),
    ]


def test_each_comparison_of_one_clause_has_a_basis_of_its_own() -> None:
    text = "In July, China's installations were 32.2 GWh, up 33.3 percent year-on-year but down 2.0 percent from June."
    growths = [claim for claim in read(text, "en", date(2023, 8, 10)) if claim.measure == "growth"]
    assert [(claim.value, claim.basis, claim.period) for claim in growths] == [
        (33.3, "yoy", "2023-07"),
        (-2.0, "mom", "2023-07"),
    ]


def test_a_month_behind_its_owner_dates_a_figure_and_names_no_firm() -> None:
    (claim,) = read("China's July Li-ion battery installations amounted to 10.6 GWh.", "en", date(2023, 8, 10))
    assert (claim.subject, claim.period) == ("China", "2023-07")


def test_shares_of_a_ranking_are_those_of_the_firm_that_has_the_rank() -> None:
    text = "Panasonic was fourth with a 6.4 percent share, SK On fifth with 4.9 percent and CALB sixth with 4.7%."
    assert [claim.subject for claim in read(text, "en")] == ["Panasonic", "SK On", "CALB"]


def test_an_industry_of_a_town_is_no_place_of_its_own() -> None:
    (claim,) = read("截至2025年10月底，宜宾动力电池产业集群累计实现产值1020亿元。", "zh", date(2025, 11, 20))
    assert (claim.subject, claim.place) == ("宜宾", "宜宾")


def test_what_a_paragraph_reports_without_a_date_is_of_the_span_told_before_it() -> None:
    text = (
        "Halvorn Cells' installed capacity surged 48.3 percent from January to November 2023 from a year ago to "
        "reach 23.4 GWh.\n\nThis gave it a share of 37.4 percent, a gain of 0.5 percentage point from the first 10 "
        "months.\n\nVeldcell came third with a 13.6 percent share, the same as last year. Its rival held 9 percent, "
        "unchanged from January-October."
    )
    found = read(text, "en", date(2024, 1, 9))
    assert {claim.period for claim in found} == {"2023-01/2023-11"}
    assert [claim.measure for claim in found] == ["growth", "installed", "share", "growth", "share", "share"]


def test_the_first_ten_months_named_in_january_are_those_of_the_year_before() -> None:
    (claim,) = read("Halvorn Cells sold 12 GWh in the first 10 months.", "en", date(2024, 1, 9))
    assert claim.period == "2023-01/2023-10"


def test_cars_sold_and_capacity_installed_in_a_half_year_are_no_capacities_of_plants() -> None:
    text = (
        "Halvorn Cells leads with an installed capacity of 66 GWh in the first half. Veldcell sold 1.26 million units."
    )
    assert [claim.measure for claim in read(text, "en", date(2023, 7, 24))] == ["installed", "sales"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("蓝川科技公告，公司拟与襄阳经开区管委会签署投资协议，投资建设年产5万吨正极材料项目。", "announced"),
        ("蓝川科技公告，公司已与襄阳经开区管委会签署投资协议，投资建设年产5万吨正极材料项目。", "signed"),
    ],
)
def test_what_is_still_to_be_signed_is_announced(text: str, status: str) -> None:
    assert [claim.status for claim in read(text, "zh")] == [status]
