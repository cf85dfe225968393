"""How finely a figure was told: the step to which its source rounded it."""

from __future__ import annotations

from decimal import Decimal

SURE = 3
"""So many first digits of a whole number count as told, noughts too: 300 is told to the unit, as is 310."""
CLEAN = 12
"""So many significant digits of a binary number are taken: 0.6884199999999999 is 0.68842."""


def imply_step(told: Decimal | float) -> Decimal:
    """The unit of the last digit that a figure shows, in its own unit.

    Decimals count as they stand, so that 62.80 is told to 0.01. Of a whole number the last digit that is no nought
    counts, but no earlier one than the third: 632,000 is told to 1,000, 300 and 310 to 1, 12,000 to 100. A binary
    number has lost what noughts it ended in, and is cleared of what reckoning adds to it.

    >>> [float(imply_step(Decimal(told))) for told in ("62.80", "632000", "300")], float(imply_step(0.6884199999999999))
    ([0.01, 1000.0, 1.0], 1e-05)
    """
    plain = Decimal(f"{told:.{CLEAN}g}").normalize() if isinstance(told, float) else told
    exponent = int(plain.as_tuple().exponent)
    if exponent < 0:
        return Decimal(1).scaleb(exponent)
    whole = plain.normalize()
    last = int(whole.as_tuple().exponent) if whole else 0
    return Decimal(1).scaleb(max(0, min(last, whole.adjusted() - SURE + 1)))


def significant_step(told: Decimal | float, figures: int) -> Decimal:
    """The unit of the last of so many significant figures: 110,000 of two is told to 10,000."""
    plain = Decimal(f"{told:.{CLEAN}g}") if isinstance(told, float) else told
    return Decimal(1).scaleb(plain.adjusted() - figures + 1) if plain else Decimal(0)
