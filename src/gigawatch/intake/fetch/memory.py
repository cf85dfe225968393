"""What was fetched, kept beside the documents: so that a server is asked only for what has changed."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, fields
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
            is_new = not self.log.exists()
            with self.log.open("a", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerows([HEAD, astuple(row)] if is_new else [astuple(row)])
        except OSError as error:
            hint = "check that the disk has room and the folder may be written"
            raise WorkspaceError(f"cannot be written: {error.strerror}", where=str(self.log), hint=hint) from error


def _read(log: Path) -> dict[str, Visited]:
    """The rows of a log; a line that is no row (torn by a crash) only means that its address is fetched again."""
    try:
        lines = list(csv.reader(log.read_text(encoding="utf-8", errors="replace").splitlines()))
    except FileNotFoundError:
        return {}
    except (OSError, csv.Error) as error:
        hint = "delete it; then everything is fetched anew once"
        raise WorkspaceError("the log of what was fetched is damaged", where=str(log), hint=hint) from error
    rows = (Visited(*line) for line in lines[1:] if len(line) == len(HEAD))
    return {row.url: row for row in rows}
