"""Money of one day in another currency, and the rate that two statements of one amount imply."""

from __future__ import annotations

from datetime import date

import pytest

from gigawatch.figures import convert_money, find_rate, implied_rate
from gigawatch.model import InputError, Quantity


def test_the_agreements_of_2022_are_worth_14_25_billion_dollars_on_the_day_of_the_release() -> None:
    assert convert_money(96.2e9, "CNY", "USD", date(2022, 7, 25)) == pytest.approx(14.25e9, abs=0.005e9)


def test_a_weekend_takes_the_rate_of_the_friday_before_and_says_so() -> None:
    sunday, friday = find_rate("CNY", "USD", date(2022, 7, 24)), find_rate("CNY", "USD", date(2022, 7, 22))
    assert (sunday.value, sunday.day) == (friday.value, date(2022, 7, 22))


def test_there_and_back_is_the_same_amount() -> None:
    day = date(2020, 3, 2)
    assert convert_money(convert_money(5e9, "KRW", "JPY", day), "JPY", "KRW", day) == pytest.approx(5e9)


def test_a_currency_in_itself_is_unchanged_on_any_day() -> None:
    assert convert_money(7.0, "CNY", "CNY", date(1950, 1, 1)) == 7.0


@pytest.mark.parametrize(
    ("currency", "day", "told"),
    [
        ("CNY", date(2004, 1, 1), "the first is of 2005-04-01"),
        ("RUB", date(2023, 1, 2), "the last is of 2022-03-01"),
        ("USD", date(2999, 1, 1), "the last is of"),
        ("XXX", date(2022, 1, 3), "no rates for the currency"),
    ],
)
def test_a_day_without_any_rate_is_refused_and_not_guessed(currency: str, day: date, told: str) -> None:
    with pytest.raises(InputError, match=told):
        convert_money(1.0, currency, "EUR", day)


def test_the_rate_that_a_release_implies_lies_within_half_a_per_cent_of_the_days() -> None:
    implied = implied_rate(Quantity(96.2e9, "CNY"), Quantity(14.2e9, "USD"), date(2022, 7, 25))
    assert implied.rate == pytest.approx(6.775, abs=0.001)
    assert 0.002 < implied.deviation < 0.005


def test_a_slip_of_a_digit_shows_as_a_deviation() -> None:
    implied = implied_rate(Quantity(96.2e9, "CNY"), Quantity(1.42e9, "USD"), date(2022, 7, 25))
    assert implied.deviation > 8
