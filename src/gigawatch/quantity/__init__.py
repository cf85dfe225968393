"""Text to quantity and back: amounts, units, hedges, ranges and periods in English and Chinese. Pure functions.

>>> from gigawatch.quantity import find_quantities, format_quantity
>>> [format_quantity(f.quantity, "zh") for f in find_quantities("over 96.2 billion yuan")]
['超过962亿元']
"""

from gigawatch.model.period import last_day, period_span
from gigawatch.quantity.bound import interval_of
from gigawatch.quantity.calendar import FoundPeriod
from gigawatch.quantity.found import FoundQuantity
from gigawatch.quantity.period import find_periods, first_date
from gigawatch.quantity.reader import find_quantities, read_quantity
from gigawatch.quantity.telling import tell_period, tell_when
from gigawatch.quantity.unit import Unit, convert, dimension_of, rescale, units
from gigawatch.quantity.wording import format_quantity

__all__ = [
    "FoundPeriod",
    "FoundQuantity",
    "Unit",
    "convert",
    "dimension_of",
    "find_periods",
    "find_quantities",
    "first_date",
    "format_quantity",
    "interval_of",
    "last_day",
    "period_span",
    "read_quantity",
    "rescale",
    "tell_period",
    "tell_when",
    "units",
]
