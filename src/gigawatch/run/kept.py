"""When a file was first held here: a log beside the files, so that deleting `build/` loses nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from gigawatch.intake.folder import ARCHIVES, FETCHED
from gigawatch.model import WorkspaceError
from gigawatch.run.fingerprint import MISSING, hash_path

LOG = "kept.csv"
LOGS = frozenset({LOG, FETCHED, ARCHIVES})  # beside the kept files, and none of them
HEAD = ("path", "sha256", "kept")
Row = tuple[str, str, str]


def record_kept(folder: Path, files: Sequence[Path], today: date) -> Mapping[Path, date]:
    """The day on which each file's present bytes were first held; bytes not seen before are logged as of `today`.

    The bytes alone count: a file that is renamed or moved within the folder keeps its day.
    """
    log = folder / LOG
    rows = read_log(log)
    days: dict[str, date] = {}
    for _, digest, day in rows:
        days[digest] = min(date.fromisoformat(day), days.get(digest, date.max))
    fresh: list[Row] = []
    result = {}
    for file in files:
        digest = hash_path(file)
        if digest == MISSING:  # it went since the folder was looked through
            result[file] = today
        elif digest not in days:
            days[digest] = today
            fresh.append((file.relative_to(folder).as_posix(), digest, today.isoformat()))
        result.setdefault(file, days.get(digest, today))
    if fresh:
        write_log(log, [*rows, *fresh])
    return result


def read_log(log: Path) -> list[Row]:
    """The rows of a log, none when there is no log yet; WorkspaceError when it is damaged."""
    if not log.is_file():
        return []
    try:
        lines = list(csv.reader(log.read_text(encoding="utf-8").splitlines(), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _damage(log, str(error)) from error
    if not lines or tuple(lines[0]) != HEAD:
        raise _damage(log, f"its first line is not {','.join(HEAD)}")
    return list(_checked(log, lines[1:]))


def _checked(log: Path, lines: Sequence[Sequence[str]]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=2):
        try:
            path, digest, day = line
            date.fromisoformat(day)
        except ValueError as error:
            raise _damage(log, f"line {number} is not path, hash and date") from error
        yield path, digest, day


def _damage(log: Path, what: str) -> WorkspaceError:
    hint = "restore it from your copy, or run: gigawatch doctor --repair; without it all files count as held from today"
    return WorkspaceError(f"the log of when files were kept is damaged: {what}", where=str(log), hint=hint)


def write_log(log: Path, rows: Sequence[Row]) -> None:
    """Write the rows of a log; the file is replaced as a whole."""
    fresh = log.with_name(f".{LOG}.fresh")
    with fresh.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(rows)
    fresh.replace(log)
