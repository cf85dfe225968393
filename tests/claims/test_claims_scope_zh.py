"""Whose a Chinese figure is, where, when and in what state: each a general behaviour, on sentences of our own."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.model import Document, Kind, QuantityClaim


def read(text: str, published: date | None = date(2023, 7, 20), title: str | None = None) -> list[QuantityClaim]:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id="d", path="d.txt", sha256=sha256, text=text, published=published, language="zh", title=title)
    claims = read_claims(document, kinds=[Kind.QUANTITY]).claims
    return [claim for claim in claims if isinstance(claim, QuantityClaim)]


def test_the_whole_city_means_the_city_last_spoken_of() -> None:
    text = "今年上半年，襄阳锂电产业发展很快。截至6月底，全市引进企业130家，产值700亿元，占全省的28%。"
    assert {(c.subject, c.place) for c in read(text)} == {("襄阳", "襄阳")}


def test_a_firm_that_is_brought_in_is_not_whose_the_city_s_figures_are() -> None:
    text = "株洲以高新区为主阵地，已签约引进中车时代、楚江科技等电池项目90个，总投资超过2100亿元。"
    assert {c.subject for c in read(text)} == {"株洲"}
    assert {c.status for c in read(text)} == {"signed"}


def test_what_is_so_by_now_is_dated_by_the_month_of_publication() -> None:
    (firms,) = read("目前，柳州已集聚电池企业210家。")
    assert (firms.period, firms.status) == ("2023-07", "reported")


def test_what_is_planned_is_not_dated_by_the_month_of_publication() -> None:
    (capacity,) = read("柳州正在打造总产能90GWh的电池产业集群。")
    assert (capacity.subject, capacity.period, capacity.status) == ("柳州", None, "planned")


def test_a_conference_has_the_projects_signed_there_and_the_city_its_statistics() -> None:
    text = (
        "2022年7月，2022世界稀土大会在赣州市举行。大会期间，赣州市集中签约项目52个，总投资830亿元。\n\n"
        "2022年，全市稀土产业产值700亿元，同比增长18%。"
    )
    projects, total, output, growth = read(text)
    assert {projects.subject, total.subject} == {"2022世界稀土大会"}
    assert {projects.period, projects.status, projects.place} == {"2022-07", "signed", "赣州市"}
    assert {(c.subject, c.period, c.status) for c in (output, growth)} == {("赣州市", "2022", "reported")}


def test_the_project_company_owns_the_figures_of_the_project_that_bears_its_name() -> None:
    text = "2020年起，宁川集团同宜春先后签下江川锂能一至三期，三期投资合计60亿元，占地900亩。"
    assert {c.subject for c in read(text)} == {"江川锂能"}


def test_the_park_is_the_firm_s_that_opened_it_and_no_official_owns_it() -> None:
    text = "6月8日，蓝川科技智能产业园在泰州市启动建设。市委副书记王明宣布启动。\n\n园区占地300亩，总投资20亿元。"
    area, money = read(text)
    assert {(c.subject, c.place, c.period) for c in (area, money)} == {("蓝川科技", "泰州市", "2023-06-08")}
    assert {area.status, money.status} == {"under_construction"}


def test_a_firm_that_signs_with_a_town_is_whose_the_plant_is() -> None:
    text = "7月5日，株洲市人民政府与楚江电池股份有限公司签署协议，将在株洲高新区投资100亿元。"
    (money,) = read(text)
    assert (money.subject, money.place, money.status) == ("楚江电池股份有限公司", "株洲高新区", "signed")


def test_where_a_deal_is_signed_is_not_where_the_plant_will_be() -> None:
    text = "7月5日，蓝川科技与阜阳市在北京签署协议，将投资70亿元在阜阳经开区建厂。"
    (money,) = read(text)
    assert money.place == "阜阳经开区"


def test_firms_that_do_it_together_are_one_subject() -> None:
    text = "蓝川科技一期、二期以及楚江科技均已建成投产，三个厂的产能共计60GWh。"
    assert read(text)[-1].subject == "蓝川科技 and 楚江科技"
    assert read(text)[-1].status == "operating"


def test_each_of_two_firms_has_its_own_of_two_figures() -> None:
    text = "蓝川科技公告，将与楚江动力一起向江川锂能增资，两家分别出资8亿元和9亿元。"
    assert [c.subject for c in read(text)] == ["蓝川科技", "楚江动力"]


def test_a_stake_has_no_place() -> None:
    (stake,) = read("蓝川科技在泰州市建厂。该公司持有江川锂能51%的股权。")
    assert (stake.measure, stake.place) == ("share", None)


@pytest.mark.parametrize(
    ("text", "measure", "unit"),
    [
        ("蓝川膜业年产隔膜8亿平方米。", "capacity", "m2/yr"),
        ("项目建成后年产电缆20万千米。", "capacity", "km/yr"),
        ("去年隔膜出货量5.6亿平方米。", "shipments", "m2"),
        ("园区建筑面积40万平方米。", "area", "m2"),
        ("2022年，柳州产销动力电池72GWh。", "production", "GWh"),
        ("全年产量达到80GWh。", "production", "GWh"),
        ("公司下半年预计向客户销售材料13亿元。", "revenue", "CNY"),
    ],
)
def test_what_is_made_is_told_from_the_ground_it_stands_on(text: str, measure: str, unit: str) -> None:
    assert [(c.measure, c.unit) for c in read(text)] == [(measure, unit)]


def test_an_aim_rules_the_clauses_after_it() -> None:
    text = "2024年柳州力争动力电池产量达到30GWh，规上企业达到54户，营收达到300亿元。"
    assert {c.status for c in read(text)} == {"planned"}
    assert {c.subject for c in read(text)} == {"柳州"}


def test_what_is_dated_to_come_does_not_date_the_next_sentence() -> None:
    first, second = read("到2025年，襄阳电池产能将达到120GWh。该市有电池企业32家。")
    assert first.period == "2025 target"
    assert second.period in (None, "2023-07")


def test_an_earlier_step_does_not_date_the_project() -> None:
    text = "7月3日，蓝川科技泰州项目一期投产。项目总投资80亿元，2020年10月动工，2022年10月试生产。"
    (money,) = read(text)
    assert money.period == "2023-07-03"


def test_a_longer_name_is_not_cut_to_a_known_one_inside_it() -> None:
    text = "7月5日，华腾新能源科技股份有限公司在泰州投资30亿元建厂。"
    assert [c.subject for c in read(text)] == ["华腾新能源科技股份有限公司"]


def test_a_firm_is_known_again_by_the_head_of_its_full_name() -> None:
    text = "楚江电池股份有限公司落户泰州。2022年，楚江电池营业收入48亿元。"
    assert [str(c.subject)[:4] for c in read(text)] == ["楚江电池"]


def test_a_product_or_a_place_and_its_trade_is_no_company() -> None:
    assert [c.subject for c in read("三元正极材料年产5万吨。")] == [None]
    assert [c.subject for c in read("柳州动力电池产业2022年产值达260亿元。")] == ["柳州"]


def test_without_anyone_named_nobody_is_guessed() -> None:
    (claim,) = read("总投资20亿元。")
    assert (claim.subject, claim.place, claim.period) == (None, None, None)


def test_an_edition_that_the_sentence_names_is_meant_and_not_the_one_the_text_is_about() -> None:
    text = "2023全球储能大会在常州开幕。据介绍，2021全球储能大会共签约项目31个，总投资420亿元。"
    assert {c.subject for c in read(text) if c.measure in ("projects", "investment")} == {"2021全球储能大会"}


def test_what_is_carried_out_in_phases_is_a_plan_whatever_runs_of_it() -> None:
    text = "位于荆州开发区的中原锂能电池项目总投资90亿元，产能24GWh，分三期实施。4月，荆州基地首批电芯量产下线。"
    assert {c.status for c in read(text) if c.measure in ("investment", "capacity")}.isdisjoint(
        {"operating", "reported"}
    )


def test_a_town_stands_between_a_firm_and_its_project_though_its_name_is_a_word() -> None:
    assert {c.place for c in read("国轩高科义乌项目分两期实施。一期计划投入约60亿元，产能18GWh。")} == {"义乌"}


def test_what_the_plants_of_two_towns_have_together_is_at_neither() -> None:
    text = "6月8日，国轩高科签署滁州基地项目和宜春基地项目投资协议，两个基地共规划新增35GWh产能。"
    assert [c.place for c in read(text) if c.measure == "capacity"] == [None]
