"""The design of a Monte Carlo: which choices, weights, indicators and data vary together, and how far."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gigawatch.index.fault import Fault, refuse
from gigawatch.index.input.structure import Structure
from gigawatch.index.method.method import Method, Step, read_step

TABLE = "design"
KEYS = ("alternative", "weights", "remove", "data", "runs", "seed")
Option = Mapping[str, object]


@dataclass(frozen=True)
class Alternative:
    """One step of the method that varies: each run takes one of the options with the same chance.

    An option that names a rule replaces the step's rule and parameters; one that does not changes the named parameters
    only. What the step does apart for single codes or levels stays.
    """

    name: str
    step: str
    options: tuple[Option, ...]

    def label(self, at: int) -> str:
        """The option in words, for tables."""
        option = dict(self.options[at])
        rule = option.pop("rule", None)
        parts = [str(rule)] if rule is not None else []
        return " ".join(parts + [f"{key}={value}" for key, value in option.items()])


@dataclass(frozen=True)
class Design:
    """What varies. `weights` is the noise by level (0.25: each weight times 0.75 to 1.25, evenly); `remove` are the
    indicators of which each run leaves out one or none with the same chance; `data` lets every value lie evenly
    between its low and its high.
    """

    alternatives: tuple[Alternative, ...] = ()
    weights: Mapping[int, float] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    data: bool = False

    def describe(self) -> dict[str, object]:
        """The design as plain data."""
        return {
            "alternative": [
                {"name": found.name, "step": found.step, "options": [dict(option) for option in found.options]}
                for found in self.alternatives
            ],
            "weights": {str(level): noise for level, noise in self.weights.items()},
            "remove": list(self.remove),
            "data": self.data,
        }

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the design."""
        return hashlib.sha256(json.dumps(self.describe(), sort_keys=True).encode()).hexdigest()


def read_design(plain: Mapping[str, object], method: Method, structure: Structure) -> Design:
    """A design from plain data (the method's `[uncertainty]`), checked against method and structure."""
    faults = [Fault(TABLE, None, key, f"unknown; there are: {', '.join(KEYS)}") for key in plain if key not in KEYS]
    rows = plain.get("alternative", [])
    found = [_read_alternative(row, given, method, faults) for row, given in enumerate(_as_list(rows), 1)]
    alternatives = tuple(alternative for alternative in found if alternative is not None)
    weights = _read_noise(plain.get("weights", {}), structure, faults)
    remove = _read_remove(plain.get("remove", []), structure, faults)
    data = plain.get("data", False)
    if not isinstance(data, bool):
        faults.append(Fault(TABLE, None, "data", "must be true or false"))
    refuse(faults)
    return Design(alternatives, weights, remove, bool(data))


def vary(method: Method, design: Design, choice: Sequence[int]) -> tuple[Step, ...]:
    """The method's steps with one option of each alternative in place."""
    steps = list(method.steps)
    for alternative, at in zip(design.alternatives, choice, strict=True):
        place = next(place for place, step in enumerate(steps) if step.name == alternative.step)
        faults: list[Fault] = []
        varied = _patch(steps[place], alternative.options[at], place + 1, faults)
        refuse(faults)
        assert varied is not None
        steps[place] = varied
    return tuple(steps)


def _patch(step: Step, option: Option, row: int, faults: list[Fault]) -> Step | None:
    plain = dict(option) if "rule" in option else {**step.choice.describe(), **option}
    varied = read_step({**plain, "step": step.kind, "name": step.name}, row, faults)
    return None if varied is None else Step(step.kind, step.name, varied.choice, step.by_code, step.by_level)


def _as_list(given: object) -> Sequence[object]:
    return given if isinstance(given, (list, tuple)) else [given]


def _read_alternative(row: int, given: object, method: Method, faults: list[Fault]) -> Alternative | None:
    if not isinstance(given, Mapping):
        faults.append(Fault(TABLE, row, "alternative", "must be a table such as [[uncertainty.alternative]]"))
        return None
    steps = {step.name: step for step in method.steps}
    name = str(given.get("step"))
    if name not in steps:
        faults.append(Fault(TABLE, row, "step", f"{name!r} is no step of the method; there are: {', '.join(steps)}"))
        return None
    options = _read_options(given)
    if len(options) < 2:
        faults.append(Fault(TABLE, row, "options", "give at least two options, or a parameter with two values"))
    found: list[Fault] = []
    for option in options:
        _patch(steps[name], option, row, found)
    faults.extend(Fault(TABLE, row, fault.column, fault.text) for fault in found)
    title = str(given.get("name", given.get("parameter", name)))
    return Alternative(title, name, tuple(options))


def _read_options(given: Mapping[str, object]) -> list[Option]:
    if "parameter" in given:
        return [{str(given["parameter"]): value} for value in _as_list(given.get("values", []))]
    return [option for option in _as_list(given.get("options", [])) if isinstance(option, Mapping)]


def _read_noise(given: object, structure: Structure, faults: list[Fault]) -> dict[int, float]:
    levels = {structure.levels[code] for code in structure.codes}
    if not isinstance(given, Mapping):
        faults.append(Fault(TABLE, None, "weights", "must be a table of level = noise"))
        return {}
    noise = {}
    for level, width in given.items():
        if not str(level).isdigit() or int(level) not in levels:
            faults.append(Fault(TABLE, None, f"weights.{level}", f"no level; there are: {sorted(levels)}"))
        elif isinstance(width, bool) or not isinstance(width, (int, float)) or not 0 <= width <= 1:
            faults.append(Fault(TABLE, None, f"weights.{level}", f"{width!r} is not a number from 0 to 1"))
        else:
            noise[int(level)] = float(width)
    return noise


def _read_remove(given: object, structure: Structure, faults: list[Fault]) -> tuple[str, ...]:
    if given == "any":
        return structure.indicators
    codes = [str(code) for code in _as_list(given)]
    for code in codes:
        if code not in structure.indicators:
            faults.append(Fault(TABLE, None, "remove", f"{code!r} is no indicator"))
    return tuple(codes)
