"""The page of the odds on a synthetic ledger: closed it shows no chance of a project, open it shows why."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from gigawatch.model import InputError
from gigawatch.outlook.odds import as_json, chart_calibration, chart_fan, find_odds, make_record, render_text
from odds_synthetic import histories


@pytest.fixture(scope="module")
def open_record():
    return make_record(histories())


@pytest.fixture(scope="module")
def closed_record():
    return make_record(histories(60, likely=0.4, unlikely=0.4))


@pytest.fixture
def ledger(desk):
    text = "Synthetic. CATL in Yibin has 15 GWh a year. CATL is building 60 GWh a year in Changzhou, due in 2026."
    desk.document("plants", text, "2023-06-01")
    desk.say("plants", "15 GWh", 15, subject="CATL", period="2023-05", status="operating")
    desk.say("plants", "60 GWh", 60, subject="CATL", period="2026", status="under_construction", place="Changzhou")
    desk.document("more", "Synthetic. SVOLT signed for a plant of over 20 GWh a year in Yibin.", "2023-07-01")
    desk.say("more", "over 20 GWh", 20, subject="SVOLT", period="2023-07", status="signed")
    return desk.ledger()


def test_a_closed_gate_shows_no_chance_of_a_project_and_says_why(ledger, closed_record):
    found = find_odds(ledger, "China", record=closed_record)
    assert found.projects == ()
    assert as_json(found)["projects"] == []
    assert as_json(found)["gate"]["is_open"] is False
    text = render_text(found, ledger, "en")
    assert "No chance of a single project is shown" in text
    assert "Chance to have started" not in text
    assert found.outlook.basis == "rates"


def test_the_skill_is_printed_with_its_interval_whether_the_gate_is_open_or_closed(ledger, closed_record, open_record):
    for record in (closed_record, open_record):
        for lang, words in (
            ("en", r"skill score −?\d\.\d\d \(95%: −?\d+\.\d\d to"),
            ("zh", r"技巧评分−?\d\.\d\d（95%区间："),
        ):
            assert re.search(words, render_text(find_odds(ledger, "China", record=record), ledger, lang))


def test_an_open_gate_shows_each_chance_with_interval_evidence_and_reasons(ledger, open_record):
    found = find_odds(ledger, "China", record=open_record)
    assert found.pending == len(found.projects) > 0
    for one in found.projects:
        assert one.interval.low <= one.chance <= one.interval.high
        assert one.pending.claim in ledger.material.claims
        assert all(fact in ledger.facts for fact in one.pending.facts)
        assert one.reasons
    text = render_text(found, ledger, "en")
    assert all(one.pending.claim in text for one in found.projects)
    assert found.outlook.basis == "odds"
    assert json.dumps(as_json(found))


def test_what_runs_is_no_project_of_the_odds(ledger, open_record):
    for one in find_odds(ledger, "China", record=open_record).projects:
        assert one.pending.prospect.status not in ("operating", "cancelled", "closed")


def test_a_later_day_gives_a_chance_no_smaller(ledger, open_record):
    near, far = (find_odds(ledger, "China", record=open_record, by=f"{year}-12-31") for year in (2026, 2029))
    assert all(one.chance <= other.chance for one, other in zip(near.projects, far.projects, strict=True))


def test_the_fan_begins_with_what_runs_and_its_quantiles_are_in_order(ledger, closed_record, open_record):
    for record in (closed_record, open_record):
        outlook = find_odds(ledger, "China", record=record).outlook
        assert outlook.built.low == 15
        for year in outlook.years:
            assert list(year.quantiles) == sorted(year.quantiles)
            assert year.quantiles[0] >= 15
        middles = [year.quantiles[2] for year in outlook.years]
        assert middles == sorted(middles)
        assert outlook.years[-1].year >= 2030


def test_by_published_rates_no_more_comes_than_the_highest_rate_allows(ledger, closed_record):
    outlook = find_odds(ledger, "China", record=closed_record).outlook
    most = 15 + 0.75 * outlook.planned.low
    assert all(year.quantiles[-1] <= most for year in outlook.years if year.year <= 2030)


def city(desk, built, planned):
    """A synthetic ledger of what runs in a city as a whole, and of what is planned for it, in GWh a year."""
    desk.document("built", f"Synthetic. Yibin has {built} GWh of battery capacity a year in operation.", "2025-11-12")
    desk.say("built", f"{built} GWh", built, subject="Yibin", period="2025-11", status="operating")
    desk.document("plan", f"Synthetic. Yibin plans {planned} GWh of battery capacity a year.", "2025-11-13")
    desk.say("plan", f"{planned} GWh", planned, subject="Yibin", period="2025-11", status="planned")
    return desk.ledger()


def test_a_citys_plan_above_what_runs_there_holds_it_and_is_never_exceeded(desk, closed_record, open_record):
    ledger = city(desk, 210, 300)
    for record in (closed_record, open_record):
        outlook = find_odds(ledger, "Yibin", record=record).outlook
        assert outlook.overlap == "held"
        assert all(210 <= value <= 300 for year in outlook.years for value in year.quantiles)
        assert outlook.years[-1].quantiles[2] > 215
    text = render_text(find_odds(ledger, "Yibin", record=closed_record), ledger, "en")
    assert "The plan is the whole to be reached and holds what runs already" in text


def test_a_citys_plan_below_what_runs_there_leaves_open_what_it_holds(desk, closed_record):
    outlook = find_odds(city(desk, 210, 100), "Yibin", record=closed_record).outlook
    assert outlook.overlap == "open"
    assert outlook.years[-1].quantiles[-1] <= 210 + 0.75 * 100


def test_as_of_an_earlier_day_only_what_was_known_then_counts(ledger):
    early = find_odds(ledger, "China", as_of=date(2023, 12, 31))
    now = find_odds(ledger, "China")
    assert {one.cell.vintage[:4] for one in early.rates} == {"2023"}
    assert early.counts[0].projects < now.counts[0].projects
    assert not early.gate.is_open


def test_a_day_to_come_knows_no_more_than_now(ledger):
    far, now = find_odds(ledger, "China", as_of=date(2045, 1, 1)), find_odds(ledger, "China")
    assert far.counts == now.counts
    assert far.told_on < date(2045, 1, 1)


@pytest.mark.parametrize("by", ["2020-12-31", "soon", "2028-13-01", "2500-01-01"])
def test_a_day_that_is_none_or_not_to_come_is_refused_with_a_hint(ledger, by):
    with pytest.raises(InputError) as caught:
        find_odds(ledger, "China", by=by)
    assert caught.value.hint


def test_an_empty_ledger_has_odds_of_nothing(desk, closed_record):
    ledger = desk.ledger()
    found = find_odds(ledger, "Yibin", record=closed_record)
    assert (found.pending, found.outlook) == (0, None)
    assert "no cell capacity is planned here" in render_text(found, ledger, "en")


def rows_of(chart):
    """The rows that a chart holds, wherever in its specification they stand."""
    spec = chart.to_dict()
    held = {json.dumps(layer["data"]["values"]) for layer in spec["layer"] if "values" in layer.get("data", {})}
    held |= {json.dumps(spec["data"]["values"])} if "values" in spec.get("data", {}) else set()
    return [row for rows in [*map(json.loads, held), *spec.get("datasets", {}).values()] for row in rows]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_pictures_hold_every_bin_and_year(ledger, closed_record, lang):
    found = find_odds(ledger, "China", record=closed_record)
    bins = [row for row in rows_of(chart_calibration(found.tests[0], lang)) if "count" in row]
    assert [row["count"] for row in bins] == [one.count for one in found.tests[0].calibration]
    years = rows_of(chart_fan(found, lang))
    assert [row["year"] for row in years] == [year.year for year in found.outlook.years]


def test_a_picture_of_nothing_is_refused(desk, closed_record):
    found = find_odds(desk.ledger(), "Yibin", record=closed_record)
    with pytest.raises(InputError):
        chart_fan(found)
