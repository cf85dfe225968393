"""What a pledge is held against: for each theme the series and acts that show it, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from gigawatch.vocab import fold

RULES = Path(__file__).parents[1] / "data" / "pledge.toml"
LANGUAGES = ("en", "zh")


class GaugeKind(StrEnum):
    """How a gauge shows a pledge: figures that rise or fall, or something done."""

    RISE = "rise"
    FALL = "fall"
    ACT = "act"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """One series or act that shows a theme; `data/pledge.toml` says what each field means."""

    code: str
    theme: str
    kind: GaugeKind
    name_en: str
    name_zh: str
    decides: bool = True
    is_flow: bool = False
    is_change: bool = False
    is_running: bool = False
    is_abroad: bool = False
    of: str = "signatory"
    measures: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    skips: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    done: tuple[str, ...] = ()

    def label(self, lang: str) -> str:
        """The gauge's name."""
        return self.name_zh if lang == "zh" else self.name_en

    def is_named(self, words: str) -> bool:
        """True where a pledge names this gauge."""
        return holds_any(words, self.named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level that words state without a figure: carbon neutrality is nought emitted."""

    gauge: str
    terms: tuple[str, ...]
    value: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Every gauge and level; `least_share` and `silent_days` are the bounds of a verdict."""

    gauges: tuple[Gauge, ...]
    levels: tuple[Level, ...]
    least_share: float
    silent_days: int

    def of_theme(self, code: str) -> tuple[Gauge, ...]:
        """The gauges of a theme, those that decide first."""
        own = [gauge for gauge in self.gauges if gauge.theme == code]
        return tuple(sorted(own, key=lambda gauge: not gauge.decides))

    def level_of(self, words: str) -> Level | None:
        """The level that a pledge's words state."""
        return next((level for level in self.levels if holds_any(words, level.terms)), None)


@cache
def rules() -> Rules:
    """The rules as they ship."""
    data = tomllib.loads(RULES.read_text(encoding="utf-8"))
    gauges = tuple(_gauge(entry) for entry in data["gauge"])
    levels = tuple(
        Level(gauge=one["gauge"], terms=_words(one, "terms"), value=float(one["value"]), unit=one["unit"])
        for one in data["level"]
    )
    judging = data["judging"]
    return Rules(gauges=gauges, levels=levels, **judging)


def holds_any(words: str, terms: Sequence[str]) -> bool:
    """True where words hold one of the terms, letter case and width aside.

    >>> holds_any("Reach Net Zero by 2030", ("net zero",))
    True
    """
    folded = fold(words)
    return any(term in folded for term in terms)


def _gauge(entry: Mapping[str, Any]) -> Gauge:
    known = {field.name for field in fields(Gauge)}
    told: dict[str, Any] = {
        key: tuple(one) if isinstance(one, list) else one for key, one in entry.items() if key in known
    }
    told |= {key: _words(entry, key) for key in ("terms", "named", "done")}
    return Gauge(**{**told, "kind": GaugeKind(entry["kind"])})


def _words(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(fold(str(one)) for lang in LANGUAGES for one in entry.get(f"{key}_{lang}", ()))
