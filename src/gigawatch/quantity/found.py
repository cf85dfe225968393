"""One quantity where it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass

from gigawatch.model import Bound, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuantity:
    """A quantity that a text states: the value with its hedge, the words, and where they stand.

    `start` and `end` hold the hedge, the number and the unit; `at` is where the number itself begins. `noun` is the
    counted noun, classifier or word for a share; `group` what kind of thing is counted. `rate` is "yr", "month" or
    "day" where the text says so.
    """

    quantity: Quantity
    start: int
    end: int
    at: int
    surface: str
    dimension: str
    noun: str | None = None
    group: str | None = None
    rate: str | None = None

    @property
    def value(self) -> float:
        """The value, or the low end of a range."""
        return self.quantity.value

    @property
    def high(self) -> float | None:
        """The high end of a range."""
        return self.quantity.high

    @property
    def unit(self) -> str:
        """The unit with its rate, such as `GWh/yr`."""
        return self.quantity.unit

    @property
    def bound(self) -> Bound | None:
        """The hedge."""
        return self.quantity.bound
