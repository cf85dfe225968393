"""Greenhouse gas that is saved: a comparison with what would have been emitted, and no emission of anybody's."""

from __future__ import annotations

import re
from functools import cache

from gigawatch.ledger.perimeter import perimeter_data
from gigawatch.ledger.sentence import Sentence

REACH = 60  # characters before an amount in which the words stand


def says_avoided(sentence: Sentence, lang: str) -> bool:
    """True where the words right before or behind an amount of greenhouse gas say that it is saved."""
    before, behind = _words("zh" if lang == "zh" else "en")
    return before.search(sentence.before[-REACH:]) is not None or behind.match(sentence.after) is not None


@cache
def _words(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    told = perimeter_data()["avoided"]
    before, behind = (re.compile("|".join(told[key]), re.IGNORECASE) for key in (lang, f"behind_{lang}"))
    return before, behind
