"""In what state a Chinese figure is: its clause says so, or the words above that rule the clause, or the event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gigawatch.claims.chinese_clause import Clause, clause_at
from gigawatch.claims.chinese_subject import Subject
from gigawatch.claims.status import FIRM, STATED, outlook, project_status

_RECKONED = re.compile(r"推算|测算|估算|预计|预测|约需|将需")
_OPENING = (*FIRM, "operating", "announced", "planned")
_YIELD = re.compile(r"年产值|年税收|年纳税|年销售|年利税|产值|税收|纳税|缴税|利税|就业|岗位")
_REACHED = re.compile(r"已|实现了|完成|同比|环比|首次|累计|占|增长")
_DONE = re.compile(r"(?<!可)(?<!能)(?<!将)实现|完成|同比|累计|已")
_ONCE_BUILT = re.compile(r"(?:建成|达产|投产|满产|竣工)(?:投产|达产|投用)?(?:后|之后)|项目规划")
_AIM = re.compile(r"打造|做到|规划|计划|拟建|拟|力争|目标|希望|瞄准|要推动|将建|争取|冲刺")
_AFTER_DEAL = re.compile(r"(?:增资|交易|收购|转让|定增|认购)(?:完成)?(?:后|之后)")


def choose_status(
    folded: str, at: int, clauses: Sequence[Clause], measure: str, carried: str | None, subject: Subject | None
) -> str:
    """The status of a figure; `carried` is the state of the project that the text opened with."""
    here = clause_at(list(clauses), at)
    clause = folded[clauses[here].start : clauses[here].end]
    is_place = subject is not None and subject.kind in ("place", "country")
    if measure in STATED or measure == "jobs":
        return _of_statement(folded, clauses, here, measure, None if is_place else carried)
    own = project_status(clause, "zh")
    if own in ("operating", "signed", "under_construction", "cancelled", "delayed"):
        return own
    if is_place:
        return _of_sum(folded, clauses, here, own)
    above = _above(folded, clauses, here)
    is_event = subject is not None and subject.kind == "event" and above is not None
    if carried in FIRM and not is_event:
        return carried
    if measure == "supply_volume" and _RECKONED.search(folded):
        return "forecast"
    return own or above or carried or "announced"


def _of_statement(folded: str, clauses: Sequence[Clause], here: int, measure: str, carried: str | None) -> str:
    """Reported, unless words ahead rule the clause or a project is yet to yield it."""
    clause = folded[clauses[here].start : clauses[here].end]
    for number in range(here, -1, -1):
        words = folded[clauses[number].start : clauses[number].end]
        if number < here and _REACHED.search(words):
            break
        ahead = outlook(words, "zh") or ("planned" if _AIM.search(words) else None)
        if ahead:
            is_yield = measure in ("revenue", "other", "jobs") and _YIELD.search(clause)
            return "forecast" if is_yield and _ONCE_BUILT.search(folded[: clauses[here].end]) else ahead
        if _REACHED.search(words):
            break
    if carried and _AFTER_DEAL.search(folded):
        return "announced"
    if _DONE.search(clause):
        return "reported"
    if measure == "jobs" or (measure in ("revenue", "other") and carried in FIRM and _YIELD.search(clause)):
        return "forecast"
    return "reported"


def _of_sum(folded: str, clauses: Sequence[Clause], here: int, own: str | None) -> str:
    """The state of a city's or country's own figure: what rules its clause, else what is so."""
    if _RECKONED.search(folded[: clauses[here].end]):
        return "forecast"
    return own or _above(folded, clauses, here) or "reported"


def opening_state(sentences: Sequence[str]) -> str | None:
    """The state of the project that the opening speaks of: what its first sentence says, else the next."""
    states = (project_status(folded, "zh") for folded in sentences)
    return next((state for state in states if state in _OPENING), None)


def _above(folded: str, clauses: Sequence[Clause], here: int) -> str | None:
    """The state that the clauses before leave in force, nearest first."""
    for number in range(here, -1, -1):
        words = folded[clauses[number].start : clauses[number].end]
        if _ONCE_BUILT.search(words) or _AIM.search(words):
            return "planned"
        state = project_status(words, "zh")
        if state:
            return state
    return None
