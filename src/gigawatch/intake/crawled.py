"""Which web archives were gone through, kept beside the documents: each is read once, and a broken run goes on."""

from __future__ import annotations

import csv
import filecmp
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from gigawatch.intake.folder import ARCHIVES
from gigawatch.model import InputError, WorkspaceError

HEAD = ("archive", "bytes", "sha256_of_ends", "rule", "pages", "kept")
END = 1_048_576  # bytes at the beginning and at the end of an archive by which it is known, with its size
WHOLE = "whole:"  # before the hash of all bytes, by which a damaged archive is known


@dataclass(frozen=True, slots=True)
class Gone:
    """How many pages an archive had that was gone through, how many of them were kept, and whether it is damaged."""

    pages: int
    kept: int
    is_damaged: bool = False


@dataclass(slots=True)
class Crawled:
    """The log `archives.csv` of a documents folder; an archive is known by its bytes, under whatever name it lies.

    `rule` is what told which pages to keep: by another rule the archive is gone through again.
    """

    folder: Path
    _rows: dict[tuple[str, str], Gone] = field(default_factory=dict)
    _damaged: set[int] = field(default_factory=set)  # their sizes

    def __post_init__(self) -> None:
        self._rows, self._damaged = _read(self.log)

    @property
    def log(self) -> Path:
        """The file."""
        return self.folder / ARCHIVES

    def find(self, source: Path, digest: str, rule: str) -> Gone | None:
        """What came of an archive; None where it was not gone through by this rule.

        A damaged one is known by all its bytes, not by its ends: a mended copy may differ from it in the middle alone.
        """
        found = self._rows.get((hash_whole(source), rule)) if source.stat().st_size in self._damaged else None
        return found or self._rows.get((digest, rule))

    def note(self, source: Path, digest: str, rule: str, gone: Gone) -> None:
        """Remember an archive, as its digest was before, that was gone through to its end; written at once."""
        known, size = hash_whole(source) if gone.is_damaged else digest, source.stat().st_size
        self._rows[known, rule] = gone
        if gone.is_damaged:
            self._damaged.add(size)
        row = (source.name, size, known, rule, gone.pages, gone.kept)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            is_new = not self.log.exists()
            with self.log.open("a", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows([HEAD, row] if is_new else [row])
        except OSError as error:
            hint = "check that the disk has room and the folder may be written"
            raise WorkspaceError(f"cannot be written: {error.strerror}", where=str(self.log), hint=hint) from error


def hash_whole(source: Path) -> str:
    """What a damaged archive is known by: all its bytes."""
    with _readable(source), source.open("rb") as file:
        return WHOLE + hashlib.file_digest(file, "sha256").hexdigest()


def hash_ends(source: Path) -> str:
    """What an archive is known by: its size, its first and its last bytes."""
    with _readable(source), source.open("rb") as file:
        size = source.stat().st_size
        head = file.read(END)
        file.seek(max(0, size - END))
        tail = file.read(END)
    return hashlib.sha256(b"%d\n%s\n%s" % (size, head, tail)).hexdigest()


def is_same(source: Path, other: Path) -> bool:
    """True for two archives of the same bytes, from the first to the last."""
    with _readable(other):
        return filecmp.cmp(source, other, shallow=False)


@contextmanager
def _readable(source: Path) -> Iterator[None]:
    """InputError where an archive cannot be read."""
    try:
        yield
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        raise InputError(what, where=str(source), hint="check the path") from error


def _read(log: Path) -> tuple[dict[tuple[str, str], Gone], set[int]]:
    """The rows of a log, and the sizes of the damaged archives.

    A line that is no row (torn by a crash) only means that its archive is gone through again.
    """
    try:
        lines = list(csv.reader(log.read_text(encoding="utf-8", errors="replace").splitlines()))
    except FileNotFoundError:
        return {}, set()
    except (OSError, csv.Error) as error:
        hint = "delete it; then every archive is gone through anew once"
        raise WorkspaceError("the log of web archives is damaged", where=str(log), hint=hint) from error
    rows = [line for line in lines[1:] if len(line) == len(HEAD) and all(line[at].isdecimal() for at in (1, 4, 5))]
    gone = {(line[2], line[3]): Gone(int(line[4]), int(line[5]), line[2].startswith(WHOLE)) for line in rows}
    return gone, {int(line[1]) for line in rows if line[2].startswith(WHOLE)}
