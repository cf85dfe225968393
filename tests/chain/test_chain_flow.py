"""Flows of material into the cells: what is stated, what is open and what is missing make up the highest need."""

from __future__ import annotations

import pytest

from gigawatch.chain import Presence, find_chain, find_flows, format_interval
from gigawatch.index.show.render import render_svg
from gigawatch.model import InputError
from gigawatch.report.chart.flow import chart_flow, is_drawable


@pytest.fixture
def city(desk):
    desk.document("cells", "Yibin has built 150 GWh a year of cells.", "2023-06-19")
    desk.say("cells", "150 GWh", 150, subject="Yibin", status="operating", object="cells")
    desk.document("film", "Xishan Film Co., Ltd makes 1 billion square metres a year in Yibin.", "2023-06-25")
    film = {"subject": "Xishan Film Co., Ltd", "status": "operating", "object": "separator"}
    desk.say("film", "1 billion square metres", 1e9, "m2/yr", **film)
    return desk


def add(desk, name, product, tonnes):
    firm = f"Synthetic {name} Co., Ltd"
    desk.document(name, f"{firm} runs {tonnes} tonnes a year of {product} in Yibin.", "2023-06-19")
    desk.say(name, f"{tonnes} tonnes", tonnes, "t/yr", subject=firm, object=product, status="operating")


def flows_of(desk, presence=Presence.RUNNING):
    return find_flows(find_chain(desk.ledger(), "Yibin").balances, presence)


def flow(flows, link):
    return next(one for one in flows.flows if one.link == link)


def test_the_parts_of_a_flow_make_up_its_highest_need_and_none_is_negative(city):
    add(city, "Foil", "copper foil", 100_000)
    add(city, "Carbon", "anode material", 10_000)
    for one in flows_of(city).flows:
        assert one.stated + one.open + one.missing == pytest.approx(one.need.high)
        assert min(one.stated, one.open, one.missing, one.beyond) >= 0


def test_what_capacity_surely_covers_is_stated_and_what_it_surely_does_not_is_missing(city):
    add(city, "Carbon", "anode material", 10_000)
    anode = flow(flows_of(city), "anode")
    assert anode.stated == 10_000
    assert anode.missing == pytest.approx(anode.need.low - 10_000)


def test_capacity_beyond_the_highest_need_is_told_apart(city):
    add(city, "Foil", "copper foil", 500_000)
    foil = flow(flows_of(city), "copper_foil")
    assert foil.stated == foil.need.high
    assert foil.beyond == pytest.approx(500_000 - foil.need.high)
    assert foil.missing == 0


def test_an_area_is_drawn_in_tonnes_by_the_share_that_it_covers(city):
    film = flow(flows_of(city), "separator")
    assert film.need.high < 150 * 400
    assert film.stated == pytest.approx(film.covered.low * film.need.high)


def test_without_cells_of_a_stage_there_are_no_flows(city):
    assert flows_of(city, Presence.PLANNED) is None


@pytest.mark.parametrize(("lang", "words"), [("en", "Material for the cells of Yibin"), ("zh", "电芯用料来源")])
def test_the_picture_tells_scope_intervals_and_what_it_leaves_out(city, lang, words):
    add(city, "Foil", "copper foil", 100_000)
    flows = flows_of(city)
    assert is_drawable(flows)
    region = "Yibin" if lang == "en" else "宜宾"
    chart = chart_flow(flows, region, 3, lang)
    svg = render_svg(chart.to_dict(), lang)
    assert words in svg
    assert "150 GWh" in svg
    left_out = "refined nickel, refined cobalt" if lang == "en" else "镍盐、钴盐"
    assert left_out in svg
    told = format_interval(flows.flows[0].need, "t", lang)
    assert told in chart.to_dict()["description"]


def test_a_picture_of_nothing_is_refused(city):
    flows = flows_of(city)
    with pytest.raises(InputError, match="no material flow"):
        chart_flow(type(flows)(flows.presence, flows.cells, flows.unit, (), ()), "Yibin", 1)
