"""Judging by what the ledger shows: any name, id or description of a plant; and claims that will count in no fact."""

from __future__ import annotations

from datetime import date

import pytest
from told import told

from gigawatch.ledger import Ledger
from gigawatch.ledger.review import Lack, Told, find_lack, judge_claim, judge_pair
from gigawatch.model import EntityKind, InputError, QuantityClaim, Verdict

WHO = Told("Anna", date(2026, 1, 5), "the notice says so")


@pytest.fixture(scope="module")
def book() -> Ledger:
    return told(
        ("2023-03-02", "CATL plans to build the Valle del Ebro gigafactory in Zaragoza, Spain, with 40 GWh a year."),
        ("2024-03-02", "BYD is building its plant in Zaragoza. BYD's Zaragoza plant will have 20 GWh a year."),
        ("2024-03-03", "The plant will have 12 GWh a year."),
    )


def site(book: Ledger, owner: str) -> str:
    sites = (one for one in book.entities.values() if one.kind is EntityKind.SITE)
    return next(one.id for one in sites if one.data.get("owner") == owner)


def claim(book: Ledger, value: float) -> str:
    claims = book.material.claims.values()
    return next(one.id for one in claims if isinstance(one, QuantityClaim) and one.value == value)


@pytest.mark.parametrize(
    "name", ["Valle del Ebro gigafactory", "CATL Zaragoza plant", "CATL, Zaragoza", "宁德时代（萨拉戈萨）"]
)
@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.NOT_SAME])
def test_a_plant_is_judged_by_any_name_or_description_that_is_shown(book: Ledger, name: str, verdict: Verdict) -> None:
    made = judge_pair(book.material, (), verdict, (name, "BYD, Zaragoza"), WHO)
    assert "BYD, Zaragoza" in (made.left, made.right)
    assert {made.left, made.right} & {site(book, "org-catl"), "CATL, Zaragoza", "宁德时代（萨拉戈萨）"}


def test_a_name_that_may_be_several_things_lists_them(book: Ledger) -> None:
    with pytest.raises(InputError, match="means several things") as refused:
        judge_pair(book.material, (), Verdict.SAME, ("Zarag", "BYD, Zaragoza"), WHO)
    assert f"{site(book, 'org-catl')} (CATL, Zaragoza)" in str(refused.value.hint)


def test_one_thing_by_two_of_its_own_names_is_refused_and_a_written_name_is_joined_to_it(book: Ledger) -> None:
    with pytest.raises(InputError, match="are both site-"):
        judge_pair(book.material, (), Verdict.SAME, (site(book, "org-byd"), "BYD, Zaragoza"), WHO)
    assert judge_pair(book.material, (), Verdict.NOT_SAME, ("BYD", "org-byd"), WHO).right == "org-byd"


def test_a_misspelt_name_is_refused_with_the_names_near_it(book: Ledger) -> None:
    with pytest.raises(InputError, match="near: CATL, Zaragoza"):
        judge_pair(book.material, (), Verdict.SAME, ("CATL, Zaragozza", "BYD, Zaragoza"), WHO)


def test_a_firm_that_is_to_be_one_with_a_plant_lists_its_own_plants(book: Ledger) -> None:
    with pytest.raises(InputError, match="cannot be one thing") as refused:
        judge_pair(book.material, (), Verdict.SAME, ("CATL", "BYD, Zaragoza"), WHO)
    assert site(book, "org-catl") in str(refused.value.hint)


def test_an_accepted_claim_that_is_of_nothing_known_is_said_to_count_in_no_fact(book: Ledger) -> None:
    made = judge_claim(book.material, (), Verdict.ACCEPT, claim(book, 12.0), None, WHO)
    assert find_lack(book.material, [made]) is Lack.THING
    fine = judge_claim(book.material, (), Verdict.ACCEPT, claim(book, 20.0), None, WHO)
    assert find_lack(book.material, [fine]) is None


@pytest.mark.parametrize(
    ("field", "value", "lack"),
    [("value", "13", Lack.THING), ("subject", "BYD", None), ("subject", "比亚迪", None)],
)
def test_a_correction_that_gives_a_claim_its_subject_lets_it_count(
    book: Ledger, field: str, value: str, lack: Lack | None
) -> None:
    made = judge_claim(book.material, (), Verdict.CORRECT, claim(book, 12.0), (field, value), WHO)
    assert find_lack(book.material, [made]) is lack


def test_a_rejected_claim_lacks_nothing(book: Ledger) -> None:
    made = judge_claim(book.material, (), Verdict.REJECT, claim(book, 12.0), None, WHO)
    assert find_lack(book.material, [made]) is None
