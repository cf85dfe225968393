"""Why a fact changed from one state of the ledger to the next: a closed list of causes, worded in two languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from gigawatch.ledger.state import Standing, State, Stated

CAUSES = Path(__file__).parent / "data" / "cause.toml"


class Cause(StrEnum):
    """The ground of a change; `cause.toml` words each in English and Chinese."""

    NEW = "new_statement"
    LATER = "later_vintage"
    RESTATED = "restated"
    CORRECTED = "corrected"
    SOURCE_GONE = "source_gone"
    REGROUPED = "regrouped"
    WEIGHED = "weighed_anew"
    AGED = "aged"

    def tell(self, lang: str) -> str:
        """The cause in words."""
        return _words()[self.value]["zh" if lang == "zh" else "en"]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(CAUSES.read_text(encoding="utf-8"))


def find_cause(before: Stated | None, after: Stated, judged: Mapping[str, str]) -> tuple[Cause, str | None]:
    """Why a fact is there, or carries another value or verdict, with the day it rests on.

    A person's judgement on one of its statements comes first, then what became of the statement that it carried.
    """
    day = _judgement_day(before, after, judged)
    if day is not None:
        return Cause.CORRECTED, day
    if before is None:
        return Cause.NEW, after.fact.known_on or after.claim_on
    fresh = set(after.statements) - set(before.statements)
    if before.claim not in after.statements and after.claim not in fresh:
        return Cause.SOURCE_GONE, None
    if after.claim in fresh:
        return _by_new_statement(before, after), after.claim_on
    return (Cause.NEW if fresh else Cause.WEIGHED), None


def _by_new_statement(before: Stated, after: Stated) -> Cause:
    """A new number of the same publisher is a restatement; a later one settled as a statistic a later vintage."""
    if after.source == before.source:
        return Cause.RESTATED
    is_later = (after.claim_on or "") > (before.claim_on or "")
    return Cause.LATER if is_later and after.fact.rule == "statistics" else Cause.NEW


def find_end(before: Stated, new: State, judged: Mapping[str, str]) -> tuple[Cause, str | None]:
    """Why a fact is no longer there: a person's judgement, its sources gone, or its statements under another fact."""
    day = _judgement_day(before, None, judged)
    if day is not None:
        return Cause.CORRECTED, day
    is_there = any(new.holds(statement) for statement in before.statements)
    return (Cause.REGROUPED if is_there else Cause.SOURCE_GONE), None


def _judgement_day(before: Stated | None, after: Stated | None, judged: Mapping[str, str]) -> str | None:
    stated = (one for state in (before, after) if state for one in state.statements)
    return max((judged[one] for one in stated if one in judged), default=None)


def find_move(
    before: Standing | None, after: Standing | None, old: State, new: State, judged: Mapping[str, str]
) -> tuple[Cause, str | None]:
    """Why a thing stands elsewhere, or no longer at all, told by the claims that showed its status, with the day.

    A judgement comes first, then a claim that is new, then one that is gone; where both claims were there before and
    after, a thing that comes or goes has its statements under another thing, and a status that moves is weighed anew.
    """
    claims = [one.claim for one in (before, after) if one is not None]
    day = max((judged[claim] for claim in claims if claim in judged), default=None)
    if day is not None:
        return Cause.CORRECTED, day
    if after is not None and not _stood(old, after.claim):
        return Cause.NEW, after.known_on
    if before is not None and not _stood(new, before.claim):
        return Cause.SOURCE_GONE, None
    return (Cause.WEIGHED if before and after else Cause.REGROUPED), None


def _stood(state: State, claim: str) -> bool:
    """True where a claim was there; a kept edition keeps those of its facts and those that its statuses rest on."""
    return state.holds(claim) or (state.statements is None and any(s.claim == claim for s in state.standings.values()))
