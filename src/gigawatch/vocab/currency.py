"""Money's units by ISO 4217 code, with their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from gigawatch.vocab.shelf import read_entries, text_of


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency: ISO 4217 code and names."""

    code: str
    name_en: str
    name_zh: str


@cache
def currencies() -> Mapping[str, Currency]:
    """Every currency by its ISO code."""
    entries = read_entries("currency.toml", "currency")
    rows = (Currency(*(text_of(entry, key) for key in ("code", "name_en", "name_zh"))) for entry in entries)
    return MappingProxyType({row.code: row for row in rows})
