"""Parameters of rules as typed data: what each may be is known and checked before the first run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Row = tuple[float, ...]
Setting = float | int | str | bool | Row | tuple[str, ...] | tuple[Row, ...] | tuple[tuple[str, Row], ...] | None
KINDS = ("number", "integer", "flag", "choice", "pair", "text", "list", "texts", "matrix", "table")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One named convention of a rule: its kind, what it is unless stated, and the limits it must keep.

    Kinds: `number`, `integer`, `flag` (true or false), `choice` (one of `choices`), `text`, `pair` (two rising
    numbers), `list` (numbers), `texts` (words), `matrix` (a square list of lists of numbers), `table` (lists of
    numbers by name). `least` and `most` bound every number.
    """

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
        if self.kind in ("number", "integer"):
            return self._is_number(given)
        return self._fits_many(given)

    def _fits_many(self, given: object) -> bool:
        if self.kind == "table":
            return isinstance(given, Mapping) and bool(given) and all(self._is_row(row) for row in given.values())
        if not isinstance(given, (list, tuple)) or not given:
            return False
        if self.kind == "texts":
            return all(isinstance(text, str) for text in given)
        if self.kind == "matrix":
            return all(self._is_row(row) and len(row) == len(given) for row in given)
        return self._is_row(given)

    def _is_row(self, given: Any) -> bool:
        return isinstance(given, (list, tuple)) and bool(given) and all(self._is_number(number) for number in given)

    def _is_number(self, given: object) -> bool:
        if isinstance(given, bool) or not isinstance(given, (int, float)):
            return False
        return self.least <= given <= self.most and (self.kind != "integer" or float(given).is_integer())

    def _cast(self, given: Any) -> Setting:
        casts: dict[str, Callable[[Any], Setting]] = {
            "flag": bool,
            "choice": str,
            "text": str,
            "pair": _as_row,
            "list": _as_row,
            "texts": tuple,
            "matrix": lambda rows: tuple(_as_row(row) for row in rows),
            "table": lambda rows: tuple((str(name), _as_row(row)) for name, row in rows.items()),
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
        names = {
            "flag": "true or false",
            "text": "text",
            "number": "a number",
            "integer": "a whole number",
            "list": "a list of numbers",
            "texts": "a list of words",
            "matrix": "a square list of lists of numbers",
            "table": "a table of lists of numbers by name",
        }
        return " ".join([names[self.kind], " and ".join(limits)]).strip()


def _as_row(given: Any) -> Row:
    return tuple(float(number) for number in given)


def _is_rising_pair(given: object) -> bool:
    if not isinstance(given, (list, tuple)) or len(given) != 2:
        return False
    low, high = given
    numbers = all(isinstance(end, (int, float)) and not isinstance(end, bool) for end in given)
    return numbers and bool(low < high)


def _is_table(value: Setting) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], tuple) and isinstance(value[0][0], str)


@dataclass(frozen=True)
class Settings:
    """The values of all parameters of one rule, those left out filled with their stated defaults."""

    values: Mapping[str, Setting] = field(default_factory=dict)

    @property
    def plain(self) -> dict[str, object]:
        """The values as a method file would state them."""
        return {name: dict(value) if _is_table(value) else value for name, value in self.values.items()}  # type: ignore[arg-type]

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
        low, high = self.row(name)
        return low, high

    def row(self, name: str) -> Row:
        """A parameter of kind list; empty when it was left out."""
        value: Any = self.values[name]
        return () if value is None else tuple(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """A parameter of kind texts; empty when it was left out."""
        value: Any = self.values[name]
        return () if value is None else tuple(value)

    def matrix(self, name: str) -> tuple[Row, ...]:
        """A parameter of kind matrix, its rows; empty when it was left out."""
        value: Any = self.values[name]
        return () if value is None else tuple(value)

    def table(self, name: str) -> dict[str, Row]:
        """A parameter of kind table, its rows by name; empty when it was left out."""
        value: Any = self.values[name]
        return {} if value is None else dict(value)

    def is_given(self, name: str) -> bool:
        """Whether a parameter that may be left out has a value."""
        return self.values[name] is not None
