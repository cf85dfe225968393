"""What was converted is not printed more precisely than it was told."""

from __future__ import annotations

import pytest

from gigawatch.model import Quantity
from gigawatch.quantity import format_quantity, rescale


@pytest.mark.parametrize(
    ("mu", "english", "chinese"),
    [
        (1000, "666,700 square metres", "66.67万平方米"),
        (991, "660,700 square metres", "66.07万平方米"),
        (3000, "2 million square metres", "200万平方米"),
    ],
)
def test_an_area_converted_from_mu_has_no_digits_that_nobody_told(mu: float, english: str, chinese: str) -> None:
    area = rescale(Quantity(mu, "mu"), "m2")
    assert (format_quantity(area, "en"), format_quantity(area, "zh")) == (english, chinese)


def test_a_stated_number_keeps_all_its_digits() -> None:
    assert format_quantity(Quantity(10957.5, "t/yr"), "en") == "10,957.5 tonnes a year"
    assert format_quantity(Quantity(1234567.89, "GWh"), "en") == "1,234,567.89 GWh"
