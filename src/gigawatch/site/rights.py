"""Rights: how much of a document's text a page may show."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LICENCES = Path(__file__).parent / "data" / "licence.toml"
VERSION = re.compile(r"-v?\d+(\.\d+)*(-(?!nc|nd|sa)[a-z]{2,3})?$")
DEED = re.compile(r"https?://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)/[\d.]+(?:/[a-z.]*)*")
DEEDS = {"zero": "cc0", "mark": "pdm"}


@dataclass(frozen=True, slots=True)
class Rights:
    """`open` licences permit the whole text; of others the share `most_shown` may stand on the page as sentences.

    Beyond it a claim shows `around` characters on each side of its words, up to the share `most_around`; beyond that
    its words alone.
    """

    open: tuple[str, ...]
    most_shown: float
    most_around: float
    around: int


@cache
def rights() -> Rights:
    """The rule, from its data file."""
    data = tomllib.loads(LICENCES.read_text(encoding="utf-8"))
    return Rights(tuple(data["open"]), data["most_shown"], data["most_around"], data["around"])


def permits_text(licence: str | None) -> bool:
    """True when a document under this licence may be shown whole; an unknown or missing licence permits nothing.

    >>> [permits_text(name) for name in ("CC0-1.0", "CC BY 4.0", "CC-BY-NC-4.0", None)]
    [True, True, False, False]
    """
    name = re.sub(r"[\s_]+", "-", (licence or "").strip().lower())
    deed = DEED.fullmatch(name)
    if deed:
        name = DEEDS.get(deed.group(1), f"cc-{deed.group(1)}")
    return name in rights().open or VERSION.sub("", name) in rights().open
