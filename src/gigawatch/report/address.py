"""Which addresses may become links."""

from __future__ import annotations

from urllib.parse import urlsplit

SCHEMES = ("http", "https")


def is_web_address(text: str | None) -> bool:
    """True for an http or https address: nothing else that a source calls its address becomes a link."""
    try:
        parts = urlsplit((text or "").strip())
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and bool(parts.hostname)
