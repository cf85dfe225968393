"""The test of the odds: scores, the split by time, and the gate both ways, on synthetic histories."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gigawatch.figures import Sampling
from gigawatch.outlook.odds import find_record, judge_gate, make_record
from gigawatch.outlook.odds.backtest import NAIVE, find_cuts, run_backtest
from gigawatch.outlook.odds.prospect import make_cases
from gigawatch.outlook.odds.rate import count_histories, middle_rate, published_hull, published_rates
from gigawatch.outlook.odds.score import brier, calibrate, find_skill, wilson
from odds_synthetic import histories, history

PAGE = Path(__file__).parents[2] / "docs" / "odds.md"


@pytest.fixture(scope="module")
def telling():
    """A synthetic set in which the promised start tells the fate."""
    return make_record(histories())


@pytest.fixture(scope="module")
def silent():
    """A synthetic set in which nothing tells the fate."""
    return make_record(histories(likely=0.4, unlikely=0.4))


def test_the_gate_opens_for_a_synthetic_set_in_which_traits_tell_the_fate(telling):
    assert telling.gate.is_open
    assert telling.gate.unmet == ()
    assert all(skill.interval.low > 0.4 for skill in telling.primary.skills[:3])


def test_the_gate_stays_closed_for_a_synthetic_set_in_which_nothing_tells_the_fate(silent):
    assert not silent.gate.is_open
    assert {one.code for one in silent.gate.unmet} == {"skill"}


def test_skill_without_enough_projects_does_not_open_the_gate(telling):
    few = telling.histories[:140]
    gate = judge_gate(few, telling.primary)
    assert [one.code for one in gate.unmet] == ["projects"]


def test_skill_above_zero_without_its_interval_does_not_open_the_gate(telling):
    test = telling.primary
    unsure = [replace(one, interval=replace(one.interval, low=-0.01)) for one in test.skills[:1]]
    gate = judge_gate(telling.histories, replace(test, skills=(*unsure, *test.skills[1:])))
    assert [(one.code, one.against) for one in gate.unmet] == [("skill", "training_rate")]


def test_a_gate_without_a_test_is_closed_against_every_naive_forecast():
    gate = judge_gate((), None)
    assert {one.against for one in gate.unmet if one.code == "skill"} == set(NAIVE)


def test_single_cases_never_decide():
    singles = tuple(replace(one, sampling=Sampling.SINGLE) for one in histories())
    record = make_record(singles)
    assert not record.gate.is_open
    assert record.primary is None


def test_fates_told_after_the_cut_do_not_move_the_forecasts():
    told = histories(160)
    cases = make_cases(told)
    cut = find_cuts(cases)[0]
    turned = [
        replace(one, started=not one.started, outcome_status="cancelled" if one.started else "operating")
        if case.told_on > cut
        else one
        for one, case in zip(told, cases, strict=True)
    ]
    first, second = (run_backtest(make_cases(group), cut)[0] for group in (told, turned))
    assert [one.chance for one in first.forecasts] == [one.chance for one in second.forecasts]
    assert first.brier != second.brier


def test_every_tested_fate_was_told_after_the_cut_and_every_known_one_before():
    cases = make_cases(histories(160))
    cut = find_cuts(cases)[0]
    test = run_backtest(cases, cut)[1]
    later = {case.id for case in cases if case.told_on > cut}
    assert {one.case for one in test.forecasts} <= later
    assert test.trained == len(cases) - len(later)
    assert len(later) == len(test.forecasts) + test.left_out


def test_the_brier_score_and_wilsons_interval_are_those_of_the_books():
    assert brier([0.9, 0.2], [True, False]) == pytest.approx((0.01 + 0.04) / 2)
    found = wilson(0, 10)
    assert (found.low, found.high) == pytest.approx((0.0, 0.2775), abs=1e-4)
    half = wilson(50, 100)
    assert (half.low, half.high) == pytest.approx((0.4038, 0.5962), abs=1e-4)


def test_a_forecast_has_no_skill_against_itself_and_owners_are_drawn_whole():
    forecasts, came = [0.2, 0.7, 0.4, 0.9], [False, True, False, True]
    same = find_skill("itself", forecasts, forecasts, came, ["a", "b", "c", "d"])
    assert (same.value, same.interval.low, same.interval.high) == (0.0, 0.0, 0.0)
    one_owner = find_skill("half", forecasts, [0.5] * 4, came, ["a"] * 4)
    assert one_owner.interval.low == one_owner.interval.high == pytest.approx(one_owner.value)


def test_calibration_counts_every_forecast_once():
    forecasts = [0.0, 0.1, 0.2, 0.55, 0.6, 0.99, 1.0]
    found = calibrate(forecasts, [False, True, False, True, False, True, True])
    assert sum(one.count for one in found) == len(forecasts)
    assert all(one.low <= one.forecast <= one.high for one in found)


def test_a_share_is_told_of_lists_alone():
    single = [history(n, sampling=Sampling.SINGLE) for n in range(30)]
    total = count_histories(single)[0]
    assert (total.projects, total.not_built, total.share) == (30, 30, None)
    listed = count_histories(histories(40))[0]
    assert listed.share == pytest.approx(listed.started / 40)


def test_rates_published_later_are_not_known_before():
    assert published_rates(date(2022, 12, 31)) == ()
    assert published_hull(date(2022, 12, 31)) is None
    early = published_hull(date(2023, 12, 31))
    assert (early.low, early.high) == (0.32, 0.32)
    hull = published_hull()
    assert (hull.low, hull.high) == (0.32, 0.75)


def test_a_record_makes_a_model_of_its_own_for_every_day_asked(telling):
    early, now = telling.model(date(2022, 1, 1)), telling.model(None)
    assert early is telling.model(date(2022, 1, 1))
    assert early is not now
    assert early.parameters.tolist() != now.parameters.tolist()


def test_the_published_forecast_knows_no_rate_published_after_the_cut():
    assert middle_rate(date(2022, 12, 31)) == 0.5
    assert middle_rate(date(2023, 12, 31)) == pytest.approx(0.32)
    assert middle_rate(date(2025, 6, 30)) < middle_rate()


def test_the_page_tells_the_skill_that_the_shipped_histories_give():
    record = find_record()
    test = record.primary
    ends = [(one.value, one.interval.low, one.interval.high) for one in test.skills]
    skills = ["{:.2f} ({:.2f} to {:.2f})".format(*(round(end, 2) + 0.0 for end in three)) for three in ends]
    counts = (str(test.trained), str(len(test.forecasts)), str(test.started), f"{test.brier:.2f}")
    line = next(line for line in PAGE.read_text(encoding="utf-8").splitlines() if "(decides)" in line)
    assert [cell.strip() for cell in line.strip("|").split("|")][1:] == [*counts, *skills]
    assert record.gate.is_open is ("the gate is closed" not in PAGE.read_text(encoding="utf-8"))


def test_there_are_as_many_histories_as_the_odds_ask_for():
    record = find_record()
    counts = {one.code: one for one in record.gate.conditions}
    assert counts["projects"].is_met
    assert counts["not_built"].is_met
