"""Bytes to kept plain text: decode strictly, drop the byte order mark, make every line end `\\n`. No other change."""

from __future__ import annotations

from gigawatch.model import InputError

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
SIGNATURES = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "ZIP-based (docx, xlsx, zip)",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "PNG image",
    b"\xff\xd8\xff": "JPEG image",
    b"\xd0\xcf\x11\xe0": "old Office",
}


def decode_text(data: bytes, where: str) -> str:
    """The text of a file's bytes; InputError when it is empty, binary or in an unknown encoding."""
    if not data.strip():
        raise InputError("the file is empty", where=where)
    _refuse_binary(data, where)
    mark, encoding = next(((m, e) for m, e in MARKS if data.startswith(m)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        hint = "save it as UTF-8"
        raise InputError(f"unknown encoding (not UTF-8 at byte {error.start})", where=where, hint=hint) from error
    return _check_text(text.replace("\r\n", "\n").replace("\r", "\n"), where)


def _refuse_binary(data: bytes, where: str) -> None:
    for signature, name in SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(f"this is a {name} file, not text", where=where, hint="give a .txt or .md file")


def _check_text(text: str, where: str) -> str:
    if "\x00" in text:
        raise InputError("this is a binary file, not text", where=where, hint="give a .txt or .md file")
    if not text.strip():
        raise InputError("the file is empty", where=where)
    return text
