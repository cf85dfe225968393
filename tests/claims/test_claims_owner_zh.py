"""Whose plant a Chinese figure is of, and how far it has come, by grammar alone; all sentences are synthetic."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.claims.reader import Reading
from gigawatch.model import Document, Kind, QuantityClaim


def reading(text: str, title: str | None = None) -> Reading:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    day = date(2024, 7, 20)
    document = Document(id="d", path="d.txt", sha256=sha256, text=text, published=day, language="zh", title=title)
    return read_claims(document, kinds=[Kind.QUANTITY])


def read(text: str) -> list[QuantityClaim]:
    return [claim for claim in reading(text).claims if isinstance(claim, QuantityClaim)]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("6月12日，宁德时代匈牙利工厂开工，规划产能100GWh。亿纬锂能德布勒森工厂产能28GWh。", "亿纬锂能"),
        ("比亚迪2023年6月在合肥开工20GWh电池项目。国轩高科庐江基地产能10GWh。", "国轩高科"),
        ("中创新航眉山项目去年投产。海辰储能重庆基地规划产能56GWh。", "海辰储能"),
        ("星恒电源滁州项目产能20GWh。恩捷股份表示，其荆门隔膜基地产能16亿平方米。", "恩捷股份"),
    ],
)
def test_the_owner_in_a_plant_s_own_name_wins_over_the_sentence_before(text: str, owner: str) -> None:
    assert read(text)[-1].subject == owner


def test_the_date_and_state_of_one_owner_s_plant_are_not_the_next_one_s() -> None:
    first, second, money = read(
        "6月12日，宁德时代匈牙利德布勒森工厂开工，规划产能100GWh。亿纬锂能德布勒森工厂产能28GWh，投资约10亿欧元。"
    )
    assert first.period == "2024-06-12"
    assert not {second.period, money.period} & {"2024-06-12", "2024-06"}
    assert {second.status, money.status} == {"announced"}


@pytest.mark.parametrize(
    "text",
    [
        "7月3日，滁州市人民政府与星源材质签署投资协议。项目总投资75亿元，建成后年产隔膜20亿平方米。",
        "7月3日，星源材质与佛山市签署投资协议，总投资75亿元。项目建成后年产隔膜20亿平方米。",
        "星源材质7月3日与南通经开区管委会签约，项目总投资75亿元，年产隔膜20亿平方米。",
    ],
)
def test_the_firm_that_signs_with_a_town_owns_the_project_told_afterwards(text: str) -> None:
    assert {claim.subject for claim in read(text)} == {"星源材质"}


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("2023年，比亚迪动力电池装车量11.2GWh，宁德时代装车量18.6GWh。", ["比亚迪", "宁德时代"]),
        ("5月我国动力电池装车量39.9GWh，亿纬锂能装车量1.5GWh。", ["我国", "亿纬锂能"]),
        ("国轩高科累计销量为9.1GWh；中创新航国内装车量达到7.7GWh。", ["国轩高科", "中创新航"]),
    ],
)
def test_a_firm_that_heads_a_statistic_owns_it(text: str, owners: list[str]) -> None:
    assert [claim.subject for claim in read(text)] == owners


def test_a_town_that_opens_its_total_owns_it() -> None:
    assert read("蜂巢能源常州基地一期投产。至此，常州动力电池总产能超过170GWh。")[-1].subject == "常州"


@pytest.mark.parametrize(
    ("text", "owner", "place"),
    [
        ("蜂巢能源上饶动力电池项目总投资110亿元。", "蜂巢能源", "上饶"),
        ("欣旺达动力电池项目落户德阳，总投资80亿元。", "欣旺达", "德阳"),
        ("中航锂电洛阳基地总投资30亿元。", "中航锂电", "洛阳"),
    ],
)
def test_a_firm_s_name_ends_where_that_of_its_plant_begins(text: str, owner: str, place: str) -> None:
    (money,) = read(text)
    assert (money.subject, money.place) == (owner, place)


@pytest.mark.parametrize(
    "text",
    ["基地规划年产能40GWh。", "一期设计年产能15GWh。", "二期规划年产能25GWh。"],
)
def test_a_part_of_a_plant_is_no_firm(text: str) -> None:
    assert [claim.subject for claim in read(f"瑞浦兰钧佛山基地开工。{text}")] == ["瑞浦兰钧"]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("1-5月我国动力电池累计产量345.5GWh，累计销量为256.1GWh。", "sales"),
        ("5月我国动力电池产量82.7GWh，装车量约39.9GWh。", "installed"),
        ("去年装车量18GWh，储能电池出货量达21GWh。", "shipments"),
    ],
)
def test_the_name_of_a_statistic_right_before_an_amount_says_which_it_is(text: str, measure: str) -> None:
    assert read(text)[-1].measure == measure


@pytest.mark.parametrize(
    "text",
    [
        "蜂巢能源盐城基地已投产，年产能22GWh。",
        "瑞浦兰钧温州基地一期产能20GWh，已于2023年5月投产。",
        "海辰储能重庆一期年产28GWh的工厂已全面投产。",
    ],
)
def test_a_capacity_that_is_said_to_run_is_operating(text: str) -> None:
    assert [claim.status for claim in read(text)] == ["operating"]


@pytest.mark.parametrize(
    "text",
    [
        "楚能新能源孝感产业园开工，全部投产后年产能达到150GWh。",
        "欣旺达德阳项目签约，建成后年产能可达20GWh。",
        "瑞浦兰钧温州基地一期已投产。二期产能24GWh，计划2025年建成。",
        "孚能科技赣州30GWh项目尚未开工。",
    ],
)
def test_what_is_still_to_come_does_not_run(text: str) -> None:
    assert not {claim.status for claim in read(text)} & {"operating", "reported"}


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("宁德时代否认将在墨西哥投资50亿美元建厂。", "50亿美元"),
        ("国轩高科表示，公司没有在泰国建设20GWh工厂的计划。", "20GWh"),
        ("远景动力称，投资30亿元扩产的传闻不实。", "30亿元"),
        ("孚能科技不会在镇江建设30GWh的新基地。", "30GWh"),
        ("比亚迪并未计划在当地投资12亿欧元。", "12亿欧元"),
    ],
)
def test_a_denied_plan_gives_no_claim_and_one_notice(text: str, denied: str) -> None:
    found = reading(text)
    assert not found.claims
    assert [denied in notice for notice in found.notices] == [True]


def test_what_stands_beside_a_denial_is_read() -> None:
    (capacity,) = read("孚能科技不会在镇江建设30GWh的新基地，原有基地年产能8GWh。")
    assert capacity.value == 8


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("海辰储能重庆二期项目近日达产，重庆基地年产能可达56GWh。", None),
        ("7月，中创新航合肥三期项目开工，计划产能40GWh。", "三期"),
        ("楚能新能源随州二期建成后，随州基地将形成60GWh产能。", None),
        ("国轩高科与南京市政府签约，投资60亿元建设动力电池项目二期。", "二期"),
    ],
)
def test_the_whole_is_not_of_the_phase_told_before_it(text: str, phase: str | None) -> None:
    assert read(text)[-1].phase == phase


@pytest.mark.parametrize(
    "text",
    [
        "欣旺达南昌电芯项目总投资200亿元。恩捷股份江西隔膜项目年产隔膜8亿平方米。",
        "欣旺达南昌电芯项目总投资200亿元。公司还新增隔膜产能8亿平方米。",
        "中创新航电池项目总投资50亿元。星源材质佛山基地年产隔膜16亿平方米。",
    ],
)
def test_the_product_of_one_project_is_not_told_of_another(text: str) -> None:
    told = str(read(text)[-1].object)
    assert "隔膜" in told
    assert not [product for product in ("电芯", "电池") if product in told]


def test_every_member_of_a_list_is_stopped_with_it() -> None:
    text = "欣旺达公告，6月签订的20GWh协议和8月签订的30GWh协议同步终止。"
    assert [claim.status for claim in read(text)] == ["cancelled", "cancelled"]


def test_two_firms_called_both_sides_are_one_owner() -> None:
    text = "广汽集团与孚能科技7月9日举行开工仪式，双方规划建设产能6GWh的电池基地。"
    assert read(text)[-1].subject == "广汽集团 and 孚能科技"
