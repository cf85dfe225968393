"""Text to quantity and back: amounts, units, hedges, ranges and periods in English and Chinese. Pure functions.

>>> from gigawatch.quantity import find_quantities, format_quantity
>>> [format_quantity(f.quantity, "zh") for f in find_quantities("over 96.2 billion yuan")]
['超过962亿元']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.model.period import last_day as last_day
    from gigawatch.model.period import period_span as period_span
    from gigawatch.quantity.bound import count_digits as count_digits
    from gigawatch.quantity.bound import interval_of as interval_of
    from gigawatch.quantity.calendar import FoundPeriod as FoundPeriod
    from gigawatch.quantity.found import FoundQuantity as FoundQuantity
    from gigawatch.quantity.period import find_periods as find_periods
    from gigawatch.quantity.period import first_date as first_date
    from gigawatch.quantity.reader import find_quantities as find_quantities
    from gigawatch.quantity.reader import read_quantity as read_quantity
    from gigawatch.quantity.telling import tell_period as tell_period
    from gigawatch.quantity.telling import tell_when as tell_when
    from gigawatch.quantity.unit import Unit as Unit
    from gigawatch.quantity.unit import compared_in as compared_in
    from gigawatch.quantity.unit import convert as convert
    from gigawatch.quantity.unit import dimension_of as dimension_of
    from gigawatch.quantity.unit import rescale as rescale
    from gigawatch.quantity.unit import units as units
    from gigawatch.quantity.wording import format_quantity as format_quantity
    from gigawatch.quantity.wording import format_unit as format_unit
    from gigawatch.quantity.wording import part_thousands as part_thousands

__all__ = [
    "FoundPeriod",
    "FoundQuantity",
    "Unit",
    "compared_in",
    "convert",
    "count_digits",
    "dimension_of",
    "find_periods",
    "find_quantities",
    "first_date",
    "format_quantity",
    "format_unit",
    "interval_of",
    "last_day",
    "part_thousands",
    "period_span",
    "read_quantity",
    "rescale",
    "tell_period",
    "tell_when",
    "units",
]

_MODULE = {
    **dict.fromkeys(
        (
            "last_day",
            "period_span",
        ),
        "gigawatch.model.period",
    ),
    **dict.fromkeys(
        (
            "count_digits",
            "interval_of",
        ),
        "bound",
    ),
    **dict.fromkeys(("FoundPeriod",), "calendar"),
    **dict.fromkeys(("FoundQuantity",), "found"),
    **dict.fromkeys(
        (
            "find_periods",
            "first_date",
        ),
        "period",
    ),
    **dict.fromkeys(
        (
            "find_quantities",
            "read_quantity",
        ),
        "reader",
    ),
    **dict.fromkeys(
        (
            "tell_period",
            "tell_when",
        ),
        "telling",
    ),
    **dict.fromkeys(
        (
            "Unit",
            "compared_in",
            "convert",
            "dimension_of",
            "rescale",
            "units",
        ),
        "unit",
    ),
    **dict.fromkeys(("format_quantity", "format_unit", "part_thousands"), "wording"),
}
__getattr__ = defer(__name__, _MODULE)
