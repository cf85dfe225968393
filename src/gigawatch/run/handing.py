"""Editions of the report that were handed in: `editions/report/editions.csv` and a file of figures for each."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gigawatch.model import WorkspaceError
from gigawatch.store.whole import write_kept

if TYPE_CHECKING:
    from gigawatch.report.record.former import Former

RECORDS = "report"
LIST = "editions.csv"
EDITION = "edition.json"
HEAD = ("id", "kept_on", "sources_up_to", "content_hash", "version", "built_on")
RESTORE = "restore it from your copy"


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """One recorded edition: what it said, the version and day it was built for, the hashes of its files and inputs."""

    former: Former
    version: str
    built_on: str
    files: Mapping[str, str]
    inputs: Mapping[str, str]


def read_records(folder: Path) -> list[ReportRecord]:
    """The editions recorded in a folder, the oldest first; WorkspaceError for one that is damaged."""
    path = folder / LIST
    if not path.is_file():
        return []
    try:
        rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))
        return [_record(folder, row["id"], row["kept_on"], row["built_on"]) for row in rows]
    except (KeyError, TypeError, UnicodeDecodeError, csv.Error) as error:
        raise WorkspaceError("the list of editions is damaged", where=str(path), hint=RESTORE) from error


def add_record(folder: Path, report: Path, kept: str, built: str, inputs: Mapping[str, str]) -> ReportRecord | None:
    """Record the edition that lies in `report`; None where this very edition is recorded already."""
    data = _read(report / EDITION)
    known = read_records(folder)
    if any(one.former.id == data["id"] for one in known):
        return None
    folder.mkdir(parents=True, exist_ok=True)
    told = json.dumps({**data, "inputs": dict(inputs)}, ensure_ascii=False, indent=1)
    write_kept(folder / f"{data['id']}.json", told.encode())
    lines = StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(_row(one) for one in known)
    writer.writerow((data["id"], kept, data["dated"], data["digest"], data["version"], built))
    write_kept(folder / LIST, lines.getvalue().encode())
    for path in sorted(report.glob("corrections.*.md")):
        shutil.copyfile(path, folder / path.name)
    return _record(folder, data["id"], kept, built)


def read_edition(report: Path) -> tuple[str, str, Mapping[str, str]]:
    """Id, content hash and the files' hashes of the edition that lies in a folder."""
    data = _read(report / EDITION)
    return data["id"], data["digest"], data["files"]


def _row(one: ReportRecord) -> tuple[str, ...]:
    return one.former.id, one.former.kept, one.former.dated, one.former.digest, one.version, one.built_on


def _record(folder: Path, identity: str, kept: str, built: str) -> ReportRecord:
    from gigawatch.report.record.former import Former, Printed

    path = folder / f"{identity}.json"
    data = _read(path)
    try:
        figures = {
            lang: {key: Printed(name, text) for key, (name, text) in told.items()}
            for lang, told in data["figures"].items()
        }
        former = Former(
            id=data["id"],
            kept=kept,
            dated=data["dated"],
            digest=data["digest"],
            figures=figures,
            documents=data["documents"],
        )
        return ReportRecord(former, data["version"], built, data["files"], data["inputs"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WorkspaceError("the record of this edition is damaged", where=str(path), hint=RESTORE) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WorkspaceError(
            "the record of this edition is missing or damaged", where=str(path), hint=RESTORE
        ) from error
    if not isinstance(data, dict):
        raise WorkspaceError("the record of this edition is damaged", where=str(path), hint=RESTORE)
    return data
