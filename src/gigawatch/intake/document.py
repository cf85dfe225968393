"""A file on disk as a kept Document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

from gigawatch.intake.metadata import SIDECAR, read_metadata, read_sidecar, split_front_matter
from gigawatch.intake.text import decode_text
from gigawatch.model import Document, InputError

READABLE = (".txt", ".md")
FORMATS_TO_COME = (".html", ".htm", ".pdf", ".docx", ".eml", ".warc", ".gz", ".xml", ".rss")
MAX_BYTES = 20_000_000


def load_document(path: Path, *, name: str | None = None, kept: date | None = None) -> Document:
    """The document in a file, known as `name` (its path by default); InputError when it cannot be read.

    Front matter gives the metadata; a sidecar `FILE.EXT.meta.yaml` overrides it key by key.
    """
    where = name or str(path)
    data = _read_bytes(path, where)
    values, text = split_front_matter(decode_text(data, where), where)
    if not text.strip():
        raise InputError("the file has front matter but no text", where=where)
    metadata = read_metadata({**values, **read_sidecar(path)}, where)
    digest = hashlib.sha256(data).hexdigest()
    return Document(f"doc-{digest[:12]}", where, digest, text, kept=kept, **asdict(metadata))


def find_files(source: Path) -> Iterator[Path]:
    """The document files of a path: itself, or every file below a folder that is not hidden and no sidecar."""
    if not source.is_dir():
        yield source
        return
    for path in sorted(source.rglob("*")):
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".") and not is_sidecar(path):
            yield path


def is_sidecar(path: Path) -> bool:
    """True for the metadata file of another file."""
    return path.name.endswith(SIDECAR)


def _read_bytes(path: Path, where: str) -> bytes:
    if path.suffix.lower() not in READABLE:
        raise _refusal(path, where)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"the file has {size:,} bytes; the limit is {MAX_BYTES:,}", where=where)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("no such file", where=where, hint="check the path") from error
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror}", where=where) from error


def _refusal(path: Path, where: str) -> InputError:
    suffix = path.suffix.lower() or "(none)"
    if not path.exists():
        return InputError("no such file", where=where, hint="check the path")
    if suffix in FORMATS_TO_COME:
        return InputError(f"{suffix} files are not read yet", where=where, hint="save its text as .txt or .md")
    return InputError(f"files of type {suffix} are not documents", where=where, hint="give .txt or .md files")
