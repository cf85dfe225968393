"""A file name for an address: readable, safe on every system, and never the same for two addresses."""

from __future__ import annotations

import hashlib
import re

from gigawatch.model.address import host_of, split_address

UNSAFE = re.compile(r"[^A-Za-z0-9]+")
LONGEST = 80


def name_address(address: str, ending: str) -> str:
    """The file name of a document that came from an address.

    >>> name_address("https://example.org/news/1.html?a=b", ".html")
    'example-org-news-1-1b615b80.html'
    """
    parts = split_address(address)
    path = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", parts.path if parts else address)
    slug = UNSAFE.sub("-", f"{host_of(address)}{path}").strip("-")[:LONGEST].strip("-")
    digest = hashlib.sha256(address.encode("utf-8", "backslashreplace")).hexdigest()[:8]
    return f"{slug or 'page'}-{digest}{ending}"
