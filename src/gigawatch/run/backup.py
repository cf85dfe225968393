"""All that a workspace keeps in one archive, the same bytes for the same content, and a workspace from such an archive.

What is built is left out: it is made again from what is kept.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from gigawatch.intake.file import open_file
from gigawatch.model import InputError, WorkspaceError
from gigawatch.run.aside import BACKUP
from gigawatch.run.leftover import HIDDEN, OLD
from gigawatch.run.migration.format import FORMAT
from gigawatch.run.workspace import FOLDERS, SETTINGS, Workspace, open_workspace

LIST = ".gigawatch-backup.json"
LEFT_OUT = {".git", ".venv", "__pycache__"}
CHUNK = 1 << 20
OWN = 0o600  # an archive holds what the desk tells of persons: for its owner alone


@dataclass(frozen=True, slots=True)
class Backup:
    """What an archive holds: how many files; left out are links, since they may lead anywhere, and what is no file."""

    files: int
    left_out: tuple[str, ...]


def write_backup(workspace: Workspace, out: Path) -> Backup:
    """Write all that is kept into one `.tar.gz`, whole or not at all; InputError for an archive that exists."""
    if out.exists():
        raise InputError("there is a file of this name already", where=str(out), hint="name a new one")
    found = list(_kept(workspace))
    files = [path for path in found if path.is_file() and not path.is_symlink()]
    packed = set(files)
    left_out = tuple(path.relative_to(workspace.root).as_posix() for path in found if path not in packed)
    aside = out.with_name(f".{out.name}.fresh")
    try:
        aside.unlink(missing_ok=True)
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN), "wb") as raw:
            _pack(workspace, files, raw)
        aside.replace(out)
    except OSError as error:
        told = error.strerror or str(error)
        raise WorkspaceError(f"the backup cannot be written: {told}", where=str(error.filename or out)) from error
    finally:
        aside.unlink(missing_ok=True)
    return Backup(len(files), left_out)


def _kept(workspace: Workspace) -> Iterator[Path]:
    """Every file of a workspace in order, but for what is built and what was not written to its end."""
    for folder, folders, names in os.walk(workspace.root):
        place = Path(folder)
        folders[:] = sorted(name for name in folders if name not in LEFT_OUT and place / name != workspace.build)
        linked = [name for name in folders if (place / name).is_symlink()]
        found = (name for name in (*names, *linked) if not HIDDEN.match(name) and not OLD.match(name) and name != LIST)
        yield from (place / name for name in sorted(found))


def _pack(workspace: Workspace, files: list[Path], raw: BinaryIO) -> None:
    hashes: dict[str, str] = {}
    with (
        gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for path in files:
            name = path.relative_to(workspace.root).as_posix()
            with open_file(path, follow=False) as file:
                told = _Told(file)
                size = os.fstat(file.fileno()).st_size
                _add(tar, name, told, size, OWN if _is_private(workspace, path) else 0o644)
            hashes[name] = told.digest.hexdigest()
        data = (json.dumps({"format": FORMAT, "files": hashes}, ensure_ascii=False, indent=1) + "\n").encode()
        _add(tar, LIST, io.BytesIO(data), len(data), 0o644)


def _is_private(workspace: Workspace, path: Path) -> bool:
    """True for what the desk keeps, and for copies, which may be of that."""
    return path.is_relative_to(workspace.desk) or path.is_relative_to(workspace.root / BACKUP)


class _Told:
    """A file that is hashed as it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._file.read(size)
        self.digest.update(data)
        return data


def _add(tar: tarfile.TarFile, name: str, file: BinaryIO | _Told, size: int, mode: int) -> None:
    """Add a file with nothing of the machine it lay on: no owner, no time."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, mode
    tar.addfile(entry, cast(BinaryIO, file))


def restore_backup(archive: Path, root: Path) -> int:
    """Make a new workspace from an archive, whole or not at all, every file checked; how many files it has.

    InputError for what is no such archive or is damaged, WorkspaceError for a folder that is not empty.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise WorkspaceError("the folder is not empty", where=str(root), hint="name a new folder")
    root.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{root.name}.", suffix=".fresh", dir=root.parent))
    try:
        hashes = _unpack(archive, fresh)
        open_workspace(fresh)
        for name in FOLDERS:
            (fresh / name).mkdir(exist_ok=True)
        fresh.chmod(0o755)
        if root.exists():
            root.rmdir()
        fresh.rename(root)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return len(hashes)


def _unpack(archive: Path, folder: Path) -> Mapping[str, str]:
    try:
        with gzip.open(archive) as packed:
            with tarfile.open(fileobj=packed, mode="r:") as tar:
                tar.extractall(folder, filter="data")
            while packed.read(CHUNK):  # to the end, where its checksum stands
                pass
        hashes = _read_list(folder / LIST)
    except (OSError, EOFError, tarfile.TarError, zlib.error, ValueError, LookupError, TypeError) as error:
        hint = "it must be whole, and written by: gigawatch backup"
        raise InputError("this is no backup of a workspace, or it is damaged", where=str(archive), hint=hint) from error
    (folder / LIST).unlink()
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not _is_folder(path)}
    wrong = [
        name for name in sorted({*there, *hashes}) if name not in there or _digest(there[name]) != hashes.get(name)
    ]
    if wrong or SETTINGS not in hashes:
        raise InputError(f"the backup is damaged: {', '.join(wrong[:3]) or SETTINGS}", where=str(archive))
    return hashes


def _read_list(path: Path) -> Mapping[str, str]:
    """The files of an archive with their hashes, as it lists them itself; ValueError for what is no such list."""
    try:
        hashes = json.loads(path.read_text(encoding="utf-8"))["files"]
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(hashes, dict):
        raise TypeError
    return hashes


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _digest(path: Path) -> str:
    """The hash of a file; none for a link, which no backup holds."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
