"""When a Chinese figure holds: the period of its clause, of its statistic, of its event, or now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from gigawatch.claims.chinese_clause import Clause, clause_at
from gigawatch.claims.chinese_discourse import Discourse
from gigawatch.claims.chinese_subject import OF_PROJECT, STATISTICS, Subject
from gigawatch.claims.chinese_word import pattern
from gigawatch.quantity import FoundPeriod

_PAST_STEP = re.compile(
    r"^[^，。；]{0,10}?(?:落户|成立|组建|设立|创立|起[，,]|以来|动工|试生产|落子|布局|起家|创办|在[^，。]{2,6}投资)"
)
_AHEAD = re.compile(r"(?:到|力争|目标|预计|计划|将)[^，。]{0,3}$")
_BASE_OF = re.compile(r"^的[约近超]?$")
_STANDING = ("operating", "reported", "signed", "under_construction")
_DONE = re.compile(r"已[\u4e00-\u9fff]{0,4}?(?:开工|竣工|投产|落地|完成|建成|注册|启动|投运|入库)")
_DUE = re.compile(r"^[^，。；]{0,6}?(?:投产|达产|建成|投运|投用|完工|竣工)")


def choose_period(
    folded: str,
    at: int,
    clauses: list[Clause],
    periods: Sequence[FoundPeriod],
    figure: tuple[str, str, Subject | None],
    known: Discourse,
    published: date | None,
) -> str | None:
    """The period of a figure; `periods` count in the sentence, `figure` is its measure, status and subject."""
    measure, status, subject = figure
    here = clause_at(clauses, at)
    own = _in_clause(folded, at, clauses[here], periods) or _due_after(folded, measure, clauses, here, periods)
    is_statistic = measure in STATISTICS or (subject is not None and subject.kind in ("place", "country", "event"))
    own = own or _above(folded, clauses, here, periods, is_statistic)
    name = subject.name if subject else None
    if own:
        if is_statistic and not _AHEAD.search(folded[max(0, own.start - 6) : own.start]):
            known.stated, known.stated_of = (None, None) if _is_future(own.iso, published) else (own.iso, name)
        return own.iso
    is_progress = subject is not None and subject.kind in ("event", "place") and status not in ("signed", "planned")
    if (
        (_is_stock(folded, clauses, here, is_statistic) or (is_progress and _has_progress(folded, clauses, here)))
        and published
        and status in _STANDING
    ):
        return f"{published.year}-{published.month:02d}"
    if is_statistic and not (subject and subject.kind == "event"):
        return known.stated if known.stated_of == name else None
    return _of_event(measure, status, name, known)


def _is_future(iso: str, published: date | None) -> bool:
    return published is not None and iso[:4].isdigit() and int(iso[:4]) > published.year


def _of_event(measure: str, status: str, name: str | None, known: Discourse) -> str | None:
    is_of_deal = measure in ("share", "other") and known.event_paragraph
    if status == "forecast" or not (measure in OF_PROJECT or is_of_deal):
        return None
    is_hosted = known.event_of is None or known.event_of in (known.city, known.lead_place)
    is_its = (
        is_hosted or known.event_paragraph or name is None or name in str(known.event_of) or str(known.event_of) in name
    )
    return known.event_day if is_its else None


def _in_clause(folded: str, at: int, clause: Clause, periods: Sequence[FoundPeriod]) -> FoundPeriod | None:
    """The period last named before the figure in its clause, else the next one behind it."""
    inside = [p for p in periods if clause.start <= p.start < clause.end and not _PAST_STEP.match(folded[p.end :])]
    inside = [p for p in inside if not _BASE_OF.match(folded[p.end : at])]
    before = [p for p in inside if p.start < at]
    return before[-1] if before else next(iter(inside), None)


def _due_after(
    folded: str, measure: str, clauses: list[Clause], here: int, periods: Sequence[FoundPeriod]
) -> FoundPeriod | None:
    """The date of `计划2022年投产` in the next clause, which is when a capacity will be there."""
    if measure != "capacity" or here + 1 >= len(clauses):
        return None
    clause = clauses[here + 1]
    inside = [p for p in periods if clause.start <= p.start < clause.end]
    return next((p for p in inside if _DUE.match(folded[p.end :])), None)


def _above(
    folded: str, clauses: list[Clause], here: int, periods: Sequence[FoundPeriod], is_statistic: bool
) -> FoundPeriod | None:
    """A date that the sentence opens with holds for all of it; a statistic takes the last one named."""
    before = [p for p in periods if p.start < clauses[here].start and not _PAST_STEP.match(folded[p.end :])]
    if is_statistic:
        return before[-1] if before else None
    return before[0] if before and before[0].start <= clauses[0].lead else None


def _has_progress(folded: str, clauses: list[Clause], here: int) -> bool:
    """True where a sentence counts what has been done so far: 已开工36个."""
    return _DONE.search(folded, clauses[0].start, clauses[here].end) is not None


def _is_stock(folded: str, clauses: list[Clause], here: int, is_statistic: bool) -> bool:
    """True for what has come together up to now; a statistic's sentence may say so before."""
    first = clauses[0].start if is_statistic else clauses[here].start
    return pattern("", "stock").search(folded, first, clauses[here].end) is not None
