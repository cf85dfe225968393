"""Web addresses as someone else wrote them: what is none has no host, and is no reason to stop."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit


def split_address(address: str) -> SplitResult | None:
    """The parts of an address; None where it is none.

    >>> split_address("http://[a") is None
    True
    """
    try:
        return urlsplit(address)
    except ValueError:
        return None


def host_of(address: str | None) -> str:
    """The host that an address names, "" where it names none.

    >>> host_of("https://example.org/a"), host_of("//[example"), host_of(None)
    ('example.org', '', '')
    """
    parts = split_address(address or "")
    return (parts.hostname or "") if parts else ""


def join_address(whole: str, link: str) -> str:
    """A link as a whole address; "" where the two make none."""
    try:
        joined = urljoin(whole, link)
    except ValueError:
        return ""
    return joined if split_address(joined) else ""
