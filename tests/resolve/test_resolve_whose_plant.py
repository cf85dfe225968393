"""Whose a site company's plant is: its parent's, where it is all that the parent has in that country."""

from __future__ import annotations

import pytest

from gigawatch.model import Entity
from gigawatch.resolve.naming import organisation_entity, place_entity
from gigawatch.resolve.plant import part_of_site, site_of
from gigawatch.vocab import organisations, places


def firm(name: str) -> Entity:
    found = organisations().find(name)
    assert found is not None
    return organisation_entity(found)


def town(name: str) -> Entity:
    found = places().find(name)
    assert found is not None
    return place_entity(found)


@pytest.mark.parametrize(("company", "parent"), [("匈牙利时代", "宁德时代"), ("EVE Power Hungary", "EVE Energy")])
def test_the_only_company_of_a_firm_in_a_country_has_no_second_plant_there(company: str, parent: str) -> None:
    there = town("Debrecen")
    assert [s.id for s in site_of(firm(company), there)] == [s.id for s in site_of(firm(parent), there)]
    phase = part_of_site(firm(company), there, None, (1,))
    assert [p.id for p in phase] == [p.id for p in part_of_site(firm(parent), there, None, (1,))]


def test_a_site_company_at_home_keeps_its_site_inside_the_base_of_its_parent() -> None:
    there = town("宜宾")
    own, base = site_of(firm("四川时代"), there)[:2]
    assert own.id != base.id
    assert own.part_of == base.id
    assert base.id == site_of(firm("宁德时代"), there)[0].id
