"""The shape, chemistry and use that a description names of what a plant makes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from gigawatch.vocab.folding import fold

FORMS = Path(__file__).parent / "data" / "form.toml"
ADDITIONS = FORMS.with_name("addition.toml")


@lru_cache(maxsize=65_536)
def read_forms(told: str) -> frozenset[tuple[str, str]]:
    """The forms that a text names, each with the row that it belongs to.

    >>> sorted(read_forms("cylindrical LFP cells"))
    [('chemistry', 'iron'), ('make', 'battery'), ('shape', 'cylindrical')]
    """
    text = fold(told)
    return frozenset(form for form, pattern in _patterns().items() if pattern.search(text))


def compare_forms(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool | None:
    """False where two texts name other forms of one row, True where they name the same; None where they name none."""
    shared = {row for row, _ in one} & {row for row, _ in other}
    told = [({form for r, form in one if r == row}, {form for r, form in other if r == row}) for row in shared]
    if any(not left & right for left, right in told):
        return False
    return True if shared - {"make"} else None


def adds_to_another(told: str) -> bool:
    """True for the words of a plan that adds to a plant, or changes one, that was decided before.

    >>> adds_to_another("the Debrecen extension"), adds_to_another("电池厂扩建"), adds_to_another("battery plant")
    (True, True, False)
    """
    return _addition().search(told) is not None


@cache
def _addition() -> re.Pattern[str]:
    words = tomllib.loads(ADDITIONS.read_text(encoding="utf-8"))
    return re.compile("|".join(words["en"]) + "|" + "|".join(words["zh"]), re.IGNORECASE)


@cache
def _patterns() -> Mapping[tuple[str, str], re.Pattern[str]]:
    rows = tomllib.loads(FORMS.read_text(encoding="utf-8"))
    return {
        (row, form): re.compile("|".join(_pattern(word) for word in words))
        for row, forms in rows.items()
        for form, words in forms.items()
    }


def _pattern(word: str) -> str:
    """Words in Latin letters stand alone, but for a plural; Chinese ones anywhere."""
    folded = re.escape(fold(word))
    return rf"(?<![a-z0-9]){folded}s?(?![a-z0-9])" if word.isascii() else folded
