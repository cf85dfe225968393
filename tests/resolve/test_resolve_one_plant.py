"""One plant of a firm and its company at a place is one thing: of site companies at home and of subsidiaries."""

from __future__ import annotations

import pytest

from gigawatch.model import Entity
from gigawatch.resolve.naming import organisation_entity, place_entity
from gigawatch.resolve.plant import site_of
from gigawatch.vocab import organisations, places


def firm(name: str) -> Entity:
    found = organisations().find(name)
    assert found is not None
    return organisation_entity(found)


def town(name: str) -> Entity:
    found = places().find(name)
    assert found is not None
    return place_entity(found)


def test_the_only_company_of_a_firm_has_no_second_plant_at_home_in_the_town_whose_name_it_bears() -> None:
    there = town("宜宾")
    assert [s.id for s in site_of(firm("宜宾长盈精密"), there)] == [s.id for s in site_of(firm("长盈精密"), there)]
    elsewhere = town("成都")
    assert site_of(firm("宜宾长盈精密"), elsewhere)[0].id != site_of(firm("长盈精密"), elsewhere)[0].id


@pytest.mark.parametrize(("company", "parent"), [("天宜锂业", "天华超净"), ("中材锂膜", "中材科技")])
def test_the_plant_of_a_subsidiary_makes_no_plant_of_its_parent(company: str, parent: str) -> None:
    there = town("宜宾")
    (own,) = site_of(firm(company), there)
    assert own.part_of == site_of(firm(parent), there)[0].id
