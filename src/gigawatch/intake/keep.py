"""Keeping: a source's bytes come into the workspace as they came, before anything is read from them."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from gigawatch.intake.archive import Page
from gigawatch.intake.document import load_document, make_document
from gigawatch.intake.file import read_file
from gigawatch.intake.folder import is_sidecar
from gigawatch.intake.format import ENDINGS, Format
from gigawatch.intake.limit import DEFAULT, Limits
from gigawatch.intake.metadata import SIDECAR, write_sidecar
from gigawatch.intake.pack import is_pack, list_groups
from gigawatch.intake.slug import name_address
from gigawatch.model import GigawatchError, InputError, WorkspaceError
from gigawatch.store.whole import write_kept

FindSidecar = Callable[[Path], Path | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a file did: where it lies now, whether that is new, and whether its sidecar was taken."""

    path: Path
    is_new: bool
    took_sidecar: bool = False


Outcome = Kept | GigawatchError


@dataclass(slots=True)
class Shelf:
    """A folder of kept files, looked through once, so that adding many files does not look through it many times."""

    folder: Path
    _sizes: dict[int, list[Path]] | None = field(default=None)

    def find(self, data: bytes) -> Path | None:
        """The file that holds these bytes."""
        return next((path for path in self._index().get(len(data), ()) if path.read_bytes() == data), None)

    def note(self, path: Path, size: int) -> None:
        """Remember a file that was just written."""
        self._index()[size].append(path)

    def _index(self) -> dict[int, list[Path]]:
        if self._sizes is None:
            self._sizes = defaultdict(list)
            for path in sorted(self.folder.rglob("*")):
                if path.is_file() and not path.name.startswith(".") and not is_sidecar(path):
                    self._sizes[path.stat().st_size].append(path)
        return self._sizes


def keep_document(source: Path, folder: Path | Shelf, limits: Limits = DEFAULT, *, follow: bool = True) -> Kept:
    """Copy a readable document or pack and its sidecar into `folder`; the same bytes are never kept twice. A link is
    followed unless `follow` says otherwise: where it was found in a folder.
    """
    if is_pack(source.name):
        list_groups(source, str(source), limits)
    else:
        load_document(source, limits=limits, follow=follow)
    return keep_file(source, folder, follow=follow)


def keep_page(
    page: Page,
    over: Mapping[str, object],
    under: Mapping[str, object],
    shelf: Shelf,
    limits: Limits = DEFAULT,
    where: str | None = None,
) -> Kept:
    """Keep the bytes of an address; its sidecar holds the address and the server's encoding.

    What the page itself tells (title, day, publisher) stays in the page, unless `over` says otherwise; `under` fills
    what the page leaves open. Of a PDF or Word file `under` goes before, for those tell when and by what template the
    file was made.
    """
    own = {"url": page.address, "encoding": page.encoding, "fetched": page.fetched, **over}
    found = make_document(page.data, ENDINGS[page.ending], where or page.address, own, limits=limits)
    is_made = ENDINGS[page.ending] in (Format.PDF, Format.WORD)
    fills = {key: value for key, value in under.items() if is_made or getattr(found, key, None) is None}
    name = name_address(page.address, page.ending)
    return keep_bytes(page.data, name, write_sidecar({**own, **fills}), shelf, may_differ=True)


def document_sidecar(path: Path) -> Path | None:
    """The sidecar beside a document, `FILE.EXT.meta.yaml`; None when there is none."""
    sidecar = path.with_name(path.name + SIDECAR)
    return sidecar if sidecar.is_file() else None


def keep_file(
    source: Path, folder: Path | Shelf, find_sidecar: FindSidecar = document_sidecar, *, follow: bool = True
) -> Kept:
    """Copy a file and its sidecar into `folder` under its own name, or with its hash added when that is taken."""
    data, sidecar = _read(source, follow), find_sidecar(source)
    said = _read(sidecar, follow=False) if sidecar else None
    shelf = folder if isinstance(folder, Shelf) else Shelf(folder)
    return keep_bytes(data, source.name, said, shelf, find_sidecar)


def keep_bytes(
    data: bytes,
    name: str,
    said: bytes | None,
    shelf: Shelf,
    find_sidecar: FindSidecar = document_sidecar,
    *,
    may_differ: bool = False,
) -> Kept:
    """Write bytes and their sidecar into a folder of kept files.

    The sidecar is written first, so that a file is never there without it. For bytes that are held already a sidecar
    is taken where none is held; one that says something else is refused, for the held one may have been edited, or
    left aside where it `may_differ`.
    """
    try:
        known = shelf.find(data)
        if known is not None:
            return Kept(known, is_new=False, took_sidecar=_add_sidecar(known, said, find_sidecar, may_differ))
        with _held(shelf.folder):
            target = _free_name(shelf.folder, name, data, said)
            if said is not None:
                write_kept(_sidecar_path(target), said)
            write_kept(target, data)
        shelf.note(target, len(data))
    except OSError as error:
        hint = "check that the disk has room and the folder may be written"
        raise WorkspaceError(f"{name} cannot be kept: {error.strerror}", where=str(shelf.folder), hint=hint) from error
    return Kept(target, is_new=True, took_sidecar=said is not None)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Keep every other command that keeps files here waiting, so that no two take one name for two files."""
    folder.mkdir(parents=True, exist_ok=True)
    place = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(place, fcntl.LOCK_EX)
        yield
    finally:
        os.close(place)  # lets go of the lock


def _add_sidecar(known: Path, said: bytes | None, find_sidecar: FindSidecar, may_differ: bool) -> bool:
    held = find_sidecar(known)
    if said is None or (held is not None and (may_differ or held.read_bytes() == said)):
        return False
    if held is not None:
        hint = f"edit {held.name} there, or delete it and add the file again"
        raise InputError("held already with a sidecar that says something else", where=str(known), hint=hint)
    write_kept(_sidecar_path(known), said)
    return True


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


def _read(path: Path, follow: bool) -> bytes:
    try:
        return read_file(path, follow=follow)
    except OSError as error:
        raise InputError(
            f"the file cannot be read: {error.strerror}", where=str(path), hint="check the path"
        ) from error
