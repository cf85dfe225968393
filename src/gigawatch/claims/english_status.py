"""How far an English figure has come: the predicate that stands nearest to it decides, then the project spoken of."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from gigawatch.claims.english_discourse import Discourse
from gigawatch.claims.status import SHELF, STATED, outlook

FIRM_STATES = ("under_construction", "signed", "operating", "cancelled", "delayed")
_BREAK = (
    ("; ", 60),
    (" while ", 50),
    (" whereas ", 50),
    (", and ", 12),
    (", ", 12),
    (" and ", 10),
    (" that ", 6),
    (" which ", 10),
)
_NEW = re.compile(
    r"\b(?:an?|another|its)\s(?:second|third|further|new|separate|additional)\s(?:\w+\s){0,2}(?:plant|project|base|factory|facility)"
    r"|^(?:another|a)\s(?:\w+\s){0,3}(?:plant|project|base|factory|facility)\b"
)
_WITH = re.compile(r",\s(?:each\s|both\s)?(?:with|at|of)\s[^,;]{0,45}$")
_APPOSED = re.compile(r"[^,;.]{0,40},\s(?:(?:is|are|was|were|has|have|had|will)\s)?(?:[a-z]+\s)?")
_IS = re.compile(r"\s(?:(?:has|have|had|is|are|was|were)\s(?:been\s|now\s|already\s)*)?")
_BACK = re.compile(
    r"(?:of|among|together with) (?:these|them|which|those)\b|together|they\b|these\b|it\b|its\b"
    r"|the (?:[a-z]+ ){0,2}(?:phases?|projects?|agreements?|deals?|contracts?|plants?|base|site)\b"
)
_OTHER = re.compile(r"(?:the )(?:second|third|fourth|other|latter)(?! phase)\b")
_PHASE = re.compile(
    r"(?:the )?(?P<phase>phases (?:[ivx]+|\d+|[a-z]{3,6}) (?:to|and|through) (?:[ivx]+|\d+|[a-z]{3,6})"
    r"|(?:first|second|third|fourth|initial) phase|phase (?:[ivx]+|\d+|one|two|three|four))\b"
)
_EXPECTED = re.compile(
    r"(?<!which )(?<!that )\b(?:is|are|was|were|should|could)\s(?:expected|estimated|forecast|projected)\sto\b"
)
_ANNOUNCES = re.compile(r"\bannounc\w+|\bunveil\w*|\bbroke ground\b")


@dataclass(frozen=True, slots=True)
class Predicate:
    """Words that state how far something has come, and how far off they still speak for a figure."""

    start: int
    end: int
    status: str
    weight: int


@cache
def _patterns() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    table = tomllib.loads((SHELF / "english_status.toml").read_text(encoding="utf-8"))["predicate"]
    return tuple(
        (row["status"], row["weight"], re.compile(r"\b(?:" + "|".join(row["words"]).replace(" ", r"\s+") + r")\b"))
        for row in table
    )


def find_predicates(folded: str) -> list[Predicate]:
    """The predicates of a sentence in lower case."""
    return [
        Predicate(match.start(), match.end(), status, weight)
        for status, weight, pattern in _patterns()
        for match in pattern.finditer(folded)
    ]


def status_at(
    measure: str, folded: str, span: tuple[int, int], predicates: list[Predicate], clause: str, discourse: Discourse,
    phase: str | None, carried: str | None,
) -> str:  # fmt: skip
    """The status of the figure at `span` of a sentence in lower case."""
    near, phase = _nearest(folded, span, predicates), phase or discourse.phase
    if measure in STATED:
        return _stated(measure, near, clause, folded, span)
    if measure == "jobs" and _EXPECTED.search(folded, 0, span[0]) and not _ANNOUNCES.search(folded):
        return "forecast"
    general = discourse.states.get("") or carried
    going = discourse.states.get(phase or "") or (None if phase and general == "operating" else general)
    if near is None:
        return going or "announced"
    if near.weight <= 0 and (
        going in ("under_construction", "operating") or (going == "signed" and _BACK.match(folded))
    ):
        return str(going)
    return near.status


def _stated(measure: str, near: Predicate | None, clause: str, folded: str, span: tuple[int, int]) -> str:
    """Statistics are reported, unless the words nearest to them expect or aim at them."""
    if near and near.status == "forecast" and measure != "price":
        return "forecast"
    if near and folded.startswith("will", near.start) and near.end <= span[0]:
        return "forecast"
    return outlook(clause, "en") or "reported"


def _nearest(folded: str, span: tuple[int, int], predicates: list[Predicate]) -> Predicate | None:
    scored = [(_distance(folded, span, p) - p.weight, p.start, p) for p in predicates]
    far, _, best = min(scored, default=(999, 0, None))
    return best if far < 170 else None


def _distance(folded: str, span: tuple[int, int], predicate: Predicate) -> int:
    if predicate.end <= span[0]:
        gap, extra = folded[predicate.end : span[0]], 0
    elif predicate.start >= span[1]:
        gap, extra = folded[span[1] : predicate.start], 8
        if _IS.fullmatch(gap):
            return 0
        if _WITH.search(folded, max(0, span[0] - 60), span[0]) and _APPOSED.fullmatch(gap):
            return 0
        extra += 60 if any(mark in gap for mark in (",", ";", " and ", " with ", " for ")) else 0
    else:
        return 0
    return len(gap) // 2 + extra + sum(cost * gap.count(mark) for mark, cost in _BREAK)


def keep_state(folded: str, predicates: list[Predicate], discourse: Discourse) -> None:
    """Remembers how far the project has come that a sentence speaks of, each phase apart; a new project starts anew."""
    if _NEW.search(folded):
        discourse.forget_project()
        discourse.states[""] = "announced"
    elif _OTHER.match(folded):
        discourse.forget_project()
    if phase := _PHASE.match(folded):
        discourse.phase = phase["phase"]
    firm = [p for p in predicates if p.weight >= 18 and p.status in FIRM_STATES]
    if firm:
        discourse.states[discourse.phase or ""] = min(firm, key=lambda p: p.start).status
