"""Parameters of rules as typed data: what each may be is known and checked before the first run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Setting = float | int | str | bool | tuple[float, ...] | None
KINDS = ("number", "integer", "flag", "choice", "pair", "text")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One named convention of a rule: its kind, what it is unless stated, and the limits it must keep."""

    name: str
    kind: str
    default: Setting
    meaning: str
    choices: tuple[str, ...] = ()
    least: float = float("-inf")
    most: float = float("inf")

    def check(self, given: object) -> Setting:
        """The value in its type, or a ValueError that says what it must be."""
        if given is None and self.default is None:
            return None
        if self._fits(given):
            return self._cast(given)
        raise ValueError(f"{given!r} is not allowed: {self.name} is {self.wording}")

    def _fits(self, given: object) -> bool:
        if isinstance(given, bool) or self.kind == "flag":
            return isinstance(given, bool) and self.kind == "flag"
        if self.kind in ("choice", "text"):
            return isinstance(given, (str, int)) and (self.kind == "text" or given in self.choices)
        if self.kind == "pair":
            return _is_rising_pair(given)
        whole = self.kind == "number" or (isinstance(given, (int, float)) and float(given).is_integer())
        return isinstance(given, (int, float)) and self.least <= given <= self.most and whole

    def _cast(self, given: Any) -> Setting:
        casts: dict[str, Callable[[Any], Setting]] = {
            "flag": bool,
            "choice": str,
            "text": str,
            "pair": lambda pair: (float(pair[0]), float(pair[1])),
            "number": float,
            "integer": int,
        }
        return casts[self.kind](given)

    @property
    def wording(self) -> str:
        """What the parameter may be, in words."""
        if self.kind == "choice":
            return "one of " + ", ".join(self.choices)
        if self.kind == "pair":
            return "two rising numbers"
        limits = [f"at least {self.least:g}"] if self.least > float("-inf") else []
        limits += [f"at most {self.most:g}"] if self.most < float("inf") else []
        names = {"flag": "true or false", "text": "text", "number": "a number", "integer": "a whole number"}
        return " ".join([names[self.kind], " and ".join(limits)]).strip()


def _is_rising_pair(given: object) -> bool:
    if not isinstance(given, (list, tuple)) or len(given) != 2:
        return False
    low, high = given
    numbers = all(isinstance(end, (int, float)) and not isinstance(end, bool) for end in given)
    return numbers and bool(low < high)


@dataclass(frozen=True)
class Settings:
    """The values of all parameters of one rule, those left out filled with their stated defaults."""

    values: Mapping[str, Setting] = field(default_factory=dict)

    def number(self, name: str) -> float:
        """A parameter of kind number or integer."""
        value = self.values[name]
        assert isinstance(value, (int, float))
        return value

    def text(self, name: str) -> str:
        """A parameter of kind choice or text; empty when it was left out."""
        value = self.values[name]
        return "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        """A parameter of kind flag."""
        return bool(self.values[name])

    def pair(self, name: str) -> tuple[float, float]:
        """A parameter of kind pair."""
        value = self.values[name]
        assert isinstance(value, tuple)
        return value[0], value[1]
