"""Phases told together: `一期、二期各15GWh` gives each phase 15 GWh, `the first with 12 GWh` is of the first phase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import OF_PROJECT
from gigawatch.claims.scope.phase_number import phase_numbers
from gigawatch.model import QuantityClaim, make_id
from gigawatch.vocab import fold

_REACH = 90  # characters before an amount in which the list of its phases stands
_NUMBER = {"zh": "[首一二三四五六七八九十]", "en": r"(?:\d|[ivx]+|one|two|three|four|five)"}
_LIST = {
    "zh": rf"(?<![分共第{_NUMBER['zh'][1:-1]}])(?P<list>{_NUMBER['zh']}期?(?:[、和及与]{_NUMBER['zh']}期?)+)(?<=期)",
    "en": (
        rf"\bphases (?P<list>{_NUMBER['en']}(?:(?:, (?:and )?| and | & )(?:phase )?{_NUMBER['en']})+)"
        r"|\bthe (?P<row>(?:first|second|third|fourth)(?:(?:, (?:and )?| and )(?:the )?(?:first|second|third|fourth))+)"
        r" phases"
    ),
}
_ONE = {"zh": re.compile(_NUMBER["zh"]), "en": re.compile(_NUMBER["en"] + r"\b")}
_PHASES = {"zh": ("期", "阶段"), "en": ("phase", "stage")}
_BEHIND = 30  # characters behind an amount in which `each` stands, and what it is each of
_ORDINAL = re.compile(r"first|second|third|fourth")


@cache
def _told_each(lang: str) -> re.Pattern[str]:
    """A list of phases with words right up to an amount that say it is of each."""
    return re.compile(rf"(?:{_LIST[lang]})\s*(?:{cue_table('phase_cue', lang)['each'].pattern})$")


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


def _phases(before: str, lang: str) -> list[str]:
    """The phases of a list each of which has the amount behind it, as its words name them; none where there is none."""
    if ("期" if lang == "zh" else "phase") not in before:
        return []
    told = _told_each(lang).search(before)
    if told is None:
        return []
    if lang == "zh":
        return [f"{number}期" for number in _ONE["zh"].findall(told["list"])]
    if told["row"]:
        return [f"{number} phase" for number in _ORDINAL.findall(told["row"])]
    return [f"phase {number}" for number in _ONE["en"].findall(told["list"])]


def _phases_counted(before: str, behind: str, lang: str) -> list[str]:
    """The phases of a plant that has so many, each with the amount behind: `in two phases of 8 GWh each`."""
    if not any(word in before for word in _PHASES[lang]):
        return []
    told = _told_counted(lang).search(before)
    if told is None:
        return []
    each_behind = cue_table("phase_cue", lang)["each_behind"]
    if lang == "en" and "each" not in told.group().split() and each_behind.match(behind.lstrip()) is None:
        return []
    count = int(phase_numbers()[next(filter(None, told.groups()))])
    return [f"{'一二三四五六'[n]}期" if lang == "zh" else f"phase {n + 1}" for n in range(count)]


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
