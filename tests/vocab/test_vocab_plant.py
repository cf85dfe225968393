"""Plants with names of their own."""

from __future__ import annotations

from collections import defaultdict

import pytest

from gigawatch.vocab import normalise, organisations, places, plants


@pytest.mark.parametrize(
    ("name", "wanted", "owner"),
    [
        ("Northvolt Ett", "plant-northvolt-ett", "org-northvolt-ett"),
        ("Giga Nevada", "plant-gigafactory-nevada", "org-tesla"),
        ("柏林超级工厂", "plant-gigafactory-berlin", "org-tesla"),
        ("blueoval city", "plant-blueoval-city", "org-ford"),
        ("SalzGiga", "plant-salzgiga", "org-powerco"),
        ("ACC Douvrin", "plant-acc-billy-berclau", "org-acc"),
        ("宁德时代匈牙利工厂", "plant-catl-debrecen", "org-catl-debrecen"),
    ],
)
def test_a_plant_is_found_by_its_names_and_knows_its_owner(name: str, wanted: str, owner: str) -> None:
    found = plants().find(name)
    assert found is not None
    assert (found.id, found.owner) == (wanted, owner)


def test_an_unknown_name_is_no_plant() -> None:
    assert plants().find("Gigafactory Atlantis") is None
    assert plants().get("plant-atlantis") is None


def test_a_plant_is_found_in_a_text_with_its_offsets() -> None:
    text = "Northvolt Ett in Skellefteå and Tesla's Gigafactory Berlin; 特斯拉上海超级工厂投产"
    found = plants().scan(text)
    assert [mention.entry.id for mention in found] == [
        "plant-northvolt-ett",
        "plant-gigafactory-berlin",
        "plant-gigafactory-shanghai",
    ]
    assert all(text[mention.start : mention.end] == mention.surface for mention in found)


def test_a_plant_written_small_or_inside_a_word_is_none() -> None:
    assert plants().scan("a metaplant; MetaplantX") == []


def test_no_name_belongs_to_two_plants_or_to_a_firm_that_is_not_its_owner() -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for plant in plants():
        for name in plant.names:
            owners[normalise(name)].add(plant.id)
            namesake = organisations().find(name)
            assert namesake is None or namesake.id == plant.owner, name
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_every_plant_has_a_known_owner_and_a_place() -> None:
    assert len({plant.id for plant in plants()}) == len(plants())
    for plant in plants():
        assert organisations().get(plant.owner) is not None, plant
        assert places().get(plant.place) is not None or ", " in plant.place, plant
        assert plant.label("en"), plant
        assert plant.label("zh"), plant


def test_the_plants_of_an_owner_are_listed() -> None:
    assert "plant-salzgiga" in [plant.id for plant in plants().of("org-powerco")]
