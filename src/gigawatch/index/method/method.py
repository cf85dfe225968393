"""A method: an ordered list of steps, each a rule with every parameter settled, read from TOML, checked and hashed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from gigawatch.index.fault import Fault, refuse
from gigawatch.index.method.own import Own
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.method.rule import Catalogue, Rule
from gigawatch.index.result.ranking import TIES, TOLERANCE
from gigawatch.index.step.aggregate import AGGREGATE
from gigawatch.index.step.denominate import DENOMINATE
from gigawatch.index.step.impute import IMPUTE
from gigawatch.index.step.normalise import NORMALISE
from gigawatch.index.step.treat import TREAT
from gigawatch.index.step.weigh import WEIGH
from gigawatch.model import InputError
from gigawatch.model.toml import parse_toml

AnyRule = Rule[Callable[..., Any]]
Book = Mapping[str, Mapping[str, AnyRule]]
CATALOGUES: dict[str, Catalogue[Any]] = {
    catalogue.step: catalogue for catalogue in (DENOMINATE, IMPUTE, TREAT, NORMALISE, WEIGH, AGGREGATE)
}
DATA_STEPS = ("denominate", "impute", "treat", "normalise")
TABLE = "method"
RESERVED = ("step", "name", "rule", "code", "level")
RANK = (
    Parameter("ties", "choice", "min", "the rank of equal scores", TIES),
    Parameter("tolerance", "number", TOLERANCE, "scores that differ by no more than this share are equal", least=0),
)
GATE = (
    Parameter("share", "number", 0.0, "units with a smaller share of indicators are not ranked", least=0, most=1),
    Parameter(
        "inside", "choice", "first", "checked inside the roots, their children, or all", ("root", "first", "every")
    ),
    Parameter(
        "of", "choice", "all", "the indicators counted: all, or those any unit has in the period", ("all", "period")
    ),
    Parameter("include", "texts", None, "units that are ranked in spite of the gate, and marked as such"),
)


@dataclass(frozen=True)
class Choice:
    """A rule of a step with all its parameters."""

    rule: AnyRule
    settings: Settings

    def describe(self) -> dict[str, object]:
        """The choice as plain data, defaults included."""
        version = {"version": self.rule.version} if self.rule.version else {}
        return {"rule": self.rule.name, **dict(self.settings.values), **version}


@dataclass(frozen=True)
class Step:
    """One step of a method. `by_code` and `by_level` hold what is done differently for one code or one level; `rules`
    are all that the step may name, functions from outside among them.
    """

    kind: str
    name: str
    choice: Choice
    by_code: Mapping[str, Choice] = field(default_factory=dict)
    by_level: Mapping[int, Choice] = field(default_factory=dict)
    rules: Mapping[str, AnyRule] = field(default_factory=dict, repr=False, compare=False)

    def choose(self, code: str, level: int = 1) -> Choice:
        """What is done with one code: its own choice, else its level's, else the step's."""
        return self.by_code.get(code, self.by_level.get(level, self.choice))

    def describe(self) -> dict[str, object]:
        """The step as plain data, defaults included."""
        return {
            "step": self.kind,
            "name": self.name,
            **self.choice.describe(),
            "code": {code: choice.describe() for code, choice in self.by_code.items()},
            "level": {str(level): choice.describe() for level, choice in self.by_level.items()},
        }

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the step with all its parameters."""
        return hashlib.sha256(json.dumps(self.describe(), sort_keys=True).encode()).hexdigest()


def is_joint(step: Step) -> bool:
    """Whether any rule of a step looks beyond the column it changes."""
    return any(choice.rule.joint for choice in (step.choice, *step.by_code.values()))


@dataclass(frozen=True)
class Method:
    """The steps in order, how ties are ranked, and the coverage gate (off at share 0).

    `uncertainty` is the method's own design of a Monte Carlo, as plain data; `read_design` reads it.
    """

    steps: tuple[Step, ...]
    rank: Settings = field(default_factory=lambda: Settings({"ties": "min", "tolerance": TOLERANCE}))
    gate: Settings = field(default_factory=lambda: Settings({gate.name: gate.default for gate in GATE}))
    uncertainty: Mapping[str, object] | None = None

    def find(self, kind: str) -> Step | None:
        """The (last) step of a kind, if there is one."""
        found = [step for step in self.steps if step.kind == kind]
        return found[-1] if found else None

    @property
    def data_steps(self) -> tuple[Step, ...]:
        """The steps that change the table of indicators, in order."""
        return tuple(step for step in self.steps if step.kind in DATA_STEPS)

    def describe(self) -> dict[str, object]:
        """The method as plain data, defaults included: what the hash is of."""
        steps = [step.describe() for step in self.steps]
        return {"step": steps, "rank": dict(self.rank.values), "coverage": dict(self.gate.values)}

    @cached_property
    def hash(self) -> str:
        """SHA-256 of everything that decides the scores; the design of a Monte Carlo is not in it."""
        return hashlib.sha256(json.dumps(self.describe(), sort_keys=True).encode()).hexdigest()


def read_method(source: str | Path | Mapping[str, object] | Method, own: Iterable[Own] = ()) -> Method:
    """A method from a TOML file or plain data, which may name `own` rules; FaultyInput with every fault in it."""
    if isinstance(source, Method):
        return source
    plain = source if isinstance(source, Mapping) else _read_toml(Path(source))
    faults: list[Fault] = []
    known = ("step", "rank", "coverage", "uncertainty")
    faults += [Fault(TABLE, None, key, f"unknown; there are: {', '.join(known)}") for key in plain if key not in known]
    rows = plain.get("step", [])
    if not isinstance(rows, list) or not rows:
        faults.append(Fault(TABLE, None, "step", "the method has no [[step]]"))
        rows = []
    book = _open_book(own)
    read = [read_step(given, row, faults, book) for row, given in enumerate(rows, 1)]
    steps = [step for step in read if step is not None]
    _check_order(steps, faults)
    rank, gate = (_settle_table(plain, key, known, faults) for key, known in (("rank", RANK), ("coverage", GATE)))
    design = plain.get("uncertainty")
    refuse(faults)
    return Method(tuple(_name_apart(steps)), rank, gate, design if isinstance(design, Mapping) else None)


def _open_book(own: Iterable[Own]) -> Book:
    """All rules by step, those from outside among them; ValueError when one takes a name that is there."""
    book: dict[str, dict[str, AnyRule]] = {kind: dict(catalogue.rules) for kind, catalogue in CATALOGUES.items()}
    for found in own:
        if found.rule.name in book[found.step]:
            raise ValueError(f"{found.step} has a rule {found.rule.name!r} already: give yours another name")
        book[found.step][found.rule.name] = found.rule
    return book


def read_step(given: object, row: int, faults: list[Fault], book: Book) -> Step | None:
    """One step from plain data, or None when it has faults (all of them are added to `faults`)."""
    if not isinstance(given, Mapping) or not _is_among(given.get("step"), book):
        kind = given.get("step") if isinstance(given, Mapping) else given
        faults.append(Fault(TABLE, row, "step", f"{kind!r} is no step; there are: {', '.join(book)}"))
        return None
    kind, before = str(given["step"]), len(faults)
    rules = book[kind]
    own = {key: value for key, value in given.items() if key not in RESERVED}
    choice = read_choice(kind, {"rule": given.get("rule"), **own}, row, faults, rules)
    apart = {key: _read_apart(kind, given, key, row, faults, rules) for key in ("code", "level")}
    if len(faults) > before or choice is None:
        return None
    by_level = {int(level): found for level, found in apart["level"].items()}
    return Step(kind, str(given.get("name", kind)), choice, apart["code"], by_level, rules)


def _is_among(name: object, known: Iterable[str]) -> bool:
    """True for one of the names; what is no text is none of them."""
    return isinstance(name, str) and name in known


def read_choice(
    kind: str, given: Mapping[str, object], row: int, faults: list[Fault], rules: Mapping[str, AnyRule]
) -> Choice | None:
    """A rule of a step with its parameters from plain data, or None when it has faults."""
    name = given.get("rule") or (next(iter(rules)) if len(rules) == 1 else None)
    if not _is_among(name, rules):
        faults.append(Fault(TABLE, row, "rule", f"{name!r} is no rule of {kind}; there are: {', '.join(rules)}"))
        return None
    rule = rules[str(name)]
    settings, wrong = rule.settle({key: value for key, value in given.items() if key != "rule"})
    faults.extend(Fault(TABLE, row, parameter, text) for parameter, text in wrong)
    return None if wrong else Choice(rule, settings)


def _read_apart(
    kind: str, given: Mapping[str, object], key: str, row: int, faults: list[Fault], rules: Mapping[str, AnyRule]
) -> dict[str, Choice]:
    table = given.get(key, {})
    if not isinstance(table, Mapping) or not all(isinstance(entry, Mapping) for entry in table.values()):
        faults.append(Fault(TABLE, row, key, f"must be a table such as [step.{key}.NAME]"))
        return {}
    if table and (kind == "denominate" or (key == "level" and kind not in ("weigh", "aggregate"))):
        faults.append(Fault(TABLE, row, key, f"{kind} has nothing by {key}"))
    for name in table if key == "level" else ():
        if not str(name).isdigit():
            faults.append(Fault(TABLE, row, f"level.{name}", "a level is a whole number: indicators are 1"))
    read = {str(name): read_choice(kind, entry, row, faults, rules) for name, entry in table.items()}
    return {name: choice for name, choice in read.items() if choice is not None}


def _settle_table(
    plain: Mapping[str, object], key: str, parameters: tuple[Parameter, ...], faults: list[Fault]
) -> Settings:
    table = plain.get(key, {})
    rule: AnyRule = Rule(key, "", parameters, dict)
    settings, wrong = rule.settle(table if isinstance(table, Mapping) else {key: table})
    faults.extend(Fault(TABLE, None, f"{key}.{name}", text) for name, text in wrong)
    return settings


def _check_order(steps: list[Step], faults: list[Fault]) -> None:
    kinds = [step.kind for step in steps]
    for kind in ("normalise", "weigh", "aggregate"):
        if kinds.count(kind) > 1:
            faults.append(Fault(TABLE, None, "step", f"{kind} stands {kinds.count(kind)} times; it can stand once"))
    if "weigh" in kinds and "aggregate" not in kinds:
        faults.append(Fault(TABLE, kinds.index("weigh") + 1, "step", "no aggregate step uses the weights"))
    if "aggregate" in kinds and kinds[-1] != "aggregate":
        faults.append(Fault(TABLE, kinds.index("aggregate") + 1, "step", "aggregate must be the last step"))
    given = [step.name for step in steps if step.name != step.kind]
    for name in {name for name in given if given.count(name) > 1 or name in CATALOGUES or name == "raw"}:
        faults.append(Fault(TABLE, None, "name", f"the name {name!r} is taken"))


def _name_apart(steps: list[Step]) -> list[Step]:
    """Steps of one kind get names apart: treat, treat-2."""
    named, seen = [], dict.fromkeys((step.name for step in steps), 0)
    for step in steps:
        seen[step.name] += 1
        name = step.name if seen[step.name] == 1 else f"{step.name}-{seen[step.name]}"
        named.append(replace(step, name=name))
    return named


def _read_toml(path: Path) -> dict[str, object]:
    try:
        return parse_toml(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError("no such method file", where=str(path), hint="check the path") from None
    except ValueError as error:
        raise InputError(f"not TOML: {error}", where=str(path), hint="see docs/index/ for an example") from None
