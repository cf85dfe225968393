"""How far a figure has come: announced, signed, under construction, operating, or only expected."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHELF = Path(__file__).parent / "data"
STATED = frozenset(
    ["production", "installed", "sales", "shipments", "growth", "share", "price", "energy_density", "reserves", "emissions",
     "emission_intensity", "other", "revenue"]
)  # fmt: skip
LADDER = ("cancelled", "delayed", "under_construction", "signed", "operating", "announced", "planned", "reported")


@dataclass(frozen=True, slots=True)
class StatusCues:
    """The compiled cues of one language."""

    project: Mapping[str, re.Pattern[str]]
    outlook: Mapping[str, re.Pattern[str]]
    not_yet: re.Pattern[str]


@cache
def status_cues(lang: str) -> StatusCues:
    """The status cues of a language."""
    table = tomllib.loads((SHELF / "status_cue.toml").read_text(encoding="utf-8"))

    def compiled(words: list[str]) -> re.Pattern[str]:
        either = "|".join(words)
        return re.compile(rf"\b(?:{either})\b" if lang == "en" else either)

    return StatusCues(
        {status: compiled(words[lang]) for status, words in table["project"].items()},
        {status: compiled(words[lang]) for status, words in table["outlook"].items()},
        compiled(table["not_yet"][lang]),
    )


def project_status(folded: str, lang: str) -> str | None:
    """The state of the project that a sentence in lower case speaks of, None where it says none."""
    cues = status_cues(lang)
    for status in LADDER:
        match = cues.project[status].search(folded)
        if match and not (status == "operating" and _is_ahead(folded, match, cues, lang)):
            return status
    return None


def _is_ahead(folded: str, match: re.Match[str], cues: StatusCues, lang: str) -> bool:
    """True for 预计2023年投产 and 投产后: operation that is still to come."""
    before = folded[max(0, match.start() - (16 if lang == "zh" else 40)) : match.start()]
    after = folded[match.end() : match.end() + 2]
    return cues.not_yet.search(before) is not None or (lang == "zh" and after.startswith(("后", "达产")))


def outlook(clause: str, lang: str) -> str | None:
    """Whether a clause in lower case expects or aims at its figure."""
    for status, pattern in status_cues(lang).outlook.items():
        if pattern.search(clause):
            return status
    return None


def status_of(measure: str, clause: str, sentence: str | None, carried: str | None, lang: str) -> str:
    """The status of a figure: of its own clause, its sentence, or the project that the text speaks of."""
    if measure in STATED or (measure == "jobs" and lang == "zh"):
        ahead = outlook(clause, lang)
        if sentence in ("cancelled", "delayed") and measure not in ("growth", "share", "jobs"):
            return sentence
        return ahead or ("forecast" if measure == "jobs" else "reported")
    own = project_status(clause, lang)
    if own in ("operating", "signed", "under_construction", "cancelled", "delayed"):
        return own
    if lang == "en" and own == "reported":
        return "reported"
    return sentence or own or carried or "announced"
