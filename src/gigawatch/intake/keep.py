"""Keeping: a source's bytes come into the workspace before anything is read from them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gigawatch.intake.document import is_sidecar, load_document
from gigawatch.intake.metadata import SIDECAR
from gigawatch.model import InputError, WorkspaceError

FindSidecar = Callable[[Path], Path | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a file did: where it lies now, whether that is new, and whether its sidecar was taken."""

    path: Path
    is_new: bool
    took_sidecar: bool = False


def keep_document(source: Path, folder: Path) -> Kept:
    """Copy a readable document and its sidecar into `folder`; the same bytes are never kept twice."""
    load_document(source)
    return keep_file(source, folder)


def document_sidecar(path: Path) -> Path | None:
    """The sidecar beside a document, `FILE.EXT.meta.yaml`; None when there is none."""
    sidecar = path.with_name(path.name + SIDECAR)
    return sidecar if sidecar.is_file() else None


def keep_file(source: Path, folder: Path, find_sidecar: FindSidecar = document_sidecar) -> Kept:
    """Copy a file and its sidecar into `folder` under its own name, or with its hash added when that is taken.

    The sidecar is written first, so that a file is never there without it. For bytes that are held already a sidecar
    is taken where none is held; one that says something else is refused, for the held one may have been edited.
    """
    data, sidecar = _read(source), find_sidecar(source)
    said = _read(sidecar) if sidecar else None
    try:
        known = _find_same(data, folder)
        if known is not None:
            return Kept(known, is_new=False, took_sidecar=_add_sidecar(known, said, find_sidecar))
        target = _free_name(folder, source.name, data, said)
        if said is not None:
            _write_whole(_sidecar_path(target), said)
        _write_whole(target, data)
    except OSError as error:
        hint = "check that the disk has room and the folder may be written"
        raise WorkspaceError(f"{source.name} cannot be kept: {error.strerror}", where=str(folder), hint=hint) from error
    return Kept(target, is_new=True, took_sidecar=said is not None)


def _add_sidecar(known: Path, said: bytes | None, find_sidecar: FindSidecar) -> bool:
    held = find_sidecar(known)
    if said is None or (held is not None and held.read_bytes() == said):
        return False
    if held is not None:
        hint = f"edit {held.name} there, or delete it and add the file again"
        raise InputError("held already with a sidecar that says something else", where=str(known), hint=hint)
    _write_whole(_sidecar_path(known), said)
    return True


def _find_same(data: bytes, folder: Path) -> Path | None:
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith(".") and not is_sidecar(p))
    return next((path for path in files if path.stat().st_size == len(data) and path.read_bytes() == data), None)


def _free_name(folder: Path, name: str, data: bytes, said: bytes | None) -> Path:
    target = folder / name
    if _is_free(target, said):
        return target
    digest = hashlib.sha256(data).hexdigest()[:8]
    target = folder / f"{Path(name).stem}-{digest}{Path(name).suffix}"
    if not _is_free(target, said):
        raise InputError("a file of this name is kept already", where=str(target))
    return target


def _is_free(target: Path, said: bytes | None) -> bool:
    """True when neither a file nor a left-over sidecar of another file has the name."""
    sidecar = _sidecar_path(target)
    return not target.exists() and (not sidecar.exists() or sidecar.read_bytes() == said)


def _sidecar_path(target: Path) -> Path:
    return target.with_name(target.name + SIDECAR)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"the file cannot be read: {error.strerror}", where=str(path), hint="check the path"
        ) from error


def _write_whole(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name("." + target.name + ".fresh")
    fresh.write_bytes(data)
    fresh.replace(target)
