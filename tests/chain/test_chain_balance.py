from __future__ import annotations

from math import inf

import pytest

from gigawatch.chain import (
    Outcome,
    Presence,
    divide,
    find_chain,
    find_supply,
    format_balance,
    intensities,
    multiply,
)
from gigawatch.chain.region import find_region
from gigawatch.model import Bound, Interval
from gigawatch.vocab import links

CITY = "Yibin has built 150 GWh a year of cells, and 305 GWh a year is planned."
FOIL = "Dongshan Foil Co., Ltd runs {built} tonnes a year of copper foil in Yibin and plans {planned} tonnes."


@pytest.fixture
def city(desk):
    desk.document("city", CITY, "2023-06-19")
    desk.say("city", "150 GWh", 150, subject="Yibin", status="operating", object="cells")
    desk.say("city", "305 GWh", 305, subject="Yibin", status="planned", object="cells")
    return desk


def add_foil(desk, built, planned):
    desk.document("foil", FOIL.format(built=built, planned=planned), "2023-06-19")
    common = {"subject": "Dongshan Foil Co., Ltd", "object": "copper foil"}
    desk.say("foil", f"{built} tonnes", built, "t/yr", status="operating", **common)
    desk.say("foil", f"{planned} tonnes", planned, "t/yr", status="planned", **common)


def balance(report, link, presence):
    return next(b for b in report.balances if (b.link, b.presence) == (link, presence))


def test_foil_for_305_gwh_at_800_tonnes_each_is_244_000_tonnes(city):
    add_foil(city, 20000, 60000)
    planned = balance(find_chain(city.ledger(), "Yibin"), "copper_foil", Presence.PLANNED)
    by_source = {need.intensity.source: need.interval for need in planned.needs}
    assert by_source["http://news.cableabc.com/enterprise/20230619776064.html"] == Interval(244000, 244000)
    assert planned.need.high == 244000


def test_a_share_is_an_interval_over_all_published_needs(city):
    add_foil(city, 20000, 60000)
    running = balance(find_chain(city.ledger(), "Yibin"), "copper_foil", Presence.RUNNING)
    assert running.covered.low == pytest.approx(20000 / (150 * 800))
    assert running.covered.high == pytest.approx(20000 / (150 * 364))
    assert running.outcome is Outcome.OPEN


def test_planned_foil_is_never_held_against_built_cells(city):
    add_foil(city, 20000, 60000)
    report = find_chain(city.ledger(), "Yibin")
    running = balance(report, "copper_foil", Presence.RUNNING)
    assert {f.status for f in (*running.supply.figures, *running.cells.figures)} == {"operating"}


@pytest.mark.parametrize(("built", "outcome"), [(200000, Outcome.COVERED), (90000, Outcome.OPEN)])
def test_a_surplus_needs_the_whole_interval(city, built, outcome):
    add_foil(city, built, 1)
    assert balance(find_chain(city.ledger(), "Yibin"), "copper_foil", Presence.RUNNING).outcome is outcome


def test_stated_capacity_below_the_need_never_shows_a_shortage(city):
    add_foil(city, 100, 200)
    report = find_chain(city.ledger(), "Yibin")
    assert {"covered", "open", "no capacity stated", "no intensity published"} == {one.value for one in Outcome}
    sentence = format_balance(balance(report, "copper_foil", Presence.RUNNING), "en")
    assert sentence.startswith("stated capacity of 100 tonnes a year covers 0.08")
    assert "whether more is there, no kept source says" in sentence


def test_an_older_smaller_capacity_gives_way_to_a_larger_one_published_later(desk):
    desk.document("old", "Tianyi Lithium runs 20,000 tonnes a year of lithium hydroxide in Yibin.", "2020-12-24")
    desk.document("new", "Tianyi Lithium has run 50,000 tonnes a year since August 2019 in Yibin.", "2022-09-13")
    common = {"subject": "Tianyi Lithium", "object": "lithium hydroxide", "status": "operating"}
    desk.say("old", "20,000 tonnes", 20000, "t/yr", period="2020-12", **common)
    desk.say("new", "50,000 tonnes", 50000, "t/yr", period="2019-08", **common)
    ledger = desk.ledger()
    supply = find_supply(ledger, find_region(ledger, "Yibin"), "lithium_refining", Presence.RUNNING)
    assert supply.interval == Interval(50000, 50000)


def test_what_is_lacking_to_decide_is_said(city):
    report = find_chain(city.ledger(), "Yibin")
    assert balance(report, "cathode", Presence.RUNNING).outcome is Outcome.NO_CAPACITY
    separator = balance(report, "separator", Presence.RUNNING)
    assert separator.outcome is Outcome.NO_INTENSITY
    assert separator.covered is None


def test_without_cell_capacity_there_is_no_balance(desk):
    add_foil(desk, 20000, 60000)
    assert find_chain(desk.ledger(), "Yibin").balances == ()


def test_a_total_of_the_region_is_not_added_to_its_sites(city):
    city.document("site", "CATL runs 75 GWh a year in Yibin.", "2022-07-18")
    city.say("site", "75 GWh", 75, subject="CATL", status="operating", period="2022-07")
    ledger = city.ledger()
    supply = find_supply(ledger, find_region(ledger, "Yibin"), "cell", Presence.RUNNING)
    assert supply.interval == Interval(150, 150)
    assert len(supply.figures) == 1


def test_separate_sites_are_summed_and_open_hedges_stay_open(desk):
    desk.document("a", "CATL runs 75 GWh a year in Yibin, Nanshan Cell Co., Ltd over 20 GWh.", "2022-07-18")
    desk.say("a", "75 GWh", 75, subject="CATL", status="operating")
    desk.say("a", "over 20 GWh", 20, subject="Nanshan Cell Co., Ltd", status="operating", qualifier=Bound.OVER)
    ledger = desk.ledger()
    supply = find_supply(ledger, find_region(ledger, "Yibin"), "cell", Presence.RUNNING)
    assert len(supply.figures) == 2
    assert supply.interval == Interval(95, inf)


def test_a_part_of_a_base_is_not_added_to_the_base(desk):
    desk.document("a", "CATL runs 90 GWh a year in Yibin, of which Sichuan Times 75 GWh.", "2022-07-18")
    desk.say("a", "90 GWh", 90, subject="CATL", status="operating")
    desk.say("a", "75 GWh", 75, subject="Sichuan Times", status="operating")
    ledger = desk.ledger()
    supply = find_supply(ledger, find_region(ledger, "Yibin"), "cell", Presence.RUNNING)
    assert supply.interval == Interval(90, 90)


def test_what_a_group_has_in_one_province_is_not_the_group_s_total(desk):
    desk.document("a", "CATL runs 75 GWh a year in Yibin and 60 GWh in Ningde, and 90 GWh in Sichuan.", "2022-07-18")
    for place, value in (("Yibin", 75), ("Ningde", 60), ("Sichuan", 90)):
        desk.say("a", f"{value} GWh", value, subject="CATL", place=place, status="operating")
    ledger = desk.ledger()
    supply = find_supply(ledger, find_region(ledger, "CATL"), "cell", Presence.RUNNING)
    assert supply.interval == Interval(135, 135)


def test_of_one_site_the_latest_capacity_counts(desk):
    desk.document("a", "CATL ran 75 GWh a year in Yibin in 2022 and 180 GWh in 2024.", "2024-09-04")
    desk.say("a", "75 GWh", 75, subject="CATL", status="operating", period="2022")
    desk.say("a", "180 GWh", 180, subject="CATL", status="operating", period="2024")
    ledger = desk.ledger()
    assert find_supply(ledger, find_region(ledger, "Yibin"), "cell", Presence.RUNNING).interval == Interval(180, 180)


def test_every_intensity_has_a_source_a_basis_and_a_sane_size():
    for link, rows in intensities().items():
        for row in rows:
            assert row.source.startswith("http"), row
            assert row.basis, row
            assert row.unit == links()[link].unit.replace("/yr", "/GWh"), row
            assert 0 < row.interval.low <= row.interval.high, row
            assert 100 <= row.interval.low <= row.interval.high <= 3000, row


def test_iron_phosphate_takes_more_cathode_than_nickel_rich_cells():
    by_chemistry = {i.chemistry: i.interval for i in intensities()["cathode"]}
    assert by_chemistry["NMC 811"].high < by_chemistry["LFP"].low


def test_division_by_an_amount_that_may_be_nothing_has_no_answer():
    assert divide(Interval(1, 2), Interval(0, 4)) is None
    assert divide(Interval(1, 2), Interval(2, inf)) == Interval(0.0, 1.0)
    assert multiply(Interval(2, inf), Interval(3, 4)) == Interval(6, inf)
