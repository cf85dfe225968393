"""Web archives (WARC): each answer of a server that holds a document, with its address and day."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import BinaryIO, Protocol

from gigawatch.intake.damage import named_faults
from gigawatch.intake.day import read_iso_day
from gigawatch.intake.file import open_file
from gigawatch.intake.format import ENDINGS, MANY, Format, find_media_ending
from gigawatch.intake.limit import Limits
from gigawatch.intake.metadata import header_encoding
from gigawatch.model import InputError

CHUNK = 65_536
KINDS = {"response", "resource"}
OK = "200"
HINT = "what stood before was read; check the file"


@dataclass(frozen=True, slots=True)
class Page:
    """A document that came from an address: its bytes as they came, the ending that tells its format, and when."""

    address: str
    ending: str
    data: bytes
    encoding: str | None = None
    fetched: date | None = None


class Record(Protocol):
    """A record of a web archive, as the reader gives it."""

    rec_type: str
    rec_headers: Headers
    http_headers: Headers | None
    content_type: str | None
    raw_stream: BinaryIO

    def content_stream(self) -> BinaryIO:
        """The record's content, unpacked."""
        ...


class Headers(Protocol):
    """Headers by name."""

    def get_header(self, name: str, default: str | None = None) -> str | None:
        """The value of a header."""
        ...

    def get_statuscode(self) -> str:
        """The status of an answer."""
        ...


def read_archive(path: Path, limits: Limits) -> Iterator[Page | InputError]:
    """The documents of a web archive; a fault for each that is too large, and a last one where the archive breaks."""
    from warcio.archiveiterator import ArchiveIterator

    where = str(path)
    try:
        with open_file(path) as file, named_faults(where, Format.ARCHIVE.value):
            yield from _read_records(_step(ArchiveIterator(_Counted(file, limits)), where), limits, where)
    except InputError as fault:
        yield fault
    except OSError as error:
        yield InputError(f"the file cannot be read: {error.strerror or error}", where=where, hint="check the path")


def _step(records: Iterator[Record], where: str) -> Iterator[Record]:
    """The records one by one; what the reader has to say of a broken one is a fault, and not for the screen."""
    from warcio.exceptions import ArchiveLoadFailed

    said = StringIO()
    try:
        while True:
            with redirect_stderr(said):
                record = next(records, None)
            if said.getvalue():
                what = "the web archive is damaged: a record is not as long as it says"
                raise InputError(what, where=where, hint=HINT)
            if record is None:
                return
            yield record
    except (ArchiveLoadFailed, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise InputError(f"the web archive is damaged: {_first_line(error)}", where=where, hint=HINT) from error


class _Counted:
    """A file that refuses to give more packed bytes than the limit."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file, self._limits, self._left = file, limits, limits.warc_bytes

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._file.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise self._limits.refuse("warc_bytes", "the web archive is too large", self._file.name)
        return data

    def tell(self) -> int:
        """Where in the file the reader is."""
        return self._file.tell()

    def close(self) -> None:
        """Nothing: whoever opened the file closes it."""


def _read_records(records: Iterator[Record], limits: Limits, where: str) -> Iterator[Page | InputError]:
    unpacked = 0
    for number, record in enumerate(records, start=1):
        if number > limits.warc_records:
            raise limits.refuse("warc_records", f"the web archive has over {limits.warc_records:,} records", where)
        data, size = _read_content(record, limits.file_bytes, limits.warc_bytes - unpacked, where)
        unpacked += size
        if unpacked > limits.warc_bytes:
            raise limits.refuse("warc_bytes", "the web archive is too large when unpacked", where)
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        if not _is_document(record, address):
            continue
        if size > limits.file_bytes:
            yield limits.refuse("file_bytes", f"the record has {size:,} bytes", f"{where}#{address}")
            continue
        page = _page(record, address, data)
        if page is not None:
            yield page


def _read_content(record: Record, most: int, left: int, where: str) -> tuple[bytes, int]:
    """A record's content up to about `most` bytes, and its whole size, counted until it is more than `left`."""
    stream = record.content_stream()
    chunks, size = [], 0
    while size <= left and (chunk := stream.read(CHUNK)):
        size += len(chunk)
        if size <= most:
            chunks.append(chunk)
    if stream is record.raw_stream and size <= left and getattr(stream, "limit", 0) > 0:
        raise InputError("the web archive is damaged: it breaks off within a record", where=where, hint=HINT)
    return b"".join(chunks), size


def _is_document(record: Record, address: str) -> bool:
    if record.rec_type not in KINDS or not address.lower().startswith(("http://", "https://")):
        return False
    return record.http_headers is None or record.http_headers.get_statuscode() == OK


def _page(record: Record, address: str, data: bytes) -> Page | None:
    held = record.http_headers
    media = (held.get_header("Content-Type") if held else record.content_type) or ""
    ending = find_media_ending(media, address.partition("?")[0], data)
    if ending is None or not data.strip() or ENDINGS[ending] in MANY:
        return None
    day = record.rec_headers.get_header("WARC-Date") or ""
    return Page(address, ending, data, header_encoding(media), read_iso_day(day))


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:120]
