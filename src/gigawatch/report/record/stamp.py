"""The content hash of an edition: of all that it says in all its languages, whatever the format it is read in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict

from gigawatch.report.block import Content


def digest_of(contents: Iterable[Content]) -> str:
    """SHA-256 of the contents of an edition, in the order of its languages."""
    told = (json.dumps(asdict(one), sort_keys=True, ensure_ascii=False, default=str) for one in contents)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
