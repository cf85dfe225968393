"""A town's own totals beside the firms in it; every text is made up."""

from __future__ import annotations

from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.model import Document, Kind, QuantityClaim


def subjects(text: str, lang: str) -> dict[float, str | None]:
    document = Document(id="d", path="d", sha256="ab" * 32, text=text, published=date(2024, 8, 12), language=lang)
    claims = read_claims(document, kinds=[Kind.QUANTITY]).claims
    return {claim.value: claim.subject for claim in claims if isinstance(claim, QuantityClaim)}


def test_a_towns_capacity_is_not_that_of_the_firm_with_a_part_of_it() -> None:
    text = (
        "At the end of June 2024, the city of Debrecen had a battery cell capacity of 52 GWh, of which Tarnova Energy "
        "accounted for 17 GWh. The city produced 14.2 GWh in the first half of 2024, up 21% on the year, and its "
        "battery plants employed 5,100 people."
    )
    assert subjects(text, "en") == {
        52: "Debrecen",
        17: "Tarnova Energy",
        14.2: "Debrecen",
        21: "Debrecen",
        5100: "Debrecen",
    }


def test_a_chinese_towns_output_growth_and_staff_are_its_own() -> None:
    text = (
        "截至2024年6月末，荆州市储能电池已建成产能达到38GWh，其中江澜新能源已建成产能11GWh。"
        "2024年上半年，全市储能电池产量9.4GWh，同比增长27%，相关企业员工3,900人。"
    )
    assert subjects(text, "zh") == {38: "荆州市", 11: "江澜新能源", 9.4: "荆州市", 27: "荆州市", 3900: "荆州市"}


def test_plants_of_no_firm_in_the_city_are_the_citys() -> None:
    text = (
        "Debrecen had a battery capacity of 52 GWh, of which Tarnova Energy accounted for 17 GWh. "
        "Battery plants in the city employed 5,100 people."
    )
    assert subjects(text, "en")[5100] == "Debrecen"


def test_a_town_that_no_list_of_places_has_is_one_where_the_text_calls_it_so() -> None:
    text = "The city of Vexholm had a battery cell capacity of 35 GWh, of which Tarnova Energy accounted for 9 GWh."
    assert subjects(text, "en") == {35: "Vexholm", 9: "Tarnova Energy"}


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "Tarnova Energy will build a plant in Debrecen. The plant in the city will employ 500 people.", 500),
        ("en", "Tarnova Energy has a plant in Debrecen. The company produced 3 GWh in 2023.", 3),
        ("zh", "7月，江澜新能源在荆州市的基地产量3GWh，全市产量9GWh。", 3),
        ("zh", "江澜新能源荆州市基地产能8GWh，产量占全市产量的35%。", 35),
    ],
)
def test_what_a_firm_has_in_a_town_stays_the_firms(lang: str, text: str, value: float) -> None:
    assert subjects(text, lang)[value] == ("Tarnova Energy" if lang == "en" else "江澜新能源")
