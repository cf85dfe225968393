from __future__ import annotations

from datetime import date

import pytest

from gigawatch.quantity import last_day, period_span


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
