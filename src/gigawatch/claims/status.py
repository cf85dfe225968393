"""How far a figure has come: announced, signed, under construction, operating, or only expected."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gigawatch.claims.alternation import either

SHELF = Path(__file__).parent / "data"
STATED = frozenset(
    {
        "production", "installed", "sales", "shipments", "growth", "share", "price", "energy_density", "reserves",
        "emissions", "emission_intensity", "other", "revenue",
    }
)  # fmt: skip
LADDER = ("cancelled", "delayed", "under_construction", "signed", "operating", "announced", "planned", "reported")


@dataclass(frozen=True, slots=True)
class StatusCues:
    """The compiled cues of one language."""

    project: Mapping[str, re.Pattern[str]]
    outlook: Mapping[str, re.Pattern[str]]
    not_yet: re.Pattern[str]


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = tomllib.loads((SHELF / "status_cue.toml").read_text(encoding="utf-8"))
    return table


def project_words(lang: str, status: str) -> list[str]:
    """The cues of a project's state, each a pattern."""
    return [word.replace(" ", r"\s+") for word in _table()["project"][status][lang]]


def spent_words(lang: str) -> dict[str, list[str]]:
    """The patterns that say of money that it is spent: `before` it, `behind` it, and those needed beside (`until`)."""
    told = _table()["spent"]
    return {key: [w.replace(" ", r"\s+") for w in told[f"{key}_{lang}"]] for key in ("before", "behind", "until")}


@cache
def going_on(lang: str) -> re.Pattern[str]:
    """How a clause begins that gives the capacity of what the words before it say to run."""
    words = _table()["goes_on"][lang]
    return re.compile(either(word.replace(" ", r"\s+") for word in words) or "(?!)")


@cache
def status_cues(lang: str) -> StatusCues:
    """The status cues of a language."""
    table = _table()

    def compiled(words: list[str]) -> re.Pattern[str]:
        cues = either(word.replace(" ", r"\s+") for word in words)
        return re.compile(rf"\b(?:{cues})\b" if lang == "en" else cues)

    return StatusCues(
        {status: compiled(words[lang]) for status, words in table["project"].items()},
        {status: compiled(words[lang]) for status, words in table["outlook"].items()},
        compiled(table["not_yet"][lang]),
    )


def project_status(folded: str, lang: str) -> str | None:
    """The state of the project that a clause or sentence in lower case speaks of, None where it says none."""
    cues = status_cues(lang)
    for status in LADDER:
        match = cues.project[status].search(folded)
        if match and not (status == "operating" and _is_ahead(folded, match, cues, lang)):
            return status
    return None


def stopped_at(folded: str, lang: str, span: tuple[int, int]) -> str | None:
    """Cancelled or delayed where the word for it stands near the figure, before it or right behind."""
    cues, reach = status_cues(lang), 45 if lang == "zh" else 110
    clause = _CLAUSE_END.match(folded, span[1])
    stop = clause.end() if clause and lang == "zh" else span[1] + 70
    for status in ("cancelled", "delayed"):
        if cues.project[status].search(folded, max(0, span[0] - reach), min(len(folded), stop)):
            return status
    return _stopped_together(folded, span[1], cues) if lang == "zh" else None


def _stopped_together(folded: str, end: int, cues: StatusCues) -> str | None:
    """The state of every member of a list that a word of togetherness stops: 甲协议和乙协议同步终止."""
    listed = _TOGETHER.match(folded, end)
    if listed is None:
        return None
    return next((s for s in ("cancelled", "delayed") if cues.project[s].match(folded, listed.end())), None)


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


_TOGETHER = re.compile(
    "[^，,。；;]{0,40}?[和与及、][^，,。；;]{0,40}?(?:均|都|同步|一并|同时|全部|一同)(?:已|将|予以|被)?"
)
_CLAUSE_END = re.compile("[^，,。；;、并]{0,14}")
FIRM = ("under_construction", "signed", "cancelled")
