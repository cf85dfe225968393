"""What the ledger knows of a place at the end of each year: capacity that runs, links, signed money that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigawatch.chain import Measured, measure_ledger

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
