"""Which addresses may be fetched: http and https, without passwords, and no private network by a stranger's word."""

from __future__ import annotations

import ipaddress
import re
import socket
from functools import cache
from urllib.parse import quote, urlsplit, urlunsplit

from gigawatch.model import InputError

SCHEMES = ("http", "https")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/")
ONLY = "give an address that starts with http:// or https://"


def is_address(source: str) -> bool:
    """True for what is meant as an address and not as a path.

    >>> is_address("https://example.org/a"), is_address("file:///etc/passwd"), is_address("news/a.txt")
    (True, True, False)
    """
    return SCHEME.match(source) is not None


def check_address(text: str) -> str:
    """The address made plain: no fragment, host and path in ASCII; InputError for one that is not fetched."""
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise InputError("this is no address", where=_shown(text), hint=ONLY) from error
    if parts.scheme.lower() not in SCHEMES:
        raise InputError("only http and https addresses are fetched", where=_shown(text), hint=ONLY)
    if not host:
        raise InputError("the address names no host", where=_shown(text), hint=ONLY)
    if parts.username or parts.password:
        raise InputError("the address holds a name or password", where=host, hint="give it without them")
    named = f"[{host}]" if ":" in host else _ascii_host(host, text)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return urlunsplit((parts.scheme.lower(), f"{named}:{port}" if port else named, path, query, ""))


def origin_of(address: str) -> str:
    """Scheme, host and port: what robots.txt and the pace belong to."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def check_reach(address: str, source: str | None) -> None:
    """InputError when a page of the open web (`source`) leads into the own machine or network.

    An address that the user gives may lie anywhere; so may what it leads to on its own host.
    """
    if source is None or origin_of(address) == origin_of(source):
        return
    if is_inner(_host(address)) and not is_inner(_host(source)):
        what = f"it leads from {_host(source)} into a private network, where it is not followed"
        raise InputError(what, where=address, hint="add the address by itself if you mean it")


@cache
def is_inner(host: str) -> bool:
    """True when a host is this machine or lies in a private network."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
    except OSError:
        return False  # it cannot be reached either
    return any(not ipaddress.ip_address(number.partition("%")[0]).is_global for number in found)


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _ascii_host(host: str, text: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise InputError("the address names no host", where=_shown(text), hint=ONLY) from error


def _shown(text: str) -> str:
    return " ".join(text.split())[:200]
