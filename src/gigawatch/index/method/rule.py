"""Rules by step: what a method may name. A catalogue knows each rule's meaning, parameters and function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from gigawatch.index.method.parameter import Parameter, Setting, Settings

F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True)
class Rule(Generic[F]):
    """One way of doing a step.

    `spread` says that it divides by a column's spread, so constant columns stop it. `joint` says that it looks beyond
    the column it changes: a data step at other indicators, a rule of weighing at the numbers. `divisible` says of a
    rule of aggregating that its score may be shared out among the children by weight times value. `version` is set
    for functions from outside, so that a changed function changes the method's hash.
    """

    name: str
    meaning: str
    parameters: tuple[Parameter, ...]
    apply: F
    spread: bool = False
    joint: bool = False
    version: str = ""
    divisible: bool = True

    def settle(self, given: Mapping[str, object]) -> tuple[Settings, list[tuple[str, str]]]:
        """All parameters with defaults filled in, and (parameter, text) for each that is unknown or not allowed."""
        known = {parameter.name: parameter for parameter in self.parameters}
        there = ", ".join(known) or "none"
        wrong = [(name, f"unknown parameter of {self.name}; there are: {there}") for name in given if name not in known]
        values: dict[str, Setting] = {}
        for name, parameter in known.items():
            values[name] = parameter.default
            if name in given:
                try:
                    values[name] = parameter.check(given[name])
                except ValueError as error:
                    wrong.append((name, str(error)))
        if values.get("base") is not None and values.get("range") not in (None, "base", "base_or_first"):
            wrong.append(("base", 'a base period is for range = "base" or "base_or_first" alone'))
        return Settings(values), wrong


class Catalogue(Generic[F]):
    """The rules of one step, by name.

    Unless it is joint, a rule of a data step works on every column alone: what it makes of one indicator never depends
    on another. Large tables are worked in parts and the Monte Carlo recomputes only the columns whose data vary
    because of that.
    """

    def __init__(self, step: str, meaning: str) -> None:
        self.step = step
        self.meaning = meaning
        self.rules: dict[str, Rule[F]] = {}

    def rule(
        self,
        name: str,
        *parameters: Parameter,
        spread: bool = False,
        joint: bool = False,
        divisible: bool = True,
    ) -> Callable[[F], F]:
        """Enter the decorated function under `name`; the first line of its docstring is the rule's meaning."""

        def enter(function: F) -> F:
            meaning = (function.__doc__ or "").strip().splitlines()[0]
            self.rules[name] = Rule(name, meaning, parameters, function, spread, joint, divisible=divisible)
            return function

        return enter
