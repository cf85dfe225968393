from __future__ import annotations

from datetime import date

import pytest

from gigawatch.model import Document, EntityKind, Kind, NarrativeClaim, Observation, QuantityClaim, Verdict
from gigawatch.resolve import Resolution, resolve
from gigawatch.resolve.where import name_place

DOCUMENTS = {"doc-1": Document("doc-1", "a.md", "00", "text", published=date(2022, 7, 25))}


def claim(key: str, **fields: object) -> QuantityClaim:
    values: dict[str, object] = {
        "measure": "capacity",
        "value": 1.0,
        "unit": "GWh/yr",
        "surface": "x",
        "start": 0,
        "end": 1,
        "lang": "en",
        "confidence": 1.0,
        "reader": "test/1",
        "document": "doc-1",
    }
    return QuantityClaim(id=key, **(values | fields))  # type: ignore[arg-type]  # a test's shorthand


def resolved(*claims: QuantityClaim | NarrativeClaim) -> Resolution:
    return resolve(DOCUMENTS, claims, [])


def thing(resolution: Resolution, key: str) -> str:
    return resolution.mentions[(key, "thing")].entity


@pytest.mark.parametrize("name", ["CATL", "宁德时代", "Contemporary Amperex Technology Co., Limited", "catl"])
def test_a_firm_is_one_thing_under_all_its_names(name: str) -> None:
    found = resolved(
        claim("c1", subject="CATL", measure="revenue", unit="CNY"), claim("c2", subject=name, measure="revenue")
    )
    assert thing(found, "c1") == thing(found, "c2")
    assert found.entities[thing(found, "c2")].kind is EntityKind.ORGANISATION


def test_an_unknown_firm_becomes_a_thing_of_its_own_with_an_unsure_judgement() -> None:
    found = resolved(claim("c1", subject="Gigantic Cells Ltd", measure="revenue", unit="USD"))
    assert found.entities[thing(found, "c1")].name == "Gigantic Cells Ltd"
    assert {j.verdict for j in found.judgements.values()} == {Verdict.UNSURE}


@pytest.mark.parametrize("name", ["the company", "项目", "both", "100 Chinese", "Nearly 400", "Six Chinese"])
def test_a_general_word_is_no_thing(name: str) -> None:
    assert resolved(claim("c1", subject=name)).mentions == {}


def test_capacity_of_a_firm_at_a_place_belongs_to_its_site_there() -> None:
    found = resolved(claim("c1", subject="CATL", place="Yibin"), claim("c2", subject="宁德时代", place="宜宾"))
    assert thing(found, "c1") == thing(found, "c2")
    site = found.entities[thing(found, "c1")]
    assert site.kind is EntityKind.SITE
    assert found.entities[str(site.data["place"])].names["zh"].startswith("宜宾")


def test_a_subsidiarys_site_is_part_of_its_parents_base_at_the_same_place() -> None:
    found = resolved(claim("c1", subject="四川时代", place="宜宾"), claim("c2", subject="CATL", place="Yibin"))
    assert found.entities[thing(found, "c1")].part_of == thing(found, "c2")


def test_a_county_of_a_prefecture_is_the_same_site() -> None:
    found = resolved(claim("c1", subject="CATL", place="翠屏区", lang="zh"), claim("c2", subject="CATL", place="Yibin"))
    assert thing(found, "c1") == thing(found, "c2")


def test_capacity_of_a_firm_in_a_country_is_the_firms_own() -> None:
    found = resolved(claim("c1", subject="CATL", place="China"))
    assert found.entities[thing(found, "c1")].kind is EntityKind.ORGANISATION


@pytest.mark.parametrize(
    "name", ["World EV & ES Battery Conference", "2022世界动力电池大会", "2022 World Power Battery Conference"]
)
def test_a_conference_is_one_event_under_its_names_and_its_edition_is_its_year(name: str) -> None:
    found = resolved(claim("c1", subject=name, measure="projects", unit="count", period="2022-07"))
    assert thing(found, "c1") == "event-world-power-battery-conference-2022"


def test_the_industry_of_a_place_is_the_place() -> None:
    found = resolved(claim("c1", subject="Yibin's power battery industry", measure="revenue", unit="CNY"))
    assert found.entities[thing(found, "c1")].kind is EntityKind.PLACE


def test_what_is_made_or_sold_is_the_places_and_not_the_conferences() -> None:
    found = resolved(
        claim("c1", subject="World Power Battery Conference", place="Yibin", measure="production", unit="GWh")
    )
    assert found.entities[thing(found, "c1")].kind is EntityKind.PLACE


def test_who_only_speaks_of_a_figure_does_not_own_it() -> None:
    found = resolved(claim("c1", subject="Jane Doe", speaker="Jane Doe", place="Yibin", measure="revenue", unit="CNY"))
    assert ("c1", "thing") not in found.mentions


def test_an_unknown_name_owns_a_figure_only_where_it_acts_in_the_text() -> None:
    acting = {
        "doc-1": Document("doc-1", "a.md", "00", "In Yibin, Verdania plans a plant.", published=date(2022, 7, 25))
    }
    mentioned = {
        "doc-1": Document("doc-1", "a.md", "00", "Like in Verdania, others plan.", published=date(2022, 7, 25))
    }
    told = claim("c1", subject="Verdania", place="Yibin")
    assert ("c1", "thing") in resolve(acting, [told], []).mentions
    assert ("c1", "thing") not in resolve(mentioned, [told], []).mentions


def test_a_place_in_a_persons_name_is_no_place() -> None:
    found = resolved(claim("c1", subject="Jing Maoming", place="Sichuan"))
    assert ("c1", "thing") not in found.mentions


def test_a_place_that_disagrees_with_where_the_figure_is_is_not_its_subject() -> None:
    found = resolved(claim("c1", subject="Debrecen", place="Yibin"))
    assert ("c1", "thing") not in found.mentions


def test_a_figure_without_a_subject_is_not_its_places_total() -> None:
    assert ("c1", "thing") not in resolved(claim("c1", place="Yibin")).mentions


def test_an_association_has_no_plant() -> None:
    found = resolved(claim("c1", subject="中国轻工业联合会", place="宜宾", measure="area", unit="m2"))
    assert not [e for e in found.entities.values() if e.kind is EntityKind.SITE]


@pytest.mark.parametrize("name", ["2022世界动力电池大会", "World Power Battery Conference"])
def test_a_conference_at_which_a_plant_is_signed_owns_no_plant(name: str) -> None:
    event = NarrativeClaim(
        kind=Kind.EVENT,
        document="doc-1",
        lang="zh",
        surface="x",
        start=0,
        end=1,
        id="e1",
        confidence=1.0,
        reader="test/1",
        data={"type": "signing", "organisations": [name], "place": "宜宾", "object": "电动车"},
    )
    found = resolved(event)
    assert ("e1", "thing") not in found.mentions
    assert not [e for e in found.entities.values() if e.kind in (EntityKind.SITE, EntityKind.PROJECT)]


def test_a_name_that_several_firms_bear_is_unsure() -> None:
    found = resolved(claim("c1", subject="GEM", measure="revenue", unit="CNY"))
    assert {j.verdict for j in found.judgements.values()} == {Verdict.UNSURE}


def test_a_table_cell_and_a_sentence_mean_the_same_thing() -> None:
    cell = Observation(
        id="obs-1", table="t.csv", row=1, subject="Yibin", measure="production", period="2022", value=72.0, unit="GWh"
    )
    found = resolve(DOCUMENTS, [claim("c1", subject="宜宾", measure="production", unit="GWh")], [cell])
    assert thing(found, "c1") == thing(found, "obs-1")


def test_a_step_of_a_project_belongs_to_the_site_it_names() -> None:
    event = NarrativeClaim(
        kind=Kind.EVENT,
        document="doc-1",
        lang="en",
        surface="x",
        start=0,
        end=1,
        id="e1",
        confidence=1.0,
        reader="test/1",
        data={"type": "commissioning", "organisations": ["CATL"], "place": "Yibin"},
    )
    found = resolved(event, claim("c1", subject="CATL", place="Yibin"))
    assert thing(found, "e1") == thing(found, "c1")


def test_ids_do_not_depend_on_the_order_of_the_claims() -> None:
    one, two = claim("c1", subject="Sunwoda", place="Yibin"), claim("c2", subject="CATL", place="Yibin")
    assert set(resolved(one, two).entities) == set(resolved(two, one).entities)


@pytest.mark.parametrize("surface", ["Veltorak Synthetic (Yibin) Battery", "霖莱哲虚构（宜宾）新能源"])
def test_a_firm_that_bears_a_place_in_brackets_is_not_the_place(surface: str) -> None:
    assert name_place(surface).entity is None


def test_a_place_with_its_region_in_brackets_is_still_the_place() -> None:
    found = name_place("Nanxi (Yibin)").entity
    assert found is not None
    assert found.kind is EntityKind.PLACE
