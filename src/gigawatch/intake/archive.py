"""Web archives (WARC): each answer of a server that holds a document, with its address and day."""

from __future__ import annotations

import gzip
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from gigawatch.intake.damage import named_faults
from gigawatch.intake.day import read_iso_day
from gigawatch.intake.file import open_file
from gigawatch.intake.format import ENDINGS, MANY, Format, find_media_ending
from gigawatch.intake.limit import Limits
from gigawatch.intake.member import breaks_off, find_record
from gigawatch.intake.metadata import header_encoding
from gigawatch.model import InputError

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator

CHUNK = 65_536
KINDS = {"response", "resource"}
OK = "200"
HINT = "the rest is read where each record is packed by itself; check the file"
BROKEN_OFF = "the web archive is damaged: it breaks off within a record"
NO_HEAD = "the web archive is damaged: a record's head is not whole"
NO_SUCCESS, OTHER_TYPE = "no success", "another type"  # why an answer is no document


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
    format: str

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


class DamageError(InputError):
    """A place in a web archive that cannot be read; where each record is packed by itself, the next may be whole."""


def read_archive(path: Path, limits: Limits, left_out: Counter[str] | None = None) -> Iterator[Page | InputError]:
    """The documents of a web archive; a fault for each that is too large, and one for each damaged place.

    Behind a damaged place reading goes on at the next record that is packed by itself. `left_out` counts the answers
    that are no documents.
    """
    where = str(path)
    reading = _Reading(limits, where, Counter() if left_out is None else left_out)
    try:
        with open_file(path) as file:
            start: int | None = 0
            while start is not None:
                file.seek(start)
                try:
                    yield from reading.from_here(file)
                    return
                except DamageError as fault:
                    yield fault
                    start = find_record(file, reading.offset + 1)
    except InputError as fault:
        yield fault
    except OSError as error:
        yield InputError(f"the file cannot be read: {error.strerror or error}", where=where, hint="check the path")


@dataclass(slots=True)
class _Reading:
    """The reading of one archive: how much of it was read, and where the record at hand begins."""

    limits: Limits
    where: str
    left_out: Counter[str]
    offset: int = 0
    _number: int = 0
    _unpacked: int = 0

    def from_here(self, file: BinaryIO) -> Iterator[Page | InputError]:
        """The documents from the file's place on; DamageError where a record cannot be read."""
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed

        records = ArchiveIterator(_Counted(file, self.limits, self.where))
        self.offset = records.offset
        with named_faults(self.where, Format.ARCHIVE.value):
            try:
                for record in self._step(records):
                    self.offset = records.offset
                    yield from self._read(record)
                if not self._number:
                    raise DamageError("there is no record in the web archive", where=self.where, hint="check the file")
                if breaks_off(file, records.offset):
                    self.offset = records.offset
                    raise DamageError(BROKEN_OFF, where=self.where, hint=HINT)
            except (ArchiveLoadFailed, gzip.BadGzipFile, zlib.error, EOFError) as error:
                what = f"the web archive is damaged: {_first_line(error)}"
                raise DamageError(what, where=self.where, hint=HINT) from error

    def _step(self, records: ArchiveIterator) -> Iterator[Record]:
        """The records one by one; what the reader has to say of a broken one is a fault, and not for the screen."""
        said = StringIO()
        while True:
            try:
                with redirect_stderr(said):
                    record: Record | None = next(records, None)
            except AttributeError as error:  # of a head that lacks the address of its record
                self.offset = records.offset
                raise DamageError(NO_HEAD, where=self.where, hint=HINT) from error
            if said.getvalue():
                what = "the web archive is damaged: a record is not as long as it says"
                raise DamageError(what, where=self.where, hint=HINT)
            if record is None:
                return
            yield record

    def _read(self, record: Record) -> Iterator[Page | InputError]:
        """The document of a record, if it holds one."""
        limits, where = self.limits, self.where
        self._number += 1
        if self._number > limits.warc_records:
            raise limits.refuse("warc_records", f"the web archive has over {limits.warc_records:,} records", where)
        if record.format == "warc" and not (record.rec_headers.get_header("Content-Length") or "").strip().isdecimal():
            raise DamageError(NO_HEAD, where=where, hint=HINT)
        data, size = _read_content(record, limits.file_bytes, limits.warc_bytes - self._unpacked, where)
        self._unpacked += size
        if self._unpacked > limits.warc_bytes:
            raise limits.refuse("warc_bytes", "the web archive is too large when unpacked", where)
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        if record.rec_type not in KINDS or not address.lower().startswith(("http://", "https://")):
            return
        if record.http_headers is not None and record.http_headers.get_statuscode() != OK:
            self.left_out[NO_SUCCESS] += 1
        elif size > limits.file_bytes:
            yield limits.refuse("file_bytes", f"the record has {size:,} bytes", f"{where}#{address}")
        elif (page := _page(record, address, data)) is None:
            self.left_out[OTHER_TYPE] += 1
        else:
            yield page


class _Counted:
    """A file that refuses to give more packed bytes than the limit."""

    def __init__(self, file: BinaryIO, limits: Limits, where: str) -> None:
        self._file, self._limits, self._where, self._left = file, limits, where, limits.warc_bytes

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._file.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise self._limits.refuse("warc_bytes", "the web archive is too large", self._where)
        return data

    def tell(self) -> int:
        """Where in the file the reader is."""
        return self._file.tell()

    def close(self) -> None:
        """Nothing: whoever opened the file closes it."""


def _read_content(record: Record, most: int, left: int, where: str) -> tuple[bytes, int]:
    """A record's content up to about `most` bytes, and its whole size, counted until it is more than `left`."""
    stream = record.content_stream()
    chunks, size = [], 0
    while size <= left and (chunk := stream.read(CHUNK)):
        size += len(chunk)
        if size <= most:
            chunks.append(chunk)
    if stream is record.raw_stream and size <= left and getattr(stream, "limit", 0) > 0:
        raise DamageError(BROKEN_OFF, where=where, hint=HINT)
    return b"".join(chunks), size


def _page(record: Record, address: str, data: bytes) -> Page | None:
    held = record.http_headers
    media = (held.get_header("Content-Type") if held else record.content_type) or ""
    ending = find_media_ending(media, address.partition("?")[0], data)
    if ending is None or not data.strip() or ENDINGS[ending] in MANY:
        return None
    day = record.rec_headers.get_header("WARC-Date") or ""
    return Page(address, ending, data, header_encoding(media), read_iso_day(day))


def _first_line(error: Exception) -> str:
    """What a parser says, without the bytes that it met."""
    said = (str(error).strip() or type(error).__name__).splitlines()[0].partition(", first line")[0]
    return "".join(char for char in said if char.isprintable())[:120]
