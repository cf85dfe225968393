"""What can vary in a Monte Carlo, one factor each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Option = Mapping[str, object]


@dataclass(frozen=True)
class Alternative:
    """One step of the method that varies: each run takes one of the options with the same chance.

    An option that names a rule replaces the step's rule and parameters; one that does not changes the named parameters
    only. What the step does apart for single codes or levels stays, unless `code` names the one that varies.
    """

    name: str
    step: str
    options: tuple[Option, ...]
    code: str | None = None

    def label(self, at: int) -> str:
        """The option in words, for tables."""
        option = dict(self.options[at])
        rule = option.pop("rule", None)
        parts = [str(rule)] if rule is not None else []
        return " ".join(parts + [f"{key}={value}" for key, value in option.items()])

    def describe(self) -> dict[str, object]:
        """The factor as plain data."""
        options = [dict(option) for option in self.options]
        return {"name": self.name, "step": self.step, "options": options, "code": self.code}


@dataclass(frozen=True)
class Span:
    """One parameter of a step that varies evenly between two ends; a whole number takes each with the same chance."""

    name: str
    step: str
    parameter: str
    low: float
    high: float
    whole: bool
    code: str | None = None

    def place(self, share: float) -> float | int:
        """The value at a share (0 to 1) of the way."""
        if self.whole:
            return min(int(self.low + share * (self.high - self.low + 1)), int(self.high))
        return self.low + share * (self.high - self.low)

    def describe(self) -> dict[str, object]:
        """The factor as plain data."""
        ends = {"low": self.low, "high": self.high}
        return {"name": self.name, "step": self.step, "parameter": self.parameter, **ends, "code": self.code}
