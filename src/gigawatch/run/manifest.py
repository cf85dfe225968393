"""The manifest: what the last build did with which inputs, kept as `build/manifest.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from gigawatch.run.step import Record

FORMAT = 1


@dataclass(slots=True)
class Manifest:
    """The records of every step by name, with the version and the date they were made for."""

    version: str = ""
    date: str = ""
    records: dict[str, Record] = field(default_factory=dict)


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file; an empty one when there is none or it is damaged, so that everything is redone."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            return Manifest()
        records = {name: _record(values) for name, values in data["steps"].items()}
        return Manifest(data["version"], data["date"], records)
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


def write_manifest(manifest: Manifest, path: Path) -> None:
    """Write the manifest; the file is replaced as a whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".fresh")
    fresh.write_text(manifest_text(manifest), encoding="utf-8")
    fresh.replace(path)


def manifest_text(manifest: Manifest) -> str:
    """The manifest as its file holds it."""
    steps = {name: asdict(record) for name, record in sorted(manifest.records.items())}
    data = {"format": FORMAT, "version": manifest.version, "date": manifest.date, "steps": steps}
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _record(values: Mapping[str, object]) -> Record:
    data = {**values, "notices": tuple(values["notices"])}  # type: ignore[arg-type]  # a JSON list
    return Record(**data)  # type: ignore[arg-type]  # checked by the format number
