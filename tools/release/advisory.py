"""Known vulnerabilities from advisories at hand in OSV's form: a zip or a folder of JSON, as https://osv.dev gives them
for PyPI, or of YAML, as the PyPA Advisory Database keeps them (https://github.com/pypa/advisory-database).
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from packaging.version import InvalidVersion, Version

from release.licence import normalise

PYPI = "PyPI"
ENDINGS = (".json", ".yaml")


@dataclass(frozen=True, slots=True)
class Hit:
    """A pinned package that an advisory names: which version is pinned, and in which versions it is mended."""

    package: str
    version: str
    advisory: str
    summary: str
    mended: tuple[str, ...]


def read_export(path: Path) -> Iterator[Mapping[str, Any]]:
    """Every advisory of an export that was not withdrawn."""
    for name, text in _texts(path):
        advisory = json.loads(text) if name.endswith(ENDINGS[0]) else yaml.safe_load(text)
        if "withdrawn" not in advisory:
            yield advisory


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """The name and the text of each file that may hold an advisory."""
    if path.is_dir():
        files = (file for file in sorted(path.rglob("*")) if file.suffix in ENDINGS)
        yield from ((file.name, file.read_text(encoding="utf-8")) for file in files)
        return
    with zipfile.ZipFile(path) as archive:
        names = (name for name in sorted(archive.namelist()) if name.endswith(ENDINGS))
        yield from ((name, archive.read(name).decode()) for name in names)


def find_newest(advisories: Iterable[Mapping[str, Any]]) -> str:
    """The last day on which an advisory was changed: after it nothing was known here; "" where none tells its day."""
    return max((str(advisory.get("modified", ""))[:10] for advisory in advisories), default="")


def find_hits(pins: Mapping[str, str], advisories: Iterator[Mapping[str, Any]]) -> Iterator[Hit]:
    """Every advisory that bears on a pinned version."""
    for advisory in advisories:
        for affected in advisory.get("affected", ()):
            package = affected.get("package", {})
            name = normalise(str(package.get("name", "")))
            if package.get("ecosystem") == PYPI and name in pins and is_affected(pins[name], affected):
                mended = tuple(event["fixed"] for event in _events(affected) if "fixed" in event)
                yield Hit(name, pins[name], advisory["id"], str(advisory.get("summary", "")), mended)


def is_affected(version: str, affected: Mapping[str, Any]) -> bool:
    """Whether an advisory lists a version, or a version lies in one of its ranges; as OSV's schema evaluates them."""
    return version in affected.get("versions", ()) or any(
        _is_within(Version(version), one.get("events", ()))
        for one in affected.get("ranges", ())
        if one.get("type") == "ECOSYSTEM"
    )


def _is_within(version: Version, events: Any) -> bool:
    inside = False
    for bound, kind in sorted(_bounds(events)):
        if kind == "introduced" and version >= bound:
            inside = True
        elif (kind == "fixed" and version >= bound) or (kind == "last_affected" and version > bound):
            inside = False
    return inside


def _bounds(events: Any) -> Iterator[tuple[Version, str]]:
    for event in events:
        for kind, text in event.items():
            try:
                yield Version(text), kind
            except InvalidVersion:  # a bound that is no version of PyPI says nothing about one
                continue


def _events(affected: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    for one in affected.get("ranges", ()):
        if one.get("type") == "ECOSYSTEM":
            yield from one.get("events", ())
