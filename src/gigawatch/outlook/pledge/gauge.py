"""What a pledge is held against: for each theme the series and acts that show it, as data."""

from __future__ import annotations

import re
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
    unnamed: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    def label(self, lang: str) -> str:
        """The gauge's name."""
        return self.name_zh if lang == "zh" else self.name_en

    def is_named(self, words: str) -> bool:
        """True where a pledge names this gauge."""
        return holds_any(blank(words, self.unnamed), self.named)

    @property
    def stated(self) -> tuple[str, ...]:
        """The series that a level or change in a pledge's words may be of; all, where the data name none."""
        return self.levels or (*self.measures, *self.tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level that words state without a figure: carbon neutrality is nought emitted."""

    gauge: str
    terms: tuple[str, ...]
    value: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A series in per cent and of what: the words for the thing and for the whole that it is a part of."""

    gauge: str
    series: str
    terms: tuple[str, ...]
    unnamed: tuple[str, ...]
    bases: tuple[str, ...]
    is_base_needed: bool

    def without(self, words: str) -> str:
        """The words, less those that only sound like the thing."""
        return blank(words, self.unnamed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How figures in a pledge are read: verbs, words that make a figure one of something else, words for each year."""

    falling: tuple[str, ...]
    rising: tuple[str, ...]
    unread: tuple[str, ...]
    yearly: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Every gauge, level and share, and how figures in words are read.

    `least_share` and `silent_days` are the bounds of a verdict.
    """

    gauges: tuple[Gauge, ...]
    levels: tuple[Level, ...]
    shares: tuple[Share, ...]
    reading: Wording
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
    shares = tuple(_share(one) for one in data["share"])
    reading = Wording(**{field.name: _words(data["reading"], field.name) for field in fields(Wording)})
    return Rules(gauges=gauges, levels=levels, shares=shares, reading=reading, **data["judging"])


def holds_any(words: str, terms: Sequence[str]) -> bool:
    """True where words hold one of the terms, letter case and width aside; in English as whole words or their plural.

    >>> holds_any("Reach Net Zero by 2030", ("net zero",))
    True
    >>> holds_any("strengthen fundamental research", ("fund",))
    False
    """
    return _pattern(tuple(terms)).search(fold(words)) is not None


def blank(words: str, terms: Sequence[str]) -> str:
    """The words, folded, with these terms taken out."""
    return _pattern(tuple(terms)).sub(" | ", fold(words))


@cache
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the terms, the longest first; none matches nothing."""
    ordered = sorted(terms, key=len, reverse=True)
    return re.compile("|".join(_bounded(term) for term in ordered) or r"(?!)")


def _bounded(term: str) -> str:
    escaped = re.escape(term)
    return rf"(?<![a-z0-9]){escaped}s?(?![a-z0-9])" if term.isascii() else escaped


def _gauge(entry: Mapping[str, Any]) -> Gauge:
    known = {field.name for field in fields(Gauge)}
    told: dict[str, Any] = {
        key: tuple(one) if isinstance(one, list) else one for key, one in entry.items() if key in known
    }
    told |= {key: _words(entry, key) for key in ("terms", "named", "unnamed", "done")}
    return Gauge(**{**told, "kind": GaugeKind(entry["kind"])})


def _share(entry: Mapping[str, Any]) -> Share:
    words = {key: _words(entry, key) for key in ("terms", "unnamed", "bases")}
    return Share(gauge=entry["gauge"], series=entry["series"], is_base_needed=entry["is_base_needed"], **words)


def _words(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(fold(str(one)) for lang in LANGUAGES for one in entry.get(f"{key}_{lang}", ()))
