"""What the ledger knows of a place at the end of each year: capacity that runs, links, signed money that runs."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import pytest

from gigawatch.chain import Measured, measure_ledger
from gigawatch.model import Kind

if TYPE_CHECKING:
    from conftest import Desk

SICHUAN = "place-cn-sichuan"
YEARS = ["2021", "2022", "2023"]


@pytest.fixture
def found(desk: Desk) -> dict[tuple[str, str], Measured]:
    text = "Synthetic. CATL's Yibin base runs 15 GWh. Later it runs over 40 GWh. Gotion plans 30 GWh in Yibin."
    desk.document("plant", text, "2023-06-10")
    common = {"subject": "CATL", "place": "Yibin"}
    desk.say("plant", "15 GWh", 15, status="operating", period="2022-06", **common)
    desk.say("plant", "over 40 GWh", 40, status="operating", period="2023-05", qualifier="over", **common)
    desk.say("plant", "30 GWh", 30, status="planned", period="2023", subject="Gotion High-tech", place="Yibin")
    return {(one.measure, one.year): one for one in measure_ledger(desk.ledger(), [SICHUAN], YEARS)}


def test_capacity_that_runs_counts_from_the_year_in_which_it_is_told_and_no_plan_does(
    found: dict[tuple[str, str], Measured],
) -> None:
    assert found[("ledger.capacity_running", "2022")].low == 15
    assert found[("ledger.capacity_running", "2023")].low == 40


def test_where_the_ledger_knows_nothing_there_is_no_figure(found: dict[tuple[str, str], Measured]) -> None:
    assert ("ledger.capacity_running", "2021") not in found
    assert ("ledger.recycling_running", "2023") not in found
    assert ("ledger.signed_realised", "2023") not in found


def test_a_hedge_stays_open(found: dict[tuple[str, str], Measured]) -> None:
    later = found[("ledger.capacity_running", "2023")]
    assert later.high == float("inf")
    assert len(later.evidence) == 1


def test_a_link_runs_once_however_many_plants_run_in_it(found: dict[tuple[str, str], Measured]) -> None:
    assert found[("ledger.links_running", "2023")].low == 1


def sign(desk: Desk, firm: str, place: str, money: str, amount: float, **more: object) -> None:
    """A synthetic project signed on 10 January 2022 for a sum."""
    name, words = f"signed-{place}", f"{firm} signed for a plant in {place} worth {money}"
    desk.document(name, f"{words}.", "2022-01-12")
    desk.tell(Kind.EVENT, name, words, type="signing", organisations=[firm], place=place, date="2022-01-10")
    desk.say(name, money, amount, "CNY", measure="investment", status="signed", subject=firm, place=place, **more)


def step(desk: Desk, firm: str, place: str, kind: str, day: str) -> None:
    name, words = f"{kind}-{place}-{day}", f"{firm}: {kind} in {place}"
    desk.document(name, f"{words}.", day)
    desk.tell(Kind.EVENT, name, words, type=kind, organisations=[firm], place=place, date=day)


def realised(desk: Desk, year: str, beyond: float = inf) -> tuple[float, float] | None:
    told = measure_ledger(desk.ledger(), [SICHUAN], [year], beyond=beyond)
    found = {(one.measure, one.year): one for one in told}
    one = found.get(("ledger.signed_realised", year))
    return None if one is None else (one.low, one.high)


def test_what_runs_counts_in_all_that_was_signed(desk: Desk) -> None:
    sign(desk, "SVOLT", "Chengdu", "6 billion yuan", 6e9)
    sign(desk, "CATL", "Yibin", "10 billion yuan", 10e9)
    step(desk, "SVOLT", "Chengdu", "commissioning", "2022-11-20")
    step(desk, "CATL", "Yibin", "construction", "2022-11-20")
    assert realised(desk, "2022") == pytest.approx((37.5, 37.5))


def test_a_project_that_nobody_has_told_of_for_long_may_run_or_not(desk: Desk) -> None:
    sign(desk, "SVOLT", "Chengdu", "6 billion yuan", 6e9)
    sign(desk, "CATL", "Yibin", "10 billion yuan", 10e9)
    step(desk, "SVOLT", "Chengdu", "commissioning", "2022-11-20")
    assert realised(desk, "2022") == pytest.approx((37.5, 37.5))
    assert realised(desk, "2024") == pytest.approx((37.5, 100))


def test_a_hedged_sum_leaves_the_share_open(desk: Desk) -> None:
    sign(desk, "SVOLT", "Chengdu", "6 billion yuan", 6e9)
    sign(desk, "CATL", "Yibin", "over 10 billion yuan", 10e9, qualifier="over")
    step(desk, "SVOLT", "Chengdu", "commissioning", "2022-11-20")
    assert realised(desk, "2022") == pytest.approx((0, 37.5))
    assert realised(desk, "2022", beyond=0.05) == pytest.approx((100 * 6 / 16.5, 37.5))


def test_of_projects_of_which_nothing_is_known_there_is_no_share(desk: Desk) -> None:
    sign(desk, "SVOLT", "Chengdu", "6 billion yuan", 6e9)
    assert realised(desk, "2022") == (0, 0)
    assert realised(desk, "2024") is None


def test_a_plant_that_was_closed_runs_in_no_link_and_has_no_capacity(desk: Desk) -> None:
    desk.document("plant", "SVOLT runs 8 GWh a year of cells in Chengdu.", "2022-06-10")
    desk.say("plant", "8 GWh", 8, status="operating", period="2022-06", subject="SVOLT", place="Chengdu")
    step(desk, "SVOLT", "Chengdu", "closure", "2024-02-10")
    told = {(one.measure, one.year) for one in measure_ledger(desk.ledger(), [SICHUAN], ["2023", "2024"])}
    assert told >= {("ledger.links_running", "2023"), ("ledger.capacity_running", "2023")}
    assert not told & {("ledger.links_running", "2024"), ("ledger.capacity_running", "2024")}


def test_a_plant_that_was_taken_up_again_runs(desk: Desk) -> None:
    desk.document("plant", "SVOLT runs 8 GWh a year of cells in Chengdu.", "2022-06-10")
    desk.say("plant", "8 GWh", 8, status="operating", period="2022-06", subject="SVOLT", place="Chengdu")
    step(desk, "SVOLT", "Chengdu", "suspension", "2022-09-10")
    step(desk, "SVOLT", "Chengdu", "commissioning", "2023-05-10")
    told = {(one.measure, one.year) for one in measure_ledger(desk.ledger(), [SICHUAN], ["2022", "2023"])}
    assert ("ledger.links_running", "2022") not in told
    assert ("ledger.links_running", "2023") in told


def capacity(desk: Desk, thing: str, year: str) -> tuple[float, float, bool]:
    """The ends of a thing's capacity that runs, and whether a source states it of the whole thing."""
    told = measure_ledger(desk.ledger(), [thing], [year])
    found = next(one for one in told if one.measure == "ledger.capacity_running")
    return found.low, found.high, found.is_whole


def test_a_plant_is_not_the_whole_of_its_firm_or_province(desk: Desk) -> None:
    desk.document("plant", "SVOLT runs 8 GWh a year of cells in Chengdu.", "2022-06-10")
    desk.say("plant", "8 GWh", 8, status="operating", period="2022-06", subject="SVOLT", place="Chengdu")
    assert capacity(desk, "org-svolt", "2022") == (8, 8, False)
    assert capacity(desk, SICHUAN, "2022") == (8, 8, False)


def test_what_a_firm_states_of_all_its_plants_is_its_whole(desk: Desk) -> None:
    desk.document("firm", "SVOLT runs 80 GWh a year of cells.", "2022-06-10")
    desk.say("firm", "80 GWh", 80, status="operating", period="2022-06", subject="SVOLT", place=None)
    assert capacity(desk, "org-svolt", "2022") == (80, 80, True)
