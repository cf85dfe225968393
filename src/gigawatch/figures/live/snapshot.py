"""Snapshots: the bytes that a source gave on a day, as they came, with their hashes and headers; never overwritten."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from gigawatch.model import WorkspaceError

FOLDER = "snapshots"
RECORD = "snapshot.json"


@dataclass(frozen=True, slots=True)
class Part:
    """One answer: the file that holds it, the address without the key, its hash, size and what its state was called."""

    file: str
    address: str
    sha256: str
    bytes: int
    etag: str = ""
    last_modified: str = ""

    def conditions(self) -> dict[str, str]:
        """The headers of a request that asks only for what has changed since."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a source gave on a day. `live`: it came from the provider's own host; `accepted`: its columns were right."""

    source: str
    day: str
    live: bool
    accepted: bool
    options: Mapping[str, str]
    columns: tuple[str, ...]
    parts: tuple[Part, ...]
    folder: Path

    def read(self, part: Part) -> bytes:
        """The bytes of an answer; WorkspaceError when they are gone or no longer what they were."""
        path = self.folder / part.file
        try:
            data = path.read_bytes()
        except OSError as error:
            raise _damaged(path, f"cannot be read: {error.strerror}") from error
        if hash_bytes(data) != part.sha256:
            raise _damaged(path, "its bytes are not those that came")
        return data


def hash_bytes(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def make_part(file: str, address: str, data: bytes, headers: Mapping[str, str]) -> Part:
    """The record of one answer."""
    etag, changed = headers.get("etag", ""), headers.get("last-modified", "")
    return Part(file, address, hash_bytes(data), len(data), etag, changed)


def list_snapshots(root: Path, source: str) -> list[Snapshot]:
    """The snapshots of a source in a workspace, oldest first; one of which there is no record is none."""
    found = (root / FOLDER / source).glob(f"[!.]*/{RECORD}")  # a dot: what an interrupted run was writing
    records = sorted(found, key=lambda path: _order(path.parent.name))
    return [_load(path) for path in records]


def find_last(root: Path, source: str, *, accepted: bool = True) -> Snapshot | None:
    """The newest snapshot of a source, by default of those whose columns were right."""
    found = [each for each in list_snapshots(root, source) if each.accepted or not accepted]
    return found[-1] if found else None


def keep_snapshot(root: Path, snapshot: Snapshot, files: Mapping[str, bytes]) -> Snapshot:
    """Write a snapshot whole into a folder of its own, `snapshots/SOURCE/DATE`, or `DATE-2` where that is taken."""
    shelf = root / FOLDER / snapshot.source
    fresh = shelf / ".fresh"
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for name, data in files.items():
            (fresh / name).write_bytes(data)
        write_record(replace(snapshot, folder=fresh))
        return replace(snapshot, folder=fresh.rename(_free(shelf, snapshot.day)))
    except OSError as error:
        hint = "check that the disk has room and the folder may be written"
        raise WorkspaceError(f"cannot be written: {error.strerror}", where=str(shelf), hint=hint) from error


def write_record(snapshot: Snapshot) -> None:
    """Write `snapshot.json` beside the bytes."""
    told = asdict(snapshot)
    del told["folder"]
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    aside = snapshot.folder / f".{RECORD}"
    aside.write_text(text, encoding="utf-8")
    aside.replace(snapshot.folder / RECORD)


def _free(shelf: Path, day: str) -> Path:
    number = 1
    while (target := shelf / (day if number == 1 else f"{day}-{number}")).exists():
        number += 1
    return target


def _order(name: str) -> tuple[str, int]:
    day, number = name[:10], name[11:]
    return day, int(number) if number.isdigit() else 1


def _load(path: Path) -> Snapshot:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        parts: Sequence[Mapping[str, str | int]] = told["parts"]
        made = tuple(Part(**part) for part in parts)  # type: ignore[arg-type]  # checked by the keys being right
        date.fromisoformat(told["day"])
        plain = {key: told[key] for key in ("source", "day", "live", "accepted", "options")}
        return Snapshot(**plain, columns=tuple(told["columns"]), parts=made, folder=path.parent)
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise _damaged(path, "this is no record of a snapshot") from error


def _damaged(path: Path, what: str) -> WorkspaceError:
    return WorkspaceError(what, where=str(path), hint="restore it from your copy, or remove this snapshot's folder")
