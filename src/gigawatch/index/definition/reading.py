"""A definition file in TOML becomes a checked definition; every fault of it is found before any is raised."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gigawatch.index.definition.bound import read_spread
from gigawatch.index.definition.definition import TIERS, Definition, Indicator, Pillar, Predecessor
from gigawatch.index.definition.source import Source
from gigawatch.index.fault import Fault, FaultyInput, refuse
from gigawatch.index.method.method import Method, read_method
from gigawatch.model import InputError

FOLDER = Path(__file__).parent / "data"
TABLE = "definition"
LANGUAGES = ("en", "zh")
SOURCE_KEYS = (
    "measure",
    "unit",
    "of",
    "whole",
    "whole_unit",
    "per",
    "per_unit",
    "times",
    "rate",
    "currencies",
    "among",
    "rest",
)


def list_definitions() -> tuple[str, ...]:
    """The names of the definitions that ship with the package."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def find_definition(name: str) -> Path:
    """The file of a shipped definition, or the file of that path; InputError where there is neither."""
    path = FOLDER / f"{name}.toml" if name in list_definitions() else Path(name)
    if not path.is_file():
        raise _miss(name)
    return path


def _miss(name: str) -> InputError:
    hint = f"shipped definitions: {', '.join(list_definitions())}"
    return InputError("no such index definition", where=name, hint=hint)


def load_definition(source: str | Path) -> Definition:
    """A definition by a shipped one's name (`enterprise`) or by a file's path; FaultyInput with every fault."""
    path = source if isinstance(source, Path) else find_definition(source)
    try:
        text = path.read_text(encoding="utf-8-sig")
        plain = tomllib.loads(text)
    except FileNotFoundError:
        raise _miss(str(source)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not TOML: {error}", where=str(path)) from None
    return _read(plain, text)


def _read(plain: Mapping[str, Any], text: str) -> Definition:
    faults: list[Fault] = []
    for key in ("id", "dimension", "version", "base", "first"):
        if not isinstance(plain.get(key), str):
            faults.append(Fault(TABLE, None, key, "must be given as text"))
    pillars = [_read_pillar(row, found, faults) for row, found in enumerate(plain.get("pillar", []), 1)]
    indicators = [_read_indicator(row, found, faults) for row, found in enumerate(plain.get("indicator", []), 1)]
    _check_tree(pillars, indicators, faults)
    try:
        ratios = [found.code for found in indicators if not found.amount]
        method = _read_method(plain.get("method", {}), ratios, str(plain.get("base")))
    except FaultyInput as error:
        faults += error.faults
    refuse(faults)
    spread = read_spread(plain.get("interval", {}))
    return Definition(
        id=plain["id"],
        dimension=plain["dimension"],
        version=plain["version"],
        base=plain["base"],
        first=plain["first"],
        gate=float(plain.get("gate", 0.65)),
        names=_speak(plain, "name"),
        definitions=_speak(plain, "definition"),
        choice=_speak(plain, "choice"),
        universe=tuple(plain.get("universe", ())),
        exclude=tuple(plain.get("exclude", ())),
        pillars=tuple(pillars),
        indicators=tuple(indicators),
        predecessors=tuple(Predecessor(**found) for found in plain.get("predecessor", [])),
        spread=spread,
        method=method,
        hash=hashlib.sha256(f"{text}\x1f{method.hash}\x1f{method.uncertainty}\x1f{spread}".encode()).hexdigest(),
    )


def _read_method(given: object, ratios: Sequence[str], base: str) -> Method:
    """A method given in the definition itself, or that of a shipped file: its treatment is of the amounts alone, its
    base the definition's.
    """
    if not isinstance(given, str):
        return read_method(given if isinstance(given, Mapping) else {})
    path = FOLDER / "method" / f"{given}.toml"
    if not path.is_file():
        there = ", ".join(sorted(found.stem for found in path.parent.glob("*.toml")))
        raise FaultyInput([Fault(TABLE, None, "method", f"no method {given!r} ships; there are: {there}")])
    plain = tomllib.loads(path.read_text(encoding="utf-8"))
    for step in plain["step"]:
        if step["step"] == "treat":
            step["code"] = {code: {"rule": "none"} for code in ratios}
    options = [option for one in plain["uncertainty"]["alternative"] for option in one["options"]]
    for rule in (*plain["step"], *options):
        if "base" in rule:
            rule["base"] = base
    return read_method(plain)


def _read_pillar(row: int, plain: Mapping[str, Any], faults: list[Fault]) -> Pillar:
    _require(row, plain, ("code", *_both("name"), *_both("definition")), "pillar", faults)
    return Pillar(
        code=str(plain.get("code", "")),
        parent=plain.get("parent"),
        weight=float(plain.get("weight", 1)),
        names=_speak(plain, "name"),
        definitions=_speak(plain, "definition"),
    )


def _read_indicator(row: int, plain: Mapping[str, Any], faults: list[Fault]) -> Indicator:
    needed = ("code", "parent", "unit", "tier", "licence", "direction", *_both("name"), *_both("definition"))
    _require(row, plain, needed, "indicator", faults)
    if plain.get("tier") not in TIERS:
        faults.append(Fault(TABLE, row, "indicator.tier", f"must be one of {', '.join(TIERS)}"))
    if plain.get("direction") not in (1, -1):
        faults.append(Fault(TABLE, row, "indicator.direction", "must be 1 or -1"))
    sources = tuple(_read_source(row, found, faults) for found in plain.get("source", []))
    if not sources:
        faults.append(Fault(TABLE, row, "indicator.source", "no [[indicator.source]] says which observations feed it"))
    return Indicator(
        code=str(plain.get("code", "")),
        parent=str(plain.get("parent", "")),
        weight=float(plain.get("weight", 1)),
        direction=int(plain.get("direction", 1)),
        unit=str(plain.get("unit", "")),
        tier=str(plain.get("tier", "")),
        licence=str(plain.get("licence", "")),
        amount=bool(plain.get("amount", False)),
        storage=bool(plain.get("storage", False)),
        names=_speak(plain, "name"),
        definitions=_speak(plain, "definition"),
        sources=sources,
    )


def _read_source(row: int, plain: Mapping[str, Any], faults: list[Fault]) -> Source:
    _require(row, plain, ("measure", "unit"), "indicator.source", faults)
    for keys in (("of", "whole", "whole_unit"), ("per", "per_unit"), ("rate", "currencies")):
        if len({key in plain for key in keys}) > 1:
            faults.append(Fault(TABLE, row, "indicator.source", f"{', '.join(keys)} go together"))
    if sum(key in plain for key in ("of", "per", "rate", "among")) > 1:
        faults.append(Fault(TABLE, row, "indicator.source", "only one of of, per, rate and among can be given"))
    known = ", ".join(SOURCE_KEYS)
    unknown = (key for key in plain if key not in SOURCE_KEYS)
    faults += [Fault(TABLE, row, f"indicator.source.{key}", f"unknown; there are: {known}") for key in unknown]
    return Source(
        measures=_texts(plain.get("measure", ())),
        unit=str(plain.get("unit", "")),
        per=_texts(plain.get("per", ())),
        times=float(plain.get("times", 1.0)),
        currencies=_texts(plain.get("currencies", ())),
        **{key: plain.get(key) for key in ("of", "whole", "whole_unit", "per_unit", "rate", "among", "rest")},
    )


def _check_tree(pillars: Sequence[Pillar], indicators: Sequence[Indicator], faults: list[Fault]) -> None:
    """One pillar, the index itself, stands above all others, and every indicator under one of these others."""
    roots = [pillar.code for pillar in pillars if pillar.parent is None]
    if len(roots) != 1:
        faults.append(Fault(TABLE, None, "pillar.parent", "exactly one pillar, the index itself, has no parent"))
        return
    for row, pillar in enumerate(pillars, 1):
        if pillar.parent not in (None, roots[0]):
            faults.append(Fault(TABLE, row, "pillar.parent", f"must be {roots[0]!r}, the index itself"))
    first = {pillar.code for pillar in pillars} - {roots[0]}
    for row, pillar in enumerate(pillars, 1):
        if pillar.code in first and not any(indicator.parent == pillar.code for indicator in indicators):
            faults.append(Fault(TABLE, row, "pillar.code", f"{pillar.code!r} has no indicator under it"))
    for row, indicator in enumerate(indicators, 1):
        if indicator.parent not in first:
            faults.append(Fault(TABLE, row, "indicator.parent", f"{indicator.parent!r} is no first-level indicator"))


def _require(row: int, plain: Mapping[str, Any], keys: Sequence[str], table: str, faults: list[Fault]) -> None:
    faults += [Fault(TABLE, row, f"{table}.{key}", "is missing") for key in keys if plain.get(key) in (None, "", [])]


def _texts(given: object) -> tuple[str, ...]:
    return tuple(map(str, given)) if isinstance(given, (list, tuple)) else (str(given),)


def _both(key: str) -> tuple[str, ...]:
    return tuple(f"{key}_{language}" for language in LANGUAGES)


def _speak(plain: Mapping[str, Any], key: str) -> dict[str, str]:
    return {language: str(plain.get(f"{key}_{language}", "")) for language in LANGUAGES}
