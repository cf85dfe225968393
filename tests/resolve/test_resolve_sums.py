from __future__ import annotations

from datetime import date

import pytest

from gigawatch.model import Quantity
from gigawatch.resolve.money import may_be_one_sum
from gigawatch.resolve.sound import sound_alike

DOLLARS = Quantity(1e9, "USD")
SUMMER_2018, SUMMER_2022 = date(2018, 7, 2), date(2022, 7, 1)  # a dollar was worth 6.6 and 6.7 yuan


@pytest.mark.parametrize(
    ("yuan", "day", "is_one"),
    [
        (6.7e9, SUMMER_2022, True),
        (7.3e9, SUMMER_2022, None),
        (10e9, SUMMER_2022, False),
        (6.6e9, SUMMER_2018, True),
        (6.7e9, date(1990, 1, 1), None),
    ],
)
def test_sums_of_two_currencies_are_compared_at_the_rate_of_their_day(yuan: float, day: date, is_one: bool) -> None:
    assert may_be_one_sum(Quantity(yuan, "CNY"), DOLLARS, [day]) is is_one


def test_sums_of_two_currencies_that_no_day_is_told_of_are_not_compared() -> None:
    assert may_be_one_sum(Quantity(6.7e9, "CNY"), DOLLARS, []) is None


def test_a_german_tsch_is_heard_as_one_sound() -> None:
    assert sound_alike("切尔尼茨", "Tschernitz")
