"""Whose a value is, from text to ledger: parks, exhibitions, joint ventures, stakes, speakers; texts are synthetic."""

from __future__ import annotations

import pytest
from told import told

from gigawatch.ledger import Ledger
from gigawatch.model import EntityKind, Fact

DAY = "2024-07-20"


def facts(book: Ledger, measure: str) -> list[Fact]:
    return sorted((f for f in book.facts.values() if f.measure == measure), key=lambda f: -f.value)


def owners(book: Ledger, measure: str) -> set[str]:
    return {book.label(fact.subject) for fact in facts(book, measure)}


@pytest.mark.parametrize(
    "text",
    [
        "时代吉利宜宾工厂投产，年产能12GWh。工厂所在的动力电池特色小镇规划了63个重点项目，计划总投资约350亿元。",
        "Envision AESC opened a plant in Sunderland that can make 12 GWh a year. The industrial park in which the plant"
        " stands has drawn 63 projects with a total investment of 35 billion yuan.",
    ],
)
def test_what_is_told_of_the_park_is_not_the_plant_s(text: str) -> None:
    book = told((DAY, text))
    assert len(facts(book, "capacity")) == 1
    assert not facts(book, "projects")
    assert not facts(book, "investment")


def test_what_is_told_of_a_park_goes_on_until_the_company_is_spoken_of_again() -> None:
    text = "天宜锂业在江安投产。公司所在的江安经济开发区2月获批设立。截至6月，已有70家企业入驻，工业产值140.6亿元。"
    (money,) = facts(told((DAY, text)), "revenue")
    assert "Tianyi" not in money.subject


@pytest.mark.parametrize(
    "text",
    [
        "The 2023 World Power Battery Conference opened in Yibin on June 9, sponsored by the Ministry of Industry and"
        " Information Technology. An exhibition of 55,000 square meters brought together 338 exhibitors.",
        "2023世界动力电池大会6月9日在宜宾开幕，由工业和信息化部主办。展览面积5.5万平方米，吸引338家企业参展。",
    ],
)
def test_the_floor_of_an_exhibition_is_the_gathering_s_and_in_no_total_of_its_town(text: str) -> None:
    book = told(("2023-06-13", text))
    (floor,) = facts(book, "area")
    assert book.entities[floor.subject].kind is EntityKind.EVENT
    for stage in ("built", "planned", "unstated"):
        assert not book.total(measure="area", unit="m2", stage=stage, place="Yibin").counted


@pytest.mark.parametrize(
    "text",
    [
        "Unlike CATL's nearby site, the plant in Debrecen will make 28 GWh of cells a year, according to EVE Energy.",
        "与宁德时代的工厂相邻，亿纬锂能表示，德布勒森工厂年产能28GWh。",
        "据亿纬锂能介绍，德布勒森工厂与宁德时代的工厂相邻，规划年产能28GWh。",
    ],
)
def test_a_plant_that_a_firm_speaks_of_is_its_own_and_not_its_neighbour_s(text: str) -> None:
    (owner,) = owners(told((DAY, text)), "capacity")
    assert owner.startswith("EVE Energy")


def test_a_firm_that_speaks_of_what_another_builds_does_not_own_it() -> None:
    text = "CATL will build a plant with a capacity of 100 GWh a year in Debrecen, EVE Energy said."
    assert owners(told((DAY, text)), "capacity") == {"CATL, Debrecen"}


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (
            "宁德时代与一汽集团成立合资公司时代一汽动力电池有限公司，宁德时代持股51%，在宁德建设年产能14GWh的电池工厂。",
            "Times FAW",
        ),
        (
            "LG Energy Solution holds 51 percent of L-H Battery Company and Honda 49 percent. The joint venture's plant"
            " in Ohio has a capacity of 40 GWh a year.",
            "L-H Battery Company",
        ),
    ],
)
def test_the_plant_of_a_joint_venture_is_its_own_under_its_name(text: str, owner: str) -> None:
    (capacity,) = facts(told((DAY, text)), "capacity")
    assert owner in told((DAY, text)).label(capacity.subject)


@pytest.mark.parametrize(
    "text",
    [
        "EcoPro BM will build a cathode plant in Debrecen. The joint venture will make 108,000 tonnes a year.",
        "蜂巢能源与上饶市政府签约。合资公司将建设24GWh工厂。",
        "The company will invest 2 billion dollars in a 35 GWh plant in Kansas.",
    ],
)
def test_a_joint_venture_or_company_that_nothing_names_is_nobody(text: str) -> None:
    book = told((DAY, text))
    assert not facts(book, "capacity")
    assert not [e.name for e in book.entities.values() if e.kind is EntityKind.ORGANISATION and not e.data]


def test_a_joint_venture_that_has_no_name_yet_is_its_partners_together() -> None:
    text = "EcoPro BM与SK On、福特组建合资公司，在加拿大魁北克建设正极材料工厂。合资公司年产能4.5万吨。"
    (capacity,) = facts(told((DAY, text)), "capacity")
    assert told((DAY, text)).entities[capacity.subject].data["relation"] == "joint venture"


@pytest.mark.parametrize(
    "text",
    [
        "宁德时代与一汽集团成立合资公司时代一汽动力电池有限公司，宁德时代持股51%，一汽集团持股49%。",
        "L-H Battery Company is a joint venture: CATL has 51 percent and Honda 49 percent of its equity.",
        "CATL holds 51 percent of L-H Battery Company and Honda 49 percent.",
    ],
)
def test_a_stake_is_its_holder_s_and_names_what_it_is_a_part_of(text: str) -> None:
    book = told((DAY, text))
    larger, smaller = facts(book, "share")
    assert (larger.value, book.label(larger.subject)) == (51, "CATL")
    assert smaller.value == 49
    assert larger.subject != smaller.subject
    assert larger.perimeter == smaller.perimeter
