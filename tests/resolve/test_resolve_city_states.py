from __future__ import annotations

import pytest

from gigawatch.model import EntityKind
from gigawatch.resolve import Description, identify
from gigawatch.resolve.plant import lift_place
from gigawatch.resolve.where import name_place
from gigawatch.vocab import cities_of_rank, places

NAMES = (
    "Ulsan",
    "Hai Phong",
    "Berlin",
    "Hamburg",
    "Bremen",
    "Singapore",
    "Hong Kong",
    "Washington, D.C.",
    "蔚山",
    "新加坡",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_city_with_the_rank_of_a_province_or_country_is_a_place_of_plants(name: str) -> None:
    place = name_place(name).entity
    assert place is not None
    spot = lift_place(place)
    assert spot is not None
    assert spot.id in cities_of_rank().values()


def test_a_state_or_country_with_several_cities_is_none() -> None:
    for name in ("Bavaria", "Vietnam", "Washington State"):
        place = name_place(name).entity
        assert place is not None
        assert lift_place(place) is None


def test_every_city_with_a_rank_lies_in_its_region() -> None:
    assert all(places().within(city, region) for region, city in cities_of_rank().items())


@pytest.mark.parametrize("name", ["Washington, D.C.", "Washington DC", "Washington, D.C., United States"])
def test_the_capital_of_the_united_states_is_not_the_state_of_its_name(name: str) -> None:
    place = name_place(name).entity
    assert place is not None
    assert place.id in {"place-us-dc", "place-4140963"}


def test_the_city_and_the_state_of_one_name_are_one_place_of_a_plant() -> None:
    told = [
        Description(id=str(number), kind=EntityKind.SITE, surface="plant", owner="Samsung SDI", place=place)
        for number, place in enumerate(("Ulsan", "Ulsan, South Korea", "蔚山, 韩国"))
    ]
    assert len(set(identify(told).values())) == 1
