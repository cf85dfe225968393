"""When a Chinese figure holds by grammar alone: the date right before it, and dates with which it is only compared."""

from __future__ import annotations

import re

from gigawatch.claims.scope.compared_date import is_base
from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import RATIOS, STATISTICS, History, Scoped

_PART = re.compile(r"-[HQ]\d$|-\d\d/\d{4}-\d\d$")
GOES_ON = 2  # sentences over which results of one period go on


def told_right_before(figure: Scoped) -> str | None:
    """The date that stands before a figure with nothing but 的 between: 较2021年的12.5%, 由上年同期的23.8%降至14.4%."""
    of, line = cue_table("date_cue", "zh")["of"], figure.line
    last = next((p for p in reversed(line.periods) if p.end <= figure.start), None)
    return last.iso if last is not None and of.fullmatch(line.folded, last.end, figure.start) else None


def of_results(figure: Scoped, history: History) -> str | None:
    """The half, quarter or months of the result told before, where the next sentence goes on with results undated."""
    before, line = history.figure, figure.line
    if line.periods or before is None or before.line is line or line.number - before.line.number > GOES_ON:
        return None
    is_result = all(_is_result(one) for one in (figure, before)) and figure.status != "forecast"
    is_part = _PART.search(before.period or "") is not None
    return before.period if is_result and is_part and before.subject == figure.subject else None


def _is_result(figure: Scoped) -> bool:
    is_money = figure.found.dimension == "money" and figure.measure in ("revenue", "other")
    return is_money or figure.measure in STATISTICS | RATIOS


def bases(figure: Scoped, history: History) -> frozenset[str]:
    """The dates before a figure that only tell with what it is compared: 比2022年增长57%, 和7月相比多了8.2%.

    A relative one is counted from the day of publication. Where that makes it the month that the text tells of, it is
    not left out: 5月产量...和上月比, published in June.
    """
    told = [p for p in figure.line.periods if p.end <= figure.start]
    going_on = history.figure.period if history.figure else None
    compared = [p for p in told if is_base(figure.line, p) and not (p.is_relative and p.iso == going_on)]
    if not compared:
        return frozenset()
    return frozenset(p.iso for p in compared) - {p.iso for p in told if p not in compared}
