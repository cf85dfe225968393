"""The value that a newly added one stands beside as earlier: of the very same thing, or none."""

from __future__ import annotations

from datetime import date

import pytest
from question_desk import CITY, FIRM, QuestionDesk

from gigawatch.ledger import Ledger, compare_states, state_of
from gigawatch.model import Fact


def earlier(before: Ledger, after: Ledger) -> Fact | None:
    """The earlier value of the one fact that was added."""
    old, new = state_of(before, "2022", date(2022, 12, 31)), state_of(after, "2026", date(2026, 1, 1))
    (change,) = (one for one in compare_states(old, new).facts if one.kind == "added")
    return change.earlier


@pytest.mark.parametrize(
    ("first", "second"),
    [("2022", "2023-H1"), ("2022-01/2022-04", "2023-01/2023-09"), ("2022", "2023-05"), ("2022-05-01", "2023-05-01")],
)
def test_production_of_another_kind_of_period_is_not_the_earlier_one(
    desk: QuestionDesk, first: str, second: str
) -> None:
    desk.count(FIRM, "production", 30.0, first, "2023-01-15")
    before = desk.ledger()
    desk.count(FIRM, "production", 12.0, second, "2024-01-15")
    assert earlier(before, desk.ledger()) is None


@pytest.mark.parametrize(
    ("first", "second"), [("2022", "2023"), ("2022-H1", "2023-H2"), ("2022-01/2022-04", "2023-01/2023-04")]
)
def test_production_of_the_same_kind_of_period_is_the_earlier_one(desk: QuestionDesk, first: str, second: str) -> None:
    desk.count(FIRM, "production", 30.0, first, "2023-01-15")
    before = desk.ledger()
    desk.count(FIRM, "production", 12.0, second, "2024-01-15")
    found = earlier(before, desk.ledger())
    assert found is not None
    assert (found.value, found.valid_on) == (30.0, first)


def test_of_several_values_the_last_one_before_is_the_earlier_one(desk: QuestionDesk) -> None:
    desk.say("90 GWh", 90.0, status="planned", period="2024-12")
    desk.say("80 GWh", 80.0, status="planned", period="2024-01")
    before = desk.ledger()
    desk.say("85 GWh", 85.0, on="2024-08-01", status="planned", period="2024-06")
    found = earlier(before, desk.ledger())
    assert found is not None
    assert found.value == 80.0


def test_a_target_is_not_the_earlier_value_of_what_came(desk: QuestionDesk) -> None:
    desk.count(FIRM, "production", 130.0, "2024 target", "2024-01-15")
    before = desk.ledger()
    desk.count(FIRM, "production", 110.0, "2025", "2026-01-15")
    assert earlier(before, desk.ledger()) is None


def test_a_plant_s_capacity_on_a_day_precedes_that_of_a_later_month(desk: QuestionDesk) -> None:
    desk.say("60 GWh", 60.0, period="2022-06-10")
    before = desk.ledger()
    desk.say("75 GWh", 75.0, on="2023-09-01", period="2023-08")
    found = earlier(before, desk.ledger())
    assert found is not None
    assert found.value == 60.0


def test_projects_of_another_kind_are_not_the_earlier_ones(desk: QuestionDesk) -> None:
    counted = {"measure": "projects", "unit": "count", "status": "reported"}
    desk.say("2 projects", 2.0, CITY, object="projects", period="2022-01", **counted)
    before = desk.ledger()
    desk.say("120 projects", 120.0, CITY, on="2023-11-01", object="supporting projects", period="2023-11", **counted)
    assert earlier(before, desk.ledger()) is None


def test_projects_told_by_the_same_words_are_the_earlier_ones(desk: QuestionDesk) -> None:
    counted = {"measure": "projects", "unit": "count", "status": "signed", "object": "battery projects"}
    desk.say("35 projects", 35.0, CITY, period="2022-01", **counted)
    before = desk.ledger()
    desk.say("90 projects", 90.0, CITY, on="2023-04-01", period="2023-03", **counted)
    found = earlier(before, desk.ledger())
    assert found is not None
    assert found.value == 35.0


def test_a_growth_of_what_nobody_tells_follows_no_other(desk: QuestionDesk) -> None:
    grown = {"measure": "growth", "unit": "%", "status": "reported"}
    desk.say("90.7%", 90.7, CITY, period="2022", **grown)
    before = desk.ledger()
    desk.say("32.7%", 32.7, CITY, on="2024-01-01", period="2023", **grown)
    assert earlier(before, desk.ledger()) is None
