"""How far a value is there: planned or built. The two are never in one sum, so every total is of one stage."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from gigawatch.vocab import ledger_status, statuses

STAGES = Path(__file__).parent / "data" / "stage.toml"
WAITING, SIGNED = "delayed", "signed"


class Stage(StrEnum):
    """Planned (announced to under construction, or delayed), built, ended, or not stated by the source."""

    PLANNED = "planned"
    BUILT = "built"
    ENDED = "ended"
    UNSTATED = "unstated"


def stage_of(status: str | None) -> Stage:
    """The stage that a status stands for; reported and forecast are statements, not statuses.

    >>> stage_of("trial_production").value, stage_of("under_construction").value, stage_of("reported").value
    ('built', 'planned', 'unstated')
    """
    found = statuses().get(status or "") or ledger_status(status or "")
    if found is None:
        return Stage.UNSTATED
    if found.is_built:
        return Stage.BUILT
    return Stage.PLANNED if found.rank is not None or found.code == WAITING else Stage.ENDED


def stage_name(stage: str, lang: str) -> str:
    """What a stage, or what is signed among the planned, is called in a language (`en`, `zh`)."""
    return _names()[stage]["zh" if lang == "zh" else "en"]


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(STAGES.read_text(encoding="utf-8"))
