"""How far the page that a figure was read at can be relied on: pages that only retell, and copies, are data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).parent / "data" / "weak_source.toml"


class SourceDoubt(StrEnum):
    """Why a page's word is weak: it only retells what nobody answers for, or it is a copy of what another published."""

    RETOLD = "retold"
    COPIED = "copied"

    def mark(self, lang: str) -> str:
        """The mark beside a figure, in a language."""
        return str(_table()[self.value]["zh" if lang == "zh" else "en"])

    def why(self, lang: str) -> str:
        """What the mark means, in a language."""
        return str(_table()[self.value]["why_zh" if lang == "zh" else "why_en"])


def doubt_of(address: str) -> SourceDoubt | None:
    """What weighs against a page; None for one that nothing is held against.

    >>> doubt_of("https://www.scribd.com/document/1"), doubt_of("https://www.mdpi.com/1")
    (<SourceDoubt.COPIED: 'copied'>, None)
    """
    return next((kind for kind in SourceDoubt if address.startswith(tuple(_table()[kind.value]["prefixes"]))), None)


def joint_doubt(addresses: Iterable[str]) -> SourceDoubt | None:
    """What weighs against a figure that several pages tell: nothing where one of them is sound, else the lightest."""
    found = [doubt_of(address) for address in addresses]
    if not found or None in found:
        return None
    return SourceDoubt.COPIED if SourceDoubt.COPIED in found else SourceDoubt.RETOLD


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))
