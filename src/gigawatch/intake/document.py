"""A file on disk as one kept Document, or as several where it holds several."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from gigawatch.intake.archive import read_archive
from gigawatch.intake.damage import named_faults
from gigawatch.intake.extract import Extract
from gigawatch.intake.feed import read_feed
from gigawatch.intake.file import read_file
from gigawatch.intake.format import ENDINGS, MANY, Format, find_format
from gigawatch.intake.limit import DEFAULT, Limits
from gigawatch.intake.mail import read_mail
from gigawatch.intake.metadata import read_metadata, read_sidecar
from gigawatch.intake.pack import is_pack, read_pack, unpack
from gigawatch.intake.page import read_markup, read_page
from gigawatch.intake.pdf import read_pdf
from gigawatch.intake.plain import read_plain
from gigawatch.intake.word import read_word
from gigawatch.model import Document, GigawatchError, InputError

Read = Callable[[bytes, Limits, str, str | None], Extract]
READERS: Mapping[Format, Read] = {
    Format.PLAIN: read_plain,
    Format.PAGE: read_page,
    Format.PDF: read_pdf,
    Format.WORD: read_word,
    Format.MAIL: read_mail,
}


def load_document(
    path: Path, *, name: str | None = None, kept: date | None = None, limits: Limits = DEFAULT, follow: bool = True
) -> Document:
    """The document in a file, known as `name` (its path by default); InputError when it cannot be read.

    What the file says of itself (front matter, a page's meta elements, a message's headers) is its metadata; a sidecar
    `FILE.EXT.meta.yaml` overrides it key by key. A link is followed where a person named it, not where it was found in
    a folder (`follow`).
    """
    where = name or str(path)
    refuse_missing(path, where)
    kind = find_format(path.name, where)
    if kind in MANY:
        hint = "keep what it holds with: gigawatch add"
        raise InputError(f"a {kind.value} is no document but holds several", where=where, hint=hint)
    data = read_bytes(path, where, limits, follow=follow)
    return make_document(data, kind, where, read_sidecar(path, limits), limits=limits, kept=kept)


def load_documents(path: Path, limits: Limits = DEFAULT) -> Iterator[Document | GigawatchError]:
    """Every document in a file, and a fault for each that cannot be read: several in a web archive, feed or pack.

    Nothing is fetched: of a feed the texts that it carries itself are read.
    """
    try:
        refuse_missing(path, str(path))
        if is_pack(path.name):
            yield from _packed(path, limits)
            return
        kind = find_format(path.name, str(path))
        if kind is Format.ARCHIVE:
            yield from _archived(path, limits)
        elif kind is Format.FEED:
            yield from _carried(path, limits)
        else:
            yield load_document(path, limits=limits)
    except GigawatchError as fault:
        yield fault


def make_document(
    data: bytes,
    kind: Format,
    where: str,
    said: Mapping[str, object],
    *,
    limits: Limits = DEFAULT,
    kept: date | None = None,
) -> Document:
    """The document of bytes in a format; what is `said` of it outside overrides what the bytes say."""
    declared = said.get("encoding")
    with named_faults(where, kind.value):
        extract = READERS[kind](data, limits, where, str(declared) if declared else None)
    return _document(data, extract, where, said, kept)


def read_bytes(path: Path, where: str, limits: Limits, *, follow: bool = True) -> bytes:
    """A file's bytes; InputError when there are too many or they cannot be read."""
    try:
        data = read_file(path, limits.file_bytes + 1, follow=follow)
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        raise InputError(what, where=where, hint="check the path and its permissions") from error
    if len(data) > limits.file_bytes:
        raise limits.refuse("file_bytes", f"the file has over {limits.file_bytes:,} bytes", where)
    if not data.strip():
        raise InputError("the file is empty", where=where)
    return data


def _packed(path: Path, limits: Limits) -> Iterator[Document | GigawatchError]:
    said, first = read_sidecar(path, limits), 1
    for batch in read_pack(path, str(path), limits):
        yield from unpack(batch, str(path), said=said, limits=limits, first=first)
        first += batch.num_rows


def _archived(path: Path, limits: Limits) -> Iterator[Document | GigawatchError]:
    said = read_sidecar(path, limits)
    for page in read_archive(path, limits):
        if isinstance(page, GigawatchError):
            yield page
            continue
        where = f"{path}#{page.address}"
        try:
            kind = ENDINGS[page.ending]
            yield make_document(
                page.data, kind, where, {"url": page.address, "encoding": page.encoding, **said}, limits=limits
            )
        except GigawatchError as fault:
            yield fault


def _carried(path: Path, limits: Limits) -> Iterator[Document | GigawatchError]:
    over = read_sidecar(path, limits)
    with named_faults(str(path), Format.FEED.value):
        feed = read_feed(read_bytes(path, str(path), limits), limits, str(path))
    for number, entry in enumerate(feed.entries, start=1):
        where = f"{path}#{entry.address or number}"
        try:
            if not entry.markup:
                hint = "fetch the page with: gigawatch add"
                raise InputError("the entry carries no text of its own", where=where, hint=hint)
            extract = read_markup(f"<html><body><article>{entry.markup}</article></body></html>", limits, where)
            said = {
                "title": entry.title,
                "url": entry.address or None,
                "publisher": entry.publisher,
                "published": entry.published,
            }
            yield _document(
                entry.markup.encode(), extract, where, {**{k: v for k, v in said.items() if v}, **over}, None
            )
        except GigawatchError as fault:
            yield fault


def _document(data: bytes, extract: Extract, where: str, said: Mapping[str, object], kept: date | None) -> Document:
    metadata = read_metadata({**extract.values, **{k: v for k, v in said.items() if v is not None}}, where, kept)
    digest = hashlib.sha256(data).hexdigest()
    return Document(f"doc-{digest[:12]}", where, digest, extract.text, kept=kept, **asdict(metadata))


def refuse_missing(path: Path, where: str) -> None:
    """InputError where nothing lies at a path, or what is no file: a folder, a pipe, a device."""
    if not path.exists():
        raise InputError("no such file", where=where, hint="check the path")
    if not path.is_file():
        raise InputError("this is no file", where=where, hint="give a file or a folder")
