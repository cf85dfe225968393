"""Records of a web archive that are packed by themselves: where the next begins behind damage, and where one ends."""

from __future__ import annotations

import mmap
import os
import zlib
from typing import BinaryIO

MEMBER, OPENING = b"\x1f\x8b\x08", b"WARC/"  # how a packed record begins, packed and unpacked
ENOUGH = 4096  # packed bytes that tell how a record begins


def find_record(file: BinaryIO, start: int) -> int | None:
    """Where the next record begins that is packed by itself, from a place on; None where none does."""
    if start >= os.fstat(file.fileno()).st_size:
        return None  # an empty file cannot be mapped
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        place = whole.find(MEMBER, start)
        while place >= 0 and not _is_record(whole[place : place + ENOUGH]):
            place = whole.find(MEMBER, place + 1)
    return place if place >= 0 else None


def _is_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed, len(OPENING)) == OPENING
    except zlib.error:
        return False


def breaks_off(file: BinaryIO, start: int) -> bool:
    """True where from a place on there are bytes of a packed record too few to unpack anything."""
    file.seek(start)
    packed, unpacker = file.read(ENOUGH), zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        unpacker.decompress(packed)
    except zlib.error:
        return True
    return bool(packed) and not unpacker.eof  # an empty one is whole
