"""Units: conversions agree with another library, intervals with the stated widths, and words with the reading."""

from __future__ import annotations

from math import inf

import pint
import pytest

from gigawatch.model import Bound, InputError, Interval, Quantity
from gigawatch.quantity import convert, dimension_of, format_quantity, interval_of, read_quantity, rescale, units

PINT = {
    "TWh": "TWh", "GWh": "GWh", "MWh": "MWh", "kWh": "kWh", "Wh": "Wh", "GW": "GW", "MW": "MW", "kW": "kW", "W": "W",
    "t": "metric_ton", "kt": "kilometric_ton", "kg": "kg", "g": "g", "m2": "m**2", "km2": "km**2", "ha": "hectare",
    "acre": "acre", "sqft": "foot**2", "km": "km", "m": "m", "mm": "mm", "um": "um", "mile": "mile", "Ah": "A*h",
    "mAh": "mA*h", "min": "minute", "hour": "hour", "day": "day", "week": "week", "L": "liter",
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(PINT))
def test_sizes_agree_with_pint(code: str) -> None:
    registry = pint.UnitRegistry()
    family = [other for other in PINT if units()[other].dimension == units()[code].dimension]
    for other in family:
        assert convert(3.5, code, other) == pytest.approx(
            registry.Quantity(3.5, PINT[code]).to(PINT[other]).m, rel=1e-5
        )


def test_a_mu_is_two_thousand_thirds_of_a_square_metre() -> None:
    assert convert(3, "mu", "m2") == pytest.approx(2000)


def test_rates_and_prices_convert_with_their_denominator() -> None:
    assert convert(1, "GWh/month", "GWh/yr") == 12
    assert rescale(Quantity(90, "kg/yr", Bound.OVER, 100), "t/yr") == Quantity(0.09, "t/yr", Bound.OVER, 0.1)
    assert dimension_of("CNY/kWh") == "money/energy"


@pytest.mark.parametrize(("unit", "to"), [("GWh", "t"), ("CNY", "USD"), ("zork", "t"), ("GWh/yr", "GWh")])
def test_what_cannot_be_converted_is_refused(unit: str, to: str) -> None:
    with pytest.raises(InputError):
        convert(1, unit, to)


@pytest.mark.parametrize(
    ("quantity", "interval"),
    [
        (Quantity(30, "GWh"), Interval(30, 30)),
        (Quantity(30, "GWh", Bound.OVER), Interval(30, inf)),
        (Quantity(30, "GWh", Bound.AT_LEAST), Interval(30, inf)),
        (Quantity(30, "GWh", Bound.NEARLY), Interval(27, 30)),
        (Quantity(30, "GWh", Bound.UP_TO), Interval(0, 30)),
        (Quantity(30, "GWh", Bound.ABOUT), Interval(25, 35)),
        (Quantity(2007, "mu", Bound.ABOUT), Interval(2007 - 100.35, 2007 + 100.35)),
        (Quantity(20, "GWh", None, 25), Interval(20, 25)),
        (Quantity(-8, "%", Bound.NEARLY), Interval(-8, -7.2)),
    ],
)
def test_a_hedge_stands_for_an_interval(quantity: Quantity, interval: Interval) -> None:
    found = interval_of(quantity)
    assert (found.low, found.high) == (pytest.approx(interval.low), pytest.approx(interval.high))


def test_open_ends_stay_open_in_sums() -> None:
    assert (interval_of(Quantity(30, "CNY", Bound.OVER)) + interval_of(Quantity(24, "CNY", Bound.UP_TO))).is_open


WORDED = [
    (Quantity(9.62e10, "CNY"), "962亿元", "96.2 billion yuan"),
    (Quantity(30, "GWh", Bound.ABOUT), "约30 GWh", "about 30 GWh"),
    (Quantity(100, "GWh", Bound.OVER), "超过100 GWh", "over 100 GWh"),
    (Quantity(235, "GWh/yr"), "235 GWh/年", "235 GWh a year"),
    (Quantity(1.42e10, "USD"), "142亿美元", "14.2 billion US dollars"),
    (Quantity(100000, "t/yr"), "10万吨/年", "100,000 tonnes a year"),
    (Quantity(2e9, "CNY", None, 2.5e9), "20–25亿元", "2–2.5 billion yuan"),
    (Quantity(12.3, "%"), "12.3%", "12.3%"),
    (Quantity(1.7, "pp"), "1.7个百分点", "1.7 percentage points"),
]


@pytest.mark.parametrize(("quantity", "chinese", "english"), WORDED)
def test_a_quantity_is_worded_as_each_language_writes_it(quantity: Quantity, chinese: str, english: str) -> None:
    assert (format_quantity(quantity, "zh"), format_quantity(quantity, "en")) == (chinese, english)


@pytest.mark.parametrize("quantity", [quantity for quantity, _, _ in WORDED])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_worded_reads_back_as_the_same_quantity(quantity: Quantity, lang: str) -> None:
    assert read_quantity(format_quantity(quantity, lang), lang) == quantity


def test_a_rise_carries_its_plus_where_asked() -> None:
    assert format_quantity(Quantity(12.3, "%"), "zh", signed=True) == "+12.3%"
    assert format_quantity(Quantity(-4, "%"), "en", signed=True) == "−4%"


def test_every_unit_has_a_dimension_and_only_money_has_no_size() -> None:
    assert {unit.code for unit in units().values() if unit.factor is None} == {
        unit.code for unit in units().values() if unit.dimension == "money"
    }
