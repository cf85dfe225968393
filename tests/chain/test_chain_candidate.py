"""Who could fill a missing link: firms with plants elsewhere, then those tied to the region, each with its reasons."""

from __future__ import annotations

import pytest

from gigawatch.chain import Presence, Tie, Verdict, find_chain, name_thing, render_text
from gigawatch.chain.candidate import find_candidates
from gigawatch.chain.region import find_region
from gigawatch.model import Kind
from gigawatch.vocab import links, organisations


@pytest.fixture
def city(desk):
    desk.document("cells", "CATL runs 75 GWh a year of cells in Yibin.", "2023-06-10")
    desk.say("cells", "75 GWh", 75, subject="CATL", object="cells", status="operating")
    desk.document("foil", "Dongshan Foil Co., Ltd runs 43,000 tonnes a year of copper foil in Xining.", "2023-06-10")
    own = {"subject": "Dongshan Foil Co., Ltd", "object": "copper foil", "status": "operating", "place": "Xining"}
    desk.say("foil", "43,000 tonnes", 43000, "t/yr", **own)
    return desk


def ties(candidate):
    return {reason.tie for reason in candidate.reasons}


def test_a_firm_with_a_running_plant_elsewhere_comes_first_with_its_evidence(city):
    ledger = city.ledger()
    first = find_chain(ledger, "Yibin").candidates["copper_foil"][0]
    assert ledger.label(first.firm) == "Dongshan Foil Co., Ltd"
    assert first.presence is Presence.RUNNING
    plant = next(reason for reason in first.reasons if reason.tie is Tie.PLANT)
    assert set(plant.evidence) <= ledger.facts.keys() | ledger.material.claims.keys()


def test_every_candidate_has_a_reason_and_works_in_the_link(city):
    for found in find_chain(city.ledger(), "Yibin").candidates.values():
        for one in found:
            assert ties(one) & {Tie.PLANT, Tie.MAKES}
            assert len({reason.tie for reason in one.reasons}) == len(one.reasons)


def test_a_partner_of_a_firm_here_comes_before_a_stranger_of_the_same_country(city):
    found = find_chain(city.ledger(), "Yibin").candidates["recycling"]
    kinds = [Tie.HERE in ties(one) or Tie.PARTNER in ties(one) for one in found if one.presence is Presence.ABSENT]
    assert kinds == sorted(kinds, reverse=True)
    assert any(kinds)


def test_candidates_are_sought_for_core_links_without_a_plant_only(city):
    report = find_chain(city.ledger(), "Yibin")
    assert set(report.candidates) == set(report.unshown)
    assert "cell" not in report.candidates
    assert all(links()[code].core for code in report.candidates)


def test_the_page_says_that_candidates_are_inferred(city):
    ledger = city.ledger()
    report = find_chain(ledger, "Yibin")
    assert "no source is taken to say that they come" in render_text(report, ledger, "en")
    assert "并不表示有来源称其将落户" in render_text(report, ledger, "zh")


def test_a_complete_chain_is_borne_out_only_by_a_plant_in_every_core_link(city):
    report = find_chain(city.ledger(), "Yibin")
    assert report.verdict is Verdict.NOT_SHOWN
    assert "A complete chain: not shown" in render_text(report, city.ledger(), "en")


def test_a_chain_with_a_running_plant_in_every_core_link_is_complete(desk):
    core = [link for link in links().values() if link.core]
    for number, link in enumerate(core):
        word, unit = link.terms_en[0], link.unit
        amount = {"GWh/yr": "20 GWh", "m2/yr": "20 m2", "vehicles/yr": "20 vehicles"}.get(unit, "20 tonnes")
        firm = f"Synthetic Works {'ABCDEFGHIJKLMNOPQRST'[number]} Co., Ltd"
        desk.document(link.code, f"{firm} runs a plant for {amount} a year of {word} in Yibin.", "2023-06-10")
        desk.say(link.code, amount, 20, unit, subject=firm, object=word, status="operating")
    report = find_chain(desk.ledger(), "Yibin")
    assert report.unshown == ()
    assert report.verdict is Verdict.RUNS
    assert report.candidates == {}


def firms(found):
    return {one.firm for one in found}


def test_a_firm_that_is_here_already_is_no_firm_elsewhere(city):
    report = find_chain(city.ledger(), "Yibin")
    assert firms(report.incumbents["recycling"]) >= {"org-catl"}
    for link, found in report.candidates.items():
        assert not any(one.is_here for one in found)
        assert not firms(found) & firms(report.incumbents[link])
    text = render_text(report, city.ledger(), "en")
    assert "here already, by plants of other links, of none told, or by name: CATL" in text


def test_a_firm_that_is_inferred_to_work_in_a_link_here_is_not_offered_for_it(desk):
    desk.document("a", "CATL broke new ground in Yibin: construction is under way.", "2022-01-05")
    data = {"organisations": ["CATL"], "place": "Yibin", "date": "2022-01"}
    desk.tell(Kind.EVENT, "a", "construction is under way", type="construction", **data)
    report = find_chain(desk.ledger(), "Yibin")
    assert "cell" in report.unshown
    assert "org-catl" not in firms(report.candidates["cell"]) | firms(report.incumbents["cell"])


def test_a_firm_named_after_the_region_is_of_there_and_of_no_place_elsewhere(city):
    report = find_chain(city.ledger(), "Yibin")
    named = [one for one in report.incumbents["precursor"] if Tie.NAMED in ties(one)]
    assert {name_thing(one.firm, city.ledger(), "en") for one in named} >= {"Yibin Tianyuan Group"}


@pytest.mark.parametrize(
    ("region", "firm"),
    [
        ("place-cn-sichuan", "org-jinchuan"),
        ("place-hu", "org-tata-autocomp"),
        ("place-hu", "org-tata-chemicals"),
        ("place-us-ga", "org-savannah-resources"),
        ("place-cn-guangdong", "org-zijin"),
        ("place-cn-guangdong", "org-nanshan"),
        ("place-cn-guangdong", "org-foton"),
        ("place-de", "org-kelong-new-energy"),
        ("place-in", "org-pali"),
        ("place-cn-jiangsu", "org-qinghai-east"),
        ("place-kr", "org-posco-argentina"),
    ],
)
def test_a_firm_whose_name_only_looks_like_a_town_of_the_region_is_not_of_there(city, region, firm):
    ledger, works_in = city.ledger(), tuple(organisations().get(firm).works_in)
    found = find_candidates(ledger, find_region(ledger, region), [], works_in)
    own = [one for offered in found.values() for one in offered if one.firm == firm]
    assert own
    assert not any(one.is_here for one in own)


def test_a_company_is_not_offered_itself_nor_its_own_subsidiaries(city):
    report = find_chain(city.ledger(), "CATL")
    own = {"org-catl", *(one.id for one in organisations().subsidiaries("org-catl"))}
    for link, found in report.candidates.items():
        assert not firms((*found, *report.incumbents[link])) & own
