"""The second name that a text gives a plant finds the plant; all texts are synthetic."""

from __future__ import annotations

import pytest
from told import told

DAY = "2024-05-10"


@pytest.mark.parametrize(
    ("text", "name", "plant"),
    [
        (
            "The Valle del Ebro gigafactory, as Northvale Cells' plant in Zaragoza is known, will make 40 GWh a year.",
            "Valle del Ebro gigafactory",
            "Northvale Cells, Zaragoza",
        ),
        (
            "CATL's plant in Debrecen, also known as Puszta Works, will make 40 GWh a year.",
            "the puszta works",
            "CATL, Debrecen",
        ),
        (
            "CATL is building a plant in Debrecen. The Puszta gigafactory, also known as the Debrecen battery "
            "plant, will "
            "make 40 GWh a year.",
            "Debrecen battery plant",
            "CATL, Debrecen",
        ),
        (
            "The Puszta gigafactory, also called the Debrecen battery plant, will make 40 GWh a year. It "
            "belongs to Norvale "
            "Energy.",
            "the puszta gigafactory",
            "Norvale Energy, Debrecen",
        ),
        ("诺谷能源宜宾工厂，又称“三江超级工厂”，年产能40GWh。", "三江超级工厂", "诺谷能源, Yibin"),
        ("宁德时代德布勒森工厂（又称“草原工厂”）年产能40GWh，已投产。", "草原工厂", "CATL, Debrecen"),
    ],
)
def test_a_plant_is_found_by_the_other_name_that_a_document_gives_it(text: str, name: str, plant: str) -> None:
    book = told((DAY, text))
    assert [book.label(found) for found in book.find_entities(name)] == [plant]


def test_a_name_that_several_plants_may_bear_is_none_of_theirs() -> None:
    text = "The Blue Works, as CATL's plant is known, will open. CATL has plants in Debrecen and in Arnstadt."
    assert not told((DAY, text)).find_entities("Blue Works")


def test_a_firm_that_is_known_by_another_name_is_no_plant() -> None:
    text = "Contemporary Amperex, known as CATL, is building a 40 GWh plant in Debrecen."
    assert not told((DAY, text)).lookup.called


def test_a_plant_of_two_names_is_nobody_s_where_the_text_names_two_firms() -> None:
    text = (
        "CATL has a plant in Debrecen and SVOLT has a plant in Debrecen. The Puszta gigafactory, also known as "
        "the Debrecen "
        "battery plant, will make 40 GWh a year."
    )
    book = told((DAY, text))
    assert not [fact for fact in book.facts.values() if fact.value == 40.0]
