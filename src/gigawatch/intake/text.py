"""The kept text: code points without the byte order mark, line ends as `\\n`, and something in it to read."""

from __future__ import annotations

import re

from gigawatch.intake.limit import Limits
from gigawatch.model import InputError

HALF = re.compile("[\ud800-\udfff]")  # of a character, which no file can hold
SIGNATURES = {
    b"%PDF": ("PDF", ".pdf"),
    b"PK\x03\x04": ("ZIP-based (docx, xlsx, zip)", ".docx"),
    b"\x1f\x8b": ("gzip", ".warc.gz"),
    b"\x89PNG": ("PNG image", ""),
    b"\xff\xd8\xff": ("JPEG image", ""),
    b"\xd0\xcf\x11\xe0": ("old Office", ""),
}


def tidy_text(text: str) -> str:
    """The text with every line end as `\\n`, and no other change.

    >>> tidy_text("A\\r\\nB\\rC")
    'A\\nB\\nC'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_foreign(data: bytes, where: str) -> None:
    """InputError when bytes said to be text are empty or open as another kind of file does."""
    if not data.strip():
        raise InputError("the file is empty", where=where)
    for signature, (name, suffix) in SIGNATURES.items():
        if data.startswith(signature):
            hint = f"name it {suffix}, if that is what it is" if suffix else "give the text as a .txt file"
            raise InputError(f"this is a {name} file, not text", where=where, hint=hint)


def check_text(text: str, limits: Limits, where: str) -> str:
    """The text, unless it is empty, holds what no text holds, or is too long."""
    if "\x00" in text:
        raise InputError("this is a binary file, not text", where=where, hint="give the text as a .txt file")
    if HALF.search(text):
        raise InputError("its text holds halves of characters", where=where, hint="save it as UTF-8")
    if not text.strip():
        raise InputError("the file is empty", where=where)
    if len(text) > limits.text_characters:
        raise limits.refuse("text_characters", f"the text has {len(text):,} characters", where)
    return text
