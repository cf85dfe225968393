"""Shares told in a row, places of parts, plants by number and small towns; every text is made up."""

from __future__ import annotations

from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.claims.scope.row import numbers_at
from gigawatch.model import Document, Kind, NarrativeClaim, QuantityClaim
from gigawatch.vocab import find_around, organisations


def document_of(text: str, lang: str = "en") -> Document:
    return Document(id="d", path="d", sha256="ab" * 32, text=text, published=date(2024, 6, 3), language=lang)


def quantity(text: str, value: float) -> QuantityClaim:
    claims = read_claims(document_of(text), kinds=[Kind.QUANTITY]).claims
    return next(c for c in claims if isinstance(c, QuantityClaim) and c.value == value)


def superlatives(text: str, lang: str) -> list[NarrativeClaim]:
    claims = read_claims(document_of(text, lang), kinds=[Kind.SUPERLATIVE]).claims
    return [claim for claim in claims if isinstance(claim, NarrativeClaim)]


def test_a_percentage_joined_to_a_share_is_a_share_of_the_same_whole() -> None:
    text = "About a third of the planned capacity, 400 GWh, is delayed and 21 percent, around 250 GWh, cancelled."
    one, other = quantity(text, 21), next(c for c in read_claims(document_of(text)).claims if c.start < 20)
    assert isinstance(other, QuantityClaim)
    assert (one.measure, one.object) == ("share", other.object)


def test_the_other_percentage_is_the_rest_of_the_share_before_with_all_that_was_told_of_it() -> None:
    text = (
        "According to Wood Mackenzie, 38 percent of the battery production planned for Asia by 2031 is secure. "
        "The other 62 percent is still at risk."
    )
    one, rest = quantity(text, 38), quantity(text, 62)
    told = ("measure", "object", "subject", "place", "status", "speaker")
    assert [getattr(rest, name) for name in told] == [getattr(one, name) for name in told]
    assert (rest.period or "")[:4] == (one.period or "")[:4] == "2031"


def test_a_percentage_after_a_growth_is_no_share() -> None:
    text = "Sales of SVOLT grew 12 percent in May and 21 percent in June."
    assert quantity(text, 21).measure == "growth"


def test_the_place_of_a_part_is_not_that_of_the_whole() -> None:
    text = "SK On operates three battery plants with a total capacity of 60 GWh, of which 9 GWh are in Komarom."
    assert quantity(text, 9).place == "Komarom"
    assert quantity(text, 60).place != "Komarom"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("its second plant in ghent will run. the first plant in ghent does.", {"first", "second"}),
        ("the first and second x plants in ghent are to start.", {"first", "second"}),
        ("x puts money in its second plant in ghent and has both plants insured.", {"second"}),
        ("a second plant in ghent is planned.", set()),
        ("its first plant in porto runs, a second plant in ghent is planned.", set()),
        ("its first plant in ghent runs. three plants are planned in all.", set()),
    ],
)
def test_plants_are_told_apart_by_number_where_the_text_has_several_at_the_place(text: str, numbers: set[str]) -> None:
    assert numbers_at(text, "Ghent, Belgium") == numbers


def test_the_money_that_partners_put_into_a_ventures_plant_is_the_ventures() -> None:
    text = "LG Energy Solution and Honda put $3.5 billion in the first L-H Battery plant in Jeffersonville."
    assert quantity(text, 3.5e9).subject == "L-H Battery"


def test_a_small_town_is_the_one_in_the_region_that_the_text_names() -> None:
    found = find_around("Loyalist", "A plant in Loyalist, Ontario, is halted.")
    assert found is not None
    assert found.parent == "place-ca-08"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Loyalist", "A plant in Loyalist is halted."),
        ("Loyalist", "A plant in Loyalist, Saxony, is halted."),
        ("loyalist", "A loyalist town in Ontario."),
    ],
)
def test_a_small_town_is_nowhere_without_its_region(name: str, text: str) -> None:
    assert find_around(name, text) is None


@pytest.mark.parametrize(
    ("text", "lang", "scope", "quality"),
    [
        ("Thuringia's largest battery plant stands near Arnstadt.", "en", "Thuringia", "largest"),
        ("蜂巢能源在常州运营江苏最大的电池工厂。", "zh", "江苏", "最大"),
    ],
)
def test_a_superlative_is_claimed_within_the_place_named_before_it(
    text: str, lang: str, scope: str, quality: str
) -> None:
    (found,) = superlatives(text, lang)
    assert (found.data["scope"], found.data["quality"]) == (scope, quality)


def test_a_places_first_phase_is_no_superlative() -> None:
    assert not superlatives("Kentucky's first phase is running.", "en")


def test_a_firms_name_inside_a_longer_place_name_is_no_firm() -> None:
    assert not organisations().scan("该基地位于埃尔福特，已经投产。")
    assert [m.surface for m in organisations().scan("该基地为福特供货。")] == ["福特"]


@pytest.mark.parametrize(
    ("text", "value", "holds"),
    [
        ("The fair was first held in 2019 in Arnstadt, which accounts for 12 percent of output.", 12, False),
        ("In 2021 CATL opened a plant in Arnstadt, which now employs 1,700 people.", 1700, False),
        ("CATL opened a plant in Arnstadt, which has produced 9 GWh since 2022.", 9, True),
        ("CATL produced 5 GWh in 2022 in Arnstadt.", 5, True),
    ],
)
def test_a_figure_of_an_aside_in_the_present_is_not_of_a_year_told_outside_of_it(
    text: str, value: float, holds: bool
) -> None:
    assert ((quantity(text, value).period or "2024")[:4] != "2024") is holds
