"""Entity tags: what an answer is of, so that what the asker has already is not sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from email.utils import format_datetime
from typing import TYPE_CHECKING

from gigawatch import __version__

if TYPE_CHECKING:
    from starlette.requests import Request

    from gigawatch.site.api.shelf import Stamp


def tag_answer(stamp: Stamp, request: Request) -> dict[str, str]:
    """The headers that tell of which build, and to which question, an answer is."""
    asked = f"{stamp.text} {__version__} {request.url.path}?{request.url.query}"
    return {
        "ETag": f'"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"',
        "Last-Modified": format_datetime(stamp.changed, usegmt=True),
        "Cache-Control": "no-cache",
    }


def has_answer(request: Request, headers: Mapping[str, str]) -> bool:
    """True where the asker says that it has this very answer; a tag counts before a date (RFC 9110, 13.2.2)."""
    told = request.headers.get("if-none-match")
    if told is not None:
        return told.strip() == "*" or headers["ETag"] in {one.strip().removeprefix("W/") for one in told.split(",")}
    return request.headers.get("if-modified-since") == headers["Last-Modified"]
