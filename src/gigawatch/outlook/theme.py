"""What pledges are about: themes with their names, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

THEMES = Path(__file__).parent / "data" / "theme.toml"
OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme of pledges; the gauges of `outlook.pledge` say what it is held against."""

    code: str
    name_en: str
    name_zh: str

    def label(self, lang: str) -> str:
        """The theme's name."""
        return self.name_zh if lang == "zh" else self.name_en


@cache
def themes() -> Mapping[str, Theme]:
    """Every theme by its code."""
    entries = tomllib.loads(THEMES.read_text(encoding="utf-8"))["theme"]
    return MappingProxyType({entry["code"]: Theme(**entry) for entry in entries})


def theme_of(code: str | None) -> Theme:
    """The theme of a code; `other` for one that the data does not know."""
    return themes().get(code or OTHER) or themes()[OTHER]
