"""Answers that came packed: undone piece by piece, and known for whole or cut short."""

from __future__ import annotations

import zlib

GZIP, DEFLATE = ("gzip", "x-gzip"), ("deflate",)
MAGIC = b"\x1f\x8b"


class Unpacker:
    """Undoes one content encoding of HTTP, gzip or deflate; what is packed otherwise stays as it came."""

    def __init__(self, encoding: str) -> None:
        self._name = encoding.strip().lower()
        self._worker: zlib._Decompress | None = None

    def feed(self, data: bytes, most: int) -> bytes:
        """What some more bytes hold, a little over `most` bytes at most; zlib.error where they hold nothing."""
        if self._name not in (*GZIP, *DEFLATE) or not data:
            return data
        if self._worker is None:
            self._worker = zlib.decompressobj(_window(self._name, data))
        told = self._worker.decompress(data, most + 1)
        while self._worker.eof and self._worker.unused_data.startswith(MAGIC) and len(told) <= most:
            rest, self._worker = self._worker.unused_data, zlib.decompressobj(_window(self._name, MAGIC))
            told += self._worker.decompress(rest, most + 1)
        return told

    @property
    def is_whole(self) -> bool:
        """True where what came ends as the encoding says that it must."""
        return self._worker is None or self._worker.eof


def _window(name: str, data: bytes) -> int:
    """What zlib is told of the format: deflate is sent by some servers with the head of zlib, by others without."""
    if name in GZIP:
        return 16 + zlib.MAX_WBITS
    is_zlib = data[0] & 0x0F == 8 and (len(data) < 2 or (data[0] * 256 + data[1]) % 31 == 0)
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS
