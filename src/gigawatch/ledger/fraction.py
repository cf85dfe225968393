"""Fractions: which part of a whole an amount is, told by the words beside it: lent, public, private; at risk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from gigawatch.ledger.cue import Cue, find_cues, measures_of
from gigawatch.ledger.perimeter import perimeter_data
from gigawatch.ledger.sentence import Sentence
from gigawatch.vocab import PlaceKind, places

PART, MONEY, PUBLIC = "part", "investment", "public"
WIDE = (PlaceKind.COUNTRY, PlaceKind.PROVINCE)
FEDERAL_NAME = "federal"
REACH = 120
BREAK = re.compile(r"[,，;；。（(]\s*|(?<=\d)(?=\D)(?!\.\d)")
RIGHT_BEHIND = re.compile(
    r"\s*(?:(?:are|is|was|were|come|comes|came|in|as|of|from)\s){0,2}(?:an?\s|the\s)?"
    r"(?:(?!(?:and|or|with|plus|but|while|for|to)\s)[\w-]+\s)?|(?:的|人民币)*",
    re.IGNORECASE,
)
FEDERAL = re.compile(r"\bfederal\b", re.IGNORECASE)
INVESTS = re.compile(r"\binvest|投资")


def read_part(measure: str, sentence: Sentence, lang: str) -> str | None:
    """The code of the part that an amount is of its whole; None where its words tell none."""
    if measure not in measures_of(PART):
        return None
    return _giver(sentence, lang) if measure == MONEY else _state(sentence, lang)


def _giver(sentence: Sentence, lang: str) -> str | None:
    """Who gives the money, told right behind the amount, or before it since the amount or comma before."""
    behind = next((c for c in _cues(BREAK.split(sentence.after, maxsplit=1)[0], lang) if c.code in _givers()), None)
    if behind is not None and RIGHT_BEHIND.fullmatch(sentence.after[: behind.start]):
        return behind.code
    ahead = _last_piece(sentence.before)
    told = [c for c in _cues(ahead, lang) if c.code in _givers()]
    if told:
        return None if INVESTS.search(ahead, told[-1].end) else told[-1].code
    return _as_before(sentence.before, lang)


def _as_before(before: str, lang: str) -> str | None:
    """What the amount before is, where `and` another government joins its own: `, and Ontario with`."""
    last = before.rfind(" and ")
    if lang != "en" or last < 0 or not _is_government(before[last:]):
        return None
    told = [c for c in _cues(before[:last], lang) if c.code in _givers()]
    return told[-1].code if told and re.search(r"\d", before[told[-1].end : last]) else None


def read_giver(sentence: Sentence, lang: str) -> str | None:
    """Which government gives, where the words between the amounts on both sides name one: several may give."""
    near = f"{_last_piece(sentence.before)} {BREAK.split(sentence.after, maxsplit=1)[0]}" if lang == "en" else ""
    if FEDERAL.search(near):
        return FEDERAL_NAME
    named = [m.entry for m in places().scan(near) if m.entry.kind in WIDE]
    return named[0].label("en") if len(named) == 1 else None


def _is_government(words: str) -> bool:
    named = places().scan(words)
    is_wide = bool(named) and named[0].entry.kind in WIDE
    return is_wide and not re.search(r"\d", words) and INVESTS.search(words) is None


def _last_piece(before: str) -> str:
    return BREAK.split(before)[-1]


def _state(sentence: Sentence, lang: str) -> str | None:
    """What is said next of a share of a plan: that it is at risk, or secure."""
    found = next((c for c in _cues(sentence.after[:REACH], lang) if c.code not in _givers()), None)
    return found.code if found else None


def _cues(text: str, lang: str) -> Sequence[Cue]:
    return [*find_cues(text, PART, lang)]


@cache
def _givers() -> frozenset[str]:
    return frozenset(v["code"] for v in perimeter_data()["value"] if v["dimension"] == PART and v.get("giver"))
