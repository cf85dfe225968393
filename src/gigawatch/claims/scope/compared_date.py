"""Dates of a Chinese sentence with which it only compares others: 较上年同期增长, 和7月相比, 由2022年的5%升至6%."""

from __future__ import annotations

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.page import Line
from gigawatch.quantity import FoundPeriod

REACH = 6  # characters that may stand before a date to compare with it: 相较于


def is_base(line: Line, period: FoundPeriod) -> bool:
    """True for a date with which another is compared, or from which a figure has changed: 由2022年的5%升至6%."""
    cues, folded = cue_table("date_cue", "zh"), line.folded
    if cues["from"].search(folded, max(0, period.start - REACH), period.start) is not None:
        return cues["had"].match(folded, period.end) is not None
    if cues["than"].search(folded, max(0, period.start - REACH), period.start) is not None:
        return True
    is_with = cues["with"].search(folded, max(0, period.start - REACH), period.start) is not None
    return is_with and cues["compared"].match(folded, period.end) is not None
