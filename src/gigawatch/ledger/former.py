"""Figures that a text itself calls former (from 35 to 20) or works out from others (enough for 400,000 cars)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gigawatch.ledger.sentence import Sentence
from gigawatch.ledger.wording import Words, say
from gigawatch.model import QuantityClaim, Relation

FAULTS = Path(__file__).parent / "data" / "fault.toml"
CORRECTED = "corrected"
Fault = tuple[Relation | None, Words | None]
REACH = 120  # characters before a figure in which a cue may begin
SOUND: Fault = (None, None)
PLANS = ("planned", "announced", "signed", "forecast")


def find_fault(claim: QuantityClaim, sentence: Sentence) -> Fault:
    """STALE with its reason for a figure told as the former one, DERIVED for one worked out, else nothing."""
    if claim.same_as is not None:
        return SOUND  # the same amount in another currency
    before, after = sentence.before[-REACH:], sentence.after
    if claim.measure in fault_data()["derived"]["measures"] and is_told(before, after, "derived", claim.lang):
        return Relation.DERIVED, say("derived_words")
    is_open = claim.period is None or claim.status in PLANS
    if is_open and claim.measure in fault_data()["former"]["measures"] and is_told(before, after, "former", claim.lang):
        return Relation.STALE, say("former_words")
    return SOUND


def is_told(before: str, after: str, fault: str, lang: str) -> bool:
    """True where a cue stands right before the figure, and what it asks for right behind it."""
    return any(
        ahead.search(before) and (behind is None or behind.match(after))
        for ahead, behind in _patterns(fault, "zh" if lang == "zh" else "en")
    )


def corrects_in_print(text: str, lang: str) -> bool:
    """True for a text that corrects what its publisher printed before."""
    if not any(map(text.__contains__, fault_data()[CORRECTED]["hints"])):
        return False
    return _opens()["zh" if lang == "zh" else "en"].search(text) is not None


@cache
def _opens() -> Mapping[str, re.Pattern[str]]:
    told = fault_data()[CORRECTED]
    return {lang: _compile(told[f"opens_{lang}"]) for lang in ("en", "zh")}


@cache
def _patterns(fault: str, lang: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (_compile(f"(?:{cue['before']})$"), _compile(cue["after"]) if "after" in cue else None)
        for cue in fault_data()[fault][lang]
    )


def _compile(cue: str) -> re.Pattern[str]:
    return re.compile(cue, re.IGNORECASE)


@cache
def fault_data() -> Mapping[str, Any]:
    """The cues and spans of time of the data file."""
    data: Mapping[str, Any] = tomllib.loads(FAULTS.read_text(encoding="utf-8"))
    return data
