"""Cells of tables that tell what somebody aims at, and not what has come: a target's period, or a row of a plan."""

from __future__ import annotations

import re

from gigawatch.ledger.evidence import TARGET
from gigawatch.model import Observation

_AIM = re.compile(
    r"\b(?:planned|targeted)\b|\b(?:target|goal|plan)s?[)）]?$|(?:目标|规划|计划)(?:值|数|产能|产量)?[)）]?$",
    re.IGNORECASE,
)


def is_aimed_at(cell: Observation) -> bool:
    """True for a cell whose period is a target's (`2024 target`), or whose row is named as one: `Yibin, planned`.

    What stands in a note only describes, and makes no outcome a plan.
    """
    return cell.period.endswith(TARGET) or _AIM.search(cell.subject) is not None
