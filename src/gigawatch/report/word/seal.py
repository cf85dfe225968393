"""A file whose bytes depend on what is in it alone: the parts of the archive bear one fixed time."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)


def seal(archive: bytes) -> bytes:
    """The archive with its parts in order of name and without the clock's time."""
    sealed = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(sealed, "w") as new:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            part = ZipInfo(name, EPOCH)
            part.compress_type = ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return sealed.getvalue()
