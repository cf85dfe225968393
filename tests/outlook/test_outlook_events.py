from __future__ import annotations

import json
from datetime import date

import pytest

from gigawatch.figures import load_package, packages
from gigawatch.index.show.render import describe_chart, render_chart
from gigawatch.model import Bound, InputError, Interval, Kind, Observation
from gigawatch.outlook.event import Comparable, Doubt, as_json, find_events, render_text
from gigawatch.outlook.event.rule import rules
from gigawatch.report.chart import chart_events

SERIES = "World Power Battery Conference"
TODAY = date(2026, 6, 30)


def sign(desk, year, projects, money, *, name=None, published=None, **fields):
    """A synthetic text that tells what one edition signed."""
    name = name or f"e{year}"
    desk.document(
        name, f"In Yibin {projects} projects of {money} billion yuan were signed.", published or f"{year}-07-25"
    )
    common = {"subject": f"{SERIES} {year}", "place": "Yibin", "period": f"{year}-07", "status": "signed"} | fields
    desk.say(name, str(projects), projects, "count", measure="projects", **common)
    desk.say(name, f"{money} billion", money * 1e9, "CNY", measure="investment", **common)


def hold(desk, year, place="Yibin", day="21"):
    words = f"The {SERIES} {year} was held in {place} on {day} July {year}."
    desk.document(f"held{year}", words, f"{year}-07-25")
    data = {"type": "conference", "name": f"{SERIES} {year}", "date": f"{year}-07-{day}", "place": place}
    return desk.tell(Kind.EVENT, f"held{year}", words, **data)


def cell(desk, year, measure, value, unit="count", **more):
    key = f"obs-{year}-{measure}"
    told = {"subject": f"{SERIES} {year}", "measure": measure, "period": str(year), "value": value, "unit": unit}
    row = {"table": rules().table, "row": len(desk.cells) + 1, "source": "https://example.org/synthetic"}
    desk.cells[key] = Observation(id=key, vintage=f"{year}-08-01", **row, **told, **more)
    return key


def course(desk, **asked):
    (found,) = find_events(desk.ledger(), **({"on": TODAY} | asked)).courses
    return found


@pytest.fixture
def four(desk):
    for year, projects, money in ((2022, 48, 96.2), (2023, 64, 106.3), (2024, 137, 95.25), (2025, 180, 86.13)):
        sign(desk, year, projects, money)
    return desk


def test_the_mean_project_falls_to_a_quarter_while_the_count_almost_quadruples(four):
    found = course(four)
    assert [round(one.mean.low / 1e9, 2) for one in found.editions] == [2.0, 1.66, 0.7, 0.48]
    whole = found.changes[-1]
    assert (whole.before, whole.after) == (found.editions[0].event, found.editions[-1].event)
    assert whole.count == Interval(3.75, 3.75)
    assert whole.money.low == pytest.approx(0.895, abs=0.001)
    assert whole.count.low * whole.mean.low == pytest.approx(whole.money.low)
    assert (found.count.low, found.money.low) == (429, pytest.approx(383.88e9))


def test_counts_of_projects_of_another_size_do_not_compare(four):
    changes = {(one.before[-4:], one.after[-4:]): one for one in course(four).changes}
    assert Doubt.SIZE in changes["2023", "2024"].count_doubts
    assert changes["2022", "2025"].count_comparable is Comparable.NO
    assert changes["2022", "2023"].count_comparable is Comparable.YES
    assert changes["2023", "2024"].money_comparable is Comparable.YES


def test_hedges_reach_the_factors_and_an_open_end_stays_open(desk):
    sign(desk, 2022, 50, 100)
    sign(desk, 2023, 100, 210, qualifier=Bound.OVER)
    (change,) = course(desk).changes
    assert change.count.low == 2
    assert change.count.high == float("inf")
    assert Doubt.SIZE not in change.count_doubts


def test_sums_in_two_currencies_are_not_set_against_each_other(desk):
    sign(desk, 2022, 48, 96.2)
    desk.document("e2023", "In Yibin 64 projects of 15 billion dollars were signed.", "2023-07-25")
    common = {"subject": f"{SERIES} 2023", "place": "Yibin", "period": "2023-07", "status": "signed"}
    desk.say("e2023", "64", 64, "count", measure="projects", **common)
    desk.say("e2023", "15 billion", 15e9, "USD", measure="investment", **common)
    found = course(desk)
    (change,) = found.changes
    assert (change.money, change.mean, change.money_comparable) == (None, None, Comparable.NO)
    assert change.money_doubts == (Doubt.CURRENCY,)
    assert (found.unit, found.money) == (None, None)


def test_an_edition_tells_when_and_where_it_was_held_with_the_claims_that_say_so(desk):
    sign(desk, 2022, 48, 96.2)
    claim = hold(desk, 2022)
    (held,) = course(desk).editions
    assert (held.dates, held.held) == ("2022-07-21", claim)
    assert (held.place, held.told_at) == ("place-cn-yibin", claim)


def test_a_contradicting_total_that_the_city_signed_as_a_whole_seems_to_be_the_city_s(desk):
    hold(desk, 2022)
    sign(desk, 2022, 48, 96.2)
    sign(desk, 2022, 100, 210, name="other", published="2023-09-26", qualifier=Bound.NEARLY)
    desk.document("city", "By March 2023 Yibin had signed 95 projects.", "2023-04-07")
    desk.say("city", "95", 95, "count", measure="projects", subject="Yibin", status="signed", period="2023-03")
    (held,) = course(desk).editions
    others = {one.amount.measure: one for one in held.others}
    assert held.projects.quantity.value == 48
    assert (others["projects"].relation, others["projects"].city.quantity.value) == ("contradicts", 95)
    assert others["investment"].city is None


def test_a_contradicted_edition_is_not_surely_comparable(desk):
    for year in (2022, 2023):
        sign(desk, year, 50, 100)
    sign(desk, 2022, 98, 210, name="other", published="2023-09-26")
    (change,) = course(desk).changes
    assert (change.count_comparable, change.count_doubts) == (Comparable.DOUBTFUL, (Doubt.CONTRADICTED,))


def test_a_part_s_money_is_a_sum_else_a_share_else_at_least_its_floor(desk):
    sign(desk, 2025, 180, 86.13)
    cell(desk, 2025, "projects_over_1bn_cny", 26)
    (part,) = course(desk).editions[0].slices
    assert (part.money_from, part.money.low, part.rest_count.low) == ("floor", 26e9, 154)
    assert part.rest_money == Interval(0, pytest.approx(60.13e9))
    cell(desk, 2025, "share_over_1bn_cny", 50, "%", qualifier=Bound.NEARLY)
    (part,) = course(desk).editions[0].slices
    assert part.money_from == "share"
    assert part.rest_mean.low == pytest.approx(86.13e9 * 0.5 / 154)
    assert part.mean.low > 4 * part.rest_mean.high


def test_what_lies_elsewhere_is_the_whole_less_what_the_host_city_gets(desk):
    sign(desk, 2024, 137, 95.25)
    cell(desk, 2024, "projects_in_city", 133)
    cell(desk, 2024, "investment_in_city", 84.55e9, "CNY")
    (part,) = course(desk).editions[0].slices
    assert (part.rest_count.low, part.rest_money.low) == (4, pytest.approx(10.7e9))
    assert part.rest_mean.low > part.mean.high


def test_the_city_s_own_year_is_another_perimeter_and_never_added(desk):
    sign(desk, 2023, 64, 106.3)
    cell(desk, 2023, "projects_of_city_in_year", 48)
    found = course(desk)
    (beyond,) = found.editions[0].beyond
    assert (beyond.count.quantity.value, found.editions[0].projects.quantity.value) == (48, 64)


def test_a_follow_up_is_a_share_of_what_was_signed_as_known_on_a_day(desk):
    sign(desk, 2022, 48, 96.2)
    desk.document("later", "By May 2023 in Yibin 16 of the projects had started production.", "2023-06-08")
    told = {"subject": f"{SERIES} 2022", "status": "operating", "period": "2023-05", "place": "Yibin"}
    desk.say("later", "16", 16, "count", measure="projects", **told)
    (step,) = course(desk).editions[0].follow_up.steps
    assert (step.status, step.share.low, step.rest.low) == ("operating", pytest.approx(1 / 3), 32)
    before = find_events(desk.ledger().as_of(date(2022, 12, 31)), on=date(2022, 12, 31))
    assert not before.courses[0].editions[0].follow_up.is_told
    assert "nothing is told of what became of them" in render_text(before, desk.ledger(), "en")


def test_what_the_ledger_and_the_table_both_tell_of_a_follow_up_counts_once(desk):
    sign(desk, 2022, 48, 96.2)
    cell(desk, 2022, "projects_in_production", 16)
    assert len(course(desk).editions[0].follow_up.steps) == 1
    desk.document("later", "By May 2023 in Yibin 16 of the projects had started production.", "2023-06-08")
    told = {"subject": f"{SERIES} 2022", "status": "operating", "period": "2023-05", "place": "Yibin"}
    desk.say("later", "16", 16, "count", measure="projects", **told)
    (step,) = course(desk).editions[0].follow_up.steps
    assert step.count.origin == "ledger"


@pytest.mark.parametrize("asked", [SERIES, "世界动力电池大会", "world-power-battery-conference", f"{SERIES} 2022"])
def test_a_series_is_asked_for_by_any_of_its_names(four, asked):
    assert len(course(four, series=asked).editions) == 4


def test_another_known_series_tells_nothing_and_an_unknown_one_is_refused_with_what_is_near(four):
    ledger = four.ledger()
    found = find_events(ledger, "InterBattery")
    assert found.courses == ()
    assert "Nothing kept here tells" in render_text(found, ledger, "en")
    with pytest.raises(InputError) as caught:
        find_events(ledger, "World Power Batery Conferense")
    assert SERIES in caught.value.hint


@pytest.mark.parametrize(("lang", "words"), [("en", "No conference:"), ("zh", "没有大会")])
def test_a_workspace_without_conferences_says_so(desk, lang, words):
    desk.document("plain", "CATL runs 60 GWh in Yibin.", "2022-01-05")
    assert words in render_text(find_events(desk.ledger()), desk.ledger(), lang)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_id_that_is_printed_has_its_words(four, lang):
    cell(four, 2025, "projects_over_1bn_cny", 26)
    ledger = four.ledger()
    found = find_events(ledger, on=TODAY)
    text, data = render_text(found, ledger, lang), as_json(found, ledger)
    assert json.dumps(data)
    assert all(f"  [{key}] " in text for key in data["proofs"])
    assert "Infinity" not in json.dumps(data)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_picture_has_a_panel_each_for_count_sum_and_mean_and_rings_for_what_others_tell(four, lang, tmp_path):
    sign(four, 2022, 98, 210, name="other", published="2023-09-26")
    found = course(four)
    spec = describe_chart(chart_events(found, lang))
    assert len(spec["hconcat"]) == 3
    marks = [layer["mark"]["type"] for panel in spec["hconcat"] for layer in panel["layer"]]
    assert (marks.count("bar"), marks.count("point")) == (3, 2)
    svg = render_chart(chart_events(found, lang), tmp_path / "a.svg").read_text(encoding="utf-8")
    assert all(f">{year}<" in svg for year in ("2022", "2025"))
    assert ">180<" in svg


def test_a_picture_needs_two_editions(desk):
    sign(desk, 2022, 48, 96.2)
    with pytest.raises(InputError):
        chart_events(course(desk))


def test_the_rules_name_measures_of_the_shipped_table():
    known = packages()[rules().table].measures
    names = [part.count for part in (*rules().parts, *rules().beyond)] + [later.count for later in rules().later]
    names += [name for part in (*rules().parts, *rules().beyond) for name in (part.money, part.share) if name]
    names += [measure for beside in rules().beside for measure in beside.measures]
    assert [name for name in names if name not in known] == []


def test_the_shipped_figures_give_the_reference_series():
    told = {(one.period, one.measure): one.value for one in load_package(rules().table)}
    means = [told[year, "investment"] / told[year, "projects"] / 1e9 for year in ("2022", "2023", "2024", "2025")]
    assert [round(one, 2) for one in means] == [2.0, 1.66, 0.7, 0.48]
    assert told["2024", "projects"] - told["2024", "projects_in_city"] == 4
