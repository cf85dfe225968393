"""How superlatives are checked: which words call for which test, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gigawatch.vocab import fold

RULES = Path(__file__).parent / "data" / "superlative.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRule:
    """A test for superlatives whose words hold one of `qualities` and one of `nouns` (any, where none are listed)."""

    code: str
    qualities: tuple[str, ...]
    nouns: tuple[str, ...]
    text_en: str
    text_zh: str

    def fits(self, words: str) -> bool:
        """True when the rule is made for these words."""
        folded = fold(words)
        has_quality = any(quality in folded for quality in self.qualities)
        return has_quality and (not self.nouns or any(noun in folded for noun in self.nouns))

    def text(self, lang: str) -> str:
        """The stated rule."""
        return self.text_zh if lang == "zh" else self.text_en


@cache
def check_rules() -> tuple[CheckRule, ...]:
    """Every rule in order; the last fits everything."""
    entries = tomllib.loads(RULES.read_text(encoding="utf-8"))["rule"]
    return tuple(_rule(entry) for entry in entries)


def rule_for_words(words: str) -> CheckRule:
    """The first rule that fits a superlative's words."""
    return next((rule for rule in check_rules() if rule.fits(words)), check_rules()[-1])


def rule_text(code: str, lang: str) -> str:
    """The stated rule of a code."""
    return next(rule for rule in check_rules() if rule.code == code).text(lang)


def _rule(entry: Mapping[str, object]) -> CheckRule:
    def texts(key: str) -> tuple[str, ...]:
        value = [*_list(entry, f"{key}_en"), *_list(entry, f"{key}_zh")]
        return tuple(fold(str(one)) for one in value)

    return CheckRule(
        code=str(entry["code"]),
        qualities=texts("qualities"),
        nouns=texts("nouns"),
        text_en=str(entry["text_en"]),
        text_zh=str(entry["text_zh"]),
    )


def _list(entry: Mapping[str, object], key: str) -> list[object]:
    value = entry.get(key, [])
    assert isinstance(value, list)
    return value
