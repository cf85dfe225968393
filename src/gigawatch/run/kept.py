"""When a file was first held here: a log beside the documents, so that deleting `build/` loses nothing."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from gigawatch.run.fingerprint import hash_path

LOG = "kept.csv"
HEAD = ("path", "sha256", "kept")


def record_kept(folder: Path, files: Sequence[Path], today: date) -> Mapping[Path, date]:
    """The day on which each file's present bytes were first held; bytes not seen before are logged as of `today`."""
    log = folder / LOG
    rows = _read(log)
    days = {(row["path"], row["sha256"]): row["kept"] for row in rows}
    fresh = []
    result = {}
    for file in files:
        name, digest = file.relative_to(folder).as_posix(), hash_path(file)
        if (name, digest) not in days:
            days[(name, digest)] = today.isoformat()
            fresh.append({"path": name, "sha256": digest, "kept": today.isoformat()})
        result[file] = date.fromisoformat(days[(name, digest)])
    if fresh:
        _write(log, [*rows, *fresh])
    return result


def _read(log: Path) -> list[dict[str, str]]:
    if not log.is_file():
        return []
    with log.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(log: Path, rows: Sequence[Mapping[str, str]]) -> None:
    fresh = log.with_name(f".{LOG}.fresh")
    with fresh.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEAD, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    fresh.replace(log)
