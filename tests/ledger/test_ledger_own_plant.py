"""Figures that a text tells of a plant and not of its company are the plant's; every text is made up."""

from __future__ import annotations

import pytest
from told import told

from gigawatch.model import EntityKind

DAY = "2024-05-10"
PLANT = "CATL's factory in Yibin, Sichuan, has been certified by an inspection company. "


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("CATL's plant in Yibin produced 30 GWh of batteries in 2023.", "production"),
        ("At its plant in Yibin, CATL produced 30 GWh of batteries in 2023.", "production"),
        ("In 2023 CATL's plant in Yibin produced 30 GWh of batteries.", "production"),
        (f"{PLANT}The plant draws over 80% of its energy from hydropower.", "share"),
        (
            f"{PLANT}The plant draws its energy from hydropower. This saves 400,000 tons of carbon emissions a year.",
            "emissions",
        ),
    ],
)
def test_what_is_told_of_a_plant_is_the_plant_s(text: str, measure: str) -> None:
    book = told((DAY, text))
    (fact,) = book.select(measure=measure)
    assert book.label(fact.subject) == "CATL, Yibin"


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("CATL produced 320 GWh of batteries in 2023. Its plant in Yibin opened in 2021.", "production"),
        ("The company has a plant in Yibin. CATL's share of the market was 37% in 2023.", "share"),
        ("After its plant in Yibin opened, CATL produced 320 GWh of batteries in 2023.", "production"),
        ("CATL, which opened its plant in Yibin in 2021, produced 320 GWh of batteries in 2023.", "production"),
        ("CATL opened its plant in Yibin in 2021 and produced 320 GWh of batteries in 2023.", "production"),
        ("With its plant in Yibin running, CATL produced 320 GWh of batteries in 2023.", "production"),
        ("宜宾工厂投产后，宁德时代2023年电池产量达到320GWh。", "production"),
    ],
)
def test_what_is_told_of_a_company_beside_its_plant_is_the_company_s(text: str, measure: str) -> None:
    book = told((DAY, text))
    (fact,) = book.select(measure=measure)
    assert book.label(fact.subject) == "CATL"


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("This saves 400,000 tons of carbon emissions a year.", "part=avoided"),
        ("This will save roughly 400,000 tons of carbon emissions a year.", "part=avoided"),
        ("This brings a reduction of 400,000 tons of carbon emissions a year.", "part=avoided"),
        ("It caused 400,000 tons of carbon emissions a year.", None),
    ],
)
def test_emissions_that_are_saved_are_told_apart_from_emissions(words: str, part: str | None) -> None:
    book = told((DAY, f"{PLANT}{words}"))
    (fact,) = book.select(measure="emissions")
    assert fact.perimeter == part


def test_a_count_of_phases_makes_no_phase() -> None:
    book = told((DAY, "四川时代在宜宾共规划10期动力电池项目，目前7个项目已经建成投运。"))
    assert not [entity for entity in book.entities.values() if "10" in entity.name]


@pytest.mark.parametrize(
    ("text", "town"),
    [
        (
            "CATL will invest another 24 billion yuan in its battery base in Yibin, Sichuan. "
            "The agreement was signed in Chengdu on Dec 28 with the city of Yibin.",
            "Yibin",
        ),
        ("1月27日，蜂巢能源与遂宁市在成都签署战略合作协议，将投资70亿元在遂宁经开区建设动力电池工厂。", "Suining"),
    ],
)
def test_a_plant_is_not_where_its_contract_was_signed(text: str, town: str) -> None:
    book = told((DAY, text))
    sites = [one for one in book.entities.values() if one.kind is EntityKind.SITE]
    assert sites
    assert {one.name.partition(", ")[2] for one in sites} == {town}
    assert [step.status for site in sites for step in book.milestones.get(site.id, ())].count("signed") >= 1


@pytest.mark.parametrize(
    ("text", "plant"),
    [
        (
            "CATL signed an agreement for a plant in Debrecen, Hungary. CATL's plant in Erfurt has run since 2022.",
            "CATL, Debrecen",
        ),
        (
            "CATL's plant in Erfurt has a capacity of 14 GWh. CATL signed a contract for a plant in Debrecen, Hungary.",
            "CATL, Debrecen",
        ),
        ("宁德时代2019年在宜宾签约落户。宁德时代宁德工厂年产能40GWh。", "CATL, Yibin"),
    ],
)
def test_where_a_plant_was_signed_for_is_where_it_will_be(text: str, plant: str) -> None:
    book = told((DAY, text))
    (thing,) = (one for one in book.entities.values() if one.name == plant)
    assert "signed" in [step.status for step in book.milestones[thing.id]]
