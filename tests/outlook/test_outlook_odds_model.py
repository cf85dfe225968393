"""The model of the odds: its chances against the matrix exponential, and what may and may not enter it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from scipy.linalg import expm

from gigawatch.figures import Sampling
from gigawatch.model import Interval
from gigawatch.outlook.odds.course import find_chances
from gigawatch.outlook.odds.fit import fit
from gigawatch.outlook.odds.prospect import Fate, make_cases
from gigawatch.outlook.odds.trait import traits_of
from odds_synthetic import histories, history

CLOSE = date(2026, 5, 16)


def prospect(**fields):
    (case,) = make_cases([history(**fields)])
    return case.prospect


@pytest.mark.parametrize("rates", [(0.5, 0.3, 0.2, 0.1), (1.5, 0.2, 0.9, 0.05), (0.4, 0.3, 0.1, 0.2)])
@pytest.mark.parametrize("years", [0.1, 1.0, 4.0, 30.0])
def test_the_chances_are_those_of_the_matrix_exponential(rates, years):
    ground, start, drop, abandon = rates
    step = np.zeros((4, 4))
    step[0, :] = -(ground + drop), ground, 0, drop
    step[1, 1:] = -(start + abandon), start, abandon
    told = expm(step * years)
    parameters = np.concatenate([np.log(rates), [0.0] * 5])
    found = find_chances(parameters, np.zeros((2, 2)), np.array([False, True]), np.full(2, years), np.full(2, 0.7))
    for place in (0, 1):
        own = (found.announced[place], found.building[place], found.started[place], found.given_up[place])
        assert own == pytest.approx(told[place], abs=1e-6)


def test_before_the_promised_year_starting_goes_at_a_rate_of_its_own():
    parameters = np.concatenate([np.log((0.5, 0.4, 0.2, 0.1)), [np.log(0.25)], [0.0] * 4])
    slow, step = np.zeros((4, 4)), np.zeros((4, 4))
    for rates, start in ((slow, 0.1), (step, 0.4)):
        rates[0, :] = -0.7, 0.5, 0, 0.2
        rates[1, 1:] = -(start + 0.1), start, 0.1
    told = expm(slow * 2.0) @ expm(step * 1.5)
    found = find_chances(parameters, np.zeros((1, 2)), np.array([False]), np.array([3.5]), np.array([2.0]))
    own = (found.announced[0], found.building[0], found.started[0], found.given_up[0])
    assert own == pytest.approx(told[0], abs=1e-9)


def test_a_plant_stands_and_falls_with_those_of_who_announced_it_not_of_a_later_owner():
    own, sold, alike = make_cases([history(owner=name) for name in ("CATL", "Synthetic owner, then CATL", "宁德时代")])
    assert own.owner == alike.owner != sold.owner


def test_the_outcome_is_no_trait():
    started = prospect(started=True, outcome_status="operating", outcome_on="2024-01-01")
    assert traits_of(started) == traits_of(prospect())


def test_the_day_of_a_decision_does_not_count_since_pages_are_found_by_it():
    early, late = make_cases([history(outcome_on="2020-01-01"), history(outcome_on="2023-01-01")])
    assert early.years_known(CLOSE) == late.years_known(CLOSE)


def test_what_is_open_is_known_only_up_to_its_last_source():
    (case,) = make_cases([history(outcome_status="delayed", outcome_on="2022-01-01")])
    assert case.fate is Fate.OPEN
    assert case.years_known(CLOSE) == pytest.approx(3.0, abs=0.01)
    assert not case.is_known_on(CLOSE)


def test_a_start_told_of_is_known_from_its_own_day_though_the_page_found_is_later():
    (case,) = make_cases([history(started=True, started_on="2022-05", outcome_on="2025-03-01")])
    assert (case.last_on, case.told_on) == (date(2022, 5, 15), date(2022, 5, 31))
    (unknown,) = make_cases([history(started=True, outcome_on="2025-03-01")])
    assert unknown.told_on == date(2025, 3, 1)


def test_a_promise_that_was_broken_by_the_earlier_source_is_none_to_come():
    assert prospect(earlier_on="2023-03-01", promised=2022).promised is None
    assert prospect(earlier_on="2023-03-01", promised=2023).promised == 2023


def test_a_plant_that_ran_and_was_closed_had_started():
    (case,) = make_cases([history(outcome_status="closed", started=True)])
    assert case.fate is Fate.STARTED


def test_a_fit_is_the_same_on_every_run_and_finds_what_the_synthetic_set_was_made_with():
    cases = make_cases(histories())
    one, other = fit(cases, CLOSE, None), fit(cases, CLOSE, None)
    assert np.array_equal(one.draws, other.draws)
    near, far = (prospect(earlier_on="2022-01-01", promised=year) for year in (2023, 2028))
    chances = one.start_chances([near, far], date.min, date(2028, 12, 31)).mean(axis=0)
    assert chances[0] > 0.8
    assert chances[1] < 0.2


def test_published_rates_pull_a_model_that_has_seen_next_to_nothing():
    cases = make_cases(histories(4))
    plain, pulled = (fit(cases, CLOSE, hull) for hull in (None, Interval(0.88, 0.92)))
    asked = [prospect(earlier_on="2022-01-01")]
    chances = [one.start_chances(asked, date.min, date(2028, 1, 1)).mean() for one in (plain, pulled)]
    assert chances[1] > chances[0]
    assert chances[1] == pytest.approx(0.9, abs=0.06)


def test_single_cases_that_failed_do_not_lower_the_chances_of_a_list():
    listed = histories(120, likely=0.6, unlikely=0.6)
    failed = [history(1000 + n, sampling=Sampling.SINGLE, earlier_on=f"20{15 + n % 7}-06-01") for n in range(120)]
    alone, mixed = (fit(make_cases(group), CLOSE, None) for group in (listed, [*listed, *failed]))
    asked = [prospect(earlier_on="2022-01-01", sampling=Sampling.LIST)]
    first, second = (one.start_chances(asked, date.min, date(2027, 1, 1)).mean() for one in (alone, mixed))
    assert second == pytest.approx(first, abs=0.12)
