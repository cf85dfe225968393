"""Opening what someone else left in a folder: a file and nothing but a file, also when it is exchanged meanwhile."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from gigawatch.model import InputError


def open_file(path: Path, *, follow: bool = True) -> BinaryIO:
    """A file opened to be read; InputError for a pipe, a device, a socket, and for a link where none is to `follow`.

    What was looked at before may be another thing by now: only what is open is sure. A pipe that nobody writes to is
    not waited for.
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW)
    try:
        opened = os.open(path, flags)
    except OSError as error:
        if error.errno == errno.ELOOP and not follow:
            hint = "copy the file itself"
            raise InputError("this is a link, and links are not followed", where=str(path), hint=hint) from error
        raise
    file = os.fdopen(opened, "rb")
    if stat.S_ISREG(os.fstat(opened).st_mode):
        return file
    file.close()
    raise InputError("this is no file", where=str(path), hint="give a file or a folder")


def read_file(path: Path, most: int = -1, *, follow: bool = True) -> bytes:
    """The bytes of a file, at most so many, where it is one."""
    with open_file(path, follow=follow) as file:
        return file.read(most)
