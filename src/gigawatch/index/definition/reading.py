"""A definition file in TOML becomes a checked definition; every fault of it is found before any is raised."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gigawatch.index.definition.bound import read_spread
from gigawatch.index.definition.checking import LANGUAGES, TABLE, check_definition, list_rows
from gigawatch.index.definition.definition import Definition, Indicator, Pillar, Predecessor
from gigawatch.index.definition.pinning import check_pinned
from gigawatch.index.definition.source import Source
from gigawatch.index.definition.weighing import check_weights, weigh_as_stated
from gigawatch.index.fault import Fault, FaultyInput, refuse
from gigawatch.index.method.method import read_method
from gigawatch.model import InputError
from gigawatch.model.toml import parse_toml

FOLDER = Path(__file__).parent / "data"


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


def load_definition(source: str | Path, resolved: Mapping[str, object] | None = None) -> Definition:
    """A definition by a shipped one's name (`enterprise`) or by a file's path; FaultyInput with every fault.

    `resolved` is a definition's own `resolved`, kept with its file: it stands in place of what the file only names.
    """
    path = source if isinstance(source, Path) else find_definition(source)
    try:
        text = path.read_text(encoding="utf-8-sig")
        plain = parse_toml(text)
    except FileNotFoundError:
        raise _miss(str(source)) from None
    except ValueError as error:
        raise InputError(f"not TOML: {error}", where=str(path)) from None
    try:
        return _read({**plain, **(resolved or {})}, text)
    except FaultyInput as error:
        raise FaultyInput(error.faults, where=str(path)) from None


def _read(plain: Mapping[str, Any], text: str) -> Definition:
    faults = check_definition(plain)
    try:
        written = _write_method(plain)
        method = read_method(written)
    except FaultyInput as error:
        faults += error.faults
    refuse(faults or [*check_pinned(plain, method), *check_weights(plain, method)])
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
        pillars=tuple(map(_read_pillar, plain["pillar"])),
        indicators=tuple(_read_indicator(found, plain["base"]) for found in plain["indicator"]),
        predecessors=tuple(Predecessor(**found) for found in plain.get("predecessor", [])),
        spread=spread,
        method=method,
        method_plain=written,
        hash=hashlib.sha256(f"{text}\x1f{method.hash}\x1f{method.uncertainty}\x1f{spread}".encode()).hexdigest(),
    )


def _write_method(plain: Mapping[str, Any]) -> Mapping[str, object]:
    """A method given in the definition itself, or that of a shipped file: its treatment is of the amounts alone, its
    base the definition's, its weights those that the definition states.
    """
    given = plain.get("method", {})
    if not isinstance(given, str):
        return given if isinstance(given, Mapping) else {}
    ships = {found.stem: found for found in sorted((FOLDER / "method").glob("*.toml"))}
    if given not in ships:
        raise FaultyInput([Fault(TABLE, None, "method", f"no method {given!r} ships; there are: {', '.join(ships)}")])
    written = tomllib.loads(ships[given].read_text(encoding="utf-8"))
    ratios = [str(found.get("code")) for _, found in list_rows(plain, "indicator") if not found.get("amount")]
    for step in written["step"]:
        weigh_as_stated(step, plain)
        if step["step"] == "treat":
            step["code"] = {code: {"rule": "none"} for code in ratios}
    options = [option for one in written["uncertainty"]["alternative"] for option in one["options"]]
    for rule in (*written["step"], *options):
        if "base" in rule:
            rule["base"] = str(plain.get("base"))
    return written


def _read_pillar(plain: Mapping[str, Any]) -> Pillar:
    return Pillar(
        code=plain["code"],
        parent=plain.get("parent"),
        weight=float(plain.get("weight", 1)),
        names=_speak(plain, "name"),
        definitions=_speak(plain, "definition"),
    )


def _read_indicator(plain: Mapping[str, Any], base: str) -> Indicator:
    return Indicator(
        code=plain["code"],
        parent=plain["parent"],
        base=plain.get("base", base),
        weight=float(plain.get("weight", 1)),
        direction=int(plain["direction"]),
        unit=plain["unit"],
        tier=plain["tier"],
        licence=plain["licence"],
        amount=plain.get("amount", False),
        storage=plain.get("storage", False),
        names=_speak(plain, "name"),
        definitions=_speak(plain, "definition"),
        sources=tuple(map(_read_source, plain["source"])),
        goalposts=_read_ends(plain["goalposts"]) if "goalposts" in plain else None,
    )


def _read_ends(given: Sequence[float]) -> tuple[float, float]:
    low, high = map(float, given)
    return low, high


def _read_source(plain: Mapping[str, Any]) -> Source:
    return Source(
        measures=_texts(plain["measure"]),
        unit=plain["unit"],
        per=_texts(plain.get("per", ())),
        times=float(plain.get("times", 1.0)),
        currencies=_texts(plain.get("currencies", ())),
        **{key: plain.get(key) for key in ("of", "whole", "whole_unit", "per_unit", "rate", "among", "rest")},
    )


def _texts(given: object) -> tuple[str, ...]:
    return tuple(map(str, given)) if isinstance(given, (list, tuple)) else (str(given),)


def _speak(plain: Mapping[str, Any], key: str) -> dict[str, str]:
    return {language: str(plain.get(f"{key}_{language}", "")) for language in LANGUAGES}
