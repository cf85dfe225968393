"""Whether a unit can tell a measure: money is no unit of jobs, nor energy one of investment."""

from __future__ import annotations

from gigawatch.model import InputError
from gigawatch.quantity import dimension_of
from gigawatch.vocab import measures


def measures_in(measure: str, unit: str) -> bool:
    """Whether a measure of the vocabulary may be told in a unit; measures that it does not have may be in any."""
    known = measures().get(measure)
    return known is None or not known.dimensions or _dimension(unit) in known.dimensions


def hint_units(measure: str) -> str:
    """What a measure is told in, for the fault of a table."""
    known = measures()[measure]
    return f"it is told in {known.unit or known.dimensions[0]}, or in what measures the same"


def _dimension(unit: str) -> str:
    """The dimension of a unit; of one that has none (rank, index) the unit itself."""
    try:
        return dimension_of(unit)
    except InputError:
        return unit
