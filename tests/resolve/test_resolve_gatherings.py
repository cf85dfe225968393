"""Gatherings by their city and days; the names are synthetic but for those of known fairs."""

from __future__ import annotations

import pytest

from gigawatch.model import EntityKind
from gigawatch.resolve import Description, identify


def are_one(*told: tuple[str, str, str]) -> bool:
    ids = identify(
        Description(id=str(number), kind=EntityKind.EVENT, surface=surface, place=place, date=day)
        for number, (surface, place, day) in enumerate(told)
    )
    return len(set(ids.values())) == 1


@pytest.mark.parametrize(
    "other",
    [
        ("the city's battery conference", "Yibin, Sichuan", "2023-06-09"),
        ("“新动力”大会", "宜宾", "2023-06"),
        ("第二届动力电池大会", "宜宾, 四川", "2023-06-10"),
    ],
)
def test_a_gathering_of_the_same_city_and_days_is_the_edition_held_there(other: tuple[str, str, str]) -> None:
    assert are_one(("2023 World Power Battery Conference", "Yibin", "2023-06-08"), other)


@pytest.mark.parametrize(
    "other",
    [
        ("the solar show", "Yibin", "2023-06-08"),
        ("third battery conference", "Yibin", "2023-06-08"),
        ("the battery conference of 2022", "Yibin", "2023-06-08"),
        ("the battery conference", "Chengdu", "2023-06-08"),
        ("the battery conference", "Yibin", "2023-09-08"),
        ("signing ceremony", "Yibin", "2023-06-09"),
    ],
)
def test_another_subject_number_year_city_or_month_makes_another_gathering(other: tuple[str, str, str]) -> None:
    assert not are_one(("second power battery conference 2023", "Yibin", "2023-06-08"), other)


def test_a_year_joins_two_gatherings_only_where_both_tell_their_subject() -> None:
    assert are_one(("battery fair", "Novi", "2023"), ("13th battery expo", "Novi", "2023"))
    assert not are_one(("battery fair", "Novi", "2023"), ("13th expo", "Novi", "2023"))
