"""What could show that a pledge is kept: for each theme the measures and claims that count as evidence, as data."""

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
    """A theme of pledges. Evidence is a fact of `measures` whose sentence holds one of the `terms` (if there are any),
    or an agreement where `agreements` says so (`any`, or `abroad`: between parties of two countries).
    """

    code: str
    name_en: str
    name_zh: str
    rule_en: str
    rule_zh: str
    is_measurable: bool
    measures: tuple[str, ...]
    agreements: str
    terms: tuple[str, ...]

    def label(self, lang: str) -> str:
        """The theme's name."""
        return self.name_zh if lang == "zh" else self.name_en

    def rule(self, lang: str) -> str:
        """The stated rule by which evidence counts."""
        return self.rule_zh if lang == "zh" else self.rule_en


@cache
def themes() -> Mapping[str, Theme]:
    """Every theme by its code."""
    entries = tomllib.loads(THEMES.read_text(encoding="utf-8"))["theme"]
    return MappingProxyType({entry["code"]: _theme(entry) for entry in entries})


def theme_of(code: str | None) -> Theme:
    """The theme of a code; `other` for one that the data does not know."""
    return themes().get(code or OTHER) or themes()[OTHER]


def _theme(entry: Mapping[str, object]) -> Theme:
    def texts(key: str) -> tuple[str, ...]:
        value = entry.get(key, [])
        assert isinstance(value, list)
        return tuple(str(one) for one in value)

    return Theme(
        code=str(entry["code"]),
        name_en=str(entry["name_en"]),
        name_zh=str(entry["name_zh"]),
        rule_en=str(entry["rule_en"]),
        rule_zh=str(entry["rule_zh"]),
        is_measurable=entry["is_measurable"] is True,
        measures=texts("measures"),
        agreements=str(entry.get("agreements", "")),
        terms=(*texts("terms_en"), *texts("terms_zh")),
    )
