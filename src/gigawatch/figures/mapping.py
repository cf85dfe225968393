"""How a table that speaks its own words is read as observations: its sidecar `TABLE.meta.yaml`.

`columns` names the table's column for each of ours, `defaults` gives what the table leaves out; `source`, `vintage`
and `licence` hold for every row that says nothing else. `url` and `published`, as documents use them, mean the same
as `source` and `vintage`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

import yaml

from gigawatch.intake.file import read_file
from gigawatch.intake.limit import DEFAULT, Limits
from gigawatch.model import InputError
from gigawatch.model.yaml import load_yaml

NEEDED = ("subject", "measure", "period", "value", "unit")
OPTIONAL = ("source", "vintage", "licence", "qualifier", "high", "rounding", "note")
COLUMNS = NEEDED + OPTIONAL
SHOWN = 30
_KEYS = {
    "columns",
    "defaults",
    "source",
    "vintage",
    "licence",
    "url",
    "published",
    "title",
    "publisher",
    "language",
    "rounding",
    "note",
}


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which column of the table holds each of ours, and what stands in for those it lacks."""

    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)


def sidecar_names(path: Path) -> tuple[Path, Path]:
    """Where a table's sidecar may lie: `TABLE.meta.yaml` or `TABLE.csv.meta.yaml`."""
    return path.with_suffix(".meta.yaml"), path.with_name(f"{path.name}.meta.yaml")


def sidecar_of(path: Path, where: str | None = None) -> Path | None:
    """The sidecar that lies beside a table: `TABLE.meta.yaml` or `TABLE.csv.meta.yaml`, never both."""
    found = [each for each in sidecar_names(path) if each.exists()]
    if len(found) > 1:
        what = f"two sidecars: {found[0].name} and {found[1].name}"
        raise InputError(what, where=where or str(path), hint="keep one")
    return found[0] if found else None


def read_map(path: Path, heading: Sequence[str], limits: Limits = DEFAULT, where: str | None = None) -> ColumnMap:
    """The mapping for a table with this heading: its sidecar's, then columns that bear our names already."""
    name = where or str(path)
    sidecar = sidecar_of(path, name)
    if sidecar:
        name = str(PurePath(name).with_name(sidecar.name))
    said = _load(sidecar, limits, name) if sidecar else {}
    columns = _columns(_section(said, "columns", name), heading, name)
    taken = set(columns.values())
    own = {title.lower(): title for title in heading if title not in taken}
    columns |= {ours: own[ours] for ours in COLUMNS if ours not in columns and ours in own}
    return ColumnMap(columns, _defaults(said, name))


def _load(sidecar: Path, limits: Limits, name: str) -> Mapping[str, object]:
    try:
        text = read_file(sidecar, follow=False).decode("utf-8")
        if len(text) > limits.metadata_characters:
            raise limits.refuse("metadata_characters", f"it has {len(text):,} characters", name)
        said = load_yaml(text)
    except (yaml.YAMLError, ValueError) as error:  # not UTF-8, or no day: a ValueError
        raise InputError(f"this is no YAML: {' '.join(str(error).split())}", where=name) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=name, hint="check the path") from error
    if not isinstance(said, dict):
        raise InputError("a sidecar is a list of keys with values", where=name, hint="such as `columns:`")
    unknown = sorted(str(key) for key in said if key not in _KEYS)
    if unknown:
        raise InputError(f"unknown key {', '.join(unknown)}", where=name, hint=f"known: {', '.join(sorted(_KEYS))}")
    return said


def _section(said: Mapping[str, object], key: str, name: str) -> dict[str, str]:
    section = said.get(key) or {}
    if not isinstance(section, dict):
        raise InputError(f"`{key}` is a list of names with values", where=name)
    return {str(left): str(right) for left, right in section.items() if right is not None}


def _columns(pairs: Mapping[str, str], heading: Sequence[str], name: str) -> dict[str, str]:
    """Ours to theirs, whichever way round the sidecar writes it."""
    columns: dict[str, str] = {}
    for left, right in pairs.items():
        if left in COLUMNS and right in heading:
            columns[left] = right
        elif right in COLUMNS and left in heading:
            columns[right] = left
        else:
            raise InputError(
                f"`columns` maps {left!r} to {right!r}, which is no column", where=name, hint=_have(heading)
            )
    return columns


def _have(heading: Sequence[str]) -> str:
    return f"the table has {tell_columns(heading)}; ours are {', '.join(COLUMNS)}"


def tell_columns(heading: Sequence[str]) -> str:
    """The names of a table's columns; of many the first."""
    shown = ", ".join(title or "(no name)" for title in heading[:SHOWN])
    return shown if len(heading) <= SHOWN else f"{shown} and {len(heading) - SHOWN:,} more"


def _defaults(said: Mapping[str, object], name: str) -> dict[str, str]:
    defaults = _section(said, "defaults", name)
    unknown = sorted(set(defaults) - set(COLUMNS))
    if unknown:
        raise InputError(f"`defaults` for {', '.join(unknown)}, which is no column of ours", where=name)
    for ours, keys in (
        ("source", ("source", "url")),
        ("vintage", ("vintage", "published")),
        ("licence", ("licence",)),
        ("rounding", ("rounding",)),
    ):
        stated = next((said[key] for key in keys if said.get(key) is not None), None)
        if stated is not None:
            defaults.setdefault(ours, str(stated))
    return defaults
