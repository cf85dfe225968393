from __future__ import annotations

import json

import pytest

from gigawatch.chain import (
    Basis,
    Presence,
    as_json,
    find_chain,
    links_of,
    presence_of,
    render_text,
)
from gigawatch.model import InputError, Kind
from gigawatch.vocab import links

CELLS = "Yibin has 150 GWh a year of built cell capacity; 300 GWh a year is planned."
FOIL = "Dongshan Foil Co., Ltd runs a copper foil plant for 60,000 tonnes a year in Yibin."
ANODE = "Beishan Carbon Co., Ltd plans a plant for 100,000 tonnes a year of anode material in Yibin."


def by_link(report, code):
    return next(coverage for coverage in report.links if coverage.link == code)


@pytest.fixture
def city(desk):
    desk.document("cells", CELLS, "2023-06-10")
    desk.say("cells", "150 GWh", 150, subject="Yibin", object="cells", status="operating", period="2023-06")
    desk.say("cells", "300 GWh", 300, subject="Yibin", object="cells", status="planned", period="2023-06")
    desk.document("foil", FOIL, "2023-06-19")
    foil = {"subject": "Dongshan Foil Co., Ltd", "object": "copper foil plant", "status": "operating"}
    desk.say("foil", "60,000 tonnes", 60000, "t/yr", period="2023-06", **foil)
    desk.document("anode", ANODE, "2022-09-28")
    anode = {"subject": "Beishan Carbon Co., Ltd", "object": "anode material", "status": "planned"}
    desk.say("anode", "100,000 tonnes", 100000, "t/yr", period="2022-09", **anode)
    return desk


def test_a_link_is_as_far_as_its_furthest_source_says_and_names_who_does_it(city):
    ledger = city.ledger()
    report = find_chain(ledger, "Yibin")
    foil = by_link(report, "copper_foil")
    assert foil.presence is Presence.RUNNING
    assert [ledger.label(a.entity) for a in foil.activities] == ["Dongshan Foil Co., Ltd, Yibin"]
    assert by_link(report, "anode").presence is Presence.PLANNED
    assert by_link(report, "separator").presence is Presence.ABSENT


def test_every_link_that_is_there_leads_to_facts_or_claims_of_the_ledger(city):
    ledger = city.ledger()
    known = ledger.facts.keys() | ledger.material.claims.keys()
    for coverage in find_chain(ledger, "Yibin").links:
        assert set(coverage.evidence) <= known
        assert bool(coverage.evidence) == (coverage.presence is not Presence.ABSENT)


def test_completeness_counts_core_links_and_says_which(city):
    report = find_chain(city.ledger(), "Yibin")
    assert report.running.counted == ("copper_foil", "cell")
    assert report.present.counted == ("anode", "copper_foil", "cell")
    assert report.running.denominator == sum(link.core for link in links().values())
    assert report.running.share == pytest.approx(2 / report.running.denominator)
    assert len([one for one in report.present.evidence if one.startswith("fact-")]) == 4
    assert "electrolyte" in report.missing
    assert "lithium_mining" not in report.missing


def test_a_region_is_found_by_its_chinese_name_and_a_province_holds_its_cities(city):
    ledger = city.ledger()
    assert find_chain(ledger, "宜宾").running == find_chain(ledger, "Yibin").running
    assert by_link(find_chain(ledger, "Sichuan"), "copper_foil").presence is Presence.RUNNING


def test_a_region_is_found_by_a_name_that_only_the_gazetteer_knows(desk):
    desk.document("a", "CATL runs 20 GWh a year in Ningde.", "2023-06-10")
    desk.say("a", "20 GWh", 20, subject="CATL", place="Ningde", object="cells", status="operating")
    ledger = desk.ledger()
    assert find_chain(ledger, "宁德").running.counted == find_chain(ledger, "Ningde").running.counted == ("cell",)


def test_a_group_is_a_region_too(city):
    city.document("group", "CATL runs 75 GWh a year in Yibin and is building 30 GWh in Zhaoqing.", "2022-07-18")
    city.say("group", "75 GWh", 75, subject="CATL", status="operating")
    city.say("group", "30 GWh", 30, subject="CATL", status="under_construction", place="Zhaoqing")
    cell = by_link(find_chain(city.ledger(), "CATL"), "cell")
    assert {a.presence for a in cell.activities} == {Presence.RUNNING, Presence.BUILDING}


def test_a_capacity_without_a_status_is_unclear_until_an_event_of_its_site_settles_it(desk):
    desk.document("a", "Nanshan Cell Co., Ltd has a base for 20 GWh a year in Yibin.", "2023-01-05")
    desk.say("a", "20 GWh", 20, subject="Nanshan Cell Co., Ltd", status="reported")
    assert by_link(find_chain(desk.ledger(), "Yibin"), "cell").presence is Presence.UNCLEAR
    desk.document("b", "In May 2023 Nanshan Cell Co., Ltd started production in Yibin.", "2023-05-20")
    place = {"organisations": ["Nanshan Cell Co., Ltd"], "place": "Yibin", "date": "2023-05"}
    desk.tell(Kind.EVENT, "b", "started production", type="commissioning", **place)
    cell = by_link(find_chain(desk.ledger(), "Yibin"), "cell")
    assert cell.presence is Presence.RUNNING
    assert cell.activities[0].since == "2023-05"
    assert len(cell.activities[0].evidence) == 2


def test_a_plan_of_a_site_whose_first_phase_runs_is_of_a_link_that_runs(desk):
    desk.document("a", "Dongshan Foil Co., Ltd plans 60,000 tonnes of copper foil a year in Yibin.", "2022-01-10")
    foil = {"subject": "Dongshan Foil Co., Ltd", "object": "copper foil", "status": "planned"}
    desk.say("a", "60,000 tonnes", 60000, "t/yr", **foil)
    desk.document("b", "Phase one of its plant started production in March 2023.", "2023-04-01")
    data = {"organisations": ["Dongshan Foil Co., Ltd"], "place": "Yibin", "phase": "phase one", "date": "2023-03"}
    desk.tell(Kind.EVENT, "b", "started production", type="commissioning", **data)
    (activity,) = by_link(find_chain(desk.ledger(), "Yibin"), "copper_foil").activities
    assert activity.presence is Presence.RUNNING
    assert [figure.fact for figure in activity.figures]


def test_a_cancelled_plan_is_no_part_of_the_chain(desk):
    desk.document("a", "Nanshan Cell Co., Ltd plans 20 GWh a year in Yibin.", "2022-01-05")
    desk.say("a", "20 GWh", 20, subject="Nanshan Cell Co., Ltd", status="planned")
    desk.document("b", "Nanshan Cell Co., Ltd gave up its plant in Yibin in March 2023.", "2023-03-20")
    place = {"organisations": ["Nanshan Cell Co., Ltd"], "place": "Yibin", "date": "2023-03"}
    desk.tell(Kind.EVENT, "b", "gave up its plant", type="cancellation", **place)
    report = find_chain(desk.ledger(), "Yibin")
    assert by_link(report, "cell").presence is Presence.ENDED
    assert "cell" in report.missing
    assert report.present.numerator == 0


def test_a_forecast_or_target_proves_no_link(desk):
    desk.document("a", "By 2025 Yibin is expected to have 400 GWh of cells.", "2023-01-05")
    desk.say("a", "400 GWh", 400, subject="Yibin", status="forecast", period="2025 target")
    assert by_link(find_chain(desk.ledger(), "Yibin"), "cell").presence is Presence.ABSENT


def test_what_only_the_vocabulary_knows_is_marked_inferred_and_does_not_count(desk):
    desk.document("a", "CATL broke new ground in Yibin: construction is under way.", "2022-01-05")
    data = {"organisations": ["CATL"], "place": "Yibin", "date": "2022-01"}
    desk.tell(Kind.EVENT, "a", "construction is under way", type="construction", **data)
    report = find_chain(desk.ledger(), "Yibin")
    cell = by_link(report, "cell")
    assert cell.presence is Presence.ABSENT
    assert cell.inferred is Presence.BUILDING
    assert [a.basis for a in cell.activities] == [Basis.INFERRED]
    assert report.present.numerator == 0


@pytest.fixture
def implied(desk):
    """A page that tells of a plant of CATL's in Yibin and not of what it makes."""
    desk.document("a", "CATL broke new ground in Yibin: construction is under way.", "2022-01-05")
    data = {"organisations": ["CATL"], "place": "Yibin", "date": "2022-01"}
    desk.tell(Kind.EVENT, "a", "construction is under way", type="construction", **data)
    return desk.ledger()


@pytest.mark.parametrize(
    ("lang", "stage", "mark"),
    [
        ("en", "cell (core): not named (no source states it; inferred only", "inferred, not stated: its owner"),
        ("zh", "电芯（核心）：未见提及（来源未述，仅为推断", "推断，来源未述"),
    ],
)
def test_an_inferred_link_has_no_stage_and_is_said_to_be_inferred(implied, lang, stage, mark):
    lines = [line.strip() for line in render_text(find_chain(implied, "Yibin"), implied, lang).splitlines()]
    at = next(number for number, line in enumerate(lines) if line.startswith(stage))
    assert lines[at + 1].startswith(mark)


def test_what_is_inferred_is_marked_in_the_json(implied):
    record = as_json(find_chain(implied, "Yibin"))
    (cell,) = [one for one in record["links"] if one["link"] == "cell"]
    assert (cell["presence"], cell["inferred"], cell["is_inferred"]) == ("absent", "building", True)
    assert [one["is_inferred"] for one in cell["activities"]] == [True]


def test_a_unit_tells_the_link_where_the_words_do_not(desk):
    desk.document("a", "Xishan Film Co., Ltd makes 1 billion square metres a year in Yibin.", "2023-06-25")
    desk.say("a", "1 billion square metres", 1e9, "m2/yr", subject="Xishan Film Co., Ltd", status="operating")
    ledger = desk.ledger()
    assert links_of(ledger, next(iter(ledger.facts.values()))) == (("separator",), Basis.UNIT)


def test_planned_and_built_statuses_map_to_their_own_presence():
    assert presence_of("planned") is presence_of("financed") is Presence.PLANNED
    assert presence_of("full_capacity") is Presence.RUNNING
    assert presence_of("closed") is presence_of("suspended") is Presence.ENDED
    assert presence_of(None) is Presence.UNCLEAR


def test_a_region_that_no_claim_speaks_of_is_empty_and_an_unknown_one_is_refused(desk):
    report = find_chain(desk.ledger(), "Chengdu")
    assert report.running.numerator == 0
    assert len(report.missing) == report.running.denominator
    with pytest.raises(InputError, match="no place or company"):
        find_chain(desk.ledger(), "Atlantis-on-Sea")


def test_the_report_is_json_and_text_in_two_languages(city):
    ledger = city.ledger()
    report = find_chain(ledger, "Yibin")
    record = json.loads(json.dumps(as_json(report), allow_nan=False))
    assert record["running"]["numerator"] == 2
    assert record["region"]["id"] == report.region.id
    english, chinese = render_text(report, ledger, "en"), render_text(report, ledger, "zh")
    assert "copper foil (core): running" in english
    assert "铜箔（核心）：已投产" in chinese
    assert all(fact in english for fact in report.running.evidence)


def test_how_a_site_stands_is_how_far_the_one_thing_is_that_it_makes(desk):
    text = "Beishan Carbon Co., Ltd will make 100,000 tonnes a year of anode material in Yibin. Building has begun."
    desk.document("a", text, "2022-10-13")
    owner = {"subject": "Beishan Carbon Co., Ltd", "object": "anode material", "status": "planned"}
    desk.say("a", "100,000 tonnes", 100000, "t/yr", **owner)
    data = {"organisations": ["Beishan Carbon Co., Ltd"], "place": "Yibin", "date": "2022-10"}
    desk.tell(Kind.EVENT, "a", "Building has begun", type="construction", **data)
    assert by_link(find_chain(desk.ledger(), "Yibin"), "anode").presence is Presence.BUILDING


def test_the_words_around_a_capacity_tell_the_link_only_where_they_name_one(desk):
    text = "Beishan Carbon Co., Ltd is building an anode plant in Yibin. It will make 100,000 tonnes a year."
    desk.document("a", text, "2022-10-13")
    desk.say("a", "100,000 tonnes", 100000, "t/yr", subject="Beishan Carbon Co., Ltd", status="planned")
    mixed = "Beishan Carbon Co., Ltd makes 30,000 tonnes a year of copper foil, cathodes and anodes in Yibin."
    desk.document("b", mixed, "2022-10-13")
    desk.say("b", "30,000 tonnes", 30000, "t/yr", subject="Beishan Carbon Co., Ltd", status="operating")
    ledger = desk.ledger()
    found = {fact.value: links_of(ledger, fact) for fact in ledger.facts.values()}
    assert found[100000] == (("anode",), Basis.CONTEXT)
    assert found[30000][0] == ()


def step(desk, name, day, kind):
    desk.document(name, f"Nanshan Cell Co., Ltd, plant in Yibin: {kind}.", f"{day}-20")
    data = {"organisations": ["Nanshan Cell Co., Ltd"], "place": "Yibin", "date": day}
    desk.tell(Kind.EVENT, name, kind, type=kind, **data)


@pytest.mark.parametrize(
    ("steps", "standing"),
    [
        ([("2021-06", "commissioning"), ("2024-09", "signing")], "operating"),
        ([("2021-06", "commissioning"), ("2024-09", "cancellation")], "operating"),
        ([("2021-06", "signing"), ("2022-01", "delay")], "delayed"),
        ([("2021-06", "signing"), ("2022-01", "delay"), ("2022-09", "construction")], "under_construction"),
    ],
)
def test_a_site_stands_by_its_furthest_step_unless_a_later_one_stops_it(desk, steps, standing):
    for number, (day, kind) in enumerate(steps):
        step(desk, f"d{number}", day, kind)
    ledger = desk.ledger()
    (site,) = ledger.sites()
    assert ledger.status(site.id).status == standing


def test_a_link_that_a_text_only_names_is_neither_missing_nor_there(desk):
    desk.document("a", "Sinoma plans a base. Yibin has firms for electrolyte and recycling.", "2023-06-25")
    desk.say("a", "a base", 10.0, subject="CATL")
    report = find_chain(desk.ledger(), "Yibin")
    named = next(one for one in report.links if one.link == "electrolyte")
    assert named.presence is Presence.ABSENT
    assert [(s.start, s.end) for s in named.told] == [(21, 67)]
    assert "electrolyte" not in report.missing
    assert "electrolyte" not in report.present.counted
    assert "pack" in report.missing


def test_a_link_named_of_another_place_is_missing_here(desk):
    desk.document("a", "CATL builds a base in Yibin. Suining makes electrolyte.", "2023-06-25")
    desk.say("a", "a base", 10.0, subject="CATL")
    assert "electrolyte" in find_chain(desk.ledger(), "Yibin").missing
