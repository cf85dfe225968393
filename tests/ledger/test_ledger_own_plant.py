"""Figures that a text tells of a plant and not of its company are the plant's; every text is made up."""

from __future__ import annotations

import pytest
from told import told

DAY = "2024-05-10"
PLANT = "CATL's factory in Yibin, Sichuan, has been certified by an inspection company. "


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("CATL's plant in Yibin produced 30 GWh of batteries in 2023.", "production"),
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
