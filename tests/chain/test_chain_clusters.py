"""The chain of clusters on three continents, read from documents: what is there, what fits and what does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gigawatch.chain import Outcome, Presence, Tie, Verdict, find_chain, find_flows, render_text
from gigawatch.model import Interval
from gigawatch.run.sample import SAMPLES

DOCUMENTED = Path(__file__).parents[2] / "docs" / "chain.md"


def link(report, code):
    return next(one for one in report.links if one.link == code)


def balance(report, code, presence, taker="cell"):
    wanted = (code, presence, taker)
    return next(b for b in report.balances if (b.link, b.presence, b.taker.link) == wanted)


def test_debrecen_has_cathode_lithium_and_cars_running_separator_building_and_cells_planned(clusters):
    report = find_chain(clusters, "Debrecen")
    stages = {one.link: one.presence for one in report.links if one.core and one.presence is not Presence.ABSENT}
    assert stages == {
        "lithium_refining": Presence.RUNNING,
        "cathode": Presence.RUNNING,
        "vehicle": Presence.RUNNING,
        "separator": Presence.BUILDING,
        "cell": Presence.PLANNED,
    }
    assert report.verdict is Verdict.NOT_SHOWN


def test_separator_of_debrecen_falls_short_of_what_its_planned_100_gwh_take(clusters):
    film = balance(find_chain(clusters, "Debrecen"), "separator", Presence.PLANNED)
    assert film.taker.interval == Interval(100, 100)
    assert film.covered.high < 0.6
    assert film.lacking.low > 0
    assert film.beyond is None


def test_cathode_planned_in_debrecen_is_enough_for_100_gwh_only_of_nickel_rich_cells(clusters):
    cathode = balance(find_chain(clusters, "Debrecen"), "cathode", Presence.PLANNED)
    assert cathode.supply.interval == Interval(108_000, 108_000)
    by_family = {one.family: one.interval for one in cathode.by_family}
    assert by_family["iron"].low > 108_000 > by_family["ternary"].low
    assert cathode.outcome is Outcome.OPEN


def test_the_cathode_plant_of_debrecen_takes_more_lithium_than_is_made_beside_it(clusters):
    lithium = balance(find_chain(clusters, "Debrecen"), "lithium_refining", Presence.RUNNING, "cathode")
    assert lithium.taker.interval == Interval(54_000, 54_000)
    assert lithium.chemistries.families == ("ternary",)
    assert lithium.covered.high < 0.7


def test_the_car_plant_of_debrecen_takes_a_tenth_of_the_cells_planned_there(clusters):
    cars = balance(find_chain(clusters, "Debrecen"), "vehicle", Presence.PLANNED)
    assert cars.is_outlet
    assert cars.covered.high < 0.2
    assert cars.lacking.low > 1_000_000


def test_copper_foil_planned_in_hungary_is_in_the_range_of_what_130_gwh_take(clusters):
    foil = balance(find_chain(clusters, "Hungary"), "copper_foil", Presence.PLANNED)
    assert foil.taker.interval == Interval(130, 130)
    assert foil.supply.interval == Interval(75_000, 75_000)
    assert foil.covered.low < 1 < foil.covered.high


def test_lithium_planned_in_nevada_is_about_what_the_once_planned_105_gwh_take(clusters):
    lithium = balance(find_chain(clusters, "Nevada"), "lithium_refining", Presence.PLANNED)
    assert lithium.supply.interval == Interval(80_000, 80_000)
    assert lithium.covered.low < 1 < lithium.covered.high


def test_cathode_for_so_many_gigawatt_hours_is_not_taken_for_cells(clusters):
    report = find_chain(clusters, "Nevada")
    makers = {clusters.label(one.entity) for one in link(report, "cell").activities}
    assert not any("Redwood" in maker for maker in makers)
    assert balance(report, "cathode", Presence.RUNNING).taker.interval == Interval(41, 41)


def test_recycling_runs_in_nevada_and_no_source_names_separator_or_electrolyte_there(clusters):
    report = find_chain(clusters, "Nevada")
    assert link(report, "recycling").presence is Presence.RUNNING
    assert {"separator", "electrolyte", "aluminium_foil"} <= set(report.missing)


def test_anode_and_cathode_stated_in_ningde_cover_a_part_of_what_its_cells_take(clusters):
    report = find_chain(clusters, "宁德")
    for code in ("cathode", "anode"):
        told = balance(report, code, Presence.PLANNED)
        assert told.covered.high < 0.4
    assert "electrolyte" in report.named.counted
    assert "electrolyte" not in report.present.counted


def test_a_firm_group_has_a_chain_of_its_own_across_its_subsidiaries(clusters):
    report = find_chain(clusters, "EcoPro")
    assert report.running.counted == ("lithium_refining", "cathode")
    assert balance(report, "lithium_refining", Presence.RUNNING, "cathode").lacking.low > 5_000


@pytest.mark.parametrize(
    ("region", "code"), [("Nevada", "copper_foil"), ("Nevada", "separator"), ("Ningde", "copper_foil")]
)
def test_a_gap_of_one_cluster_is_offered_the_firms_that_another_shows(clusters, region, code):
    first = find_chain(clusters, region).candidates[code][0]
    assert first.presence in (Presence.RUNNING, Presence.BUILDING)
    plant = next(reason for reason in first.reasons if reason.tie is Tie.PLANT)
    assert set(plant.evidence) <= clusters.facts.keys() | clusters.material.claims.keys()


@pytest.mark.parametrize("region", ["Debrecen", "Hungary", "Nevada", "Ningde", "EcoPro"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_is_told_in_both_languages_with_ids_of_the_ledger(clusters, region, lang):
    report = find_chain(clusters, region)
    text = render_text(report, clusters, lang)
    assert all(figure.fact in text for one in report.balances for figure in one.taker.figures)
    assert "{" not in text


def test_flows_of_every_cluster_with_cells_add_up(clusters):
    for region in ("Debrecen", "Hungary", "Nevada", "Ningde"):
        for presence in (Presence.RUNNING, Presence.PLANNED):
            flows = find_flows(find_chain(clusters, region).balances, presence)
            for one in flows.flows if flows else ():
                assert one.stated + one.open + one.missing == pytest.approx(one.need.high)


def test_yibin_is_not_shown_to_have_a_complete_chain(built_sample):
    from gigawatch.ledger import open_ledger

    report = find_chain(open_ledger(built_sample[0] / "build" / "gigawatch.duckdb"), "Yibin")
    assert report.verdict is Verdict.NOT_SHOWN
    assert {"nickel_refining", "pack", "equipment"} <= set(report.unshown)
    assert report.running.numerator < report.present.numerator < report.named.numerator < report.named.denominator


def test_the_counts_of_the_documented_clusters_are_those_of_the_command(built_sample, clusters):
    from gigawatch.ledger import open_ledger

    told = re.findall(r"^\| (\w+) \| (\d+) / (\d+) / (\d+) \|", DOCUMENTED.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(told) == 5
    yibin = open_ledger(built_sample[0] / "build" / "gigawatch.duckdb")
    for name, *counts in told:
        report = find_chain(yibin if name == "Yibin" else clusters, name)
        assert [str(one.numerator) for one in (report.running, report.present, report.named)] == counts, name


def test_every_text_of_the_sample_of_clusters_is_a_retelling_whose_source_is_listed():
    folder = SAMPLES / "clusters"
    listed = (folder / "SOURCES.md").read_text(encoding="utf-8")
    files = sorted((folder / "documents").iterdir())
    assert len(files) == 21
    for file in files:
        head = file.read_text(encoding="utf-8").split("---")[1]
        assert "retold: true" in head
        assert "licence: CC0-1.0" in head
        assert next(line for line in head.splitlines() if line.startswith("url: ")).removeprefix("url: ") in listed
        assert file.name in listed
