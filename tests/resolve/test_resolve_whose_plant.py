"""Whose a site company's plant is: its parent's, where it is all that the parent has in that country."""

from __future__ import annotations

from datetime import date

import pytest

from gigawatch.model import Document, Entity, EntityKind, QuantityClaim
from gigawatch.resolve import resolve
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


PAID = {
    "zh": ("本报讯。贝特瑞将与亿纬锂能一起向四川贝特瑞增资，两家分别出资8.26亿元和8.84亿元。", "8.26亿元", "8.84亿元"),
    "en": (
        "Synthetic. BTR and EVE Energy will increase the capital of BTR Sichuan by 826 and 884 million yuan.",
        "826",
        "884",
    ),
}
SPENT = {
    "zh": ("本报讯。贝特瑞注册资本22.1亿元，在宜宾投资50亿元建设工厂。", "50亿元"),
    "en": (
        "Synthetic. BTR, with a registered capital of 2.2 billion yuan, invests 5 billion yuan in Yibin.",
        "5 billion",
    ),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_partners_pay_into_one_firm_makes_no_plant_of_each_of_them(lang: str) -> None:
    text, *amounts = PAID[lang]
    owners = zip(("BTR", "EVE Energy"), amounts, strict=True)
    assert plants_of(text, [money(text, words, owner) for owner, words in owners]) == set()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_a_firm_invests_is_of_its_plant_though_its_capital_is_told_beside_it(lang: str) -> None:
    text, words = SPENT[lang]
    assert plants_of(text, [money(text, words, "BTR")]) == {"BTR, Yibin"}


def plants_of(text: str, claims: list[QuantityClaim]) -> set[str]:
    day = date(2022, 9, 28)
    document = Document("d", "d.md", "d", text, "en", "d", "https://example.org/", "Example News", day, day)
    found = resolve({"d": document}, claims, [])
    return {one.name for one in found.entities.values() if one.kind is EntityKind.SITE}


def money(text: str, words: str, owner: str) -> QuantityClaim:
    """A synthetic claim of an owner's investment in Yibin."""
    start = text.index(words)
    return QuantityClaim(
        document="d", lang="en", value=1e9, surface=words, start=start, end=start + len(words), id=f"claim-{start}",
        confidence=1.0, reader="test/1", measure="investment", unit="CNY", subject=owner, place="Yibin",
        status="announced", period="2022",
    )  # fmt: skip


def test_what_three_firms_plants_have_together_is_no_plant_of_its_own() -> None:
    text = "Synthetic. The three plants of BTR, EVE Energy and CATL in Yibin cost 7 billion yuan together."
    assert plants_of(text, [money(text, "7 billion", "BTR and EVE Energy and CATL")]) == set()
