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
    multiply,
)
from gigawatch.chain.region import find_region
from gigawatch.model import Bound, Interval

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


def balance(report, link, presence, taker="cell"):
    wanted = (link, presence, taker)
    return next(b for b in report.balances if (b.link, b.presence, b.taker.link) == wanted)


def test_foil_for_305_gwh_at_800_tonnes_each_is_244_000_tonnes(city):
    add_foil(city, 20000, 60000)
    planned = balance(find_chain(city.ledger(), "Yibin"), "copper_foil", Presence.PLANNED)
    by_source = {need.intensity.source: need.interval for need in planned.needs}
    assert by_source["http://news.cableabc.com/enterprise/20230619776064.html"] == Interval(244000, 244000)
    assert planned.need.low <= 244000 <= planned.need.high


def test_a_share_is_an_interval_over_all_published_needs(city):
    add_foil(city, 20000, 60000)
    running = balance(find_chain(city.ledger(), "Yibin"), "copper_foil", Presence.RUNNING)
    needs = [need.intensity.interval for need in running.needs]
    assert running.covered.low == pytest.approx(20000 / (150 * max(one.high for one in needs)))
    assert running.covered.high == pytest.approx(20000 / (150 * min(one.low for one in needs)))
    assert running.outcome is Outcome.OPEN


def test_planned_foil_is_never_held_against_built_cells(city):
    add_foil(city, 20000, 60000)
    report = find_chain(city.ledger(), "Yibin")
    running = balance(report, "copper_foil", Presence.RUNNING)
    assert {f.status for f in (*running.supply.figures, *running.taker.figures)} == {"operating"}


@pytest.mark.parametrize(("built", "outcome"), [(200000, Outcome.COVERED), (130000, Outcome.OPEN)])
def test_a_surplus_needs_the_whole_interval(city, built, outcome):
    add_foil(city, built, 1)
    assert balance(find_chain(city.ledger(), "Yibin"), "copper_foil", Presence.RUNNING).outcome is outcome


def test_stated_capacity_below_the_need_never_shows_a_shortage(city):
    add_foil(city, 100, 200)
    report = find_chain(city.ledger(), "Yibin")
    assert {"covered", "open", "no capacity stated", "no intensity published"} == {one.value for one in Outcome}
    sentence = format_balance(balance(report, "copper_foil", Presence.RUNNING), "en")
    assert sentence.startswith("stated capacity of 100 tonnes a year covers 0.07")
    assert "whether more is there, no kept source says" in sentence


def test_an_older_smaller_capacity_gives_way_to_a_larger_one_published_later(desk):
    desk.document("old", "Tianyi Lithium runs 20,000 tonnes a year of lithium hydroxide in Yibin.", "2020-12-24")
    desk.document("new", "Tianyi Lithium has run 50,000 tonnes a year since August 2019 in Yibin.", "2022-09-13")
    common = {"subject": "Tianyi Lithium", "object": "lithium hydroxide", "status": "operating"}
    desk.say("old", "20,000 tonnes", 20000, "t/yr", period="2020-12", **common)
    desk.say("new", "50,000 tonnes", 50000, "t/yr", period="2019-08", **common)
    ledger = desk.ledger()
    supply = find_supply(ledger, find_region(ledger, "Yibin"), "lithium_refining", Presence.RUNNING)
    assert supply.stated == Interval(50000, 50000)


def test_what_is_lacking_to_decide_is_said(city):
    report = find_chain(city.ledger(), "Yibin")
    assert balance(report, "cathode", Presence.RUNNING).outcome is Outcome.NO_CAPACITY
    parts = balance(report, "structural_part", Presence.RUNNING)
    assert parts.outcome is Outcome.NO_INTENSITY
    assert parts.covered is None


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


def test_division_by_an_amount_that_may_be_nothing_has_no_answer():
    assert divide(Interval(1, 2), Interval(0, 4)) is None
    assert divide(Interval(1, 2), Interval(2, inf)) == Interval(0.0, 1.0)
    assert multiply(Interval(2, inf), Interval(3, 4)) == Interval(6, inf)


def test_what_stated_capacity_leaves_open_is_told_for_the_case_that_no_other_plant_is_there(city):
    add_foil(city, 20000, 60000)
    running = balance(find_chain(city.ledger(), "Yibin"), "copper_foil", Presence.RUNNING)
    assert running.lacking == Interval(running.need.low - 20000, running.need.high - 20000)
    assert running.beyond is None
    assert "if these are all the plants" in format_balance(running, "en")
    assert "若仅有这些工厂" in format_balance(running, "zh")


def test_a_need_that_may_be_nothing_is_covered_by_what_reaches_its_highest_end(city):
    city.document(
        "nickel", "Beishan Nickel Co., Ltd runs 900,000 tonnes a year of nickel sulphate in Yibin.", "2023-06-19"
    )
    own = {"subject": "Beishan Nickel Co., Ltd", "object": "nickel sulphate", "status": "operating"}
    city.say("nickel", "900,000 tonnes", 900000, "t/yr", **own)
    nickel = balance(find_chain(city.ledger(), "Yibin"), "nickel_refining", Presence.RUNNING)
    assert nickel.need.low == 0 < nickel.need.high < 900000
    assert nickel.covered is None
    assert nickel.beyond is not None
    assert nickel.outcome is Outcome.COVERED
    assert "?" not in format_balance(nickel, "en")
    assert "that may be nothing" in format_balance(nickel, "en")
    assert "可能为零" in format_balance(nickel, "zh")


def test_what_is_made_beyond_the_highest_need_is_told(city):
    add_foil(city, 200000, 1)
    running = balance(find_chain(city.ledger(), "Yibin"), "copper_foil", Presence.RUNNING)
    assert running.lacking is None
    assert running.beyond == Interval(200000 - running.need.high, 200000 - running.need.low)
    assert "exceeds the need by" in format_balance(running, "en")


def test_a_chemistry_that_sources_name_narrows_the_need(desk):
    desk.document("iron", "Yibin has built 100 GWh a year of lithium iron phosphate batteries.", "2023-06-19")
    desk.say("iron", "100 GWh", 100, subject="Yibin", status="operating", object="LFP battery cells")
    known = balance(find_chain(desk.ledger(), "Yibin"), "cathode", Presence.RUNNING)
    assert known.chemistries.families == ("iron",)
    assert {need.intensity.family for need in known.needs} == {"iron"}
    assert known.need.low > 190_000


def test_a_cathode_plant_of_the_same_sentence_says_nothing_of_the_chemistry_of_cells(desk):
    text = "Yibin has built 100 GWh a year of cells and a plant for lithium iron phosphate cathode material."
    desk.document("mixed", text, "2023-06-19")
    desk.say("mixed", "100 GWh", 100, subject="Yibin", status="operating", object="cells")
    told = balance(find_chain(desk.ledger(), "Yibin"), "cathode", Presence.RUNNING)
    assert told.chemistries.named == {}
    assert told.chemistries.families == ("iron", "ternary")
    assert [one.family for one in told.by_family] == ["iron", "ternary"]


def test_a_cathode_plant_has_a_balance_of_its_own_for_lithium_and_precursor(city):
    text = "Beishan Cathode Co., Ltd runs 50,000 tonnes a year of NCM cathode material in Yibin."
    city.document("cathode", text, "2023-06-19")
    own = {"subject": "Beishan Cathode Co., Ltd", "object": "NCM cathode material", "status": "operating"}
    city.say("cathode", "50,000 tonnes", 50000, "t/yr", **own)
    report = find_chain(city.ledger(), "Yibin")
    lithium = balance(report, "lithium_refining", Presence.RUNNING, "cathode")
    assert lithium.chemistries.families == ("ternary",)
    assert lithium.need == Interval(50000 * 0.3796, 50000 * 0.3857)
    precursor = balance(report, "precursor", Presence.RUNNING, "cathode")
    assert precursor.need == Interval(pytest.approx(47450), pytest.approx(47500))


PRECURSOR = "Beishan Cathode Co., Ltd plans 100,000 tonnes of cathode precursor a year in Yibin."


@pytest.mark.parametrize(
    ("around", "needs"),
    [
        ("Its LFP cathode plant stands beside it.", []),
        ("Its ternary cathode plant stands beside it.", ["nickel_refining", "cobalt_refining"]),
        ("Its LFP and its ternary cathode plant stand beside it.", ["nickel_refining", "cobalt_refining"]),
    ],
)
def test_precursor_is_of_the_only_chemistry_that_its_document_names(desk, around, needs):
    desk.document("plan", f"{PRECURSOR} {around}", "2022-11-02")
    own = {"subject": "Beishan Cathode Co., Ltd", "object": "cathode precursor", "status": "planned"}
    desk.say("plan", "100,000 tonnes", 100000, "t/yr", **own)
    report = find_chain(desk.ledger(), "Yibin")
    assert [one.link for one in report.balances if one.taker.link == "precursor"] == needs


def test_cells_beyond_what_car_plants_here_take_go_elsewhere(city):
    city.document("cars", "Nanshan Auto Co., Ltd makes 300,000 electric vehicles a year in Yibin.", "2023-06-19")
    own = {"subject": "Nanshan Auto Co., Ltd", "object": "electric vehicles", "status": "operating"}
    city.say("cars", "300,000 electric vehicles", 300000, "vehicles/yr", **own)
    cars = balance(find_chain(city.ledger(), "Yibin"), "vehicle", Presence.RUNNING)
    assert cars.is_outlet
    assert cars.covered == Interval(pytest.approx(300000 / 2500050), pytest.approx(300000 / 1950000))
    assert "takes 12–15.4% of the cells" in format_balance(cars, "en")
    assert "go elsewhere" in format_balance(cars, "en")


def test_the_cars_that_a_cell_plant_is_enough_for_are_no_car_plant(city):
    city.document("cars", "CATL makes cells for 300,000 electric vehicles a year in Yibin, BYD 200,000.", "2023-06-19")
    told = {"measure": "vehicles", "object": "electric vehicles", "status": "operating"}
    city.say("cars", "300,000 electric vehicles", 300000, "vehicles/yr", subject="CATL", **told)
    report = find_chain(city.ledger(), "Yibin")
    assert "vehicle" not in report.running.counted
    assert balance(report, "vehicle", Presence.RUNNING).supply is None
    city.say("cars", "200,000", 200000, "vehicles/yr", subject="BYD", **told)
    report = find_chain(city.ledger(), "Yibin")
    assert "vehicle" in report.running.counted
    assert balance(report, "vehicle", Presence.RUNNING).supply.interval == Interval(200000, 200000)


def test_gigawatt_hours_of_a_cathode_maker_are_no_cells(desk):
    desk.document("mill", "Umicore plans 40 GWh a year in Yibin. CATL plans 30 GWh a year in Yibin.", "2023-06-19")
    desk.say("mill", "40 GWh", 40, subject="Umicore", place="Yibin", status="planned")
    desk.say("mill", "30 GWh", 30, subject="CATL", place="Yibin", status="planned")
    book = desk.ledger()
    found = find_supply(book, find_region(book, "Yibin"), "cell", Presence.PLANNED)
    assert found is not None
    assert (found.interval.low, found.interval.high) == (30, 30)
