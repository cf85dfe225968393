"""What was fetched, kept beside the documents: so that a server is asked only for what has changed."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, fields
from io import FileIO
from pathlib import Path

from gigawatch.intake.folder import FETCHED
from gigawatch.model import WorkspaceError


@dataclass(frozen=True, slots=True)
class Visited:
    """One answer: the address asked, the file that holds it (none for a feed), what its state was called, and when."""

    url: str
    path: str
    etag: str
    last_modified: str
    fetched: str

    def conditions(self) -> dict[str, str]:
        """The headers of a request that asks only for what has changed since."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in told.items() if value}


HEAD = tuple(column.name for column in fields(Visited))


@dataclass(slots=True)
class Memory:
    """The log `fetched.csv` of a documents folder: lines are added, the last one of an address holds."""

    folder: Path
    _rows: dict[str, Visited] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._rows = _read(self.log)

    @property
    def log(self) -> Path:
        """The file."""
        return self.folder / FETCHED

    def find(self, url: str) -> Visited | None:
        """What is known of an address, if the file that holds its answer is still there."""
        row = self._rows.get(url)
        return row if row is not None and (not row.path or (self.folder / row.path).is_file()) else None

    def note(self, url: str, path: Path | None, headers: Mapping[str, str], day: str) -> None:
        """Remember an answer; written at once, so that an interrupted run loses nothing."""
        name = path.relative_to(self.folder).as_posix() if path is not None else ""
        row = Visited(url, name, headers.get("etag", ""), headers.get("last-modified", ""), day)
        if row == self._rows.get(url):
            return
        self._rows[url] = row
        self._add(row)

    def _add(self, row: Visited) -> None:
        try:
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\n")
            with self.log.open("ab+", buffering=0) as file:
                size = file.seek(0, os.SEEK_END)
                writer.writerows([astuple(row)] if size else [HEAD, astuple(row)])
                file.write(_lead(file, size) + text.getvalue().encode())
        except OSError as error:
            hint = "check that the disk has room and the folder may be written"
            raise WorkspaceError(f"cannot be written: {error.strerror}", where=str(self.log), hint=hint) from error


def _read(log: Path) -> dict[str, Visited]:
    """The rows of a log; a line that is no row (torn by a crash) only means that its address is fetched again."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    except OSError as error:
        hint = "delete it; then everything is fetched anew once"
        raise WorkspaceError("the log of what was fetched is damaged", where=str(log), hint=hint) from error
    cells = (line for line in map(_cells, lines[1:]) if len(line) == len(HEAD))
    return {row.url: row for row in (Visited(*line) for line in cells)}


def _cells(line: str) -> list[str]:
    """The cells of one line; none of a line that was cut short within quotation marks, which ends nothing else."""
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return []


def _lead(file: FileIO, size: int) -> bytes:
    """What must stand before a new line: an end to the last one, where that was cut short."""
    if not size:
        return b""
    file.seek(size - 1)
    return b"" if file.read(1) == b"\n" else b"\n"
