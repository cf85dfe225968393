"""The tables that ship with Gigawatch: a data file each, and a descriptor of what it is, whose and what must hold."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from gigawatch.figures.rounding import Rounding, find_step, read_rounding
from gigawatch.figures.table import read_table
from gigawatch.model import InputError, Observation, make_id

if TYPE_CHECKING:
    import polars as pl

DATA = Path(__file__).parent / "data"


class Shape(StrEnum):
    """What a row of a package is: one figure, or one thing with several properties."""

    OBSERVATION = "observation"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a measure or a column of a package means, in English and Chinese."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """What must hold in a package, with the reason for its bounds: below `low` is an error, above `high` a warning.

    `reason_zh` is the reason in Chinese, where the bound is said of figures of other tables. `of` says what is
    bounded: `rows`, `subjects` (of a measure, in each of `periods` where they are given), `value` (of every row of a
    measure), `sum` (of a measure over subjects, for one period of one source).
    """

    of: str
    reason: str
    measure: str = ""
    periods: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    reason_zh: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A shipped table's descriptor: title, publisher, licence, how often it is renewed, its vintage and its meaning.

    `rounding` says how the source rounds: of a measure, of a family of them, or of all (`*`).
    """

    name: str
    title: Meaning
    publisher: str
    licence: str
    rhythm: str
    vintage: str
    address: str
    coverage: Meaning
    shape: Shape
    path: Path
    measures: Mapping[str, Meaning]
    columns: Mapping[str, Meaning]
    assertions: tuple[Assertion, ...]
    rounding: Mapping[str, Rounding]


@cache
def packages() -> Mapping[str, Package]:
    """The descriptors of all shipped tables by name."""
    found = (_read(path) for path in sorted(DATA.glob("*.toml")))
    return MappingProxyType({package.name: package for package in found})


def find_package(name: str) -> Package:
    """The package of this name, or InputError with the names there are."""
    package = packages().get(name)
    if package is None:
        raise InputError(f"no shipped table is called {name!r}", hint=f"there are {', '.join(packages())}")
    return package


def load_package(name: str) -> list[Observation]:
    """Every figure of a shipped table as an observation, in the order of its rows."""
    package = find_package(name)
    if package.shape is not Shape.OBSERVATION:
        raise InputError(f"{name!r} holds records, not figures", hint="load_frame gives its rows")
    if package.path.suffix == ".parquet":
        return [_observation(package, number, row) for number, row in enumerate(_parquet(package.path), 1)]
    return list(read_table(package.path, name, package.rounding).observations)


def load_frame(name: str) -> pl.DataFrame:
    """A shipped table as a polars frame: observations with the columns of the type, records with their own."""
    import polars as pl

    package = find_package(name)
    if package.shape is Shape.RECORD:
        return pl.read_csv(package.path, infer_schema_length=None)
    rows = load_package(name)
    fields = list(Observation.__dataclass_fields__)
    return pl.DataFrame({field: [getattr(row, field) for row in rows] for field in fields}, strict=False)


def _parquet(path: Path) -> list[dict[str, str | float | None]]:
    import polars as pl

    return pl.read_parquet(path).to_dicts()


def _observation(package: Package, number: int, row: Mapping[str, str | float | None]) -> Observation:
    table = package.name
    text = {key: str(value) for key, value in row.items() if value is not None}
    key = (text["subject"], text["measure"], text["period"], text["unit"], text.get("source"), text.get("vintage"))
    return Observation(
        id=make_id("obs", table, *key),
        table=table,
        row=number,
        subject=text["subject"],
        measure=text["measure"],
        period=text["period"],
        value=float(text["value"]),
        unit=text["unit"],
        source=text.get("source"),
        vintage=text.get("vintage"),
        licence=text.get("licence"),
        note=text.get("note"),
        rounding=float(find_step(float(text["value"]), text["measure"], package.rounding, None)),
    )


def _read(path: Path) -> Package:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return Package(
        name=path.stem,
        title=Meaning(**said["title"]),
        publisher=said["publisher"],
        licence=said["licence"],
        rhythm=said["rhythm"],
        vintage=said["vintage"],
        address=said["address"],
        coverage=Meaning(**said["coverage"]),
        shape=Shape(said.get("shape", "observation")),
        path=next(file for file in (path.with_suffix(".csv"), path.with_suffix(".parquet")) if file.exists()),
        measures={code: Meaning(**meaning) for code, meaning in said.get("measures", {}).items()},
        columns={code: Meaning(**meaning) for code, meaning in said.get("columns", {}).items()},
        assertions=tuple(_assertion(each) for each in said["assertion"]),
        rounding={code: read_rounding(told) for code, told in said.get("rounding", {}).items()},
    )


def _assertion(said: Mapping[str, object]) -> Assertion:
    periods = said.get("periods", [])
    low, high = said.get("low"), said.get("high")
    return Assertion(
        of=str(said["of"]),
        reason=str(said["reason"]),
        reason_zh=str(said.get("reason_zh", "")),
        measure=str(said.get("measure", "")),
        periods=tuple(str(period) for period in periods) if isinstance(periods, list) else (),
        low=float(low) if isinstance(low, int | float) else None,
        high=float(high) if isinstance(high, int | float) else None,
    )
