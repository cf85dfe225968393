"""What an index measures, of whom, from which observations: read from a definition file, checked and hashed."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gigawatch.index.fault import Fault, FaultyInput, refuse
from gigawatch.index.method.method import Method, read_method
from gigawatch.model import InputError

FOLDER = Path(__file__).parent
TABLE = "definition"
TIERS = ("open", "ledger", "yours")
LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Which observations feed an indicator: those of `measure` in `unit`.

    With `of`, the value is a percentage of that subject's `whole` (a measure in `whole_unit`): computed, not reported.
    """

    measure: str
    unit: str
    of: str | None = None
    whole: str | None = None
    whole_unit: str | None = None

    @property
    def inference(self) -> str:
        """`reported`, or `computed` where a share is turned into its amount."""
        return "reported" if self.of is None else "computed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pillar:
    """A first-level indicator or the index itself: what its indicators show together."""

    code: str
    parent: str | None
    weight: float
    names: Mapping[str, str]
    definitions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A second-level indicator. `tier` says who fills it: open figures, the workspace's ledger, or the user's table.

    `total`, where there is one, names the sum over all units: the observations of the subject `of`.
    """

    code: str
    parent: str
    weight: float
    direction: int
    unit: str
    tier: str
    licence: str
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    sources: tuple[Source, ...]
    total: Source | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Predecessor:
    """Up to the period `last` the sources give a unit's figures under an earlier `name`, as the page `source` does."""

    unit: str
    name: str
    last: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The largest units of a period as `source` names them: none outside `members` is larger than one inside."""

    period: str
    members: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How wide a stated value is taken: hedges as shares of it, open ends closed at `open`, half the last digit."""

    about: float
    nearly: float
    open: float
    rounding: bool


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One dimension of the index: whom it ranks, from when, the tree of indicators, the gate, the method."""

    id: str
    dimension: str
    version: str
    base: str
    first: str
    gate: float
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    exclude: tuple[str, ...]
    pillars: tuple[Pillar, ...]
    indicators: tuple[Indicator, ...]
    predecessors: tuple[Predecessor, ...]
    listings: tuple[Listing, ...]
    spread: Spread
    method: Method
    hash: str

    def rename(self, units: Mapping[str, str]) -> Definition:
        """The same with listings and predecessors under the units' own ids in place of the sources' names."""
        listings = tuple(
            replace(found, members=tuple(units.get(member, member) for member in found.members))
            for found in self.listings
        )
        predecessors = tuple(replace(found, unit=units.get(found.unit, found.unit)) for found in self.predecessors)
        return replace(self, listings=listings, predecessors=predecessors)


def list_definitions() -> tuple[str, ...]:
    """The names of the definitions that ship with the package."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def load_definition(source: str | Path) -> Definition:
    """A definition by a shipped one's name (`enterprise`) or by a file's path; FaultyInput with every fault."""
    path = FOLDER / f"{source}.toml" if str(source) in list_definitions() else Path(source)
    try:
        text = path.read_text(encoding="utf-8-sig")
        plain = tomllib.loads(text)
    except FileNotFoundError:
        hint = f"shipped definitions: {', '.join(list_definitions())}"
        raise InputError("no such index definition", where=str(source), hint=hint) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not TOML: {error}", where=str(path)) from None
    return _read(plain, hashlib.sha256(text.encode()).hexdigest())


def _read(plain: Mapping[str, Any], digest: str) -> Definition:
    faults: list[Fault] = []
    for key in ("id", "dimension", "version", "base", "first"):
        if not isinstance(plain.get(key), str):
            faults.append(Fault(TABLE, None, key, "must be given as text"))
    pillars = [_read_pillar(row, found, faults) for row, found in enumerate(plain.get("pillar", []), 1)]
    indicators = [_read_indicator(row, found, faults) for row, found in enumerate(plain.get("indicator", []), 1)]
    _check_tree(pillars, indicators, faults)
    try:
        method = read_method(plain.get("method", {}))
    except FaultyInput as error:
        faults += error.faults
    refuse(faults)
    interval = plain.get("interval", {})
    return Definition(
        id=plain["id"],
        dimension=plain["dimension"],
        version=plain["version"],
        base=plain["base"],
        first=plain["first"],
        gate=float(plain.get("gate", 0.65)),
        names=_speak(plain, "name"),
        definitions=_speak(plain, "definition"),
        exclude=tuple(plain.get("exclude", ())),
        pillars=tuple(pillars),
        indicators=tuple(indicators),
        predecessors=tuple(Predecessor(**found) for found in plain.get("predecessor", [])),
        listings=tuple(Listing(**{**found, "members": tuple(found["members"])}) for found in plain.get("listing", [])),
        spread=Spread(
            about=float(interval.get("about", 0.05)),
            nearly=float(interval.get("nearly", 0.1)),
            open=float(interval.get("open", 0.05)),
            rounding=bool(interval.get("rounding", True)),
        ),
        method=method,
        hash=digest,
    )


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
        names=_speak(plain, "name"),
        definitions=_speak(plain, "definition"),
        sources=sources,
        total=Source(**plain["total"]) if "total" in plain else None,
    )


def _read_source(row: int, plain: Mapping[str, Any], faults: list[Fault]) -> Source:
    _require(row, plain, ("measure", "unit"), "indicator.source", faults)
    if ("of" in plain) != ("whole" in plain and "whole_unit" in plain):
        faults.append(Fault(TABLE, row, "indicator.source", "of, whole and whole_unit go together"))
    known = ("measure", "unit", "of", "whole", "whole_unit")
    faults += [Fault(TABLE, row, f"indicator.source.{key}", "unknown") for key in plain if key not in known]
    return Source(**{key: str(plain.get(key, "")) or None for key in known})  # type: ignore[arg-type]


def _check_tree(pillars: Sequence[Pillar], indicators: Sequence[Indicator], faults: list[Fault]) -> None:
    codes = {pillar.code for pillar in pillars}
    for row, pillar in enumerate(pillars, 1):
        if pillar.parent is not None and pillar.parent not in codes:
            faults.append(Fault(TABLE, row, "pillar.parent", f"{pillar.parent!r} is no pillar"))
    for row, indicator in enumerate(indicators, 1):
        if indicator.parent not in codes:
            faults.append(Fault(TABLE, row, "indicator.parent", f"{indicator.parent!r} is no pillar"))
    if sum(pillar.parent is None for pillar in pillars) != 1:
        faults.append(Fault(TABLE, None, "pillar.parent", "exactly one pillar, the index itself, has no parent"))


def _require(row: int, plain: Mapping[str, Any], keys: Sequence[str], table: str, faults: list[Fault]) -> None:
    faults += [Fault(TABLE, row, f"{table}.{key}", "is missing") for key in keys if plain.get(key) in (None, "")]


def _both(key: str) -> tuple[str, ...]:
    return tuple(f"{key}_{language}" for language in LANGUAGES)


def _speak(plain: Mapping[str, Any], key: str) -> dict[str, str]:
    return {language: str(plain.get(f"{key}_{language}", "")) for language in LANGUAGES}
