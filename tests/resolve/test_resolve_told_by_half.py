"""Plants and events that one text tells in full and another by half; all descriptions here are synthetic."""

from __future__ import annotations

import pytest

from gigawatch.model import EntityKind, Quantity
from gigawatch.resolve import Description, identify
from gigawatch.resolve.sound import sound_alike

SITE, PROJECT, PHASE, EVENT = EntityKind.SITE, EntityKind.PROJECT, EntityKind.PHASE, EntityKind.EVENT


def plant(key: str, kind: EntityKind, owner: str, place: str | None, **told: object) -> Description:
    surface = str(told.pop("surface", "plant"))
    return Description(id=key, kind=kind, surface=surface, owner=owner, place=place, **told)  # type: ignore[arg-type]


def event(key: str, surface: str, place: str | None, **told: object) -> Description:
    return Description(id=key, kind=EVENT, surface=surface, place=place, **told)  # type: ignore[arg-type]


def are_one(*told: Description) -> bool:
    return len(set(identify(told).values())) == 1


def gwh(value: float) -> Quantity:
    return Quantity(value, "GWh")


def test_a_phase_told_by_its_country_is_the_only_one_of_its_number_there() -> None:
    there = plant("a", PHASE, "SEMCORP", "Debrecen, Hungary", phase="phase 2")
    assert are_one(there, plant("b", PHASE, "恩捷", "匈牙利", phase="二期"))
    other = plant("c", PHASE, "SEMCORP", "Debrecen, Hungary", phase="phase 1")
    assert identify([there, other, plant("b", PHASE, "恩捷", "匈牙利", phase="二期")])["b"] != identify([other])["c"]


def test_a_township_off_the_map_is_the_town_that_another_text_names_where_the_money_agrees() -> None:
    town = plant("a", PROJECT, "Gotion", "Big Rapids, Michigan", investment=Quantity(2.36e9, "USD"))
    township = plant("b", PROJECT, "Gotion", "Green Charter Township, Michigan", investment=Quantity(2.364e9, "USD"))
    assert are_one(town, township)
    assert not are_one(town, plant("b", PROJECT, "Gotion", "Green Charter Township, Michigan"))


def test_a_venture_told_by_one_partner_is_the_venture_where_a_size_speaks_for_it() -> None:
    venture = plant("a", PROJECT, "NextStar Energy", "Windsor, Ontario", capacity=gwh(45))
    partner = plant("b", PROJECT, "LG Energy Solution", "Windsor, Ontario", capacity=gwh(45))
    assert are_one(venture, partner)
    assert not are_one(venture, plant("b", PROJECT, "LG Energy Solution", "Windsor, Ontario"))


def test_the_partners_of_a_list_are_the_venture_by_the_first_words_of_their_names() -> None:
    names = ("Samsung / GM", "General Motors and Samsung SDI", "通用汽車與三星SDI")
    assert are_one(*(plant(str(n), SITE, name, "New Carlisle, Indiana") for n, name in enumerate(names)))


def test_two_unknown_owners_whose_names_begin_alike_are_one_at_one_town_only() -> None:
    one = plant("a", SITE, "Voltaruga", "Freehold, New Jersey")
    assert are_one(one, plant("b", SITE, "Voltaruga Automotive", "Freehold, New Jersey"))
    assert not are_one(one, plant("b", SITE, "Voltaruga Automotive", "Sparks, Nevada"))


def test_sums_of_which_one_is_more_than_twice_the_other_tell_two_projects_apart() -> None:
    sums = (4e8, 1e9)
    told = [plant(str(n), PROJECT, "Ultium CAM", "Bécancour, Quebec", investment=Quantity(n, "USD")) for n in sums]
    assert not are_one(*told)


def test_a_second_plant_is_not_the_first_announced() -> None:
    first = plant(
        "a", PROJECT, "AESC", "Florence, South Carolina", surface="battery plant", investment=Quantity(8e8, "USD")
    )
    second = plant("b", PROJECT, "AESC", "Florence, South Carolina", surface="a second factory")
    assert not are_one(first, second)


def test_a_suburb_is_found_beside_its_town() -> None:
    assert are_one(
        plant("a", SITE, "Tianqi", "Kwinana, Perth, Western Australia"),
        plant("b", SITE, "Tianqi", "Kwinana, Western Australia"),
    )


def test_dollars_are_no_country() -> None:
    there = plant("a", SITE, "PT HLI", "Karawang", investment=Quantity(1.1e9, "USD"))
    assert are_one(
        there, plant("b", SITE, "PT HLI", None, surface="a US$1.1 billion plant", investment=Quantity(1.1e9, "USD"))
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("萨南德", "Sanand", True),
        ("科特卡", "Kotka", True),
        ("德布勒森", "Debrecen", True),
        ("德布勒森", "Budapest", False),
        ("Sanand", "Sanand", False),
        ("萨南德", "萨南德", False),
    ],
)
def test_a_name_in_chinese_characters_sounds_like_its_town(one: str, other: str, expected: bool) -> None:
    assert sound_alike(one, other) is expected


def test_a_short_name_means_the_edition_of_the_series_that_its_sentence_names() -> None:
    named = event("a", "The Battery Show 2023", "Novi, Michigan")
    assert are_one(
        named, event("b", "the 2023 show", "Novi, Michigan", text="The Battery Show moved; the 2023 show was full.")
    )
    assert not are_one(named, event("b", "the 2023 show", "Novi, Michigan", text="the 2023 show was full."))


def test_a_name_without_a_year_is_the_only_edition_told_in_its_city() -> None:
    first, second = event("a", "The Battery Show 2023", "Novi"), event("b", "The Battery Show 2012", "Novi")
    open_one = event("c", "The Battery Show", "Novi")
    assert are_one(first, open_one)
    found = identify([first, second, open_one])
    assert found["c"] not in (found["a"], found["b"])


def test_initials_in_brackets_are_the_event_before_them() -> None:
    text = "马中高峰论坛2024(MCS 2024)12月17日举行。"
    assert are_one(
        event("a", "马中高峰论坛2024", "吉隆坡", date="2024-12-17", text=text),
        event("b", "MCS 2024", "吉隆坡", text=text),
    )


def test_a_series_is_found_between_chinese_characters() -> None:
    assert are_one(event("a", "第一大展CIBF今年", "重庆", published="2024-04-01"), event("b", "CIBF2024", "重庆"))
