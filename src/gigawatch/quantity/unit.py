"""What a unit is: a code, a dimension and a size; and how a value moves between units of one dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from gigawatch.model import InputError, Quantity
from gigawatch.vocab.shelf import read_entries, read_toml

RATES: Mapping[str, float] = {"yr": 1.0, "month": 12.0, "day": 365.25}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit: `factor` is its size in the dimension's base unit; money has none, its size depends on the day."""

    code: str
    dimension: str
    factor: float | None
    scaled_as: str | None
    read_as: str | None
    only_below: bool
    en: tuple[str, ...]
    zh: tuple[str, ...]
    prefix: tuple[str, ...]
    name_en: str
    name_zh: str


def _texts(entry: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = entry.get(key, ())
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _text(entry: Mapping[str, object], key: str) -> str | None:
    value = entry.get(key)
    return value if isinstance(value, str) else None


def _unit(entry: Mapping[str, object]) -> Unit:
    code, factor = str(entry["code"]), entry.get("factor")
    return Unit(
        code=code,
        dimension=str(entry["dimension"]),
        factor=float(factor) if isinstance(factor, int | float) else None,
        scaled_as=_text(entry, "scaled_as"),
        read_as=_text(entry, "read_as"),
        only_below=entry.get("only_below") is True,
        en=_texts(entry, "en"),
        zh=_texts(entry, "zh"),
        prefix=_texts(entry, "prefix"),
        name_en=_text(entry, "name_en") or code,
        name_zh=_text(entry, "name_zh") or code,
    )


@cache
def units() -> Mapping[str, Unit]:
    """Every unit by its code, such as `GWh`, `t`, `CNY`."""
    return {unit.code: unit for unit in map(_unit, read_entries("unit.toml", "unit"))}


COUNTED = ("count", "vehicles", "jobs", "stations", "projects")


def dimension_of(code: str) -> str:
    """The dimension of a unit code: `energy/time` for GWh/yr, `money/mass` for USD/t, `count` for counted things.

    >>> dimension_of("GWh/yr"), dimension_of("t"), dimension_of("CNY")
    ('energy/time', 'mass', 'money')
    """
    top, _, below = code.partition("/")
    above = "count" if top in COUNTED else _known(top).dimension
    if not below:
        return above
    return f"{above}/time" if below in RATES else f"{above}/{_known(below).dimension}"


def convert(value: float, unit: str, to: str) -> float:
    """The value of `unit` told in `to`, another unit of the same dimension; money needs a day's rate and is refused.

    >>> convert(40, "GWh/yr", "MWh/yr")
    40000.0
    """
    if unit == to:
        return value
    if dimension_of(unit) != dimension_of(to):
        raise InputError(f"{unit} and {to} do not measure the same thing", hint="convert within one dimension")
    return float(f"{value * _size(unit) / _size(to):.12g}")


@cache
def compared_in(code: str) -> str:
    """The unit in which quantities of this unit are compared: one for each dimension, a year's for rates over time.

    What is counted, money and ratios (USD/t, Wh/kg) keep their own.

    >>> compared_in("MWh"), compared_in("kt/month"), compared_in("CNY/kWh")
    ('GWh', 't/yr', 'CNY/kWh')
    """
    top, _, below = code.partition("/")
    unit = None if top in COUNTED or (below and below not in RATES) else units().get(top)
    alike = _compared().get(unit.dimension) if unit and unit.factor is not None else None
    if alike is None:
        return code
    return f"{alike}/yr" if below else alike


@cache
def _compared() -> Mapping[str, str]:
    """The unit of comparison of each dimension."""
    told = read_toml("unit.toml")["compared"]
    assert isinstance(told, dict)
    return told


def rescale(quantity: Quantity, to: str) -> Quantity:
    """The same quantity in another unit of its dimension, hedge and range kept.

    >>> rescale(Quantity(40000, "MWh/yr"), "GWh/yr").value
    40.0
    """
    high = None if quantity.high is None else convert(quantity.high, quantity.unit, to)
    return replace(quantity, value=convert(quantity.value, quantity.unit, to), unit=to, high=high)


def _size(code: str) -> float:
    top, _, below = code.partition("/")
    if below in RATES:
        return _factor(top) * RATES[below]
    return _factor(top) / (_factor(below) if below else 1.0)


def _factor(code: str) -> float:
    if code in COUNTED:
        return 1.0
    factor = _known(code).factor
    if factor is None:
        raise InputError(f"{code} has no fixed size", hint="convert money at the rate of its own date")
    return factor


def _known(code: str) -> Unit:
    if code not in units():
        raise InputError(f"unknown unit {code!r}", hint="units are listed in vocab/data/unit.toml")
    return units()[code]
