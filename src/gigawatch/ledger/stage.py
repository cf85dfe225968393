"""How far a value is there. Planned and built are never in one sum, so every total is of one stage."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from gigawatch.vocab import Status, ledger_status, statuses

STAGES = Path(__file__).parent / "data" / "stage.toml"
BUILDING, WAITING, SIGNED, FORECAST, CLOSED = "under_construction", "delayed", "signed", "forecast", "closed"


class Progress(StrEnum):
    """How far what stands by a status has come: the one reading of the ladder from which all others are drawn."""

    RUNS = "run"
    BUILDS = "build"
    PLANNED = "planned"
    HALTED = "halted"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """Planned (announced to under construction, delayed, forecast), built, ended, or not stated by the source."""

    PLANNED = "planned"
    BUILT = "built"
    ENDED = "ended"
    UNSTATED = "unstated"


@cache
def progress_of(status: str | None) -> Progress:
    """Whether what stands by a status runs, is being built, is planned, halted or ended.

    >>> progress_of("trial_production").value, progress_of("signed").value, progress_of("delayed").value
    ('run', 'planned', 'halted')
    """
    found = _status(status)
    if found is None:
        return Progress.UNKNOWN
    if found.is_built:
        return Progress.RUNS
    if found.rank is None:
        return Progress.ENDED if found.terminal else Progress.HALTED
    return Progress.BUILDS if found.code == BUILDING else Progress.PLANNED


@cache  # asked of every figure, and there are few statuses
def stage_of(status: str | None) -> Stage:
    """The stage that a value's status stands for: what is forecast is not there yet, what is reported may be.

    >>> stage_of("trial_production").value, stage_of("forecast").value, stage_of("reported").value
    ('built', 'planned', 'unstated')
    """
    found, progress = _status(status), progress_of(status)
    if progress is Progress.UNKNOWN:
        return Stage.PLANNED if status == FORECAST else Stage.UNSTATED
    if progress is Progress.RUNS:
        return Stage.BUILT
    is_coming = progress in (Progress.BUILDS, Progress.PLANNED) or (found is not None and found.code == WAITING)
    return Stage.PLANNED if is_coming else Stage.ENDED


def total_of(status: str | None) -> str:
    """The stage by which a value is totalled: that of its status, but of what ended each status by itself.

    A cancelled plan was never built and a closed plant was: the two are in no sum.

    >>> total_of("operating"), total_of("cancelled"), total_of("closed")
    ('built', 'cancelled', 'closed')
    """
    found, stage = _status(status), stage_of(status)
    return found.code if stage is Stage.ENDED and found is not None else stage.value


@cache
def total_stages() -> tuple[str, ...]:
    """Every stage that a total can be of: planned, signed of it, built, unstated, and each status of what ended."""
    ended = (code for code in statuses() if stage_of(code) is Stage.ENDED)
    return (Stage.PLANNED, Stage.BUILT, Stage.UNSTATED, SIGNED, *ended)


def stage_name(stage: str, lang: str) -> str:
    """What a stage, or what a total is of, is called in a language (`en`, `zh`)."""
    return _names()[stage]["zh" if lang == "zh" else "en"]


def _status(status: str | None) -> Status | None:
    return statuses().get(status or "") or ledger_status(status or "")


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(STAGES.read_text(encoding="utf-8"))
