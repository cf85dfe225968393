"""The manifest: what the last build did with which inputs, kept as `build/manifest.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from gigawatch.run.step import Record
from gigawatch.store.whole import write_whole

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
        version, day = data["version"], data["date"]
        if not isinstance(version, str) or (day and date.fromisoformat(day).isoformat() != day):
            return Manifest()
        return Manifest(version, day, records)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def write_manifest(manifest: Manifest, path: Path) -> None:
    """Write the manifest; the file is replaced as a whole."""
    write_whole(path, manifest_text(manifest))


def manifest_text(manifest: Manifest) -> str:
    """The manifest as its file holds it."""
    steps = {name: asdict(record) for name, record in sorted(manifest.records.items())}
    data = {"format": FORMAT, "version": manifest.version, "date": manifest.date, "steps": steps}
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _record(values: Mapping[str, object]) -> Record:
    """The record of a step; ValueError for what no build wrote."""
    data = {**values, "notices": tuple(values["notices"])}  # type: ignore[arg-type]  # a JSON list
    record = Record(**data)  # type: ignore[arg-type]  # looked at below
    hashes = (record.inputs, record.outputs)
    texts = (record.fingerprint, *record.notices, *(text for one in hashes for pair in one.items() for text in pair))
    if not isinstance(record.seconds, int | float) or not all(isinstance(text, str) for text in texts):
        raise ValueError("this is no record of a step")
    return record
