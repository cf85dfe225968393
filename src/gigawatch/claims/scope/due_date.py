"""Former target dates: a plant `originally due in 2025, now 2027` is delayed, and is due in 2027 alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from gigawatch.claims.alternation import either
from gigawatch.claims.scope.cue_table import read_cues
from gigawatch.claims.scope.history import OF_PROJECT, Scoped
from gigawatch.claims.scope.page import Line
from gigawatch.claims.status import status_cues
from gigawatch.quantity import FoundPeriod

DELAYED = "delayed"
_WIDTH = {"en": 90, "zh": 14}
_STOP = re.compile(r"[;；。]")


class Due(NamedTuple):
    """What a sentence says of target dates: those given up, and the later ones in their place, as periods."""

    former: frozenset[str]
    later: tuple[str, ...]


NO_DUE = Due(frozenset(), ())


def due_dates(folded: str, periods: Sequence[FoundPeriod], lang: str) -> Due:
    """The target dates that a sentence gives up, and those that it tells in their stead.

    `2025/2027`, told as `from 2025 to 2027` where something is delayed, is a former date and a later one.
    """
    if not periods:
        return NO_DUE
    is_moved = status_cues(lang).project[DELAYED].search(folded) is not None
    former = {p.iso for p in periods if _is_former(folded, p, lang, is_moved=is_moved)}
    if not former or _cues(lang)["ahead"].search(folded):
        return NO_DUE
    spans = [p.iso.split("/")[1] for p in periods if p.iso in former and p.iso.count("/") == 1]
    latest = max((iso.split("/")[0] for iso in former), default="")
    later = [p.iso for p in periods if p.iso not in former and p.iso > latest]
    return Due(frozenset(former), tuple(dict.fromkeys((*later, *spans))))


def due_of(figure: Scoped) -> Due:
    """What the sentence of a plant's figure says of target dates, up to the stop at which it goes over to another."""
    line = figure.line
    if figure.measure not in OF_PROJECT or not line.periods:
        return NO_DUE
    return due_dates(line.folded, [p for p in line.periods if _is_beside(line, figure.start, p)], line.lang)


def is_put_off(figure: Scoped) -> bool:
    """True where the sentence of a plant's figure gives up a target date for a later one, or speaks of a delay."""
    due = due_of(figure)
    is_told = status_cues(figure.line.lang).project[DELAYED].search(figure.line.folded) is not None
    return bool(due.former) and (bool(due.later) or is_told)


def _is_beside(line: Line, at: int, period: FoundPeriod) -> bool:
    low, high = sorted((at, period.start))
    return _STOP.search(line.folded, low, high) is None


def _is_former(folded: str, period: FoundPeriod, lang: str, *, is_moved: bool) -> bool:
    before = folded[max(0, period.start - _WIDTH[lang]) : period.start]
    cues = _cues(lang)
    if cues["former"].search(before) or cues["behind"].match(folded, period.end):
        return True
    is_span = period.iso.count("/") == 1 and folded.startswith(("from", "由", "从"), period.start)
    return is_moved and (is_span or cues["moved"].search(before) is not None)


@cache
def _cues(lang: str) -> Mapping[str, re.Pattern[str]]:
    table = read_cues("delay_cue")
    gap = r"\s*$" if lang == "en" else "$"

    def compiled(key: str, end: str = "") -> re.Pattern[str]:
        return re.compile(f"(?:{either(word.replace(' ', chr(92) + 's+') for word in table[key][lang])}){end}")

    return {
        "former": compiled("former", gap),
        "moved": compiled("moved", gap),
        "behind": compiled("behind"),
        "ahead": compiled("ahead"),
    }
