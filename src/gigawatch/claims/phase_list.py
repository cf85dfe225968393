"""Phases told together: `一期、二期各15GWh` gives each phase 15 GWh, `the first with 12 GWh` is of the first phase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from gigawatch.claims.scope.cue_table import cue_table, read_cues
from gigawatch.claims.scope.history import OF_PROJECT
from gigawatch.claims.scope.phase_number import phase_numbers
from gigawatch.model import QuantityClaim, make_id
from gigawatch.vocab import fold

_REACH = 90  # characters before an amount in which the list of its phases stands
_BEHIND = 30  # characters behind an amount in which `each` stands, and what it is each of


@cache
def _told_each(lang: str) -> re.Pattern[str]:
    """A list of phases with words right up to an amount that say it is of each."""
    cues = read_cues("phase_cue")
    lists = "|".join(cues["list"][lang])
    for word in ("number", "ordinal"):
        lists = lists.replace(f"<{word}>", f"(?:{'|'.join(cues[word][lang])})")
    return re.compile(rf"(?:{lists})\s*(?:{cue_table('phase_cue', lang)['each'].pattern})$")


@cache
def _one(word: str, lang: str) -> re.Pattern[str]:
    """One number or ordinal of a list."""
    words = "|".join(read_cues("phase_cue")[word][lang])
    return re.compile(rf"(?:{words})\b" if lang == "en" else words)


def is_told_each(before: str, lang: str) -> bool:
    """True where the words before an amount give it to each phase of a list."""
    return bool(_phases(fold(before), lang))


def tell_each_phase(claims: Sequence[QuantityClaim], text: str) -> list[QuantityClaim]:
    """The claims, an amount that each phase of a list has once for each of them."""
    return [one for claim in claims for one in _spread(claim, text)]


def _spread(claim: QuantityClaim, text: str) -> Iterator[QuantityClaim]:
    before = fold(text[max(0, claim.start - _REACH) : claim.start])
    phases = _phases(before, claim.lang) if claim.measure in OF_PROJECT else []
    if not phases and claim.phase is None and claim.measure in OF_PROJECT:
        phases = _phases_counted(before, fold(text[claim.end : claim.end + _BEHIND]), claim.lang)
    if not phases:
        yield claim
        return
    for number, phase in enumerate(phases):
        id_ = claim.id if not number else make_id("claim", claim.id, phase)
        yield replace(claim, phase=phase, id=id_)


def _speaks_of_phases(before: str, lang: str) -> bool:
    return any(map(before.__contains__, read_cues("phase_cue")["hint"][lang]))


def _phases(before: str, lang: str) -> list[str]:
    """The phases of a list each of which has the amount behind it, as its words name them; none where there is none."""
    told = _told_each(lang).search(before) if _speaks_of_phases(before, lang) else None
    if told is None:
        return []
    row = told.groupdict().get("row")
    if row:
        return [f"{number} phase" for number in _one("ordinal", lang).findall(row)]
    return [f"{n}期" if lang == "zh" else f"phase {n}" for n in _one("number", lang).findall(told["list"])]


def _phases_counted(before: str, behind: str, lang: str) -> list[str]:
    """The phases of a plant that has so many, each with the amount behind: `in two phases of 8 GWh each`."""
    told = _told_counted(lang).search(before) if _speaks_of_phases(before, lang) else None
    if told is None:
        return []
    each_behind = cue_table("phase_cue", lang)["each_behind"]
    if lang == "en" and "each" not in told.group().split() and each_behind.match(behind.lstrip()) is None:
        return []
    count = int(phase_numbers()[next(filter(None, told.groups()))])
    return [f"{'一二三四五六七八九十'[n]}期" if lang == "zh" else f"phase {n + 1}" for n in range(count)]


@cache
def _told_counted(lang: str) -> re.Pattern[str]:
    """A number of phases with words right up to an amount."""
    return re.compile(rf"(?:{cue_table('phase_cue', lang)['counted_each'].pattern})$")


def phase_counted(folded: str, at: int, lang: str) -> str | None:
    """The phase that an English sentence tells by its number alone before a figure, having counted the phases."""
    cues = cue_table("phase_cue", lang)
    counted = cues["counted"].search(folded, 0, at)
    if counted is None:
        return None
    told = [match for match in cues["one"].finditer(folded, counted.end()) if match.end() <= at]
    if not told or cues["whole"].search(folded, told[-1].end(), at):
        return None
    return f"{told[-1].group().removeprefix('the ')} phase"
