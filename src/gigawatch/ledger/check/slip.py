"""Slips of the pen: which of the known ones turns a figure into one that fits."""

from __future__ import annotations

from math import isclose

from gigawatch.ledger.check.figure import dimension
from gigawatch.ledger.setting import Slip, slips
from gigawatch.ledger.wording import Words
from gigawatch.model import Interval, Quantity
from gigawatch.quantity import format_quantity

NEAR = 0.02


def suggest_slip(quantity: Quantity, factor: float) -> Words | None:
    """The reading by which the figure times the factor is meant; None where no known slip explains it."""
    slip = next((s for s in slips() if _applies(s, quantity) and isclose(s.factor, factor, rel_tol=NEAR)), None)
    return tell_slip(slip, quantity) if slip else None


def explain_by_slip(quantity: Quantity, wanted: Interval) -> Words | None:
    """The reading by which the figure would come to lie in an interval; the likeliest slip that does."""
    slip = next((s for s in slips() if _applies(s, quantity) and _inside(quantity.value * s.factor, wanted)), None)
    return tell_slip(slip, quantity) if slip else None


def tell_slip(slip: Slip, quantity: Quantity) -> Words:
    """A slip in words: what was printed and what was meant."""
    meant = Quantity(float(f"{quantity.value * slip.factor:.10g}"), quantity.unit, quantity.bound)
    plain = Quantity(quantity.value, quantity.unit, quantity.bound, quantity.high)
    told = {lang: (format_quantity(plain, lang), format_quantity(meant, lang)) for lang in ("en", "zh")}
    return Words(
        slip.en.format(value=told["en"][0], meant=told["en"][1]),
        slip.zh.format(value=told["zh"][0], meant=told["zh"][1]),
    )


def _applies(slip: Slip, quantity: Quantity) -> bool:
    kind = (dimension(quantity.unit) or "").partition("/")[0]
    return slip.dimension in ("", kind)


def _inside(value: float, wanted: Interval) -> bool:
    return wanted.low <= value <= wanted.high
