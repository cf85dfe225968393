from __future__ import annotations

from datetime import date

import pytest

from gigawatch.model import last_day, period_order, period_span


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-07", "2022-07-01", "2022-07-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-07-25", "2022-07-25", "2022-07-25"),
        ("2022-H1", "2022-01-01", "2022-06-30"),
        ("2022-H2", "2022-07-01", "2022-12-31"),
        ("2022-Q3", "2022-07-01", "2022-09-30"),
        ("2022-01/2022-09", "2022-01-01", "2022-09-30"),
        ("2022-07-21/2022-07-23", "2022-07-21", "2022-07-23"),
        ("2020/2022", "2020-01-01", "2022-12-31"),
        ("2025 target", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_period_covers_the_days_from_its_first_to_its_last(period: str, first: str, last: str) -> None:
    assert period_span(period) == (date.fromisoformat(first), date.fromisoformat(last))
    assert last_day(period) == date.fromisoformat(last)


@pytest.mark.parametrize(
    "text", ["", "soon", "22", "2022-13", "2022-02-30", "2022-Q5", "2022-H3", "2022-07/2022-01", "2022/", "0000"]
)
def test_what_is_no_period_covers_nothing(text: str) -> None:
    assert period_span(text) is None
    assert last_day(text) is None


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2022-H1", "2022-12"), ("2022-Q3", "2022-12"), ("2022-H1", "2022"), ("2022-09", "2022-Q4"),
        ("2022-01/2022-09", "2022-Q4"), ("2021", "2022-01-01"), ("2022", "2025 target"), (None, "1990"),
        ("in summer", "1990"),
    ],
)  # fmt: skip
def test_of_two_periods_the_later_is_the_one_that_ends_later(earlier: str | None, later: str) -> None:
    assert sorted([later, earlier], key=period_order) == [earlier, later]


def test_a_year_that_was_still_running_when_it_was_told_counts_to_that_day() -> None:
    assert period_order("2021", "2021-09-16") < period_order("2021-10")
    assert period_order("2025", "2021-09-16") > period_order("2021-10")
    assert period_order("2021", "2022-02-01") == period_order("2021")
