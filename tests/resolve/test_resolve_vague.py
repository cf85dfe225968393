"""What is told of a country or state only; owners whose name begins with Foovolta are synthetic."""

from __future__ import annotations

import pytest

from gigawatch.model import EntityKind, Quantity
from gigawatch.resolve import Description, identify


def site(key: str, owner: str, place: str | None, **told: object) -> Description:
    return Description(id=key, kind=EntityKind.SITE, surface="plant", owner=owner, place=place, **told)  # type: ignore[arg-type]


def test_the_plants_of_a_firm_at_home_are_not_the_first_that_the_vocabulary_knows() -> None:
    ids = identify([site("wide", "CATL", "China"), site("a", "CATL", "Ningde, Fujian"), site("b", "CATL", "Yibin")])
    assert len(set(ids.values())) == 3


def test_a_known_plant_is_no_more_likely_than_a_described_one() -> None:
    told = [site("wide", "LG Energy Solution", "Michigan"), site("a", "LG Energy Solution", "Holland, Michigan")]
    ids = identify([*told, site("b", "LG Energy Solution", "Lansing, Michigan")])
    assert len(set(ids.values())) == 3


def test_of_several_plants_the_one_of_its_size_is_meant() -> None:
    size = Quantity(16.5, "GWh/yr")
    told = [site("wide", "LG Energy Solution", "Michigan", capacity=size), site("b", "LG Energy Solution", "Lansing")]
    ids = identify([*told, site("a", "LG Energy Solution", "Holland, Michigan", capacity=size)])
    assert ids["wide"] == ids["a"] != ids["b"]


def test_the_only_plant_that_is_told_or_known_in_a_country_is_meant() -> None:
    ids = identify([site("wide", "Tesla", "Germany"), site("a", "Tesla", "Grünheide, Germany")])
    assert ids["wide"] == ids["a"]


@pytest.mark.parametrize("place", ["Germany", "China", None])
def test_groups_that_are_kept_apart_have_an_id_each(place: str | None) -> None:
    told = [site("a", "Foovolta Ltd", "Munich, Germany"), site("b", "Foovolta Ltd", "Hamburg, Germany")]
    ids = identify([*told, site("c", "Foovolta Ltd", place), site("d", "Foovolta Ltd", place, document="another")])
    assert len(set(ids.values())) == 4


def test_a_town_that_another_state_has_too_stays_unknown_where_its_own_state_lacks_it() -> None:
    ids = identify([site("a", "Foovolta Ltd", "Nowhereton, Ohio"), site("b", "Foovolta Ltd", "Elsewhereton, Ohio")])
    assert ids["a"] != ids["b"]
    county = [
        site("c", "Albemarle", "Richburg, South Carolina"),
        site("d", "Albemarle", "Chester County, South Carolina"),
    ]
    assert len(set(identify(county).values())) == 1
