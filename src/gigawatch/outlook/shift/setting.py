"""What the move of the industry is told from, as data: figures, references, continents and the words of statements."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gigawatch.quantity import part_thousands

DATA = Path(__file__).parents[1] / "data"
WHOLE = 10_000.0  # the Herfindahl-Hirschman index of one region alone
SETTINGS, FOUR_REGIONS = DATA / "shift.toml", DATA / "four_region.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRule:
    """One measure of a shipped table that tells amounts by region: of what, at which stage, of which levels."""

    table: str
    measure: str
    of: str
    stage: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What shares of batteries are held against: the sum of `measures` of a shipped table."""

    code: str
    table: str
    measures: tuple[str, ...]
    by: tuple[str, ...]
    name_en: str
    name_zh: str

    def label(self, lang: str) -> str:
        """Its name in a language."""
        return self.name_zh if lang == "zh" else self.name_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Totals of a country that a place's figure (`part`, of `part_table`) of the same period is held against."""

    of: str
    table: str
    country: str
    measures: tuple[str, ...]
    part_table: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """The fewest `regions` of which concentration, a centre and its move are told, and why.

    An index above `concentrated_above` is called highly concentrated by the page of `source`.
    """

    regions: int
    concentrated_above: int
    source: str
    publisher: str
    date: str
    reason_en: str
    reason_zh: str

    def reason(self, lang: str) -> str:
        """Why fewer regions tell none, in a language."""
        fewer = self.regions - 1
        return (self.reason_zh if lang == "zh" else self.reason_en).format(
            least=self.regions,
            fewer=fewer,
            index=part_thousands(f"{WHOLE / fewer:,.0f}", lang),
            line=part_thousands(f"{self.concentrated_above:,}", lang),
            source=self.source,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """How intervals are drawn: `count` draws, even between the ends; the part of them from `low` to `high` is told."""

    seed: int
    count: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The data file, typed; `directions` are patterns of words by the code of one of China's four regions.

    A centre that goes no more than `at_rest_km` stands still; a mean vector no longer than `nowhere` has no direction.
    """

    division_source: str
    least: Least
    draws: Draws
    radius_km: float
    at_rest_km: float
    nowhere: float
    national_table: str
    continents: tuple[str, ...]
    figures: tuple[FigureRule, ...]
    references: tuple[Reference, ...]
    national_share: Mapping[str, str]
    wholes: tuple[Whole, ...]
    subject: re.Pattern[str]
    move: re.Pattern[str]
    negation: re.Pattern[str]
    directions: Mapping[str, re.Pattern[str]]


@cache
def settings() -> Settings:
    """The settings that ship."""
    said = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    return Settings(
        division_source=said["division"]["source"],
        least=Least(**said["least"]),
        draws=Draws(**said["draws"]),
        radius_km=said["earth"]["radius_km"],
        at_rest_km=said["tolerance"]["at_rest_km"],
        nowhere=said["tolerance"]["nowhere"],
        national_table=said["national_share"].pop("table"),
        continents=tuple(said["continent"]["places"]),
        figures=tuple(FigureRule(**{**one, "by": tuple(one["by"])}) for one in said["figure"]),
        references=tuple(
            Reference(**{**one, "by": tuple(one["by"]), "measures": tuple(one["measures"])})
            for one in said["reference"]
        ),
        national_share=said["national_share"],
        wholes=tuple(Whole(**{**one, "measures": tuple(one["measures"])}) for one in said["whole"]),
        subject=_any_of(said["words"]["subject"]),
        move=_any_of(said["words"]["move"]),
        negation=_any_of(said["words"]["negation"]),
        directions={code: _any_of(words) for code, words in said["direction"].items()},
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for any of the words: Latin ones whole, Chinese ones anywhere."""
    parts = (rf"(?<![\w-]){word}(?![\w])" if word.isascii() else word for word in words)
    return re.compile("|".join(parts), re.IGNORECASE)
