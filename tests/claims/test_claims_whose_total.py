"""Whose a total is, of which gathering, site or year; each was found wrong by a reader of the built site."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.model import Document, Kind, QuantityClaim


def read(text: str, lang: str = "en", published: date = date(2025, 11, 13)) -> list[QuantityClaim]:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id="d", path="d.txt", sha256=sha256, text=text, published=published, language=lang)
    claims = read_claims(document, kinds=[Kind.QUANTITY]).claims
    return [claim for claim in claims if isinstance(claim, QuantityClaim)]


def told(text: str, value: float, lang: str = "en", published: date = date(2025, 11, 13)) -> QuantityClaim:
    return next(c for c in read(text, lang, published) if c.value == value)


@pytest.mark.parametrize("word", ["Worldwide,", "Globally,", "Across the world,"])
def test_what_is_told_of_the_world_is_not_the_country_s_spoken_of_before(word: str) -> None:
    text = f"China sold 610 GWh of power batteries in 2024. {word} 820 GWh were installed that year, up 22 percent."
    assert [(c.subject, c.place) for c in read(text)] == [
        ("China", "China"),
        ("global", "global"),
        ("global", "global"),
    ]


def test_a_firm_named_behind_worldwide_keeps_its_own_figure() -> None:
    text = "China sold 610 GWh of power batteries in 2024. Worldwide, CATL installed 300 GWh."
    assert told(text, 300).subject == "CATL"


def test_a_chinese_total_of_the_world_is_the_world_s() -> None:
    text = "2024年中国动力电池销量为610GWh。全球范围内，动力电池装车量为820GWh，同比增长22%。"
    assert [c.subject for c in read(text, "zh")] == ["中国", "全球", "全球"]


def test_what_the_firms_of_a_country_have_that_are_among_the_largest_is_not_their_country_s() -> None:
    text = "Six Chinese firms were among the ten largest makers; together they had 61 percent of the global volume."
    assert told(text, 61).subject == "Six Chinese firms"


def test_what_the_earlier_gatherings_had_is_not_this_one_s() -> None:
    text = (
        "At the 2024 World Battery Forum in Graz 37 projects were signed. "
        "At the two earlier forums more than 60 projects were signed."
    )
    claim = told(text, 60)
    assert (claim.subject, claim.place) == ("two earlier forums", None)


def test_a_sum_for_a_list_of_sites_is_in_all_of_them() -> None:
    text = "CATL plans to put RMB 19 billion into three new battery projects in Yibin, Zhaoqing and Xiapu."
    assert told(text, 19e9).place == "Yibin; Zhaoqing; Xiapu"


def test_a_town_with_one_of_several_sites_does_not_have_them_all() -> None:
    text = "CATL builds a plant in Yibin. Yibin is one of twelve battery bases of the company."
    assert told(text, 12).place is None


def test_the_projects_of_a_neighbouring_town_are_its_own() -> None:
    text = "宜宾目前已签约电池项目35个，总投资约1055亿元。同省的遂宁也布局了50余个锂电池项目，计划总投资600亿元。"
    assert [(c.subject, c.place) for c in read(text, "zh") if c.value in (50, 600e8)] == [("遂宁", "遂宁")] * 2


def test_a_base_that_is_called_by_its_town_is_its_company_s() -> None:
    text = "宁德时代从2019年起在宜宾投资建厂，总投资超过300亿元。两项相加，宜宾基地的总投资将达到540亿元。"
    assert told(text, 540e8, "zh").subject == "宁德时代"


def test_a_partner_who_holds_a_part_besides_is_its_holder() -> None:
    text = "亿纬锂能是贝特瑞的老客户，还持有常州贝特瑞24%的出资份额。"
    assert told(text, 24, "zh").subject == "亿纬锂能"


def test_partners_of_whom_one_is_told_with_its_phases_stand_together() -> None:
    text = "四川时代1、2、3、5、6期以及时代长安、时代吉利均已建成投运，7个工厂的产能共计180GWh。"
    assert {c.subject for c in read(text, "zh")} == {"四川时代 and 时代长安 and 时代吉利"}


def test_a_new_town_s_core_is_not_the_plant_s_ground() -> None:
    text = "四川时代七至八期4月8日开工，规划用地约2105亩。动力电池新镇的核心区约5平方公里，兼有居住功能。"
    assert told(text, 5, "zh").subject == "动力电池新镇"


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("Sichuan made 168 GWh in the first half of 2025. Production for the full year is expected to exceed 200 GWh.",
         "en", 200),
        ("2025年前三季度，宜宾出货量约67GWh。预计全年出货量超过100GWh。", "zh", 100),
    ],
)  # fmt: skip
def test_the_full_year_is_the_year_of_the_months_told_before(text: str, lang: str, value: float) -> None:
    assert told(text, value, lang).period == "2025"


def test_the_full_year_keeps_the_year_that_its_words_name() -> None:
    text = "2025年1至2月，产值达到117亿元。2024年全年产值889亿元。"
    assert told(text, 889e8, "zh").period == "2024"


def test_a_target_year_of_the_next_statement_is_not_the_first_one_s() -> None:
    text = "The two phases will give 45,000 tonnes a year, and the company aims for 100,000 tonnes a year by 2030."
    assert [c.period for c in read(text)] == [None, "2030 target"]


def test_what_is_so_now_is_not_of_the_date_told_before() -> None:
    text = "时代吉利一期已在2022年12月投产。\n\n特色小镇规划了63个重点项目，目前建成26个。"
    assert told(text, 26, "zh", date(2023, 12, 4)).period == "2023-12"


def test_a_part_of_a_firm_is_of_no_day_that_nothing_tells() -> None:
    assert told("Northvale Cells is a joint venture. CATL holds 45 percent of it.", 45).period is None


def test_what_is_hoped_for_is_planned() -> None:
    assert told("当地希望全年产值突破1600亿元。", 1600e8, "zh").status == "planned"


def test_the_second_stage_of_a_phase_is_no_second_phase() -> None:
    text = (
        "The first phase itself has two stages, each with an annual capacity of 15 GWh. "
        "The first stage is estimated to have cost RMB 4.5 billion and the second RMB 5.5 billion."
    )
    assert {c.phase for c in read(text)} == {"first phase"}


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("七至八期总投资约120亿元。", "七至八期"),
        ("三、四期总投资100亿元。", "三、四期"),
        ("四川时代1、2、3、5、6期已建成投运，产能达75GWh。", "1、2、3、5、6期"),
        ("四川时代签下一至六期，六期投资合计超过300亿元。", "一至六期"),
        ("二期总投资120亿元。", "二期"),
    ],
)
def test_a_list_of_phases_is_kept_whole(text: str, phase: str) -> None:
    assert [c.phase for c in read(text, "zh")] == [phase]


def test_guests_are_of_no_phase() -> None:
    assert told("产业园一期投产，二期同日启动，200余人出席仪式。", 200, "zh").phase is None


def test_vehicles_of_a_day_are_not_of_a_year() -> None:
    claim = told("时代长安宜宾工厂投产，每天下线的电池可装2500辆新能源汽车。", 2500, "zh")
    assert claim.unit == "vehicles/day"


def test_one_in_every_ten_made_is_a_share() -> None:
    claim = told("当地的说法是，全球每生产10块动力电池，就有1块出自宜宾。", 10, "zh")
    assert (claim.measure, claim.unit) == ("share", "%")


@pytest.mark.parametrize(
    ("text", "lang", "value", "words"),
    [
        ("For nickel and cobalt, the recovery rate can be as high as 99.3%.", "en", 99.3, "recovery rate"),
        ("时代长安宜宾工厂投产，自动化率在95%以上。", "zh", 95, "自动化率"),
        ("宜宾已引进4家整车企业，另有30余家“三电”及汽车零部件企业。", "zh", 30, "“三电”及汽车零部件企业"),
        ("到2023年5月底，其中16个项目已经投产。", "zh", 16, "项目"),
    ],
)
def test_what_is_counted_is_told_without_debris(text: str, lang: str, value: float, words: str) -> None:
    assert told(text, value, lang).object == words


def test_a_zone_is_named_whole() -> None:
    text = "The CATL site lies in the Lingang Economic and Technological Development Zone and costs RMB 30 billion."
    assert told(text, 30e9).place == "Lingang Economic and Technological Development Zone"


def test_a_town_behind_in_at_the_head_of_a_sentence_is_named_without_it() -> None:
    text = "In Xiapu, Fujian province, CATL will invest RMB 5 billion."
    assert told(text, 5e9).place == "Xiapu"


def test_the_plant_told_behind_another_town_s_total_is_not_there() -> None:
    text = (
        "宜宾目前已签约电池项目35个。同省的遂宁也布局了50余个锂电池项目。\n\n"
        "1月17日，宜宾锂宝新材料有限公司的12条生产线开足马力，年产能去年提高到3万吨。"
    )
    assert told(text, 30000, "zh", date(2022, 1, 18)).place == "宜宾"


def test_what_comes_from_a_town_is_its_share() -> None:
    text = "四川时代和时代长安均已投运。全球每生产10块动力电池，就有1块出自宜宾。"
    assert told(text, 10, "zh").subject == "宜宾"


def test_a_count_of_phases_is_no_phase() -> None:
    assert told("四川时代在宜宾共规划10期动力电池项目，目前7个项目已经建成投运。", 7, "zh").phase is None


def test_a_part_of_a_subsidiary_is_not_one_of_its_parent() -> None:
    assert told("亿纬锂能还持有常州贝特瑞24%的出资份额。", 24, "zh").object == "常州贝特瑞股权"


@pytest.mark.parametrize(
    ("text", "lang", "value", "subject"),
    [
        ("CATL is the largest maker. Worldwide, the company installed 339 GWh in 2024.", "en", 339, "CATL"),
        ("CATL has 12 plants. Globally, it installed 300 GWh in 2024.", "en", 300, "CATL"),
        ("CATL said at past events that it will invest EUR 7 billion in Debrecen.", "en", 7e9, "CATL"),
        ("At earlier conferences BYD announced a plant in Szeged for EUR 4 billion.", "en", 4e9, "BYD"),
        ("宁德时代在宜宾三江新城的总投资达320亿元。", "zh", 320e8, "宁德时代"),
    ],
)
def test_words_that_only_look_like_a_wider_whole_leave_a_figure_to_its_firm(
    text: str, lang: str, value: float, subject: str
) -> None:
    assert told(text, value, lang).subject == subject


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025世界动力电池大会在宜宾举行。与前三届大会相比，今年签约项目95个。", 95),
        ("前两届大会成效显著，本届大会签约项目80个。", 80),
    ],
)
def test_a_gathering_compared_with_earlier_ones_keeps_its_own_figures(text: str, value: float) -> None:
    assert "届" not in (told(text, value, "zh").subject or "")


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        (
            "CATL will invest EUR 7 billion in Debrecen, and already has three plants in Erfurt, Arnstadt and Graz.",
            7e9, "Debrecen",
        ),
        ("CATL will invest EUR 3 billion in two plants in Erfurt, Germany and Graz.", 3e9, None),
    ],
)  # fmt: skip
def test_a_list_that_is_no_list_of_the_sites_counted_places_nothing(text: str, value: float, place: str | None) -> None:
    found = told(text, value).place
    assert found == place if place else ";" not in (found or "")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("2025年1月宁德时代发布年报，全年销量475GWh，同比增长20%。", "zh"),
        ("CATL published its annual report in March 2025. Sales for the full year were 475 GWh.", "en"),
        ("CATL sold 120 GWh in the first quarter of 2025. Sales for the full year were 475 GWh.", "en"),
    ],
)
def test_a_year_that_is_not_over_has_no_result_of_the_full_year(text: str, lang: str) -> None:
    assert told(text, 475, lang).period != "2025"


def test_a_base_is_not_of_a_firm_that_was_never_told_there() -> None:
    text = "宁德时代与时代吉利扩产。比亚迪股价上涨。宜宾电池工厂的年产能达30GWh。"
    assert told(text, 30, "zh").subject != "比亚迪"


def test_another_phase_is_not_the_one_with_the_stages() -> None:
    text = "Phase 1 is split into two stages. The second phase, at EUR 3 billion, follows. It will open later."
    assert told(text, 3e9).phase == "second phase"


def test_a_paper_s_name_makes_no_amount_daily() -> None:
    assert told("每日经济新闻报道工厂年产30万辆汽车。", 300000, "zh").unit == "vehicles/yr"


def test_a_price_is_a_price() -> None:
    assert told("全国每辆车的价格为10万元。", 100000, "zh").measure == "price"


def test_words_of_a_clause_before_name_no_rate() -> None:
    claim = told("The interest rate rose and 95% of the workers went on strike.", 95)
    assert claim.object != "interest rate"


def test_a_firm_s_share_that_comes_from_a_country_is_the_firm_s() -> None:
    assert told("比亚迪30%的收入来自欧洲。", 30, "zh").subject == "比亚迪"


def test_a_year_behind_a_full_year_is_its_year() -> None:
    text = "In the first quarter of 2024, CATL installed 60 GWh. Full-year output was 200 GWh in 2023."
    assert told(text, 200).period == "2023"


def test_a_maker_called_nissan_in_chinese_makes_no_amount_daily() -> None:
    assert told("日产Leaf年产30万辆。", 300000, "zh").unit == "vehicles/yr"
