"""Plain text and Markdown: the text as it stands, its front matter read as metadata."""

from __future__ import annotations

from gigawatch.intake.encoding import decode_bytes
from gigawatch.intake.extract import Extract
from gigawatch.intake.limit import Limits
from gigawatch.intake.metadata import split_front_matter
from gigawatch.intake.text import check_text, refuse_foreign, tidy_text
from gigawatch.model import InputError


def read_plain(data: bytes, limits: Limits, where: str, declared: str | None = None) -> Extract:
    """The text of a file's bytes without its front matter; the declared encoding must fit when there is one."""
    refuse_foreign(data, where)
    text = tidy_text(decode_bytes(data, where, [declared] if declared else []))
    values, body = split_front_matter(check_text(text, limits, where), where, limits)
    if not body.strip():
        raise InputError("the file has front matter but no text", where=where)
    return Extract(body, values)
