from __future__ import annotations

import pytest

from gigawatch.model import Quantity
from gigawatch.quantity import find_quantities, format_quantity


def test_a_fraction_without_end_is_worded_with_few_digits() -> None:
    assert format_quantity(Quantity(100 / 6, "%"), "en") == "16.67%"


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("每1GWh电池约用700吨铜箔。", [700.0]),
        ("It takes 700 tonnes of foil for every 1 GWh of cells.", [700.0]),
        ("每年10GWh。", [10.0]),
    ],
)
def test_the_base_of_a_comparison_is_no_amount(text: str, amounts: list[float]) -> None:
    assert [found.value for found in find_quantities(text)] == amounts


def test_several_crores_and_lakhs_are_scales_too() -> None:
    assert [found.value for found in find_quantities("Rs 2,000 crores, Rs 3 lakhs", "en")] == [2e10, 3e5]
