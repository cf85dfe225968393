"""Scenarios of a user's own: a file of a name, a year and the intensity of the grid in it, a line a point."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gigawatch.model import InputError

COLUMNS = ("name", "year", "intensity")
HINT = "a CSV file with the columns name, year and intensity (kg per kWh), one line a point"


@dataclass(frozen=True, slots=True)
class GivenPath:
    """A scenario by name with its points: a year and kilograms per kilowatt-hour."""

    name: str
    points: tuple[tuple[int, float], ...]


def read_paths(file: Path | None) -> tuple[GivenPath, ...]:
    """The scenarios of a file, in its order; InputError with the line for what cannot be read."""
    if file is None:
        return ()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the scenarios cannot be read", where=str(file), hint=HINT) from error
    reader = csv.DictReader(text.splitlines())
    if not set(COLUMNS) <= set(reader.fieldnames or ()):
        raise InputError("the scenarios lack a column", where=str(file), hint=HINT)
    found: dict[str, dict[int, float]] = {}
    for number, row in enumerate(reader, 2):
        name, year, value = _read(row, f"{file}:{number}")
        found.setdefault(name, {})[year] = value
    return tuple(GivenPath(name, tuple(sorted(told.items()))) for name, told in found.items())


def _read(row: Mapping[str, str | None], where: str) -> tuple[str, int, float]:
    name, year, value = ((row[column] or "").strip() for column in COLUMNS)
    try:
        told, intensity = int(year), float(value)
    except ValueError:
        raise InputError(f"{year!r} and {value!r} are no year and intensity", where=where, hint=HINT) from None
    if not name or not 1900 <= told <= 2100 or not 0 <= intensity < float("inf"):
        raise InputError(f"{name!r}, {year}, {value} cannot be a point", where=where, hint=HINT)
    return name, told, intensity
