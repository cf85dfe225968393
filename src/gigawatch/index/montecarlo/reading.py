"""A design from plain data, checked against the method and the structure before the first run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from gigawatch.index.fault import Fault, refuse
from gigawatch.index.input.structure import Structure
from gigawatch.index.method.method import Choice, Method, Step
from gigawatch.index.montecarlo.design import SOURCES, Design
from gigawatch.index.montecarlo.factor import Alternative, Option, Span
from gigawatch.index.montecarlo.scale import read_scale
from gigawatch.index.montecarlo.vary import patch

TABLE = "design"
KEYS = (
    "alternative",
    "weights",
    "weight_sets",
    "remove",
    "data",
    "sources",
    "imputation",
    "scores_from",
    "runs",
    "seed",
)
FACTOR_KEYS = ("name", "step", "code", "options", "parameter", "values", "low", "high")
GROUPS = ("run", "weights", "weight_set", "removed", "removal", "data", "sources", "imputation")


def read_design(plain: Mapping[str, object], method: Method, structure: Structure) -> Design:
    """A design from plain data (the method's `[uncertainty]`); FaultyInput with everything that is wrong with it."""
    faults = [Fault(TABLE, None, key, f"unknown; there are: {', '.join(KEYS)}") for key in plain if key not in KEYS]
    rows = enumerate(_as_list(plain.get("alternative", [])), 1)
    read = [_read_factor(row, given, method, structure, faults) for row, given in rows]
    found = [factor for factor in read if factor is not None]
    _check_names([factor.name for factor in found], faults)
    design = Design(
        alternatives=tuple(factor for factor in found if isinstance(factor, Alternative)),
        spans=tuple(factor for factor in found if isinstance(factor, Span)),
        weights=_read_noise(plain.get("weights", {}), structure, faults),
        weight_sets=_read_sets(plain.get("weight_sets", {}), structure, faults),
        remove=_read_remove(plain.get("remove", []), structure, faults),
        data=_read_flag("data", plain, faults),
        sources=_read_sources(plain.get("sources"), faults),
        imputation=_read_flag("imputation", plain, faults),
        scores_from=read_scale(plain.get("scores_from"), method, structure, found, faults),
    )
    if design.imputation and not any(step.kind == "impute" for step in method.steps):
        faults.append(Fault(TABLE, None, "imputation", "the method has no impute step"))
    weigh = method.find("weigh")
    for code in {code for weights in design.weight_sets.values() for code in weights} if weigh is not None else ():
        parent = structure.by_code[code].parent if code in structure.codes else None
        rule = "given" if parent is None or weigh is None else _choose(weigh, parent, structure).rule.name
        if rule != "given":
            text = f"the children of {parent} are weighed by {rule}, which passes over the given weight of {code}"
            faults.append(Fault(TABLE, None, "weight_sets", text))
    refuse(faults)
    return design


def _as_list(given: object) -> Sequence[object]:
    return given if isinstance(given, (list, tuple)) else [given]


def _check_names(names: list[str], faults: list[Fault]) -> None:
    for name in sorted({name for name in names if names.count(name) > 1 or name in GROUPS}):
        faults.append(Fault(TABLE, None, "name", f"the name {name!r} is taken: give each alternative its own"))


def _read_factor(
    row: int, given: object, method: Method, structure: Structure, faults: list[Fault]
) -> Alternative | Span | None:
    if not isinstance(given, Mapping):
        faults.append(Fault(TABLE, row, "alternative", "must be a table such as [[uncertainty.alternative]]"))
        return None
    steps = {step.name: step for step in method.steps}
    name = str(given.get("step"))
    if name not in steps:
        faults.append(Fault(TABLE, row, "step", f"{name!r} is no step of the method; there are: {', '.join(steps)}"))
        return None
    code = None if given.get("code") is None else str(given["code"])
    of = structure.aggregates if steps[name].kind in ("weigh", "aggregate") else structure.indicators
    if code is not None and code not in of:
        faults.append(Fault(TABLE, row, "code", f"{code!r} is not a code that {name} works on"))
        return None
    for key in given:
        if key not in FACTOR_KEYS:
            faults.append(Fault(TABLE, row, str(key), f"unknown; there are: {', '.join(FACTOR_KEYS)}"))
    title = str(given.get("name", given.get("parameter", name)))
    if "low" in given or "high" in given:
        blank = Span(title, name, "", 0, 0, whole=False, code=code)
        return _read_span(row, given, blank, steps[name], structure, faults)
    options = _read_options(row, given, faults)
    if len(options) < 2:
        faults.append(Fault(TABLE, row, "options", "give at least two options, or a parameter with two values"))
    _try(steps[name], options, row, (code, structure), faults)
    return Alternative(title, name, tuple(options), code)


def _read_options(row: int, given: Mapping[str, object], faults: list[Fault]) -> list[Option]:
    if "parameter" in given:
        return [{str(given["parameter"]): value} for value in _as_list(given.get("values", []))]
    options = _as_list(given.get("options", []))
    if not all(isinstance(option, Mapping) for option in options):
        faults.append(Fault(TABLE, row, "options", "every option must be a table such as { rule = ... }"))
    return [option for option in options if isinstance(option, Mapping)]


def _read_span(
    row: int, given: Mapping[str, object], blank: Span, step: Step, structure: Structure, faults: list[Fault]
) -> Span | None:
    low, high, parameter = given.get("low"), given.get("high"), str(given.get("parameter"))
    if not _is_number(low) or not _is_number(high) or not float(str(low)) < float(str(high)):
        faults.append(Fault(TABLE, row, "low", "low and high must be two rising numbers"))
        return None
    known = {found.name: found for found in _choose(step, blank.code, structure).rule.parameters}
    if parameter not in known or known[parameter].kind not in ("number", "integer"):
        there = ", ".join(name for name, found in known.items() if found.kind in ("number", "integer")) or "none"
        faults.append(Fault(TABLE, row, "parameter", f"{parameter!r} is no number of this rule; there are: {there}"))
        return None
    _try(step, [{parameter: low}, {parameter: high}], row, (blank.code, structure), faults)
    whole = known[parameter].kind == "integer"
    return replace(blank, parameter=parameter, low=float(str(low)), high=float(str(high)), whole=whole)


def _choose(step: Step, code: str | None, structure: Structure) -> Choice:
    return step.choice if code is None else step.choose(code, structure.levels[code])


def _try(
    step: Step, options: Sequence[Option], row: int, where: tuple[str | None, Structure], faults: list[Fault]
) -> None:
    """A fault for each option that the step cannot take."""
    found: list[Fault] = []
    for option in options:
        patch(step, option, where[1], where[0], found)
    faults.extend(dict.fromkeys(Fault(TABLE, row, fault.column, fault.text) for fault in found))


def _read_noise(given: object, structure: Structure, faults: list[Fault]) -> dict[int, float]:
    levels = {structure.levels[code] for code in structure.codes}
    if not isinstance(given, Mapping):
        faults.append(Fault(TABLE, None, "weights", "must be a table of level = noise"))
        return {}
    noise = {}
    for level, width in given.items():
        if not str(level).isdigit() or int(level) not in levels:
            faults.append(Fault(TABLE, None, f"weights.{level}", f"no level; there are: {sorted(levels)}"))
        elif not _is_number(width) or not 0 <= width <= 1:
            faults.append(Fault(TABLE, None, f"weights.{level}", f"{width!r} is not a number from 0 to 1"))
        else:
            noise[int(level)] = float(width)
    return noise


def _read_sets(given: object, structure: Structure, faults: list[Fault]) -> dict[str, dict[str, float]]:
    tables = isinstance(given, Mapping) and all(isinstance(weights, Mapping) for weights in given.values())
    if not isinstance(given, Mapping) or not tables or len(given) == 1:
        faults.append(Fault(TABLE, None, "weight_sets", "must be at least two tables of code = weight"))
        return {}
    for name, weights in given.items():
        for code, weight in weights.items():
            if code not in structure.codes:
                faults.append(Fault(TABLE, None, f"weight_sets.{name}", f"{code!r} is no indicator or aggregate"))
            elif not _is_number(weight) or weight < 0:
                faults.append(Fault(TABLE, None, f"weight_sets.{name}", f"{weight!r} is not a number from 0 on"))
        changed = {code: weights.get(code, structure.by_code[code].weight) for code in structure.codes}
        for parent, children in structure.children.items():
            if not sum(weight for code in children if _is_number(weight := changed[code])) > 0:
                faults.append(Fault(TABLE, None, f"weight_sets.{name}", f"the weights under {parent!r} add up to zero"))
    codes = [set(weights) for weights in given.values()]
    if any(first != second for first, second in pairwise(codes)):
        faults.append(Fault(TABLE, None, "weight_sets", "all sets must name the same codes"))
    return {str(name): dict(weights) for name, weights in given.items()}


def _read_remove(given: object, structure: Structure, faults: list[Fault]) -> tuple[str, ...]:
    if given == "any":
        return structure.indicators
    codes = [str(code) for code in _as_list(given)]
    for code in codes:
        if code not in structure.indicators:
            faults.append(Fault(TABLE, None, "remove", f"{code!r} is no indicator"))
    if len(set(codes)) < len(codes):
        faults.append(Fault(TABLE, None, "remove", "an indicator is named twice"))
    return tuple(codes)


def _read_flag(key: str, plain: Mapping[str, object], faults: list[Fault]) -> bool:
    given = plain.get(key, False)
    if not isinstance(given, bool):
        faults.append(Fault(TABLE, None, key, "must be true or false"))
    return bool(given)


def _read_sources(given: object, faults: list[Fault]) -> str | None:
    if given in (None, False):
        return None
    if given not in SOURCES:
        faults.append(Fault(TABLE, None, "sources", f"must be one of: {', '.join(SOURCES)}"))
        return None
    return str(given)


def _is_number(given: object) -> bool:
    return isinstance(given, (int, float)) and not isinstance(given, bool)
