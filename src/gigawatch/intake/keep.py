"""Keeping: a source's bytes come into the workspace before anything is read from them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from gigawatch.intake.document import load_document
from gigawatch.intake.metadata import SIDECAR
from gigawatch.model import InputError


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a file did: where it lies now, and whether it had been there already."""

    path: Path
    is_new: bool


def keep_document(source: Path, folder: Path) -> Kept:
    """Copy a readable document and its sidecar into `folder`; the same bytes are never kept twice."""
    load_document(source)
    return keep_file(source, folder)


def keep_file(source: Path, folder: Path) -> Kept:
    """Copy a file and its sidecar into `folder` under its own name, or with its hash added when that is taken."""
    data = source.read_bytes()
    known = _find_same(data, folder)
    if known is not None:
        return Kept(known, is_new=False)
    target = _free_name(folder, source.name, data)
    _write_whole(target, data)
    sidecar = source.with_name(source.name + SIDECAR)
    if sidecar.is_file():
        _write_whole(target.with_name(target.name + SIDECAR), sidecar.read_bytes())
    return Kept(target, is_new=True)


def _find_same(data: bytes, folder: Path) -> Path | None:
    same = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.stat().st_size == len(data))
    return next((path for path in same if path.read_bytes() == data), None)


def _free_name(folder: Path, name: str, data: bytes) -> Path:
    target = folder / name
    if not target.exists():
        return target
    digest = hashlib.sha256(data).hexdigest()[:8]
    target = folder / f"{Path(name).stem}-{digest}{Path(name).suffix}"
    if target.exists():
        raise InputError("a file of this name is kept already", where=str(target))
    return target


def _write_whole(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name("." + target.name + ".fresh")
    fresh.write_bytes(data)
    fresh.replace(target)
