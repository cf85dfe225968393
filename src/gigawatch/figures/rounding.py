"""What a table says of its own rounding: exact, so many significant figures, or a step in the unit of its values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from gigawatch.model import InputError, imply_step, significant_step

EVERY = "*"
_FIGURES = re.compile(r"(\d{1,3})\s*(?:significant(?:\s+(?:figures?|digits?))?|s\.?\s?f\.?|位有效数字)", re.IGNORECASE)
_EXACT = ("exact", "精确")


@dataclass(frozen=True, slots=True)
class Rounding:
    """`figures` significant ones, or a `step` in the unit that the value is told in; a step of 0 is exact."""

    step: Decimal = Decimal(0)
    figures: int = 0

    def step_of(self, told: Decimal | float) -> Decimal:
        """The step of one figure, in the unit it is told in."""
        return significant_step(told, self.figures) if self.figures else self.step


def read_rounding(text: str) -> Rounding:
    """What a cell, a sidecar or a descriptor says, or InputError.

    >>> read_rounding("2 significant figures").step_of(Decimal(110000)), read_rounding("0.1").step
    (Decimal('1E+4'), Decimal('0.1'))
    """
    said = text.strip()
    if said.lower() in _EXACT:
        return Rounding()
    if (found := _FIGURES.fullmatch(said)) and int(found[1]):
        return Rounding(figures=int(found[1]))
    try:
        step = Decimal(said.replace(",", ""))
    except InvalidOperation:
        step = Decimal("NaN")
    if not step.is_finite() or step <= 0:
        hint = "exact, such as 2 significant figures, or a step in the value's own unit: 0.1, 100"
        raise InputError(f"{said!r} is no rounding", hint=hint)
    return Rounding(step)


def find_step(told: Decimal | float, measure: str, stated: Mapping[str, Rounding], own: Rounding | None) -> Decimal:
    """The step of a figure: what its row says, else what its table says of the measure, its family (before the first
    dot) or of every one, else the last digit that it shows.
    """
    keys = (measure, measure.partition(".")[0], EVERY)
    found = own or next((stated[key] for key in keys if key in stated), None)
    return found.step_of(told) if found is not None else imply_step(told)
